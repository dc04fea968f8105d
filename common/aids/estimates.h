/* What a figure about a rival is worth: the range in which the truth lies, the true arms that may stand
 * behind three figures, and what changed.
 *
 * Only from a view, with the formulas of the rules. Pure; any thread. */
#ifndef SPIRAL_AIDS_ESTIMATES_H
#define SPIRAL_AIDS_ESTIMATES_H

#include "common/rules/view.h"

#include <stdbool.h>

/* Whole units, 100 centi-units each. */
struct range {
    int64_t low, about, high;
};

/* Arms of one state, centi-units. */
struct arms {
    int32_t fortify, strike, dual;
};

/* Low and high: least and most, at once in attack and in defence. */
struct arms_bounds {
    struct arms low, about, high;
};

/* Half-width of the error of somebody with so many points of intel and that completed project, permille. */
int64_t intel_error(const struct parameters *parameters, int64_t intel, int tech);

/* Half-width of the error of this turn's figures about the state, permille; 0: exact. */
int64_t estimate_error(const struct view *view, int state);

/* Of an estimate in centi-units. What blur does (arms that look alike) is not in it. */
struct range estimate_range(const struct view *view, int state, int64_t centi);

/* The true arms behind the three figures about a living state: whatever the error did within its bound, and
 * with the blur taken out. The truth is worth at least `low` and at most `high`, in attack and in defence
 * alike; `about` is what the figures would mean without error. A kind of arms taken alone may lie outside. */
struct arms_bounds estimate_arms(const struct view *view, int state);

/* All arms of the state as estimated, centi-units. */
int64_t estimate_total(const struct view *view, int state);

/* The range in which all arms of a living state taken together truly lie: blur moves units between kinds and
 * takes none away, so that it cannot spoil the total. */
struct range estimate_total_range(const struct view *view, int state);

/* Change of all arms since a turn ago that is larger than the error of one figure, centi-units; 0 otherwise.
 * `certain`: so large that the errors of both figures together cannot have made it. */
int64_t estimate_change(const struct view *view, int state, bool *certain);

/* All of that about one living rival. */
struct figures {
    int32_t error;           /* permille */
    struct arms_bounds arms; /* centi-units */
    struct range total;      /* whole units */
    int32_t change;          /* centi-units */
    bool change_certain;
};

void figures_of(const struct view *view, int state, struct figures *figures);

#endif
