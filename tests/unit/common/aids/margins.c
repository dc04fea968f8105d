/* What one point more changes, and what happens to those who save nothing, by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/aids/idle.h"
#include "common/aids/margins.h"
#include "tests/unit/common/rules/stage.h"

#include <string.h>

/* Actor 0 keeps 900 fortify and 450 strike after wear; actor 1 has 450 fortify and 900 strike; no error. */
static void begin(struct stage *stage, struct view *view)
{
    stage_init(stage, "margins", 2);
    stage->scenario.parameters.fungibility = 0;
    stage->scenario.parameters.start_fortify = stage->scenario.parameters.start_strike = 0;
    stage_begin(stage, NULL);
    stage_arms(stage, 0, 1000, 500, 0);
    stage_arms(stage, 1, 450, 900, 0);
    stage->world.scenario.parameters.noise = 0;
    world_estimate(&stage->world, NULL, NULL);
    view_of(&stage->world, 0, view);
    view->opened[1] = 1;
    view->scenario.parameters.noise = 200;
}

static void budget(struct orders *orders, int civil, int fortify, int strike, int dual, int intel)
{
    const int32_t points[LINE_COUNT] = {civil, fortify, strike, dual, intel};
    memcpy(orders->budget, points, sizeof points);
}

static void a_point_is_taken_from_civil(void **state)
{
    struct stage stage;
    struct view view;
    struct margins all;
    (void)state;
    begin(&stage, &view);
    margins_of(&view, &stage.book.orders[0], &all);
    assert_int_equal(all.danger, 1);
    assert_int_equal(all.prey, 1);
    assert_int_equal(all.takes_me, 500);
    assert_int_equal(all.i_take, 500);
    const struct margin *fortify = &all.of[LINE_FORTIFY], *strike = &all.of[LINE_STRIKE];
    assert_true(fortify->is_defined);
    assert_false(fortify->is_last);
    assert_int_equal(fortify->fortify, 100);
    assert_int_equal(fortify->strike, 0);
    assert_int_equal(fortify->takes_me, 448 - 500); /* 900 against 1000 */
    assert_int_equal(fortify->i_take, 0);
    assert_int_equal(fortify->seen, 100);
    assert_int_equal(strike->strike, 100);
    assert_int_equal(strike->takes_me, 0);
    assert_int_equal(strike->i_take, 599 - 500); /* 550 against 450 */
    const struct margin *dual = &all.of[LINE_DUAL], *intel = &all.of[LINE_INTEL];
    assert_int_equal(dual->dual, 100);
    assert_int_equal(dual->takes_me, 463 - 500); /* 900 against 970: a dual unit is worth 70 */
    assert_int_equal(dual->i_take, 572 - 500);   /* 520 against 450 */
    assert_int_equal(intel->error_before, 200);
    assert_int_equal(intel->error, 160);
    assert_int_equal(intel->seen, 0);
}

static void civil_is_weighed_by_itself(void **state)
{
    struct stage stage;
    struct view view;
    struct margins all;
    struct orders *orders = &stage.book.orders[0];
    const struct margin *civil = &all.of[LINE_CIVIL];
    (void)state;
    begin(&stage, &view);
    margins_of(&view, orders, &all); /* all is civil already */
    assert_true(civil->is_defined && civil->is_last);
    assert_int_equal(civil->score, 10);
    assert_int_equal(civil->productivity, 0);
    assert_int_equal(all.civil_for_growth, 0);
    budget(orders, 3, 5, 0, 0, 2); /* four tenths grow productivity by one percent, three do not */
    margins_of(&view, orders, &all);
    assert_false(civil->is_last);
    assert_int_equal(civil->productivity, 1);
    assert_int_equal(all.civil_for_growth, 1);
    budget(orders, 4, 4, 0, 0, 2); /* the next step is at eight */
    margins_of(&view, orders, &all);
    assert_int_equal(civil->productivity, 0);
    assert_int_equal(all.civil_for_growth, 4);
    view.own.productivity = 109; /* one percent more is a point more */
    view.income = 10;
    budget(orders, 3, 5, 0, 0, 2);
    margins_of(&view, orders, &all);
    assert_int_equal(civil->income, 1);
}

