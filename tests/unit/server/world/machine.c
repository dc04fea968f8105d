/* Lobby, start, end, and the questions that may be asked of a machine. */
#include "tests/unit/server/world/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

static void assert_story(const struct table *table, const char *expected)
{
    char memory[1024];
    struct text text = text_over(memory, sizeof memory);
    table_story(table, &text);
    assert_string_equal(memory, expected);
}

static struct wire_clock clock_of(const struct table *table)
{
    struct wire_clock clock;
    world_tell_clock(table->machine, table->now_ms, &clock);
    return clock;
}

static void a_new_world_stores_its_opening(void **state)
{
    (void)state;
    struct scenario scenario;
    table_scenario(&scenario, 3, 4);
    struct table *table = table_open(&scenario, 60000, 2);
    struct record_opening back;
    struct cause cause;
    assert_story(table, "opening");
    assert_int_equal(table->remaining_ms, -1);
    struct slice body = {table->entries[0].body, table->entries[0].size};
    assert_int_equal(record_read_opening(body, &back, &cause), STATUS_OK);
    assert_memory_equal(&back, &table->opening, sizeof back);
    assert_false(world_started(table->machine));
    assert_false(world_ended(table->machine));
    assert_int_equal(world_seats(table->machine), 3);
    assert_int_equal(world_turn(table->machine), 0);
    assert_string_equal(world_scenario_name(table->machine), "table");
    assert_string_equal(world_state_name(table->machine, 2), "A2");
    assert_true(world_next_tick_ms(table->machine) == UINT64_MAX);
    struct wire_clock clock = clock_of(table);
    assert_int_equal(clock.state, CLOCK_LOBBY);
    assert_int_equal(clock.turn, 0);
    assert_true(clock.remaining_ms == -1);
    assert_int_equal(clock.seats, 3);
    assert_int_equal(clock.seats_ready, 0);
    assert_int_equal(clock.seats_bot, 0);
    table_close(table);
}

static void a_lobby_waits(void **state)
{
    (void)state;
    struct scenario scenario;
    table_scenario(&scenario, 2, 4);
    struct table *table = table_open(&scenario, 1000, 2);
    table_do(table, COMMAND_TAKE, 1);
    assert_story(table, "take");
    assert_true(world_seat_taken(table->machine, 1));
    assert_false(world_seat_taken(table->machine, 0));
    table_do(table, COMMAND_TAKE, 1); /* a second person of the same seat */
    assert_story(table, "");
    table_do(table, COMMAND_ARRIVE, 1);
    assert_story(table, "");
    table_wait(table, 3600 * 1000);
    assert_story(table, "");
    struct orders orders = table_peace(table, 1);
    const struct heard *reply = table_save(table, 1, &orders);
    assert_false(reply->is_accepted);
    assert_int_equal(reply->refusal.code, REFUSAL_NOT_NOW);
    assert_story(table, "refused");
    reply = table_say(table, 1, 0, "anybody here?");
    assert_int_equal(reply->refusal.code, REFUSAL_NOT_NOW);
    size_t size;
    assert_null(world_record(table->machine, &size));
    table_close(table);
}

static void a_start_opens_the_first_turn(void **state)
{
    (void)state;
    struct scenario scenario;
    table_scenario(&scenario, 3, 4);
    struct table *table = table_open(&scenario, 60000, 2);
    table_do(table, COMMAND_TAKE, 2);
    table_do(table, COMMAND_TAKE, 0);
    table_do(table, COMMAND_ARRIVE, 0);
    table_do(table, COMMAND_START, 0);
    assert_story(table, "start situation0 clock0"); /* the holder of seat 2 is not connected */
    assert_true(table->remaining_ms == 60000);
    struct wire_clock clock = clock_of(table);
    assert_int_equal(clock.state, CLOCK_OPEN);
    assert_int_equal(clock.turn, 1);
    assert_true(clock.remaining_ms == 60000);
    assert_int_equal(clock.seats_bot, 1); /* nobody took seat 1 */
    assert_int_equal(clock.seats_ready, 1);
    assert_true(table_situation(table, 1).bot_holds_seat);
    assert_false(table_situation(table, 2).bot_holds_seat);
    table->now_ms += 5;
    table_do(table, COMMAND_START, 0); /* once is enough */
    assert_story(table, "");
    assert_int_equal(clock_of(table).turn, 1);
    assert_true(clock_of(table).remaining_ms == 59995);
    table_close(table);
}

/* Those who gave their seat up in the lobby are played by bots, unless they come back before the start. */
static void leaving_the_lobby(void **state)
{
    (void)state;
    struct scenario scenario;
    table_scenario(&scenario, 3, 4);
    struct table *table = table_open(&scenario, 60000, 2);
    for (int seat = 0; seat < 3; seat++) {
        table_do(table, COMMAND_TAKE, seat);
        table_do(table, COMMAND_ARRIVE, seat);
    }
    table_do(table, COMMAND_LEAVE, 0);
    assert_story(table, "leave");
    table_do(table, COMMAND_DEPART, 0);
    table_do(table, COMMAND_LEAVE, 1);
    table_do(table, COMMAND_DEPART, 1);
    table_do(table, COMMAND_ARRIVE, 1);
    assert_story(table, "return");
    table_do(table, COMMAND_START, 0);
    assert_true(table_situation(table, 0).bot_holds_seat);
    assert_false(table_situation(table, 1).bot_holds_seat);
    assert_false(table_situation(table, 2).bot_holds_seat);
    table_close(table);
}

