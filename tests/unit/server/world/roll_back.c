/* Going back to the start of a turn, and what may not be gone back to. */
#include "tests/unit/server/world/acts.h"
#include "tests/unit/server/world/same.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

static void assert_recovers(const struct table *table)
{
    char memory[256] = "";
    struct text why = text_over(memory, sizeof memory);
    struct world_machine *again = table_rebuild(table, table->entry_count);
    if (!machines_same(table->machine, again, table->now_ms, &why))
        fail_msg("%s", memory);
    world_destroy(again);
}

/* Each seat says in its orders what makes this turn another than the last time. */
static void play_turn(struct table *table, int32_t intel)
{
    for (int seat = 0; seat < world_seats(table->machine); seat++) {
        struct orders orders = table_peace(table, seat);
        orders.budget[LINE_CIVIL] -= intel;
        orders.budget[LINE_INTEL] += intel;
        assert_true(table_save(table, seat, &orders)->is_accepted);
    }
    assert_int_equal(resolve_turn(table, 0), RULING_DONE);
}

static void the_world_is_that_of_the_turn(void **state)
{
    (void)state;
    struct table *table = table_playing(3, 8, TURN_MS, 9);
    struct wire_situation then[6];
    for (int turn = 1; turn <= 5; turn++) {
        then[turn] = table_situation(table, 1);
        play_turn(table, turn % 3);
    }
    for (int to = 5; to >= 1; to -= 2) {
        assert_int_equal(roll_back_to(table, (uint32_t)to), RULING_DONE);
        assert_int_equal(world_turn(table->machine), to - 1);
        struct wire_situation now = table_situation(table, 1);
        assert_memory_equal(&now.view, &then[to].view, sizeof now.view);
        assert_recovers(table);
    }
    assert_int_equal(world_branch(table->machine), 3);
    assert_int_equal(clock_of(table).branch, 3);
    table_close(table);
}

/* As it was told when the turn closed. */
static void the_report_is_that_of_the_turn_before(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 8, TURN_MS, 9);
    struct event_list events[2];
    struct wire_report report;
    play_turn(table, 1);
    assert_true(world_tell_report(table->machine, 1, &events[0], &report));
    assert_true(report.your_orders_used);
    resolve_turn(table, 0); /* nobody gave any */
    assert_true(world_tell_report(table->machine, 1, &events[1], &report));
    assert_false(report.your_orders_used);
    assert_int_equal(roll_back_to(table, 2), RULING_DONE);
    assert_true(world_tell_report(table->machine, 1, &events[1], &report));
    assert_true(report.your_orders_used);
    assert_int_equal(report.turn, 1);
    assert_int_equal(events[0].count, events[1].count);
    assert_memory_equal(events[0].events, events[1].events,
                        (size_t)events[0].count * sizeof events[0].events[0]);
    table_close(table);
}

static void everybody_is_told_anew(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 8, TURN_MS, 9);
    play_turn(table, 1);
    play_turn(table, 1);
    table_do(table, COMMAND_DEPART, 1);
    assert_int_equal(roll_back_to(table, 2), RULING_DONE);
    assert_story(table, "rollback ruled notice0 report0 situation0 clock0");
    assert_int_equal(table->heard[2].notice, NOTICE_ROLLED_BACK);
    assert_int_equal(table_told(table, -1, TELL_PUBLIC), 1);
    assert_int_equal(roll_back_to(table, 1), RULING_DONE);
    assert_story(table, "rollback ruled notice0 situation0 clock0"); /* there is no report before the first */
    table_close(table);
}

static void nothing_is_saved_and_the_time_is_whole(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 8, TURN_MS, 9);
    play_turn(table, 2);
    struct orders orders = table_peace(table, 0);
    assert_true(table_save(table, 0, &orders)->is_accepted);
    assert_true(table_ready(table, 0, true)->is_accepted);
    table_wait(table, TURN_MS - 10);
    assert_int_equal(roll_back_to(table, 2), RULING_DONE); /* the open one */
    struct wire_situation now = table_situation(table, 0);
    assert_false(now.has_saved || now.ready || now.has_stated);
    assert_int_equal(now.revision, 0);
    assert_int_equal(clock_of(table).remaining_ms, TURN_MS);
    assert_int_equal(table->remaining_ms, TURN_MS);
    assert_int_equal(world_turn(table->machine), 1);
    assert_recovers(table);
    table_close(table);
}

