/* What those may be told who have no seat: never before the world's own delay has passed. The delay is kept
 * here and not by whoever asks, so that there is no way around it. */
#include "server/world/machine_state.h"

#include <string.h>

/* So many turns are shown, from the start on. */
static uint32_t turns_shown(const struct world_machine *machine)
{
    int over = machine->world.turn, shown = over - machine->settings.spectator_delay;
    if (machine->phase == WORLD_ENDED) /* nothing is secret any more */
        shown = over;
    return machine->phase == WORLD_LOBBY || shown < 0 ? 0 : (uint32_t)shown + 1;
}

void world_tell_watching(const struct world_machine *machine, struct wire_watching *watching)
{
    const struct scenario *scenario = &machine->opening.scenario;
    watching->world = machine->opening.world;
    watching->delay = (uint32_t)machine->settings.spectator_delay;
    memcpy(watching->scenario, scenario->name, sizeof watching->scenario);
    watching->state_count = scenario->actor_count;
    for (int i = 0; i < scenario->actor_count; i++)
        memcpy(watching->states[i], scenario->actors[i].name, sizeof watching->states[i]);
    watching->commitment = machine->opening.commitment;
}

void world_tell_public_clock(const struct world_machine *machine, uint64_t now_ms,
                             struct wire_public_clock *clock)
{
    struct wire_clock all;
    world_tell_clock(machine, now_ms, &all);
    *clock = (struct wire_public_clock){
        .world = all.world,
        .turn = all.turn,
        .state = all.state,
        .shown = turns_shown(machine),
        .remaining_ms = all.remaining_ms,
        .branch = all.branch,
        .practice = all.practice,
    };
    memcpy(clock->reason, all.reason, sizeof clock->reason);
}

bool world_tell_public_turn(const struct world_machine *machine, uint32_t turn, struct wire_public_turn *told)
{
    if (turn >= turns_shown(machine))
        return false;
    public_history_tell(&machine->history, turn, told);
    told->world = machine->opening.world;
    return true;
}

/* Words to everybody stand in front of their turn, and are told with it. */
bool world_entry_is_public(const char *kind)
{
    static const char *const kinds[] = {"opening", "start", "pause", "resume",   "extend",        "resolve",
                                        "close",   "turn",  "end",   "rollback", "practice_over", "time"};
    for (size_t x = 0; x < sizeof kinds / sizeof kinds[0]; x++)
        if (strcmp(kinds[x], kind) == 0)
            return true;
    return false;
}

bool public_clock_moved(struct world_machine *machine)
{
    struct wire_public_clock clock;
    world_tell_public_clock(machine, 0, &clock);
    /* when the turn is due, and in a pause how much is left of it */
    uint64_t due = machine->paused ? (uint64_t)machine->paused_ms : machine->deadline_ms;
    bool moved = clock.turn != machine->public_turn || clock.state != machine->public_state ||
                 clock.branch != machine->public_branch || due != machine->public_due;
    machine->public_turn = clock.turn;
    machine->public_state = clock.state;
    machine->public_branch = clock.branch;
    machine->public_due = due;
    return moved;
}
