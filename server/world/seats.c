/* Who plays a seat. A bot takes an absent seat after a number of misses, or at once when its holder leaves,
 * and hands it back at the next turn. Everything here follows from the journal's entries alone, so recovery
 * comes to the same. */
#include "server/world/machine_state.h"

#include <string.h>

bool seat_is_alive(const struct world_machine *machine, int seat)
{
    return machine->world.actors[seat].alive;
}

void seats_start(struct world_machine *machine)
{
    for (int x = 0; x < world_seats(machine); x++)
        machine->seats[x].bot = !machine->seats[x].taken || machine->seats[x].left;
}

/* Where nobody plays this turn but bots, a holder who has not left is waited for by the clock: a world whose
 * players lost their network, or think for too long, does not run away from them. One who is back already
 * wants the next turn at once. */
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
    seat->ready = seat->has_orders = seat->has_stated = false;
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
        if (seat->returning)
            seat->bot = seat->left = false;
        else if (seat->misses >= machine->settings.misses_allowed)
            seat->bot = true;
        seat->returning = false;
        seat_forget_turn(seat);
        keep_answers(seat);
        seat_clear(seat);
    }
}

void seat_take(struct world_machine *machine, int index)
{
    struct seat *seat = &machine->seats[index];
    seat->taken = true;
    seat->left = false;
    seat->misses = 0;
    if (machine->phase == WORLD_LOBBY)
        seat->bot = false;
    else
        seat->returning = true; /* a late joiner: theirs from the next turn */
}

void seat_leave(struct world_machine *machine, int index)
{
    struct seat *seat = &machine->seats[index];
    seat->left = true;
    seat->returning = false;
    seat->bot = machine->phase == WORLD_OPEN;
}

void seat_return(struct world_machine *machine, int index)
{
    struct seat *seat = &machine->seats[index];
    seat->misses = 0;
    if (machine->phase == WORLD_LOBBY)
        seat->left = false;
    else
        seat->returning = true;
}