static void where_civil_is_empty_the_last_point_counts(void **state)
{
    struct stage stage;
    struct view view;
    struct margins all;
    (void)state;
    begin(&stage, &view);
    budget(&stage.book.orders[0], 0, 10, 0, 0, 0);
    margins_of(&view, &stage.book.orders[0], &all);
    assert_true(all.of[LINE_FORTIFY].is_last);
    assert_int_equal(all.of[LINE_FORTIFY].fortify, 100);
    assert_int_equal(all.of[LINE_FORTIFY].takes_me, 183 - 200); /* 900 against 1900, and 1800 */
    assert_false(all.of[LINE_STRIKE].is_defined);
    assert_false(all.of[LINE_INTEL].is_defined);
    assert_false(all.of[LINE_CIVIL].is_last);
}

static void no_rival_no_danger(void **state)
{
    struct stage stage;
    struct view view;
    struct margins all;
    struct idle idle;
    (void)state;
    begin(&stage, &view);
    view.scenario.proximity[0][1] = view.scenario.proximity[1][0] = 0;
    margins_of(&view, &stage.book.orders[0], &all);
    idle_of(&view, &idle);
    assert_int_equal(all.danger, -1);
    assert_int_equal(all.prey, -1);
    assert_int_equal(idle.danger, -1);
    assert_int_equal(all.of[LINE_FORTIFY].takes_me, 0);
    assert_int_equal(all.of[LINE_FORTIFY].fortify, 100);
}

static void the_seen_build_up_is_suspect(void **state)
{
    struct stage stage;
    struct view view;
    struct margins all;
    (void)state;
    begin(&stage, &view);
    view.base[0] = 2000; /* a unit more is a twentieth of that: 7.5 of a weight of 150 */
    view.scenario.parameters.learn_mix = 0;
    view.scenario.parameters.empathy = view.scenario.parameters.empathy_spread = 0;
    margins_of(&view, &stage.book.orders[0], &all);
    /* from floor(150 * -650 / 2000) = -49 to floor(150 * -550 / 2000) = -42 */
    assert_int_equal(all.of[LINE_FORTIFY].suspicion_low, 7);
    assert_int_equal(all.of[LINE_FORTIFY].suspicion_high, 7);
    assert_int_equal(all.of[LINE_INTEL].suspicion_high, 0);
}

static void nothing_saved_is_last_turns_split(void **state)
{
    struct stage stage;
    struct view view;
    struct idle idle;
    const int32_t last[LINE_COUNT] = {2, 1, 1, 0, 0}, scaled[LINE_COUNT] = {6, 2, 2, 0, 0};
    (void)state;
    begin(&stage, &view);
    idle_of(&view, &idle);
    assert_int_equal(idle.budget[LINE_CIVIL], 10); /* in the first turn all is civil */
    assert_int_equal(idle.next.fortify, 900);
    assert_int_equal(idle.takes_me, 500);
    memcpy(view.own.budget, last, sizeof last);
    view.pact[0][1] = view.pact[1][0] = PACT_UNCONDITIONAL;
    view.offer_in[1] = PACT_DEFENSIVE;
    idle_of(&view, &idle);
    assert_memory_equal(idle.budget, scaled, sizeof scaled);
    assert_int_equal(idle.now.fortify, 1000);
    assert_int_equal(idle.next.fortify, 1100);
    assert_int_equal(idle.next.strike, 650);
    assert_int_equal(idle.score, 60);
    assert_int_equal(idle.income, 10);
    assert_int_equal(idle.income_next, 10); /* six tenths grow it by one percent */
    assert_int_equal(idle.error, 200);
    assert_int_equal(idle.honours, 1 << 1);
    assert_int_equal(idle.marches, 1 << 1);
    assert_int_equal(idle.lapses, 1 << 1);
    assert_int_equal(idle.danger, 1);
    assert_int_equal(idle.takes_me, 401); /* 900 against 1100 */
    assert_int_equal(idle.research, PROJECT_NONE);
}

static void research_goes_on_and_charges(void **state)
{
    struct stage stage;
    struct view view;
    struct idle idle;
    (void)state;
    begin(&stage, &view);
    view.scenario.parameters.technology = 1;
    view.own.project = PROJECT_INTEL;
    view.own.progress = 3; /* of four: complete when this turn is over */
    idle_of(&view, &idle);
    assert_int_equal(idle.research, PROJECT_INTEL);
    assert_int_equal(idle.budget[LINE_CIVIL], 8);
    assert_int_equal(idle.error, 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_point_is_taken_from_civil),
        cmocka_unit_test(civil_is_weighed_by_itself),
        cmocka_unit_test(where_civil_is_empty_the_last_point_counts),
        cmocka_unit_test(no_rival_no_danger),
        cmocka_unit_test(the_seen_build_up_is_suspect),
        cmocka_unit_test(nothing_saved_is_last_turns_split),
        cmocka_unit_test(research_goes_on_and_charges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
