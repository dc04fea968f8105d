/* The server under torture: app_run in a forked process, which has asked no library for anything before.
 *
 * It is forked by a process that was forked itself before the test began its work, so that the server's first
 * request for memory is the first of its process. One server at a time. */
#ifndef SPIRAL_TESTS_TORTURE_SERVER_H
#define SPIRAL_TESTS_TORTURE_SERVER_H

#include "tests/torture/sites.h"

#include <sys/types.h>

enum { SERVER_PATH_SIZE = 96, SERVER_SAID_SIZE = 4096, SERVER_START_MS = 20000 };

struct servers {
    int orders, said; /* to the forking process and back; what servers wrote to standard output */
    int complaints;   /* a file with what the last one wrote to standard error */
};

struct server {
    struct servers *servers;
    pid_t pid;
    bool ended;
    int status; /* as waitpid gives it, once ended */
    int port;   /* 0: never ready */
    char admin[SERVER_PATH_SIZE + 16];
};

void servers_begin(struct servers *servers);
void servers_end(struct servers *servers);

/* True once it is ready; false when it ended before. `watched`: its memory counts. */
bool server_start(struct servers *servers, struct server *server, const char *directory, bool watched);
/* Waits until it has ended; false when the time passed. */
bool server_wait(struct server *server, int ms);
void server_signal(struct server *server, int number);
/* What it wrote to standard error. */
void server_complaints(const struct server *server, char said[SERVER_SAID_SIZE]);

#endif
