#include "client/sim/sim_worker.h"

#include "client/sim/sim_play.h"
#include "common/base/must.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
    TELL_MS = 100,
    HELD_SIZE = 32 * 1024, /* half a pipe: one write wakes the reader once for many games */
};

static_assert(sizeof(struct sim_news) <= _POSIX_PIPE_BUF, "news arrive in one piece");

struct worker {
    const struct sim_task *task;
    struct sim_player *player;
    struct sim_news news;
    int64_t told_ms;
    size_t held;
    char memory[HELD_SIZE];
};

bool sim_called_off(void)
{
    sigset_t pending;
    must(sigpending(&pending) == 0);
    return sigismember(&pending, SIGINT) == 1 || sigismember(&pending, SIGTERM) == 1;
}

int64_t sim_now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool sim_write_all(int fd, const char *bytes, size_t size)
{
    for (size_t done = 0; done < size;) {
        ssize_t put = write(fd, bytes + done, size - done);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        done += (size_t)put;
    }
    return true;
}

static enum status put(const struct worker *worker, const char *bytes, size_t size, struct cause *cause)
{
    if (sim_write_all(worker->task->out, bytes, size))
        return STATUS_OK;
    if (errno == EPIPE)
        return STATUS_CLOSED;
    return status_fail(cause, errno == ENOSPC || errno == EDQUOT ? STATUS_FULL : STATUS_IO,
                       "cannot write: %s", strerror(errno));
}

static enum status put_held(struct worker *worker, struct cause *cause)
{
    size_t size = worker->held;
    worker->held = 0;
    return put(worker, worker->memory, size, cause);
}

static enum status put_frame(struct worker *worker, struct slice frame, struct cause *cause)
{
    if (worker->task->to_file || frame.length > HELD_SIZE) {
        enum status status = put_held(worker, cause);
        return status ? status : put(worker, frame.at, frame.length, cause);
    }
    enum status status = worker->held + frame.length > HELD_SIZE ? put_held(worker, cause) : STATUS_OK;
    memcpy(worker->memory + worker->held, frame.at, frame.length);
    worker->held += frame.length;
    return status;
}

/* False when nobody listens any more. */
static bool tell(struct worker *worker)
{
    bool heard = sim_write_all(worker->task->tell, (const char *)&worker->news, sizeof worker->news);
    worker->news.games = 0;
    worker->told_ms = sim_now_ms();
    return heard;
}

/* With a pipe, who reads it counts the games and is found to be gone by writing into it. */
static enum status tell_now_and_then(struct worker *worker)
{
    if (!worker->task->to_file || sim_now_ms() - worker->told_ms < TELL_MS)
        return STATUS_OK;
    return tell(worker) ? STATUS_OK : STATUS_CLOSED;
}

static enum status play_all(struct worker *worker, struct cause *cause)
{
    const struct sim_task *task = worker->task;
    enum status status = STATUS_OK;
    struct slice frame;
    for (int64_t number = task->next; number < task->plan->end && !status; number += task->jobs) {
        if (sim_called_off()) {
            status = STATUS_CLOSED;
            break;
        }
        status = sim_player_play(worker->player, number, &frame, cause);
        if (!status)
            status = put_frame(worker, frame, cause);
        worker->news.games += status == STATUS_OK;
        if (!status)
            status = tell_now_and_then(worker);
    }
    if (status == STATUS_OK || status == STATUS_CLOSED) {
        enum status last = put_held(worker, cause);
        return last ? last : status;
    }
    return status;
}

_Noreturn void sim_worker_run(const struct sim_task *task)
{
    struct worker *worker = calloc(1, sizeof *worker);
    must(worker != NULL);
    worker->task = task;
    worker->player = sim_player_create(task->plan, task->with_lines);
    worker->told_ms = sim_now_ms();
    enum status status = play_all(worker, &worker->news.cause);
    worker->news.status = status;
    bool heard = tell(worker);
    sim_player_destroy(worker->player);
    free(worker);
    _exit(heard && status == STATUS_OK ? 0 : 1);
}
