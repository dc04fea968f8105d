/* Duels and prospects by hand: arms that only serve one end, no error unless a test brings it in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/aids/prospects.h"
#include "tests/unit/common/rules/stage.h"

#include <string.h>

/* Actor 0 keeps 900 fortify and 450 strike after wear; actor 1 has 450 fortify and 900 strike. */
static void begin(struct stage *stage, int n)
{
    stage_init(stage, "prospects", n);
    stage->scenario.parameters.noise = stage->scenario.parameters.fungibility = 0;
    stage->scenario.parameters.start_fortify = stage->scenario.parameters.start_strike = 0;
    stage_begin(stage, NULL);
    stage_arms(stage, 0, 1000, 500, 0);
    stage_arms(stage, 1, 450, 900, 0);
    world_estimate(&stage->world, NULL, NULL);
}

static void expect_chance(const struct odds *chance, int low, int about, int high)
{
    assert_int_equal(chance->low, low);
    assert_int_equal(chance->about, about);
    assert_int_equal(chance->high, high);
}

static void look(struct stage *stage, struct view *view, struct prospects *prospects)
{
    view_of(&stage->world, 0, view);
    prospects_of(view, &stage->book.orders[0], prospects);
}

static void exact_figures_give_exact_chances(void **state)
{
    struct stage stage;
    struct view view;
    struct prospects all;
    const struct prospect *it = &all.of[1];
    (void)state;
    begin(&stage, 2);
    look(&stage, &view, &all);
    assert_false(all.of[0].is_rival);
    assert_true(it->is_rival && it->reaches_me && it->i_reach);
    expect_chance(&it->takes_me, 500, 500, 500); /* 900 against 1000 less a tenth */
    assert_int_equal(it->takes_me_armed, 817);   /* ten units more: 1900 against 900 */
    expect_chance(&it->i_take, 500, 500, 500);   /* 450 against 450 */
    assert_int_equal(it->i_take_armed, 88);      /* 450 against 1450 */
    expect_chance(&it->i_win_meeting, 200, 200, 200);
    assert_int_equal(it->helpers, 0);
    assert_int_equal(all.most_dangerous, 1);
    assert_int_equal(all.weakest, 1);
    assert_false(all.is_grace);
    assert_false(all.balance_hidden);
    assert_int_equal(all.balance, 100);
}

static void orders_in_hand_count(void **state)
{
    struct stage stage;
    struct view view;
    struct prospects all;
    struct orders *orders = &stage.book.orders[0];
    (void)state;
    begin(&stage, 2);
    orders->budget[LINE_CIVIL] = 4;
    orders->budget[LINE_FORTIFY] = 6;
    orders->scrap = 1;
    orders->attack = 1; /* makes no difference */
    look(&stage, &view, &all);
    expect_chance(&all.of[1].takes_me, 265, 265, 265); /* 900 against 1500 */
    expect_chance(&all.of[1].i_take, 377, 377, 377);   /* 350 against 450 */
    assert_int_equal(orders->attack, 1);
    prospects_of(&view, NULL, &all); /* nothing saved: all to civil */
    expect_chance(&all.of[1].takes_me, 500, 500, 500);
}

static void error_widens_both_ways(void **state)
{
    struct stage stage;
    struct view view;
    struct prospects all;
    (void)state;
    begin(&stage, 2);
    stage.world.scenario.parameters.noise = 200;
    look(&stage, &view, &all); /* strike 750..1126, fortify 375..563 */
    expect_chance(&all.of[1].takes_me, 410, 500, 610);
    expect_chance(&all.of[1].i_take, 390, 500, 590);
    view.opened[1] = 1;
    prospects_of(&view, &stage.book.orders[0], &all);
    expect_chance(&all.of[1].takes_me, 500, 500, 500);
}

static void the_balance_believed_in_counts(void **state)
{
    struct stage stage;
    struct view view;
    struct prospects all;
    (void)state;
    begin(&stage, 2);
    stage.world.balance = 20; /* the true one is nobody's figure */
    stage.world.actors[0].doctrine = 200;
    stage.world.scenario.parameters.hidden_balance = 1;
    stage.world.scenario.parameters.referee_force = 900;
    look(&stage, &view, &all);
    expect_chance(&all.of[1].takes_me, 500, 500, 500); /* 2 * 900 against 900 + 900 */
    assert_int_equal(all.balance, 200);
    assert_true(all.balance_hidden);
}

static void those_who_owe_help_come(void **state)
{
    struct stage stage;
    struct view view;
    struct prospects all;
    (void)state;
    begin(&stage, 4);
    stage.world.scenario.proximity[2][0] = 50;
    stage_arms(&stage, 2, 600, 0, 0);
    stage_pact(&stage, 0, 2, PACT_DEFENSIVE, 1);
    stage_pact(&stage, 1, 3, PACT_UNCONDITIONAL, 0); /* would march with 1, but in a duel nobody does */
    stage_arms(&stage, 3, 450, 5000, 0);
    world_estimate(&stage.world, NULL, NULL);
    look(&stage, &view, &all);
    expect_chance(&all.of[1].takes_me, 500, 500, 500);
    expect_chance(&all.of[1].takes_me_helped, 360, 360, 360); /* 900 against 900 + 300 */
    assert_int_equal(all.of[1].helpers, 1 << 2);
    assert_int_equal(all.of[1].its_helpers, 1 << 3);
    expect_chance(&all.of[1].i_take_helped, 200, 200, 200); /* 450 against 450 + 450 */
    assert_int_equal(all.most_dangerous, 3);
    stage.book.orders[0].pact[2] = PACT_NONE; /* a pact that is cancelled holds this turn */
    look(&stage, &view, &all);
    assert_int_equal(all.of[1].helpers, 1 << 2);
    stage_pact(&stage, 1, 2, PACT_NON_AGGRESSION, 0); /* a pact with the attacker excuses */
    look(&stage, &view, &all);
    assert_int_equal(all.of[1].helpers, 0);
    expect_chance(&all.of[1].takes_me_helped, 500, 500, 500);
}