static void a_pause_goes_on(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 8, TURN_MS, 9);
    play_turn(table, 2);
    table_wait(table, 5000);
    assert_int_equal(pause_for(table, "a word with all"), RULING_DONE);
    assert_int_equal(roll_back_to(table, 1), RULING_DONE);
    assert_int_equal(clock_of(table).state, CLOCK_PAUSED);
    assert_string_equal(clock_of(table).reason, "a word with all");
    assert_int_equal(clock_of(table).remaining_ms, TURN_MS);
    table_wait(table, 10 * TURN_MS);
    assert_int_equal(world_turn(table->machine), 0);
    assert_recovers(table);
    assert_int_equal(resume(table), RULING_DONE);
    assert_int_equal(clock_of(table).remaining_ms, TURN_MS);
    table_close(table);
}

/* Whoever sends a command again after it was undone is judged like anybody. */
static void undone_commands_are_judged_anew(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 8, TURN_MS, 9);
    play_turn(table, 1);
    struct wire_set_ready ready = {
        .command = table_id(table), .world = table->opening.world, .turn = 2, .ready = true};
    struct command command = {.kind = COMMAND_SET_READY, .seat = 0, .set_ready = &ready};
    table_apply(table, command);
    table_apply(table, command);
    assert_story(table, "accepted"); /* once is enough */
    assert_int_equal(roll_back_to(table, 2), RULING_DONE);
    table_apply(table, command);
    assert_int_equal(table_stored(table, "ready"), 1);
    assert_int_equal(roll_back_to(table, 1), RULING_DONE);
    table_apply(table, command);
    assert_int_equal(table_reply(table)->refusal.code, REFUSAL_STALE_TURN);
    assert_recovers(table);
    table_close(table);
}

static void words_and_who_plays_stay(void **state)
{
    (void)state;
    struct table *table = table_playing(3, 8, TURN_MS, 2);
    struct id left = table_id(table);
    struct wire_send_press press = {
        .command = table_id(table), .world = table->opening.world, .everyone = true, .text = "peace?"};
    struct command say = {.kind = COMMAND_SEND_PRESS, .seat = 0, .send_press = &press};
    table_apply(table, say);
    assert_true(table_leave(table, 2, &left)->is_accepted);
    resolve_turn(table, 0); /* the others miss it */
    assert_int_equal(roll_back_to(table, 1), RULING_DONE);
    assert_true(table_situation(table, 2).bot_holds_seat);
    table_apply(table, say);
    assert_story(table, "accepted"); /* it was said, and is not said twice */
    assert_recovers(table);
    resolve_turn(table, 0); /* the second miss in a row, but for the roll-back */
    assert_false(table_situation(table, 0).bot_holds_seat);
    resolve_turn(table, 0);
    assert_true(table_situation(table, 0).bot_holds_seat);
    table_close(table);
}

static bool is_told(const struct table *table, int seat, enum notice_kind notice)
{
    for (int x = 0; x < table->heard_count; x++)
        if (table->heard[x].kind == EFFECT_TELL && table->heard[x].what == TELL_NOTICE &&
            table->heard[x].seat == seat && table->heard[x].notice == notice)
            return true;
    return false;
}

