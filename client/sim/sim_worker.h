/* A worker: a process of its own that plays every J-th game of a plan and writes the frames to a part file or
 * a pipe. It shares nothing with the others and outlives nobody: it ends when it is called off, when its
 * games are played, when a write fails, and when whoever listens to it is gone. */
#ifndef SPIRAL_SIM_SIM_WORKER_H
#define SPIRAL_SIM_SIM_WORKER_H

#include "client/sim/sim_plan.h"

struct sim_task {
    const struct sim_plan *plan;
    int64_t next; /* the first game to play; then every `jobs`-th */
    int jobs;
    int out;      /* where frames go */
    bool to_file; /* every game is written at once; into a pipe several together */
    bool with_lines;
    int tell; /* a pipe for struct sim_news */
};

/* What a worker tells. Into a pipe in one piece. */
struct sim_news {
    int64_t games;      /* written since the last news */
    enum status status; /* of the worker's end; STATUS_OK while it plays and when all is done */
    struct cause cause;
};

/* A worker in a process that was forked for it, SIGPIPE ignored, SIGINT and SIGTERM blocked. Ends the
 * process.
 */
_Noreturn void sim_worker_run(const struct sim_task *task);

/* SIGINT or SIGTERM has come and waits, blocked as they are. */
bool sim_called_off(void);

int64_t sim_now_ms(void);

/* Writes all of it, whatever pieces the system takes. False with errno. */
bool sim_write_all(int fd, const char *bytes, size_t size);

#endif
