/* What turns took, and what does not count as that. */
#include "desk_lesson.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static void a_turn_closed_early_is_the_pace_of_the_next(void **state)
{
    (void)state;
    struct lesson *lesson = lesson_start("duel", 1, 60);
    for (int turn = 1; turn <= 8; turn++) {
        pass(lesson, turn == 1 ? 30 : 15);
        act(lesson, EXERCISE_RESOLVE, -1, 0);
        int expected = begins(lesson);
        assert_int_equal(expected, BEFORE + turn * 30 + 60 + (DUEL_TURNS - turn - 1) * 30 + EXIT);
        pass(lesson, 15);
        assert_int_equal(begins(lesson), expected);
    }
    lesson_close(lesson);
}

static void more_time_is_reckoned_with(void **state)
{
    (void)state;
    struct lesson *lesson = lesson_start("duel", 1, 60);
    pass(lesson, 30);
    extend(lesson, 90);
    assert_int_equal(begins(lesson), BEFORE + DUEL_TURNS * 60 + 90 + EXIT);
    pass(lesson, 119);
    assert_int_equal(begins(lesson), BEFORE + DUEL_TURNS * 60 + 90 + EXIT);
    pass(lesson, 1); /* the turn is over, and the next ones may take as long */
    assert_int_equal(begins(lesson), BEFORE + 150 + 60 + (DUEL_TURNS - 2) * 150 + EXIT);
    lesson_close(lesson);
}

/* ---- what does not count as pace */

static void an_undone_turn_is_no_pace(void **state)
{
    (void)state;
    struct lesson *lesson = lesson_start("duel", 1, 60);
    pass(lesson, 190);
    assert_int_equal(turn_of(lesson), 3);
    act(lesson, EXERCISE_ROLL_BACK, 0, 2);
    assert_int_equal(turn_of(lesson), 1);
    for (int second = 0; second <= 120; second++) { /* its time is gone, and fifteen turns are to come */
        assert_int_equal(begins(lesson), BEFORE + 190 + 15 * 60 + EXIT);
        pass(lesson, 1);
    }
    act(lesson, EXERCISE_ROLL_BACK, 0, 1);
    assert_int_equal(begins(lesson), BEFORE + 190 + 121 + 16 * 60 + EXIT);
    lesson_close(lesson);
}

static void a_pause_moves_the_beginning_and_no_pace(void **state)
{
    (void)state;
    struct lesson *lesson = lesson_start("duel", 1, 60);
    pass(lesson, 80);
    int before = begins(lesson);
    act(lesson, EXERCISE_PAUSE, -1, 0);
    for (int second = 0; second < 300; second++) {
        assert_int_equal(begins(lesson), before + second);
        pass(lesson, 1);
    }
    act(lesson, EXERCISE_RESUME, -1, 0);
    for (int second = 0; second <= 100; second++) {
        assert_int_equal(begins(lesson), before + 300);
        pass(lesson, 1);
    }
    assert_int_equal(turn_of(lesson), 3);
    lesson_close(lesson);
}

/* Nobody can tell from it how long turns take. */
static void a_turn_closed_in_a_pause_is_no_pace(void **state)
{
    (void)state;
    struct lesson *lesson = lesson_start("duel", 1, 60);
    act(lesson, EXERCISE_PAUSE, -1, 0);
    for (int turn = 1; turn <= 3; turn++) {
        pass(lesson, 200);
        act(lesson, EXERCISE_RESOLVE, -1, 0);
        assert_int_equal(begins(lesson), BEFORE + turn * 200 + (DUEL_TURNS - turn) * 60 + EXIT);
    }
    act(lesson, EXERCISE_RESUME, -1, 0);
    pass(lesson, 60);
    assert_int_equal(begins(lesson), BEFORE + 600 + 13 * 60 + EXIT);
    lesson_close(lesson);
}