/* Whoever is there and was too slow in a turn that is undone plays again at once. */
static void misses_that_are_undone_cost_no_seat(void **state)
{
    (void)state;
    struct table *table = table_playing(3, 8, TURN_MS, 1);
    play_turn(table, 1); /* nobody is too slow */
    assert_true(table_ready(table, 0, true)->is_accepted);
    resolve_turn(table, 0); /* the others are */
    assert_false(table_situation(table, 0).bot_holds_seat);
    assert_true(table_situation(table, 1).bot_holds_seat && table_situation(table, 2).bot_holds_seat);
    assert_int_equal(roll_back_to(table, 3), RULING_DONE); /* the open turn: they had lost it before */
    assert_true(table_situation(table, 1).bot_holds_seat);
    assert_false(is_told(table, 1, NOTICE_SEAT_IS_YOURS));
    assert_int_equal(roll_back_to(table, 2), RULING_DONE);
    assert_true(is_told(table, 1, NOTICE_SEAT_IS_YOURS) && !is_told(table, 0, NOTICE_SEAT_IS_YOURS));
    assert_false(table_situation(table, 1).bot_holds_seat);
    assert_true(table_ready(table, 2, true)->is_accepted);
    assert_recovers(table);
    table_close(table);
}

static void who_is_back_has_the_turn_that_opens_anew(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 8, TURN_MS, 2);
    struct id left = table_id(table);
    assert_true(table_leave(table, 1, &left)->is_accepted);
    table_do(table, COMMAND_ARRIVE, 1);
    assert_true(table_situation(table, 1).bot_holds_seat);
    assert_int_equal(roll_back_to(table, 1), RULING_DONE);
    assert_true(is_told(table, 1, NOTICE_SEAT_IS_YOURS));
    assert_false(table_situation(table, 1).bot_holds_seat);
    assert_recovers(table);
    table_close(table);
}

static void those_who_look_on_see_what_counts(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 8, TURN_MS, 9);
    struct wire_public_clock clock;
    struct wire_public_turn told;
    assert_true(table_say(table, 0, 0, "one")->is_accepted);
    play_turn(table, 1);
    assert_true(table_say(table, 0, 0, "two")->is_accepted);
    play_turn(table, 1);
    assert_true(table_say(table, 0, 0, "three")->is_accepted);
    assert_true(world_tell_public_turn(table->machine, 2, &told));
    assert_int_equal(roll_back_to(table, 2), RULING_DONE);
    world_tell_public_clock(table->machine, table->now_ms, &clock);
    assert_int_equal(clock.branch, 1);
    assert_int_equal(clock.shown, 2);
    assert_int_equal(clock.turn, 2);
    assert_int_equal(clock.remaining_ms, TURN_MS);
    assert_false(world_tell_public_turn(table->machine, 2, &told));
    assert_true(world_tell_public_turn(table->machine, 1, &told));
    assert_int_equal(told.press_count, 1);
    assert_true(table_say(table, 1, 0, "again")->is_accepted);
    play_turn(table, 2);
    assert_true(world_tell_public_turn(table->machine, 2, &told));
    assert_int_equal(told.press_count, 1);
    assert_string_equal(told.press[0].text, "again");
    assert_true(world_entry_is_public("rollback") && world_entry_is_public("practice_over"));
    assert_recovers(table);
    table_close(table);
}

static void what_cannot_be_is_ruled_out(void **state)
{
    (void)state;
    struct scenario scenario;
    table_scenario(&scenario, 2, 3);
    struct table *table = table_open(&scenario, TURN_MS, 9);
    assert_int_equal(roll_back_to(table, 1), RULING_LOBBY);
    for (int seat = 0; seat < 2; seat++) {
        table_do(table, COMMAND_TAKE, seat);
        table_do(table, COMMAND_ARRIVE, seat);
    }
    table_do(table, COMMAND_START, 0);
    assert_int_equal(roll_back_to(table, 0), RULING_NO_SUCH_TURN);
    assert_int_equal(roll_back_to(table, 2), RULING_NO_SUCH_TURN);
    play_turn(table, 1);
    assert_int_equal(roll_back_to(table, 3), RULING_NO_SUCH_TURN);
    assert_int_equal(roll_back_to(table, UINT32_MAX), RULING_NO_SUCH_TURN);
    assert_story(table, "ruled");
    play_turn(table, 1);
    play_turn(table, 1);
    assert_true(world_ended(table->machine));
    assert_int_equal(roll_back_to(table, 3), RULING_OVER); /* everybody knows all secrets */
    table_close(table);
}

