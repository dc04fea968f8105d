/* What a figure about a rival is worth: the range in which the truth lies, and chances computed from
 * estimates.
 *
 * Only from a view, with the formulas of the rules. Pure; any thread. */
#ifndef SPIRAL_TERM_ESTIMATES_H
#define SPIRAL_TERM_ESTIMATES_H

#include "common/rules/view.h"

#include <stdbool.h>

/* Whole units, 100 centi-units each. */
struct range {
    int64_t low, about, high;
};

/* Half-width of the error of this turn's figures about the state, permille; 0: exact. */
int64_t estimate_error(const struct view *view, int state);

/* Of an estimate in centi-units. What blur does (arms that look alike) is not in it. */
struct range estimate_range(const struct view *view, int state, int64_t centi);

/* All arms of the state as estimated, centi-units. */
int64_t estimate_total(const struct view *view, int state);

/* Change of all arms since a turn ago that is larger than the error of one figure, centi-units; 0 otherwise.
 * `certain`: so large that the errors of both figures together cannot have made it. */
int64_t estimate_change(const struct view *view, int state, bool *certain);

/* Chance in permille that `attacker` alone would win a battle against `target` alone, by the seat's estimates
 * and the balance it believes in. */
int64_t estimate_chance(const struct view *view, int attacker, int target);

#endif
