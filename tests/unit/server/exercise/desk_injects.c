/* News from outside: planned, told, cancelled, postponed, and what contradicts. */
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

static struct wire_exercise_act news(const char *text, enum inject_trigger trigger, uint32_t turn, int world)
{
    struct wire_exercise_act act = act_on(EXERCISE_INJECT, -1, -1);
    act.has_inject = true;
    act.inject = (struct wire_inject){.world = world, .trigger = trigger, .turn = turn, .source = "Wire"};
    snprintf(act.inject.text[0], sizeof act.inject.text[0], "%s", text);
    return act;
}

static struct wire_exercise_act about(enum exercise_act kind, uint32_t number)
{
    struct wire_exercise_act act = act_on(kind, -1, -1);
    act.number = number;
    return act;
}

static const struct wire_exercise_inject *inject(struct desk_table *table, uint32_t number)
{
    assert_true((int)number <= look(table)->inject_count);
    assert_int_equal(table->state.injects[number - 1].inject.number, number);
    return &table->state.injects[number - 1];
}

static void now_is_now(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = news("A dam broke", TRIGGER_NOW, 0, 1);
    done_on(table, table->lead, EXERCISE_PAUSE, -1, -1);
    int told = hall_count(table->hall, "bulletin");
    done(table, table->run, &act);
    assert_int_equal(inject(table, 1)->sent, 2);
    assert_int_equal(hall_count(table->hall, "bulletin"), told + 1);
    const struct hall_entry *entry = hall_entry(table->hall, "bulletin");
    assert_null(strstr(entry->body, "dam"));
    assert_non_null(strstr(entry->text, "dam"));
    act.inject.world = -1;
    done(table, table->run, &act);
    assert_int_equal(inject(table, 2)->sent, 3);
    restart(table);
}

static void a_turn_brings_it(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = news("An earthquake", TRIGGER_TURN, 3, -1);
    snprintf(act.inject.text[1], sizeof act.inject.text[1], "Un terremoto");
    act.inject.misleading = true;
    done(table, table->run, &act);
    play_turns(table, 0, 1);
    assert_int_equal(inject(table, 1)->sent, 0);
    play_turns(table, 0, 1);
    assert_int_equal(inject(table, 1)->sent, 1);
    restart(table);
    assert_true(inject(table, 1)->inject.misleading);
    assert_string_equal(inject(table, 1)->inject.text[1], "Un terremoto");
    assert_string_equal(inject(table, 1)->inject.source, "Wire");
    play_turns(table, 1, 2);
    assert_int_equal(inject(table, 1)->sent, 3);
    assert_int_equal(hall_count(table->hall, "bulletin"), 2); /* each world once */
    play_turns(table, -1, 1);
    assert_int_equal(hall_count(table->hall, "bulletin"), 2);
}

/* A turn that closes in a pause opens the next one: nothing is lost or late. */
static void a_pause_postpones_nothing(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = news("A strike", TRIGGER_TURN, 2, 0);
    done(table, table->run, &act);
    done_on(table, table->run, EXERCISE_PAUSE, -1, -1);
    wait_ms(table, 10 * TABLE_TURN_MS);
    assert_int_equal(inject(table, 1)->sent, 0);
    play_turns(table, 0, 1);
    assert_int_equal(inject(table, 1)->sent, 1);
}

static void tension_brings_it(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = news("Panic", TRIGGER_TENSION, 2, 0);
    act.inject.tension = 6;
    done(table, table->run, &act);
    act.inject.tension = 1;
    done(table, table->run, &act);
    play_turns(table, 0, 1);
    assert_int_equal(inject(table, 1)->sent, 0); /* all is calm */
    assert_int_equal(inject(table, 2)->sent, 1);
}

/* Between the telling and the note of it the server died: told once all the same. */
static void nothing_is_told_twice(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = news("A flood", TRIGGER_TURN, 2, -1);
    done(table, table->run, &act);
    play_turns(table, -1, 1);
    int cut = (int)(hall_entry(table->hall, "inject_sent") - table->hall->entries); /* the last one is lost */
    struct exercise *exercise = hall_restart(table->hall, cut, table->now_ms);
    int before = hall_count(table->hall, "bulletin");
    exercise_tick(exercise, table->now_ms);
    assert_int_equal(hall_count(table->hall, "bulletin"), before);
    exercise_destroy(exercise);
}

