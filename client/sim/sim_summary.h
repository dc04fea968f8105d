/* The table at the end of a run: for each cell the mean of the main outcomes with its standard error.
 *
 * Computed from what each game reports, in the order of the sequence, so that it depends neither on the
 * number of processes nor on interruptions. Statistics for people: floating point is allowed here. One
 * thread. */
#ifndef SPIRAL_SIM_SIM_SUMMARY_H
#define SPIRAL_SIM_SIM_SUMMARY_H

#include "client/sim/sim_plan.h"
#include "common/debrief/metric.h"

#include <stdio.h>

enum { SIM_OUTCOMES = 7 };

/* The metrics of one game that the table is made from. */
struct sim_outcomes {
    struct metric_value of[SIM_OUTCOMES];
};

/* The metric of each outcome. */
const struct metric_row *sim_outcome_metric(int outcome);

struct sim_summary;

/* Owner: the caller. Grows with the number of cells, not with the number of games. */
struct sim_summary *sim_summary_create(const struct sim_plan *plan);
void sim_summary_destroy(struct sim_summary *summary);

void sim_summary_add(struct sim_summary *summary, int cell, const struct sim_outcomes *outcomes);

void sim_summary_print(const struct sim_summary *summary, FILE *out);

#endif
