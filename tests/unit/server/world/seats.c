/* Who plays a seat: misses, takeovers, hand-backs, leaving, coming late, and worlds that nobody watches. */
#include "tests/unit/server/world/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

enum { TURN_MS = 20000 };

static bool bot_holds(const struct table *table, int seat)
{
    return table_situation(table, seat).bot_holds_seat;
}

static void pass_turn(struct table *table)
{
    int turn = world_turn(table->machine);
    table_wait(table, TURN_MS);
    assert_int_equal(world_turn(table->machine), turn + 1);
}

static enum notice_kind noticed(const struct table *table, int seat)
{
    for (int x = 0; x < table->heard_count; x++)
        if (table->heard[x].kind == EFFECT_TELL && table->heard[x].what == TELL_NOTICE &&
            table->heard[x].seat == seat)
            return table->heard[x].notice;
    return NOTICE_NONE;
}

static void missed_turns_give_the_seat_to_a_bot_until_its_holder_acts(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 20, TURN_MS, 2);
    struct orders orders = table_peace(table, 1);
    table_save(table, 1, &orders);
    pass_turn(table);
    assert_false(bot_holds(table, 0));
    orders = table_peace(table, 1);
    table_save(table, 1, &orders);
    pass_turn(table); /* the second miss */
    assert_true(bot_holds(table, 0));
    assert_int_equal(noticed(table, 0), NOTICE_BOT_HOLDS_SEAT);
    assert_false(bot_holds(table, 1));
    assert_int_equal(noticed(table, 1), NOTICE_NONE);
    /* whoever acts is back, from the next turn on */
    orders = table_peace(table, 0);
    assert_int_equal(table_save(table, 0, &orders)->refusal.code, REFUSAL_BOT_HOLDS_SEAT);
    assert_int_equal(table_stored(table, "return"), 1);
    assert_int_equal(table_save(table, 0, &orders)->refusal.code, REFUSAL_BOT_HOLDS_SEAT);
    assert_int_equal(table_stored(table, NULL), 0);
    assert_true(bot_holds(table, 0));
    pass_turn(table);
    assert_false(bot_holds(table, 0));
    assert_int_equal(noticed(table, 0), NOTICE_SEAT_IS_YOURS);
    orders = table_peace(table, 0);
    assert_true(table_save(table, 0, &orders)->is_accepted);
    table_close(table);
}

/* Ready without orders is a choice: the default plays, and nobody is taken for absent. */
static void the_ready_are_present(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 20, TURN_MS, 1);
    for (int turn = 0; turn < 4; turn++) {
        struct orders orders = table_peace(table, 1);
        table_save(table, 1, &orders);
        table_ready(table, 0, true);
        pass_turn(table);
        assert_false(bot_holds(table, 0));
        assert_false(bot_holds(table, 1));
    }
    table_close(table);
}

static void only_misses_in_a_row_count(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 20, TURN_MS, 2);
    for (int turn = 0; turn < 6; turn++) {
        struct orders mine = table_peace(table, 0), theirs = table_peace(table, 1);
        if (turn % 2)
            table_save(table, 0, &mine);
        table_save(table, 1, &theirs);
        pass_turn(table);
        assert_false(bot_holds(table, 0));
    }
    table_close(table);
}

static void a_bot_plays_for_the_absent(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 20, TURN_MS, 1);
    struct record_turn turn;
    struct cause cause;
    table_do(table, COMMAND_DEPART, 0);
    for (int x = 0; x < 2; x++) {
        struct orders orders = table_peace(table, 1);
        table_save(table, 1, &orders);
        pass_turn(table);
        assert_true(bot_holds(table, 0));
    }
    const struct kept_entry *entry = &table->entries[table->entry_count - 1];
    assert_string_equal(entry->kind, "turn");
    assert_int_equal(record_read_turn((struct slice){entry->body, entry->size}, 2, &turn, &cause), STATUS_OK);
    assert_int_equal(turn.source[0], SOURCE_BOT);
    assert_true(turn.book.given[0]);
    table_do(table, COMMAND_ARRIVE, 0); /* connecting is coming back */
    assert_int_equal(table_stored(table, "return"), 1);
    assert_int_equal(world_turn(table->machine), 2);
    assert_true(bot_holds(table, 0));
    table_do(table, COMMAND_DEPART, 0);
    table_do(table, COMMAND_ARRIVE, 0);
    assert_int_equal(table_stored(table, NULL), 0);
    pass_turn(table);
    assert_false(bot_holds(table, 0));
    table_close(table);
}

static void leaving_gives_the_seat_to_a_bot_at_once(void **state)
{
    (void)state;
    struct table *table = table_playing(3, 20, TURN_MS, 3);
    struct orders orders = table_peace(table, 0);
    table_save(table, 0, &orders);
    table_ready(table, 1, true);
    struct id id = table_id(table);
    const struct heard *reply = table_leave(table, 0, &id);
    assert_true(reply->is_accepted);
    assert_memory_equal(&reply->accepted.command, &id, ID_SIZE);
    assert_int_equal(table_stored(table, "leave"), 1);
    assert_string_equal(table->heard[0].entry_kind, "leave"); /* before the answer */
    assert_true(bot_holds(table, 0));
    orders = table_peace(table, 2);
    table_save(table, 2, &orders);
    table_ready(table, 2, true); /* the bot is waited for no more */
    assert_int_equal(table_stored(table, "turn"), 1);
    table_close(table);
}