static void what_contradicts_is_refused(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = news("", TRIGGER_TURN, 3, -1);
    snprintf(act.inject.text[1], sizeof act.inject.text[1], "Sin ingl\xc3\xa9s");
    refused(table, table->run, &act, REFUSAL_MALFORMED, "text_en");
    act = news("Twice", TRIGGER_TURN, 3, -1);
    done(table, table->run, &act);
    refused(table, table->run, &act, REFUSAL_MALFORMED, "inject");
    act.inject.seats = 1;
    done(table, table->run, &act); /* to another state it is another one */
    act.inject.seats = 1 << 2;
    refused(table, table->run, &act, REFUSAL_MALFORMED, "inject_seats");
    act = news("Late", TRIGGER_TURN, 17, -1); /* a duel has 16 turns */
    refused(table, table->run, &act, REFUSAL_MALFORMED, "inject_turn");
    act.inject.turn = 0;
    refused(table, table->run, &act, REFUSAL_MALFORMED, "inject_turn");
    act.inject.turn = 1;
    refused(table, table->run, &act, REFUSAL_MALFORMED, "inject_turn"); /* it is open already */
    act = news("Far", TRIGGER_TURN, 3, 2);
    refused(table, table->run, &act, REFUSAL_MALFORMED, "inject_world");
    act = news("Tense", TRIGGER_TENSION, 3, -1);
    refused(table, table->run, &act, REFUSAL_MALFORMED, "tension");
    act.inject.tension = 7;
    refused(table, table->run, &act, REFUSAL_MALFORMED, "tension");
    act = act_on(EXERCISE_INJECT, -1, -1);
    refused(table, table->run, &act, REFUSAL_MALFORMED, "inject");
    end_all(table);
    act = news("Too late", TRIGGER_NOW, 0, -1);
    refused(table, table->run, &act, REFUSAL_OVER, "world");
    restart(table);
}

static void it_is_cancelled_and_comes_all_the_same(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = news("A coup", TRIGGER_TURN, 2, 0);
    done(table, table->run, &act);
    act = about(EXERCISE_INJECT_CANCEL, 1);
    done(table, table->run, &act);
    already(table, table->run, &act);
    struct wire_exercise_act send = about(EXERCISE_INJECT_SEND, 1);
    refused(table, table->run, &send, REFUSAL_NOT_NOW, "inject");
    restart(table);
    uint32_t cancelled = look(table)->deeds[0].number;
    assert_int_equal(desk_undoable(table->exercise, table->run), cancelled);
    play_turns(table, 0, 1);
    assert_int_equal(inject(table, 1)->sent, 0);
    assert_int_not_equal(desk_undoable(table->exercise, table->run), cancelled); /* it would come at once */
    struct wire_exercise_act back = act_on(EXERCISE_UNDO, -1, -1);
    back.number = cancelled;
    done(table, table->run, &back); /* who asks for just that means it */
    wait_ms(table, 1);
    assert_int_equal(inject(table, 1)->sent, 1);
    refused(table, table->run, &act, REFUSAL_NOT_NOW, "inject");
    already(table, table->run, &send);
    act = about(EXERCISE_INJECT_CANCEL, 2);
    refused(table, table->run, &act, REFUSAL_MALFORMED, "number");
}

static void it_is_sent_before_its_time(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = news("Soon", TRIGGER_TURN, 9, -1), send = about(EXERCISE_INJECT_SEND, 1);
    done(table, table->run, &act);
    send.world = 1;
    done(table, table->run, &send);
    assert_int_equal(inject(table, 1)->sent, 2);
    already(table, table->run, &send);
    send.world = -1;
    done(table, table->run, &send);
    assert_int_equal(inject(table, 1)->sent, 3);
    assert_int_equal(desk_undoable(table->exercise, table->run), 0); /* what was told cannot be untold */
    restart(table);
}

static void a_plan_is_taken_back(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = news("Maybe", TRIGGER_TURN, 2, -1);
    done(table, table->run, &act);
    done_on(table, table->run, EXERCISE_UNDO, -1, -1);
    assert_true(inject(table, 1)->cancelled);
    play_turns(table, -1, 1);
    assert_int_equal(hall_count(table->hall, "bulletin"), 0);
    restart(table);
}

