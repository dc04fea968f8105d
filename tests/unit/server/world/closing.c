/* When a turn closes, what counts then, and what is told in which order. */
#include "tests/unit/server/world/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

enum { TURN_MS = 20000 };

/* The turn that the last command stored. */
static struct record_turn turn_stored(const struct table *table)
{
    struct record_turn turn;
    struct cause cause;
    for (int x = table->entry_count - 1; x >= 0; x--) {
        const struct kept_entry *entry = &table->entries[x];
        if (strcmp(entry->kind, "turn") != 0)
            continue;
        if (record_read_turn((struct slice){entry->body, entry->size}, world_seats(table->machine), &turn,
                             &cause))
            fail_msg("%s", cause.text);
        return turn;
    }
    fail_msg("no turn was stored");
    return (struct record_turn){0};
}

static void assert_open(const struct table *table, int turn, int64_t remaining_ms)
{
    struct wire_clock clock;
    world_tell_clock(table->machine, table->now_ms, &clock);
    assert_int_equal(clock.state, CLOCK_OPEN);
    assert_int_equal(clock.turn, turn);
    assert_true(clock.remaining_ms == remaining_ms);
}

static void all_ready_closes_early(void **state)
{
    (void)state;
    struct table *table = table_playing(3, 5, TURN_MS, 2);
    struct orders orders = table_peace(table, 1);
    assert_true(table_save(table, 1, &orders)->is_accepted);
    table->now_ms += 1000;
    table_ready(table, 0, true);
    table_ready(table, 1, true);
    assert_int_equal(table_stored(table, "turn"), 0);
    assert_open(table, 1, TURN_MS - 1000);
    table_ready(table, 2, true);
    assert_int_equal(table_stored(table, "turn"), 1);
    assert_open(table, 2, TURN_MS);
    struct record_turn turn = turn_stored(table);
    assert_int_equal(turn.source[0], SOURCE_DEFAULT);
    assert_int_equal(turn.source[1], SOURCE_PERSON);
    assert_int_equal(turn.source[2], SOURCE_DEFAULT);
    assert_false(turn.book.given[0]);
    assert_memory_equal(&turn.book.orders[1], &orders, sizeof orders);
    /* flags, orders and revisions begin anew */
    struct wire_situation situation = table_situation(table, 1);
    assert_false(situation.ready);
    assert_false(situation.has_saved);
    assert_int_equal(situation.revision, 0);
    table_close(table);
}

/* Said once, and then the person is away; the bot decides everything else. */
static void stand_by(int32_t of_1, int32_t of_2)
{
    struct table *table = table_playing(3, 5, TURN_MS, 1);
    struct orders orders = table_peace(table, 0);
    orders.answer[1] = of_1;
    orders.answer[2] = of_2;
    assert_true(table_save(table, 0, &orders)->is_accepted);
    for (int turn = 1; turn <= 3; turn++) {
        assert_int_equal(world_turn(table->machine), turn - 1);
        table_wait(table, TURN_MS);
    }
    struct record_turn turn = turn_stored(table);
    assert_int_equal(turn.source[0], SOURCE_BOT);
    assert_int_equal(turn.book.orders[0].answer[1], of_1);
    assert_int_equal(turn.book.orders[0].answer[2], of_2);
    table_close(table);
}

/* The bot plays the very turn for which it was said. */
static void leave_after_saying(void)
{
    struct table *table = table_playing(3, 5, TURN_MS, 1);
    struct orders orders = table_peace(table, 0);
    orders.answer[1] = ANSWER_STAND_ASIDE;
    orders.answer[2] = ANSWER_HONOUR_IF_VICTIM;
    assert_true(table_save(table, 0, &orders)->is_accepted);
    table_do(table, COMMAND_LEAVE, 0);
    table_wait(table, TURN_MS);
    struct record_turn turn = turn_stored(table);
    assert_int_equal(turn.source[0], SOURCE_BOT);
    assert_int_equal(turn.book.orders[0].answer[1], ANSWER_STAND_ASIDE);
    assert_int_equal(turn.book.orders[0].answer[2], ANSWER_HONOUR_IF_VICTIM);
    table_close(table);
}

static void a_bot_stands_by_what_the_person_answers(void **state)
{
    (void)state;
    leave_after_saying();
    stand_by(ANSWER_STAND_ASIDE, ANSWER_HONOUR_IF_VICTIM);
    stand_by(ANSWER_HONOUR_IF_VICTIM, ANSWER_STAND_ASIDE);
    stand_by(-1, ANSWER_HONOUR);
}

