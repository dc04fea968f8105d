/* Who may do what, in which worlds, and how rights change hands. */
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

/* The least that each act takes. */
static const struct {
    enum exercise_act act;
    enum rights rights;
} needed[] = {
    {EXERCISE_PAUSE, RIGHTS_RUN},
    {EXERCISE_RESUME, RIGHTS_RUN},
    {EXERCISE_EXTEND, RIGHTS_RUN},
    {EXERCISE_RESOLVE, RIGHTS_RUN},
    {EXERCISE_CLOSE, RIGHTS_RUN},
    {EXERCISE_START, RIGHTS_LEAD},
    {EXERCISE_ROLL_BACK, RIGHTS_RUN},
    {EXERCISE_BOT_IN, RIGHTS_RUN},
    {EXERCISE_BOT_OUT, RIGHTS_RUN},
    {EXERCISE_ORDERS, RIGHTS_RUN},
    {EXERCISE_MULTIPLY, RIGHTS_RUN},
    {EXERCISE_MOVE_PERSON, RIGHTS_RUN},
    {EXERCISE_REMOVE_PERSON, RIGHTS_LEAD},
    {EXERCISE_NUDGE, RIGHTS_ASSIST},
    {EXERCISE_INJECT, RIGHTS_RUN},
    {EXERCISE_INJECT_SEND, RIGHTS_RUN},
    {EXERCISE_INJECT_CANCEL, RIGHTS_RUN},
    {EXERCISE_INJECT_POSTPONE, RIGHTS_RUN},
    {EXERCISE_ANSWER, RIGHTS_ASSIST},
    {EXERCISE_OWN, RIGHTS_RUN},
    {EXERCISE_FACILITATOR_ADD, RIGHTS_LEAD},
    {EXERCISE_FACILITATOR_RIGHTS, RIGHTS_LEAD},
    {EXERCISE_DEBRIEF, RIGHTS_LEAD},
    {EXERCISE_UNDO, RIGHTS_RUN},
    {EXERCISE_REPLAY, RIGHTS_LEAD},
    {EXERCISE_LOOK, RIGHTS_ASSIST},
    {EXERCISE_CONSENT, RIGHTS_ASSIST},
};

static void each_act_has_its_least_rights(void **state)
{
    struct desk_table *table = *state;
    const int who[] = {table->observe, table->assist, table->run, table->lead};
    assert_int_equal(sizeof needed / sizeof needed[0], EXERCISE_ACT_COUNT - 1);
    for (size_t x = 0; x < sizeof needed / sizeof needed[0]; x++) {
        assert_int_equal(needed[x].act, x + 1);
        for (int rights = RIGHTS_OBSERVE; rights < (int)needed[x].rights; rights++)
            refused_on(table, who[rights - 1], needed[x].act, 0, 0, REFUSAL_NO_RIGHT, "rights");
        /* whoever may is refused for another reason, or not at all: an act that names too little */
        struct wire_exercise_act act = act_on(needed[x].act, 7, 7);
        desk_act(table->exercise, who[needed[x].rights - 1], &act, table->now_ms, &table->answer);
        assert_int_not_equal(table->answer.refusal.code, REFUSAL_NO_RIGHT);
    }
    refused_on(table, DESK_NOBODY, EXERCISE_PAUSE, -1, -1, REFUSAL_NO_RIGHT, "rights");
    refused_on(table, 99, EXERCISE_PAUSE, -1, -1, REFUSAL_NO_RIGHT, "rights");
}

static struct wire_exercise_act own(int world, uint32_t number, bool release)
{
    struct wire_exercise_act act = act_on(EXERCISE_OWN, world, -1);
    act.number = number;
    act.release = release;
    return act;
}

static void a_world_has_one_who_answers_for_it(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = own(1, 0, false);
    done(table, table->run, &act);
    assert_int_equal(look(table)->worlds[1].owner, table->run);
    already(table, table->run, &act);
    char key[WIRE_FACILITATOR_KEY_SIZE];
    assert_true(desk_add_facilitator(table->exercise, "Second", RIGHTS_RUN, key));
    int second = desk_find_key(table->exercise, key);
    refused_on(table, second, EXERCISE_PAUSE, 1, -1, REFUSAL_NO_RIGHT, "owner");
    refused(table, second, &act, REFUSAL_NO_RIGHT, "owner");
    done_on(table, second, EXERCISE_PAUSE, -1, -1); /* "every world": those that it may act on */
    assert_int_equal(look(table)->worlds[0].clock.state, CLOCK_PAUSED);
    assert_int_equal(look(table)->worlds[1].clock.state, CLOCK_OPEN);
    done_on(table, table->lead, EXERCISE_PAUSE, 1, -1); /* who leads acts on everything */
    act = own(0, (uint32_t)second, false);
    refused(table, table->run, &act, REFUSAL_NO_RIGHT, "rights");
    done(table, table->lead, &act);
    act = own(1, (uint32_t)table->assist, false);
    refused(table, table->lead, &act, REFUSAL_MALFORMED, "number");
    act = own(-1, 0, true);
    done(table, table->lead, &act);
    assert_int_equal(look(table)->worlds[0].owner, -1);
    act = own(0, 0, false);
    refused(table, DESK_OPERATOR, &act, REFUSAL_MALFORMED,
            "number"); /* who sits nowhere answers for nothing */
    restart(table);
}