static void later_ones_move_in_step(void **state)
{
    struct desk_table *table = *state;
    static const uint32_t turns[] = {2, 4, 6, 9};
    for (int x = 0; x < 4; x++) {
        char text[16];
        snprintf(text, sizeof text, "News %d", x);
        struct wire_exercise_act act = news(text, TRIGGER_TURN, turns[x], -1);
        done(table, table->run, &act);
    }
    struct wire_exercise_act act = about(EXERCISE_INJECT_POSTPONE, 2);
    refused(table, table->run, &act, REFUSAL_MALFORMED, "turn");
    act.turn = 8; /* 9 would become 17 */
    refused(table, table->run, &act, REFUSAL_MALFORMED, "turn");
    act.turn = 3;
    done(table, table->run, &act);
    static const uint32_t after[] = {2, 7, 9, 12};
    for (uint32_t x = 0; x < 4; x++)
        assert_int_equal(inject(table, x + 1)->inject.turn, after[x]);
    restart(table);
    done_on(table, table->run, EXERCISE_UNDO, -1, -1);
    for (uint32_t x = 0; x < 4; x++)
        assert_int_equal(inject(table, x + 1)->inject.turn, turns[x]);
    play_turns(table, -1, 3);
    act = about(EXERCISE_INJECT_POSTPONE, 1);
    act.turn = 1;
    refused(table, table->run, &act, REFUSAL_NOT_NOW, "inject"); /* it was told */
    restart(table);
}

static void who_runs_one_world_tells_that_one(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = act_on(EXERCISE_OWN, 0, -1);
    act.number = (uint32_t)table->lead;
    done(table, table->lead, &act);
    act = news("Mine", TRIGGER_NOW, 0, 0);
    refused(table, table->run, &act, REFUSAL_NO_RIGHT, "owner");
    act.inject.world = -1; /* each world: those that it may act on */
    done(table, table->run, &act);
    assert_int_equal(inject(table, 1)->sent, 2);
    act = news("All", TRIGGER_TURN, 2, -1);
    done(table, table->run, &act);
    play_turns(table, -1, 1);
    assert_int_equal(inject(table, 2)->sent, 2);
    restart(table);
}

/* World 0 is another's: what it is to be told comes when and as that one wants. */
static void who_runs_one_world_moves_no_other(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = act_on(EXERCISE_OWN, 0, -1), cancel = about(EXERCISE_INJECT_CANCEL, 1);
    struct wire_exercise_act all = news("All", TRIGGER_TURN, 5, -1),
                             theirs = news("Theirs", TRIGGER_TURN, 6, 0);
    struct wire_exercise_act mine = news("Mine", TRIGGER_TURN, 4, 1);
    done(table, table->run, &theirs);
    done(table, table->run, &cancel);
    act.number = (uint32_t)table->lead;
    done(table, table->lead, &act);
    done(table, table->lead, &all);
    done(table, table->lead, &theirs);
    done(table, table->run, &mine);
    cancel.number = 2;
    refused(table, table->run, &cancel, REFUSAL_NO_RIGHT, "owner");
    act = about(EXERCISE_INJECT_POSTPONE, 2);
    act.turn = 1;
    refused(table, table->run, &act, REFUSAL_NO_RIGHT, "owner");
    act.number = 4;
    done(table, table->run, &act);
    static const uint32_t after[] = {6, 5, 6, 5};
    for (uint32_t x = 0; x < 4; x++)
        assert_int_equal(inject(table, x + 1)->inject.turn, after[x]);
    act = act_on(EXERCISE_UNDO, -1, -1);
    act.number = 3; /* that cancelled what is for world 0 */
    refused(table, table->run, &act, REFUSAL_NO_RIGHT, "owner");
    assert_true(inject(table, 1)->cancelled);
    cancel.number = 4;
    done(table, table->run, &cancel);
    cancel.number = 2;
    done(table, table->lead, &cancel);
    restart(table);
}

static void there_is_a_bound(void **state)
{
    struct desk_table *table = *state;
    for (int x = 0; x < WIRE_INJECTS_MAX; x++) {
        char text[16];
        snprintf(text, sizeof text, "News %d", x);
        struct wire_exercise_act act = news(text, TRIGGER_TURN, 9, -1);
        done(table, table->run, &act);
    }
    struct wire_exercise_act act = news("One more", TRIGGER_TURN, 9, -1);
    refused(table, table->run, &act, REFUSAL_FULL, "injects");
    act = about(EXERCISE_INJECT_POSTPONE, 1);
    act.turn = 2;
    done(table, table->run, &act);
    restart(table);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(now_is_now),
        TEST(a_turn_brings_it),
        TEST(a_pause_postpones_nothing),
        TEST(tension_brings_it),
        TEST(nothing_is_told_twice),
        TEST(what_contradicts_is_refused),
        TEST(it_is_cancelled_and_comes_all_the_same),
        TEST(it_is_sent_before_its_time),
        TEST(a_plan_is_taken_back),
        TEST(later_ones_move_in_step),
        TEST(who_runs_one_world_tells_that_one),
        TEST(who_runs_one_world_moves_no_other),
        TEST(there_is_a_bound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
