/* What was done, the same command again, and taking back. */
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

static void a_pause_is_taken_back(void **state)
{
    struct desk_table *table = *state;
    done_on(table, table->run, EXERCISE_PAUSE, -1, -1);
    take_back(table, table->run);
    assert_int_equal(look(table)->worlds[0].clock.state, CLOCK_OPEN);
    assert_int_equal(look(table)->worlds[1].clock.state, CLOCK_OPEN);
    done_on(table, table->run, EXERCISE_PAUSE, -1, -1);
    done_on(table, table->run, EXERCISE_RESUME, 1, -1);
    restart(table);
    take_back(table, table->run);
    assert_int_equal(look(table)->worlds[1].clock.state, CLOCK_PAUSED);
    restart(table);
}

/* What was done in a world that is over by now does not stand in the way of what can be taken back. */
static void what_is_over_is_passed_over(void **state)
{
    struct desk_table *table = *state;
    done_on(table, table->run, EXERCISE_PAUSE, 0, -1);
    done_on(table, table->run, EXERCISE_PAUSE, 1, -1);
    done_on(table, table->lead, EXERCISE_CLOSE, 1, -1);
    struct wire_exercise_act back = undo(0);
    done(table, table->run, &back);
    assert_int_equal(look(table)->worlds[0].clock.state, CLOCK_OPEN);
    restart(table);
}

static void time_is_taken_back_in_the_same_turn(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = act_on(EXERCISE_EXTEND, -1, -1), back = undo(0);
    act.ms = 20000;
    done(table, table->run, &act);
    take_back(table, table->run);
    assert_true(look(table)->worlds[0].clock.remaining_ms == TABLE_TURN_MS);
    act.ms = -40000;
    done(table, table->run, &act);
    assert_true(look(table)->worlds[1].clock.remaining_ms == TABLE_TURN_MS - 40000);
    take_back(table, table->run);
    assert_true(look(table)->worlds[1].clock.remaining_ms == TABLE_TURN_MS);
    act.ms = -1000000; /* to now: the turn is over */
    done(table, table->run, &act);
    wait_ms(table, 1);
    assert_int_equal(look(table)->worlds[1].clock.turn, 2);
    refused(table, table->run, &back, REFUSAL_NOT_NOW, "undo"); /* what is spent is not looked for ... */
    back.number = look(table)->deeds[0].number;
    refused(table, table->run, &back, REFUSAL_STALE_TURN, "turn"); /* ... and who asks for it is told */
}

/* Turn 1 is played again after the roll-back: it is not the turn that was given more time. */
static void time_is_not_taken_from_a_turn_of_the_same_number(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = act_on(EXERCISE_EXTEND, 0, -1), back = undo(0),
                             again = act_on(EXERCISE_ROLL_BACK, 0, -1);
    act.ms = 20000;
    done(table, table->run, &act);
    back.number = look(table)->deeds[0].number;
    play_turns(table, 0, 1);
    again.turn = 1;
    done(table, table->run, &again);
    int64_t left = left_of(table, 0);
    assert_int_equal(look(table)->worlds[0].clock.turn, 1);
    refused(table, table->run, &back, REFUSAL_STALE_TURN, "turn");
    restart(table);
    refused(table, table->run, &back, REFUSAL_STALE_TURN, "turn");
    assert_true(left_of(table, 0) == left);
    assert_int_equal(desk_undoable(table->exercise, table->run), 0);
}

/* Of two worlds one went on: what was given to the other is taken back. */
static void time_is_taken_back_where_its_turn_is_open(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = act_on(EXERCISE_EXTEND, -1, -1);
    act.ms = 20000;
    done(table, table->run, &act);
    play_turns(table, 0, 1);
    int64_t left = left_of(table, 0);
    act = undo(0);
    done(table, table->run, &act);
    assert_true(left_of(table, 1) == TABLE_TURN_MS && left_of(table, 0) == left);
    restart(table);
}

static void seats_go_back_to_what_they_were(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act slow = act_on(EXERCISE_MULTIPLY, 0, 0),
                             move = act_on(EXERCISE_MOVE_PERSON, 1, 1);
    done_on(table, table->run, EXERCISE_BOT_IN, 0, 0);
    take_back(table, table->run);
    assert_false(look(table)->worlds[0].seats[0].held);
    slow.percent = 200;
    done(table, table->run, &slow);
    slow.percent = 300;
    done(table, table->run, &slow);
    take_back(table, table->run);
    assert_int_equal(look(table)->worlds[0].seats[0].percent, 200);
    struct id ann = table->persons[0]->id;
    move.person = ann;
    done(table, table->run, &move);
    restart(table);
    take_back(table, table->run);
    assert_int_equal(exercise_find_person(table->exercise, &ann)->world, 0);
    assert_int_equal(exercise_find_person(table->exercise, &ann)->seat, 0);
    restart(table);
}