static void all_may_be_in_other_hands(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = own(-1, (uint32_t)table->lead, false);
    done(table, table->lead, &act);
    refused_on(table, table->run, EXERCISE_PAUSE, -1, -1, REFUSAL_NO_RIGHT, "owner");
    struct wire_exercise_act move = act_on(EXERCISE_MOVE_PERSON, 1, 0);
    act = own(1, (uint32_t)table->run, false);
    done(table, table->lead, &act);
    move.person = table->persons[0]->id; /* comes from a world that is not the mover's */
    refused(table, table->run, &move, REFUSAL_NO_RIGHT, "owner");
}

/* ---- facilitators */

static void keys_are_kept_by_their_hash(void **state)
{
    struct desk_table *table = *state;
    char typed[WIRE_FACILITATOR_KEY_SIZE] = "";
    size_t length = 0;
    for (const char *c = table->lead_key; *c; c++) /* as somebody types it */
        if (*c != '-')
            typed[length++] = (char)(*c >= 'A' && *c <= 'Z' ? *c - 'A' + 'a' : *c);
    assert_int_equal(length, 20);
    assert_int_equal(desk_find_key(table->exercise, table->lead_key), table->lead);
    assert_int_equal(desk_find_key(table->exercise, typed), table->lead);
    typed[3] = typed[3] == '2' ? '3' : '2';
    assert_int_equal(desk_find_key(table->exercise, typed), DESK_NOBODY);
    assert_int_equal(desk_find_key(table->exercise, ""), DESK_NOBODY);
    for (int x = 0; x < table->hall->entry_count; x++) {
        const struct hall_entry *entry = &table->hall->entries[x];
        assert_null(strstr(entry->body, table->lead_key));
        assert_null(strstr(entry->body, "Dr Lead")); /* names stand beside, where they can be erased */
        assert_true(!entry->text || !strstr(entry->text, table->lead_key));
    }
    restart(table);
    assert_int_equal(desk_find_key(table->exercise, table->lead_key), table->lead);
}

static void a_facilitator_comes_and_goes(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = act_on(EXERCISE_FACILITATOR_ADD, -1, -1);
    refused(table, table->lead, &act, REFUSAL_MALFORMED, "name");
    snprintf(act.name, sizeof act.name, "Prof Run");
    refused(table, table->lead, &act, REFUSAL_MALFORMED, "name");
    snprintf(act.name, sizeof act.name, "Prof S");
    refused(table, table->lead, &act, REFUSAL_MALFORMED, "rights");
    act.rights = RIGHTS_RUN;
    done(table, table->lead, &act);
    int number = desk_find_key(table->exercise, table->answer.new_key);
    struct wire_facilitating told;
    desk_tell_facilitating(table->exercise, number, &told);
    assert_string_equal(told.name, "Prof S");
    assert_int_equal(told.rights, RIGHTS_RUN);
    char key[WIRE_FACILITATOR_KEY_SIZE];
    memcpy(key, table->answer.new_key, sizeof key);
    desk_arrive(table->exercise, number);
    assert_true(desk_is_watched(table->exercise));
    assert_int_equal(look(table)->facilitators[number - 1].here, 1);
    struct wire_exercise_act mine = own(0, 0, false);
    done(table, number, &mine);
    act = act_on(EXERCISE_FACILITATOR_RIGHTS, -1, -1);
    act.number = (uint32_t)number;
    done(table, table->lead, &act); /* out */
    assert_int_equal(desk_find_key(table->exercise, key), DESK_NOBODY);
    assert_false(desk_may(table->exercise, number, RIGHTS_OBSERVE));
    assert_int_equal(look(table)->worlds[0].owner, -1); /* nothing waits for who is out */
    assert_int_equal(look(table)->facilitator_count, 4);
    refused_on(table, number, EXERCISE_PAUSE, -1, -1, REFUSAL_NO_RIGHT, "rights");
    desk_depart(table->exercise, number);
    assert_false(desk_is_watched(table->exercise));
    act.number = 17;
    refused(table, table->lead, &act, REFUSAL_MALFORMED, "number");
    restart(table);
}

/* Given to another and then given up; never left with nobody. */
static void the_lead_is_handed_over(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = act_on(EXERCISE_FACILITATOR_RIGHTS, -1, -1);
    act.number = (uint32_t)table->lead;
    act.rights = RIGHTS_OBSERVE;
    refused(table, table->lead, &act, REFUSAL_NOT_NOW, "last_lead");
    refused(table, DESK_OPERATOR, &act, REFUSAL_NOT_NOW, "last_lead");
    act.number = (uint32_t)table->run;
    act.rights = RIGHTS_LEAD;
    done(table, table->lead, &act);
    already(table, table->lead, &act);
    act.number = (uint32_t)table->lead;
    act.rights = RIGHTS_RUN;
    done(table, table->lead, &act);
    refused(table, table->lead, &act, REFUSAL_NO_RIGHT, "rights");
    done_on(table, table->run, EXERCISE_CLOSE, -1, -1);
    restart(table);
}

static void there_is_a_bound(void **state)
{
    struct desk_table *table = *state;
    struct wire_exercise_act act = act_on(EXERCISE_FACILITATOR_ADD, -1, -1);
    act.rights = RIGHTS_OBSERVE;
    for (int x = 4; x < WIRE_FACILITATORS_MAX; x++) {
        snprintf(act.name, sizeof act.name, "F%d", x);
        done(table, DESK_OPERATOR, &act);
    }
    snprintf(act.name, sizeof act.name, "one more");
    refused(table, DESK_OPERATOR, &act, REFUSAL_FULL, "facilitators");
    restart(table);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(each_act_has_its_least_rights),
        TEST(a_world_has_one_who_answers_for_it),
        TEST(all_may_be_in_other_hands),
        TEST(keys_are_kept_by_their_hash),
        TEST(a_facilitator_comes_and_goes),
        TEST(the_lead_is_handed_over),
        TEST(there_is_a_bound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
