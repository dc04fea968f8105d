#include "desk_table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int add(struct desk_table *table, const char *name, enum rights rights,
               char key[WIRE_FACILITATOR_KEY_SIZE])
{
    assert_true(desk_add_facilitator(table->exercise, name, rights, key));
    int number = desk_find_key(table->exercise, key);
    assert_true(number > 0);
    return number;
}

static struct desk_table *open_asking(bool in_step, enum belief_mode beliefs)
{
    struct desk_table *table = calloc(1, sizeof *table);
    char key[WIRE_FACILITATOR_KEY_SIZE];
    assert_non_null(table);
    table->hall = hall_open_worlds(&(struct exercise_settings){.turn_ms = TABLE_TURN_MS,
                                                               .misses_allowed = 3,
                                                               .team_size = 1,
                                                               .seats_in_order = true,
                                                               .places = 5,
                                                               .start_by_hand = true,
                                                               .consent = true,
                                                               .debrief_in_step = in_step,
                                                               .beliefs = beliefs,
                                                               .plan_minutes = 75},
                                   "duel", 2);
    table->exercise = table->hall->exercise;
    table->now_ms = 1000;
    table->lead = add(table, "Dr Lead", RIGHTS_LEAD, table->lead_key);
    table->run = add(table, "Prof Run", RIGHTS_RUN, key);
    table->assist = add(table, "Assistant", RIGHTS_ASSIST, key);
    table->observe = add(table, "Observer", RIGHTS_OBSERVE, key);
    static const char *const names[4] = {"Ann", "Ben", "Cyd", "Dan"};
    for (int x = 0; x < 4; x++) {
        struct person *person = hall_join(table->hall, names[x], (uint8_t)(x + 1));
        table->persons[2 * person->world + person->seat] = person;
        exercise_arrive(table->exercise, person, table, table->now_ms);
    }
    return table;
}

struct desk_table *table_open(bool in_step)
{
    return open_asking(in_step, BELIEFS_NONE);
}

struct desk_table *table_start_asking(bool in_step, enum belief_mode beliefs)
{
    struct desk_table *table = open_asking(in_step, beliefs);
    done_on(table, table->lead, EXERCISE_START, -1, -1);
    return table;
}

struct desk_table *table_start(bool in_step)
{
    return table_start_asking(in_step, BELIEFS_NONE);
}

void table_close(struct desk_table *table)
{
    for (int x = 0; x < table->step_count; x++)
        free(table->steps[x].text);
    hall_close(table->hall);
    free(table);
}

/* ---- acts */

struct wire_exercise_act act_on(enum exercise_act kind, int world, int seat)
{
    struct wire_exercise_act act;
    wire_exercise_act_init(&act, kind);
    act.world = world;
    act.seat = seat;
    return act;
}

void note_step(struct desk_table *table)
{
    char *text = malloc(TABLE_TEXT_MAX);
    assert_true(text != NULL && table->step_count < TABLE_STEPS_MAX);
    put_state(table, table->exercise, text);
    table->steps[table->step_count].entries = table->hall->entry_count;
    table->steps[table->step_count++].text = text;
}

static void do_it(struct desk_table *table, int by, const struct wire_exercise_act *act)
{
    desk_act(table->exercise, by, act, table->now_ms, &table->answer);
}

void done(struct desk_table *table, int by, const struct wire_exercise_act *act)
{
    do_it(table, by, act);
    if (table->answer.refusal.code != REFUSAL_NONE)
        fail_msg("refused: %s %s: %s", refusal_name(table->answer.refusal.code), table->answer.refusal.item,
                 table->answer.why);
    assert_false(table->answer.already);
    note_step(table);
}

void already(struct desk_table *table, int by, const struct wire_exercise_act *act)
{
    int before = table->hall->entry_count;
    do_it(table, by, act);
    assert_int_equal(table->answer.refusal.code, REFUSAL_NONE);
    assert_true(table->answer.already);
    assert_int_equal(table->hall->entry_count, before); /* nothing changed */
}

void refused(struct desk_table *table, int by, const struct wire_exercise_act *act, enum refusal_code code,
             const char *item)
{
    int before = table->hall->entry_count;
    do_it(table, by, act);
    assert_string_equal(refusal_name(table->answer.refusal.code), refusal_name(code));
    assert_string_equal(table->answer.refusal.item, item);
    assert_non_null(strchr(table->answer.why, ';')); /* a reason and a remedy */
    assert_int_equal(table->hall->entry_count, before);
}

void done_on(struct desk_table *table, int by, enum exercise_act kind, int world, int seat)
{
    struct wire_exercise_act act = act_on(kind, world, seat);
    done(table, by, &act);
}

void already_on(struct desk_table *table, int by, enum exercise_act kind, int world, int seat)
{
    struct wire_exercise_act act = act_on(kind, world, seat);
    already(table, by, &act);
}

void refused_on(struct desk_table *table, int by, enum exercise_act kind, int world, int seat,
                enum refusal_code code, const char *item)
{
    struct wire_exercise_act act = act_on(kind, world, seat);
    refused(table, by, &act, code, item);
}

/* ---- how it stands */

const struct wire_exercise_state *look(struct desk_table *table)
{
    desk_tell(table->exercise, table->now_ms, &table->room, &table->state);
    return &table->state;
}