static void turns_without_a_clock(void **state)
{
    (void)state;
    struct lesson *lesson = lesson_start("duel", 1, 0);
    int usual = plan_of(75, 0, DUEL_TURNS).turn_seconds;
    for (int second = 0; second < usual + 20; second++) {
        int over = second > usual ? second - usual : 0;
        assert_int_equal(begins(lesson), BEFORE + over + DUEL_TURNS * usual + EXIT);
        pass(lesson, 1);
    }
    act(lesson, EXERCISE_RESOLVE, -1, 0);
    assert_int_equal(begins(lesson), BEFORE + DUEL_TURNS * (usual + 20) + EXIT);
    lesson_close(lesson);
}

/* Also where no clock bounds what a turn can have taken. */
static void without_a_clock_the_same_does_not_count(void **state)
{
    (void)state;
    struct lesson *lesson = lesson_start("duel", 1, 0);
    pass(lesson, 60);
    act(lesson, EXERCISE_PAUSE, -1, 0);
    pass(lesson, 300);
    act(lesson, EXERCISE_RESUME, -1, 0);
    pass(lesson, 40);
    act(lesson, EXERCISE_RESOLVE, -1, 0); /* the first took 100 seconds */
    pass(lesson, 50);
    act(lesson, EXERCISE_ROLL_BACK, 0, 2);
    pass(lesson, 60);
    act(lesson, EXERCISE_RESOLVE, -1, 0); /* and the second 60 */
    assert_int_equal(begins(lesson), BEFORE + 510 + 14 * 80 + EXIT);
    restart(lesson, 100);
    assert_int_equal(begins(lesson), BEFORE + 610 + 14 * 80 + EXIT);
    lesson_close(lesson);
}

/* ---- a restart */

/* The same world again, from what is stored: turns that took what they took, what was undone, pauses. */
static void a_restart_changes_nothing(void **state)
{
    (void)state;
    struct lesson *lesson = lesson_start("duel", 1, 60);
    pass(lesson, 30);
    act(lesson, EXERCISE_RESOLVE, -1, 0);
    pass(lesson, 70);
    act(lesson, EXERCISE_ROLL_BACK, 0, 2);
    pass(lesson, 40);
    act(lesson, EXERCISE_PAUSE, -1, 0);
    pass(lesson, 100);
    act(lesson, EXERCISE_RESUME, -1, 0);
    pass(lesson, 20);
    assert_int_equal(turn_of(lesson), 2);
    int expected = BEFORE + 260 + 60 + 13 * 45 + EXIT; /* 30 and 60 seconds were turns */
    assert_int_equal(begins(lesson), expected);
    restart(lesson, 0);
    assert_int_equal(begins(lesson), expected);
    restart(lesson, 200); /* nobody played while it was away */
    assert_int_equal(begins(lesson), expected + 200);
    act(lesson, EXERCISE_PAUSE, -1, 0);
    restart(lesson, 500);
    assert_int_equal(begins(lesson), expected + 700);
    act(lesson, EXERCISE_RESUME, -1, 0);
    pass(lesson, 60); /* the third turn took a minute, whatever lies between its entries */
    assert_int_equal(turn_of(lesson), 3);
    assert_int_equal(begins(lesson), BEFORE + 1020 + 60 + 12 * 50 + EXIT);
    lesson_close(lesson);
}

static void time_without_the_server_is_no_pace(void **state)
{
    (void)state;
    struct lesson *lesson = lesson_start("duel", 1, 60);
    pass(lesson, 20);
    extend(lesson, 5);
    pass(lesson, 5);
    restart(lesson, 15);
    pass(lesson, 10);
    act(lesson, EXERCISE_RESOLVE, -1, 0);
    assert_int_equal(begins(lesson), BEFORE + 50 + 60 + 14 * 35 + EXIT);
    lesson_close(lesson);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_turn_closed_early_is_the_pace_of_the_next),
        cmocka_unit_test(more_time_is_reckoned_with),
        cmocka_unit_test(an_undone_turn_is_no_pace),
        cmocka_unit_test(a_pause_moves_the_beginning_and_no_pace),
        cmocka_unit_test(a_turn_closed_in_a_pause_is_no_pace),
        cmocka_unit_test(turns_without_a_clock),
        cmocka_unit_test(without_a_clock_the_same_does_not_count),
        cmocka_unit_test(a_restart_changes_nothing),
        cmocka_unit_test(time_without_the_server_is_no_pace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
