/* The clock: what is stored of it and when, and that downtime costs nobody anything. */
#include "tests/unit/server/world/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

enum { TURN_MS = 5000 };

static int64_t remaining(const struct table *table)
{
    struct wire_clock clock;
    world_tell_clock(table->machine, table->now_ms, &clock);
    return clock.remaining_ms;
}

static const struct heard *clock_kept(const struct table *table)
{
    for (int x = 0; x < table->heard_count; x++)
        if (table->heard[x].kind == EFFECT_CLOCK)
            return &table->heard[x];
    return NULL;
}

/* After each start in 50 ms, then 100, 200 ... and at least every two seconds. */
static void assert_cadence(struct table *table, int64_t start_ms)
{
    static const uint64_t steps[] = {50, 100, 200, 400, 800, 1600, 2000, 2000, 2000};
    int64_t left = start_ms;
    for (size_t x = 0; x < sizeof steps / sizeof steps[0]; x++) {
        assert_true(world_next_tick_ms(table->machine) == table->now_ms + steps[x]);
        table_wait(table, steps[x] - 1);
        assert_null(clock_kept(table));
        table_wait(table, 1);
        left -= (int64_t)steps[x];
        assert_non_null(clock_kept(table));
        assert_true(clock_kept(table)->remaining_ms == left);
        assert_int_equal(table->heard_count, 1);
    }
}

static void the_clock_is_stored_ever_more_seldom(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 5, 60000, 2);
    assert_cadence(table, 60000);
    table_ready(table, 0, true);
    table_ready(table, 1, true);
    assert_cadence(table, 60000); /* each turn begins anew */
    int64_t left = table->remaining_ms;
    table_kill(table, 123456);
    assert_cadence(table, left); /* and so does each process */
    table_close(table);
}

static void every_entry_carries_the_clock(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 5, 60000, 2);
    struct orders orders = table_peace(table, 0);
    struct id id = table_id(table);
    table->now_ms += 10;
    table_save(table, 0, &orders);
    assert_true(table->remaining_ms == 59990);
    table->now_ms += 10;
    table_ready(table, 0, true);
    assert_true(table->remaining_ms == 59980);
    table->now_ms += 10;
    table_say(table, 0, 0, "tick");
    assert_true(table->remaining_ms == 59970);
    table->now_ms += 10;
    table_leave(table, 0, &id);
    assert_true(table->remaining_ms == 59960);
    table_close(table);
}

static void the_next_tick_is_the_closing_when_that_is_sooner(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 5, 20, 2);
    uint64_t start_ms = table->now_ms;
    assert_true(world_next_tick_ms(table->machine) == start_ms + 20);
    table_close(table);
}

static void downtime_costs_nobody_anything(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 5, 60000, 2);
    table_wait(table, 50);
    table_wait(table, 100);
    assert_true(table->remaining_ms == 59850);
    table->now_ms += 75; /* not stored any more */
    table_kill(table, (uint64_t)30 * 24 * 3600 * 1000);
    assert_true(remaining(table) == 59850); /* at most two seconds are given back */
    table_wait(table, 1000);
    assert_true(remaining(table) == 58850);
    table_close(table);
}

static void an_untimed_world_recovers_untimed(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 5, 0, 2);
    table_kill(table, 1000);
    assert_true(remaining(table) == -1);
    assert_true(world_next_tick_ms(table->machine) == UINT64_MAX);
    table_close(table);
}

/* Turns end under endless kills. Each life ticks when it is asked to. */
static void die_every(uint64_t life_ms, int kills_max)
{
    struct table *table = table_playing(2, 5, TURN_MS, 9);
    int kills = 0;
    while (world_turn(table->machine) == 0) {
        uint64_t death_ms = table->now_ms + life_ms;
        while (world_next_tick_ms(table->machine) < death_ms && world_turn(table->machine) == 0) {
            uint64_t next_ms = world_next_tick_ms(table->machine);
            table_wait(table, next_ms > table->now_ms ? next_ms - table->now_ms : 0);
        }
        table->now_ms = death_ms;
        if (world_turn(table->machine) == 0 && ++kills > kills_max) {
            print_message("%d ms left after %d kills\n", (int)table->remaining_ms, kills);
            fail_msg("with a kill every %d ms a turn of %d ms does not end", (int)life_ms, TURN_MS);
        }
        table_kill(table, 777);
    }
    table_close(table);
}

static void turns_end_with_a_kill_every_second(void **state)
{
    (void)state;
    die_every(1000, 10);
}

static void turns_end_with_a_kill_every_300_ms(void **state)
{
    (void)state;
    die_every(300, 60);
}

static void turns_end_with_a_kill_every_120_ms(void **state)
{
    (void)state;
    die_every(120, 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_clock_is_stored_ever_more_seldom),
        cmocka_unit_test(every_entry_carries_the_clock),
        cmocka_unit_test(the_next_tick_is_the_closing_when_that_is_sooner),
        cmocka_unit_test(downtime_costs_nobody_anything),
        cmocka_unit_test(an_untimed_world_recovers_untimed),
        cmocka_unit_test(turns_end_with_a_kill_every_second),
        cmocka_unit_test(turns_end_with_a_kill_every_300_ms),
        cmocka_unit_test(turns_end_with_a_kill_every_120_ms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
