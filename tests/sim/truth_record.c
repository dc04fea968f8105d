/* What an ended world is opened with, its record and its debrief, made again from the journal's entries. */
#include "tests/sim/truth.h"

#include "common/base/must.h"
#include "common/cards/card_debrief.h"
#include "common/worlds/told_world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* All that may be told of one world's debrief. */
struct truth_debriefs {
    char *texts[LANGUAGES][1 + ACTORS_MAX]; /* the cards, then the page of each seat; owned */
};

/* The opening, the turns and the end, and nothing else of the journal; to be freed. */
static char *record_of(const struct truth_stream *stream, size_t *size)
{
    const struct truth_world *world = stream->world;
    char *record = malloc(RECORD_MAX), end[24];
    must(record != NULL);
    struct text text = text_over(record, RECORD_MAX);
    for (int x = 0; x < stream->count; x++)
        if (strcmp(stream->entries[x].kind, "opening") == 0 || strcmp(stream->entries[x].kind, "turn") == 0)
            text_put_span(&text, stream->entries[x].body, stream->entries[x].size);
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
    truth_rests(truth, stream, entry_of_end(stream), "an end");
}

void truth_rests_on_end(struct truth *truth, struct conn *conn)
{
    struct truth_stream *stream;
    struct truth_world *world = truth_world_of(truth, conn, &conn->world, &stream);
    sim_holds(truth->sim, world_is_over(world), "connection %d was told that a world that runs has ended",
              conn->number);
    truth_rests(truth, stream, entry_of_end(stream), "an end");
}

static struct truth_debriefs *make_debriefs(const struct truth *truth, const struct truth_stream *stream)
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
    for (int language = 0; language < LANGUAGES; language++) {
        input.language = languages[language];
        for (int x = 0; x <= actors_of(stream->world); x++) {
            struct text text = text_over(memory, CARD_DEBRIEF_MAX);
            if (x == 0)
                card_put_debrief(&input, &text);
            else
                card_put_debrief_own(&input, x - 1, NULL, &text);
            made->texts[language][x] = strdup(memory);
            must(made->texts[language][x] != NULL);
        }
    }
    told_world_destroy(told);
    free(memory);
    free(record);
    return made;
}

void debriefs_free(struct truth_debriefs *debriefs)
{
    for (int language = 0; debriefs && language < LANGUAGES; language++)
        for (int x = 0; x <= ACTORS_MAX; x++)
            free(debriefs->texts[language][x]);
    free(debriefs);
}

static bool is_part_of(const struct wire_debrief_part *said, const char *text)
{
    size_t size = strlen(text);
    return said->total == size && said->offset + said->text_size <= size &&
           memcmp(text + said->offset, said->text, said->text_size) == 0;
}

/* The cards, or the page of the audience's own seat, and nobody else's. */
void hear_debrief(struct truth *truth, struct conn *conn)
{
    struct truth_stream *stream;
    const struct wire_debrief_part *said = &truth->said.debrief_part;
    struct truth_world *world = truth_world_of(truth, conn, &said->world, &stream);
    bool fits = false;
    sim_holds(truth->sim, world_is_over(world), "seat %d was given the debrief of a world that runs",
              conn->seat);
    truth_rests(truth, stream, entry_of_end(stream), "an end");
    if (!world->debriefs)
        world->debriefs = make_debriefs(truth, stream);
    for (int language = 0; language < LANGUAGES; language++) {
        char *const *texts = world->debriefs->texts[language];
        fits = fits || is_part_of(said, texts[0]) ||
               (conn->seat >= 0 && is_part_of(said, texts[1 + conn->seat]));
    }
    sim_holds(truth->sim, fits, "seat %d was given another debrief", conn->seat);
    truth->sim->counts.debriefs++;
}
