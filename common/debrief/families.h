/* The families of metrics, one a file; for metric.c and the tests. Pure. */
#ifndef SPIRAL_DEBRIEF_FAMILIES_H
#define SPIRAL_DEBRIEF_FAMILIES_H

#include "common/debrief/metric.h"

extern const struct metric_family metrics_arms; /* burden, spiral, self-defeat, externality */

#endif
