/* How long a place is kept for who is not there: through breaks, restarts and clocks that were wrong. */
#include "desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct credentials held[2]; /* by Ann and Bob */

static struct person *ann_of(struct exercise *exercise)
{
    return exercise_person(exercise, 0);
}

static int begin(void **state)
{
    struct desk *desk = desk_open(&(struct exercise_settings){
        .turn_ms = 90000, .misses_allowed = 5, .wait_seats = 2, .team_size = 1, .seats_in_order = true});
    for (uint8_t x = 0; x < 2; x++) {
        struct wire_join join = join_as(x ? "Bob" : "Ann", (uint8_t)(x + 1));
        struct refusal refusal;
        assert_non_null(exercise_join(desk->exercise, &join, 1000, &held[x], &refusal));
    }
    exercise_tick(desk->exercise, 1000);
    assert_true(world_started(exercise_world(desk->exercise)));
    *state = desk;
    return 0;
}

static int end(void **state)
{
    desk_close(*state);
    return 0;
}

/* Something is stored of the world. */
static void play_on(struct desk *desk)
{
    struct wire_exercise_act pause = {.act = EXERCISE_PAUSE}, resume = {.act = EXERCISE_RESUME};
    bool paused = world_paused(exercise_world(desk->exercise));
    assert_int_equal(exercise_act(desk->exercise, paused ? &resume : &pause, 1000), RULING_DONE);
}

/* Some time of every day. */
static void play_for(struct desk *desk, int days)
{
    for (int day = 0; day < days; day++) {
        desk->wall_ms += DESK_DAY_MS;
        play_on(desk);
    }
}

static void end_world(struct desk *desk)
{
    struct wire_exercise_act close = {.act = EXERCISE_CLOSE};
    assert_int_equal(exercise_act(desk->exercise, &close, 1000), RULING_DONE);
    assert_true(world_ended(exercise_world(desk->exercise)));
}

static bool ann_is_out(struct desk *desk)
{
    return exercise_expired(desk->exercise, ann_of(desk->exercise));
}

/* The server was killed and came back at this moment of the wall. */
static void restart(struct desk *desk)
{
    struct cause cause;
    struct stream own = {.id = *exercise_id(desk->exercise)};
    struct stream world = {.id = *exercise_world_id(desk->exercise)};
    for (int x = 0; x < desk->entry_count; x++)
        if (desk->entries[x].of_world)
            world.stamp_ms = desk->entries[x].stamp_ms;
    struct exercise *exercise = desk_recover(desk, desk->entry_count, &cause);
    assert_non_null(exercise);
    exercise_destroy(desk->exercise);
    desk->exercise = exercise;
    exercise_recovered(exercise, &own, &world, 1000, -1, 0);
}

static void a_break_of_everybody_costs_nothing(void **state)
{
    struct desk *desk = *state;
    desk->wall_ms += 400 * DESK_DAY_MS;
    assert_false(ann_is_out(desk));
}

/* Bob is the first to be back: Ann does not find her place taken away by that. */
static void the_end_of_a_break_throws_nobody_out(void **state)
{
    struct desk *desk = *state;
    for (int late = 0; late < 2; late++) {
        desk->wall_ms += 400 * DESK_DAY_MS;
        play_on(desk);
        assert_false(ann_is_out(desk));
        restart(desk);
        desk->wall_ms += 2 * DESK_DAY_MS;
        play_on(desk);
        assert_false(ann_is_out(desk));
    }
    play_for(desk, 30); /* breaks count as a day each, and what is not one in full */
    assert_true(ann_is_out(desk));
}

static void the_world_went_on_for_too_long(void **state)
{
    struct desk *desk = *state;
    play_for(desk, 30);
    assert_false(ann_is_out(desk));
    desk->wall_ms++;
    assert_false(ann_is_out(desk)); /* since nothing happened */
    play_on(desk);
    assert_true(ann_is_out(desk));
    desk->wall_ms -= 5 * DESK_TERM_MS; /* what was stored counts, not the moment */
    assert_true(ann_is_out(desk));
}

