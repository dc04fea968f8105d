/* What whoever runs the exercise is told of a world, and what players are told of its bots and of its end. */
#include "tests/unit/server/world/acts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

static struct wire_exercise_world monitor(const struct table *table)
{
    struct wire_exercise_world told = {.name = "B", .owner = 3, .conditions = "noise=0"};
    world_tell_monitor(table->machine, table->now_ms, &told);
    return told;
}

static void a_world_at_a_glance(void **state)
{
    (void)state;
    struct table *table = table_playing(3, 20, TURN_MS, 9);
    struct wire_exercise_world told = monitor(table);
    assert_string_equal(told.name, "B"); /* what is the caller's stays */
    assert_int_equal(told.owner, 3);
    assert_string_equal(told.conditions, "noise=0");
    assert_true(id_equal(&told.world, world_id(table->machine)));
    assert_int_equal(told.seat_count, 3);
    assert_int_equal(told.tension, 0);
    assert_int_equal(told.sign_count, 0);
    assert_int_equal(told.end, END_RUNNING);
    assert_int_equal(told.clock.turn, 1);
    struct orders orders = table_peace(table, 1);
    table_save(table, 1, &orders);
    assert_int_equal(monitor(table).seats[1].revision, 1);
    assert_string_equal(monitor(table).seats[1].state, world_state_name(table->machine, 1));
    assert_int_equal(monitor(table).seats[1].percent, 100);
    resolve_turn(table, 0);
    assert_in_range(monitor(table).tension, 1, 6);
    assert_int_equal(monitor(table).tension, world_tension(table->machine));
    close_for(table, "");
    assert_int_equal(monitor(table).end, RECORD_CLOSED);
    table_close(table);
}

static void signs_of_war(void **state)
{
    (void)state;
    struct table *table = table_playing(3, 20, TURN_MS, 9);
    struct orders orders = table_peace(table, 0);
    orders.attack = 2;
    assert_true(table_save(table, 0, &orders)->is_accepted);
    resolve_turn(table, 0);
    struct wire_exercise_world told = monitor(table);
    assert_in_range(told.tension, 5, 6);
    assert_int_equal(told.signs[0].kind, SIGN_WAR);
    assert_int_equal(told.signs[0].states, 1 << 0 | 1 << 2);
    uint32_t tension = told.tension;
    table_kill(table, 0);
    assert_int_equal(monitor(table).tension, tension);
    assert_int_equal(monitor(table).sign_count, told.sign_count);
    table_close(table);
}

/* A state that arms, then attacks: every roll-back brings back what was seen then. */
static void signs_go_back_with_their_world(void **state)
{
    (void)state;
    struct table *table = table_playing(3, 20, TURN_MS, 99);
    struct wire_exercise_world after[7];
    after[0] = monitor(table);
    for (int turn = 1; turn <= 6; turn++) {
        for (int seat = 0; seat < 3; seat++) {
            struct orders orders = table_peace(table, seat);
            if (turn < 6) {
                orders.budget[LINE_STRIKE] = orders.budget[LINE_CIVIL];
                orders.budget[LINE_CIVIL] = 0;
            } else if (seat == 0) {
                orders.attack = 1;
            }
            table_save(table, seat, &orders);
        }
        resolve_turn(table, 0);
        after[turn] = monitor(table);
    }
    assert_true(after[6].sign_count > 0 && after[6].tension > after[5].tension);
    for (int turn = 5; turn >= 0; turn--) {
        struct wire_exercise_act act = {.turn = (uint32_t)turn + 1};
        assert_int_equal(table_act(table, COMMAND_ROLL_BACK, act), RULING_DONE);
        struct wire_exercise_world told = monitor(table);
        assert_int_equal(told.tension, after[turn].tension);
        assert_int_equal(told.sign_count, after[turn].sign_count);
        for (int x = 0; x < told.sign_count; x++)
            assert_true(told.signs[x].kind == after[turn].signs[x].kind &&
                        told.signs[x].states == after[turn].signs[x].states &&
                        told.signs[x].first == after[turn].signs[x].first);
    }
    assert_int_equal(monitor(table).tension, 0);
    assert_int_equal(monitor(table).sign_count, 0);
    table_close(table);
}

/* ---- bots */

static struct table *with_bots(enum bot_disclosure bots, bool in_step)
{
    struct world_settings settings = {
        .turn_ms = TURN_MS, .misses_allowed = 9, .bots = bots, .debrief_in_step = in_step};
    struct table *table = table_playing_as(4, 9, &settings);
    table_act(table, COMMAND_BOT_IN, (struct wire_exercise_act){.seat = 2});
    return table;
}

