#include "client/server_child.h"

#include "common/base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LINE_SIZE = 1024, PATH_SIZE = 1024 };

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static enum status find_server(char path[PATH_SIZE], struct cause *cause)
{
    ssize_t length = readlink("/proc/self/exe", path, PATH_SIZE - sizeof "spirald");
    if (length < 0)
        return status_fail(cause, STATUS_NOT_FOUND, "cannot tell where this program is: %s", strerror(errno));
    path[length] = '\0';
    strcpy(strrchr(path, '/') + 1, "spirald");
    if (access(path, X_OK) != 0)
        return status_fail(cause, STATUS_NOT_FOUND, "%s: not there; it is built together with spiral", path);
    return STATUS_OK;
}

/* What the child is started with. */
struct launch {
    const char *program, *data, *scenarios; /* scenarios may be NULL */
};

static void run_child(const struct launch *launch, int input, int output)
{
    dup2(input, STDIN_FILENO);
    dup2(output, STDOUT_FILENO);
    /* a group of its own: Ctrl-C in the terminal is for the player, who then ends the server properly */
    setpgid(0, 0);
    execl(launch->program, "spirald", "--data", launch->data, "--listen", "127.0.0.1:0", "--allow-seed",
          "--until-stdin-closes", "--log", "warn", launch->scenarios ? "--scenarios" : (char *)NULL,
          launch->scenarios, (char *)NULL);
    _exit(127);
}

static enum status launch_child(const struct launch *launch, struct server_child *child, int *output,
                                struct cause *cause)
{
    int in[2], out[2];
    if (pipe(in) != 0)
        return status_fail(cause, STATUS_IO, "cannot make a pipe: %s", strerror(errno));
    if (pipe(out) != 0) {
        close(in[0]);
        close(in[1]);
        return status_fail(cause, STATUS_IO, "cannot make a pipe: %s", strerror(errno));
    }
    fcntl(in[1], F_SETFD, FD_CLOEXEC);
    fcntl(out[0], F_SETFD, FD_CLOEXEC);
    child->pid = fork();
    if (child->pid == 0)
        run_child(launch, in[0], out[1]);
    close(in[0]);
    close(out[1]);
    child->input = in[1];
    *output = out[0];
    return child->pid > 0 ? STATUS_OK
                          : status_fail(cause, STATUS_IO, "cannot start a process: %s", strerror(errno));
}

/* One line from the child, or nothing when it ends or takes too long. */
static bool read_line(int fd, char line[LINE_SIZE])
{
    int64_t deadline = now_ms() + CHILD_START_MS;
    for (size_t used = 0; used < LINE_SIZE - 1;) {
        struct pollfd poll_one = {.fd = fd, .events = POLLIN};
        int64_t left = deadline - now_ms();
        if (left <= 0 || poll(&poll_one, 1, (int)left) <= 0 || read(fd, line + used, 1) != 1)
            return false;
        if (line[used] == '\n') {
            line[used] = '\0';
            return true;
        }
        used++;
    }
    return false;
}

/* "ready 127.0.0.1:PORT fingerprint=HEX admin=PATH" */
static bool parse_ready(const char *line, struct server_child *child)
{
    struct slice rest = slice_of(line), word, before, after;
    int64_t port;
    if (!slice_take(&rest, ' ', &word) || !slice_is(word, "ready") || !slice_take(&rest, ' ', &word) ||
        !slice_split(word, ':', &before, &after) || !slice_int(after, 1, 65535, &port))
        return false;
    child->port = (int)port;
    return slice_take(&rest, ' ', &word) && slice_split(word, '=', &before, &after) &&
           slice_is(before, "fingerprint") &&
           slice_copy(after, child->fingerprint, sizeof child->fingerprint) &&
           slice_split(rest, '=', &before, &after) && slice_is(before, "admin") &&
           slice_copy(after, child->admin, sizeof child->admin);
}

enum status child_start(const char *data_directory, const char *scenarios, struct server_child *child,
                        struct cause *cause)
{
    char program[PATH_SIZE], line[LINE_SIZE];
    int output;
    memset(child, 0, sizeof *child);
    enum status status = find_server(program, cause);
    if (!status)
        status = launch_child(&(struct launch){program, data_directory, scenarios}, child, &output, cause);
    if (status)
        return status;
    bool ready = read_line(output, line) && parse_ready(line, child);
    close(output);
    if (ready)
        return STATUS_OK;
    child_stop(child);
    return status_fail(cause, STATUS_CLOSED, "the private server did not start; what it said stands above");
}

void child_stop(struct server_child *child)
{
    int64_t deadline = now_ms() + CHILD_STOP_MS;
    struct timespec pause = {.tv_nsec = 10 * 1000000};
    close(child->input);
    while (waitpid(child->pid, NULL, WNOHANG) == 0) {
        if (now_ms() >= deadline) {
            kill(child->pid, SIGKILL);
            waitpid(child->pid, NULL, 0);
            return;
        }
        nanosleep(&pause, NULL);
    }
}
