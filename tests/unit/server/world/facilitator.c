/* Pausing, moving the clock and closing a turn by hand. */
#include "tests/unit/server/world/acts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

static const struct kept_entry *last_entry(const struct table *table)
{
    return &table->entries[table->entry_count - 1];
}

/* Everything that a pause promises, in a world with a clock or without. */
static void nothing_closes_while_paused(int64_t turn_ms)
{
    struct table *table = table_playing(2, 5, turn_ms, 1);
    int64_t left = turn_ms ? turn_ms - 1000 : -1;
    table_wait(table, 1000);
    assert_int_equal(pause_for(table, "fire drill"), RULING_DONE);
    assert_story(table, "pause ruled clock0 clock1");
    assert_true(world_next_tick_ms(table->machine) == UINT64_MAX);
    table_wait(table, 10 * TURN_MS);
    assert_int_equal(table->heard_count, 0);
    struct orders orders = table_peace(table, 0);
    assert_true(table_save(table, 0, &orders)->is_accepted);
    assert_true(table_say(table, 0, 0, "what is burning?")->is_accepted);
    assert_true(table_ready(table, 0, true)->is_accepted);
    assert_true(table_ready(table, 1, true)->is_accepted);
    assert_int_equal(world_turn(table->machine), 0);
    assert_true(world_next_tick_ms(table->machine) == UINT64_MAX); /* nobody spins meanwhile */
    struct wire_clock clock = clock_of(table);
    assert_int_equal(clock.state, CLOCK_PAUSED);
    assert_string_equal(clock.reason, "fire drill");
    assert_true(clock.remaining_ms == left && table->remaining_ms == left);
    assert_int_equal(resume(table), RULING_DONE);
    assert_int_equal(world_turn(table->machine), 1); /* both had been ready for long */
    table_close(table);
}

static void nothing_closes_by_itself_while_paused(void **state)
{
    (void)state;
    nothing_closes_while_paused(TURN_MS);
    nothing_closes_while_paused(0);
}

static void the_clock_goes_on_with_what_was_left(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 5, TURN_MS, 9);
    table->now_ms += 20000;
    pause_for(table, "");
    table->now_ms += 500000;
    assert_int_equal(resume(table), RULING_DONE);
    assert_story(table, "resume ruled clock0 clock1");
    assert_int_equal(clock_of(table).state, CLOCK_OPEN);
    assert_string_equal(clock_of(table).reason, "");
    assert_true(clock_of(table).remaining_ms == TURN_MS - 20000);
    table_wait(table, TURN_MS - 20001);
    assert_int_equal(world_turn(table->machine), 0);
    table_wait(table, 1);
    assert_int_equal(world_turn(table->machine), 1);
    table_close(table);
}

/* The deadline came, but a pause came before anybody looked. */
static void a_pause_at_the_last_moment_counts(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 5, TURN_MS, 9);
    table->now_ms += TURN_MS;
    pause_for(table, "");
    assert_int_equal(world_turn(table->machine), 0);
    assert_true(clock_of(table).remaining_ms == 0);
    resume(table);
    assert_int_equal(world_turn(table->machine), 1);
    table_close(table);
}

static void a_kill_leaves_it_paused(void **state)
{
    (void)state;
    struct table *table = table_playing(3, 5, TURN_MS, 9);
    table_wait(table, 7000);
    pause_for(table, "simulacro de incendio: ñandú");
    assert_non_null(last_entry(table)->text);
    assert_null(strstr(last_entry(table)->body, "incendio")); /* words can be erased, entries cannot */
    table_kill(table, 3600000);
    struct wire_clock clock = clock_of(table);
    assert_int_equal(clock.state, CLOCK_PAUSED);
    assert_string_equal(clock.reason, "simulacro de incendio: ñandú");
    assert_true(clock.remaining_ms == TURN_MS - 7000);
    assert_true(world_next_tick_ms(table->machine) == UINT64_MAX);
    assert_int_equal(pause_for(table, "another"), RULING_ALREADY);
    assert_int_equal(table_stored(table, NULL), 0);
    assert_string_equal(clock_of(table).reason, "simulacro de incendio: ñandú");
    assert_int_equal(resume(table), RULING_DONE);
    assert_true(clock_of(table).remaining_ms == TURN_MS - 7000);
    table_close(table);
}

static void an_erased_reason_is_simply_gone(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 5, 0, 9);
    pause_for(table, "because of Ann");
    free(table->entries[table->entry_count - 1].text);
    table->entries[table->entry_count - 1].text = NULL;
    struct world_machine *machine = world_recovering(&table->settings);
    for (int x = 0; x < table->entry_count; x++) {
        struct cause cause;
        struct slice body = {table->entries[x].body, table->entries[x].size};
        assert_int_equal(world_recover(machine, table->entries[x].kind, body, NULL, &cause), STATUS_OK);
    }
    assert_true(world_paused(machine));
    struct wire_clock clock;
    world_tell_clock(machine, table->now_ms, &clock);
    assert_string_equal(clock.reason, "");
    world_destroy(machine);
    table_close(table);
}