static void bots_are_told_as_the_exercise_wants_it(void **state)
{
    (void)state;
    static const struct {
        enum bot_disclosure bots;
        uint32_t count;
        uint16_t mask;
        int clocks; /* that a bot that comes in leads to */
    } rows[] = {
        {BOTS_NONE, 1, 0, 4}, {BOTS_FULL, 1, 1 << 2, 4}, {BOTS_COUNT, 1, 0, 4}, {BOTS_AT_DEBRIEF, 0, 0, 0}};
    for (size_t x = 0; x < sizeof rows / sizeof rows[0]; x++) {
        struct table *table = with_bots(rows[x].bots, false);
        assert_int_equal(table_told(table, -1, TELL_CLOCK), rows[x].clocks);
        assert_int_equal(table_told(table, 2, TELL_NOTICE), 1); /* whose seat it is knows */
        struct wire_clock clock = clock_of(table);
        assert_int_equal(clock.seats_bot, rows[x].count);
        assert_int_equal(clock.bots, rows[x].mask);
        assert_int_equal(clock.seats_ready, rows[x].count);
        assert_int_equal(monitor(table).clock.seats_bot, 1); /* whoever runs it sees all of it */
        assert_int_equal(monitor(table).clock.bots, 1 << 2);
        assert_int_equal(monitor(table).clock.seats_ready, 1);
        table_close(table);
    }
}

/* A bot is ready from the start: by the number of those who are, by a clock that comes, or by what an answer
 * waits for, it could be told from a person. */
static void hidden_bots_show_in_nothing(void **state)
{
    (void)state;
    struct table *table = with_bots(BOTS_AT_DEBRIEF, true);
    table_ready(table, 0, true);
    assert_int_equal(clock_of(table).seats_ready, 0);
    assert_int_equal(table_told(table, -1, TELL_CLOCK), 0);
    assert_int_equal(table->heard[0].only_for, 1 << 0);
    struct id id = table_id(table);
    table_leave(table, 1, &id);
    assert_int_equal(table_told(table, -1, TELL_CLOCK), 0);
    assert_int_equal(table->heard[0].only_for, 1 << 1);
    table_ready(table, 3, true); /* all who play are ready */
    assert_int_equal(world_turn(table->machine), 1);
    close_for(table, "");
    assert_int_equal(clock_of(table).seats_bot, 0);
    world_open_debrief(table->machine);
    assert_int_equal(clock_of(table).seats_bot, 2);
    assert_int_equal(clock_of(table).bots, 1 << 1 | 1 << 2);
    table_close(table);
}

/* ---- the end, in step */

static bool is_zero(const uint8_t *bytes, size_t size)
{
    for (size_t x = 0; x < size; x++)
        if (bytes[x])
            return false;
    return true;
}

static void the_end_tells_nothing_before_the_debrief_is_open(void **state)
{
    (void)state;
    struct table *table = with_bots(BOTS_COUNT, true);
    struct wire_ended ended;
    size_t size;
    assert_false(world_debrief_is_open(table->machine));
    close_for(table, "");
    assert_false(world_debrief_is_open(table->machine));
    assert_true(world_tell_ended(table->machine, &ended));
    assert_true(ended.withheld);
    assert_int_equal(ended.end, RECORD_CLOSED);
    assert_int_equal(ended.result_count, 0);
    assert_true(is_zero((const uint8_t *)ended.results, sizeof ended.results));
    assert_true(is_zero(ended.key, sizeof ended.key) && is_zero(ended.salt, sizeof ended.salt));
    assert_true(digest_equal(&ended.commitment, &table->opening.commitment)); /* which all were told before */
    assert_null(world_record(table->machine, &size));
    const char *own = world_own_record(table->machine, &size); /* the server reckons with it meanwhile */
    assert_non_null(own);
    size_t own_size = size;
    world_open_debrief(table->machine);
    world_open_debrief(table->machine);
    assert_true(world_debrief_is_open(table->machine));
    assert_true(world_tell_ended(table->machine, &ended));
    assert_false(ended.withheld);
    assert_int_equal(ended.result_count, 4);
    assert_memory_equal(ended.key, table->opening.key, sizeof ended.key);
    assert_ptr_equal(world_record(table->machine, &size), own);
    assert_int_equal(size, own_size);
    table_close(table);
}

static void nothing_opens_before_the_end(void **state)
{
    (void)state;
    struct table *table = with_bots(BOTS_AT_DEBRIEF, true);
    struct wire_ended ended;
    size_t size;
    world_open_debrief(table->machine);
    assert_false(world_debrief_is_open(table->machine));
    assert_int_equal(clock_of(table).seats_bot, 0);
    assert_false(world_tell_ended(table->machine, &ended));
    assert_null(world_record(table->machine, &size));
    assert_null(world_own_record(table->machine, &size));
    close_for(table, "");
    assert_true(world_debrief_is_open(table->machine));
    table_close(table);
    table = with_bots(BOTS_COUNT, false);
    close_for(table, "");
    assert_true(world_debrief_is_open(table->machine));
    assert_non_null(world_record(table->machine, &size));
    table_close(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_world_at_a_glance),
        cmocka_unit_test(signs_of_war),
        cmocka_unit_test(signs_go_back_with_their_world),
        cmocka_unit_test(bots_are_told_as_the_exercise_wants_it),
        cmocka_unit_test(hidden_bots_show_in_nothing),
        cmocka_unit_test(the_end_tells_nothing_before_the_debrief_is_open),
        cmocka_unit_test(nothing_opens_before_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
