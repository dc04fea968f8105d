#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/common/rules/stage.h"

/* Two actors with a budget for seat 0 of the first turn. */
static void begin(struct stage *stage)
{
    stage_init(stage, "economy", 2);
    stage_begin(stage, NULL);
}

static void set_budget(struct stage *stage, int i, const int32_t *budget)
{
    for (int line = 0; line < LINE_COUNT; line++)
        stage->book.orders[i].budget[line] = budget[line];
}

#define BUDGET(stage, i, ...) set_budget(stage, i, (const int32_t[]){__VA_ARGS__})

static void arms_wear_and_are_built(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage);
    stage_arms(&stage, 0, 1505, 500, 99);
    BUDGET(&stage, 0, 1, 4, 2, 2, 1);
    stage_resolve(&stage);
    const struct actor *actor = &stage.world.actors[0];
    assert_int_equal(actor->fortify, 1354 + 400);
    assert_int_equal(actor->strike, 450 + 200);
    assert_int_equal(actor->dual, 89 + 200);
    assert_int_equal(actor->intel, 1);
    assert_int_equal(actor->budget[LINE_FORTIFY], 4);
    assert_int_equal(actor->score, 10);
    EXPECT_EVENT(&stage, 0, 1, EVENT_BUDGET, 0, 1, 4, 2, 2, 1);
}

static void stocks_have_a_ceiling(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage, "ceiling", 2);
    stage.scenario.parameters.depreciation = 0;
    stage_begin(&stage, NULL);
    stage_arms(&stage, 0, STOCK_MAX, STOCK_MAX - 150, 0);
    BUDGET(&stage, 0, 7, 1, 2, 0, 0);
    stage_resolve(&stage);
    assert_int_equal(stage.world.actors[0].fortify, STOCK_MAX);
    assert_int_equal(stage.world.actors[0].strike, STOCK_MAX);
}

static void conquered_land_is_welfare_for_those_who_want_it(void **state)
{
    (void)state;
    static const int scores[MOTIVE_COUNT] = {100, 130, 130, 100, 100};
    for (int motive = 0; motive < MOTIVE_COUNT; motive++) {
        struct stage stage;
        begin(&stage);
        stage.world.actors[0].motive = motive;
        stage.world.actors[0].territory = 13;
        stage_peace(&stage);
        stage_resolve(&stage);
        assert_int_equal(stage.world.actors[0].score, scores[motive]);
    }
    struct stage stage;
    begin(&stage);
    stage.world.actors[0].territory = 7; /* less than at the start: all of it is one's own */
    stage_peace(&stage);
    stage_resolve(&stage);
    assert_int_equal(stage.world.actors[0].score, 70);
}

static void productivity_grows_with_civil(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage, "growth", 2);
    stage.scenario.actors[1].rise = 3;
    stage_begin(&stage, NULL);
    BUDGET(&stage, 0, 3, 7, 0, 0, 0); /* 3 tenths of 25 %: 0 points */
    stage_resolve(&stage);
    assert_int_equal(stage.world.actors[0].productivity, 100);
    assert_int_equal(stage.world.actors[1].productivity, 105);
    stage.world.actors[0].productivity = 399;
    stage_peace(&stage);
    stage_resolve(&stage);
    assert_int_equal(stage.world.actors[0].productivity, PRODUCTIVITY_MAX);
}

static void research_takes_its_turns(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage, "research", 2);
    stage.scenario.parameters.technology = 1;
    stage.scenario.parameters.research_turns = 3;
    stage_begin(&stage, NULL);
    for (int turn = 1; turn <= 4; turn++) {
        struct orders *orders = &stage.book.orders[0];
        orders->project = turn == 1 ? PROJECT_FORTRESS : PROJECT_NONE;
        orders->budget[LINE_CIVIL] -= turn <= 3 ? 2 : 0;
        stage_resolve(&stage);
        assert_int_equal(stage_count(&stage, EVENT_REJECTED), 0);
        assert_int_equal(stage.world.actors[0].project, PROJECT_FORTRESS);
        assert_int_equal(stage.world.actors[0].progress, turn < 3 ? turn : 3);
        assert_int_equal(stage.world.actors[0].tech, turn < 3 ? 0 : PROJECT_FORTRESS);
        assert_int_equal(stage_count(&stage, EVENT_TECH), turn == 3);
        if (turn == 3)
            EXPECT_EVENT(&stage, 0, 3, EVENT_TECH, 0, PROJECT_FORTRESS);
    }
}

/* Shares of arms below 20, below 50, from 50 percent; after three turns it is a routine. */
static void leaving_a_routine_costs(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage, "routine", 2);
    stage.scenario.parameters.routine_cost = 40;
    stage.scenario.parameters.civil_value = 0;
    stage.scenario.parameters.growth = 0;
    stage_begin(&stage, NULL);
    static const struct {
        int32_t arms, posture, held, routine, score;
    } turns[] = {
        {1, 0, 1, -1, 0},  {0, 0, 2, -1, 0},  {1, 0, 3, 0, 0},    {2, 1, 1, 0, -40},
        {4, 1, 2, 0, -80}, {3, 1, 3, 1, -80}, {5, 2, 1, 1, -120}, {3, 1, 1, 1, -120},
    };
    for (size_t t = 0; t < sizeof turns / sizeof turns[0]; t++) {
        BUDGET(&stage, 0, 10 - turns[t].arms, turns[t].arms, 0, 0, 0);
        stage_resolve(&stage);
        const struct actor *actor = &stage.world.actors[0];
        assert_int_equal(actor->posture, turns[t].posture);
        assert_int_equal(actor->held, turns[t].held);
        assert_int_equal(actor->routine, turns[t].routine);
        assert_int_equal(actor->score, turns[t].score);
    }
}

static void without_income_nothing_grows(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage);
    stage.world.scenario.actors[0].rise = 5;
    stage.world.actors[0].productivity = 9;
    stage_peace(&stage);
    assert_int_equal(stage.book.orders[0].budget[LINE_CIVIL], 0);
    stage_resolve(&stage);
    assert_int_equal(stage.world.actors[0].productivity, 9);
    assert_int_equal(stage.world.actors[0].posture, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arms_wear_and_are_built),
        cmocka_unit_test(stocks_have_a_ceiling),
        cmocka_unit_test(conquered_land_is_welfare_for_those_who_want_it),
        cmocka_unit_test(productivity_grows_with_civil),
        cmocka_unit_test(research_takes_its_turns),
        cmocka_unit_test(leaving_a_routine_costs),
        cmocka_unit_test(without_income_nothing_grows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
