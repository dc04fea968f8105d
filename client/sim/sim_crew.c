#include "client/sim/sim_crew.h"

#include "client/sim/sim_worker.h"
#include "common/base/must.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LOOK_MS = 100, SHOW_MS = 500 };

static void show(struct sim_crew *crew, bool last)
{
    int64_t now = sim_now_ms(), ms = now - crew->begun_ms, played = crew->games - crew->begun_with;
    if (!crew->shows || (!last && now - crew->shown_ms < SHOW_MS))
        return;
    crew->shown_ms = now;
    int64_t a_second = ms > 0 ? played * 1000 / ms : 0;
    int64_t left = a_second ? (crew->all - crew->games + a_second - 1) / a_second : 0;
    fprintf(stderr, "\r%lld of %lld games, %lld a second, %lld s left    %s", (long long)crew->games,
            (long long)crew->all, (long long)a_second, (long long)left, last ? "\n" : "");
}

static void call_off(struct sim_crew *crew)
{
    if (crew->called_off)
        return;
    crew->called_off = true;
    for (int w = 0; w < crew->jobs; w++)
        if (crew->workers[w].tell >= 0)
            kill(crew->workers[w].pid, SIGTERM);
}

static void shut(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static void hear(struct sim_crew *crew, int w)
{
    struct sim_news news;
    ssize_t got;
    do
        got = read(crew->workers[w].tell, &news, sizeof news);
    while (got < 0 && errno == EINTR);
    if (got != (ssize_t)sizeof news) {
        shut(&crew->workers[w].tell);
        return;
    }
    crew->games += news.games;
    if (news.status == STATUS_OK)
        return;
    if (!crew->status && news.status != STATUS_CLOSED) {
        crew->status = news.status;
        crew->cause = news.cause;
    }
    call_off(crew);
}

/* Hears what there is to hear within LOOK_MS, or until there is something in `fd` (-1: none). */
static bool look(struct sim_crew *crew, int fd)
{
    struct pollfd polls[SIM_JOBS_MAX + 1];
    for (int w = 0; w < crew->jobs; w++)
        polls[w] = (struct pollfd){.fd = crew->workers[w].tell, .events = POLLIN};
    polls[crew->jobs] = (struct pollfd){.fd = fd, .events = POLLIN};
    int ready = poll(polls, (nfds_t)crew->jobs + 1, LOOK_MS);
    for (int w = 0; w < crew->jobs && ready > 0; w++)
        if (polls[w].revents)
            hear(crew, w);
    if (sim_called_off())
        call_off(crew);
    show(crew, false);
    return ready > 0 && polls[crew->jobs].revents;
}

static bool any_works(const struct sim_crew *crew)
{
    for (int w = 0; w < crew->jobs; w++)
        if (crew->workers[w].tell >= 0)
            return true;
    return false;
}

void sim_crew_wait(struct sim_crew *crew)
{
    while (any_works(crew))
        look(crew, -1);
}

bool sim_crew_wait_for(void *user, int fd)
{
    while (!look(user, fd))
        ;
    return true;
}

void sim_crew_count(struct sim_crew *crew)
{
    crew->games++;
}

/* In the child: nothing of the others stays open, so that a pipe ends with its worker. */
static _Noreturn void work(const struct sim_crew *crew, struct sim_parts *parts, int self,
                           struct sim_task *task)
{
    for (int w = 0; w <= self; w++) {
        if (crew->workers[w].tell >= 0)
            close(crew->workers[w].tell);
        if (crew->workers[w].data >= 0)
            close(crew->workers[w].data);
    }
    for (int w = 0; parts && w < parts->jobs; w++)
        if (w != self)
            close(parts->parts[w].fd);
    sim_worker_run(task);
}

static enum status start_one(struct sim_crew *crew, struct sim_parts *parts, int w, struct sim_task *task,
                             struct cause *cause)
{
    int tell[2], data[2] = {-1, -1};
    if (pipe(tell) != 0)
        return status_fail(cause, STATUS_IO, "cannot make a pipe: %s", strerror(errno));
    if (!parts && pipe(data) != 0) {
        close(tell[0]);
        close(tell[1]);
        return status_fail(cause, STATUS_IO, "cannot make a pipe: %s", strerror(errno));
    }
    crew->workers[w].tell = tell[0];
    crew->workers[w].data = data[0];
    task->tell = tell[1];
    task->to_file = parts != NULL;
    task->out = parts ? parts->parts[w].fd : data[1];
    pid_t pid = fork();
    if (pid == 0)
        work(crew, parts, w, task);
    close(tell[1]);
    if (!parts)
        close(data[1]);
    crew->workers[w].pid = pid;
    if (pid > 0)
        return STATUS_OK;
    shut(&crew->workers[w].tell);
    shut(&crew->workers[w].data);
    return status_fail(cause, STATUS_IO, "cannot start a process: %s", strerror(errno));
}

enum status sim_crew_start(struct sim_crew *crew, const struct sim_plan *plan, struct sim_parts *parts,
                           int jobs, bool with_lines, struct cause *cause)
{
    sigset_t stops;
    enum status status = STATUS_OK;
    *crew = (struct sim_crew){
        .shows = isatty(STDERR_FILENO) == 1,
        .games = parts ? sim_parts_games(parts) : 0,
        .all = plan->end - plan->first,
        .begun_ms = sim_now_ms(),
    };
    crew->begun_with = crew->games;
    sigemptyset(&stops);
    sigaddset(&stops, SIGINT);
    sigaddset(&stops, SIGTERM);
    must(sigprocmask(SIG_BLOCK, &stops, NULL) == 0);
    for (int w = 0; w < jobs && !status; w++) {
        int64_t done = parts ? parts->parts[w].games : 0;
        struct sim_task task = {
            .plan = plan, .next = plan->first + w + done * jobs, .jobs = jobs, .with_lines = with_lines};
        status = start_one(crew, parts, w, &task, cause);
        crew->jobs += status == STATUS_OK;
    }
    if (status)
        call_off(crew);
    return status;
}

enum status sim_crew_end(struct sim_crew *crew, struct cause *cause)
{
    for (int w = 0; w < crew->jobs; w++)
        shut(&crew->workers[w].data);
    sim_crew_wait(crew);
    show(crew, true);
    for (int w = 0; w < crew->jobs; w++) {
        int ended = 0;
        while (waitpid(crew->workers[w].pid, &ended, 0) < 0 && errno == EINTR)
            ;
        if (WIFSIGNALED(ended) && !crew->status)
            crew->status = status_fail(&crew->cause, STATUS_IO, "worker %d of %d was ended by signal %d", w,
                                       crew->jobs, WTERMSIG(ended));
    }
    *cause = crew->cause;
    return crew->status ? crew->status : crew->called_off ? STATUS_CLOSED : STATUS_OK;
}