static void who_is_there_is_never_out(void **state)
{
    struct desk *desk = *state;
    struct person *ann = ann_of(desk->exercise);
    exercise_arrive(desk->exercise, ann, desk, 1000);
    desk->wall_ms += 2 * DESK_TERM_MS;
    play_on(desk);
    assert_false(ann_is_out(desk));
    exercise_depart(desk->exercise, ann, desk, 1000);
    assert_false(ann_is_out(desk)); /* the visit ends now */
    play_for(desk, 31);
    assert_true(ann_is_out(desk));
}

static void an_ended_world_is_open_for_a_term(void **state)
{
    struct desk *desk = *state;
    desk->wall_ms += 3 * DESK_DAY_MS;
    end_world(desk);
    desk->wall_ms += DESK_TERM_MS;
    exercise_arrive(desk->exercise, ann_of(desk->exercise), desk, 1000); /* looks at the debrief */
    exercise_depart(desk->exercise, ann_of(desk->exercise), desk, 1000);
    assert_false(ann_is_out(desk));
    desk->wall_ms++;
    assert_true(ann_is_out(desk)); /* a visit does not make it longer */
}

static void expect_expired(const struct refusal *refusal)
{
    assert_int_equal(refusal->code, REFUSAL_UNKNOWN_PERSON);
    assert_string_equal(refusal->item, "token_expired");
    assert_string_equal(refusal->sentence, "refusal.token_expired");
    assert_string_equal(refusal->remedy, "remedy.token_expired");
}

static void no_secret_lets_in_what_is_out(void **state)
{
    struct desk *desk = *state;
    struct wire_join join = join_as("Ann", 1);
    struct wire_move move = {.code = "ABCDEF"};
    struct credentials fresh;
    struct refusal refusal;
    snprintf(move.seat_code, sizeof move.seat_code, "%s", held[0].seat_code);
    end_world(desk);
    for (int late = 0; late < 2; late++) {
        struct digest before = ann_of(desk->exercise)->token;
        int entries = desk->entry_count;
        struct person *joined = exercise_join(desk->exercise, &join, 1000, &fresh, &refusal);
        assert_int_equal(joined == NULL, late);
        if (late)
            expect_expired(&refusal);
        else /* the seat code was made anew */
            snprintf(move.seat_code, sizeof move.seat_code, "%s", fresh.seat_code);
        struct person *moved = exercise_move(desk->exercise, &move, &fresh, &refusal);
        assert_int_equal(moved == NULL, late);
        if (late) {
            expect_expired(&refusal);
            assert_true(digest_equal(&before, &ann_of(desk->exercise)->token));
            assert_int_equal(desk->entry_count, entries);
        }
        desk->wall_ms += DESK_TERM_MS + 1;
    }
    join = join_as("Ann", 9); /* somebody else is told as always */
    assert_null(exercise_join(desk->exercise, &join, 1000, &fresh, &refusal));
    assert_int_equal(refusal.code, REFUSAL_OVER);
}

static int visits_noted(const struct desk *desk)
{
    int count = 0;
    for (int x = 0; x < desk->entry_count; x++)
        count += strcmp(desk->entries[x].kind, "seen") == 0;
    return count;
}

static void a_visit_is_noted_once_a_day(void **state)
{
    struct desk *desk = *state;
    struct person *ann = ann_of(desk->exercise);
    struct wire_set_ready ready = {.turn = 1, .ready = true};
    struct command command = {.kind = COMMAND_SET_READY, .now_ms = 1000, .set_ready = &ready};
    for (int day = 0; day < 3; day++) {
        for (int time = 0; time < 4; time++) {
            exercise_arrive(desk->exercise, ann, desk, 1000);
            exercise_depart(desk->exercise, ann, desk, 1000);
            desk->wall_ms += DESK_DAY_MS / 4;
        }
        assert_int_equal(visits_noted(desk), day);
    }
    exercise_arrive(desk->exercise, ann, desk, 1000);
    assert_int_equal(visits_noted(desk), 3);
    desk->wall_ms += 5 * DESK_DAY_MS;
    exercise_apply(desk->exercise, ann, &command); /* who stays is noted when something is done */
    assert_int_equal(visits_noted(desk), 4);
}

