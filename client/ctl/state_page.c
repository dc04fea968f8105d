/* The page as a whole, and what an act came to. */
#include "client/ctl/state_page.h"

#include "client/ctl/table.h"
#include "common/base/must.h"

enum { LINE_SIZE = 2048, ALL_WORLDS_TOLD_MAX = 8 };

/* One of the lists, each entry wrapped, under its head; nothing where it is empty. */
static void put_list(const struct wire_exercise_state *state, const struct language *language,
                     const char *head, int count,
                     void (*put)(const struct wire_exercise_state *state, int index,
                                 const struct language *language, struct text *text),
                     struct text *text)
{
    char line[LINE_SIZE];
    if (!count)
        return;
    text_put_char(text, '\n');
    sentence_put(language, head, NULL, text);
    text_put_char(text, '\n');
    for (int x = 0; x < count; x++) {
        struct text one = text_over(line, sizeof line);
        put(state, x, language, &one);
        wrap_put(line, STATE_COLUMNS, 4, text);
    }
}

static void put_wrapped(const struct language *language, const char *key, const struct slot *slots,
                        struct text *text)
{
    char line[LINE_SIZE];
    struct text one = text_over(line, sizeof line);
    sentence_put(language, key, slots, &one);
    wrap_put(line, STATE_COLUMNS, 0, text);
}

/* Whole on its line, however long, so that it can be copied. When all is over nobody needs it. */
static void put_link(const struct wire_exercise_state *state, const struct language *language,
                     struct text *text)
{
    bool goes_on = false;
    for (int x = 0; x < state->world_count; x++)
        goes_on |= state->worlds[x].clock.state != CLOCK_ENDED;
    if (!state->link[0] || !goes_on)
        return;
    sentence_put(language, "facilitator.link", SLOTS(str("link", state->link)), text);
    text_put_char(text, '\n');
}

static void put_heading(const struct wire_exercise_state *state, const struct language *language,
                        struct text *text)
{
    put_wrapped(language, "facilitator.headline",
                SLOTS(str("code", state->code), str("scenario", state->scenario)), text);
    if (state->places)
        put_wrapped(language, "facilitator.persons",
                    SLOTS(num("persons", state->persons), num("places", state->places)), text);
    state_put_plan(state, language, text);
    if (state->practice)
        put_wrapped(language, "facilitator.practice", NULL, text);
    if (state->replay_days >= 0)
        put_wrapped(language, state->replay_days ? "facilitator.replay" : "facilitator.replay_over",
                    SLOTS(num("days", state->replay_days)), text);
    if (state->card >= 0)
        put_wrapped(language, "facilitator.card", SLOTS(num("card", state->card), num("part", state->part)),
                    text);
}

static void put_seats(const struct wire_exercise_world *world, const struct language *language,
                      struct text *text)
{
    must(world->seat_count <= ACTORS_MAX);
    seat_put_head(language, text);
    for (int x = 0; x < world->seat_count; x++)
        seat_put_rows(world, x, language, text);
}

static void put_now(const struct wire_exercise_world *world, const struct language *language,
                    struct text *text)
{
    char line[LINE_SIZE];
    struct text one = text_over(line, sizeof line);
    world_put_now(world, language, &one);
    wrap_put(line, STATE_COLUMNS, 0, text);
    if (world->clock.reason[0])
        put_wrapped(language, "facilitator.reason", SLOTS(str("reason", world->clock.reason)), text);
}

static void put_detail(const struct wire_exercise_state *state, int index, const struct language *language,
                       struct text *text)
{
    const struct wire_exercise_world *world = &state->worlds[index];
    if (state->world_count > 1)
        put_wrapped(language, "facilitator.world", SLOTS(str("world", world->name)), text);
    put_now(world, language, text);
    if (world->conditions[0])
        put_wrapped(language, "facilitator.conditions", SLOTS(str("conditions", world->conditions)), text);
    if (world->branch)
        put_wrapped(language, "facilitator.branch", SLOTS(num("count", world->branch)), text);
    text_put_char(text, '\n');
    put_seats(world, language, text);
}

void state_put_page(const struct wire_exercise_state *state, int world, const struct language *language,
                    struct text *text)
{
    put_heading(state, language, text);
    put_link(state, language, text);
    if (state->world_count > 1) {
        text_put_char(text, '\n');
        world_put_head(language, text);
        for (int x = 0; x < state->world_count; x++)
            world_put_row(state, x, language, text);
        if (world >= 0)
            text_put_char(text, '\n');
    }
    if (world >= 0 || state->world_count == 1)
        put_detail(state, world < 0 ? 0 : world, language, text);
    put_list(state, language, "facilitator.head.questions", state->question_count, question_put, text);
    put_list(state, language, "facilitator.head.injects", state->inject_count, inject_put, text);
    put_list(state, language, "facilitator.head.facilitators", state->facilitator_count, facilitator_put,
             text);
    put_list(state, language, "facilitator.head.deeds", state->deed_count, deed_put, text);
    text_put_char(text, '\n');
}

/* Of many worlds the table says it. */
static void put_nows(const struct wire_exercise_state *state, const struct language *language,
                     struct text *text)
{
    char line[LINE_SIZE];
    if (state->world_count > ALL_WORLDS_TOLD_MAX)
        return;
    for (int x = 0; x < state->world_count; x++) {
        struct text one = text_over(line, sizeof line);
        text_put(&one, state->worlds[x].name);
        text_put(&one, ": ");
        world_put_now(&state->worlds[x], language, &one);
        wrap_put(line, STATE_COLUMNS, 3, text);
    }
}

void state_put_outcome(const struct wire_exercise_state *state, int world, const struct language *language,
                       struct text *text)
{
    char now[LINE_SIZE] = "";
    struct text one = text_over(now, sizeof now);
    const struct wire_exercise_world *of = state->world_count == 1 ? &state->worlds[0]
                                           : world >= 0            ? &state->worlds[world]
                                                                   : NULL;
    if (of)
        world_put_now(of, language, &one);
    put_wrapped(language, state->already ? "facilitator.already" : "facilitator.done",
                SLOTS(str("code", state->code), str("now", now)), text);
    if (of && of->clock.reason[0])
        put_wrapped(language, "facilitator.reason", SLOTS(str("reason", of->clock.reason)), text);
    if (!of)
        put_nows(state, language, text);
    if (!state->new_key[0])
        return;
    sentence_put(language, "facilitator.new_key", SLOTS(str("key", state->new_key)), text);
    text_put_char(text, '\n');
}
