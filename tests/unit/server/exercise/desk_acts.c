/* Acts on worlds and persons: in one, in all, in those where it can be. */
#include "desk_table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int begin(void **state)
{
    *state = table_start(true);
    return 0;
}

static int end(void **state)
{
    table_close(*state);
    return 0;
}

static enum clock_state clock_of(struct desk_table *table, int world)
{
    return look(table)->worlds[world].clock.state;
}

static void every_world_or_one(void **state)
{
    struct desk_table *table = *state;
    done_on(table, table->lead, EXERCISE_PAUSE, 1, -1);
    assert_int_equal(clock_of(table, 0), CLOCK_OPEN);
    assert_int_equal(clock_of(table, 1), CLOCK_PAUSED);
    already_on(table, table->lead, EXERCISE_PAUSE, 1, -1);
    done_on(table, table->lead, EXERCISE_PAUSE, -1, -1); /* in the other one */
    assert_int_equal(clock_of(table, 0), CLOCK_PAUSED);
    already_on(table, table->lead, EXERCISE_PAUSE, -1, -1);
    done_on(table, table->lead, EXERCISE_RESUME, -1, -1);
    assert_int_equal(clock_of(table, 0), CLOCK_OPEN);
    assert_int_equal(clock_of(table, 1), CLOCK_OPEN);
    restart(table);
}

/* One that is over is no reason to leave the others alone. */
static void worlds_that_ended_are_passed_over(void **state)
{
    struct desk_table *table = *state;
    done_on(table, table->lead, EXERCISE_CLOSE, 0, -1);
    refused_on(table, table->lead, EXERCISE_PAUSE, 0, -1, REFUSAL_OVER, "world");
    done_on(table, table->lead, EXERCISE_PAUSE, -1, -1);
    assert_int_equal(clock_of(table, 1), CLOCK_PAUSED);
    done_on(table, table->lead, EXERCISE_CLOSE, -1, -1);
    already_on(table, table->lead, EXERCISE_CLOSE, -1, -1);
    refused_on(table, table->lead, EXERCISE_PAUSE, -1, -1, REFUSAL_OVER, "world");
    restart(table);
}

static void time_is_added_where_it_is_meant(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = act_on(EXERCISE_EXTEND, -1, -1);
    act.ms = 30000;
    done(table, table->lead, &act);
    for (int world = 0; world < 2; world++)
        assert_true(look(table)->worlds[world].clock.remaining_ms == TABLE_TURN_MS + 30000);
    act.turn = 2;
    refused(table, table->lead, &act, REFUSAL_STALE_TURN, "turn");
    assert_int_equal(table->answer.refusal.current_turn, 1);
    act.turn = 1;
    act.ms = WIRE_EXTEND_MS_MAX;
    refused(table, table->lead, &act, REFUSAL_MALFORMED, "ms");
}

static void a_turn_is_resolved_and_played_anew(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act back = act_on(EXERCISE_ROLL_BACK, 0, -1);
    play_turns(table, 0, 3);
    assert_int_equal(look(table)->worlds[0].clock.turn, 4);
    assert_int_equal(look(table)->worlds[1].clock.turn, 1);
    back.turn = 2;
    done(table, table->run, &back);
    assert_int_equal(look(table)->worlds[0].clock.turn, 2);
    assert_int_equal(look(table)->worlds[0].branch, 1);
    back.turn = 9;
    refused(table, table->run, &back, REFUSAL_MALFORMED, "turn");
    refused_on(table, table->run, EXERCISE_ROLL_BACK, -1, -1, REFUSAL_MALFORMED, "world");
    restart(table);
}

