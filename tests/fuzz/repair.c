#include "tests/fuzz/repair.h"

#include "common/base/must.h"

#include <stdlib.h>
#include <string.h>

/* The lines between "scenario-begin" and "scenario-end". */
static bool find_scenario(struct slice text, struct slice *lines)
{
    struct slice line;
    bool inside = false;
    while (slice_take(&text, '\n', &line)) {
        if (inside && slice_is(line, "scenario-end")) {
            lines->length = (size_t)(line.at - lines->at);
            return true;
        }
        if (!inside && slice_is(line, "scenario-begin")) {
            inside = true;
            *lines = text;
        }
    }
    return false;
}

static bool find_hex(struct slice text, const char *name, uint8_t *bytes, size_t count)
{
    struct slice line, key, value;
    while (slice_take(&text, '\n', &line))
        if (slice_split(line, '=', &key, &value) && slice_is(key, name))
            return slice_hex(value, bytes, count);
    return false;
}

bool repair_opening(struct slice text, struct record_opening *opening, struct text *repaired)
{
    struct slice lines;
    char memory[256];
    struct text why = text_over(memory, sizeof memory);
    memset(opening, 0, sizeof *opening);
    if (!find_scenario(text, &lines) || !canonical_scenario_read(lines, &opening->scenario, &why) ||
        !find_hex(text, "world", opening->world.bytes, ID_SIZE) ||
        !find_hex(text, "key", opening->key, sizeof opening->key) ||
        !find_hex(text, "salt", opening->salt, sizeof opening->salt))
        return false;
    opening->commitment = record_commitment(opening);
    record_put_opening(opening, repaired);
    return !repaired->cut;
}

/* A hash of zeros stands where the text has a wrong one. */
static bool read_turn(struct slice text, int actors, struct record_turn *turn)
{
    static const char zeros[] = "hash=0000000000000000000000000000000000000000000000000000000000000000\n";
    char *memory = malloc(RECORD_TURN_MAX);
    must(memory != NULL);
    struct text whole = text_over(memory, RECORD_TURN_MAX);
    struct slice line;
    struct cause cause;
    while (slice_take(&text, '\n', &line) && !slice_starts(line, "hash=")) {
        text_put_span(&whole, line.at, line.length);
        text_put_char(&whole, '\n');
    }
    text_put(&whole, zeros);
    bool read = !whole.cut &&
                record_read_turn((struct slice){memory, whole.length}, actors, turn, &cause) == STATUS_OK;
    free(memory);
    return read;
}

bool repair_turn(const struct world *world, const struct digest *before, struct slice text,
                 struct text *repaired)
{
    struct record_turn turn;
    struct event_list events;
    struct world after = *world;
    if (!read_turn(text, world->scenario.actor_count, &turn))
        return false;
    turn.hash = record_resolve(&after, &turn, before, &events);
    record_put_turn(&turn, world->scenario.actor_count, repaired);
    return !repaired->cut;
}
