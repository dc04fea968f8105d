/* What was done, and the same command again. */
#include "desk_table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int begin(void **state)
{
    *state = table_start(true);
    return 0;
}

static int end(void **state)
{
    table_close(*state);
    return 0;
}

static struct wire_exercise_act undo(uint32_t number)
{
    struct wire_exercise_act act = act_on(EXERCISE_UNDO, -1, -1);
    act.number = number;
    return act;
}

static void take_back(struct desk_table *table, int by)
{
    struct wire_exercise_act act = undo(0);
    done(table, by, &act);
    assert_true(look(table)->deeds[0].act == EXERCISE_UNDO);
    assert_true(look(table)->deeds[1].undone);
}

/* Who leads says how long it can be looked at, and takes that back. */
static void the_replay_has_a_term(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = act_on(EXERCISE_REPLAY, -1, -1);
    assert_int_equal(look(table)->replay_days, -1);
    act.number = 367;
    refused(table, table->lead, &act, REFUSAL_MALFORMED, "number");
    act.number = 14;
    done(table, table->lead, &act);
    already(table, table->lead, &act);
    act.number = 0;
    done(table, DESK_OPERATOR, &act);
    assert_int_equal(look(table)->replay_days, 0);
    take_back(table, table->lead);
    assert_int_equal(look(table)->replay_days, 14);
    act.release = true;
    done(table, table->lead, &act);
    assert_int_equal(look(table)->replay_days, -1);
    restart(table);
}

/* The server died when so many entries were stored. */
static void die_after(struct desk_table *table, int count)
{
    struct hall *hall = table->hall;
    for (int x = count; x < hall->entry_count; x++) {
        free(hall->entries[x].body);
        free(hall->entries[x].text);
        memset(&hall->entries[x], 0, sizeof hall->entries[x]);
    }
    hall->entry_count = count;
    struct exercise *exercise = hall_restart(hall, count, table->now_ms);
    exercise_destroy(table->exercise);
    table->exercise = hall->exercise = exercise;
    for (int x = 0; x < 4; x++)
        table->persons[x] = exercise_person(exercise, x);
}

static int64_t left_of(struct desk_table *table, int world)
{
    return look(table)->worlds[world].clock.remaining_ms;
}

/* Of an act on two worlds the first was stored: asked again, it is done in the other one, and can be taken
 * back in both. */
static void time_is_added_once_however_often_the_server_dies(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = act_on(EXERCISE_EXTEND, -1, -1), back = undo(0);
    int64_t before = left_of(table, 0);
    assert_true(left_of(table, 1) == before);
    act.ms = 5000;
    act.command.bytes[0] = 7;
    back.command.bytes[0] = 8;
    for (int stored = 1; stored <= 2; stored++) {
        int entries = table->hall->entry_count;
        done(table, table->lead, &act);
        die_after(table, entries + stored);
        done(table, table->lead, &act);
        assert_true(left_of(table, 0) == before + 5000 && left_of(table, 1) == before + 5000);
        assert_int_equal(table->hall->entry_count, entries + 3);
        already(table, table->lead, &act);
        entries = table->hall->entry_count;
        done(table, table->lead, &back);
        die_after(table, entries + stored);
        done(table, table->lead, &back);
        assert_true(left_of(table, 0) == before && left_of(table, 1) == before);
        act.command.bytes[1]++;
        back.command.bytes[1]++;
    }
    restart(table);
}

/* Whoever asks without an id, or with another one, means it. */
static void another_extension_is_another(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = act_on(EXERCISE_EXTEND, 0, -1);
    int64_t before = left_of(table, 0);
    act.ms = 1000;
    for (int x = 0; x < 2; x++) {
        int entries = table->hall->entry_count;
        done(table, table->lead, &act);
        die_after(table, entries + 1);
    }
    act.command.bytes[0] = 1;
    done(table, table->lead, &act);
    act.command.bytes[0] = 2;
    done(table, table->lead, &act);
    assert_true(left_of(table, 0) == before + 4000);
}

static void a_turn_is_closed_once_and_a_world_goes_back_once(void **state)
{
    static const enum exercise_act kinds[] = {EXERCISE_RESOLVE, EXERCISE_ROLL_BACK};
    struct desk_table *table = *state;
    play_turns(table, 0, 2);
    for (int x = 0; x < 2; x++) {
        struct wire_exercise_act act = act_on(kinds[x], 0, -1);
        act.turn = kinds[x] == EXERCISE_ROLL_BACK ? 2 : 0;
        act.command.bytes[0] = (uint8_t)(x + 1);
        done(table, table->lead, &act);
        struct wire_exercise_world told = look(table)->worlds[0];
        die_after(table, table->hall->entry_count - 1); /* its deed */
        done(table, table->lead, &act);
        assert_int_equal(look(table)->worlds[0].clock.turn, told.clock.turn);
        assert_int_equal(table->state.worlds[0].branch, told.branch);
        assert_int_equal(table->state.deeds[0].act, kinds[x]);
        already(table, table->lead, &act);
    }
    restart(table);
}

static void deeds_are_listed_newest_first(void **state)
{
    struct desk_table *table = *state;
    done_on(table, table->run, EXERCISE_PAUSE, 1, -1);
    table->hall->wall_ms += 5000;
    done_on(table, DESK_OPERATOR, EXERCISE_BOT_IN, 0, 1);
    const struct wire_exercise_state *told = look(table);
    assert_int_equal(told->deed_count, 3); /* the start is one */
    assert_int_equal(told->deeds[0].act, EXERCISE_BOT_IN);
    assert_string_equal(told->deeds[0].by, "");
    assert_int_equal(told->deeds[0].world, 0);
    assert_int_equal(told->deeds[0].seat, 1);
    assert_string_equal(told->deeds[1].by, "Prof Run");
    assert_int_equal(told->deeds[1].age_seconds, 5);
    assert_int_equal(told->deeds[1].world, 1);
    assert_int_equal(told->deeds[1].seat, -1);
    for (int x = 0; x < 2 * WIRE_DEEDS_MAX; x++)
        done_on(table, table->run, x % 2 ? EXERCISE_PAUSE : EXERCISE_RESUME, 1, -1);
    told = look(table);
    assert_int_equal(told->deed_count, WIRE_DEEDS_MAX);
    assert_int_equal(told->deeds[0].number, 3 + 2 * WIRE_DEEDS_MAX);
    restart(table);
}

static void the_same_command_is_done_once(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = act_on(EXERCISE_EXTEND, 0, -1);
    act.ms = 10000;
    act.command = (struct id){{42}};
    done(table, table->run, &act);
    already(table, table->run, &act);
    assert_true(look(table)->worlds[0].clock.remaining_ms == TABLE_TURN_MS + 10000);
    restart(table);
    already(table, table->run, &act);
    act.command = (struct id){{43}};
    done(table, table->run, &act);
    for (int x = 0; x < 300; x++) { /* so many are remembered and no more */
        struct wire_exercise_act other = act_on(EXERCISE_NUDGE, 0, 0);
        other.command = (struct id){{1, (uint8_t)x, (uint8_t)(x >> 8)}};
        desk_act(table->exercise, table->run, &other, table->now_ms, &table->answer);
        assert_false(table->answer.already);
    }
    act.command = (struct id){{42}};
    done(table, table->run, &act);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_replay_has_a_term),         TEST(time_is_added_once_however_often_the_server_dies),
        TEST(another_extension_is_another),  TEST(a_turn_is_closed_once_and_a_world_goes_back_once),
        TEST(deeds_are_listed_newest_first), TEST(the_same_command_is_done_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
