/* Who plays a seat, and how it stands: from the entries of its world alone, by what the rules of play say. */
#include "server/world/machine.h"
#include "tests/sim/truth.h"

#include "common/base/must.h"

#include <string.h>

static bool is_alive(const struct truth_world *world, int seat)
{
    return world->after[world->turns]->actors[seat].alive;
}

bool world_has_ended(const struct truth_world *world)
{
    bool undone = world->practice && !world->practised; /* a turn of practice ends nothing */
    return world->closed || (world->after[world->turns]->end && !undone);
}

bool world_is_open(const struct truth_world *world)
{
    return world->started && !world_has_ended(world);
}

void truth_seats_begin(struct truth_world *world)
{
    for (int x = 0; x < ACTORS_MAX; x++)
        world->seats[x] = (struct truth_seat){.percent = 100};
}

int64_t truth_seats_turn_ms(const struct truth_world *world)
{
    int percent = 100;
    for (int x = 0; x < actors_of(world); x++)
        if (is_alive(world, x) && !world->seats[x].bot && world->seats[x].percent > percent)
            percent = world->seats[x].percent;
    int64_t whole = world->clock.turn_ms * percent / 100;
    return whole < WORLD_TURN_MS_MAX ? whole : WORLD_TURN_MS_MAX;
}

static void clear(struct truth_seat *seat)
{
    seat->ready = seat->has_orders = seat->has_stated = seat->behalf = false;
    seat->revision = 0;
    seat->beliefs = 0;
}

void truth_seats_start(struct truth_world *world)
{
    for (int x = 0; x < actors_of(world); x++) {
        struct truth_seat *seat = &world->seats[x];
        seat->bot = !seat->taken || seat->left || seat->held;
        seat->reason = seat->held     ? BOT_REASON_CONTROL
                       : seat->left   ? BOT_REASON_LEFT
                       : !seat->taken ? BOT_REASON_VACANT
                                      : BOT_REASON_NONE;
        clear(seat);
    }
}

void truth_seats_after_turn(struct truth_world *world)
{
    for (int x = 0; x < actors_of(world); x++) {
        struct truth_seat *seat = &world->seats[x];
        bool missed = !seat->bot && !seat->has_orders && !seat->ready && is_alive(world, x);
        seat->misses = missed ? seat->misses + 1 : 0;
        if (seat->returning) {
            seat->bot = seat->left = false;
            seat->reason = BOT_REASON_NONE;
        } else if (seat->misses >= world->misses_allowed) {
            seat->bot = true;
            seat->reason = BOT_REASON_MISSED;
            seat->lost = world->turns;
        }
        seat->returning = false;
        clear(seat);
    }
}

void truth_seats_go_back(struct truth_world *world, int to)
{
    for (int x = 0; x < actors_of(world); x++) {
        struct truth_seat *seat = &world->seats[x];
        bool undone = seat->bot && seat->reason == BOT_REASON_MISSED && seat->lost >= to;
        if (undone || seat->returning) { /* what was missed is undone; who is back has the turn that opens */
            seat->bot = seat->left = seat->returning = false;
            seat->reason = BOT_REASON_NONE;
        }
        seat->misses = 0;
        clear(seat);
    }
}

static void take(struct truth_world *world, struct truth_seat *seat)
{
    bool lobby = !world->started;
    seat->taken = true;
    seat->left = false;
    seat->misses = 0;
    seat->bot = seat->bot && !lobby;
    seat->returning = lobby ? seat->returning : !seat->held;
}

static void come_back(struct truth_world *world, struct truth_seat *seat)
{
    seat->misses = 0;
    if (!world->started || seat->held)
        seat->left = false;
    else
        seat->returning = true;
}

static void leave(struct truth_world *world, struct truth_seat *seat)
{
    seat->left = true;
    seat->returning = false;
    seat->bot = world_is_open(world);
    seat->reason = !seat->bot ? BOT_REASON_NONE : seat->held ? BOT_REASON_CONTROL : BOT_REASON_LEFT;
}

void truth_seats_follow(struct truth *truth, struct truth_world *world, const struct truth_entry *entry)
{
    int64_t number;
    if (strcmp(entry->kind, "leave") == 0) {
        leave(world, &world->seats[entry->head.seat]);
    } else if (strcmp(entry->kind, "take") == 0 || strcmp(entry->kind, "return") == 0) {
        bool read = entry_number(entry, "seat", &number) && number >= 0 && number < actors_of(world);
        sim_holds(truth->sim, read, "an entry %s names no seat", entry->kind);
        if (entry->kind[0] == 't')
            take(world, &world->seats[number]);
        else
            come_back(world, &world->seats[number]);
    }
}

void truth_seats_act(struct truth_world *world, const char *kind, const struct entry_act *act)
{
    struct truth_seat *seat = &world->seats[act->seat];
    bool open = world_is_open(world);
    if (strcmp(kind, "bot_in") == 0) {
        seat->held = true;
        seat->left = seat->left && !seat->returning;
        seat->returning = seat->behalf = false;
        seat->bot = open;
        seat->reason = open ? BOT_REASON_CONTROL : BOT_REASON_NONE;
    } else if (strcmp(kind, "bot_out") == 0) {
        if (seat->held && seat->bot && !seat->taken)
            seat->reason = BOT_REASON_VACANT;
        if (seat->held && seat->bot && seat->left)
            seat->reason = BOT_REASON_LEFT;
        seat->held = false;
        seat->misses = 0;
        seat->returning = open && seat->taken && !seat->left;
    } else if (strcmp(kind, "time") == 0) {
        seat->percent = act->percent;
    }
}

