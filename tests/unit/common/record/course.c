/* Which turns count: what may stand behind a course, and the one spelling of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/record/course.h"

#include <string.h>

static struct record_course course_of(int turns)
{
    struct record_course course = {0};
    for (int t = 1; t <= turns; t++)
        record_course_add(&course, (size_t)t * 100, (size_t)t);
    return course;
}

static const char *fault_to(const struct record_course *course, int to)
{
    struct record_roll_back back = {.to = to};
    return record_course_fault(course, &back);
}

static void go_back(struct record_course *course, int to)
{
    struct record_roll_back back = {.to = to};
    record_course_back(course, &back);
}

static void a_roll_back_takes_the_last_turns_away(void **state)
{
    (void)state;
    struct record_course course = course_of(5);
    go_back(&course, 3);
    assert_int_equal(course.turns, 2);
    assert_int_equal(course.roll_backs, 1);
    assert_int_equal(course.abandoned, 4); /* 3, 4, 5 and the open one */
    record_course_add(&course, 9000, 77);
    assert_int_equal(course.turns, 3);
    assert_int_equal(course.turn[3].at, 9000);
    assert_int_equal(course.turn[3].size, 77);
    assert_int_equal(course.turn[2].at, 200);
    assert_int_equal(course.played, 6);
}

static void only_what_was_played_can_be_gone_back_to(void **state)
{
    (void)state;
    for (int turns = 0; turns < 6; turns++) {
        struct record_course course = course_of(turns);
        for (int to = -1; to < 9; to++) {
            bool fits = to >= 1 && to <= turns + 1;
            if (!fault_to(&course, to) != fits)
                fail_msg("back to %d after %d turns", to, turns);
        }
    }
}

/* Also one who always goes back to the open turn comes to an end. */
static void there_is_a_bound(void **state)
{
    (void)state;
    struct record_course course = {0};
    for (int x = 0; x < RECORD_ABANDONED_MAX; x++) {
        assert_null(fault_to(&course, 1));
        go_back(&course, 1);
    }
    assert_non_null(strstr(fault_to(&course, 1), "more turns than may be"));
    assert_true(record_course_is_full(&course, &(struct record_roll_back){.to = 1}));
    course = course_of(TURNS_MAX - 1);
    assert_null(fault_to(&course, 1)); /* a whole game */
    go_back(&course, 1);
    assert_int_equal(course.abandoned, RECORD_ABANDONED_MAX);
    assert_non_null(fault_to(&course, 1));
    course = course_of(TURNS_MAX - 1);
    go_back(&course, TURNS_MAX);
    assert_non_null(fault_to(&course, 1));
    assert_null(fault_to(&course, 2));
}

static void practice_is_the_first_turn_and_once(void **state)
{
    (void)state;
    const struct record_roll_back practice = {.to = 1, .practice = true};
    struct record_course course = {0};
    assert_non_null(record_course_fault(&course, &practice));
    go_back(&course, 1); /* within practice */
    record_course_add(&course, 0, 1);
    assert_null(record_course_fault(&course, &practice));
    record_course_back(&course, &practice);
    assert_true(course.practised);
    assert_int_equal(course.roll_backs, 1);
    assert_int_equal(course.abandoned, 1); /* it costs nothing */
    record_course_add(&course, 10, 1);
    assert_non_null(record_course_fault(&course, &practice));
    course = course_of(2);
    assert_non_null(record_course_fault(&course, &practice));
    go_back(&course, 2);
    assert_non_null(record_course_fault(&course, &practice));
}

static void parts_have_one_spelling(void **state)
{
    (void)state;
    static const char *const bad[] = {"",
                                      "rollback=3",
                                      "rollback=0\n",
                                      "rollback=61\n",
                                      "rollback=03\n",
                                      "rollback=+3\n",
                                      "rollback= 3\n",
                                      "rollback=3 \n",
                                      "Rollback=3\n",
                                      "practice=2\n",
                                      "practice=01\n",
                                      "practice=1",
                                      "practice=\n",
                                      "rollback=\n",
                                      "rollback=-1\n",
                                      "turn=3\n",
                                      "rollback=3\n\n",
                                      "rollback=3\nend=4\n"};
    struct record_roll_back back;
    for (size_t x = 0; x < sizeof bad / sizeof bad[0]; x++)
        if (record_read_roll_back(slice_of(bad[x]), &back))
            fail_msg("\"%s\" is read", bad[x]);
    for (int to = 1; to <= TURNS_MAX; to++) {
        char memory[RECORD_ROLL_BACK_MAX];
        struct text text = text_over(memory, sizeof memory);
        record_put_roll_back(&(struct record_roll_back){.to = to}, &text);
        assert_false(text.cut);
        assert_true(record_read_roll_back(slice_of(memory), &back));
        assert_true(back.to == to && !back.practice);
    }
    assert_true(record_read_roll_back(slice_of("practice=1\n"), &back));
    assert_true(back.to == 1 && back.practice);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_roll_back_takes_the_last_turns_away),
        cmocka_unit_test(only_what_was_played_can_be_gone_back_to),
        cmocka_unit_test(there_is_a_bound),
        cmocka_unit_test(practice_is_the_first_turn_and_once),
        cmocka_unit_test(parts_have_one_spelling),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