static void there_is_a_bound(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 8, 0, 9);
    play_turn(table, 1);
    for (int x = 0; x < WORLD_ABANDONED_MAX; x++)
        assert_int_equal(roll_back_to(table, 2), RULING_DONE);
    assert_int_equal(roll_back_to(table, 2), RULING_TOO_MANY);
    assert_int_equal(roll_back_to(table, 1), RULING_TOO_MANY);
    assert_story(table, "ruled");
    assert_recovers(table);
    assert_int_equal(close_for(table, ""), RULING_DONE); /* every world can be ended */
    table_close(table);
}

/* A turn was to close, the process died, and the roll-back came first. */
static void a_turn_that_was_to_close_opens_anew(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 8, TURN_MS, 9);
    play_turn(table, 1);
    play_turn(table, 1);
    while (strcmp(table->entries[table->entry_count - 1].kind, "resolve") != 0)
        free(table->entries[--table->entry_count].body);
    table_kill(table, 7);
    assert_int_equal(world_turn(table->machine), 1);
    assert_int_equal(roll_back_to(table, 2), RULING_DONE);
    assert_int_equal(world_turn(table->machine), 1);
    assert_recovers(table);
    table_close(table);
}

static void the_record_tells_of_it(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 4, 0, 9);
    struct record_summary summary;
    struct world world;
    struct cause cause;
    size_t size;
    for (int turn = 1; turn <= 3; turn++)
        play_turn(table, 1);
    roll_back_to(table, 2);
    roll_back_to(table, 2);
    for (int turn = 2; turn <= 4; turn++)
        play_turn(table, 2);
    assert_true(world_ended(table->machine));
    const char *record = world_record(table->machine, &size);
    if (record_verify((struct slice){record, size}, &summary, &world, &cause))
        fail_msg("%s", cause.text);
    assert_int_equal(summary.turns, 4);
    assert_int_equal(summary.roll_backs, 2);
    table_kill(table, 3);
    size_t again;
    assert_memory_equal(world_record(table->machine, &again),
                        record ? world_record(table->machine, &size) : NULL, size);
    table_close(table);
}

/* An entry that this machine would never have written. */
static void assert_unfit(struct table *table, const char *kind, const char *body)
{
    struct world_machine *machine = table_rebuild(table, table->entry_count);
    struct cause cause = {{0}};
    assert_int_equal(world_recover(machine, kind, slice_of(body), NULL, &cause), STATUS_CORRUPT);
    assert_non_null(strstr(cause.text, "world b0b1b2b3"));
    assert_non_null(strstr(cause.text, "turn 2"));
    world_destroy(machine);
}

static void damaged_entries_are_refused(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 4, 0, 9);
    play_turn(table, 1); /* its act was the first */
    assert_unfit(table, "rollback", "turn=2\nact=2\nto=3\n");
    assert_unfit(table, "rollback", "turn=2\nact=2\nto=0\n");
    assert_unfit(table, "rollback", "turn=3\nact=2\nto=1\n");
    assert_unfit(table, "rollback", "turn=2\nact=3\nto=1\n");
    assert_unfit(table, "rollback", "turn=2\nact=2\n");
    assert_unfit(table, "practice_over", "practice=1\n");
    table_close(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_world_is_that_of_the_turn),
        cmocka_unit_test(the_report_is_that_of_the_turn_before),
        cmocka_unit_test(everybody_is_told_anew),
        cmocka_unit_test(nothing_is_saved_and_the_time_is_whole),
        cmocka_unit_test(a_pause_goes_on),
        cmocka_unit_test(undone_commands_are_judged_anew),
        cmocka_unit_test(words_and_who_plays_stay),
        cmocka_unit_test(misses_that_are_undone_cost_no_seat),
        cmocka_unit_test(who_is_back_has_the_turn_that_opens_anew),
        cmocka_unit_test(those_who_look_on_see_what_counts),
        cmocka_unit_test(what_cannot_be_is_ruled_out),
        cmocka_unit_test(there_is_a_bound),
        cmocka_unit_test(a_turn_that_was_to_close_opens_anew),
        cmocka_unit_test(the_record_tells_of_it),
        cmocka_unit_test(damaged_entries_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
