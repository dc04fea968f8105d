/* How long a place is kept for who is not there: through breaks, restarts and clocks that were wrong. */
#include "hall.h"

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
    struct hall *hall = hall_open(&(struct exercise_settings){
        .turn_ms = 90000, .misses_allowed = 5, .wait_seats = 2, .team_size = 1, .seats_in_order = true});
    for (uint8_t x = 0; x < 2; x++) {
        struct wire_join join = join_as(x ? "Bob" : "Ann", (uint8_t)(x + 1));
        struct refusal refusal;
        assert_non_null(exercise_join(hall->exercise, &join, 1000, &held[x], &refusal));
    }
    exercise_tick(hall->exercise, 1000);
    assert_true(world_started(exercise_world(hall->exercise, 0)));
    *state = hall;
    return 0;
}

static int end(void **state)
{
    hall_close(*state);
    return 0;
}

static void act(struct hall *hall, enum exercise_act kind)
{
    struct wire_exercise_act wanted;
    struct desk_answer answer;
    wire_exercise_act_init(&wanted, kind);
    desk_act(hall->exercise, DESK_OPERATOR, &wanted, 1000, &answer);
    assert_int_equal(answer.refusal.code, REFUSAL_NONE);
    assert_false(answer.already);
}

/* Something is stored of the world. */
static void play_on(struct hall *hall)
{
    act(hall, world_paused(exercise_world(hall->exercise, 0)) ? EXERCISE_RESUME : EXERCISE_PAUSE);
}

/* Some time of every day. */
static void play_for(struct hall *hall, int days)
{
    for (int day = 0; day < days; day++) {
        hall->wall_ms += HALL_DAY_MS;
        play_on(hall);
    }
}

static void end_world(struct hall *hall)
{
    act(hall, EXERCISE_CLOSE);
    assert_true(world_ended(exercise_world(hall->exercise, 0)));
}

static bool ann_is_out(struct hall *hall)
{
    return exercise_expired(hall->exercise, ann_of(hall->exercise));
}

/* The server was killed and came back at this moment of the wall. */
static void restart(struct hall *hall)
{
    struct cause cause;
    struct stream own = {.id = *exercise_id(hall->exercise)};
    struct stream world = {.id = *exercise_world_id(hall->exercise, 0)};
    for (int x = 0; x < hall->entry_count; x++)
        if (hall->entries[x].world >= 0)
            world.stamp_ms = hall->entries[x].stamp_ms;
    struct exercise *exercise = hall_recover(hall, hall->entry_count, &cause);
    assert_non_null(exercise);
    exercise_destroy(hall->exercise);
    hall->exercise = exercise;
    exercise_world_recovered(exercise, 0, &world, 1000, -1, 0);
    exercise_recovered(exercise, &own, 1000);
}

static void a_break_of_everybody_costs_nothing(void **state)
{
    struct hall *hall = *state;
    hall->wall_ms += 400 * HALL_DAY_MS;
    assert_false(ann_is_out(hall));
}

/* Bob is the first to be back: Ann does not find her place taken away by that. */
static void the_end_of_a_break_throws_nobody_out(void **state)
{
    struct hall *hall = *state;
    for (int late = 0; late < 2; late++) {
        hall->wall_ms += 400 * HALL_DAY_MS;
        play_on(hall);
        assert_false(ann_is_out(hall));
        restart(hall);
        hall->wall_ms += 2 * HALL_DAY_MS;
        play_on(hall);
        assert_false(ann_is_out(hall));
    }
    play_for(hall, 30); /* breaks count as a day each, and what is not one in full */
    assert_true(ann_is_out(hall));
}

static void the_world_went_on_for_too_long(void **state)
{
    struct hall *hall = *state;
    play_for(hall, 30);
    assert_false(ann_is_out(hall));
    hall->wall_ms++;
    assert_false(ann_is_out(hall)); /* since nothing happened */
    play_on(hall);
    assert_true(ann_is_out(hall));
    hall->wall_ms -= 5 * HALL_TERM_MS; /* what was stored counts, not the moment */
    assert_true(ann_is_out(hall));
}

static void who_is_there_is_never_out(void **state)
{
    struct hall *hall = *state;
    struct person *ann = ann_of(hall->exercise);
    exercise_arrive(hall->exercise, ann, hall, 1000);
    hall->wall_ms += 2 * HALL_TERM_MS;
    play_on(hall);
    assert_false(ann_is_out(hall));
    exercise_depart(hall->exercise, ann, hall, 1000);
    assert_false(ann_is_out(hall)); /* the visit ends now */
    play_for(hall, 31);
    assert_true(ann_is_out(hall));
}

