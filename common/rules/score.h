/* Results by motive. Across motives compare achievement against bots in the same seat, never raw scores.
 * Pure; any thread. */
#ifndef SPIRAL_RULES_SCORE_H
#define SPIRAL_RULES_SCORE_H

#include "common/rules/world.h"

#include <stdbool.h>

/* Score after the debrief: score in play minus the hidden insecurity. */
int32_t score_final(const struct world *world, int i);

/* Success by motive, not zero-sum: greedy at least 140 % of the starting territory, limited 120 %, all others
 * alive, whole and no more vulnerable than the larger of security_goal and parity. */
bool score_goal_met(const struct world *world, int i);

#endif
