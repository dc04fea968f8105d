#define _GNU_SOURCE /* memfd_create */

#include "tests/torture/server.h"

#include "common/base/must.h"
#include "server/app.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct order {
    char directory[SERVER_PATH_SIZE];
    bool watched;
};

struct answer {
    bool ended;
    pid_t pid;
    int status;
};

static _Noreturn void serve(const struct order *order)
{
    char directory[SERVER_PATH_SIZE], scenarios[512];
    char data[] = "--data", listen[] = "--listen", address[] = "127.0.0.1:0", place[] = "--scenarios";
    char seed[] = "--allow-seed";
    struct conf conf;
    struct cause cause;
    memcpy(directory, order->directory, sizeof directory);
    snprintf(scenarios, sizeof scenarios, "%s/config/scenarios", getenv("SPIRAL_TREE"));
    char *arguments[] = {data, directory, listen, address, place, scenarios, seed};
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    must(conf_parse(sizeof arguments / sizeof arguments[0], arguments, &conf, &cause) == STATUS_OK);
    sites_watch(order->watched);
    exit(app_run(&conf));
}

/* The process that forks servers, until the test goes. */
static _Noreturn void fork_servers(int orders)
{
    struct order order;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    while (read(orders, &order, sizeof order) == sizeof order) {
        struct answer answer = {.pid = fork()};
        if (answer.pid == 0)
            serve(&order);
        must(write(orders, &answer, sizeof answer) == sizeof answer);
        must(waitpid(answer.pid, &answer.status, 0) == answer.pid);
        answer.ended = true;
        must(write(orders, &answer, sizeof answer) == sizeof answer);
    }
    _Exit(0);
}

void servers_begin(struct servers *servers)
{
    int ends[2], said[2];
    must(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends) == 0 && pipe(said) == 0);
    servers->complaints = memfd_create("complaints", 0);
    /* without it two threads that write at once may write to the same place: the system keeps no lock there
     */
    must(servers->complaints >= 0 && fcntl(servers->complaints, F_SETFL, O_APPEND) == 0);
    fflush(NULL);
    if (fork() == 0) {
        close(ends[0]);
        dup2(said[1], STDOUT_FILENO);
        dup2(servers->complaints, STDERR_FILENO);
        fork_servers(ends[1]);
    }
    close(ends[1]);
    close(said[1]);
    servers->orders = ends[0];
    servers->said = said[0];
}

void servers_end(struct servers *servers)
{
    close(servers->orders);
    close(servers->said);
    close(servers->complaints);
    while (wait(NULL) > 0 || errno == EINTR)
        ;
}

static void take_answer(struct server *server)
{
    struct answer answer;
    must(read(server->servers->orders, &answer, sizeof answer) == sizeof answer);
    server->pid = answer.pid;
    server->ended = answer.ended;
    server->status = answer.status;
}

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* "ready 127.0.0.1:4470 fingerprint=... admin=PATH" */
static bool read_ready(struct server *server)
{
    char line[1024];
    ssize_t got = read(server->servers->said, line, sizeof line - 1);
    must(got > 0);
    line[got] = '\0';
    const char *admin = strstr(line, "admin=");
    if (sscanf(line, "ready 127.0.0.1:%d ", &server->port) != 1 || !admin)
        return false;
    snprintf(server->admin, sizeof server->admin, "%.*s", (int)strcspn(admin + 6, "\n"), admin + 6);
    return true;
}

bool server_start(struct servers *servers, struct server *server, const char *directory, bool watched)
{
    struct order order = {.watched = watched};
    *server = (struct server){.servers = servers};
    snprintf(order.directory, sizeof order.directory, "%s", directory);
    must(ftruncate(servers->complaints, 0) == 0 && lseek(servers->complaints, 0, SEEK_SET) == 0);
    must(write(servers->orders, &order, sizeof order) == sizeof order);
    take_answer(server);
    int64_t end = now_ms() + SERVER_START_MS;
    while (now_ms() < end) {
        struct pollfd wanted[] = {{.fd = servers->said, .events = POLLIN},
                                  {.fd = servers->orders, .events = POLLIN}};
        poll(wanted, 2, 100);
        if (wanted[0].revents & POLLIN)
            return read_ready(server);
        if (wanted[1].revents & POLLIN) {
            take_answer(server);
            return false;
        }
    }
    return false;
}

bool server_wait(struct server *server, int ms)
{
    struct pollfd wanted = {.fd = server->servers->orders, .events = POLLIN};
    if (!server->ended && poll(&wanted, 1, ms) == 1)
        take_answer(server);
    return server->ended;
}

void server_signal(struct server *server, int number)
{
    if (!server->ended)
        kill(server->pid, number);
}

void server_complaints(const struct server *server, char said[SERVER_SAID_SIZE])
{
    off_t size = lseek(server->servers->complaints, 0, SEEK_END);
    off_t from = size > SERVER_SAID_SIZE - 1 ? size - (SERVER_SAID_SIZE - 1) : 0;
    ssize_t got = pread(server->servers->complaints, said, SERVER_SAID_SIZE - 1, from);
    said[got > 0 ? got : 0] = '\0';
}