static void an_ended_world_is_open_for_a_term(void **state)
{
    struct hall *hall = *state;
    hall->wall_ms += 3 * HALL_DAY_MS;
    end_world(hall);
    hall->wall_ms += HALL_TERM_MS;
    exercise_arrive(hall->exercise, ann_of(hall->exercise), hall, 1000); /* looks at the debrief */
    exercise_depart(hall->exercise, ann_of(hall->exercise), hall, 1000);
    assert_false(ann_is_out(hall));
    hall->wall_ms++;
    assert_true(ann_is_out(hall)); /* a visit does not make it longer */
}

static void set_replay(struct hall *hall, uint32_t days, bool release)
{
    struct wire_exercise_act wanted;
    struct desk_answer answer;
    wire_exercise_act_init(&wanted, EXERCISE_REPLAY);
    wanted.number = days;
    wanted.release = release;
    desk_act(hall->exercise, DESK_OPERATOR, &wanted, 1000, &answer);
    assert_int_equal(answer.refusal.code, REFUSAL_NONE);
}

/* Shorter than places are kept, or longer; and not while anything is played. */
static void who_leads_says_how_long_it_is_looked_at(void **state)
{
    struct hall *hall = *state;
    set_replay(hall, 0, false);
    assert_false(exercise_replay_is_over(hall->exercise));
    end_world(hall);
    assert_true(exercise_replay_is_over(hall->exercise));
    assert_int_equal(hall->news[NEWS_CLOSED], 0); /* nobody said so while they looked on */
    set_replay(hall, 2, false);
    hall->wall_ms += 2 * HALL_DAY_MS;
    assert_false(exercise_replay_is_over(hall->exercise));
    hall->wall_ms++;
    assert_true(exercise_replay_is_over(hall->exercise));
    restart(hall);
    assert_true(exercise_replay_is_over(hall->exercise));
    set_replay(hall, 0, true);
    assert_false(exercise_replay_is_over(hall->exercise));
    hall->wall_ms += HALL_TERM_MS;
    assert_true(exercise_replay_is_over(hall->exercise));
    set_replay(hall, 366, false);
    assert_false(exercise_replay_is_over(hall->exercise));
    assert_int_equal(hall->news[NEWS_CLOSED], 0);
    set_replay(hall, 1, false);
    assert_int_equal(hall->news[NEWS_CLOSED], 1);
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
    struct hall *hall = *state;
    struct wire_join join = join_as("Ann", 1);
    struct wire_move move = {.code = "ABCDEF"};
    struct credentials fresh;
    struct refusal refusal;
    snprintf(move.seat_code, sizeof move.seat_code, "%s", held[0].seat_code);
    end_world(hall);
    for (int late = 0; late < 2; late++) {
        struct digest before = ann_of(hall->exercise)->token;
        int entries = hall->entry_count;
        struct person *joined = exercise_join(hall->exercise, &join, 1000, &fresh, &refusal);
        assert_int_equal(joined == NULL, late);
        if (late)
            expect_expired(&refusal);
        else /* the seat code was made anew */
            snprintf(move.seat_code, sizeof move.seat_code, "%s", fresh.seat_code);
        struct person *moved = exercise_move(hall->exercise, &move, 1000, &fresh, &refusal);
        assert_int_equal(moved == NULL, late);
        if (late) {
            expect_expired(&refusal);
            assert_true(digest_equal(&before, &ann_of(hall->exercise)->token));
            assert_int_equal(hall->entry_count, entries);
        }
        hall->wall_ms += HALL_TERM_MS + 1;
    }
    join = join_as("Ann", 9); /* somebody else is told as always */
    assert_null(exercise_join(hall->exercise, &join, 1000, &fresh, &refusal));
    assert_int_equal(refusal.code, REFUSAL_OVER);
}

static int visits_noted(const struct hall *hall)
{
    int count = 0;
    for (int x = 0; x < hall->entry_count; x++)
        count += strcmp(hall->entries[x].kind, "seen") == 0;
    return count;
}