static void a_pact_accepted_now_helps_now(void **state)
{
    struct stage stage;
    struct view view;
    struct prospects all;
    (void)state;
    begin(&stage, 3);
    stage_arms(&stage, 2, 900, 0, 0);
    stage.world.relations[2][0].offer = PACT_DEFENSIVE;
    world_estimate(&stage.world, NULL, NULL);
    look(&stage, &view, &all);
    assert_int_equal(all.of[1].helpers, 0);
    stage.book.orders[0].pact[2] = PACT_DEFENSIVE;
    look(&stage, &view, &all);
    assert_int_equal(all.of[1].helpers, 1 << 2);
    expect_chance(&all.of[1].takes_me_helped, 200, 200, 200); /* 900 against 1800 */
}

static void mobilisation_unseen_may_be_there(void **state)
{
    struct stage stage;
    struct view view;
    struct prospects all;
    (void)state;
    begin(&stage, 2);
    stage.world.scenario.parameters.mobilisation = 1;
    look(&stage, &view, &all);
    expect_chance(&all.of[1].takes_me, 265, 265, 265); /* in the first turn nobody is: 540 against 900 */
    expect_chance(&all.of[1].i_take, 229, 265, 265);   /* 270 against 450, or 495 if it mobilises now */
    stage.world.turn = 1;
    look(&stage, &view, &all);
    expect_chance(&all.of[1].takes_me, 265, 265, 500);
    stage.world.scenario.parameters.mobilise_seen = 1000;
    look(&stage, &view, &all);
    expect_chance(&all.of[1].takes_me, 265, 265, 265);
    stage.world.relations[0][1].seen_mobilised = stage.world.actors[0].mobilised = 1;
    stage.book.orders[0].mobilise = 1;
    stage.book.orders[0].budget[LINE_CIVIL] = 8;
    look(&stage, &view, &all);
    expect_chance(&all.of[1].takes_me, 452, 452, 452); /* 900 against 990 */
    expect_chance(&all.of[1].i_take, 452, 500, 500);   /* 450 against 495 at most */
}

static void who_cannot_does_not(void **state)
{
    struct stage stage;
    struct view view;
    struct prospects all;
    (void)state;
    begin(&stage, 3);
    stage.world.scenario.proximity[1][0] = stage.world.scenario.proximity[0][1] = 0;
    stage.world.actors[2].alive = 0;
    stage.world.scenario.parameters.grace_turns = 3;
    look(&stage, &view, &all);
    expect_chance(&all.of[1].takes_me, 0, 0, 0);
    expect_chance(&all.of[1].i_win_meeting, 0, 0, 0);
    assert_int_equal(all.of[1].takes_me_armed, 0);
    assert_false(all.of[2].is_rival);
    assert_int_equal(all.most_dangerous, -1);
    assert_int_equal(all.weakest, -1);
    assert_true(all.is_grace);
    assert_int_equal(all.attack_from, 4);
    stage.world.scenario.proximity[1][0] = 50; /* grace or not, the figures are those of now */
    look(&stage, &view, &all);
    expect_chance(&all.of[1].takes_me, 200, 200, 200); /* 450 against 900 */
    assert_int_equal(all.most_dangerous, 1);
    assert_int_equal(all.weakest, -1);
}

static void nothing_against_nothing_is_even(void **state)
{
    struct stage stage;
    struct view view;
    struct prospects all;
    (void)state;
    begin(&stage, ACTORS_MAX);
    for (int i = 0; i < ACTORS_MAX; i++)
        stage_arms(&stage, i, 0, 0, 0);
    world_estimate(&stage.world, NULL, NULL);
    look(&stage, &view, &all);
    for (int j = 1; j < ACTORS_MAX; j++) {
        expect_chance(&all.of[j].takes_me, 500, 500, 500);
        assert_int_equal(all.of[j].takes_me_armed, 1000);
        assert_int_equal(all.of[j].i_take_armed, 0);
    }
    assert_int_equal(all.most_dangerous, 1); /* the first of equals */
}

static void last_turns_are_reckoned_like_others(void **state)
{
    struct stage stage;
    struct view view;
    struct prospects all;
    (void)state;
    begin(&stage, 2);
    stage.world.turn = stage.world.scenario.parameters.max_turns = 30;
    stage.world.end = END_TIME;
    look(&stage, &view, &all);
    expect_chance(&all.of[1].takes_me, 500, 500, 500);
    /* thirty turns of civil alone, two percent each, are an income of 16 */
    assert_int_equal(all.of[1].takes_me_armed, 885); /* 900 + 1600 against 900 */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exact_figures_give_exact_chances),
        cmocka_unit_test(orders_in_hand_count),
        cmocka_unit_test(error_widens_both_ways),
        cmocka_unit_test(the_balance_believed_in_counts),
        cmocka_unit_test(those_who_owe_help_come),
        cmocka_unit_test(a_pact_accepted_now_helps_now),
        cmocka_unit_test(mobilisation_unseen_may_be_there),
        cmocka_unit_test(who_cannot_does_not),
        cmocka_unit_test(nothing_against_nothing_is_even),
        cmocka_unit_test(last_turns_are_reckoned_like_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
