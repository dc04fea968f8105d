#include "common/record/course.h"

#include "common/base/memory.h"
#include "common/base/must.h"

#include <stdlib.h>
#include <string.h>

const char *record_end_name(int end)
{
    must(end >= 0 && end < RECORD_END_COUNT);
    return end == RECORD_CLOSED ? "closed" : ending_names.names[end];
}

/* Everything a walk needs at once, about 100 KiB: on the heap. */
struct walk {
    const char *text; /* the whole record */
    struct record_opening opening;
    struct record_course course;
    struct record_turn turn;
    struct event_list events;
    struct digest hash;
    struct world before; /* this turn */
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
    walk->before = *world;
    walk->hash = record_resolve(world, &walk->turn, &walk->hash, &walk->events);
    if (!digest_equal(&walk->hash, &walk->turn.hash)) {
        *world = walk->before;
        return status_fail(cause, STATUS_CORRUPT,
                           "world %s turn %d: these orders do not lead to the world that the hash stands for",
                           walk->world_hex, expected);
    }
    record_course_add(&walk->course, (size_t)(part.at - walk->text), part.length);
    if (seen)
        seen(user, &walk->turn, world, &walk->events);
    return STATUS_OK;
}

/* What counts, up to the turn that opens anew. */
static void play_again(struct walk *walk, struct world *world)
{
    walk->hash = record_opening_hash(&walk->opening);
    record_begin(&walk->opening, world);
    for (int t = 1; t <= walk->course.turns; t++) {
        record_course_turn(&walk->course, walk->text, walk->opening.scenario.actor_count, t, &walk->turn);
        walk->hash = record_resolve(world, &walk->turn, &walk->hash, &walk->events);
    }
}

/* Only a practice turn is undone where the rules had ended the world: nobody was told a secret then. */
static enum status walk_back(struct walk *walk, struct slice part, record_turn_seen *seen, void *user,
                             struct world *world, struct cause *cause)
{
    struct record_roll_back back;
    const char *fault = NULL;
    if (!record_read_roll_back(part, &back))
        fault = "a roll-back that cannot be read";
    else if (world->end && !back.practice)
        fault = "a roll-back of a world that had ended before";
    else
        fault = record_course_fault(&walk->course, &back);
    if (fault)
        return status_fail(cause, STATUS_CORRUPT, "world %s turn %d: %s", walk->world_hex, world->turn + 1,
                           fault);
    record_course_back(&walk->course, &back);
    if (back.to <= world->turn)
        play_again(walk, world);
    if (seen)
        seen(user, NULL, world, NULL);
    return STATUS_OK;
}

static enum status walk_parts(struct walk *walk, struct slice *rest, record_turn_seen *seen, void *user,
                              struct world *world, struct cause *cause)
{
    enum status status = STATUS_OK;
    struct slice part;
    while (!status) {
        if (slice_starts(*rest, "turn=") && take_through(rest, "hash=", &part))
            status = walk_turn(walk, part, seen, user, world, cause);
        else if ((slice_starts(*rest, "rollback=") && take_through(rest, "rollback=", &part)) ||
                 (slice_starts(*rest, "practice=") && take_through(rest, "practice=", &part)))
            status = walk_back(walk, part, seen, user, world, cause);
        else
            break;
    }
    return status;
}

static enum status walk_end(const struct walk *walk, struct slice rest, const struct world *world,
                            int32_t *end, struct cause *cause)
{
    struct slice line, key, value;
    int64_t number;
    bool whole = rest.length && rest.at[rest.length - 1] == '\n';
    /* one digit, and one of an end: a record has one spelling */
    if (!whole || !slice_take(&rest, '\n', &line) || !slice_split(line, '=', &key, &value) ||
        !slice_is(key, "end") || value.length != 1 ||
        !slice_int(value, END_RUNNING + 1, RECORD_END_COUNT - 1, &number) || rest.length ||
        !(number == world->end || (number == RECORD_CLOSED && world->end == END_RUNNING)))
        return status_fail(cause, STATUS_CORRUPT, "world %s turn %d: the record does not end with end=%d",
                           walk->world_hex, world->turn, world->end);
    *end = (int32_t)number;
    return STATUS_OK;
}

/* What the record calls its world, whatever else is wrong with it. */
static void name_world(struct slice text, char hex[ID_HEX_SIZE])
{
    struct slice line, name, value = {"", 0};
    struct text put = text_over(hex, ID_HEX_SIZE);
    for (int x = 0; x < 3 && slice_take(&text, '\n', &line); x++)
        if (slice_split(line, '=', &name, &value) && slice_is(name, "world"))
            text_put_span(&put, value.at, value.length);
}

static enum status walk_all(struct walk *walk, struct slice rest, record_turn_seen *seen, void *user,
                            struct record_summary *summary, struct world *world, struct cause *cause)
{
    struct slice part;
    walk->text = rest.at;
    name_world(rest, walk->world_hex);
    if (!take_through(&rest, "scenario-end", &part))
        return status_fail(cause, STATUS_CORRUPT, "world %s turn 0: the record has no opening",
                           walk->world_hex);
    enum status status = record_read_opening(part, &walk->opening, cause);
    if (status)
        return status;
    id_hex(&walk->opening.world, walk->world_hex);
    if (walk->opening.branch) /* whoever could choose one unasked could choose its dice */
        return status_fail(cause, STATUS_VERSION,
                           "world %s turn 0: branch %u; this version knows no courses with other dice",
                           walk->world_hex, walk->opening.branch);
    walk->hash = record_opening_hash(&walk->opening);
    record_begin(&walk->opening, world);
    status = walk_parts(walk, &rest, seen, user, world, cause);
    if (status)
        return status;
    *summary = (struct record_summary){
        .world = walk->opening.world,
        .commitment = walk->opening.commitment,
        .turns = world->turn,
        .roll_backs = walk->course.roll_backs,
        .practised = walk->course.practised,
    };
    return walk_end(walk, rest, world, &summary->end, cause);
}

enum status record_walk(struct slice text, record_turn_seen *seen, void *user, struct record_summary *summary,
                        struct world *world, struct cause *cause)
{
    struct walk *walk = memory_try_zeroed(1, sizeof *walk);
    if (!walk)
        return memory_lacks(cause, "a record");
    enum status status = walk_all(walk, text, seen, user, summary, world, cause);
    free(walk);
    return status;
}

enum status record_verify(struct slice text, struct record_summary *summary, struct world *world,
                          struct cause *cause)
{
    return record_walk(text, NULL, NULL, summary, world, cause);
}