/* The last one to be waited for leaves: the turn closes with that. */
static void leaving_may_close_the_turn(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 20, TURN_MS, 3);
    struct id id = table_id(table);
    table_ready(table, 1, true);
    table_leave(table, 0, &id);
    assert_int_equal(table_stored(table, "turn"), 1);
    table_close(table);
}

/* Who comes back and leaves again within the same turn has left. */
static void leaving_again_after_coming_back(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 20, TURN_MS, 3);
    struct id first = table_id(table), second = table_id(table);
    table_leave(table, 0, &first);
    table_do(table, COMMAND_DEPART, 0);
    table_do(table, COMMAND_ARRIVE, 0);
    assert_int_equal(table_stored(table, "return"), 1);
    table_leave(table, 0, &second);
    assert_int_equal(table_stored(table, "leave"), 1);
    table_ready(table, 1, true);
    assert_int_equal(world_turn(table->machine), 1);
    assert_true(bot_holds(table, 0));
    table_close(table);
}

static void a_late_joiner_gets_the_seat_at_the_next_turn(void **state)
{
    (void)state;
    struct scenario scenario;
    table_scenario(&scenario, 2, 20);
    struct table *table = table_open(&scenario, TURN_MS, 2);
    table_do(table, COMMAND_TAKE, 0);
    table_do(table, COMMAND_ARRIVE, 0);
    table_do(table, COMMAND_START, 0);
    assert_true(bot_holds(table, 1));
    table_do(table, COMMAND_TAKE, 1);
    assert_int_equal(table_stored(table, "take"), 1);
    table_do(table, COMMAND_ARRIVE, 1);
    assert_int_equal(table_stored(table, NULL), 0);
    struct orders orders = table_peace(table, 1);
    assert_int_equal(table_save(table, 1, &orders)->refusal.code, REFUSAL_BOT_HOLDS_SEAT);
    assert_int_equal(table_stored(table, NULL), 0);
    table_ready(table, 0, true);
    assert_int_equal(world_turn(table->machine), 1);
    assert_false(bot_holds(table, 1));
    assert_int_equal(noticed(table, 1), NOTICE_SEAT_IS_YOURS);
    table_ready(table, 0, true); /* and is waited for from then on */
    assert_int_equal(world_turn(table->machine), 1);
    table_close(table);
}

/* Everybody lost the network: the clock goes on at its pace, bots or not, and nothing runs away. */
static void a_world_that_lost_its_players_waits_for_the_clock(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 20, TURN_MS, 1);
    table_do(table, COMMAND_DEPART, 0);
    table_do(table, COMMAND_DEPART, 1);
    pass_turn(table);
    assert_true(bot_holds(table, 0) && bot_holds(table, 1));
    for (int turn = 0; turn < 3; turn++) {
        for (int tick = 0; tick < 10; tick++) {
            table_wait(table, 100);
            assert_int_equal(table_stored(table, "turn"), 0);
        }
        assert_true(world_next_tick_ms(table->machine) > table->now_ms);
        table_wait(table, TURN_MS - 1000);
        assert_int_equal(table_stored(table, "turn"), 1);
    }
    table_close(table);
}

/* All have left for good: it runs to its end, one turn a tick, so that the loop stays free. */
static void a_world_that_all_have_left_runs_to_its_end(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 8, TURN_MS, 2);
    struct id id = table_id(table);
    table_leave(table, 0, &id);
    table_do(table, COMMAND_DEPART, 0);
    assert_int_equal(world_turn(table->machine), 0);
    id = table_id(table);
    table_leave(table, 1, &id);
    assert_int_equal(world_turn(table->machine), 1);
    for (int turn = 2; turn <= 8; turn++) {
        assert_true(world_next_tick_ms(table->machine) <= table->now_ms);
        table_wait(table, 0);
        assert_int_equal(table_stored(table, "turn"), 1);
        assert_int_equal(world_turn(table->machine), turn);
    }
    assert_true(world_ended(table->machine));
    assert_true(world_next_tick_ms(table->machine) == UINT64_MAX);
    table_close(table);
}

/* Who sits in front of an open game and thinks for too long must not find it over a moment later. */
static void an_idle_but_connected_player_keeps_the_clock(void **state)
{
    (void)state;
    struct scenario scenario;
    table_scenario(&scenario, 2, 20);
    struct table *table = table_open(&scenario, TURN_MS, 2);
    table_do(table, COMMAND_TAKE, 0);
    table_do(table, COMMAND_ARRIVE, 0);
    table_do(table, COMMAND_START, 0);
    pass_turn(table);
    pass_turn(table);
    assert_true(bot_holds(table, 0));
    for (int tick = 0; tick < 18; tick++)
        table_wait(table, 1);
    assert_int_equal(world_turn(table->machine), 2);
    table_close(table);
}

