/* Phases 8 and 9: the hidden account of insecurity, and the end of a world. */
#include "common/rules/arithmetic.h"
#include "common/rules/phases.h"

void phase_insecurity(struct turn *turn)
{
    struct world *world = turn->world;
    const struct parameters *p = &world->scenario.parameters;
    for (int i = 0; i < world->scenario.actor_count; i++) {
        struct actor *actor = &world->actors[i];
        if (!actor->alive)
            continue;
        int64_t vulnerability = world_vulnerability(world, i);
        int64_t cost = floor_div(max_of(0, vulnerability - p->security_goal) * p->insecurity_weight, 1000);
        if (actor->motive == MOTIVE_FEARFUL)
            cost = floor_div(cost * p->fearful_weight, 100);
        actor->insecurity += (int32_t)cost;
        EVENT(turn->events, 0, EVENT_VULNERABILITY, i, (int32_t)vulnerability);
    }
}

static enum ending ending_of(const struct world *world)
{
    const struct parameters *p = &world->scenario.parameters;
    int64_t alive = 0, start = 0, largest = 0;
    for (int i = 0; i < world->scenario.actor_count; i++) {
        const struct actor *actor = &world->actors[i];
        alive += actor->alive;
        start += actor->start;
        if (actor->alive)
            largest = max_of(largest, actor->territory);
    }
    if (alive <= 1)
        return END_SURVIVOR;
    if (p->hegemony && 100 * largest > p->hegemony * start)
        return END_HEGEMONY;
    if (world->turn >= p->max_turns)
        return END_TIME;
    struct draw draw = {(uint32_t)world->turn, PHASE_END, 0, 0, 0};
    bool by_lot =
        p->end_from && world->turn >= p->end_from && dice_below(world->key, draw, 1000) < p->end_hazard;
    return by_lot ? END_TIME : END_RUNNING;
}

void phase_ending(struct turn *turn)
{
    turn->world->end = ending_of(turn->world);
    if (turn->world->end)
        EVENT(turn->events, seen_by_all(turn->world), EVENT_END, turn->world->end);
}
