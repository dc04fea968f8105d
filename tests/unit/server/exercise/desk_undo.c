/* Taking back: what, where, and what is passed over. */
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

static int64_t left_of(struct desk_table *table, int world)
{
    return look(table)->worlds[world].clock.remaining_ms;
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
    done(table, table->lead, &mine); /* the world is another one's by now */
    refused(table, table->run, &act, REFUSAL_NOT_NOW, "undo");
    act.number = look(table)->deeds[1].number;
    refused(table, table->run, &act, REFUSAL_NO_RIGHT, "owner");
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

/* Another pause than one's own is not lifted, nor is a world stopped again that went on since. */
static void what_was_set_again_stands(void **state)
{
    struct desk_table *table = *state;
    done_on(table, table->run, EXERCISE_PAUSE, 0, -1);
    uint32_t first = look(table)->deeds[0].number;
    done_on(table, table->lead, EXERCISE_RESUME, 0, -1);
    done_on(table, table->lead, EXERCISE_PAUSE, 0, -1);
    assert_int_equal(desk_undoable(table->exercise, table->run), 0);
    struct wire_exercise_act back = undo(first);
    refused(table, table->run, &back, REFUSAL_NOT_NOW, "undo");
    assert_int_equal(look(table)->worlds[0].clock.state, CLOCK_PAUSED);
    struct wire_exercise_act newest = undo(0);
    done(table, table->lead, &newest); /* their pause ... */
    done(table, table->lead, &newest); /* ... and their resume: the first pause stands again */
    assert_int_equal(desk_undoable(table->exercise, table->run), first);
    done(table, table->run, &back);
    assert_int_equal(look(table)->worlds[0].clock.state, CLOCK_OPEN);
    restart(table);
}

/* Of all worlds one was resumed since: the pause is taken back in the others. */
static void it_is_taken_back_where_it_stands(void **state)
{
    struct desk_table *table = *state;
    done_on(table, table->lead, EXERCISE_PAUSE, -1, -1);
    uint32_t both = look(table)->deeds[0].number;
    done_on(table, table->lead, EXERCISE_RESUME, 1, -1);
    done_on(table, table->lead, EXERCISE_PAUSE, 1, -1);
    struct wire_exercise_act back = undo(both);
    done(table, table->lead, &back);
    assert_int_equal(look(table)->worlds[0].clock.state, CLOCK_OPEN);
    assert_int_equal(look(table)->worlds[1].clock.state, CLOCK_PAUSED);
    restart(table);
}

static void a_turn_that_goes_on_is_not_stopped(void **state)
{
    struct desk_table *table = *state;
    done_on(table, table->run, EXERCISE_PAUSE, 0, -1);
    done_on(table, table->run, EXERCISE_RESUME, 0, -1);
    uint32_t resume = look(table)->deeds[0].number;
    assert_int_equal(desk_undoable(table->exercise, table->run), resume);
    play_turns(table, 0, 1);
    assert_int_equal(desk_undoable(table->exercise, table->run), 0);
    struct wire_exercise_act back = undo(resume);
    refused(table, table->run, &back, REFUSAL_NOT_NOW, "undo");
    restart(table);
}

/* What would be refused does not stand before what can be done. */
static void what_cannot_be_does_not_block(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act move = act_on(EXERCISE_MOVE_PERSON, 1, 1);
    done_on(table, table->run, EXERCISE_PAUSE, 1, -1);
    uint32_t pause = look(table)->deeds[0].number;
    move.person = table->persons[0]->id;
    done(table, table->run, &move);
    assert_int_equal(desk_undoable(table->exercise, table->run), look(table)->deeds[0].number);
    done_on(table, table->lead, EXERCISE_OWN, 0, -1); /* where the person came from is another one's by now */
    assert_int_equal(desk_undoable(table->exercise, table->run), pause);
    done_on(table, table->lead, EXERCISE_CLOSE, 0, -1); /* or is over */
    assert_int_equal(desk_undoable(table->exercise, table->run), pause);
    restart(table);
}

/* Pressed by two at once, or said yes to late: every world closes the turn that was seen, and no other. */
static void two_close_one_turn(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = act_on(EXERCISE_RESOLVE, -1, -1);
    act.seen_count = 2;
    act.seen_turn[0] = act.seen_turn[1] = 1;
    done(table, table->lead, &act);
    wait_ms(table, 1);
    already(table, table->run, &act);
    wait_ms(table, 1);
    assert_int_equal(look(table)->worlds[0].clock.turn, 2);
    assert_int_equal(look(table)->worlds[1].clock.turn, 2);
    play_turns(table, 0, 1);
    act.seen_turn[0] = act.seen_turn[1] = 2;
    done(table, table->run, &act); /* only where it is that turn */
    wait_ms(table, 1);
    assert_int_equal(look(table)->worlds[0].clock.turn, 3);
    assert_int_equal(look(table)->worlds[1].clock.turn, 3);
    struct wire_exercise_act again = act_on(EXERCISE_ROLL_BACK, 0, -1);
    again.turn = 2;
    done(table, table->run, &again); /* a turn 2 that nobody saw */
    already(table, table->run, &act);
    act.act = EXERCISE_EXTEND;
    act.ms = 10000;
    refused(table, table->run, &act, REFUSAL_STALE_TURN, "turn");
    restart(table);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
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
        TEST(what_was_set_again_stands),
        TEST(it_is_taken_back_where_it_stands),
        TEST(a_turn_that_goes_on_is_not_stopped),
        TEST(what_cannot_be_does_not_block),
        TEST(two_close_one_turn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
