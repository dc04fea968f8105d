/* A private server in a child process: for `spiral play`. It ends when its standard input closes, so it never
 * outlives its player.
 *
 * Owner: the caller, from child_start to child_stop. Blocking start; one thread. */
#ifndef SPIRAL_CLIENT_SERVER_CHILD_H
#define SPIRAL_CLIENT_SERVER_CHILD_H

#include "common/base/status.h"

#include <sys/types.h>

enum { CHILD_START_MS = 20000, CHILD_STOP_MS = 10000 };

struct server_child {
    pid_t pid;
    int input; /* its standard input; closing it ends it */
    int port;
    char fingerprint[65];
    char admin[256];
};

/* Starts spirald from the directory of this program, on 127.0.0.1 and a free port, and waits for its ready
 * line. */
MUST_USE enum status child_start(const char *data_directory, const char *scenarios,
                                 struct server_child *child, struct cause *cause);
void child_stop(struct server_child *child);

#endif