/* ---- extend */

static void time_is_added_and_taken(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 5, TURN_MS, 9);
    table->now_ms += 10000;
    assert_int_equal(extend_by(table, 30000, 0), RULING_DONE);
    assert_story(table, "extend ruled notice0 notice1 clock0 clock1");
    assert_int_equal(table->heard[2].notice, NOTICE_EXTENDED);
    assert_true(clock_of(table).remaining_ms == TURN_MS + 20000);
    assert_int_equal(extend_by(table, -20000, 1), RULING_DONE);
    assert_int_equal(table->heard[2].notice, NOTICE_SHORTENED);
    assert_true(clock_of(table).remaining_ms == TURN_MS);
    table_kill(table, 12345);
    assert_true(clock_of(table).remaining_ms == TURN_MS);
    assert_int_equal(extend_by(table, 5, 2), RULING_OTHER_TURN);
    assert_int_equal(extend_by(table, WORLD_TURN_MS_MAX, 0), RULING_TOO_LONG);
    assert_int_equal(table_stored(table, NULL), 0);
    assert_int_equal(extend_by(table, WORLD_TURN_MS_MAX - TURN_MS, 0), RULING_DONE);
    table_close(table);
}

static void taking_all_is_now(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 5, TURN_MS, 9);
    assert_int_equal(extend_by(table, -WIRE_EXTEND_MS_MAX, 0), RULING_DONE);
    assert_int_equal(world_turn(table->machine), 1);
    assert_true(clock_of(table).remaining_ms == TURN_MS); /* the next one has all its time */
    table_close(table);
}

static void a_paused_clock_can_be_moved(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 5, TURN_MS, 9);
    pause_for(table, "");
    assert_int_equal(extend_by(table, -TURN_MS - 5, 0), RULING_DONE);
    assert_int_equal(world_turn(table->machine), 0);
    assert_true(clock_of(table).remaining_ms == 0);
    assert_int_equal(extend_by(table, 5000, 0), RULING_DONE);
    table_kill(table, 99);
    assert_true(clock_of(table).remaining_ms == 5000);
    resume(table);
    table_wait(table, 5000);
    assert_int_equal(world_turn(table->machine), 1);
    table_close(table);
}

static void without_a_limit_there_is_nothing_to_move(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 5, 0, 9);
    assert_int_equal(extend_by(table, 1000, 0), RULING_NO_LIMIT);
    assert_int_equal(table_stored(table, NULL), 0);
    table_close(table);
}

/* ---- resolve */

static void a_turn_closes_with_what_is_saved(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 5, 0, 9);
    struct orders orders = table_peace(table, 0);
    table_save(table, 0, &orders);
    table_ready(table, 0, true);
    assert_int_equal(resolve_turn(table, 1), RULING_DONE);
    assert_story(table,
                 "resolve ruled notice0 notice1 turn report0 situation0 clock0 report1 situation1 clock1");
    assert_int_equal(table->heard[2].notice, NOTICE_RESOLVED);
    assert_int_equal(world_turn(table->machine), 1);
    struct event_list events;
    struct wire_report report;
    assert_true(world_tell_report(table->machine, 0, &events, &report) && report.your_orders_used);
    assert_true(world_tell_report(table->machine, 1, &events, &report) && !report.your_orders_used);
    struct wire_exercise_seat seat;
    world_tell_seat(table->machine, 1, &seat);
    assert_int_equal(seat.misses, 1);
    assert_int_equal(resolve_turn(table, 1), RULING_ALREADY); /* said twice, done once */
    assert_int_equal(table_stored(table, NULL), 0);
    assert_int_equal(resolve_turn(table, 3), RULING_OTHER_TURN);
    assert_int_equal(world_turn(table->machine), 1);
    table_close(table);
}

static void a_pause_outlasts_a_turn_closed_by_hand(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 3, TURN_MS, 9);
    table->now_ms += 1000;
    pause_for(table, "talk");
    assert_int_equal(resolve_turn(table, 0), RULING_DONE);
    assert_int_equal(world_turn(table->machine), 1);
    assert_int_equal(clock_of(table).state, CLOCK_PAUSED);
    assert_true(clock_of(table).remaining_ms == TURN_MS);
    table_kill(table, 10);
    assert_string_equal(clock_of(table).reason, "talk");
    resolve_turn(table, 0);
    resolve_turn(table, 0);
    assert_int_equal(clock_of(table).state, CLOCK_ENDED); /* by its rules: no pause is left */
    assert_false(world_paused(table->machine));
    assert_int_equal(world_end(table->machine), END_TIME);
    assert_string_equal(clock_of(table).reason, "");
    table_close(table);
}

