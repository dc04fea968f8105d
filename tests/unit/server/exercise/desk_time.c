/* How much of the plan is used and when the debrief can begin, second by second, over whole sessions. */
#include "desk_lesson.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/* ---- a session that goes as planned */

static void a_steady_pace_moves_nothing(void **state)
{
    (void)state;
    struct lesson *lesson = lesson_start("duel", 2, 60);
    for (int second = 0; second <= 8 * 60; second++) {
        assert_int_equal(used(lesson), BEFORE + second);
        assert_int_equal(begins(lesson), BEFORE + DUEL_TURNS * 60 + EXIT);
        assert_int_equal(turn_of(lesson), second / 60);
        pass(lesson, 1);
    }
    lesson_close(lesson);
}

static void practice_belongs_to_what_comes_before(void **state)
{
    (void)state;
    struct lesson *lesson = lesson_open("duel", 1, 60, 75, true);
    come(lesson, 2);
    pass(lesson, 8 * MINUTE);
    assert_int_equal(used(lesson), 8 * MINUTE);
    assert_true(lesson->state.practises && !lesson->state.practice);
    act(lesson, EXERCISE_START, -1, 0);
    for (int second = 0; second < 50; second++) {
        assert_int_equal(used(lesson), 8 * MINUTE + second);
        assert_int_equal(begins(lesson), BEFORE + DUEL_TURNS * 60 + EXIT);
        pass(lesson, 1);
    }
    act(lesson, EXERCISE_PAUSE, -1, 0);
    pass(lesson, 240); /* until 12:50, and ten seconds of it are left */
    assert_int_equal(begins(lesson), BEFORE + 60 + DUEL_TURNS * 60 + EXIT);
    act(lesson, EXERCISE_RESUME, -1, 0);
    pass(lesson, 10);
    assert_false(world_practising(exercise_world(lesson->hall->exercise, 0)));
    for (int second = 0; second <= 130; second++) {
        assert_int_equal(used(lesson), BEFORE + 60 + second);
        assert_int_equal(begins(lesson), BEFORE + 60 + DUEL_TURNS * 60 + EXIT);
        pass(lesson, 1);
    }
    lesson_close(lesson);
}

/* ---- the start */

static void before_the_start(void **state)
{
    (void)state;
    struct lesson *lesson = lesson_open("duel", 1, 60, 75, false);
    pass(lesson, 600);
    assert_int_equal(used(lesson), 0); /* nobody came */
    assert_false(lesson->state.practises);
    assert_int_equal(begins(lesson), BEFORE + DUEL_TURNS * 60 + EXIT);
    come(lesson, 2);
    for (int second = 0; second <= 20 * MINUTE; second++) {
        int late = second > BEFORE ? second - BEFORE : 0;
        assert_int_equal(used(lesson), second);
        assert_int_equal(begins(lesson), BEFORE + late + DUEL_TURNS * 60 + EXIT);
        pass(lesson, 1);
    }
    act(lesson, EXERCISE_START, -1, 0); /* nine minutes late: they are the debrief's */
    assert_int_equal(used(lesson), 20 * MINUTE + 1);
    assert_int_equal(begins(lesson), 20 * MINUTE + 1 + DUEL_TURNS * 60 + EXIT);
    lesson_close(lesson);
}

static void an_early_start_uses_what_was_planned_before_it(void **state)
{
    (void)state;
    struct lesson *lesson = lesson_open("duel", 1, 60, 75, false);
    come(lesson, 2);
    pass(lesson, 60);
    act(lesson, EXERCISE_START, -1, 0);
    assert_int_equal(used(lesson), BEFORE);
    assert_int_equal(begins(lesson), BEFORE + DUEL_TURNS * 60 + EXIT);
    lesson_close(lesson);
}

static void who_tries_the_door_opens_no_session(void **state)
{
    (void)state;
    struct lesson *lesson = lesson_open("seminar", 2, 60, 75, false);
    come(lesson, 1);
    pass(lesson, 60 * MINUTE);
    come(lesson, 1);
    pass(lesson, 3 * MINUTE);
    come(lesson, 3);
    pass(lesson, 13 * MINUTE);
    come(lesson, 1);
    assert_int_equal(used(lesson), 16 * MINUTE);
    act(lesson, EXERCISE_START, -1, 0);
    pass(lesson, 60);
    come(lesson, 6); /* late: the session opened when it did */
    assert_int_equal(used(lesson), 17 * MINUTE);
    lesson_close(lesson);
}

static void without_a_plan_time_counts_from_the_start(void **state)
{
    (void)state;
    struct lesson *lesson = lesson_open("duel", 1, 60, 0, false);
    come(lesson, 2);
    pass(lesson, 600);
    assert_int_equal(used(lesson), 0);
    act(lesson, EXERCISE_START, -1, 0);
    pass(lesson, 90);
    assert_int_equal(used(lesson), 90);
    assert_int_equal(lesson->state.plan_seconds, 0);
    lesson_close(lesson);
}

/* ---- worlds */