static void finish(struct table *table)
{
    for (int turn = 0; !world_ended(table->machine); turn++) {
        assert_true(turn < TURNS_MAX);
        for (int seat = 0; seat < world_seats(table->machine) && !world_ended(table->machine); seat++)
            if (table_situation(table, seat).view.alive[seat])
                table_ready(table, seat, true);
    }
}

static void an_ended_world_opens_its_record(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 3, 60000, 2);
    struct wire_ended ended;
    struct record_summary summary;
    struct world world;
    struct cause cause;
    size_t size;
    assert_false(world_tell_ended(table->machine, &ended));
    assert_null(world_record(table->machine, &size));
    finish(table);
    assert_story(table,
                 "ready accepted clock0 clock1 turn end report0 situation0 clock0 ended0 report1 situation1 "
                 "clock1 ended1");
    assert_int_equal(table->remaining_ms, -1);
    assert_true(world_next_tick_ms(table->machine) == UINT64_MAX);
    assert_true(world_tell_ended(table->machine, &ended));
    assert_int_equal(ended.end, END_TIME);
    assert_int_equal(ended.turns, 3);
    assert_int_equal(ended.result_count, 2);
    assert_string_equal(ended.results[1].name, "A1");
    assert_memory_equal(ended.key, table->opening.key, DICE_KEY_SIZE);
    assert_memory_equal(ended.salt, table->opening.salt, RECORD_SALT_SIZE);
    assert_memory_equal(&ended.commitment, &table->opening.commitment, DIGEST_SIZE);
    const char *record = world_record(table->machine, &size);
    assert_non_null(record);
    if (record_verify((struct slice){record, size}, &summary, &world, &cause))
        fail_msg("%s", cause.text);
    assert_int_equal(summary.turns, 3);
    assert_int_equal(summary.end, END_TIME);
    assert_int_equal(clock_of(table).state, CLOCK_ENDED);
    assert_int_equal(clock_of(table).turn, 3);
    assert_true(clock_of(table).remaining_ms == -1);
    table_close(table);
}

static void after_the_end_nothing_counts(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 2, 60000, 2);
    finish(table);
    int entries = table->entry_count;
    struct orders orders = table_peace(table, 0);
    assert_int_equal(table_save(table, 0, &orders)->refusal.code, REFUSAL_OVER);
    assert_int_equal(table_ready(table, 0, true)->refusal.code, REFUSAL_OVER);
    assert_int_equal(table_say(table, 0, 0, "well played")->refusal.code, REFUSAL_OVER);
    struct id id = table_id(table);
    assert_true(table_leave(table, 0, &id)->is_accepted);
    table_do(table, COMMAND_DEPART, 0);
    table_do(table, COMMAND_ARRIVE, 0);
    table_do(table, COMMAND_START, 0);
    table_wait(table, 1000000);
    assert_story(table, "");
    assert_int_equal(table->entry_count, entries);
    table_close(table);
}

static void the_smallest_and_the_largest_world(void **state)
{
    (void)state;
    for (int n = ACTORS_MIN; n <= ACTORS_MAX; n += ACTORS_MAX - ACTORS_MIN) {
        struct table *table = table_playing(n, 3, 0, 2);
        struct record_summary summary;
        struct world world;
        struct cause cause;
        size_t size;
        for (int seat = 0; seat < n; seat++) {
            struct orders orders = table_peace(table, seat);
            for (int j = 0; j < n; j++)
                orders.belief[j] = 1000;
            assert_true(table_save(table, seat, &orders)->is_accepted);
            assert_true(table_say(table, seat, 0, "good morning")->is_accepted);
        }
        finish(table);
        const char *record = world_record(table->machine, &size);
        if (record_verify((struct slice){record, size}, &summary, &world, &cause))
            fail_msg("%s", cause.text);
        assert_int_equal(summary.turns, 3);
        table_close(table);
    }
}

/* A briefing holds what the seat knows of the scenario, and nobody else's motive. */
static void briefings_keep_secrets(void **state)
{
    (void)state;
    struct scenario scenario;
    table_scenario(&scenario, 3, 4);
    scenario.actors[1].motive = MOTIVE_GREEDY;
    scenario.pacts[scenario.pact_count++] =
        (struct scenario_pact){.i = 0, .j = 2, .kind = PACT_DEFENSIVE, .secret = 1};
    struct table *table = table_open(&scenario, 1500, 3);
    struct wire_briefing briefing = {0};
    world_tell_briefing(table->machine, 1, &briefing);
    assert_int_equal(briefing.seat, 1);
    assert_int_equal(briefing.turn_seconds, 2);
    assert_int_equal(briefing.misses_allowed, 3);
    assert_int_equal(briefing.scenario.actors[1].motive, MOTIVE_GREEDY);
    assert_int_equal(briefing.scenario.actors[0].motive, MOTIVE_DRAWN);
    assert_int_equal(briefing.scenario.actors[2].motive, MOTIVE_DRAWN);
    assert_int_equal(briefing.scenario.pact_count, 0);
    assert_memory_equal(&briefing.commitment, &table->opening.commitment, DIGEST_SIZE);
    world_tell_briefing(table->machine, 2, &briefing);
    assert_int_equal(briefing.scenario.pact_count, 1);
    table_close(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_world_stores_its_opening),     cmocka_unit_test(a_lobby_waits),
        cmocka_unit_test(a_start_opens_the_first_turn),       cmocka_unit_test(leaving_the_lobby),
        cmocka_unit_test(an_ended_world_opens_its_record),    cmocka_unit_test(after_the_end_nothing_counts),
        cmocka_unit_test(the_smallest_and_the_largest_world), cmocka_unit_test(briefings_keep_secrets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
