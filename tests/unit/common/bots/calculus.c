#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/bots/calculus.h"
#include "common/rules/arithmetic.h"
#include "tests/unit/common/rules/stage.h"

/* Seat 0 of a world of `n` at its start: fortify 1500, strike 500, exact figures, arms that do one thing. */
struct seat {
    struct stage stage;
    struct view view;
    struct orders orders;
};

static void sit(struct seat *seat, int n)
{
    stage_init(&seat->stage, "calculus", n);
    seat->stage.scenario.parameters.noise = 0;
    seat->stage.scenario.parameters.fungibility = 0;
    stage_begin(&seat->stage, NULL);
    view_of(&seat->stage.world, 0, &seat->view);
    orders_init(&seat->orders);
}

static void rivals_and_partners(void **state)
{
    (void)state;
    struct seat seat;
    sit(&seat, 5);
    seat.stage.world.actors[1].alive = 0;
    for (int kind = 1; kind < PACT_COUNT; kind++)
        stage_pact(&seat.stage, 0, 1 + kind, kind, 0);
    view_of(&seat.stage.world, 0, &seat.view);
    static const bool rival[] = {false, false, true, true, true},
                      partner[] = {false, false, false, true, true};
    for (int j = 0; j < 5; j++) {
        assert_int_equal(is_rival(&seat.view, j), rival[j]);
        assert_int_equal(is_partner(&seat.view, j), partner[j]);
    }
}

static void figures(void **state)
{
    (void)state;
    struct seat seat;
    sit(&seat, 2);
    seat.view.est_dual[1] = 7;
    assert_int_equal(estimated_arms(&seat.view, 1), 2007);
    assert_int_equal(worn(&seat.view, 1505), 1354);
    assert_int_equal(with_margin(&seat.view, 1000), 1000);
    seat.view.scenario.parameters.noise = 200;
    assert_int_equal(with_margin(&seat.view, 1000), 1160);
    assert_int_equal(gain_of(&seat.view), 10);
    seat.view.own.motive = MOTIVE_GREEDY;
    assert_int_equal(gain_of(&seat.view), 120);
    /* costs of 75 and 75 and a margin of 60, against a prize of 3 * 120 and the cost of failing */
    assert_int_equal(greedy_threshold(&seat.view), 482);
}

static void spending_in_order(void **state)
{
    (void)state;
    static const struct {
        int64_t fortify, strike, intel;
        int32_t budget[LINE_COUNT];
    } cases[] = {
        {0, 0, 0, {10, 0, 0, 0, 0}},  {3, 2, 1, {4, 3, 2, 0, 1}},   {8, 8, 1, {0, 8, 1, 0, 1}},
        {8, 8, 12, {0, 0, 0, 0, 10}}, {-5, 4, -1, {6, 0, 4, 0, 0}},
    };
    struct seat seat;
    sit(&seat, 2);
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        spend(&seat.view, &seat.orders, cases[c].fortify, cases[c].strike, cases[c].intel);
        for (int line = 0; line < LINE_COUNT; line++)
            assert_int_equal(seat.orders.budget[line], cases[c].budget[line]);
    }
}

static void beliefs_and_books(void **state)
{
    (void)state;
    struct seat seat;
    sit(&seat, 4);
    seat.view.alive[2] = 0;
    state_beliefs(&seat.view, &seat.orders);
    open_all_books(&seat.view, &seat.orders);
    assert_int_equal(seat.orders.belief[0], -1);
    assert_int_equal(seat.orders.belief[1], seat.view.assessment[1]);
    assert_int_equal(seat.orders.belief[2], -1);
    assert_int_equal(seat.orders.open_books, 2 | 8);
}

static void offers_are_matched_when_they_add_something(void **state)
{
    (void)state;
    struct seat seat;
    sit(&seat, 5);
    for (int j = 1; j < 5; j++)
        seat.view.offer_in[j] = PACT_DEFENSIVE;
    seat.view.offer_in_secret[1] = 1;
    seat.view.pact[0][2] = PACT_DEFENSIVE;
    seat.view.pact[0][3] = PACT_NON_AGGRESSION;
    seat.view.assessment[4] = 251;
    for (int j = 1; j < 4; j++)
        seat.view.assessment[j] = 250;
    accept_offers(&seat.view, 250, &seat.orders);
    assert_int_equal(seat.orders.pact[1], PACT_DEFENSIVE);
    assert_int_equal(seat.orders.secret[1], 1);
    assert_int_equal(seat.orders.pact[2], -1);
    assert_int_equal(seat.orders.pact[3], PACT_DEFENSIVE);
    assert_int_equal(seat.orders.pact[4], -1);
}

static void answers_go_to_partners(void **state)
{
    (void)state;
    struct seat seat;
    sit(&seat, 3);
    seat.view.pact[0][1] = PACT_DEFENSIVE;
    seat.view.pact[0][2] = PACT_NON_AGGRESSION;
    answer_calls(&seat.view, ANSWER_HONOUR_IF_VICTIM, &seat.orders);
    assert_int_equal(seat.orders.answer[1], ANSWER_HONOUR_IF_VICTIM);
    assert_int_equal(seat.orders.answer[2], -1);
}

