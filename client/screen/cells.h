/* Figures as short as a column: "30 (25-35)", "20-45%". Pure; any thread. */
#ifndef SPIRAL_SCREEN_CELLS_H
#define SPIRAL_SCREEN_CELLS_H

#include "common/aids/estimates.h"
#include "common/aids/prospects.h"
#include "common/base/text.h"

/* Permille as percent, rounded away from zero. */
int percent_of(int32_t permille);

/* "30 (25-35)": whole units with their range; the figure alone where it is exact, or where both do not fit
 * into so many columns: half a number is a wrong one. */
void put_range_cell(const struct range *range, int columns, struct text *text);

/* "16/9": what looks like fortify, and what looks like strike or serves both. Where arms look alike no range
 * of one kind would hold the truth: error is not all that hides it. */
void put_kinds_cell(int64_t fortify, int64_t others, struct text *text);

/* "20-45%", or "-" for what cannot happen. */
void put_chance_cell(bool possible, const struct odds *chance, struct text *text);

#endif
