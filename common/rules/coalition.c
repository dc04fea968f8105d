/* Phase 4, who attacks whom: chain-ganging as an offensive closure (Christensen and Snyder 1990).
 *
 * Synchronous rounds: every uncommitted actor looks at the state at the start of the round, so the outcome
 * does not depend on the order of actors. Each (actor, ally) pair is settled once, so there are at most n
 * rounds that change anything. */
#include "common/rules/phases.h"

#include <string.h>

bool call_answered(int32_t answer, bool excused)
{
    if (answer == ANSWER_STAND_ASIDE)
        return false;
    return !(answer == ANSWER_HONOUR_IF_VICTIM && excused);
}

void pact_expose(struct turn *turn, int i, int j)
{
    struct relation *mine = &turn->world->relations[i][j];
    if (!mine->secret)
        return;
    mine->secret = turn->world->relations[j][i].secret = 0;
    EVENT(turn->events, seen_by_all(turn->world), EVENT_EXPOSED, i, j, mine->pact);
}

static bool is_in(int32_t actor, uint32_t mask)
{
    return actor >= 0 && (mask >> actor & 1);
}

void call_refuse(struct turn *turn, int k, int pact, uint32_t foes)
{
    const struct parameters *p = &turn->world->scenario.parameters;
    const struct orders *orders = turn->orders[k];
    int32_t cost = pact == PACT_UNCONDITIONAL ? p->honour_unconditional : p->honour_defensive;
    bool warned =
        is_in(turn->warned[k], foes) || (orders->declare == DECLARE_WARN && is_in(orders->declare_to, foes));
    if (p->audience_cost && warned)
        cost += p->audience_cost;
    turn->world->actors[k].score -= cost;
    turn->world->actors[k].refused++;
}

/* The call of attacker i, who goes for target j, reaches its uncommitted ally k. True if k comes. */
static bool call_to_attack(struct turn *turn, int k, int i, int j)
{
    struct world *world = turn->world;
    if (world->relations[k][j].pact || !world->scenario.proximity[k][j]) {
        EVENT(turn->events, seen_by(k), EVENT_CONFLICTED, k, i, j);
        return false;
    }
    pact_expose(turn, k, i);
    bool comes = call_answered(turn->orders[k]->answer[i], true);
    EVENT(turn->events, seen_by_all(world), EVENT_CALLED_ATTACK, k, i, j, comes);
    if (comes)
        world->actors[k].kept++;
    else
        call_refuse(turn, k, PACT_UNCONDITIONAL, seen_by(j));
    return comes;
}

/* One actor's round; gives the target it joins against, or -1: the nearest, then the lowest index. */
static int32_t join_of(struct turn *turn, int k, const int32_t before[ACTORS_MAX], uint32_t *settled)
{
    const struct world *world = turn->world;
    int32_t best = -1;
    for (int i = 0; i < world->scenario.actor_count; i++) {
        int32_t j = before[i];
        if (i == k || j < 0 || j == k || world->relations[k][i].pact != PACT_UNCONDITIONAL ||
            (*settled >> i & 1))
            continue;
        *settled |= seen_by(i);
        if (!call_to_attack(turn, k, i, j))
            continue;
        const int32_t *reach = world->scenario.proximity[k];
        if (best < 0 || reach[j] > reach[best] || (reach[j] == reach[best] && j < best))
            best = j;
    }
    return best;
}

void phase_coalitions(struct turn *turn)
{
    int n = turn->world->scenario.actor_count;
    uint32_t settled[ACTORS_MAX] = {0};
    for (int i = 0; i < n; i++) {
        turn->side[i] = turn->world->actors[i].alive ? turn->orders[i]->attack : -1;
        turn->joined[i] = 0;
    }
    bool changed = true;
    for (int round = 0; changed && round <= n; round++) {
        int32_t before[ACTORS_MAX];
        memcpy(before, turn->side, sizeof before);
        changed = false;
        for (int k = 0; k < n; k++) {
            if (!turn->world->actors[k].alive || before[k] >= 0)
                continue;
            int32_t target = join_of(turn, k, before, &settled[k]);
            if (target < 0)
                continue;
            turn->side[k] = target;
            turn->joined[k] = 1;
            changed = true;
        }
    }
}