/* With nobody who could threaten the ally there is nothing to fight for; with a strong and suspected
 * neighbour of both, its fall would leave me next. */
static void calls_are_weighed(void **state)
{
    (void)state;
    struct seat seat;
    sit(&seat, 3);
    seat.view.pact[0][1] = seat.view.pact[1][0] = PACT_DEFENSIVE;
    seat.view.est_strike[2] = 0;
    answer_calls(&seat.view, ANSWER_WEIGHED, &seat.orders);
    assert_int_equal(seat.orders.answer[1], ANSWER_STAND_ASIDE);
    seat.view.est_strike[2] = 2000;
    seat.view.assessment[2] = 900;
    answer_calls(&seat.view, ANSWER_WEIGHED, &seat.orders);
    assert_int_equal(seat.orders.answer[1], ANSWER_HONOUR);
}

/* 3000 against 1500: a chance of 800; a greedy prize of 3 * 120 makes 800 * 360 - 200 * 75 - 75 000 = 198. */
static void the_best_prey(void **state)
{
    (void)state;
    struct seat seat;
    sit(&seat, 4);
    seat.view.own.strike = 3000;
    assert_int_equal(best_prey(&seat.view, 197, 120), 1);
    assert_int_equal(best_prey(&seat.view, 198, 120), -1);
    seat.view.est_fortify[2] = 1400;
    assert_int_equal(best_prey(&seat.view, 60, 120), 2);
    seat.view.pact[2][3] = PACT_DEFENSIVE; /* half of an ally's wall counts */
    assert_int_equal(best_prey(&seat.view, 60, 120), 1);
    seat.view.scenario.proximity[0][1] = 0;
    assert_int_equal(best_prey(&seat.view, 60, 120), 3);
    seat.view.alive[3] = 0;
    assert_int_equal(best_prey(&seat.view, 190, 120), 2);
    seat.view.pact[0][2] = PACT_NON_AGGRESSION; /* only the breach costs */
    assert_int_equal(best_prey(&seat.view, 190, 120), -1);
    assert_int_equal(best_prey(&seat.view, 60, 120), 2);
    seat.view.turn = 0;
    seat.view.scenario.parameters.grace_turns = 1;
    assert_int_equal(best_prey(&seat.view, 60, 120), -1);
}

static void fear_strikes_first(void **state)
{
    (void)state;
    struct seat seat;
    sit(&seat, 2);
    seat.view.balance = 200;
    seat.view.own.strike = 3000;
    seat.view.est_strike[1] = 3000;
    seat.view.assessment[1] = 900;
    assert_int_equal(preempt(&seat.view), 1);
    seat.view.assessment[1] = 50;
    assert_int_equal(preempt(&seat.view), -1);
    seat.view.assessment[1] = 900;
    seat.view.scenario.parameters.grace_turns = 1;
    assert_int_equal(preempt(&seat.view), -1);
    seat.view.scenario.parameters.grace_turns = 0;
    seat.view.balance = 40;
    assert_int_equal(preempt(&seat.view), -1);
}

static void mobilise_before_the_attack(void **state)
{
    (void)state;
    struct seat seat;
    sit(&seat, 2);
    seat.orders.attack = 1;
    mobilise_first(&seat.view, &seat.orders);
    assert_int_equal(seat.orders.attack, 1); /* the module is off */
    assert_int_equal(seat.orders.mobilise, 0);
    seat.view.scenario.parameters.mobilisation = 1;
    mobilise_first(&seat.view, &seat.orders);
    assert_int_equal(seat.orders.attack, -1);
    assert_int_equal(seat.orders.mobilise, 1);
    seat.view.own.mobilised = 1;
    seat.orders.attack = 1;
    seat.orders.mobilise = 0;
    mobilise_first(&seat.view, &seat.orders);
    assert_int_equal(seat.orders.attack, 1);
    assert_int_equal(seat.orders.mobilise, 1);
    orders_init(&seat.orders);
    seat.view.seen_mobilised[1] = 1; /* answered in kind, if one can pay */
    mobilise_first(&seat.view, &seat.orders);
    assert_int_equal(seat.orders.mobilise, 1);
    seat.view.income = 3;
    mobilise_first(&seat.view, &seat.orders);
    assert_int_equal(seat.orders.mobilise, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rivals_and_partners),
        cmocka_unit_test(figures),
        cmocka_unit_test(spending_in_order),
        cmocka_unit_test(beliefs_and_books),
        cmocka_unit_test(offers_are_matched_when_they_add_something),
        cmocka_unit_test(answers_go_to_partners),
        cmocka_unit_test(calls_are_weighed),
        cmocka_unit_test(the_best_prey),
        cmocka_unit_test(fear_strikes_first),
        cmocka_unit_test(mobilise_before_the_attack),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