static void put(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void put(struct text *text, const char *format, ...)
{
    char line[2048];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    text_put(text, line);
}

static void put_world(const struct wire_exercise_world *world, struct text *text)
{
    put(text,
        "world %s end %u owner %d branch %u tension %u signs %d turn %u clock %d deserted %d reason %s\n",
        world->name, world->end, world->owner, world->branch, world->tension, world->sign_count,
        world->clock.turn, (int)world->clock.state, world->deserted, world->clock.reason);
    for (int x = 0; x < world->seat_count; x++) {
        const struct wire_exercise_seat *seat = &world->seats[x];
        put(text, " %s alive %d held %d percent %u revision %u stated %d misses %u\n", seat->state,
            seat->alive, seat->held, seat->percent, seat->revision, seat->stated, seat->misses);
        for (int y = 0; y < seat->person_count; y++)
            put(text, "  %s left %d role %d consent %d\n", seat->persons[y].name, seat->persons[y].left,
                (int)seat->persons[y].role, (int)seat->persons[y].consent);
    }
}

static void put_lists(const struct wire_exercise_state *state, struct text *text)
{
    for (int x = 0; x < state->question_count; x++) {
        const struct wire_exercise_question *one = &state->questions[x];
        put(text, "question %u world %u seat %u %s: %s -> %s %d\n", one->number, one->world, one->seat,
            one->name, one->text, one->answer, one->everyone);
    }
    for (int x = 0; x < state->inject_count; x++) {
        const struct wire_exercise_inject *one = &state->injects[x];
        put(text, "inject %u world %d seats %x trigger %d turn %u tension %u sent %x cancelled %d %s %s %s\n",
            one->inject.number, one->inject.world, one->inject.seats, (int)one->inject.trigger,
            one->inject.turn, one->inject.tension, one->sent, one->cancelled, one->inject.source,
            one->inject.text[0], one->inject.text[1]);
    }
    for (int x = 0; x < state->facilitator_count; x++)
        put(text, "facilitator %u %s %d\n", state->facilitators[x].number, state->facilitators[x].name,
            (int)state->facilitators[x].rights);
    for (int x = 0; x < state->deed_count; x++)
        put(text, "deed %u act %d by %s world %d seat %d undone %d\n", state->deeds[x].number,
            (int)state->deeds[x].act, state->deeds[x].by, state->deeds[x].world, state->deeds[x].seat,
            state->deeds[x].undone);
}

void put_state(struct desk_table *table, struct exercise *exercise, char memory[TABLE_TEXT_MAX])
{
    struct wire_exercise_state *state = &table->state;
    struct text text = text_over(memory, TABLE_TEXT_MAX);
    struct wire_debrief_step step;
    desk_tell(exercise, table->now_ms, &table->room, state);
    put(&text, "%s started %d persons %u places %u card %d part %u projected %d replay %d used %u undo %u\n",
        state->code, state->started, state->persons, state->places, state->card, state->part,
        state->projected, state->replay_days, state->used_seconds, desk_undoable(exercise, table->lead));
    for (int x = 0; x < state->world_count; x++) {
        struct desk_opened opened = desk_opened(exercise, x);
        put_world(&state->worlds[x], &text);
        put(&text, " opened %d %d %d\n", opened.card, opened.part, opened.own);
    }
    put_lists(state, &text);
    desk_tell_step(exercise, NULL, &step);
    for (int x = 0; x < step.feeling_count; x++)
        for (int y = 0; y < step.feelings[x].word_count; y++)
            put(&text, "feeling %s %s\n", step.feelings[x].world, step.feelings[x].words[y]);
    put(&text, "outcomes %d\n", step.outcome_count);
    assert_false(text.cut);
}

/* ---- time */

void wait_ms(struct desk_table *table, int64_t ms)
{
    table->now_ms += (uint64_t)ms;
    table->hall->wall_ms += ms;
    exercise_tick(table->exercise, table->now_ms);
}

void play_turns(struct desk_table *table, int world, int count)
{
    for (int x = 0; x < count; x++) {
        struct wire_exercise_act act = act_on(EXERCISE_RESOLVE, world, -1);
        desk_act(table->exercise, DESK_OPERATOR, &act, table->now_ms, &table->answer);
        assert_int_equal(table->answer.refusal.code, REFUSAL_NONE);
        exercise_tick(table->exercise, table->now_ms);
    }
    note_step(table);
}

void end_all(struct desk_table *table)
{
    done_on(table, table->lead, EXERCISE_CLOSE, -1, -1);
    assert_true(exercise_ended(table->exercise));
}

void restart(struct desk_table *table)
{
    char *before = malloc(TABLE_TEXT_MAX), *after = malloc(TABLE_TEXT_MAX);
    assert_true(before != NULL && after != NULL);
    put_state(table, table->exercise, before);
    struct exercise *exercise = hall_restart(table->hall, table->hall->entry_count, table->now_ms);
    put_state(table, exercise, after);
    assert_string_equal(before, after);
    for (int x = 0; x < 4; x++) {
        struct id id = table->persons[x]->id;
        table->persons[x] = exercise_find_person(exercise, &id);
        assert_non_null(table->persons[x]);
    }
    exercise_destroy(table->exercise);
    table->exercise = table->hall->exercise = exercise;
    free(before);
    free(after);
}
