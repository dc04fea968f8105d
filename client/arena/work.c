/* Deals in order, from this process or from several. A process takes every J-th deal and writes its seats
 * into a pipe; the pipes are read in turn, so that what comes out does not depend on J. */
#include "client/arena/parts.h"
#include "common/base/must.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct arena_work {
    const struct arena *arena;
    struct arena_network *network;
    int jobs; /* processes; 0: this one plays */
    pid_t pids[JOBS_MAX];
    int pipes[JOBS_MAX];
};

static size_t deal_bytes(const struct arena *arena, int scenario)
{
    return (size_t)deal_line_ups(arena, scenario) * (size_t)arena->scenarios[scenario].actor_count *
           sizeof(struct arena_seat);
}

static bool write_all(int fd, const void *bytes, size_t count)
{
    for (const char *at = bytes; count;) {
        ssize_t put = write(fd, at, count);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        at += put;
        count -= (size_t)put;
    }
    return true;
}

static bool read_all(int fd, void *bytes, size_t count)
{
    for (char *at = bytes; count;) {
        ssize_t got = read(fd, at, count);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        at += got;
        count -= (size_t)got;
    }
    return true;
}

/* Every `jobs`-th deal from `first` on. Ends the process. */
static _Noreturn void run_job(const struct arena *arena, int first, int jobs, int fd)
{
    struct cause cause;
    int units = arena->scenario_count * arena->deals;
    for (int unit = first; unit < units; unit += jobs) {
        int scenario = unit / arena->deals;
        size_t bytes = deal_bytes(arena, scenario);
        struct arena_seat *seats = malloc(bytes);
        must(seats != NULL);
        bool done = deal_play(arena, scenario, unit % arena->deals, NULL, seats, &cause) == STATUS_OK &&
                    write_all(fd, seats, bytes);
        free(seats);
        if (!done)
            _exit(1);
    }
    _exit(0);
}

static enum status begin_job(struct arena_work *work, int job, struct cause *cause)
{
    int ends[2];
    if (pipe(ends) != 0)
        return status_fail(cause, STATUS_IO, "cannot make a pipe: %s; fewer --jobs may help",
                           strerror(errno));
    work->pids[job] = fork();
    if (work->pids[job] == 0) {
        for (int x = 0; x < job; x++)
            close(work->pipes[x]);
        close(ends[0]);
        run_job(work->arena, job, work->jobs, ends[1]);
    }
    close(ends[1]);
    work->pipes[job] = ends[0];
    if (work->pids[job] > 0)
        return STATUS_OK;
    close(ends[0]);
    return status_fail(cause, STATUS_IO, "cannot start a process: %s; fewer --jobs may help",
                       strerror(errno));
}

enum status work_begin(const struct arena *arena, struct arena_network *network, struct arena_work **made,
                       struct cause *cause)
{
    struct arena_work *work = calloc(1, sizeof *work);
    must(work != NULL);
    *made = work;
    work->arena = arena;
    work->network = network;
    work->jobs = arena->jobs > 1 ? arena->jobs : 0;
    enum status status = STATUS_OK;
    for (int job = 0; job < work->jobs && !status; job++) {
        status = begin_job(work, job, cause);
        if (status)
            work->jobs = job;
    }
    if (!status)
        return STATUS_OK;
    work_end(work);
    *made = NULL;
    return status;
}

enum status work_take(struct arena_work *work, int scenario, int deal, struct arena_seat *seats,
                      struct cause *cause)
{
    if (!work->jobs)
        return deal_play(work->arena, scenario, deal, work->network, seats, cause);
    int job = (scenario * work->arena->deals + deal) % work->jobs;
    if (read_all(work->pipes[job], seats, deal_bytes(work->arena, scenario)))
        return STATUS_OK;
    return status_fail(cause, STATUS_CLOSED, "process %ld of the arena ended before its work was done",
                       (long)work->pids[job]);
}

void work_end(struct arena_work *work)
{
    if (!work)
        return;
    for (int job = 0; job < work->jobs; job++) {
        close(work->pipes[job]);
        kill(work->pids[job], SIGKILL); /* one that still plays has nobody to tell */
        while (waitpid(work->pids[job], NULL, 0) < 0 && errno == EINTR)
            ;
    }
    free(work);
}
