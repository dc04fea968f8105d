#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/rules/score.h"
#include "tests/unit/common/rules/stage.h"

static void the_final_score_takes_insecurity_off(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage, "final", 2);
    stage_begin(&stage, NULL);
    stage.world.actors[0].score = -275;
    stage.world.actors[0].insecurity = 63;
    assert_int_equal(score_final(&stage.world, 0), -338);
    assert_int_equal(score_final(&stage.world, 1), 0);
}

static void those_who_expand_are_judged_by_land(void **state)
{
    (void)state;
    static const struct {
        int motive, territory;
        bool met;
    } cases[] = {
        {MOTIVE_GREEDY, 13, false},
        {MOTIVE_GREEDY, 14, true},
        {MOTIVE_LIMITED, 11, false},
        {MOTIVE_LIMITED, 12, true},
    };
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        struct stage stage;
        stage_init(&stage, "land", 2);
        stage_begin(&stage, NULL);
        stage.world.actors[0].motive = cases[c].motive;
        stage.world.actors[0].territory = cases[c].territory;
        assert_int_equal(score_goal_met(&stage.world, 0), cases[c].met);
        stage.world.actors[0].alive = 0;
        assert_false(score_goal_met(&stage.world, 0));
    }
}

/* Parity at a balance of 100 is 500; a vulnerability of 500 passes and 501 does not, unless the goal is
 * higher. */
static void the_others_want_to_be_whole_and_safe(void **state)
{
    (void)state;
    static const int motives[] = {MOTIVE_SECURITY_SEEKER, MOTIVE_PROTECTOR, MOTIVE_FEARFUL};
    for (int m = 0; m < 3; m++) {
        struct stage stage;
        stage_init(&stage, "safe", 2);
        stage.scenario.parameters.fungibility = 0;
        stage_begin(&stage, NULL);
        stage.world.actors[0].motive = motives[m];
        stage_arms(&stage, 0, 1000, 0, 0);
        stage_arms(&stage, 1, 0, 1000, 0);
        assert_true(score_goal_met(&stage.world, 0));
        stage_arms(&stage, 1, 0, 1003, 0);
        assert_int_equal(world_vulnerability(&stage.world, 0), 501);
        assert_false(score_goal_met(&stage.world, 0));
        stage.world.scenario.parameters.security_goal = 501;
        assert_true(score_goal_met(&stage.world, 0));
        stage.world.actors[0].territory = 9;
        assert_false(score_goal_met(&stage.world, 0));
        stage.world.actors[0].territory = 30;
        assert_true(score_goal_met(&stage.world, 0));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_final_score_takes_insecurity_off),
        cmocka_unit_test(those_who_expand_are_judged_by_land),
        cmocka_unit_test(the_others_want_to_be_whole_and_safe),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
