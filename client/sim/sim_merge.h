/* The games of all workers, in order, as one output: the file as a whole, standard output while it is played,
 * or only the summary. Blocking; main thread. */
#ifndef SPIRAL_SIM_SIM_MERGE_H
#define SPIRAL_SIM_SIM_MERGE_H

#include "client/sim/sim_crew.h"
#include "client/sim/sim_summary.h"

/* Reads the parts, which are whole, into a file beside `parts->out`, and gives it that name when it is safe
 * on disk; an existing file is never replaced. STATUS_CLOSED: called off. After a failure the parts are as
 * before.
 */
MUST_USE enum status sim_merge_parts(struct sim_parts *parts, struct sim_summary *summary,
                                     struct cause *cause);

/* Reads the workers' pipes while they play; lines go to `out` (-1: nowhere), which errors call `name`.
 * STATUS_CLOSED when the workers ended early; sim_crew_end knows why. */
MUST_USE enum status sim_merge_crew(struct sim_crew *crew, const struct sim_plan *plan, int out,
                                    const char *name, struct sim_summary *summary, struct cause *cause);

#endif
