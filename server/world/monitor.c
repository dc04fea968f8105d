/* What whoever runs the exercise is told of a world: how every seat stands, and nothing of what it orders,
 * believes or wants. */
#include "server/world/machine_state.h"

#include <string.h>

/* About so many rivals the seat stated a chance. */
static uint32_t beliefs_in(const struct seat *seat, int seats)
{
    uint32_t count = 0;
    for (int j = 0; seat->has_orders && j < seats; j++)
        count += seat->orders.belief[j] >= 0;
    return count;
}

void world_tell_seat(const struct world_machine *machine, int index, struct wire_exercise_seat *told)
{
    const struct seat *seat = &machine->seats[index];
    uint32_t beliefs = beliefs_in(seat, world_seats(machine));
    *told = (struct wire_exercise_seat){
        .alive = seat_is_alive(machine, index),
        .bot = seat->bot,
        .returning = seat->returning,
        .revision = seat->revision,
        .stated = beliefs > 0 || seat->has_stated,
        .ready = seat->ready,
        .misses = (uint32_t)seat->misses,
        .held = seat->held,
        .percent = (uint32_t)seat->percent,
        .beliefs = beliefs,
        .asked = world_beliefs(machine, index) != BELIEFS_OFF,
    };
    memcpy(told->state, world_state_name(machine, index), sizeof told->state);
}

void world_tell_monitor(const struct world_machine *machine, uint64_t now_ms,
                        struct wire_exercise_world *told)
{
    const struct signs *signs = &machine->signs;
    told->world = machine->opening.world;
    tell_whole_clock(machine, now_ms, &told->clock);
    told->end = (uint32_t)world_end(machine);
    told->seat_count = world_seats(machine);
    for (int seat = 0; seat < told->seat_count; seat++)
        world_tell_seat(machine, seat, &told->seats[seat]);
    told->tension = signs->tension;
    told->sign_count = signs->count;
    memcpy(told->signs, signs->list, (size_t)signs->count * sizeof signs->list[0]);
    told->branch = world_branch(machine);
    told->deserted = world_deserted(machine);
}

int world_tension(const struct world_machine *machine)
{
    return (int)machine->signs.tension;
}
