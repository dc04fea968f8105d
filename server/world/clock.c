/* The clock of a turn. Deadlines are monotonic and what is stored is the time that remains, so downtime costs
 * nobody anything. The remaining time is stored with every entry, soon after a start and then at least every
 * two seconds: a kill gives back at most that, and turns end under endless kills. */
#include "server/world/machine_state.h"

void clock_stop(struct world_machine *machine)
{
    machine->deadline_ms = UINT64_MAX;
    machine->clock_store_ms = UINT64_MAX;
}

int64_t clock_turn_ms(const struct world_machine *machine)
{
    int percent = 100;
    for (int x = 0; x < world_seats(machine); x++) {
        const struct seat *seat = &machine->seats[x];
        if (seat_is_alive(machine, x) && !seat->bot && seat->percent > percent)
            percent = seat->percent;
    }
    int64_t whole = machine->settings.turn_ms * percent / 100;
    return whole < WORLD_TURN_MS_MAX ? whole : WORLD_TURN_MS_MAX;
}

int64_t world_turn_ms(const struct world_machine *machine)
{
    return clock_turn_ms(machine);
}

void clock_open_turn(struct world_machine *machine, uint64_t now_ms, int64_t remaining_ms)
{
    int64_t left = remaining_ms > 0 ? remaining_ms : 0;
    clock_stop(machine);
    machine->paused_ms = machine->settings.turn_ms ? left : -1;
    if (machine->settings.turn_ms == 0 || machine->paused)
        return;
    machine->deadline_ms = now_ms + (uint64_t)left;
    machine->clock_every_ms = WORLD_CLOCK_FIRST_MS;
    machine->clock_store_ms = now_ms + machine->clock_every_ms;
}

void clock_pause(struct world_machine *machine, uint64_t now_ms)
{
    int64_t left = clock_remaining_ms(machine, now_ms);
    machine->paused = true;
    clock_open_turn(machine, now_ms, left);
}

void clock_resume(struct world_machine *machine, uint64_t now_ms)
{
    machine->paused = false;
    clock_open_turn(machine, now_ms, machine->paused_ms);
}

void clock_extend(struct world_machine *machine, uint64_t now_ms, int64_t ms)
{
    clock_open_turn(machine, now_ms, clock_remaining_ms(machine, now_ms) + ms);
}

void world_give_back(struct world_machine *machine, uint64_t ms, const struct effects *effects)
{
    if (machine->phase != WORLD_OPEN || machine->deadline_ms == UINT64_MAX)
        return;
    machine->deadline_ms += ms;
    machine_tell_clock(machine, effects);
    if (public_clock_moved(machine))
        machine_tell(-1, TELL_PUBLIC, effects);
}

int64_t clock_remaining_ms(const struct world_machine *machine, uint64_t now_ms)
{
    if (machine->paused)
        return machine->paused_ms;
    if (machine->deadline_ms == UINT64_MAX)
        return -1;
    return now_ms >= machine->deadline_ms ? 0 : (int64_t)(machine->deadline_ms - now_ms);
}

void clock_tick(struct world_machine *machine, uint64_t now_ms, const struct effects *effects)
{
    if (now_ms < machine->clock_store_ms)
        return;
    machine->clock_every_ms *= 2;
    if (machine->clock_every_ms > WORLD_CLOCK_EVERY_MS)
        machine->clock_every_ms = WORLD_CLOCK_EVERY_MS;
    machine->clock_store_ms = now_ms + machine->clock_every_ms;
    struct effect effect = {.kind = EFFECT_CLOCK, .remaining_ms = clock_remaining_ms(machine, now_ms)};
    effects->emit(effects->user, &effect);
}

/* With every seat played by bots whose holders left for good there is nobody to wait for. */
static bool runs_alone(const struct world_machine *machine)
{
    return machine->phase == WORLD_OPEN && !machine->paused && seats_all_ready(machine);
}

uint64_t world_next_tick_ms(const struct world_machine *machine)
{
    if (machine->resolving || runs_alone(machine) || practice_is_due(machine) ||
        (machine->phase == WORLD_ENDED && !machine->end_stored))
        return 0;
    if (machine->phase != WORLD_OPEN || machine->deadline_ms == UINT64_MAX)
        return seats_wait_until(machine);
    return machine->deadline_ms < machine->clock_store_ms ? machine->deadline_ms : machine->clock_store_ms;
}
