/* A world as its entries make it, by the rules alone. */
#include "tests/sim/truth.h"

#include "common/base/must.h"
#include "server/world/machine.h"

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
    plays_free(world);
    debriefs_free(world->debriefs);
    free(world);
}

/* The number behind "name=" in the entry that opened an exercise. */
static int64_t exercise_number(struct truth *truth, const struct truth_stream *exercise, const char *name)
{
    int64_t number;
    bool read = entry_number(&exercise->entries[0], name, &number);
    sim_holds(truth->sim, read, "an exercise without %s", name);
    return number;
}

/* So many worlds stand before that place in the entry that opened their exercise. */
static int worlds_before(const char *body, const char *place)
{
    int count = -1; /* the first of these lines says how many there are */
    for (const char *at = strstr(body, "world"); at && at < place; at = strstr(at + 1, "world"))
        count += at == body || at[-1] == '\n';
    return count;
}

static struct truth_stream *find_exercise(struct truth *truth, struct truth_stream *world)
{
    char line[64], hex[ID_HEX_SIZE];
    struct text text = text_over(line, sizeof line);
    text_put(&text, "world=");
    text_put(&text, id_hex(&world->id, hex));
    for (int x = 0; x < truth->stream_count; x++) {
        struct truth_stream *stream = &truth->streams[x];
        const char *at = stream->world || stream->count == 0 ? NULL : strstr(stream->entries[0].body, line);
        if (!at)
            continue;
        stream->of = world->id;
        world->world->exercise = stream->id;
        world->world->index = worlds_before(stream->entries[0].body, at);
        return stream;
    }
    sim_broken(truth->sim, "a world without an exercise");
}

static void take_settings(struct truth *truth, struct truth_stream *stream)
{
    struct truth_world *world = stream->world;
    const struct truth_stream *exercise = find_exercise(truth, stream);
    world->clock.turn_ms = exercise_number(truth, exercise, "turn_ms");
    world->alone = exercise_number(truth, exercise, "worlds") == 1;
    world->in_step = exercise_number(truth, exercise, "debrief_in_step") != 0;
    world->spectator_delay = (int)exercise_number(truth, exercise, "spectator_delay");
    world->practice = exercise_number(truth, exercise, "practice") != 0;
    world->misses_allowed = (int)exercise_number(truth, exercise, "misses_allowed");
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
    struct truth_play start = {.entry = -1, .hash = world->hash, .after = zeroed(sizeof *start.after)};
    record_begin(&world->opening, start.after);
    play_add(world, &start);
    truth_seats_begin(world);
    take_settings(truth, stream);
}

static void open_turn(struct truth *truth, struct truth_world *world)
{
    world->clock.open = true;
    world->clock.limit_ms = world->clock.whole_ms = truth_seats_turn_ms(world);
    world->clock.spent_ms = 0;
    world->clock.since_ms = truth->sim->now_ms;
    world->clock.resolving = false;
}

/* A turn closes when nobody who plays it is waited for, when its time is up, or when it was told to. */
static void expect_due(struct truth *truth, const struct truth_world *world, const struct record_turn *turn)
{
    const struct truth_clock *clock = &world->clock;
    bool waited_for = false, late = clock->turn_ms > 0 && clock->spent_ms >= clock->limit_ms;
    for (int x = 0; x < world->opening.scenario.actor_count; x++) {
        const struct truth_seat *seat = &world->seats[x];
        bool alive = world->after[world->turns]->actors[x].alive, by_bot = turn->source[x] == SOURCE_BOT;
        waited_for = waited_for || (alive && !seat->bot && !seat->ready);
        sim_holds(truth->sim, by_bot == (alive && seat->bot && !seat->behalf),
                  "seat %d was played by another than its journal gives", x);
    }
    if (clock->resolving || !truth->up) /* read back, it is history */
        return;
    sim_holds(truth->sim, !clock->paused, "turn %d closed in a pause", turn->turn);
    sim_holds(truth->sim, !waited_for || late, "turn %d closed after %lld of %lld ms without all being ready",
              turn->turn, (long long)clock->spent_ms, (long long)clock->limit_ms);
}

