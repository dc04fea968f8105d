/* A first turn that does not count. */
#include "tests/unit/server/world/acts.h"
#include "tests/unit/server/world/same.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

static struct table *practising(int turns, int64_t turn_ms)
{
    struct scenario scenario;
    table_scenario(&scenario, 2, turns);
    struct table *table = table_open(&scenario, turn_ms, 9);
    table->settings.practice_turns = 1;
    table_kill(table, 0); /* the same lobby with these settings */
    for (int seat = 0; seat < 2; seat++) {
        table_do(table, COMMAND_TAKE, seat);
        table_do(table, COMMAND_ARRIVE, seat);
    }
    assert_false(clock_of(table).practice);
    table_do(table, COMMAND_START, 0);
    return table;
}

static void close_turn(struct table *table)
{
    for (int seat = 0; seat < 2; seat++) {
        struct orders orders = table_peace(table, seat);
        assert_true(table_save(table, seat, &orders)->is_accepted);
    }
    assert_true(table_ready(table, 0, true)->is_accepted);
    assert_true(table_ready(table, 1, true)->is_accepted);
}

static void verify(const struct table *table, int turns, int end)
{
    struct record_summary summary;
    struct world world;
    struct cause cause = {{0}};
    size_t size;
    const char *record = world_record(table->machine, &size);
    assert_non_null(record);
    if (record_verify((struct slice){record, size}, &summary, &world, &cause))
        fail_msg("%s", cause.text);
    assert_int_equal(summary.turns, turns);
    assert_int_equal(summary.end, end);
    assert_int_equal(summary.roll_backs, 0);
}

static void it_is_told_and_undone(void **state)
{
    (void)state;
    struct table *table = practising(3, TURN_MS);
    struct wire_situation before = table_situation(table, 0);
    assert_true(world_practising(table->machine) && clock_of(table).practice);
    table->now_ms += 1000;
    close_turn(table);
    assert_story(table,
                 "ready accepted clock0 clock1 turn report0 report1 practice_over notice0 situation0 clock0 "
                 "notice1 situation1 clock1");
    assert_int_equal(table->heard[8].notice, NOTICE_PRACTICE_OVER);
    assert_int_equal(table_told(table, -1, TELL_PUBLIC), 1);
    struct wire_situation after = table_situation(table, 0);
    assert_memory_equal(&after.view, &before.view, sizeof after.view);
    assert_false(after.has_saved || after.ready);
    struct wire_clock clock = clock_of(table);
    assert_false(clock.practice || world_practising(table->machine));
    assert_int_equal(clock.turn, 1);
    assert_int_equal(clock.branch, 1);
    assert_int_equal(clock.remaining_ms, TURN_MS);
    for (int turn = 1; turn <= 3; turn++) {
        assert_int_equal(world_turn(table->machine), turn - 1);
        close_turn(table);
        assert_int_equal(table_stored(table, "practice_over"), 0);
    }
    assert_true(world_ended(table->machine));
    verify(table, 3, END_TIME);
    table_close(table);
}

/* A roll-back to the first turn is no second practice. */
static void it_comes_once(void **state)
{
    (void)state;
    struct table *table = practising(3, TURN_MS);
    assert_int_equal(roll_back_to(table, 1), RULING_DONE); /* practice opens anew */
    assert_true(world_practising(table->machine));
    close_turn(table);
    assert_int_equal(table_stored(table, "practice_over"), 1);
    close_turn(table);
    assert_int_equal(roll_back_to(table, 1), RULING_DONE);
    assert_false(world_practising(table->machine));
    close_turn(table);
    assert_int_equal(world_turn(table->machine), 1);
    assert_int_equal(world_branch(table->machine), 3);
    table_close(table);
}

/* A kill between the two entries: whatever comes next finds the first turn open. */
static void a_kill_in_between_loses_nothing(void **state)
{
    (void)state;
    for (int way = 0; way < 4; way++) {
        struct table *table = practising(3, TURN_MS);
        close_turn(table);
        assert_string_equal(table->entries[table->entry_count - 1].kind, "practice_over");
        free(table->entries[--table->entry_count].body);
        table_kill(table, 5000);
        assert_int_equal(world_turn(table->machine), 1);
        assert_int_equal(world_next_tick_ms(table->machine), 0);
        if (way == 0)
            table_wait(table, 1);
        else if (way == 1)
            table_do(table, COMMAND_ARRIVE, 1);
        else if (way == 2)
            assert_int_equal(roll_back_to(table, 2), RULING_NO_SUCH_TURN);
        else
            assert_int_equal(close_for(table, "the bell"), RULING_DONE);
        assert_int_equal(table_stored(table, "practice_over"), 1);
        assert_int_equal(world_turn(table->machine), 0);
        if (way == 3)
            verify(table, 0, RECORD_CLOSED);
        table_close(table);
    }
}

