/* A world that is closed by hand: over for good, open to all, and verified like any other. */
#include "tests/unit/server/world/acts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

static void verify(const struct table *table, int turns)
{
    struct record_summary summary;
    struct world world;
    struct cause cause = {{0}};
    size_t size;
    const char *record = world_record(table->machine, &size);
    assert_non_null(record);
    if (record_verify((struct slice){record, size}, &summary, &world, &cause))
        fail_msg("%s", cause.text);
    assert_int_equal(summary.end, RECORD_CLOSED);
    assert_int_equal(summary.turns, turns);
    struct journal_check *check = malloc(sizeof *check);
    assert_non_null(check);
    journal_check_init(check);
    for (int x = 0; x < table->entry_count; x++) {
        struct slice body = {table->entries[x].body, table->entries[x].size};
        bool is_orders;
        if (journal_check_entry(check, table->entries[x].kind, body, NULL, &is_orders, &cause))
            fail_msg("%s", cause.text);
    }
    assert_true(check->closed && check->ended);
    free(check);
}

static void closed_after(int turns, bool paused)
{
    struct table *table = table_playing(2, 5, TURN_MS, 9);
    for (int turn = 0; turn < turns; turn++)
        resolve_turn(table, 0);
    if (paused)
        pause_for(table, "drill");
    assert_int_equal(close_for(table, "the bell has rung"), RULING_DONE);
    assert_story(table, "close end ruled clock0 ended0 clock1 ended1");
    struct wire_ended ended;
    assert_true(world_tell_ended(table->machine, &ended));
    assert_int_equal(ended.end, RECORD_CLOSED);
    assert_int_equal(ended.turns, turns);
    assert_int_equal(ended.result_count, 2);
    assert_memory_equal(ended.key, table->opening.key, sizeof ended.key);
    assert_int_equal(clock_of(table).state, CLOCK_ENDED);
    assert_string_equal(clock_of(table).reason, "the bell has rung");
    assert_true(clock_of(table).remaining_ms == -1);
    struct orders orders = table_peace(table, 0);
    assert_int_equal(table_save(table, 0, &orders)->refusal.code, REFUSAL_OVER);
    assert_int_equal(table_say(table, 0, 0, "wait!")->refusal.code, REFUSAL_OVER);
    assert_int_equal(close_for(table, "the bell has rung"), RULING_ALREADY);
    assert_int_equal(pause_for(table, ""), RULING_OVER);
    assert_int_equal(resume(table), RULING_OVER);
    assert_int_equal(extend_by(table, 1000, 0), RULING_OVER);
    assert_int_equal(resolve_turn(table, 0), RULING_OVER);
    verify(table, turns);
    table_kill(table, 5);
    assert_string_equal(clock_of(table).reason, "the bell has rung");
    assert_true(world_next_tick_ms(table->machine) == UINT64_MAX);
    verify(table, turns);
    table_close(table);
}

static void a_closed_world_is_open_to_all(void **state)
{
    (void)state;
    closed_after(0, false);
    closed_after(3, false);
    closed_after(2, true);
}

static void a_lobby_can_be_closed(void **state)
{
    (void)state;
    struct scenario scenario;
    table_scenario(&scenario, 2, 5);
    struct table *table = table_open(&scenario, TURN_MS, 9);
    table_do(table, COMMAND_TAKE, 1);
    table_do(table, COMMAND_ARRIVE, 1);
    assert_int_equal(pause_for(table, ""), RULING_LOBBY);
    assert_int_equal(resume(table), RULING_LOBBY);
    assert_int_equal(extend_by(table, 1000, 0), RULING_LOBBY);
    assert_int_equal(resolve_turn(table, 0), RULING_LOBBY);
    assert_int_equal(resolve_turn(table, 1), RULING_LOBBY);
    assert_int_equal(table_stored(table, NULL), 0);
    assert_int_equal(close_for(table, ""), RULING_DONE);
    assert_story(table, "close end ruled clock1 ended1");
    table_do(table, COMMAND_START, 0);
    assert_int_equal(table->heard_count, 0);
    table_do(table, COMMAND_TAKE, 0); /* whoever lost the answer to a join comes once more */
    assert_int_equal(table_stored(table, NULL), 0);
    verify(table, 0);
    table_kill(table, 5);
    assert_true(world_ended(table->machine));
    assert_int_equal(world_end(table->machine), RECORD_CLOSED);
    table_close(table);
}

static void a_kill_within_closing_closes(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 5, TURN_MS, 9);
    close_for(table, "");
    free(table->entries[--table->entry_count].body);
    table_kill(table, 1);
    assert_int_equal(world_next_tick_ms(table->machine), 0);
    table_wait(table, 1);
    assert_story(table, "end");
    verify(table, 0);
    table_close(table);
}

static void an_ended_world_is_not_closed_again(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 1, 0, 9);
    resolve_turn(table, 0);
    assert_int_equal(world_end(table->machine), END_TIME);
    assert_int_equal(close_for(table, ""), RULING_ALREADY);
    assert_int_equal(world_end(table->machine), END_TIME);
    assert_int_equal(resolve_turn(table, 1), RULING_ALREADY);
    table_close(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_closed_world_is_open_to_all),
        cmocka_unit_test(a_lobby_can_be_closed),
        cmocka_unit_test(a_kill_within_closing_closes),
        cmocka_unit_test(an_ended_world_is_not_closed_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