static void a_restart_forgets_no_visit(void **state)
{
    struct desk *desk = *state;
    play_for(desk, 20);
    exercise_arrive(desk->exercise, ann_of(desk->exercise), desk, 1000);
    exercise_depart(desk->exercise, ann_of(desk->exercise), desk, 1000);
    play_for(desk, 20);
    restart(desk);
    desk->wall_ms += 2 * DESK_DAY_MS;
    assert_false(ann_is_out(desk));                                                    /* 22 days */
    assert_true(exercise_expired(desk->exercise, exercise_person(desk->exercise, 1))); /* 42 */
}

static void a_token_is_a_visit(void **state)
{
    struct desk *desk = *state;
    struct wire_join join = join_as("Ann", 1);
    struct refusal refusal;
    play_for(desk, 20);
    assert_non_null(exercise_join(desk->exercise, &join, 1000, &held[0], &refusal));
    play_for(desk, 20);
    restart(desk);
    desk->wall_ms += 2 * DESK_DAY_MS;
    assert_false(ann_is_out(desk));
}

/* A clock that was ahead for as long as people played: who plays comes back. */
static void after_a_start_there_is_a_day_to_come_back(void **state)
{
    struct desk *desk = *state;
    play_for(desk, 60);
    restart(desk);
    assert_false(ann_is_out(desk));
    desk->wall_ms += DESK_DAY_MS - 1;
    assert_false(ann_is_out(desk));
    exercise_arrive(desk->exercise, ann_of(desk->exercise), desk, 1000);
    exercise_depart(desk->exercise, ann_of(desk->exercise), desk, 1000);
    desk->wall_ms++;
    assert_false(ann_is_out(desk));
    assert_true(exercise_expired(desk->exercise, exercise_person(desk->exercise, 1)));
    restart(desk);
    desk->wall_ms += 2 * DESK_DAY_MS;
    assert_false(ann_is_out(desk)); /* it was written down */
}

static void an_ended_world_waits_for_nobody_after_a_start(void **state)
{
    struct desk *desk = *state;
    end_world(desk);
    desk->wall_ms += DESK_TERM_MS;
    restart(desk);
    assert_false(ann_is_out(desk));
    desk->wall_ms++;
    assert_true(ann_is_out(desk));
}

static void stamps_from_the_future_count_as_now(void **state)
{
    struct desk *desk = *state;
    end_world(desk);
    desk->wall_ms -= 3650 * DESK_DAY_MS; /* the clock was ten years ahead */
    restart(desk);
    assert_false(ann_is_out(desk));
    desk->wall_ms += DESK_TERM_MS;
    assert_false(ann_is_out(desk));
    desk->wall_ms++;
    assert_true(ann_is_out(desk));
}

static void entries_of_visits_are_read_to_their_end(void **state)
{
    struct desk *desk = *state;
    struct cause cause;
    desk->wall_ms += 2 * DESK_DAY_MS;
    exercise_arrive(desk->exercise, ann_of(desk->exercise), desk, 1000);
    exercise_depart(desk->exercise, ann_of(desk->exercise), desk, 1000);
    const struct desk_entry *entry = desk_entry(desk, "seen");
    char nobody[64];
    snprintf(nobody, sizeof nobody, "%s", entry->body);
    nobody[strlen("person=")] = nobody[strlen("person=")] == '0' ? '1' : '0';
    struct slice bodies[] = {{entry->body, entry->body_size - 2}, {nobody, entry->body_size}, {"", 0}};
    for (size_t x = 0; x < sizeof bodies / sizeof bodies[0]; x++) {
        struct exercise *exercise = desk_recover(desk, desk->entry_count, &cause);
        assert_non_null(exercise);
        assert_int_equal(exercise_recover(exercise, "seen", bodies[x], NULL, &cause), STATUS_CORRUPT);
        exercise_destroy(exercise);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_break_of_everybody_costs_nothing),
        TEST(the_end_of_a_break_throws_nobody_out),
        TEST(the_world_went_on_for_too_long),
        TEST(who_is_there_is_never_out),
        TEST(an_ended_world_is_open_for_a_term),
        TEST(no_secret_lets_in_what_is_out),
        TEST(a_visit_is_noted_once_a_day),
        TEST(a_restart_forgets_no_visit),
        TEST(a_token_is_a_visit),
        TEST(after_a_start_there_is_a_day_to_come_back),
        TEST(an_ended_world_waits_for_nobody_after_a_start),
        TEST(stamps_from_the_future_count_as_now),
        TEST(entries_of_visits_are_read_to_their_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