/* One has left but goes on watching, the other one lost the network: that one is still expected. */
static void a_watcher_who_left_does_not_make_the_world_run(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 20, TURN_MS, 1);
    struct id id = table_id(table);
    table_leave(table, 0, &id);
    table_do(table, COMMAND_DEPART, 1);
    table_wait(table, TURN_MS);
    int turn = world_turn(table->machine);
    for (int tick = 0; tick < 10; tick++)
        table_wait(table, 1);
    assert_int_equal(world_turn(table->machine), turn);
    table_close(table);
}

/* The answer was lost, and the resume that came before the second try has brought the seat back. */
static void leaving_is_tried_again_after_a_resume(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 20, TURN_MS, 3);
    struct id id = table_id(table);
    table_leave(table, 0, &id);
    table_do(table, COMMAND_DEPART, 0);
    table_do(table, COMMAND_ARRIVE, 0);
    assert_int_equal(table_stored(table, "return"), 1);
    assert_true(table_leave(table, 0, &id)->is_accepted);
    assert_int_equal(table_stored(table, "leave"), 1);
    table_ready(table, 1, true);
    assert_int_equal(world_turn(table->machine), 1);
    assert_true(bot_holds(table, 0));
    table_close(table);
}

/* Without a limit of time: only with the setting, only for those who are ready, and never by who is there. */
static void who_is_away_is_not_waited_for_without_end(void **state)
{
    enum { AWAY_MS = 30000 };
    (void)state;
    struct world_settings settings = {.misses_allowed = 2, .away_ms = AWAY_MS};
    struct table *table = table_playing_as(3, 20, &settings);
    assert_int_equal(world_next_tick_ms(table->machine), UINT64_MAX);
    table_do(table, COMMAND_DEPART, 2);
    uint64_t gone = table->now_ms;
    table_wait(table, 2 * AWAY_MS);
    assert_int_equal(world_turn(table->machine), 0); /* nobody is ready */
    table_ready(table, 0, true);
    assert_int_equal(world_turn(table->machine), 0); /* 1 is here and thinks */
    assert_int_equal(world_next_tick_ms(table->machine), UINT64_MAX);
    table_do(table, COMMAND_ARRIVE, 2);
    table_do(table, COMMAND_DEPART, 2);
    gone = table->now_ms;
    table_ready(table, 1, true);
    assert_int_equal(world_turn(table->machine), 0);
    assert_int_equal(world_next_tick_ms(table->machine), gone + AWAY_MS);
    table_wait(table, AWAY_MS - 1);
    assert_int_equal(world_turn(table->machine), 0);
    table_wait(table, 1);
    assert_int_equal(world_turn(table->machine), 1);
    assert_false(bot_holds(table, 2));
    table_ready(table, 0, true);
    table_ready(table, 1, true); /* still away: the second miss, at once */
    assert_int_equal(world_turn(table->machine), 2);
    assert_true(bot_holds(table, 2));
    table_close(table);
}

static void after_a_kill_all_have_that_time_to_come_back(void **state)
{
    enum { AWAY_MS = 30000 };
    (void)state;
    struct world_settings settings = {.misses_allowed = 2, .away_ms = AWAY_MS};
    struct table *table = table_playing_as(2, 20, &settings);
    table_ready(table, 0, true);
    table_kill(table, 100 * AWAY_MS);
    table_do(table, COMMAND_ARRIVE, 0);
    assert_int_equal(world_turn(table->machine), 0);
    table_wait(table, AWAY_MS - 1);
    assert_int_equal(world_turn(table->machine), 0);
    table_wait(table, 1);
    assert_int_equal(world_turn(table->machine), 1);
    table_close(table);
}

static void without_the_setting_all_are_waited_for(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 20, 0, 2);
    table_do(table, COMMAND_DEPART, 1);
    table_ready(table, 0, true);
    table_wait(table, 7 * 24 * 3600 * 1000);
    assert_int_equal(world_turn(table->machine), 0);
    table_close(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(missed_turns_give_the_seat_to_a_bot_until_its_holder_acts),
        cmocka_unit_test(the_ready_are_present),
        cmocka_unit_test(only_misses_in_a_row_count),
        cmocka_unit_test(a_bot_plays_for_the_absent),
        cmocka_unit_test(leaving_gives_the_seat_to_a_bot_at_once),
        cmocka_unit_test(leaving_may_close_the_turn),
        cmocka_unit_test(leaving_again_after_coming_back),
        cmocka_unit_test(leaving_is_tried_again_after_a_resume),
        cmocka_unit_test(a_late_joiner_gets_the_seat_at_the_next_turn),
        cmocka_unit_test(a_world_that_lost_its_players_waits_for_the_clock),
        cmocka_unit_test(a_world_that_all_have_left_runs_to_its_end),
        cmocka_unit_test(an_idle_but_connected_player_keeps_the_clock),
        cmocka_unit_test(a_watcher_who_left_does_not_make_the_world_run),
        cmocka_unit_test(who_is_away_is_not_waited_for_without_end),
        cmocka_unit_test(after_a_kill_all_have_that_time_to_come_back),
        cmocka_unit_test(without_the_setting_all_are_waited_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
