/* What may come of orders in hand: for the seat that asks, from its view and its own words alone. */
#include "server/world/machine_state.h"

#include <string.h>

struct refusal turn_refusal(const struct world_machine *machine, int seat, const struct id *world,
                            uint32_t turn)
{
    struct refusal refusal = {.code = REFUSAL_NONE};
    if (!id_equal(world, &machine->opening.world))
        refusal = (struct refusal){.code = REFUSAL_NOT_YOURS, .item = "world"};
    else if (machine->phase == WORLD_LOBBY)
        refusal = (struct refusal){.code = REFUSAL_NOT_NOW, .item = "lobby"};
    else if (machine->phase == WORLD_ENDED)
        refusal = (struct refusal){.code = REFUSAL_OVER, .item = "world"};
    else if (turn != (uint32_t)machine->world.turn + 1)
        refusal = (struct refusal){.code = REFUSAL_STALE_TURN, .item = "turn"};
    else if (!seat_is_alive(machine, seat))
        refusal = (struct refusal){.code = REFUSAL_ELIMINATED, .item = "seat"};
    refusal.current_turn = (uint32_t)machine->world.turn + 1;
    refusal.current_revision = machine->seats[seat].revision;
    return refusal;
}

struct refusal world_consider_refusal(const struct world_machine *machine, int seat,
                                      const struct wire_consider *asked)
{
    return turn_refusal(machine, seat, &asked->world, asked->turn);
}

void world_consider(const struct world_machine *machine, int index, const struct wire_consider *asked,
                    struct considered *considered)
{
    const struct seat *seat = &machine->seats[index];
    struct view view;
    view_of(&machine->world, index, &view);
    consider(&view, asked->has_orders ? &asked->orders : NULL, seat->has_answers ? seat->answers : NULL,
             asked->topics, considered);
}