static void seats_are_named(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act slow = act_on(EXERCISE_MULTIPLY, 1, 0);
    refused_on(table, table->run, EXERCISE_BOT_IN, 0, -1, REFUSAL_MALFORMED, "seat");
    refused_on(table, table->run, EXERCISE_BOT_IN, -1, 0, REFUSAL_MALFORMED, "world");
    refused_on(table, table->run, EXERCISE_BOT_IN, 0, 2, REFUSAL_MALFORMED, "seat");
    refused_on(table, table->run, EXERCISE_BOT_IN, 2, 0, REFUSAL_MALFORMED, "world");
    done_on(table, table->run, EXERCISE_BOT_IN, 0, 1);
    assert_true(look(table)->worlds[0].seats[1].held);
    already_on(table, table->run, EXERCISE_BOT_IN, 0, 1);
    done_on(table, table->run, EXERCISE_BOT_OUT, 0, 1);
    assert_false(look(table)->worlds[0].seats[1].held);
    refused(table, table->run, &slow, REFUSAL_MALFORMED, "percent");
    slow.percent = WIRE_TIME_PERCENT_MAX + 1;
    refused(table, table->run, &slow, REFUSAL_MALFORMED, "percent");
    slow.percent = 150;
    done(table, table->run, &slow);
    assert_int_equal(look(table)->worlds[1].seats[0].percent, 150);
    done_on(table, table->assist, EXERCISE_NUDGE, 0, 0);
    restart(table);
}

static void orders_are_saved_on_behalf(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = act_on(EXERCISE_ORDERS, 0, 0);
    refused(table, table->run, &act, REFUSAL_MALFORMED, "orders");
    act.has_orders = true;
    struct wire_situation situation;
    world_tell_situation(exercise_world(table->exercise, 0), 0, &situation);
    orders_init(&act.orders);
    act.orders.budget[0] = (int32_t)orders_available(&situation.view, &act.orders);
    done(table, table->run, &act);
    assert_int_equal(look(table)->worlds[0].seats[0].revision, 1);
    act.orders.budget[0] = 100000;
    refused(table, table->run, &act, REFUSAL_ILLEGAL_ORDERS, table->answer.refusal.item);
    restart(table);
}

static void it_is_started_once_and_not_for_nobody(void **state)
{
    struct desk_table *started = *state, *table = table_open(true);
    already_on(started, started->lead, EXERCISE_START, -1, -1);
    refused_on(table, table->lead, EXERCISE_PAUSE, -1, -1, REFUSAL_NOT_NOW, "lobby");
    assert_false(look(table)->started);
    for (int x = 0; x < 4; x++) {
        struct wire_leave leave = {.command = {{1}}};
        struct command command = {.kind = COMMAND_LEAVE, .now_ms = 1000, .leave = &leave};
        exercise_apply(table->exercise, table->persons[x], &command);
    }
    refused_on(table, table->lead, EXERCISE_START, -1, -1, REFUSAL_NOT_NOW, "persons");
    exercise_arrive(table->exercise, table->persons[0], table, table->now_ms);
    done_on(table, table->lead, EXERCISE_START, -1, -1);
    assert_true(look(table)->started);
    table_close(table);
}

/* ---- persons */

static void a_person_gets_another_seat(void **state)
{
    struct desk_table *table = *state;
    struct person *ann = table->persons[0];
    struct wire_exercise_act move = act_on(EXERCISE_MOVE_PERSON, 1, 0);
    refused(table, table->run, &move, REFUSAL_MALFORMED, "person");
    move.person = ann->id;
    done(table, table->run, &move); /* beside the holder */
    assert_int_equal(ann->world, 1);
    assert_int_equal(look(table)->worlds[1].seats[0].person_count, 2);
    assert_int_equal(table->hall->news[NEWS_MOVED], 1);
    already(table, table->run, &move);
    move.person = table->persons[3]->id;
    refused(table, table->run, &move, REFUSAL_FULL, "seat");
    move.person.bytes[0] ^= 1;
    refused(table, table->run, &move, REFUSAL_UNKNOWN_PERSON, "person");
    done_on(table, table->lead, EXERCISE_CLOSE, 0, -1);
    move = act_on(EXERCISE_MOVE_PERSON, 0, 0);
    move.person = ann->id;
    refused(table, table->run, &move, REFUSAL_OVER, "world");
    restart(table);
}

