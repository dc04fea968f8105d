/* The part files of a run that writes to FILE: FILE.part-W-of-J holds the games of worker W, whole frames one
 * after another behind the text of the plan. They are what an interrupted run leaves, and what --resume goes
 * on from. A run holds FILE.part locked, so that two runs cannot write to the same parts. Blocking; one
 * thread. */
#ifndef SPIRAL_SIM_SIM_PART_H
#define SPIRAL_SIM_SIM_PART_H

#include "client/sim/sim_plan.h"

struct sim_part {
    int fd; /* behind the last whole game; -1: closed */
    int64_t games;
    size_t head; /* bytes before the first game */
};

struct sim_parts {
    const struct sim_plan *plan;
    const char *out; /* FILE, borrowed */
    int jobs;
    bool resumed; /* there were some */
    int lock;     /* FILE.part; -1: not held */
    struct sim_part parts[SIM_JOBS_MAX];
};

/* Opens the parts for all workers: new ones or, with `resume` where there are any, those that were left; a
 * last game that is not whole is cut off. `jobs` 0: as many as were left, or 1. STATUS_INVALID with the
 * remedy when FILE or parts exist that must not, or parts of another command; STATUS_LOCKED when another run
 * writes to them. The caller closes the parts also after a failure. */
MUST_USE enum status sim_parts_open(const struct sim_plan *plan, const char *out, int jobs, bool resume,
                                    struct sim_parts *parts, struct cause *cause);
void sim_parts_close(struct sim_parts *parts);

/* Removes those that are open: when FILE is whole, or when a run could not begin. */
void sim_parts_remove(struct sim_parts *parts);

/* Whole games in all parts. */
int64_t sim_parts_games(const struct sim_parts *parts);

/* "FILE.part-0-of-2" */
MUST_USE enum status sim_part_path(const char *out, int part, int jobs, char path[SIM_PATH_SIZE],
                                   struct cause *cause);

#endif