static void rights_and_owners_go_back(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act rights = act_on(EXERCISE_FACILITATOR_RIGHTS, -1, -1);
    done_on(table, table->run, EXERCISE_OWN, 0, -1);
    done_on(table, table->lead, EXERCISE_OWN, -1, -1);
    take_back(table, table->lead);
    assert_int_equal(look(table)->worlds[0].owner, table->run);
    assert_int_equal(look(table)->worlds[1].owner, -1);
    rights.number = (uint32_t)table->assist;
    rights.rights = RIGHTS_RUN;
    done(table, table->lead, &rights);
    take_back(table, table->lead);
    assert_true(desk_may(table->exercise, table->assist, RIGHTS_ASSIST));
    assert_false(desk_may(table->exercise, table->assist, RIGHTS_RUN));
    restart(table);
}

static void what_is_done_is_done(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = undo(0);
    refused(table, table->lead, &act, REFUSAL_NOT_NOW, "undo"); /* a start is none to take back */
    play_turns(table, 0, 1);
    done_on(table, table->lead, EXERCISE_NUDGE, 0, 0);
    done_on(table, table->lead, EXERCISE_CLOSE, 1, -1);
    refused(table, table->lead, &act, REFUSAL_NOT_NOW, "undo");
    act.number = look(table)->deeds[0].number;
    refused(table, table->lead, &act, REFUSAL_NOT_NOW, "undo");
    act.number = 1000;
    refused(table, table->lead, &act, REFUSAL_NOT_NOW, "undo");
}

/* One's own, or anybody's for who leads; and only the one that was seen. */
static void everybody_takes_back_their_own(void **state)
{
    struct desk_table *table = *state;
    done_on(table, table->run, EXERCISE_PAUSE, 0, -1);
    uint32_t theirs = look(table)->deeds[0].number;
    done_on(table, table->lead, EXERCISE_PAUSE, 1, -1);
    uint32_t leads = look(table)->deeds[0].number;
    assert_int_equal(desk_undoable(table->exercise, table->run), theirs);
    assert_int_equal(desk_undoable(table->exercise, table->lead), leads);
    assert_int_equal(desk_undoable(table->exercise, DESK_OPERATOR), leads);
    assert_int_equal(desk_undoable(table->exercise, table->assist), 0);
    struct wire_exercise_act act = undo(leads);
    refused(table, table->run, &act, REFUSAL_NO_RIGHT, "undo");
    act = undo(theirs);
    done(table, table->lead, &act);
    already(table, table->lead, &act);
    already(table, table->run, &act);
    act = undo(0);
    refused(table, table->run, &act, REFUSAL_NOT_NOW, "undo");
    struct wire_exercise_act mine = act_on(EXERCISE_OWN, 0, -1);
    done_on(table, table->run, EXERCISE_PAUSE, 0, -1);
    done(table, table->lead, &mine);
    refused(table, table->run, &act, REFUSAL_NO_RIGHT, "owner"); /* the world is another one's by now */
}

/* Who led, and gave that up or lost it, takes nothing back that only who leads may do. */
static void who_led_once_takes_no_rights_back(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = act_on(EXERCISE_FACILITATOR_RIGHTS, -1, -1);
    act.number = (uint32_t)table->run;
    act.rights = RIGHTS_LEAD;
    done(table, table->lead, &act);
    act.number = (uint32_t)table->lead;
    act.rights = RIGHTS_RUN;
    done(table, table->lead, &act); /* a deed of its own */
    assert_int_equal(desk_undoable(table->exercise, table->lead), 0);
    struct wire_exercise_act back = undo(look(table)->deeds[0].number);
    refused(table, table->lead, &back, REFUSAL_NO_RIGHT, "undo");
    assert_int_equal(look(table)->facilitators[table->lead - 1].rights, RIGHTS_RUN);
    done(table, table->run, &back); /* who leads now may */
    assert_int_equal(look(table)->facilitators[table->lead - 1].rights, RIGHTS_LEAD);
    restart(table);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_replay_has_a_term),
        TEST(time_is_added_once_however_often_the_server_dies),
        TEST(another_extension_is_another),
        TEST(a_turn_is_closed_once_and_a_world_goes_back_once),
        TEST(deeds_are_listed_newest_first),
        TEST(the_same_command_is_done_once),
        TEST(a_pause_is_taken_back),
        TEST(what_is_over_is_passed_over),
        TEST(time_is_taken_back_in_the_same_turn),
        TEST(time_is_not_taken_from_a_turn_of_the_same_number),
        TEST(time_is_taken_back_where_its_turn_is_open),
        TEST(seats_go_back_to_what_they_were),
        TEST(rights_and_owners_go_back),
        TEST(what_is_done_is_done),
        TEST(everybody_takes_back_their_own),
        TEST(who_led_once_takes_no_rights_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