static void a_name_does_where_it_is_one_persons(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act move = act_on(EXERCISE_MOVE_PERSON, 1, 0);
    snprintf(move.name, sizeof move.name, "Zoe");
    refused(table, DESK_OPERATOR, &move, REFUSAL_UNKNOWN_PERSON, "name");
    struct person *fifth = hall_join(table->hall, "Ann", 9);
    snprintf(move.name, sizeof move.name, "Ann");
    refused(table, DESK_OPERATOR, &move, REFUSAL_MALFORMED, "name");
    move.person = fifth->id;
    if (fifth->world == 1 && fifth->seat == 0)
        move.world = 0;
    done(table, DESK_OPERATOR, &move);
}

static void a_person_is_taken_out(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act out = act_on(EXERCISE_REMOVE_PERSON, -1, -1);
    out.person = table->persons[1]->id;
    refused(table, table->run, &out, REFUSAL_NO_RIGHT, "rights");
    done(table, table->lead, &out);
    assert_int_equal(look(table)->worlds[0].seats[1].person_count, 0);
    assert_int_equal(table->hall->news[NEWS_REMOVED], 1);
    already(table, table->lead, &out);
    struct wire_exercise_act move = act_on(EXERCISE_MOVE_PERSON, 1, 1);
    move.person = out.person;
    refused(table, table->lead, &move, REFUSAL_REMOVED, "person");
    restart(table);
}

static void what_is_no_act_is_refused(void **state)
{
    struct desk_table *table = *state;
    refused_on(table, table->lead, EXERCISE_NO_ACT, -1, -1, REFUSAL_MALFORMED, "act");
    refused_on(table, table->lead, EXERCISE_ACT_COUNT, -1, -1, REFUSAL_MALFORMED, "act");
}

/* Bots do not play a world to its end because its last person was taken away: that could not be taken back.
 */
static void an_emptied_world_is_paused(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = act_on(EXERCISE_REMOVE_PERSON, -1, -1);
    act.person = table->persons[2]->id;
    done(table, table->lead, &act);
    assert_int_equal(look(table)->worlds[1].clock.state, CLOCK_OPEN); /* one is still there */
    act = act_on(EXERCISE_MOVE_PERSON, 0, 0);
    act.person = table->persons[3]->id;
    done(table, table->lead, &act);
    wait_ms(table, 10 * TABLE_TURN_MS);
    assert_int_equal(look(table)->worlds[1].clock.state, CLOCK_PAUSED);
    assert_true(table->state.worlds[1].deserted);
    assert_string_equal(table->state.worlds[1].clock.reason, "");
    assert_int_equal(table->state.worlds[1].clock.turn, 1);
    restart(table);
    done_on(table, table->lead, EXERCISE_UNDO, -1, -1);
    wait_ms(table, 1);
    assert_true(look(table)->worlds[1].deserted); /* whoever sits there is not here yet */
    exercise_arrive(table->exercise, table->persons[3], table, table->now_ms);
    assert_int_equal(look(table)->worlds[1].clock.state, CLOCK_OPEN);
    assert_false(table->state.worlds[1].deserted);
    wait_ms(table, 1);
    assert_int_equal(look(table)->worlds[1].clock.turn, 2); /* theirs again from the next turn on */
    exercise_depart(table->exercise, table->persons[3], table, table->now_ms);
    note_step(table);
    act = act_on(EXERCISE_REMOVE_PERSON, -1, -1);
    act.person = table->persons[3]->id;
    done(table, table->lead, &act);
    assert_int_equal(look(table)->worlds[1].clock.state, CLOCK_PAUSED);
    done_on(table, table->lead, EXERCISE_RESUME, 1, -1); /* bots may play it to its end */
    for (int x = 0; x < 20; x++)
        wait_ms(table, 1);
    assert_int_equal(look(table)->worlds[1].clock.state, CLOCK_ENDED);
    restart(table);
}

