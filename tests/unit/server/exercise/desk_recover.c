/* The desk from its entries: killed after any of them, it comes back as it stood. */
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

static void ask(struct desk_table *table, int who, const char *text)
{
    struct wire_ask_control said = {.command = {{(uint8_t)table->hall->entry_count, 1}}};
    struct refusal refusal;
    snprintf(said.text, sizeof said.text, "%s", text);
    assert_true(desk_ask(table->exercise, table->persons[who], &said, table->now_ms, &refusal) > 0);
    note_step(table);
}

static void answer(struct desk_table *table, uint32_t number, const char *words, bool everyone)
{
    struct wire_exercise_act act = act_on(EXERCISE_ANSWER, -1, -1);
    act.number = number;
    act.everyone = everyone;
    snprintf(act.reason, sizeof act.reason, "%s", words);
    done(table, table->assist, &act);
}

static void plan(struct desk_table *table, const char *text, uint32_t turn, int world)
{
    struct wire_exercise_act act = act_on(EXERCISE_INJECT, -1, -1);
    act.has_inject = true;
    act.inject = (struct wire_inject){
        .world = world, .trigger = turn ? TRIGGER_TURN : TRIGGER_NOW, .turn = turn, .source = "Wire"};
    snprintf(act.inject.text[0], sizeof act.inject.text[0], "%s", text);
    done(table, table->run, &act);
}

static void about(struct desk_table *table, enum exercise_act kind, uint32_t number, uint32_t turn)
{
    struct wire_exercise_act act = act_on(kind, -1, -1);
    act.number = number;
    act.turn = turn;
    done(table, table->lead, &act);
}

static void change_people(struct desk_table *table)
{
    struct wire_exercise_act act = act_on(EXERCISE_FACILITATOR_ADD, -1, -1);
    snprintf(act.name, sizeof act.name, "Fifth");
    act.rights = RIGHTS_RUN;
    done(table, table->lead, &act);
    act = act_on(EXERCISE_OWN, 1, -1);
    act.number = 5;
    done(table, table->lead, &act);
    act = act_on(EXERCISE_FACILITATOR_RIGHTS, -1, -1);
    act.number = 5;
    act.rights = RIGHTS_OBSERVE;
    done(table, table->lead, &act);
    act = act_on(EXERCISE_MOVE_PERSON, 1, 0);
    act.person = table->persons[0]->id;
    done(table, table->lead, &act);
    about(table, EXERCISE_UNDO, 0, 0);
    act = act_on(EXERCISE_REMOVE_PERSON, -1, -1);
    act.person = table->persons[3]->id;
    done(table, table->lead, &act);
    act = act_on(EXERCISE_CONSENT, -1, -1);
    act.person = table->persons[2]->id;
    done(table, table->assist, &act);
}

static void feel(struct desk_table *table, int who, const char *word)
{
    struct wire_state_feelings said = {.command = {{(uint8_t)who, 7}}, .word_count = 1};
    struct refusal refusal;
    memset(said.greedy, 0xff, sizeof said.greedy);
    snprintf(said.words[0], sizeof said.words[0], "%s", word);
    assert_true(desk_feel(table->exercise, table->persons[who], &said, &refusal));
    note_step(table);
}

/* A whole exercise, with one of every kind of entry. */
static void play_all(struct desk_table *table)
{
    ask(table, 0, "May I?");
    plan(table, "At once", 0, 1);
    plan(table, "Later", 3, -1);
    plan(table, "Latest", 5, 0);
    about(table, EXERCISE_INJECT_POSTPONE, 2, 1);
    about(table, EXERCISE_INJECT_CANCEL, 3, 0);
    answer(table, 1, "You may", false);
    answer(table, 0, "To all", true);
    done_on(table, table->run, EXERCISE_PAUSE, -1, -1);
    done_on(table, table->run, EXERCISE_UNDO, -1, -1);
    change_people(table);
    play_turns(table, -1, 3);
    end_all(table);
    feel(table, 0, "tense");
    for (uint32_t card = 0; card <= 8; card++) {
        struct wire_exercise_act act = act_on(EXERCISE_DEBRIEF, (int)card % 2, -1);
        act.card = card;
        done(table, table->lead, &act);
        if (card == 0)
            feel(table, 1, "calm");
    }
    about(table, EXERCISE_REPLAY, 30, 0);
}

static const char *const kinds[] = {"facilitator", "rights",      "own",       "started",   "deed",
                                    "inject",      "inject_sent", "cancelled", "postponed", "question",
                                    "answer",      "feelings",    "debrief",   "replay",    "withdrawn"};
enum { KINDS = sizeof kinds / sizeof kinds[0] };

static void it_comes_back_after_any_entry(void **state)
{
    struct desk_table *table = *state;
    char *text = malloc(TABLE_TEXT_MAX);
    assert_non_null(text);
    play_all(table);
    for (int x = 0; x < KINDS; x++)
        assert_true(hall_count(table->hall, kinds[x]) > 0);
    int step = 0;
    for (int count = 3; count <= table->hall->entry_count; count++) { /* the exercise and its two openings */
        struct exercise *exercise = hall_restart(table->hall, count, table->now_ms);
        for (; step < table->step_count && table->steps[step].entries <= count; step++) {
            if (table->steps[step].entries < count)
                continue; /* something else was stored behind it */
            put_state(table, exercise, text);
            assert_string_equal(text, table->steps[step].text);
        }
        exercise_destroy(exercise);
    }
    assert_int_equal(step, table->step_count);
    free(text);
}

