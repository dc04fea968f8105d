/* The workers of a run, seen from the process that started them. One at a time in a process; main thread. */
#ifndef SPIRAL_SIM_SIM_CREW_H
#define SPIRAL_SIM_SIM_CREW_H

#include "client/sim/sim_part.h"

#include <sys/types.h>

struct sim_crew {
    int jobs;
    struct {
        pid_t pid;
        int tell; /* struct sim_news come out of it; -1: it has ended */
        int data; /* frames come out of it; -1: they go to a part file */
    } workers[SIM_JOBS_MAX];
    bool called_off;    /* the workers were told to stop */
    enum status status; /* the first failure of a worker */
    struct cause cause;
    /* for the progress line */
    bool shows;
    int64_t games, all, begun_with, begun_ms, shown_ms;
};

/* Forks the workers; nothing may be waiting in stdio's buffers. SIGINT and SIGTERM are blocked from here on
 * and looked at now and then. `parts` NULL: frames come through pipes. Ended by sim_crew_end also after a
 * failure. */
MUST_USE enum status sim_crew_start(struct sim_crew *crew, const struct sim_plan *plan,
                                    struct sim_parts *parts, int jobs, bool with_lines, struct cause *cause);

/* Waits until all workers have ended, shows progress, and calls all off when one fails or a signal comes. */
void sim_crew_wait(struct sim_crew *crew);

/* Waits until there is something to read from `fd`, a worker's data; the rest as above. */
bool sim_crew_wait_for(void *crew, int fd);

/* One more game has arrived through a pipe. */
void sim_crew_count(struct sim_crew *crew);

/* Closes the pipes, so that whoever still writes into them ends; waits for all. STATUS_OK: all games of all
 * workers were played; STATUS_CLOSED: called off; else the first failure. */
MUST_USE enum status sim_crew_end(struct sim_crew *crew, struct cause *cause);

#endif