/* The process dies between the two entries: what was decided is done in the next life. */
static void a_kill_within_resolving_resolves(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 5, TURN_MS, 9);
    resolve_turn(table, 0);
    int turn_entry = table->entry_count - 1;
    assert_string_equal(table->entries[turn_entry].kind, "turn");
    free(table->entries[turn_entry].body);
    table->entry_count--;
    table->remaining_ms = table->entries[turn_entry - 1].remaining_ms;
    table_kill(table, 777);
    assert_int_equal(world_turn(table->machine), 0);
    assert_int_equal(world_next_tick_ms(table->machine), 0);
    table_wait(table, 0);
    assert_int_equal(world_turn(table->machine), 1);
    assert_int_equal(table_stored(table, "turn"), 1);
    table_close(table);
}

/* ---- what does not change */

/* The same game with every act that leaves turns alone and without: the same record to the letter. */
static char *record_of_game(bool steered)
{
    struct table *table = table_playing(3, 4, TURN_MS, 9);
    for (int turn = 0; turn < 4; turn++) {
        if (steered) {
            pause_for(table, "x");
            extend_by(table, 5000 * turn, 0);
        }
        for (int seat = 0; seat < 3; seat++) {
            struct orders orders = table_peace(table, seat);
            table_save(table, seat, &orders);
        }
        if (steered)
            resume(table);
        if (steered)
            resolve_turn(table, 0);
        else
            table_wait(table, TURN_MS);
    }
    size_t size;
    const char *record = world_record(table->machine, &size);
    assert_non_null(record);
    char *copy = malloc(size + 1);
    assert_non_null(copy);
    memcpy(copy, record, size);
    copy[size] = '\0';
    table_close(table);
    return copy;
}

static void the_dice_do_not_hear_of_it(void **state)
{
    (void)state;
    char *quiet = record_of_game(false), *steered = record_of_game(true);
    assert_string_equal(quiet, steered);
    free(quiet);
    free(steered);
}

static void entries_that_do_not_fit_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *kind, *body;
    } bad[] = {
        {"pause", "turn=1\nact=1\n"}, /* no text */
        {"pause", "turn=2\nact=1\ntext=00000000000000000000000000000000\n"},
        {"pause", "turn=1\nact=2\ntext=00000000000000000000000000000000\n"},
        {"pause", "turn=1\nact=1\ntext=00000000000000000000000000000000\nmore=1\n"},
        {"resume", "turn=1\nact=1\n"}, /* it runs */
        {"extend", "turn=1\nact=1\nms=604800001\n"},
        {"extend", "turn=1\nact=1\n"},
        {"resolve", "turn=1\nact=0\n"},
        {"close", ""},
    };
    struct table *table = table_playing(2, 5, TURN_MS, 9);
    for (size_t x = 0; x < sizeof bad / sizeof bad[0]; x++) {
        struct world_machine *machine = table_rebuild(table, table->entry_count);
        struct cause cause = {{0}};
        assert_int_equal(world_recover(machine, bad[x].kind, slice_of(bad[x].body), NULL, &cause),
                         STATUS_CORRUPT);
        if (!strstr(cause.text, bad[x].kind))
            fail_msg("%s: %s", bad[x].kind, cause.text);
        world_destroy(machine);
    }
    table_close(table);
}

/* How a seat stands, as whoever runs the exercise is told. */
static void seats_are_told_of(void **state)
{
    (void)state;
    struct table *table = table_playing(3, 5, 0, 1);
    struct orders orders = table_peace(table, 0);
    struct wire_exercise_seat seat;
    orders.belief[1] = 700;
    table_save(table, 0, &orders);
    table_save(table, 0, &orders);
    table_ready(table, 0, true);
    world_tell_seat(table->machine, 0, &seat);
    assert_int_equal(seat.revision, 2);
    assert_true(seat.alive && seat.stated && seat.ready && !seat.bot && !seat.returning);
    world_tell_seat(table->machine, 1, &seat);
    assert_true(seat.revision == 0 && !seat.stated && !seat.ready && seat.misses == 0);
    resolve_turn(table, 0);
    world_tell_seat(table->machine, 1, &seat);
    assert_true(seat.bot && seat.misses == 1);
    world_tell_seat(table->machine, 0, &seat);
    assert_true(seat.revision == 0 && !seat.stated && !seat.ready && seat.misses == 0);
    table_close(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_closes_by_itself_while_paused),
        cmocka_unit_test(the_clock_goes_on_with_what_was_left),
        cmocka_unit_test(a_pause_at_the_last_moment_counts),
        cmocka_unit_test(a_kill_leaves_it_paused),
        cmocka_unit_test(an_erased_reason_is_simply_gone),
        cmocka_unit_test(time_is_added_and_taken),
        cmocka_unit_test(taking_all_is_now),
        cmocka_unit_test(a_paused_clock_can_be_moved),
        cmocka_unit_test(without_a_limit_there_is_nothing_to_move),
        cmocka_unit_test(a_turn_closes_with_what_is_saved),
        cmocka_unit_test(a_pause_outlasts_a_turn_closed_by_hand),
        cmocka_unit_test(a_kill_within_resolving_resolves),
        cmocka_unit_test(the_dice_do_not_hear_of_it),
        cmocka_unit_test(entries_that_do_not_fit_are_refused),
        cmocka_unit_test(seats_are_told_of),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
