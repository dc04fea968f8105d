#include "client/theory/pool.h"

#include "common/base/must.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* What comes through the pipe: the answer in one byte, then the figures. */
enum { ANSWER_SIZE = THEORY_MEASURED_MAX };

static_assert((int)ANSWER_SIZE <= 4096, "a whole answer fits into any pipe: the process never waits");

enum task_state { TASK_WAITS, TASK_RUNS, TASK_THROUGH };

struct task {
    enum task_state state;
    pid_t process;
    int pipe; /* to read from, while it runs */
    size_t length;
    char answer[ANSWER_SIZE];
};

struct pool {
    const struct theory_run *run;
    const struct theory_row *const *rows;
    int count, started, running, shown;
    struct task *tasks; /* one a row */
};

static void compute(const struct theory_run *run, const struct theory_row *row, int to)
{
    char answer[ANSWER_SIZE];
    struct text measured = text_over(answer + 1, sizeof answer - 1);
    answer[0] = (char)row->check(run, &measured);
    must(!measured.cut);
    size_t left = measured.length + 1;
    for (const char *at = answer; left > 0;) {
        ssize_t written = write(to, at, left);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            _exit(EXIT_FAILURE);
        at += written;
        left -= (size_t)written;
    }
    _exit(EXIT_SUCCESS);
}

/* The pipes of the others are left open in the child: it writes to none of them and is short-lived. */
static void start(struct pool *pool)
{
    struct task *task = &pool->tasks[pool->started];
    const struct theory_row *row = pool->rows[pool->started++];
    int ends[2];
    task->state = TASK_THROUGH;
    if (pipe(ends) != 0) {
        fprintf(stderr, "spiral theory: %s: no pipe: %s\n", row->id, strerror(errno));
        return;
    }
    fflush(NULL); /* what is not out yet would come twice */
    task->process = fork();
    if (task->process == 0) {
        close(ends[0]);
        compute(pool->run, row, ends[1]);
    }
    close(ends[1]);
    if (task->process < 0) {
        fprintf(stderr, "spiral theory: %s: no process: %s\n", row->id, strerror(errno));
        close(ends[0]);
        return;
    }
    task->pipe = ends[0];
    task->state = TASK_RUNS;
    pool->running++;
}

static void finish(struct pool *pool, struct task *task)
{
    int status = 0;
    close(task->pipe);
    while (waitpid(task->process, &status, 0) < 0 && errno == EINTR)
        continue;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != EXIT_SUCCESS)
        task->length = 0;
    task->state = TASK_THROUGH;
    pool->running--;
}

static void read_some(struct pool *pool, struct task *task)
{
    char beyond[1];
    size_t room = sizeof task->answer - task->length;
    ssize_t got = read(task->pipe, room ? task->answer + task->length : beyond, room ? room : 1);
    if (got < 0 && errno == EINTR)
        return;
    must(room > 0 || got <= 0); /* compute() sends no more than that */
    if (got > 0)
        task->length += (size_t)got;
    else
        finish(pool, task);
}

static void wait_for_some(struct pool *pool)
{
    struct pollfd polled[THEORY_JOBS_MAX];
    struct task *tasks[THEORY_JOBS_MAX];
    nfds_t count = 0;
    for (int x = pool->shown; x < pool->started; x++) {
        if (pool->tasks[x].state != TASK_RUNS)
            continue;
        tasks[count] = &pool->tasks[x];
        polled[count++] = (struct pollfd){.fd = pool->tasks[x].pipe, .events = POLLIN};
    }
    if (poll(polled, count, -1) < 0)
        return; /* interrupted: once more */
    for (nfds_t x = 0; x < count; x++)
        if (polled[x].revents)
            read_some(pool, tasks[x]);
}

static struct theory_result result_of(const struct task *task)
{
    struct theory_result result = {.computed = task->length > 0};
    if (!result.computed)
        return result;
    result.answer = (enum theory_answer)task->answer[0];
    memcpy(result.measured, task->answer + 1, task->length - 1);
    return result;
}

void theory_pool_run(const struct theory_run *run, int count, const struct theory_row *const rows[], int jobs,
                     theory_row_done *done, void *user)
{
    must(count >= 0 && count <= THEORY_ROWS_MAX && jobs >= 1 && jobs <= THEORY_JOBS_MAX);
    struct pool pool = {.run = run, .rows = rows, .count = count};
    pool.tasks = calloc((size_t)count + 1, sizeof *pool.tasks);
    must(pool.tasks != NULL);
    while (pool.shown < count) {
        while (pool.started < count && pool.running < jobs)
            start(&pool);
        for (; pool.shown < pool.started && pool.tasks[pool.shown].state == TASK_THROUGH; pool.shown++) {
            struct theory_result result = result_of(&pool.tasks[pool.shown]);
            done(user, rows[pool.shown], &result);
        }
        if (pool.running > 0)
            wait_for_some(&pool);
    }
    free(pool.tasks);
}
