/* What the server gives to its journal. */
#include "tests/sim/truth.h"

#include "common/base/must.h"

#include <stdlib.h>
#include <string.h>

struct truth *truth_create(struct sim *sim)
{
    struct truth *truth = calloc(1, sizeof *truth);
    must(truth != NULL);
    truth->sim = sim;
    truth->first = buffer_with_cap(WIRE_TO_CLIENT_MAX);
    truth->second = buffer_with_cap(WIRE_TO_CLIENT_MAX);
    return truth;
}

static void free_stream(struct truth_stream *stream)
{
    for (int x = 0; x < stream->count; x++)
        free(stream->entries[x].body);
    free(stream->entries);
    if (stream->world)
        world_free(stream->world);
}

void truth_free(struct truth *truth)
{
    monitor_forgets(truth);
    for (int x = 0; x < truth->stream_count; x++)
        free_stream(&truth->streams[x]);
    for (int x = 0; x < truth->text_count; x++)
        free(truth->texts[x].text);
    buffer_free(&truth->first);
    buffer_free(&truth->second);
    free(truth);
}

static struct truth_stream *find(struct truth *truth, const struct id *id)
{
    for (int x = 0; x < truth->stream_count; x++)
        if (id_equal(&truth->streams[x].id, id))
            return &truth->streams[x];
    return NULL;
}

struct truth_stream *truth_stream(struct truth *truth, const struct id *id)
{
    struct truth_stream *stream = find(truth, id);
    sim_holds(truth->sim, stream != NULL, "a world or an exercise was named that is in no journal");
    return stream;
}

const struct truth_text *truth_text(const struct truth *truth, const struct id *stream, const struct id *id)
{
    for (int x = truth->text_count - 1; x >= 0; x--)
        if (id_equal(&truth->texts[x].id, id) && id_equal(&truth->texts[x].stream, stream))
            return &truth->texts[x];
    return NULL;
}

static void *copy_of(const void *bytes, size_t count)
{
    char *copy = malloc(count + 1);
    must(copy != NULL);
    if (count)
        memcpy(copy, bytes, count);
    copy[count] = '\0';
    return copy;
}

static void keep_text(struct truth *truth, const struct store_change *change)
{
    sim_holds(truth->sim, truth->text_count < TRUTH_TEXTS_MAX, "more than %d texts were kept in one run",
              TRUTH_TEXTS_MAX);
    truth->texts[truth->text_count++] = (struct truth_text){
        .stream = change->stream,
        .id = change->text_id,
        .text = copy_of(change->text, change->text_size),
        .size = change->text_size,
    };
}

static struct truth_stream *new_stream(struct truth *truth, const struct store_change *change)
{
    must(truth->stream_count < TRUTH_STREAMS_MAX);
    struct truth_stream *stream = &truth->streams[truth->stream_count++];
    *stream = (struct truth_stream){.id = change->stream};
    return stream;
}

/* A command of a player is stored once. A leave counts as often as its sender comes back and leaves again. */
static void expect_new_command(const struct truth *truth, const struct truth_stream *stream,
                               const struct truth_entry *entry)
{
    if (!entry->has_head || strcmp(entry->kind, "leave") == 0)
        return;
    for (int x = stream->count - 1; x >= 0; x--) {
        const struct truth_entry *other = &stream->entries[x];
        if (strcmp(other->kind, "rollback") == 0 || strcmp(other->kind, "practice_over") == 0)
            return; /* what was said in the turns before is forgotten with them */
        sim_holds(truth->sim, !other->has_head || !id_equal(&other->head.command, &entry->head.command),
                  "a command of seat %d (%s) was applied twice", entry->head.seat, entry->kind);
    }
}

static void read_head(const struct truth_stream *stream, struct truth_entry *entry)
{
    static const char *const kinds[] = {"orders", "ready", "beliefs", "press", "leave"};
    struct slice rest = {entry->body, entry->size};
    for (size_t x = 0; stream->world && x < sizeof kinds / sizeof kinds[0]; x++)
        if (strcmp(kinds[x], entry->kind) == 0)
            entry->has_head =
                entry_take_head(&rest, stream->world->opening.scenario.actor_count, &entry->head);
}

static void append(struct truth *truth, const struct store_change *change, uint64_t ticket)
{
    struct truth_stream *stream = find(truth, &change->stream);
    if (!stream)
        stream = new_stream(truth, change);
    sim_holds(truth->sim, change->expected_seq == stream->count, "an entry %s follows number %lld of %d",
              change->record.kind, (long long)change->expected_seq, stream->count);
    if (stream->count == stream->capacity) {
        stream->capacity = stream->capacity ? 2 * stream->capacity : 64;
        stream->entries = realloc(stream->entries, (size_t)stream->capacity * sizeof stream->entries[0]);
        must(stream->entries != NULL);
    }
    struct truth_entry *entry = &stream->entries[stream->count];
    *entry = (struct truth_entry){.body = copy_of(change->record.body, change->record.body_size),
                                  .size = change->record.body_size,
                                  .ticket = ticket};
    memcpy(entry->kind, change->record.kind, sizeof entry->kind);
    entry->life = truth->life;
    read_head(stream, entry);
    expect_new_command(truth, stream, entry);
    stream->count++;
    sim_trace(truth->sim, "entry %d of stream %02x%02x: %s", stream->count, stream->id.bytes[0],
              stream->id.bytes[1], entry->kind);
    if (strcmp(entry->kind, "opening") == 0)
        world_begins(truth, stream, entry);
    else if (stream->world)
        world_follows(truth, stream, entry);
    else
        door_follows(truth, stream, entry), desk_follows(truth, stream, entry);
    monitor_changes(truth, stream);
    if (stream->world)
        clock_submitted(truth, stream, ticket, change->record.remaining_ms, change->quiet);
}

/* By this moment so much was submitted. */
static void note_ticket(struct truth *truth, uint64_t ticket)
{
    uint64_t now = truth->sim->now_ms;
    if (truth->tick_count > 0 && truth->ticks[truth->tick_count - 1].at_ms == now)
        truth->tick_count--;
    if (truth->tick_count == TRUTH_TICKS_MAX) {
        memmove(truth->ticks, truth->ticks + TRUTH_TICKS_MAX / 2, sizeof truth->ticks / 2);
        truth->tick_count = TRUTH_TICKS_MAX / 2;
    }
    truth->ticks[truth->tick_count++] = (struct truth_tick){.at_ms = now, .ticket = ticket};
}

void truth_writes(struct truth *truth, const struct store_change *change, uint64_t ticket)
{
    if (!truth->up)
        return; /* a process that is gone writes nothing */
    note_ticket(truth, ticket);
    if (change->kind == STORE_TEXT)
        keep_text(truth, change);
    else if (change->kind == STORE_APPEND)
        append(truth, change, ticket);
    else if (change->kind == STORE_CLOCK)
        clock_submitted(truth, truth_stream(truth, &change->stream), ticket, change->remaining_ms, false);
}

void truth_durable(struct truth *truth, uint64_t ticket)
{
    if (truth->durable_ms != truth->sim->now_ms)
        truth->durable_before = truth->durable;
    truth->durable_ms = truth->sim->now_ms;
    truth->durable = ticket;
}

void truth_said(struct truth_stream *stream, int entry)
{
    if (stream->audible < entry + 1)
        stream->audible = entry + 1;
}
