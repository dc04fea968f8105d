/* A world as its entries make it, by the rules alone. */
#include "tests/sim/truth.h"

#include "common/base/must.h"

#include <stdlib.h>
#include <string.h>

static void *zeroed(size_t size)
{
    void *memory = calloc(1, size);
    must(memory != NULL);
    return memory;
}

void world_free(struct truth_world *world)
{
    for (int x = 0; x <= world->turns; x++) {
        free(world->after[x]);
        free(world->events[x]);
    }
    debriefs_free(world->debriefs);
    free(world);
}

/* The number behind "name=" in the entry that opened the exercise of a world. */
static int64_t exercise_number(struct truth *truth, const struct truth_stream *world, const char *name)
{
    char line[64], hex[ID_HEX_SIZE];
    struct text text = text_over(line, sizeof line);
    text_put(&text, "world=");
    text_put(&text, id_hex(&world->id, hex));
    for (int x = 0; x < truth->stream_count; x++) {
        struct truth_stream *stream = &truth->streams[x];
        if (stream->world || stream->count == 0 || !strstr(stream->entries[0].body, line))
            continue;
        stream->of = world->id;
        const char *at = strstr(stream->entries[0].body, name);
        sim_holds(truth->sim, at != NULL, "an exercise without %s", name);
        return strtoll(at + strlen(name), NULL, 10);
    }
    sim_broken(truth->sim, "a world without an exercise");
}

void world_begins(struct truth *truth, struct truth_stream *stream, const struct truth_entry *entry)
{
    struct cause cause;
    sim_holds(truth->sim, stream->count == 1 && !stream->world, "an opening in the middle of a world");
    struct truth_world *world = stream->world = zeroed(sizeof *world);
    if (record_read_opening((struct slice){entry->body, entry->size}, &world->opening, &cause) != STATUS_OK)
        sim_broken(truth->sim, "an opening that cannot be read: %s", cause.text);
    world->compared = -1;
    world->hash = record_opening_hash(&world->opening);
    world->after[0] = zeroed(sizeof *world->after[0]);
    record_begin(&world->opening, world->after[0]);
    world->clock.turn_ms = exercise_number(truth, stream, "turn_ms=");
    world->spectator_delay = (int)exercise_number(truth, stream, "spectator_delay=");
}

static void open_turn(struct truth *truth, struct truth_world *world)
{
    world->clock.open = true;
    world->clock.limit_ms = world->clock.turn_ms;
    world->clock.spent_ms = 0;
    world->clock.since_ms = truth->sim->now_ms;
    world->clock.resolving = false;
    memset(world->ready, 0, sizeof world->ready);
    memset(world->revision, 0, sizeof world->revision);
}

/* A turn closes when nobody who plays it is waited for, when its time is up, or when it was told to. */
static void expect_due(struct truth *truth, const struct truth_world *world, const struct record_turn *turn)
{
    const struct truth_clock *clock = &world->clock;
    bool waited_for = false, late = clock->turn_ms > 0 && clock->spent_ms >= clock->limit_ms;
    for (int x = 0; x < world->opening.scenario.actor_count; x++)
        waited_for = waited_for || (!world->ready[x] &&
                                    (turn->source[x] == SOURCE_PERSON || turn->source[x] == SOURCE_DEFAULT));
    if (clock->resolving || !truth->up) /* read back, it is history */
        return;
    sim_holds(truth->sim, !clock->paused, "turn %d closed in a pause", turn->turn);
    sim_holds(truth->sim, !waited_for || late, "turn %d closed after %lld of %lld ms without all being ready",
              turn->turn, (long long)clock->spent_ms, (long long)clock->limit_ms);
}

