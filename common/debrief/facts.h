/* Facts about a logged world that several families ask for. i, j are actors, t a turn (1..turns), w a world
 * of the log. Units as in common/rules/arithmetic.h. For common/debrief and those who print it. Pure. */
#ifndef SPIRAL_DEBRIEF_FACTS_H
#define SPIRAL_DEBRIEF_FACTS_H

#include "common/debrief/world_log.h"
#include "common/rules/arithmetic.h"
#include "common/rules/attack_game.h"

/* The set E of the rulebook: every motive but greedy and limited. */
static inline bool fact_seeks_security(const struct world *world, int i)
{
    return !motive_expands(world->actors[i].motive);
}

/* All of i's arms, centi-units. */
static inline int64_t fact_arms(const struct world *world, int i)
{
    const struct actor *actor = &world->actors[i];
    return (int64_t)actor->fortify + actor->strike + actor->dual;
}

/* All of j's arms as i sees them, centi-units. */
static inline int64_t fact_seen_arms(const struct world *world, int i, int j)
{
    const struct relation *mine = &world->relations[i][j];
    return (int64_t)mine->est_fortify + mine->est_strike + mine->est_dual;
}

/* i's force can arrive at j. */
static inline bool fact_in_reach(const struct world *world, int i, int j)
{
    return i != j && world->scenario.proximity[i][j] > 0;
}

/* Permille: the assessment of i that j is greedy. */
static inline int64_t fact_assessment(const struct world *world, int i, int j)
{
    return sigmoid(world->relations[i][j].assess);
}

/* Permille: what i stated in turn t about j or, if nothing, the assessment with which the turn began. */
int64_t fact_belief(const struct world_log *log, int t, int i, int j);

/* Both alive when turn t began. */
bool fact_pair_alive(const struct world_log *log, int t, int i, int j);

/* Budget points of i in turn t. Arms: fortify, strike and dual. A dead actor spent nothing. */
int64_t fact_points(const struct world_log *log, int t, int i);
int64_t fact_arms_points(const struct world_log *log, int t, int i);

/* The attack game of i with j in world w, by i's own estimates, the balance it believes in and its motive. */
struct attack_game fact_attack_game(const struct world *world, int i, int j);

#endif
