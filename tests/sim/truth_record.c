/* What an ended world is opened with, its record and its debrief, made again from the journal's entries. */
#include "tests/sim/truth.h"

#include "common/base/must.h"
#include "common/cards/card_debrief.h"
#include "common/record/course.h"
#include "common/worlds/told_world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_OF_OTHERS = 7 /* the card that puts worlds side by side */ };

/* All that may be told of one world's debrief. */
struct truth_debriefs {
    char *texts[LANGUAGES][1 + ACTORS_MAX]; /* the cards, then the page of each seat; owned */
    struct card_cuts cuts[LANGUAGES];
    char *held[LANGUAGES]; /* the cards before all worlds have ended: no news is called untrue; owned */
    struct card_cuts held_cuts[LANGUAGES];
};

/* How its persons call it, and whether their beliefs are scored. */
struct named {
    char code[WIRE_CODE_SIZE], name[4];
    bool scored;
};

static struct named name_of(struct truth *truth, const struct truth_world *world)
{
    struct named named = {.scored = false};
    const struct truth_entry *entry = &exercise_of(truth, world)->entries[0];
    const char *code = strstr(entry->body, "code=");
    int64_t beliefs;
    must(code && sscanf(code, "code=%6s", named.code) == 1);
    named.scored = entry_number(entry, "beliefs", &beliefs) && beliefs == BELIEFS_SCORED;
    if (!world->alone)
        snprintf(named.name, sizeof named.name, "%c", 'A' + world->index);
    return named;
}

/* Where the course went back. */
static void put_back(const struct truth_entry *entry, struct text *text)
{
    struct entry_act act;
    if (strcmp(entry->kind, "practice_over") == 0)
        text_put_span(text, entry->body, entry->size);
    if (strcmp(entry->kind, "rollback") != 0)
        return;
    must(entry_read_act(entry->kind, (struct slice){entry->body, entry->size}, &act));
    record_put_roll_back(&(struct record_roll_back){.to = act.to}, text);
}

/* The opening, the turns, where the course went back, and the end, and nothing else of the journal; to be
 * freed. */
static char *record_of(const struct truth_stream *stream, size_t *size)
{
    const struct truth_world *world = stream->world;
    char *record = malloc(RECORD_MAX), end[24];
    must(record != NULL);
    struct text text = text_over(record, RECORD_MAX);
    for (int x = 0; x < stream->count; x++) {
        const struct truth_entry *entry = &stream->entries[x];
        if (strcmp(entry->kind, "opening") == 0 || strcmp(entry->kind, "turn") == 0)
            text_put_span(&text, entry->body, entry->size);
        put_back(entry, &text);
    }
    snprintf(end, sizeof end, "end=%d\n",
             world->closed ? RECORD_CLOSED : (int)world->after[world->turns]->end);
    text_put(&text, end);
    *size = text.length;
    return record;
}

void hear_record(struct truth *truth, struct conn *conn)
{
    struct truth_stream *stream;
    const struct wire_record_part *said = &truth->said.record_part;
    struct truth_world *world = truth_world_of(truth, conn, &said->world, &stream);
    size_t size;
    sim_holds(truth->sim, world_is_over(world), "seat %d was given the record of a world that runs",
              conn->seat);
    char *record = record_of(stream, &size);
    bool fits = said->total == size && said->offset + said->text_size <= size &&
                memcmp(record + said->offset, said->text, said->text_size) == 0;
    free(record);
    sim_holds(truth->sim, fits, "seat %d was given another record", conn->seat);
    expect_revealed(truth, world, "a record");
    truth_rests(truth, stream, entry_of_end(stream), "an end");
}

void truth_rests_on_end(struct truth *truth, struct conn *conn)
{
    for (int x = 0; x < truth->stream_count; x++) {
        struct truth_stream *stream = &truth->streams[x];
        bool looked_at =
            stream->world && conn->watches && id_equal(&stream->world->exercise, &conn->exercise);
        if (!stream->world || !(looked_at || id_equal(&stream->id, &conn->world)) ||
            !world_is_over(stream->world))
            continue;
        truth_rests(truth, stream, entry_of_end(stream), "an end");
        return;
    }
    sim_broken(truth->sim, "connection %d was told that a world that runs has ended", conn->number);
}

static char *copy_of(const char *text)
{
    char *copy = strdup(text);
    must(copy != NULL);
    return copy;
}