/* Puts another body into an entry for one recovery. */
static void expect_unreadable(struct hall *hall, int which, char *body, size_t size)
{
    struct hall_entry before = hall->entries[which];
    struct cause cause = {""};
    hall->entries[which].body = body;
    hall->entries[which].body_size = size;
    hall->entries[which].text = NULL;
    struct exercise *exercise = hall_recover(hall, hall->entry_count, &cause);
    hall->entries[which] = before;
    assert_null(exercise);
    if (!strstr(cause.text, "cannot be read"))
        fail_msg("\"%s\" does not say that it cannot be read", cause.text);
}

/* Up to where a cut shows: a number at the end may have been a shorter one. */
static size_t cut_shows(const struct hall_entry *entry)
{
    const char *last = strrchr(entry->body, '=');
    bool is_number = strlen(last) < 32;
    return is_number ? (size_t)(last - entry->body) + 1 : entry->body_size - 1;
}

/* What is cut anywhere, or has a byte more, is refused; but for lists, whose lines may end sooner. */
static void what_is_cut_is_refused(void **state)
{
    struct desk_table *table = *state;
    struct hall *hall = table->hall;
    play_all(table);
    for (int x = 0; x < KINDS; x++) {
        const struct hall_entry *entry = hall_entry(hall, kinds[x]);
        int which = (int)(entry - hall->entries);
        char body[4096];
        size_t size = entry->body_size;
        bool is_list = strcmp(kinds[x], "deed") == 0 || strcmp(kinds[x], "postponed") == 0;
        assert_true(size + 1 < sizeof body);
        for (size_t length = 0; length < cut_shows(entry) && !is_list; length++) {
            memcpy(body, entry->body, length);
            expect_unreadable(hall, which, body, length);
        }
        memcpy(body, entry->body, size);
        body[size] = 'x';
        expect_unreadable(hall, which, body, size + 1);
    }
}

static void erased_words_leave_the_rest(void **state)
{
    struct desk_table *table = *state;
    struct cause cause;
    ask(table, 0, "May I?");
    answer(table, 1, "You may", true);
    plan(table, "Later", 3, -1);
    for (int x = 0; x < table->hall->entry_count; x++) {
        free(table->hall->entries[x].text);
        table->hall->entries[x].text = NULL;
    }
    struct exercise *exercise = hall_recover(table->hall, table->hall->entry_count, &cause);
    assert_non_null(exercise);
    desk_tell(exercise, table->now_ms, &table->room, &table->state);
    assert_string_equal(table->state.facilitators[0].name, "(erased)");
    assert_string_equal(table->state.questions[0].text, "(erased)");
    assert_string_equal(table->state.injects[0].inject.text[0], "(erased)");
    assert_int_equal(table->state.injects[0].inject.turn, 3);
    assert_int_equal(desk_find_key(exercise, table->lead_key), table->lead);
    exercise_destroy(exercise);
}

/* The server dies behind the entry of who went, before any of the worlds': nobody waits for them for ever. */
static void goes_by_halves(struct desk_table *table, enum exercise_act kind, const char *entry)
{
    struct wire_exercise_act act = act_on(kind, 1, 1);
    struct wire_exercise_seat told;
    act.person = table->persons[0]->id;
    done(table, table->lead, &act);
    int cut = (int)(hall_entry(table->hall, entry) - table->hall->entries) + 1;
    struct exercise *exercise = hall_restart(table->hall, cut, table->now_ms);
    world_tell_seat(exercise_world(exercise, 0), 0, &told);
    assert_false(told.bot);
    assert_true(exercise_next_tick_ms(exercise) == 0);
    int leaves = hall_count(table->hall, "leave");
    exercise_tick(exercise, table->now_ms);
    world_tell_seat(exercise_world(exercise, 0), 0, &told);
    assert_true(told.bot);
    assert_int_equal(hall_count(table->hall, "leave"), leaves + 1);
    assert_true(exercise_next_tick_ms(exercise) > table->now_ms);
    exercise_destroy(exercise);
    restart(table); /* where nothing was lost nothing is done */
    exercise_tick(table->exercise, table->now_ms);
    assert_int_equal(hall_count(table->hall, "leave"), leaves + 1);
}

static void who_was_moved_by_halves_is_not_waited_for(void **state)
{
    goes_by_halves(*state, EXERCISE_MOVE_PERSON, "moved");
}

static void who_was_removed_by_halves_is_not_waited_for(void **state)
{
    goes_by_halves(*state, EXERCISE_REMOVE_PERSON, "removed");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(it_comes_back_after_any_entry),
        TEST(what_is_cut_is_refused),
        TEST(erased_words_leave_the_rest),
        TEST(who_was_moved_by_halves_is_not_waited_for),
        TEST(who_was_removed_by_halves_is_not_waited_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