static void move_to(struct desk_table *table, int person, int world, int seat)
{
    struct wire_exercise_act act = act_on(EXERCISE_MOVE_PERSON, world, seat);
    act.person = table->persons[person]->id;
    done(table, table->lead, &act);
}

/* What somebody wanted paused stays paused, whoever sits there; also where that was said of a world that
 * waited for somebody. */
static void a_wish_to_pause_comes_before_an_empty_world(void **state)
{
    struct desk_table *table = *state;
    done_on(table, table->lead, EXERCISE_PAUSE, 1, -1);
    struct wire_exercise_act out = act_on(EXERCISE_REMOVE_PERSON, -1, -1);
    out.person = table->persons[2]->id;
    done(table, table->lead, &out);
    move_to(table, 3, 0, 0);
    assert_false(look(table)->worlds[1].deserted);
    move_to(table, 3, 1, 1);
    assert_int_equal(look(table)->worlds[1].clock.state, CLOCK_PAUSED);
    done_on(table, table->lead, EXERCISE_RESUME, 1, -1);
    move_to(table, 3, 0, 0);
    assert_true(look(table)->worlds[1].deserted);
    struct wire_exercise_act drill = act_on(EXERCISE_PAUSE, -1, -1);
    snprintf(drill.reason, sizeof drill.reason, "fire drill");
    done(table, table->lead, &drill);
    assert_false(look(table)->worlds[1].deserted);
    assert_string_equal(table->state.worlds[1].clock.reason, "fire drill");
    already(table, table->lead, &drill);
    restart(table);
    move_to(table, 3, 1, 1);
    exercise_arrive(table->exercise, table->persons[3], table, table->now_ms);
    assert_int_equal(look(table)->worlds[1].clock.state, CLOCK_PAUSED);
    restart(table);
}

/* Nobody names it to go on: what all worlds do, and what is taken back, leaves it to whoever comes. */
static void an_empty_world_waits_whatever_all_do(void **state)
{
    struct desk_table *table = *state;
    move_to(table, 2, 0, 0);
    move_to(table, 3, 0, 1);
    for (int undone = 0; undone < 2; undone++) {
        done_on(table, table->lead, EXERCISE_PAUSE, -1, -1);
        assert_false(look(table)->worlds[1].deserted);
        done_on(table, table->lead, undone ? EXERCISE_UNDO : EXERCISE_RESUME, -1, -1);
        assert_int_equal(look(table)->worlds[0].clock.state, CLOCK_OPEN);
        assert_true(table->state.worlds[1].deserted);
        restart(table);
    }
    for (int x = 0; x < 20; x++)
        wait_ms(table, 1);
    assert_int_equal(look(table)->worlds[1].clock.state, CLOCK_PAUSED);
    assert_int_equal(table->state.worlds[1].clock.turn, 1);
}

/* The server dies between the entry of who was taken away and that of the pause. */
static void a_kill_leaves_an_empty_world_waiting(void **state)
{
    struct desk_table *table = *state;
    struct hall *hall = table->hall;
    int taken = 0;
    move_to(table, 2, 0, 0);
    move_to(table, 3, 0, 1);
    for (int x = 0; x < hall->entry_count; x++)
        if (hall->entries[x].world < 0 && strcmp(hall->entries[x].kind, "moved") == 0)
            taken = x;
    assert_true(taken > 0);
    struct exercise *again = hall_restart(hall, taken + 1, table->now_ms);
    assert_false(world_deserted(exercise_world(again, 1)));
    hall->exercise = again;
    exercise_tick(again, table->now_ms + 10 * TABLE_TURN_MS);
    assert_true(world_deserted(exercise_world(again, 1)));
    assert_int_equal(world_turn(exercise_world(again, 1)), 0);
    hall->exercise = table->exercise;
    exercise_destroy(again);
}

