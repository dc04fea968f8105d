#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/bots/calculus.h"
#include "common/bots/seeker.h"
#include "tests/unit/common/rules/stage.h"

/* Seat 0 of a world of three at its start: exact figures, arms that do one thing, g 100; 1 threatens it with
 * 1000 of strike. With nothing of its own a seeker needs threat * sqrt((1 - v) / v) of defence. */
struct seat {
    struct stage stage;
    struct view view;
    struct seeker_style style;
    struct orders orders;
};

static void sit(struct seat *seat)
{
    stage_init(&seat->stage, "seeker", 3);
    seat->stage.scenario.parameters.noise = 0;
    seat->stage.scenario.parameters.fungibility = 0;
    stage_begin(&seat->stage, NULL);
    view_of(&seat->stage.world, 0, &seat->view);
    seat->view.own.fortify = seat->view.own.strike = 0;
    seat->view.income = 100;
    for (int j = 1; j < 3; j++) {
        seat->view.est_fortify[j] = 1000;
        seat->view.est_strike[j] = j == 1 ? 1000 : 0;
        seat->view.assessment[j] = 200;
    }
    seat->style = seeker_style_default;
    seat->style.arms_cap = 100;
    seat->style.preempts = false;
}

static int arms(struct seat *seat)
{
    seeker_play(&seat->view, &seat->style, &seat->orders);
    struct verdicts verdicts = orders_check(&seat->view, &seat->orders);
    assert_true(verdicts_ok(&verdicts));
    return seat->orders.budget[LINE_FORTIFY] + seat->orders.budget[LINE_STRIKE];
}

/* Accepted vulnerability 1000 * demand / suspicion: 60 / 200 = 300: sqrt(7 / 3) = 1.5275: 15.3 units, 16
 * points. 100 / 200 = 500: 10. 20 / 200 = 100: 30. */
static void demand(void **state)
{
    static const int rows[][2] = {{60, 16}, {100, 10}, {20, 30}};
    struct seat seat;
    (void)state;
    sit(&seat);
    for (int r = 0; r < 3; r++) {
        seat.style.demand = rows[r][0];
        assert_int_equal(arms(&seat), rows[r][1]);
    }
}

/* The least suspicion: 60 / 600 = 100: 30 units, though it assesses 200. Empathy takes half of 200 off, but
 * not below the least: 60 / 150 = 400: sqrt(1.5) = 1.2247: 13 points; with none, 60 / 100 = 600: 0.8165: 9.
 */
static void suspicion_and_empathy(void **state)
{
    struct seat seat;
    (void)state;
    sit(&seat);
    seat.style.suspicion = 600;
    assert_int_equal(arms(&seat), 30);
    seat.style = seeker_style_default;
    seat.style.arms_cap = 100;
    seat.style.preempts = false;
    seat.style.empathy = 50;
    assert_int_equal(arms(&seat), 13);
    seat.style.suspicion = 1;
    assert_int_equal(arms(&seat), 9);
}

/* 7 of 10 points at most; a fifth of 7 for strike is 1; two points for intelligence come first. */
static void the_shares_of_a_budget(void **state)
{
    static const int32_t budget[LINE_COUNT] = {1, 6, 1, 0, 2};
    struct seat seat;
    (void)state;
    sit(&seat);
    seat.view.income = 10;
    seat.style.arms_cap = 70;
    seat.style.strike_share = 20;
    seat.style.intel = 2;
    assert_int_equal(arms(&seat), 7);
    assert_memory_equal(seat.orders.budget, budget, sizeof budget);
    seat.style.arms_cap = 0;
    assert_int_equal(arms(&seat), 0);
    assert_int_equal(seat.orders.budget[LINE_CIVIL], 8);
}

static void fear_strikes_only_where_it_may(void **state)
{
    struct seat seat;
    (void)state;
    sit(&seat);
    seat.view.balance = 200;
    seat.view.own.strike = seat.view.own.fortify = 1000;
    seat.view.assessment[1] = 900;
    arms(&seat);
    assert_int_equal(seat.orders.attack, -1);
    seat.style.preempts = true;
    arms(&seat);
    assert_int_equal(seat.orders.attack, 1);
}

static void answers_trust_and_projects(void **state)
{
    struct seat seat;
    (void)state;
    sit(&seat);
    seat.view.pact[0][2] = seat.view.pact[2][0] = PACT_DEFENSIVE;
    seat.view.offer_in[1] = PACT_NON_AGGRESSION;
    seat.view.scenario.parameters.technology = 1;
    seat.style.answer = ANSWER_STAND_ASIDE;
    seat.style.trust = 199;
    arms(&seat);
    assert_int_equal(seat.orders.answer[2], ANSWER_STAND_ASIDE);
    assert_int_equal(seat.orders.pact[1], -1);
    assert_int_equal(seat.orders.project, PROJECT_FORTRESS);
    seat.style.answer = ANSWER_HONOUR;
    seat.style.trust = 200;
    seat.style.project = PROJECT_SPECIALISE;
    arms(&seat);
    assert_int_equal(seat.orders.answer[2], ANSWER_HONOUR);
    assert_int_equal(seat.orders.pact[1], PACT_NON_AGGRESSION);
    assert_int_equal(seat.orders.project, PROJECT_SPECIALISE);
}

/* 3000 of strike against 1000: 0.9. A greedy prize of 360: 324 - 7.5 - 75 = 241.5,
 * floor 241, and that must be more than the least. */
static void greed_takes_what_pays(void **state)
{
    struct seat seat;
    (void)state;
    sit(&seat);
    seat.view.own.motive = MOTIVE_GREEDY;
    seat.view.own.strike = 3000;
    greedy_play(&seat.view, 240, &seat.orders);
    assert_int_equal(seat.orders.attack, 1);
    assert_int_equal(seat.orders.budget[LINE_STRIKE], 35); /* seven tenths of half of 100 */
    assert_int_equal(seat.orders.budget[LINE_FORTIFY], 15);
    greedy_play(&seat.view, 241, &seat.orders);
    assert_int_equal(seat.orders.attack, -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(demand),
        cmocka_unit_test(suspicion_and_empathy),
        cmocka_unit_test(the_shares_of_a_budget),
        cmocka_unit_test(fear_strikes_only_where_it_may),
        cmocka_unit_test(answers_trust_and_projects),
        cmocka_unit_test(greed_takes_what_pays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
