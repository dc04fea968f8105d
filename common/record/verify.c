#include "common/record/record.h"

#include "common/base/must.h"

#include <stdlib.h>
#include <string.h>

/* Everything a walk needs at once, about 100 KiB: on the heap. */
struct walk {
    struct record_opening opening;
    struct record_turn turn;
    struct event_list events;
    struct digest hash;
    char world_hex[ID_HEX_SIZE];
};

/* The part of `text` up to and with the line `end`; false when there is no such line. */
static bool take_through(struct slice *text, const char *end_prefix, struct slice *part)
{
    struct slice rest = *text, line;
    while (slice_take(&rest, '\n', &line)) {
        if (!slice_starts(line, end_prefix))
            continue;
        *part = (struct slice){text->at, (size_t)(rest.at - text->at)};
        *text = rest;
        return true;
    }
    return false;
}

static enum status walk_turn(struct walk *walk, struct slice part, record_turn_seen *seen, void *user,
                             struct world *world, struct cause *cause)
{
    int expected = world->turn + 1;
    enum status status = record_read_turn(part, walk->opening.scenario.actor_count, &walk->turn, cause);
    if (status)
        return status_wrap(cause, status, "world %s turn %d", walk->world_hex, expected);
    if (walk->turn.turn != expected)
        return status_fail(cause, STATUS_CORRUPT, "world %s turn %d: turn %d stands in its place",
                           walk->world_hex, expected, walk->turn.turn);
    if (world->end)
        return status_fail(cause, STATUS_CORRUPT, "world %s turn %d: the world had ended before",
                           walk->world_hex, expected);
    walk->hash = record_resolve(world, &walk->turn, &walk->hash, &walk->events);
    if (!digest_equal(&walk->hash, &walk->turn.hash))
        return status_fail(cause, STATUS_CORRUPT,
                           "world %s turn %d: these orders do not lead to the world that the hash stands for",
                           walk->world_hex, expected);
    if (seen)
        seen(user, &walk->turn, world, &walk->events);
    return STATUS_OK;
}

static enum status walk_end(const struct walk *walk, struct slice rest, const struct world *world,
                            struct cause *cause)
{
    struct slice line, key, value;
    int64_t end;
    if (!slice_take(&rest, '\n', &line) || !slice_split(line, '=', &key, &value) || !slice_is(key, "end") ||
        !slice_int(value, world->end, world->end, &end) || rest.length)
        return status_fail(cause, STATUS_CORRUPT, "world %s turn %d: the record does not end with end=%d",
                           walk->world_hex, world->turn, world->end);
    return STATUS_OK;
}

static enum status walk_all(struct walk *walk, struct slice rest, record_turn_seen *seen, void *user,
                            struct record_summary *summary, struct world *world, struct cause *cause)
{
    struct slice part;
    if (!take_through(&rest, "scenario-end", &part))
        return status_fail(cause, STATUS_CORRUPT, "turn 0: the record has no opening");
    enum status status = record_read_opening(part, &walk->opening, cause);
    if (status)
        return status;
    id_hex(&walk->opening.world, walk->world_hex);
    walk->hash = record_opening_hash(&walk->opening);
    record_begin(&walk->opening, world);
    while (!status && slice_starts(rest, "turn=") && take_through(&rest, "hash=", &part))
        status = walk_turn(walk, part, seen, user, world, cause);
    if (status)
        return status;
    summary->world = walk->opening.world;
    summary->commitment = walk->opening.commitment;
    summary->turns = world->turn;
    summary->end = world->end;
    return walk_end(walk, rest, world, cause);
}

enum status record_walk(struct slice text, record_turn_seen *seen, void *user, struct record_summary *summary,
                        struct world *world, struct cause *cause)
{
    struct walk *walk = calloc(1, sizeof *walk);
    must(walk != NULL);
    enum status status = walk_all(walk, text, seen, user, summary, world, cause);
    free(walk);
    return status;
}

enum status record_verify(struct slice text, struct record_summary *summary, struct world *world,
                          struct cause *cause)
{
    return record_walk(text, NULL, NULL, summary, world, cause);
}
