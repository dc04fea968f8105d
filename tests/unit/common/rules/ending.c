#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/common/rules/stage.h"

static void time_is_up(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage, "time", 2);
    stage.scenario.parameters.max_turns = 3;
    stage_begin(&stage, NULL);
    for (int turn = 1; turn <= 3; turn++) {
        assert_int_equal(stage.world.end, END_RUNNING);
        stage_resolve(&stage);
        assert_int_equal(stage.world.turn, turn);
    }
    assert_int_equal(stage.world.end, END_TIME);
    EXPECT_EVENT(&stage, 0, 3, EVENT_END, END_TIME);
}

static void hegemony_is_a_share_of_the_start(void **state)
{
    (void)state;
    static const struct {
        int limit, territory, end;
    } cases[] = {{50, 15, END_RUNNING}, {50, 16, END_HEGEMONY}, {0, 29, END_RUNNING}};
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        struct stage stage;
        stage_init(&stage, "hegemony", 3);
        stage.scenario.parameters.hegemony = cases[c].limit;
        stage.scenario.parameters.eliminated_at = 0;
        stage_begin(&stage, NULL);
        stage.world.actors[1].territory = cases[c].territory;
        stage.world.actors[0].territory = stage.world.actors[2].territory = 1;
        stage_peace(&stage);
        stage_resolve(&stage);
        assert_int_equal(stage.world.end, cases[c].end);
    }
}

static void the_last_one_survives(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage, "survivor", 2);
    stage.scenario.parameters.stake = 100;
    stage_begin(&stage, NULL);
    stage_arms(&stage, 0, 0, STOCK_MAX, 0);
    stage_arms(&stage, 1, 0, 0, 0);
    stage.book.orders[0].attack = 1;
    stage_resolve(&stage);
    assert_int_equal(stage.world.end, END_SURVIVOR);
    assert_int_equal(stage.world.actors[1].alive, 0);
    EXPECT_EVENT(&stage, 0, 3, EVENT_END, END_SURVIVOR);
}

static void none_may_survive(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage, "nobody", 2);
    stage.scenario.parameters.eliminated_at = 10;
    stage_begin(&stage, NULL);
    stage_resolve(&stage);
    assert_int_equal(stage_count(&stage, EVENT_ELIMINATED), 2);
    assert_int_equal(stage.world.end, END_SURVIVOR);
}

/* From turn 3 on by lot: never before; surely at 1000; about every sixth world at 167. */
static void an_end_by_lot(void **state)
{
    (void)state;
    int ended = 0;
    for (uint64_t k = 0; k < 400; k++) {
        struct stage stage;
        stage_init(&stage, "lot", 2);
        stage.scenario.parameters.end_from = 3;
        stage_begin(&stage, NULL);
        stage.world.key = (struct siphash_key){k, 2};
        stage_resolve(&stage);
        stage_resolve(&stage);
        assert_int_equal(stage.world.end, END_RUNNING);
        stage_resolve(&stage);
        ended += stage.world.end == END_TIME;
    }
    assert_in_range(ended, 67 - 38, 67 + 38);
    struct stage stage;
    stage_init(&stage, "sure", 2);
    stage.scenario.parameters.end_from = 1;
    stage.scenario.parameters.end_hazard = 1000;
    stage_begin(&stage, NULL);
    stage_resolve(&stage);
    assert_int_equal(stage.world.end, END_TIME);
}

/* Vulnerability 900 is 600 above the goal; the fearful feel it twice. */
static void insecurity_adds_up(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage, "insecurity", 3);
    stage.scenario.parameters.depreciation = 0;
    stage.scenario.parameters.fungibility = 0;
    stage.scenario.actors[1].motive = MOTIVE_FEARFUL;
    stage_begin(&stage, NULL);
    stage_arms(&stage, 0, 1000, 0, 0);
    stage_arms(&stage, 1, 1000, 0, 0);
    stage_arms(&stage, 2, 1000, 3000, 0);
    for (int turn = 1; turn <= 2; turn++) {
        stage_resolve(&stage);
        assert_int_equal(stage.world.actors[0].insecurity, 60 * turn);
        assert_int_equal(stage.world.actors[1].insecurity, 120 * turn);
        assert_int_equal(stage.world.actors[2].insecurity, 0);
        EXPECT_EVENT(&stage, 1, 0, EVENT_VULNERABILITY, 1, 900);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(time_is_up),
        cmocka_unit_test(hegemony_is_a_share_of_the_start),
        cmocka_unit_test(the_last_one_survives),
        cmocka_unit_test(none_may_survive),
        cmocka_unit_test(an_end_by_lot),
        cmocka_unit_test(insecurity_adds_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