static int first_leave(const struct truth_stream *stream, int seat)
{
    for (int x = 0; x < stream->count; x++)
        if (strcmp(stream->entries[x].kind, "leave") == 0 && stream->entries[x].head.seat == seat)
            return x;
    return -1;
}

static int first_miss(const struct truth_stream *stream, int seat)
{
    const struct truth_world *world = stream->world;
    for (int x = 0; x < world->play_count; x++)
        if (world->plays[x].turn > 0 && world->plays[x].source[seat] == SOURCE_DEFAULT)
            return world->plays[x].entry;
    return -1;
}

/* The first that could be meant: a message may have waited while the seat changed hands again. */
void expect_bot_reason(struct truth *truth, struct truth_stream *stream, int seat, bool bot, bool held,
                       enum bot_reason said)
{
    sim_holds(truth->sim, bot == (said != BOT_REASON_NONE),
              "seat %d was told of a bot without a reason, or of a reason without one", seat);
    /* one that was put in plays nothing where the world was closed in its lobby */
    sim_holds(truth->sim, !bot || !held || said == BOT_REASON_CONTROL, "seat %d is held for another reason",
              seat);
    if (said == BOT_REASON_MISSED)
        truth_rests(truth, stream, first_miss(stream, seat), "a missed turn");
    if (said == BOT_REASON_LEFT)
        truth_rests(truth, stream, first_leave(stream, seat), "a seat that was left");
    if (said == BOT_REASON_CONTROL)
        truth_rests(truth, stream, entry_act_on(stream, "bot_in", seat), "a bot that was put in");
    if (said == BOT_REASON_VACANT)
        truth_rests(truth, stream, entry_first(stream, "start"), "a start with a seat that nobody held");
}

/* Orders that are no player's: their id follows from the act before them, and nobody outside can choose it.
 */
static struct id id_on_behalf(const struct truth_world *world, uint32_t number)
{
    char memory[ID_HEX_SIZE + 32], hex[ID_HEX_SIZE];
    struct text text = text_over(memory, sizeof memory);
    struct id id;
    text_put(&text, id_hex(&world->opening.world, hex));
    text_put(&text, " behalf ");
    text_put_int(&text, number);
    struct digest digest = digest_of(memory, text.length);
    memcpy(id.bytes, digest.bytes, ID_SIZE);
    return id;
}

static bool was_dictated(const struct sim *sim, const struct truth_world *world,
                         const struct entry_orders *orders)
{
    struct digest digest = orders_digest(orders->head.seat, &orders->orders, actors_of(world));
    for (int x = 0; x < SIM_DICTATED_MAX; x++)
        if (digest_equal(&sim->dictated[x].orders, &digest) &&
            id_equal(&sim->dictated[x].world, &world->opening.world))
            return true;
    return false;
}

void expect_on_behalf(struct truth *truth, struct truth_stream *stream, const struct truth_entry *entry)
{
    struct truth_world *world = stream->world;
    const struct truth_entry *before = &stream->entries[stream->count - 2];
    struct id id = id_on_behalf(world, world->acts);
    bool is_behalf = strcmp(entry->kind, "orders") == 0 && id_equal(&entry->head.command, &id);
    bool is_due = strcmp(before->kind, "behalf") == 0;
    struct entry_orders orders;
    struct entry_act act;
    bool cut = !truth->up || before->life != entry->life; /* the second of the two may have been lost */
    sim_holds(truth->sim, !is_due || is_behalf || cut,
              "orders on behalf of a seat were announced, and %s followed", entry->kind);
    if (!is_behalf)
        return;
    must(entry_read_orders((struct slice){entry->body, entry->size}, actors_of(world), &orders));
    bool read = is_due && entry_read_act("behalf", (struct slice){before->body, before->size}, &act);
    sim_holds(truth->sim, read && act.seat == entry->head.seat,
              "orders of seat %d bear the id of an act, which is not theirs", entry->head.seat);
    sim_holds(truth->sim, !truth->up || was_dictated(truth->sim, world, &orders),
              "what was saved on behalf of seat %d nobody asked for", entry->head.seat);
    world->seats[entry->head.seat].behalf = true;
}

void truth_seats_orders(struct truth *truth, struct truth_world *world, const struct entry_orders *orders)
{
    struct truth_seat *seat = &world->seats[orders->head.seat];
    struct view view;
    view_of(world->after[world->turns], orders->head.seat, &view);
    struct verdicts verdicts = orders_check(&view, &orders->orders);
    sim_holds(truth->sim, verdicts_ok(&verdicts), "orders of seat %d were taken that are not legal",
              orders->head.seat);
    seat->has_orders = true;
    seat->behalf = false;
    seat->beliefs = 0;
    for (int x = 0; x < actors_of(world); x++)
        seat->beliefs += orders->orders.belief[x] >= 0;
}