static void a_visit_is_noted_once_a_day(void **state)
{
    struct hall *hall = *state;
    struct person *ann = ann_of(hall->exercise);
    struct wire_set_ready ready = {.turn = 1, .ready = true};
    struct command command = {.kind = COMMAND_SET_READY, .now_ms = 1000, .set_ready = &ready};
    for (int day = 0; day < 3; day++) {
        for (int time = 0; time < 4; time++) {
            exercise_arrive(hall->exercise, ann, hall, 1000);
            exercise_depart(hall->exercise, ann, hall, 1000);
            hall->wall_ms += HALL_DAY_MS / 4;
        }
        assert_int_equal(visits_noted(hall), day);
    }
    exercise_arrive(hall->exercise, ann, hall, 1000);
    assert_int_equal(visits_noted(hall), 3);
    hall->wall_ms += 5 * HALL_DAY_MS;
    exercise_apply(hall->exercise, ann, &command); /* who stays is noted when something is done */
    assert_int_equal(visits_noted(hall), 4);
}

static void a_restart_forgets_no_visit(void **state)
{
    struct hall *hall = *state;
    play_for(hall, 20);
    exercise_arrive(hall->exercise, ann_of(hall->exercise), hall, 1000);
    exercise_depart(hall->exercise, ann_of(hall->exercise), hall, 1000);
    play_for(hall, 20);
    restart(hall);
    hall->wall_ms += 2 * HALL_DAY_MS;
    assert_false(ann_is_out(hall));                                                    /* 22 days */
    assert_true(exercise_expired(hall->exercise, exercise_person(hall->exercise, 1))); /* 42 */
}

static void a_token_is_a_visit(void **state)
{
    struct hall *hall = *state;
    struct wire_join join = join_as("Ann", 1);
    struct refusal refusal;
    play_for(hall, 20);
    assert_non_null(exercise_join(hall->exercise, &join, 1000, &held[0], &refusal));
    play_for(hall, 20);
    restart(hall);
    hall->wall_ms += 2 * HALL_DAY_MS;
    assert_false(ann_is_out(hall));
}

/* A clock that was ahead for as long as people played: who plays comes back. */
static void after_a_start_there_is_a_day_to_come_back(void **state)
{
    struct hall *hall = *state;
    play_for(hall, 60);
    restart(hall);
    assert_false(ann_is_out(hall));
    hall->wall_ms += HALL_DAY_MS - 1;
    assert_false(ann_is_out(hall));
    exercise_arrive(hall->exercise, ann_of(hall->exercise), hall, 1000);
    exercise_depart(hall->exercise, ann_of(hall->exercise), hall, 1000);
    hall->wall_ms++;
    assert_false(ann_is_out(hall));
    assert_true(exercise_expired(hall->exercise, exercise_person(hall->exercise, 1)));
    restart(hall);
    hall->wall_ms += 2 * HALL_DAY_MS;
    assert_false(ann_is_out(hall)); /* it was written down */
}

static void an_ended_world_waits_for_nobody_after_a_start(void **state)
{
    struct hall *hall = *state;
    end_world(hall);
    hall->wall_ms += HALL_TERM_MS;
    restart(hall);
    assert_false(ann_is_out(hall));
    hall->wall_ms++;
    assert_true(ann_is_out(hall));
}

static void stamps_from_the_future_count_as_now(void **state)
{
    struct hall *hall = *state;
    end_world(hall);
    hall->wall_ms -= 3650 * HALL_DAY_MS; /* the clock was ten years ahead */
    restart(hall);
    assert_false(ann_is_out(hall));
    hall->wall_ms += HALL_TERM_MS;
    assert_false(ann_is_out(hall));
    hall->wall_ms++;
    assert_true(ann_is_out(hall));
}

static void entries_of_visits_are_read_to_their_end(void **state)
{
    struct hall *hall = *state;
    struct cause cause;
    hall->wall_ms += 2 * HALL_DAY_MS;
    exercise_arrive(hall->exercise, ann_of(hall->exercise), hall, 1000);
    exercise_depart(hall->exercise, ann_of(hall->exercise), hall, 1000);
    const struct hall_entry *entry = hall_entry(hall, "seen");
    char nobody[64];
    snprintf(nobody, sizeof nobody, "%s", entry->body);
    nobody[strlen("person=")] = nobody[strlen("person=")] == '0' ? '1' : '0';
    struct slice bodies[] = {{entry->body, entry->body_size - 2}, {nobody, entry->body_size}, {"", 0}};
    for (size_t x = 0; x < sizeof bodies / sizeof bodies[0]; x++) {
        struct exercise *exercise = hall_recover(hall, hall->entry_count, &cause);
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
        TEST(who_leads_says_how_long_it_is_looked_at),
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
