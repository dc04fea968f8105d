/* The attack game of two actors in one turn: each attacks or waits (Schelling 1960, reciprocal fear of
 * surprise attack). One actor's reckoning with the figures it has; the same function serves the bots, who
 * have a view, and the debrief, which has the log.
 *
 * Chances in permille, payoffs in points. Pure; any thread. */
#ifndef SPIRAL_RULES_ATTACK_GAME_H
#define SPIRAL_RULES_ATTACK_GAME_H

#include "common/rules/scenario.h"

/* What the reckoning actor ("I") puts in; the other's figures are estimates. */
struct attack_sides {
    int64_t my_offence, my_defence, their_offence, their_defence; /* centi-units, without a referee */
    int64_t my_balance, their_balance;     /* %, for me attacking, for them attacking */
    int64_t my_proximity, their_proximity; /* % of my force there, of theirs here */
    int64_t my_territory, their_territory;
    int64_t gain; /* worth of a conquered unit, percent of home_value */
};

struct attack_game {
    int64_t i_succeed, they_succeed;                 /* attacking one who waits */
    int64_t attack_wait, attack_attack, wait_attack; /* my payoffs; mine first, theirs second; wait_wait 0 */
};

struct attack_game attack_game_of(const struct parameters *parameters, const struct attack_sides *sides);

/* Belief in the other's attack above which attacking is better than waiting, permille (tau of Schelling's
 * game); -1 where no belief makes it so, 0 where attacking is better whatever the other does. */
int64_t attack_threshold(const struct attack_game *game);

/* Chance of success from which somebody with this gain attacks for profit, permille: war_cost + fail_cost +
 * margin over prize + fail_cost. The stake is of the victim's territory. */
int64_t greed_threshold(const struct parameters *parameters, int64_t gain, int64_t victim_territory,
                        int64_t margin);

#endif