static void turn_closes(struct truth *truth, struct truth_stream *stream, const struct truth_entry *entry)
{
    struct truth_world *world = stream->world;
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
    struct truth_play play = {.turn = number,
                              .entry = stream->count - 1,
                              .before = world->after[world->turns],
                              .after = zeroed(sizeof *play.after),
                              .events = zeroed(sizeof *play.events)};
    *play.after = *play.before;
    world->hash = play.hash = record_resolve(play.after, &turn, &world->hash, play.events);
    memcpy(play.source, turn.source, sizeof play.source);
    play_add(world, &play);
    sim_holds(truth->sim, digest_equal(&world->hash, &turn.hash),
              "turn %d has another result when it is played again", number);
    world->turns = number;
    truth_seats_after_turn(world);
    open_turn(truth, world);
    if (play.after->end) {
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
    truth_seats_act(world, entry->kind, &act);
    if (strcmp(entry->kind, "pause") == 0) {
        const struct truth_text *why = truth_text(truth, &world->opening.world, &act.text);
        bool deserted = why && strcmp(why->text, "\x1e") == 0;
        /* whoever wants a pause comes before a world that nobody is in, and not behind it */
        sim_holds(truth->sim, !clock->paused || clock->deserted != deserted, "paused twice");
        clock->deserted = deserted;
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
    } else if (strcmp(entry->kind, "time") == 0) {
        clock_grows(world);
    } else if (strcmp(entry->kind, "rollback") == 0) {
        plays_go_back(truth, world, act.to);
        truth_seats_go_back(world, act.to);
        open_turn(truth, world);
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
        sim_holds(truth->sim, read && orders.revision == ++world->seats[head->seat].revision,
                  "revisions of seat %d do not follow", head->seat);
        truth_seats_orders(truth, world, &orders);
    } else if (strcmp(entry->kind, "ready") == 0) {
        read = read && slice_take_value(&rest, "ready", &value) && slice_int(value, 0, 1, &number);
        world->seats[head->seat].ready = number;
    } else if (strcmp(entry->kind, "beliefs") == 0) {
        world->seats[head->seat].has_stated = true;
    } else if (strcmp(entry->kind, "press") == 0) {
        read = read && slice_take_value(&rest, "number", &value) && slice_int(value, 1, INT64_MAX, &number);
        sim_holds(truth->sim, (uint64_t)number == ++world->press, "message %lld has no place",
                  (long long)number);
    }
    sim_holds(truth->sim, read, "an entry %s cannot be read", entry->kind);
}

/* Of an act that would change more if it was done twice: the id of its command; NULL: of another, or without.
 */
static const char *command_beside(const struct truth *truth, const struct truth_stream *stream,
                                  const struct truth_entry *entry)
{
    struct id text_id;
    bool counts = strcmp(entry->kind, "extend") == 0 || strcmp(entry->kind, "resolve") == 0 ||
                  strcmp(entry->kind, "rollback") == 0;
    if (!counts || !world_text_id(entry->kind, slice_of(entry->body), &text_id))
        return NULL;
    const struct truth_text *text = truth_text(truth, &stream->id, &text_id);
    return text && strspn(text->text, "0") != 2 * ID_SIZE ? text->text : NULL;
}

static void expect_done_once(const struct truth *truth, const struct truth_stream *stream,
                             const struct truth_entry *entry)
{
    const char *command = command_beside(truth, stream, entry);
    for (int x = 0; command && x < stream->count; x++) {
        const struct truth_entry *other = &stream->entries[x];
        const char *before = other == entry ? NULL : command_beside(truth, stream, other);
        sim_holds(truth->sim, !before || strcmp(before, command) != 0, "the same command was done twice: %s",
                  entry->kind);
    }
}

void world_follows(struct truth *truth, struct truth_stream *stream, const struct truth_entry *entry)
{
    struct truth_world *world = stream->world;
    sim_holds(truth->sim, !world->ended, "an entry %s behind the end", entry->kind);
    if (strcmp(entry->kind, "start") == 0) {
        sim_holds(truth->sim, !world->started, "a world started twice");
        truth_seats_start(world);
        world->started = true;
        open_turn(truth, world);
    } else if (strcmp(entry->kind, "turn") == 0) {
        turn_closes(truth, stream, entry);
    } else if (strcmp(entry->kind, "practice_over") == 0) {
        clock_settle(truth, &world->clock);
        plays_go_back(truth, world, 1);
        world->practised = true;
        truth_seats_go_back(world, 1);
        open_turn(truth, world);
    } else if (strcmp(entry->kind, "end") == 0) {
        world->ended = true;
    } else if (entry_is_act(entry->kind)) {
        expect_done_once(truth, stream, entry);
        act_follows(truth, world, entry);
    } else if (entry->has_head) {
        command_follows(truth, world, entry);
    }
    truth_seats_follow(truth, world, entry);
    expect_on_behalf(truth, stream, entry);
}
