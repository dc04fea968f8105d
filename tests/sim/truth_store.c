/* Lives of the server: what the store holds when it comes back is what was submitted, to the letter, cut
 * somewhere behind the last entry on which anything rests that was said. */
#include "tests/sim/truth.h"

#include "common/base/must.h"
#include "server/exercise/exercise_state.h"
#include "server/session/session.h"
#include "server/world/machine_state.h"

#include <stdlib.h>
#include <string.h>

void truth_server_up(struct truth *truth)
{
    truth->up = true;
    truth->life++;
    truth->durable = truth->durable_ms = truth->durable_before = 0;
    truth->tick_count = 0;
    for (int x = 0; x < truth->stream_count; x++)
        if (truth->streams[x].world)
            truth->streams[x].world->compared = -1;
    monitor_restarts(truth);
}

void truth_server_down(struct truth *truth)
{
    for (int x = 0; x < truth->stream_count; x++)
        if (truth->streams[x].world)
            clock_settle(truth, &truth->streams[x].world->clock);
    truth->up = false;
    monitor_forgets(truth);
    truth->down_since_ms = truth->sim->now_ms;
    truth->down_refused_ms = truth->sim->refused_ms;
}

struct reading {
    struct truth *truth;
    struct store *store;
    struct truth_stream *stream;
    int count;
};

/* The words of an entry that was told of are there too. */
static void expect_text(const struct reading *reading, const struct truth_entry *entry)
{
    struct truth *truth = reading->truth;
    char memory[STORE_TEXT_MAX + 1];
    struct id text_id;
    struct cause cause;
    size_t size;
    const char *at = strcmp(entry->kind, "press") == 0 ? strstr(entry->body, "text=") : NULL;
    if (!at)
        return;
    must(slice_hex((struct slice){at + 5, 2 * ID_SIZE}, text_id.bytes, ID_SIZE));
    const struct truth_text *text = truth_text(truth, &reading->stream->id, &text_id);
    enum status status =
        store_text(reading->store, &reading->stream->id, &text_id, memory, sizeof memory, &size, &cause);
    sim_holds(truth->sim,
              status == STATUS_OK && text && size == text->size && memcmp(memory, text->text, size) == 0,
              "the words of a message were lost");
}

static bool on_record(void *user, const struct store_record *record)
{
    struct reading *reading = user;
    struct truth_stream *stream = reading->stream;
    sim_holds(reading->truth->sim, reading->count < stream->count,
              "the store holds an entry %s that nobody wrote", record->kind);
    const struct truth_entry *entry = &stream->entries[reading->count++];
    sim_holds(reading->truth->sim,
              strcmp(entry->kind, record->kind) == 0 && entry->size == record->body_size &&
                  memcmp(entry->body, record->body, record->body_size) == 0,
              "entry %d (%s) reads otherwise than it was written", reading->count, entry->kind);
    expect_text(reading, entry);
    return true;
}

/* What was lost is forgotten; the world is what is left of its entries. */
static void cut(struct truth *truth, struct truth_stream *stream, int count)
{
    struct truth_world *before = stream->world;
    int had = stream->count;
    while (stream->count > count)
        free(stream->entries[--stream->count].body);
    if (!before || had == count)
        return;
    struct truth_clock clock = before->clock;
    stream->world = NULL;
    world_free(before);
    stream->count = 0;
    for (int x = 0; x < count; x++) {
        stream->count++; /* an entry finds its place by it */
        if (x == 0)
            world_begins(truth, stream, &stream->entries[x]);
        else
            world_follows(truth, stream, &stream->entries[x]);
    }
    if (!stream->world)
        return;
    memcpy(stream->world->clock.times, clock.times, sizeof clock.times);
    stream->world->clock.time_count = clock.time_count;
}

static bool on_head(void *user, const struct store_head *head)
{
    struct reading *reading = user;
    struct truth *truth = reading->truth;
    struct cause cause = {""};
    reading->stream = truth_stream(truth, &head->stream);
    reading->count = 0;
    if (store_each_record(reading->store, &head->stream, 0, on_record, reading, &cause) != STATUS_OK)
        sim_broken(truth->sim, "the journal cannot be read: %s", cause.text);
    sim_holds(truth->sim, reading->count >= reading->stream->audible,
              "%d entries are left of %d; what was said rests on %d", reading->count, reading->stream->count,
              reading->stream->audible);
    if (reading->count < reading->stream->count)
        sim_trace(truth->sim, "%d entries were lost that nobody heard of",
                  reading->stream->count - reading->count);
    cut(truth, reading->stream, reading->count);
    if (reading->stream->world)
        clock_found(truth, reading->stream, head->remaining_ms);
    reading->stream->capacity = -1 - reading->stream->capacity; /* seen */
    return true;
}