/* With whoever is moved there, too, unless somebody else is moved away for that. */
static void two_change_places_with_an_empty_world(void **state)
{
    struct desk_table *table = *state;
    for (int x = 0; x < 4; x++)
        exercise_arrive(table->exercise, table->persons[x], &table->persons[x], table->now_ms);
    move_to(table, 2, 0, 0);
    move_to(table, 3, 0, 1);
    assert_true(look(table)->worlds[1].deserted);
    assert_int_equal(table->state.worlds[0].clock.state, CLOCK_OPEN);
    move_to(table, 0, 1, 0);
    assert_false(look(table)->worlds[1].deserted);
    assert_int_equal(table->state.worlds[1].clock.state, CLOCK_OPEN);
    restart(table);
}

/* A late joiner is put where a bot plays: there. */
static void an_empty_world_goes_on_with_whoever_comes(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act out = act_on(EXERCISE_REMOVE_PERSON, -1, -1);
    for (int x = 2; x < 4; x++) {
        out.person = table->persons[x]->id;
        done(table, table->lead, &out);
    }
    assert_true(look(table)->worlds[1].deserted);
    struct person *late = hall_join(table->hall, "Eve", 9);
    assert_int_equal(late->world, 1);
    exercise_arrive(table->exercise, late, table, table->now_ms);
    note_step(table);
    assert_int_equal(look(table)->worlds[1].clock.state, CLOCK_OPEN);
    assert_false(table->state.worlds[1].deserted);
    restart(table);
}

/* In the lobby of a duel of its own, which starts by itself. */
static struct hall *lobby(void)
{
    return hall_open_worlds(
        &(struct exercise_settings){.misses_allowed = 2, .team_size = 1, .seats_in_order = true}, "duel", 2);
}

static void act_of_operator(struct hall *hall, enum exercise_act kind, int world, const struct id *person,
                            uint64_t now_ms)
{
    struct wire_exercise_act act = act_on(kind, world, -1);
    struct desk_answer answer;
    if (person)
        act.person = *person;
    desk_act(hall->exercise, DESK_OPERATOR, &act, now_ms, &answer);
    assert_int_equal(answer.refusal.code, REFUSAL_NONE);
}

/* The only one is taken out: nobody waits for a start any more, and whoever comes next waits anew. */
static void an_empty_lobby_waits_for_nothing(void **state)
{
    struct hall *hall = lobby();
    (void)state;
    struct person *person = hall_join(hall, "Ann", 1);
    exercise_arrive(hall->exercise, person, hall, 1000);
    assert_true(exercise_next_tick_ms(hall->exercise) == 1000 + EXERCISE_LOBBY_MS);
    act_of_operator(hall, EXERCISE_REMOVE_PERSON, -1, &person->id, 2000);
    exercise_tick(hall->exercise, 1000 + EXERCISE_LOBBY_MS);
    assert_true(exercise_next_tick_ms(hall->exercise) == UINT64_MAX);
    assert_false(exercise_started(hall->exercise));
    exercise_arrive(hall->exercise, hall_join(hall, "Ben", 2), hall, 5000);
    assert_true(exercise_next_tick_ms(hall->exercise) > 5000);
    assert_false(exercise_started(hall->exercise));
    hall_close(hall);
}

