/* What whoever runs the exercise told the world and did to its course, kept for the debrief: in the order in
 * which it came, and the same from the journal. */
#include "server/world/machine_state.h"

#include "common/base/must.h"
#include "common/worlds/told_steering.h"

#include <assert.h>
#include <string.h>

static void keep(struct world_machine *machine, struct steered done)
{
    struct steering *steering = &machine->steering;
    must(steering->count < STEERED_MAX); /* both kinds are bounded where they are judged */
    done.turn = machine->phase == WORLD_LOBBY ? 0 : (uint8_t)(machine->world.turn + 1);
    done.practice = world_practising(machine);
    steering->done[steering->count++] = done;
}

void steering_news(struct world_machine *machine, const struct entry_act *act)
{
    keep(machine,
         (struct steered){.inject = act->inject, .seats = act->seats, .misleading = act->misleading});
}

void steering_back(struct world_machine *machine, const struct record_roll_back *back)
{
    struct steering *steering = &machine->steering;
    if (!back->practice)
        keep(machine, (struct steered){.back_to = (uint8_t)back->to});
    steering->resolved = turns_before(steering->resolved, back->to);
    for (int seat = 0; seat < ACTORS_MAX; seat++)
        steering->behalf[seat] = turns_before(steering->behalf[seat], back->to);
}

void steering_closed(struct world_machine *machine)
{
    uint64_t turn = (uint64_t)1 << machine->world.turn;
    if (machine->resolving)
        machine->steering.resolved |= turn;
    for (int seat = 0; seat < world_seats(machine); seat++)
        if (machine->seats[seat].has_orders && machine->seats[seat].behalf)
            machine->steering.behalf[seat] |= turn;
}

/* NULL: its words were erased. */
static const struct world_bulletin *bulletin_of(const struct world_machine *machine, uint32_t inject)
{
    for (int x = 0; x < machine->bulletin_count; x++)
        if (machine->bulletins[x].number == inject)
            return &machine->bulletins[x];
    return NULL;
}

bool world_tell_steering(const struct world_machine *machine, struct told_steering *told)
{
    const struct steering *steering = &machine->steering;
    bool whole = true;
    for (int x = 0; x < steering->count && whole; x++) {
        const struct steered *done = &steering->done[x];
        const struct world_bulletin *news = bulletin_of(machine, done->inject);
        struct card_told item = {.turn = done->turn,
                                 .practice = done->practice,
                                 .back_to = done->back_to,
                                 .seats = done->seats,
                                 .misleading = done->misleading};
        static_assert((int)LANGUAGES == (int)WIRE_LANGUAGES, "in the same order");
        for (int y = 0; y < LANGUAGES && news && !done->back_to; y++)
            item.text[y] = news->text[y];
        item.source = news && !done->back_to ? news->source : NULL;
        whole = told_steering_add(told, &item);
    }
    told->of.resolved = steering->resolved;
    memcpy(told->of.behalf, steering->behalf, sizeof told->of.behalf);
    return whole;
}
