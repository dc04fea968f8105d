/* Finding the entries on which a message rests, and making a message again. */
#include "tests/sim/truth.h"

#include "common/base/must.h"

#include <string.h>

/* The last entry of that kind and turn (-1: any), of that seat (-1: any); -1: there is none. */
int entry_last(const struct truth_stream *stream, const char *kind, int turn, int seat)
{
    for (int x = stream->count - 1; x >= 0; x--) {
        const struct truth_entry *entry = &stream->entries[x];
        if (strcmp(entry->kind, kind) == 0 && (turn < 0 || (entry->has_head && entry->head.turn == turn)) &&
            (seat < 0 || (entry->has_head && entry->head.seat == seat)))
            return x;
    }
    return -1;
}

int entry_first(const struct truth_stream *stream, const char *kind)
{
    for (int x = 0; x < stream->count; x++)
        if (strcmp(stream->entries[x].kind, kind) == 0)
            return x;
    return -1;
}

int entry_act_on(const struct truth_stream *stream, const char *kind, int seat)
{
    struct entry_act act;
    for (int x = 0; x < stream->count; x++) {
        const struct truth_entry *entry = &stream->entries[x];
        if (strcmp(entry->kind, kind) == 0 &&
            entry_read_act(kind, (struct slice){entry->body, entry->size}, &act) && act.seat == seat)
            return x;
    }
    return -1;
}

int entry_of_turn(const struct truth_stream *stream, int turn)
{
    if (turn == 0)
        return entry_last(stream, "start", -1, -1);
    const struct truth_play *play = play_of(stream->world, turn, 0);
    return play ? play->entry : -1;
}

int entry_of_end(const struct truth_stream *stream)
{
    int at = entry_last(stream, "end", -1, -1);
    if (at < 0)
        at = entry_last(stream, "close", -1, -1);
    return at >= 0 ? at : entry_last(stream, "turn", -1, -1);
}

bool world_is_over(const struct truth_world *world)
{
    return world->closed || world->after[world->turns]->end;
}

int entry_behind_turn(const struct truth_stream *stream, int turn)
{
    int at = entry_of_turn(stream, turn);
    return at < 0 && world_is_over(stream->world) ? entry_of_end(stream) : at;
}

int entry_of_command(const struct truth_stream *stream, const struct id *command)
{
    for (int x = 0; x < stream->count; x++)
        if (stream->entries[x].has_head && id_equal(&stream->entries[x].head.command, command))
            return x;
    return -1;
}

static bool entry_value(const struct truth_entry *entry, const char *name, struct slice *value)
{
    struct slice rest = {entry->body, entry->size}, line, left;
    while (slice_take(&rest, '\n', &line))
        if (slice_split(line, '=', &left, value) && slice_is(left, name))
            return true;
    return false;
}

bool entry_number(const struct truth_entry *entry, const char *name, int64_t *number)
{
    struct slice value;
    return entry_value(entry, name, &value) && slice_int(value, INT64_MIN, INT64_MAX, number);
}

bool entry_bytes(const struct truth_entry *entry, const char *name, uint8_t *bytes, size_t count)
{
    struct slice value;
    return entry_value(entry, name, &value) && slice_hex(value, bytes, count);
}

/* Says that a message rests on an entry, which has to be there. */
void truth_rests(struct truth *truth, struct truth_stream *stream, int entry, const char *what)
{
    sim_holds(truth->sim, entry >= 0, "%s was told of that is in no journal", what);
    truth_said(stream, entry);
}

struct truth_world *truth_world_of(struct truth *truth, const struct conn *conn, const struct id *id,
                                   struct truth_stream **stream)
{
    *stream = truth_stream(truth, id);
    const struct truth_world *world = (*stream)->world;
    bool looks_on = world && conn->watches && id_equal(&conn->exercise, &world->exercise);
    sim_holds(truth->sim, world && (looks_on || id_equal(&conn->world, id)),
              "connection %d was told of another world", conn->number);
    return (*stream)->world;
}

int actors_of(const struct truth_world *world)
{
    return world->opening.scenario.actor_count;
}

/* The message made again has the bytes that were sent, but for their padding. */
bool truth_same(struct truth *truth)
{
    buffer_consume(&truth->first, buffer_length(&truth->first));
    buffer_consume(&truth->second, buffer_length(&truth->second));
    truth->made.request = truth->said.request;
    truth->made.kind = truth->said.kind;
    must(wire_write_to_client(&truth->said, &truth->first) == STATUS_OK);
    must(wire_write_to_client(&truth->made, &truth->second) == STATUS_OK);
    size_t size = buffer_length(&truth->first);
    return size == buffer_length(&truth->second) &&
           memcmp(buffer_bytes(&truth->first), buffer_bytes(&truth->second), size) == 0;
}

void truth_expect_same(struct truth *truth, const struct conn *conn, const char *what)
{
    truth->sim->counts.rebuilt++;
    sim_holds(truth->sim, truth_same(truth),
              "%s for connection %d (seat %d) says what its view does not give", what, conn->number,
              conn->seat);
}
