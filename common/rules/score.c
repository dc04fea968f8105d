#include "common/rules/score.h"

#include "common/rules/arithmetic.h"

int32_t score_final(const struct world *world, int i)
{
    return world->actors[i].score - world->actors[i].insecurity;
}

bool score_goal_met(const struct world *world, int i)
{
    const struct actor *actor = &world->actors[i];
    if (!actor->alive)
        return false;
    if (actor->motive == MOTIVE_GREEDY)
        return 10 * actor->territory >= 14 * actor->start;
    if (actor->motive == MOTIVE_LIMITED)
        return 10 * actor->territory >= 12 * actor->start;
    int64_t parity = contest(world->balance, 100);
    return actor->territory >= actor->start &&
           world_vulnerability(world, i) <= max_of(world->scenario.parameters.security_goal, parity);
}
