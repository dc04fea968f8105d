/* Places that are given on: whoever left by their own word makes room for who would find none. */
#include "hall.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SEATS = 6 };

static int begin(void **state)
{
    *state = hall_open_worlds(
        &(struct exercise_settings){
            .misses_allowed = 2, .wait_seats = SEATS, .team_size = 1, .seats_in_order = true},
        "seminar", 1);
    return 0;
}

static int begin_two_worlds(void **state)
{
    *state = hall_open_worlds(
        &(struct exercise_settings){
            .misses_allowed = 2, .team_size = 1, .start_by_hand = true, .seats_in_order = true},
        "seminar", 2);
    return 0;
}

static int end(void **state)
{
    hall_close(*state);
    return 0;
}

static struct person *fill(struct hall *hall, int count)
{
    struct person *last = NULL;
    for (int x = 0; x < count; x++) {
        last = hall_join(hall, "Ann", (uint8_t)(1 + x));
        exercise_arrive(hall->exercise, last, hall, 1000);
    }
    return last;
}

static void leave(struct hall *hall, int person)
{
    struct wire_leave wish = {.command = {.bytes = {(uint8_t)(1 + person)}}};
    struct command command = {.kind = COMMAND_LEAVE, .now_ms = 2000, .leave = &wish};
    exercise_apply(hall->exercise, exercise_person(hall->exercise, person), &command);
}

static struct person *try_join(struct hall *hall, uint8_t secret, struct refusal *refusal)
{
    struct wire_join join = join_as("New", secret);
    struct credentials fresh;
    return exercise_join(hall->exercise, &join, 3000, &fresh, refusal);
}

static bool is_full(const struct hall *hall)
{
    struct wire_exercise_info info;
    exercise_tell_info(hall->exercise, &info);
    return info.full;
}

static void act(struct hall *hall, enum exercise_act kind, int world)
{
    struct wire_exercise_act wanted;
    struct desk_answer answer;
    wire_exercise_act_init(&wanted, kind);
    wanted.world = world;
    desk_act(hall->exercise, DESK_OPERATOR, &wanted, 2000, &answer);
    assert_int_equal(answer.refusal.code, REFUSAL_NONE);
}

static void expect_full(struct hall *hall, const char *item)
{
    struct refusal refusal;
    int entries = hall->entry_count;
    assert_true(is_full(hall));
    assert_null(try_join(hall, 99, &refusal));
    assert_string_equal(refusal_name(refusal.code), "full");
    assert_string_equal(refusal.item, item);
    assert_int_equal(hall->entry_count, entries);
}

static void in_the_lobby_a_newcomer_gets_the_place_and_counts(void **state)
{
    struct hall *hall = *state;
    struct refusal refusal;
    fill(hall, SEATS - 1);
    leave(hall, 2);
    assert_int_equal(hall->news[NEWS_IN], 1);
    assert_int_equal(exercise_staying(hall->exercise), SEATS - 2);
    assert_ptr_not_equal(try_join(hall, 90, &refusal), NULL); /* a seat that nobody had comes first */
    assert_int_equal(hall_count(hall, "given"), 0);
    assert_false(is_full(hall));
    struct person *newer = try_join(hall, 91, &refusal);
    assert_non_null(newer);
    assert_int_equal(newer->seat, exercise_person(hall->exercise, 2)->seat);
    assert_int_equal(hall_count(hall, "given"), 1);
    assert_int_equal(exercise_staying(hall->exercise), SEATS);
    assert_false(exercise_started(hall->exercise)); /* not before the sixth is really there */
    exercise_arrive(hall->exercise, newer, hall, 3000);
    assert_true(exercise_started(hall->exercise));
    expect_full(hall, "exercise");
}