static void the_slowest_world_counts(void **state)
{
    (void)state;
    struct lesson *lesson = lesson_start("duel", 2, 60);
    act(lesson, EXERCISE_PAUSE, 1, 0);
    pass(lesson, 40);
    act(lesson, EXERCISE_RESOLVE, 0, 0);
    assert_int_equal(begins(lesson), BEFORE + 40 + DUEL_TURNS * 60 + EXIT);
    act(lesson, EXERCISE_CLOSE, 1, 0);
    assert_int_equal(begins(lesson), BEFORE + 40 + 60 + 14 * 40 + EXIT);
    lesson_close(lesson);
}

static void a_world_where_nobody_is_holds_nobody_up(void **state)
{
    (void)state;
    struct lesson *lesson = lesson_open("duel", 2, 60, 75, false);
    come(lesson, 1); /* of four */
    pass(lesson, BEFORE);
    act(lesson, EXERCISE_START, -1, 0);
    assert_false(world_started(exercise_world(lesson->hall->exercise, 1)));
    pass(lesson, 30);
    act(lesson, EXERCISE_RESOLVE, 0, 0);
    assert_int_equal(begins(lesson), BEFORE + 30 + 60 + 14 * 30 + EXIT);
    lesson_close(lesson);
}

/* ---- the end */

static void the_debrief_has_what_is_left(void **state)
{
    (void)state;
    struct lesson *lesson = lesson_start("duel", 2, 60);
    pass(lesson, 130);
    act(lesson, EXERCISE_CLOSE, -1, 0);
    for (int second = 0; second <= EXIT + 20; second++) { /* last words, and then it could have begun */
        int late = second > EXIT ? second - EXIT : 0;
        assert_int_equal(begins(lesson), BEFORE + 130 + EXIT + late);
        pass(lesson, 1);
    }
    lesson_close(lesson);
    lesson = lesson_start("duel", 1, 60);
    pass(lesson, 130);
    act(lesson, EXERCISE_CLOSE, -1, 0);
    pass(lesson, 60);
    act(lesson, EXERCISE_DEBRIEF, -1, 0);
    assert_int_equal(used(lesson), BEFORE + 190);
    assert_int_equal(lesson->state.play_seconds, 0);
    pass(lesson, 600);
    assert_int_equal(begins(lesson), BEFORE + 790);
    lesson_close(lesson);
}

/* ---- the run sheet says the same */

static int seminar_turns(void)
{
    struct lesson *lesson = lesson_open("seminar", 1, 240, 75, false);
    struct scenario scenario;
    world_copy_scenario(exercise_world(lesson->hall->exercise, 0), &scenario);
    lesson_close(lesson);
    return scenario.parameters.max_turns;
}

static void the_run_sheet_says_the_same(void **state)
{
    (void)state;
    static const int seconds[] = {240, 175, 0, 60, 300};
    for (size_t x = 0; x < sizeof seconds / sizeof seconds[0]; x++) {
        struct plan plan = plan_of(75, seconds[x], seminar_turns());
        struct lesson *lesson = lesson_start("seminar", 1, seconds[x]);
        int beginning = begins(lesson), left = 75 * MINUTE - beginning;
        assert_int_equal(used(lesson), plan_turn_minute(&plan, 1) * MINUTE);
        assert_int_equal(left * 100 / (75 * MINUTE) < 33, plan.too_long);
        if (!plan.too_long)
            assert_in_range(plan.debrief * MINUTE - beginning, 0, MINUTE - 1); /* whole minutes there */
        lesson_close(lesson);
    }
}

/* "Only 8 of 12 turns fit": with all of them 16 % are left, and 37 % if the world is ended where it says. */
static void where_the_run_sheet_warns_this_does(void **state)
{
    (void)state;
    struct plan plan = plan_of(75, 240, seminar_turns());
    struct lesson *lesson = lesson_start("seminar", 1, 240);
    assert_true(plan.too_long && plan.turns == 8 && plan.share == 37);
    assert_int_equal(begins(lesson), (12 + 12 * 4 + 3) * MINUTE);
    for (int turn = 1; turn < plan.turns; turn++) {
        pass(lesson, 240);
        assert_int_equal(begins(lesson), (12 + 12 * 4 + 3) * MINUTE);
        assert_int_equal(used(lesson), plan_turn_minute(&plan, turn + 1) * MINUTE);
    }
    pass(lesson, 239);
    act(lesson, EXERCISE_CLOSE, -1, 0);
    pass(lesson, 1);
    assert_int_equal(used(lesson), plan.exit * MINUTE);
    assert_in_range(begins(lesson), plan.debrief * MINUTE - 1, plan.debrief * MINUTE);
    lesson_close(lesson);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_steady_pace_moves_nothing),
        cmocka_unit_test(practice_belongs_to_what_comes_before),
        cmocka_unit_test(before_the_start),
        cmocka_unit_test(an_early_start_uses_what_was_planned_before_it),
        cmocka_unit_test(who_tries_the_door_opens_no_session),
        cmocka_unit_test(without_a_plan_time_counts_from_the_start),
        cmocka_unit_test(the_slowest_world_counts),
        cmocka_unit_test(a_world_where_nobody_is_holds_nobody_up),
        cmocka_unit_test(the_debrief_has_what_is_left),
        cmocka_unit_test(the_run_sheet_says_the_same),
        cmocka_unit_test(where_the_run_sheet_warns_this_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
