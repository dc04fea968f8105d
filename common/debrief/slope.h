/* Ordinary least squares of y on x, exact in integers. Pure. */
#ifndef SPIRAL_DEBRIEF_SLOPE_H
#define SPIRAL_DEBRIEF_SLOPE_H

#include "common/debrief/metric.h"

struct slope {
    int64_t n, x, y, xx, xy; /* cases and sums */
};

/* |x| and |y| up to 6 * 10^6, up to 8000 cases: the sums stay below 2^59. */
void slope_add(struct slope *slope, int64_t x, int64_t y);

/* (n Sxy - Sx Sy) / (n Sxx - Sx^2); not defined where x does not vary. */
void slope_set(const struct slope *slope, struct metric_value *value);

#endif
