/* What a seat may be told, and nothing beyond it. */
#include "tests/unit/server/world/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/aids/choices.h"
#include "common/bots/bot.h"

#include <stdlib.h>
#include <string.h>

enum { SEATS = 5 };

/* The machine tells what it will: this is the truth beside it, resolved from the journal. */
struct truth {
    struct world world;
    struct digest hash;
    struct event_list events;
    int32_t answers[SEATS][ACTORS_MAX]; /* of the last orders */
};

static void resolve_last(struct truth *truth, const struct table *table)
{
    const struct kept_entry *entry = &table->entries[table->entry_count - 1];
    struct record_turn turn;
    struct cause cause;
    if (strcmp(entry->kind, "end") == 0)
        entry--;
    assert_string_equal(entry->kind, "turn");
    assert_int_equal(record_read_turn((struct slice){entry->body, entry->size}, SEATS, &turn, &cause),
                     STATUS_OK);
    truth->hash = record_resolve(&truth->world, &turn, &truth->hash, &truth->events);
    assert_memory_equal(&truth->hash, &turn.hash, sizeof turn.hash);
}

/* The report holds exactly the events that the seat may see, in their order, and never who else saw them. */
static int check_report(const struct table *table, const struct truth *truth, int seat)
{
    struct event_list events;
    struct wire_report report;
    int told = 0;
    assert_true(world_tell_report(table->machine, seat, &events, &report));
    assert_int_equal(report.turn, truth->world.turn);
    for (int e = 0; e < truth->events.count; e++) {
        const struct event *event = &truth->events.events[e];
        if (!(event->seen_by >> seat & 1))
            continue;
        assert_true(told < report.events->count);
        const struct event *heard = &report.events->events[told++];
        assert_int_equal(heard->kind, event->kind);
        assert_int_equal(heard->count, event->count);
        assert_memory_equal(heard->numbers, event->numbers, sizeof event->numbers);
        assert_int_equal(heard->seen_by, 1 << seat);
    }
    assert_int_equal(report.events->count, told);
    return told;
}

static void check_situation(const struct table *table, const struct truth *truth, int seat)
{
    struct wire_situation situation = table_situation(table, seat);
    struct view view;
    view_of(&truth->world, seat, &view);
    assert_memory_equal(&situation.view, &view, sizeof view);
    bool orders = truth->world.end == END_RUNNING && view.alive[seat];
    assert_int_equal(situation.has_choices, orders);
    if (!orders)
        return;
    struct choices choices;
    choices_of(&view, truth->answers[seat], &choices);
    assert_memory_equal(&situation.choices, &choices, sizeof choices);
    struct verdicts verdicts = orders_check(&view, &situation.choices.usual);
    assert_true(verdicts_ok(&verdicts));
}

static void play_turn(struct table *table, struct truth *truth, uint64_t seed)
{
    for (int seat = 0; seat < SEATS; seat++) {
        struct wire_situation situation = table_situation(table, seat);
        struct orders orders;
        if (!situation.view.alive[seat])
            continue;
        bot_find(slice_of("random_legal"))->play(&situation.view, (struct siphash_key){seed, 9}, &orders);
        assert_true(table_save(table, seat, &orders)->is_accepted);
        memcpy(truth->answers[seat], orders.answer, sizeof orders.answer);
    }
    int turn = world_turn(table->machine);
    for (int seat = 0; seat < SEATS && world_turn(table->machine) == turn; seat++)
        if (table_situation(table, seat).view.alive[seat])
            table_ready(table, seat, true);
    assert_int_equal(world_turn(table->machine), turn + 1);
}

static void seats_hear_what_they_may_and_nothing_else(void **state)
{
    (void)state;
    int hidden = 0;
    for (uint64_t seed = 1; seed <= 4; seed++) {
        struct table *table = table_playing(SEATS, 10, 0, 2);
        struct truth *truth = malloc(sizeof *truth);
        assert_non_null(truth);
        record_begin(&table->opening, &truth->world);
        truth->hash = record_opening_hash(&table->opening);
        while (!world_ended(table->machine)) {
            play_turn(table, truth, seed);
            resolve_last(truth, table);
            for (int seat = 0; seat < SEATS; seat++) {
                hidden += truth->events.count - check_report(table, truth, seat);
                check_situation(table, truth, seat);
            }
        }
        free(truth);
        table_close(table);
    }
    print_message("%d events kept from seats\n", hidden);
    assert_in_range(hidden, 100, 1000000);
}

/* What one seat does in an open turn is no other seat's business. */
static void open_turns_are_private(void **state)
{
    (void)state;
    struct table *table = table_playing(3, 5, 60000, 2);
    struct wire_situation before = table_situation(table, 2), after;
    struct orders orders = table_peace(table, 0);
    orders.attack = 2;
    table_save(table, 0, &orders);
    assert_int_equal(table_told(table, -1, TELL_CLOCK), 0);
    table_say(table, 0, 1 << 1, "we attack at dawn");
    assert_int_equal(table_told(table, 2, TELL_PRESS), 0);
    table_ready(table, 0, true);
    assert_int_equal(table_told(table, 2, TELL_CLOCK), 1); /* how many are ready is public */
    after = table_situation(table, 2);
    assert_memory_equal(&after, &before, sizeof before);
    table_close(table);
}

/* The saved orders are told to their seat alone, and exactly. */
static void situations_hold_what_the_seat_saved(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 5, 60000, 2);
    struct orders orders = table_peace(table, 0);
    orders.belief[1] = 123;
    table_save(table, 0, &orders);
    table_ready(table, 0, true);
    struct wire_situation mine = table_situation(table, 0), theirs = table_situation(table, 1);
    assert_memory_equal(&mine.saved, &orders, sizeof orders);
    assert_true(mine.ready && mine.has_saved && !mine.has_stated);
    assert_true(!theirs.ready && !theirs.has_saved && theirs.revision == 0);
    struct orders nothing;
    memset(&nothing, 0, sizeof nothing);
    assert_memory_equal(&theirs.saved, &nothing, sizeof nothing);
    table_close(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(seats_hear_what_they_may_and_nothing_else),
        cmocka_unit_test(open_turns_are_private),
        cmocka_unit_test(situations_hold_what_the_seat_saved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