static void turn_closes(struct truth *truth, struct truth_world *world, const struct truth_entry *entry)
{
    struct record_turn turn;
    struct cause cause;
    int actors = world->opening.scenario.actor_count, number = world->turns + 1;
    if (record_read_turn((struct slice){entry->body, entry->size}, actors, &turn, &cause) != STATUS_OK)
        sim_broken(truth->sim, "turn %d cannot be read: %s", number, cause.text);
    sim_holds(truth->sim, turn.turn == number && number <= TURNS_MAX, "turn %d stands where %d belongs",
              turn.turn, number);
    sim_holds(truth->sim, world->started && !world->closed && !world->after[world->turns]->end,
              "turn %d of a world that does not run", number);
    clock_settle(truth, &world->clock);
    expect_due(truth, world, &turn);
    struct world *after = world->after[number] = zeroed(sizeof *after);
    struct event_list *events = world->events[number] = zeroed(sizeof *events);
    *after = *world->after[world->turns];
    world->hash = record_resolve(after, &turn, &world->hash, events);
    sim_holds(truth->sim, digest_equal(&world->hash, &turn.hash),
              "turn %d has another result when it is played again", number);
    memcpy(world->source[number], turn.source, sizeof turn.source);
    world->turns = number;
    open_turn(truth, world);
    if (after->end) {
        world->clock.open = false;
        world->clock.paused = false;
    }
    truth->sim->counts.turns += truth->up;
}

static void act_follows(struct truth *truth, struct truth_world *world, const struct truth_entry *entry)
{
    struct entry_act act;
    struct truth_clock *clock = &world->clock;
    bool read = entry_read_act(entry->kind, (struct slice){entry->body, entry->size}, &act);
    sim_holds(truth->sim, read && act.turn == world->turns + 1 && act.number == ++world->acts,
              "the act %s does not follow", entry->kind);
    clock_settle(truth, clock);
    if (strcmp(entry->kind, "pause") == 0) {
        sim_holds(truth->sim, !clock->paused, "paused twice");
        if (clock->spent_ms > clock->limit_ms)
            clock->spent_ms = clock->limit_ms; /* late already; no debt is kept */
        clock->paused = true;
    } else if (strcmp(entry->kind, "resume") == 0) {
        sim_holds(truth->sim, clock->paused, "resumed without a pause");
        clock->paused = false;
    } else if (strcmp(entry->kind, "extend") == 0) {
        if (clock->spent_ms > clock->limit_ms)
            clock->spent_ms = clock->limit_ms;
        clock->limit_ms += act.ms;
    } else if (strcmp(entry->kind, "resolve") == 0) {
        clock->resolving = true;
    } else if (strcmp(entry->kind, "close") == 0) {
        world->closed = true;
        clock->open = clock->paused = false;
    }
}

static void command_follows(struct truth *truth, struct truth_world *world, const struct truth_entry *entry)
{
    const struct entry_head *head = &entry->head;
    struct slice rest = {entry->body, entry->size}, value;
    struct entry_head again;
    struct entry_orders orders;
    int64_t number = 0;
    bool read = entry_take_head(&rest, world->opening.scenario.actor_count, &again);
    sim_holds(truth->sim, head->turn == world->turns + 1, "%s of turn %d in turn %d", entry->kind, head->turn,
              world->turns + 1);
    if (strcmp(entry->kind, "orders") == 0) {
        read = entry_read_orders((struct slice){entry->body, entry->size},
                                 world->opening.scenario.actor_count, &orders);
        sim_holds(truth->sim, read && orders.revision == ++world->revision[head->seat],
                  "revisions of seat %d do not follow", head->seat);
    } else if (strcmp(entry->kind, "ready") == 0) {
        read = read && slice_take_value(&rest, "ready", &value) && slice_int(value, 0, 1, &number);
        world->ready[head->seat] = number;
    } else if (strcmp(entry->kind, "press") == 0) {
        read = read && slice_take_value(&rest, "number", &value) && slice_int(value, 1, INT64_MAX, &number);
        sim_holds(truth->sim, (uint64_t)number == ++world->press, "message %lld has no place",
                  (long long)number);
    }
    sim_holds(truth->sim, read, "an entry %s cannot be read", entry->kind);
}

void world_follows(struct truth *truth, struct truth_stream *stream, const struct truth_entry *entry)
{
    struct truth_world *world = stream->world;
    sim_holds(truth->sim, !world->ended, "an entry %s behind the end", entry->kind);
    if (strcmp(entry->kind, "start") == 0) {
        sim_holds(truth->sim, !world->started, "a world started twice");
        world->started = true;
        open_turn(truth, world);
    } else if (strcmp(entry->kind, "turn") == 0) {
        turn_closes(truth, world, entry);
    } else if (strcmp(entry->kind, "end") == 0) {
        world->ended = true;
    } else if (entry_is_act(entry->kind)) {
        act_follows(truth, world, entry);
    } else if (entry->has_head) {
        command_follows(truth, world, entry);
    }
}