/* A world more than there are persons is closed before the start: the others wait for it all the same. */
static void a_world_closed_in_the_lobby_starts_no_other(void **state)
{
    struct desk_table *table = table_open(true);
    (void)state;
    done_on(table, table->lead, EXERCISE_CLOSE, 1, -1);
    exercise_tick(table->exercise, table->now_ms + 1000);
    assert_false(look(table)->started);
    assert_int_equal(look(table)->worlds[0].clock.state, CLOCK_LOBBY);
    restart(table);
    done_on(table, table->lead, EXERCISE_START, -1, -1);
    assert_true(look(table)->started);
    assert_int_equal(look(table)->worlds[0].clock.state, CLOCK_OPEN);
    restart(table);
    table_close(table);
    struct hall *hall = lobby();
    struct person *person = hall_join(hall, "Ann", 1);
    exercise_arrive(hall->exercise, person, hall, 1000);
    act_of_operator(hall, EXERCISE_CLOSE, person->world, NULL, 2000); /* where everybody sits */
    exercise_tick(hall->exercise, 1000 + EXERCISE_LOBBY_MS);
    assert_true(exercise_next_tick_ms(hall->exercise) == UINT64_MAX);
    act_of_operator(hall, EXERCISE_CLOSE, -1, NULL, 20000);
    exercise_tick(hall->exercise, 20000);
    assert_true(exercise_ended(hall->exercise));
    assert_true(exercise_next_tick_ms(hall->exercise) == UINT64_MAX);
    hall_close(hall);
}

static int persons_in(const struct exercise *exercise, int world)
{
    int count = 0;
    for (int x = 0; x < exercise_persons(exercise); x++)
        count += exercise_person(exercise, x)->world == world;
    return count;
}

/* Three of six came, spread over three duels: with one closed they are two and one, and nobody is lost. */
static void who_is_in_a_spare_world_plays_in_another(void **state)
{
    (void)state;
    struct hall *hall = hall_open_worlds(
        &(struct exercise_settings){
            .misses_allowed = 2, .team_size = 1, .seats_in_order = true, .start_by_hand = true},
        "duel", 3);
    struct exercise *exercise = hall->exercise;
    for (uint8_t x = 0; x < 3; x++)
        exercise_arrive(exercise, hall_join(hall, "Ann", (uint8_t)(x + 1)), hall, 1000);
    assert_int_equal(persons_in(exercise, 2), 1);
    act_of_operator(hall, EXERCISE_CLOSE, 2, NULL, 2000);
    assert_int_equal(persons_in(exercise, 2), 0);
    assert_int_equal(persons_in(exercise, 0) + persons_in(exercise, 1), 3);
    assert_int_equal(exercise_places(exercise), 4);
    assert_int_equal(hall_count(hall, "moved"), 1);
    act_of_operator(hall, EXERCISE_START, -1, NULL, 3000);
    assert_false(world_ended(exercise_world(exercise, 0)));
    act_of_operator(hall, EXERCISE_CLOSE, 1, NULL, 4000); /* whoever played there stays for its debrief */
    assert_true(persons_in(exercise, 1) > 0);
    act_of_operator(hall, EXERCISE_CLOSE, -1, NULL, 5000);
    assert_true(exercise_ended(exercise));
    assert_int_equal(hall_count(hall, "moved"), 1);
    hall_close(hall);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_world_or_one),
        TEST(worlds_that_ended_are_passed_over),
        TEST(time_is_added_where_it_is_meant),
        TEST(a_turn_is_resolved_and_played_anew),
        TEST(seats_are_named),
        TEST(orders_are_saved_on_behalf),
        TEST(it_is_started_once_and_not_for_nobody),
        TEST(a_person_gets_another_seat),
        TEST(a_name_does_where_it_is_one_persons),
        TEST(a_person_is_taken_out),
        TEST(what_is_no_act_is_refused),
        TEST(an_emptied_world_is_paused),
        TEST(a_wish_to_pause_comes_before_an_empty_world),
        TEST(an_empty_world_waits_whatever_all_do),
        TEST(a_kill_leaves_an_empty_world_waiting),
        TEST(two_change_places_with_an_empty_world),
        TEST(an_empty_world_goes_on_with_whoever_comes),
        cmocka_unit_test(an_empty_lobby_waits_for_nothing),
        cmocka_unit_test(a_world_closed_in_the_lobby_starts_no_other),
        cmocka_unit_test(who_is_in_a_spare_world_plays_in_another),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