static void nothing_follows_practice_but_its_end(void **state)
{
    (void)state;
    struct table *table = practising(3, 0);
    close_turn(table);
    struct world_machine *machine = table_rebuild(table, table->entry_count - 1);
    struct cause cause;
    assert_int_equal(world_recover(machine, "pause",
                                   slice_of("turn=2\nact=1\ntext=00000000000000000000000000000000\n"), NULL,
                                   &cause),
                     STATUS_CORRUPT);
    assert_non_null(strstr(cause.text, "not undone"));
    world_destroy(machine);
    table_close(table);
}

/* A world of one turn is practised and then played. */
static void it_may_end_nothing(void **state)
{
    (void)state;
    struct table *table = practising(1, 0);
    close_turn(table);
    assert_false(world_ended(table->machine));
    assert_int_equal(world_end(table->machine), END_RUNNING);
    assert_int_equal(table_told(table, -1, TELL_ENDED), 0);
    close_turn(table);
    assert_true(world_ended(table->machine));
    verify(table, 1, END_TIME);
    table_kill(table, 9);
    verify(table, 1, END_TIME);
    table_close(table);
}

static void closed_in_practice_it_ends(void **state)
{
    (void)state;
    struct table *table = practising(3, 0);
    assert_int_equal(close_for(table, ""), RULING_DONE);
    assert_true(world_ended(table->machine));
    assert_false(world_practising(table->machine));
    verify(table, 0, RECORD_CLOSED);
    table_close(table);
}

/* Practice and the first turn that counts have one number: an act that names one never does it to the other.
 */
static enum ruling resolve_named(struct table *table, uint32_t turn, bool practice)
{
    return table_act(table, COMMAND_RESOLVE, (struct wire_exercise_act){.turn = turn, .practice = practice});
}

static enum ruling extend_named(struct table *table, uint32_t turn, bool practice)
{
    return table_act(table, COMMAND_EXTEND,
                     (struct wire_exercise_act){.ms = 1000, .turn = turn, .practice = practice});
}

static void it_is_named_apart_from_the_first_that_counts(void **state)
{
    (void)state;
    struct table *table = practising(3, TURN_MS);
    assert_int_equal(resolve_named(table, 1, false), RULING_PRACTISES);
    assert_int_equal(extend_named(table, 1, false), RULING_PRACTISES);
    assert_int_equal(resolve_named(table, 2, true), RULING_OTHER_TURN);
    assert_true(world_practising(table->machine));
    assert_int_equal(extend_named(table, 1, true), RULING_DONE);
    assert_int_equal(extend_named(table, 0, true), RULING_DONE);
    assert_int_equal(resolve_named(table, 1, true), RULING_DONE);
    assert_false(world_practising(table->machine));
    assert_int_equal(resolve_named(table, 1, true), RULING_ALREADY); /* said twice, done once */
    assert_int_equal(resolve_named(table, 0, true), RULING_ALREADY);
    assert_int_equal(extend_named(table, 1, true), RULING_OTHER_TURN);
    assert_int_equal(world_turn(table->machine), 0);
    assert_int_equal(extend_named(table, 1, false), RULING_DONE);
    assert_int_equal(resolve_named(table, 1, false), RULING_DONE);
    assert_int_equal(world_turn(table->machine), 1);
    assert_int_equal(resolve_named(table, 0, true), RULING_ALREADY);
    table_close(table);
    table = table_playing(2, 3, TURN_MS, 9); /* where there is no practice */
    assert_int_equal(resolve_named(table, 1, true), RULING_OTHER_TURN);
    assert_int_equal(resolve_named(table, 0, true), RULING_OTHER_TURN);
    table_close(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_told_and_undone),
        cmocka_unit_test(it_is_named_apart_from_the_first_that_counts),
        cmocka_unit_test(it_comes_once),
        cmocka_unit_test(a_kill_in_between_loses_nothing),
        cmocka_unit_test(nothing_follows_practice_but_its_end),
        cmocka_unit_test(it_may_end_nothing),
        cmocka_unit_test(closed_in_practice_it_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