static void taking_ready_back_keeps_the_turn_open(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 5, TURN_MS, 2);
    assert_true(table_ready(table, 0, true)->accepted.ready);
    assert_true(table_situation(table, 0).ready);
    assert_true(table_ready(table, 0, true)->accepted.ready); /* absolute: twice is once */
    assert_false(table_ready(table, 0, false)->accepted.ready);
    assert_false(table_situation(table, 0).ready);
    table_ready(table, 1, true);
    assert_int_equal(table_stored(table, "turn"), 0);
    table_ready(table, 0, true);
    assert_int_equal(table_stored(table, "turn"), 1);
    table_close(table);
}

static void the_deadline_closes_the_turn(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 5, TURN_MS, 3);
    table_wait(table, TURN_MS - 1);
    assert_int_equal(table_stored(table, "turn"), 0);
    struct orders orders = table_peace(table, 1);
    assert_true(table_save(table, 1, &orders)->is_accepted);
    table_wait(table, 1);
    assert_int_equal(table_stored(table, "turn"), 1);
    assert_open(table, 2, TURN_MS);
    struct record_turn turn = turn_stored(table);
    assert_int_equal(turn.source[0], SOURCE_DEFAULT);
    assert_int_equal(turn.source[1], SOURCE_PERSON);
    table_close(table);
}

/* The loop was late: what comes in first still counts, and each turn gets its whole time. */
static void a_late_tick_closes_one_turn(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 5, TURN_MS, 9);
    table->now_ms += 100 * TURN_MS;
    struct orders orders = table_peace(table, 0);
    const struct heard *reply = table_save(table, 0, &orders);
    assert_true(reply->is_accepted);
    assert_int_equal(reply->accepted.turn, 1);
    assert_int_equal(table_stored(table, "turn"), 1);
    assert_int_equal(turn_stored(table).source[0], SOURCE_PERSON);
    assert_open(table, 2, TURN_MS);
    table_close(table);
}

static void untimed_turns_wait_for_everybody(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 5, 0, 1);
    assert_open(table, 1, -1);
    assert_true(table->remaining_ms == -1);
    assert_true(world_next_tick_ms(table->machine) == UINT64_MAX);
    table_ready(table, 0, true);
    table_wait(table, (uint64_t)400 * 24 * 3600 * 1000);
    assert_int_equal(table->heard_count, 0);
    table_ready(table, 1, true);
    assert_open(table, 2, -1);
    assert_true(world_next_tick_ms(table->machine) == UINT64_MAX);
    table_close(table);
}

static void a_closed_turn_is_told_after_it_was_stored(void **state)
{
    (void)state;
    struct table *table = table_playing(3, 5, TURN_MS, 2);
    char memory[512];
    struct text text = text_over(memory, sizeof memory);
    table_do(table, COMMAND_DEPART, 1);
    table_ready(table, 0, true);
    table_ready(table, 2, true);
    assert_int_equal(table_stored(table, "turn"), 0);
    table_wait(table, TURN_MS);
    table_story(table, &text);
    assert_string_equal(memory, "turn report0 situation0 clock0 report2 situation2 clock2");
    assert_true(table->remaining_ms == TURN_MS);
    table_close(table);
}

/* Unknown orders become the default in the rules, and the report says whose orders were used. */
static void reports_say_whose_orders_were_used(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 5, TURN_MS, 2);
    struct event_list events;
    struct wire_report report;
    struct orders orders = table_peace(table, 0);
    assert_false(world_tell_report(table->machine, 0, &events, &report));
    table_save(table, 0, &orders);
    table_wait(table, TURN_MS);
    assert_true(world_tell_report(table->machine, 0, &events, &report));
    assert_int_equal(report.turn, 1);
    assert_true(report.your_orders_used);
    assert_true(world_tell_report(table->machine, 1, &events, &report));
    assert_false(report.your_orders_used);
    table_close(table);
}

/* Who saved but was not ready is counted; what was replaced is not. */
static void only_the_last_orders_count(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 5, TURN_MS, 2);
    struct orders first = table_peace(table, 0), last = first;
    first.attack = 1;
    first.belief[1] = 900;
    last.belief[1] = 100;
    assert_int_equal(table_save(table, 0, &first)->accepted.revision, 1);
    assert_int_equal(table_save(table, 0, &last)->accepted.revision, 2);
    table_wait(table, TURN_MS);
    struct record_turn turn = turn_stored(table);
    assert_memory_equal(&turn.book.orders[0], &last, sizeof last); /* as a whole: no attack is left over */
    table_close(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_ready_closes_early),
        cmocka_unit_test(a_bot_stands_by_what_the_person_answers),
        cmocka_unit_test(taking_ready_back_keeps_the_turn_open),
        cmocka_unit_test(the_deadline_closes_the_turn),
        cmocka_unit_test(a_late_tick_closes_one_turn),
        cmocka_unit_test(untimed_turns_wait_for_everybody),
        cmocka_unit_test(a_closed_turn_is_told_after_it_was_stored),
        cmocka_unit_test(reports_say_whose_orders_were_used),
        cmocka_unit_test(only_the_last_orders_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
