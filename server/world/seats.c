/* Who plays a seat. A bot takes an absent seat after a number of misses, or at once when its holder leaves,
 * and hands it back at the next turn. Everything here follows from the journal's entries alone, so recovery
 * comes to the same. */
#include "server/world/machine_state.h"

#include <string.h>

bool seat_is_alive(const struct world_machine *machine, int seat)
{
    return machine->world.actors[seat].alive;
}

bool seat_exists(const struct world_machine *machine, int seat)
{
    return seat >= 0 && seat < world_seats(machine);
}

/* Of one that a bot plays by more than missed turns. Whoever runs the exercise comes first: while they hold
 * it nobody else can give it back. */
static enum bot_reason reason_of(const struct seat *seat)
{
    return seat->held ? BOT_REASON_CONTROL : seat->left ? BOT_REASON_LEFT : BOT_REASON_VACANT;
}

static void set_bot(struct seat *seat, bool bot, enum bot_reason reason)
{
    seat->bot = bot;
    seat->bot_reason = bot ? reason : BOT_REASON_NONE;
}

void seats_start(struct world_machine *machine)
{
    for (int x = 0; x < world_seats(machine); x++) {
        struct seat *seat = &machine->seats[x];
        set_bot(seat, !seat->taken || seat->left || seat->held, reason_of(seat));
    }
    machine->whole_ms = clock_turn_ms(machine);
}

/* Where nobody plays this turn but bots, a holder who has not left is waited for by the clock: a world whose
 * players lost their network, or think for too long, does not run away from them, nor does one whose seats
 * are held by bots for the time being. One who is back already wants the next turn at once. */
static bool somebody_is_expected(const struct world_machine *machine)
{
    bool expected = false;
    for (int x = 0; x < world_seats(machine); x++) {
        const struct seat *seat = &machine->seats[x];
        if (!seat->taken || !seat_is_alive(machine, x))
            continue;
        if (seat->returning)
            return false;
        expected = expected || !seat->left;
    }
    return expected;
}

bool seats_all_ready(const struct world_machine *machine)
{
    bool any_ready = false;
    for (int x = 0; x < world_seats(machine); x++) {
        const struct seat *seat = &machine->seats[x];
        if (!seat_is_alive(machine, x) || seat->bot)
            continue;
        if (!seat->ready)
            return false;
        any_ready = true;
    }
    return any_ready || !somebody_is_expected(machine);
}

void seats_note_away(struct world_machine *machine, uint64_t now_ms)
{
    for (int x = 0; x < world_seats(machine); x++) {
        struct seat *seat = &machine->seats[x];
        if (seat->sessions)
            seat->away_ms = UINT64_MAX;
        else if (seat->away_ms == UINT64_MAX)
            seat->away_ms = now_ms;
    }
}

uint64_t seats_wait_until(const struct world_machine *machine)
{
    bool any_ready = false;
    uint64_t until = 0;
    if (machine->settings.turn_ms || !machine->settings.away_ms || machine->paused ||
        machine->phase != WORLD_OPEN)
        return UINT64_MAX;
    for (int x = 0; x < world_seats(machine); x++) {
        const struct seat *seat = &machine->seats[x];
        if (!seat_is_alive(machine, x) || seat->bot)
            continue;
        any_ready = any_ready || seat->ready;
        if (seat->ready)
            continue;
        if (seat->away_ms == UINT64_MAX)
            return UINT64_MAX;
        uint64_t end = seat->away_ms + (uint64_t)machine->settings.away_ms;
        until = end > until ? end : until;
    }
    return any_ready ? until : UINT64_MAX;
}

/* What was answered last goes on until something else is. */
static void keep_answers(struct seat *seat)
{
    if (!seat->has_orders)
        return;
    seat->has_answers = true;
    memcpy(seat->answers, seat->orders.answer, sizeof seat->answers);
}

static void seat_clear(struct seat *seat)
{
    seat->ready = seat->has_orders = seat->has_stated = seat->behalf = false;
    seat->revision = 0;
    seat->press_sent = 0;
    seat->press_bytes = 0;
    seat->stored = 0;
}

void seats_next_turn(struct world_machine *machine)
{
    for (int x = 0; x < world_seats(machine); x++) {
        struct seat *seat = &machine->seats[x];
        bool missed = !seat->bot && !seat->has_orders && !seat->ready && seat_is_alive(machine, x);
        seat->misses = missed ? seat->misses + 1 : 0;
        if (seat->returning) {
            seat->left = false;
            set_bot(seat, false, BOT_REASON_NONE);
        } else if (seat->misses >= machine->settings.misses_allowed) {
            set_bot(seat, true, BOT_REASON_MISSED);
            seat->lost = machine->world.turn;
        }
        seat->returning = false;
        seat_forget_turn(seat);
        keep_answers(seat);
        seat_clear(seat);
    }
    machine->whole_ms = clock_turn_ms(machine);
}

/* A turn opens anew, and what was missed in those that are undone costs nobody the seat. */
static void give_back_undone(struct seat *seat, int to)
{
    bool missed = seat->bot_reason == BOT_REASON_MISSED && seat->lost >= to;
    if (!missed && !seat->returning)
        return;
    seat->left = seat->returning = false;
    set_bot(seat, false, BOT_REASON_NONE);
}

void seats_roll_back(struct world_machine *machine, int to)
{
    for (int x = 0; x < world_seats(machine); x++) {
        struct seat *seat = &machine->seats[x];
        give_back_undone(seat, to);
        seat->misses = 0;
        seat_forget_since(seat, to);
        seat_clear(seat);
    }
    machine->whole_ms = clock_turn_ms(machine);
}

void seat_take(struct world_machine *machine, int index)
{
    struct seat *seat = &machine->seats[index];
    seat->taken = true;
    seat->left = false;
    seat->misses = 0;
    if (machine->phase == WORLD_LOBBY)
        set_bot(seat, false, BOT_REASON_NONE);
    else
        seat->returning = !seat->held; /* a late joiner: theirs from the next turn */
}

void seat_leave(struct world_machine *machine, int index)
{
    struct seat *seat = &machine->seats[index];
    seat->left = true;
    seat->returning = false;
    set_bot(seat, machine->phase == WORLD_OPEN, reason_of(seat));
}

void seat_return(struct world_machine *machine, int index)
{
    struct seat *seat = &machine->seats[index];
    seat->misses = 0;
    if (machine->phase == WORLD_LOBBY || seat->held)
        seat->left = false;
    else
        seat->returning = true;
}

bool seat_awaits(const struct world_machine *machine, int index)
{
    const struct seat *seat = &machine->seats[index];
    if (!seat->taken || machine->phase == WORLD_ENDED)
        return false;
    return !seat->returning && (seat->left || (seat->bot && !seat->held));
}

void seat_hold(struct world_machine *machine, int index)
{
    struct seat *seat = &machine->seats[index];
    seat->held = true;
    if (seat->returning) /* who was back is still there */
        seat->left = false;
    seat->returning = seat->behalf = false;
    set_bot(seat, machine->phase == WORLD_OPEN, reason_of(seat));
}

void seat_release(struct world_machine *machine, int index)
{
    struct seat *seat = &machine->seats[index];
    bool was_held = seat->held;
    seat->held = false;
    seat->misses = 0;
    if (was_held && (seat->left || !seat->taken)) /* given back to nobody */
        set_bot(seat, seat->bot, reason_of(seat));
    seat->returning = machine->phase == WORLD_OPEN && seat->taken && !seat->left;
}