static void whoever_left_longest_ago_goes_first_and_who_is_away_stays(void **state)
{
    struct hall *hall = *state;
    struct refusal refusal;
    fill(hall, SEATS);
    assert_true(exercise_started(hall->exercise));
    exercise_depart(hall->exercise, exercise_person(hall->exercise, 0), hall, 1500);
    expect_full(hall, "exercise");
    leave(hall, 4);
    leave(hall, 1);
    struct person *fifth = exercise_person(hall->exercise, 4), *second = exercise_person(hall->exercise, 1);
    exercise_arrive(hall->exercise, fifth, hall, 2500); /* and is back */
    leave(hall, 4);
    assert_int_equal(try_join(hall, 90, &refusal)->seat, second->seat);
    assert_true(second->given);
    assert_int_equal(try_join(hall, 91, &refusal)->seat, fifth->seat);
    expect_full(hall, "exercise");
    assert_false(exercise_person(hall->exercise, 0)->removed);
}

static void who_left_is_told_so_and_may_join_anew(void **state)
{
    struct hall *hall = *state;
    struct refusal refusal;
    fill(hall, SEATS);
    leave(hall, 3);
    struct person *gone = exercise_person(hall->exercise, 3), *newer = try_join(hall, 90, &refusal);
    assert_int_equal(hall->news[NEWS_REMOVED], 1);
    exercise_refuse_removed(gone, &refusal);
    assert_int_equal(refusal.code, REFUSAL_REMOVED);
    assert_string_equal(refusal.item, "place");
    assert_string_equal(refusal.sentence, "refusal.place_given");
    assert_string_equal(refusal.remedy, "remedy.place_given");
    struct wire_join join = join_as("Ann", 4);
    assert_false(exercise_knows(hall->exercise, &join.secret));
    assert_null(try_join(hall, 4, &refusal)); /* as many are in as can be */
    assert_int_equal(refusal.code, REFUSAL_FULL);
    struct wire_leave wish = {.command = {.bytes = {77}}};
    struct command command = {.kind = COMMAND_LEAVE, .now_ms = 4000, .leave = &wish};
    exercise_apply(hall->exercise, newer, &command);
    struct person *again = try_join(hall, 4, &refusal);
    assert_non_null(again);
    assert_ptr_not_equal(again, gone);
    assert_int_equal(again->seat, newer->seat);
}

static void where_a_world_has_ended_there_is_no_place(void **state)
{
    struct hall *hall = *state;
    fill(hall, 2 * SEATS - 1);
    struct refusal refusal;
    int free = -1;
    act(hall, EXERCISE_START, -1);
    for (int world = 0; world < 2; world++)
        for (int x = 0; x < SEATS; x++)
            if (!world_seat_taken(exercise_world(hall->exercise, world), x))
                free = world;
    act(hall, EXERCISE_CLOSE, free);
    for (int x = 0; x < 2 * SEATS - 1; x++)
        if (exercise_person(hall->exercise, x)->world == free) { /* after the end nobody leaves a place */
            leave(hall, x);
            break;
        }
    expect_full(hall, "ended");
    for (int x = 0; x < 2 * SEATS - 1; x++)
        if (exercise_person(hall->exercise, x)->world != free) {
            leave(hall, x);
            break;
        }
    assert_int_equal(try_join(hall, 90, &refusal)->world, !free);
}

static void a_recovery_gives_the_same(void **state)
{
    struct hall *hall = *state;
    struct refusal refusal;
    fill(hall, SEATS);
    leave(hall, 4);
    leave(hall, 1);
    leave(hall, 2);
    assert_non_null(try_join(hall, 90, &refusal));
    struct exercise *again = hall_restart(hall, hall->entry_count, 5000), *before = hall->exercise;
    hall->exercise = again;
    assert_true(exercise_person(again, 4)->given && exercise_person(again, 4)->removed);
    assert_int_equal(exercise_staying(again), SEATS - 2);
    assert_int_equal(try_join(hall, 91, &refusal)->seat, exercise_person(again, 1)->seat);
    assert_int_equal(try_join(hall, 92, &refusal)->seat, exercise_person(again, 2)->seat);
    expect_full(hall, "exercise");
    hall->exercise = before;
    exercise_destroy(again);
}

#define TEST(name, begin) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(in_the_lobby_a_newcomer_gets_the_place_and_counts, begin),
        TEST(whoever_left_longest_ago_goes_first_and_who_is_away_stays, begin),
        TEST(who_left_is_told_so_and_may_join_anew, begin),
        TEST(where_a_world_has_ended_there_is_no_place, begin_two_worlds),
        TEST(a_recovery_gives_the_same, begin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