static struct truth_debriefs *make_debriefs(struct truth *truth, const struct truth_stream *stream)
{
    struct truth_debriefs *made = calloc(1, sizeof *made);
    struct told_world *told;
    struct card_input input;
    struct cause cause;
    size_t size;
    char *record = record_of(stream, &size), *memory = malloc(CARD_DEBRIEF_MAX);
    must(made && memory);
    if (told_world_create((struct slice){record, size}, &told, &cause) != STATUS_OK)
        sim_broken(truth->sim, "a debrief was given of a record that has none: %s", cause.text);
    told_world_play_again(told);
    told_world_input(told, &input);
    struct named named = name_of(truth, stream->world);
    struct told_steering steering = {.told = NULL};
    truth_steering(truth, stream, &steering);
    input.code = named.code;
    input.name = named.name;
    input.scored = named.scored;
    input.steering = &steering.of;
    for (int language = 0; language < LANGUAGES; language++) {
        input.language = languages[language];
        for (int x = 0; x <= actors_of(stream->world); x++) {
            struct text text = text_over(memory, CARD_DEBRIEF_MAX);
            if (x == 0)
                card_put_debrief_cut(&input, &text, &made->cuts[language]);
            else
                card_put_debrief_own(&input, x - 1, NULL, &text);
            made->texts[language][x] = copy_of(memory);
        }
        struct text text = text_over(memory, CARD_DEBRIEF_MAX);
        steering.of.withheld = true;
        card_put_debrief_cut(&input, &text, &made->held_cuts[language]);
        steering.of.withheld = false;
        made->held[language] = copy_of(memory);
    }
    told_steering_free(&steering);
    told_world_destroy(told);
    free(memory);
    free(record);
    return made;
}

void debriefs_free(struct truth_debriefs *debriefs)
{
    for (int language = 0; debriefs && language < LANGUAGES; language++) {
        for (int x = 0; x <= ACTORS_MAX; x++)
            free(debriefs->texts[language][x]);
        free(debriefs->held[language]);
    }
    free(debriefs);
}

static bool is_part_of(const struct wire_debrief_part *said, const char *text)
{
    size_t size = strlen(text);
    return said->total == size && said->offset + said->text_size <= size &&
           memcmp(text + said->offset, said->text, said->text_size) == 0;
}

/* Where worlds stand side by side, D7 and what follows tell of others, as far as they were when it was made.
 */
static bool is_alike_before_others(const struct wire_debrief_part *said, const char *text,
                                   const struct card_cuts *cuts)
{
    size_t own = card_cut_at(cuts, FIRST_OF_OTHERS - 1, ACTORS_MAX)->length,
           end = said->offset + said->text_size;
    if (said->offset >= own)
        return true;
    return memcmp(text + said->offset, said->text, (end < own ? end : own) - said->offset) == 0;
}

/* The cards up to a step that was shown, and what closes them. */
static bool is_opened(struct truth *truth, const struct truth_world *world, const char *text,
                      const struct card_cuts *cuts)
{
    const struct wire_debrief_part *said = &truth->said.debrief_part;
    int card, part;
    for (int x = debrief_step(truth, world, 0, &card, &part); x >= 0;
         x = debrief_step(truth, world, x + 1, &card, &part)) {
        const struct card_cut *cut = card_cut_at(cuts, card, part);
        if (card >= FIRST_OF_OTHERS && !world->alone && is_alike_before_others(said, text, cuts))
            return true;
        if (!cut || said->total != cut->length + strlen(CARD_CLOSING))
            continue;
        size_t end = said->offset + said->text_size, shown = end < cut->length ? end : cut->length;
        if (said->offset < cut->length && memcmp(text + said->offset, said->text, shown - said->offset) != 0)
            continue;
        truth_said(exercise_of(truth, world), x);
        return true;
    }
    return false;
}

static bool fits_cards(struct truth *truth, const struct truth_world *world, const char *text,
                       const struct card_cuts *cuts)
{
    const struct wire_debrief_part *said = &truth->said.debrief_part;
    if (world->in_step)
        return is_opened(truth, world, text, cuts);
    return world->alone ? is_part_of(said, text) : is_alike_before_others(said, text, cuts);
}

static bool all_are_over(const struct truth *truth, const struct truth_world *world)
{
    for (int x = 0; x < truth->stream_count; x++) {
        const struct truth_world *other = truth->streams[x].world;
        if (other && id_equal(&other->exercise, &world->exercise) && !world_is_over(other))
            return false;
    }
    return true;
}

/* The cards as far as they were opened, or the page of the audience's own seat, and nobody else's. */
void hear_debrief(struct truth *truth, struct conn *conn)
{
    struct truth_stream *stream;
    const struct wire_debrief_part *said = &truth->said.debrief_part;
    struct truth_world *world = truth_world_of(truth, conn, &said->world, &stream);
    bool fits = false, held = false, own = false;
    sim_holds(truth->sim, world_is_over(world), "seat %d was given the debrief of a world that runs",
              conn->seat);
    truth_rests(truth, stream, entry_of_end(stream), "an end");
    if (!world->debriefs)
        world->debriefs = make_debriefs(truth, stream);
    for (int language = 0; language < LANGUAGES; language++) {
        const struct truth_debriefs *made = world->debriefs;
        own = own || (conn->seat >= 0 && is_part_of(said, made->texts[language][1 + conn->seat]));
        fits = fits || fits_cards(truth, world, made->texts[language][0], &made->cuts[language]);
        held = held || fits_cards(truth, world, made->held[language], &made->held_cuts[language]);
    }
    sim_holds(truth->sim, own || held || !fits || all_are_over(truth, world),
              "seat %d was told what is untrue while it may yet be told to others", conn->seat);
    fits = fits || held; /* made before the others ended, and asked for before that */
    if (own && !fits)
        expect_revealed(truth, world, "a page");
    sim_holds(truth->sim, own || fits, "seat %d was given another debrief", conn->seat);
    truth->sim->counts.debriefs++;
}