void truth_checks_store(struct truth *truth, struct store *store)
{
    struct reading reading = {.truth = truth, .store = store};
    struct cause cause;
    must(!truth->up);
    if (store_each_head(store, on_head, &reading, &cause) != STATUS_OK)
        sim_broken(truth->sim, "the journal's heads cannot be read: %s", cause.text);
    int kept = 0;
    for (int x = 0; x < truth->stream_count; x++) {
        struct truth_stream *stream = &truth->streams[x];
        bool seen = stream->capacity < 0;
        if (seen)
            stream->capacity = -1 - stream->capacity;
        sim_holds(truth->sim, seen || stream->audible == 0,
                  "a whole exercise was lost that somebody was told of");
        if (!seen) {
            cut(truth, stream, 0);
            if (stream->world)
                world_free(stream->world);
            free(stream->entries);
            continue;
        }
        truth->streams[kept++] = *stream;
    }
    truth->stream_count = kept;
}

/* ---- while it runs */

static bool is_same_seat(const struct seat *live, const struct truth_seat *seat)
{
    return live->revision == seat->revision && live->ready == seat->ready && live->taken == seat->taken &&
           live->bot == seat->bot && live->returning == seat->returning && live->left == seat->left &&
           live->held == seat->held && live->percent == seat->percent && live->misses == seat->misses &&
           live->has_orders == seat->has_orders && live->has_stated == seat->has_stated &&
           live->bot_reason == seat->reason;
}

/* Replay equals live. */
static void expect_same_world(struct truth *truth, const struct world_machine *machine)
{
    struct truth_world *world = truth_stream(truth, world_id(machine))->world;
    sim_holds(truth->sim, world->turns == machine->world.turn,
              "turn %d is open where the journal has %d turns", machine->world.turn + 1, world->turns);
    if (world->compared != world->turns)
        sim_holds(truth->sim,
                  memcmp(&machine->world, world->after[world->turns], sizeof machine->world) == 0 &&
                      digest_equal(&machine->hash, &world->hash),
                  "the world after turn %d is not what its journal gives", world->turns);
    world->compared = world->turns;
    for (int x = 0; x < world->opening.scenario.actor_count; x++) {
        const struct seat *seat = &machine->seats[x];
        sim_holds(truth->sim, is_same_seat(seat, &world->seats[x]), "seat %d is not what its journal gives",
                  x);
        sim_holds(truth->sim, seat->sessions >= 0 && seat->sessions <= TEAM_SIZE_MAX + 1,
                  "seat %d has %d sessions", x, seat->sessions);
    }
}

void truth_checks_bounds(struct truth *truth)
{
    struct sim *sim = truth->sim;
    int sessions = 0;
    if (sim->dying)
        return;
    for (const struct session *session = sim->hub->sessions; session; session = session->next) {
        sessions++;
        sim_holds(sim, session->pending_bytes <= HUB_PENDING_MAX, "%zu bytes wait at the gate",
                  session->pending_bytes);
    }
    sim_holds(sim, sessions == sim->hub->session_count && sessions <= SIM_CONNS_MAX,
              "sessions are counted wrong");
    sim_holds(sim, journal_waiting(sim->journal) <= JOURNAL_CHANGES_MAX, "the journal's queue is too long");
    for (int x = 0; x < sim->hub->exercise_count; x++)
        for (int y = 0; y < exercise_worlds(sim->hub->exercises[x]); y++)
            expect_same_world(truth, exercise_world(sim->hub->exercises[x], y));
    monitor_looks(truth);
    monitor_checks(truth);
}

/* The server died while it made the exercise, and some of its worlds were lost: it is none. */
static bool was_never_made(const struct truth *truth, const struct truth_world *world)
{
    const struct truth_stream *exercise = NULL;
    int64_t worlds = 0;
    int there = 0;
    for (int x = 0; x < truth->stream_count; x++) {
        const struct truth_stream *stream = &truth->streams[x];
        if (id_equal(&stream->id, &world->exercise))
            exercise = stream;
        there += stream->world && id_equal(&stream->world->exercise, &world->exercise);
    }
    must(exercise && entry_number(&exercise->entries[0], "worlds", &worlds));
    return exercise->audible == 0 && there < worlds;
}

bool truth_all_ended(const struct truth *truth)
{
    int worlds = 0;
    for (int x = 0; x < truth->stream_count; x++) {
        const struct truth_world *world = truth->streams[x].world;
        if (world && !world->ended && !was_never_made(truth, world))
            return false;
        worlds += world != NULL;
    }
    return worlds > 0;
}
