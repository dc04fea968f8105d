/* Figures as short as a column: "30 (25-35)", "20-45%". Pure; any thread. */
#ifndef SPIRAL_SCREEN_CELLS_H
#define SPIRAL_SCREEN_CELLS_H

#include "client/term/prospects.h"
#include "common/base/text.h"

/* Permille as percent, rounded away from zero. */
int percent_of(int32_t permille);

/* "30 (25-35)": whole units of an estimate with its range, or the figure alone where it is exact. */
void put_range_cell(const struct view *view, int state, int64_t centi, struct text *text);

/* "20-45%", or "-" for what cannot happen. */
void put_chance_cell(bool possible, const struct chance *chance, struct text *text);

#endif
