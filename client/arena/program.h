/* A process that plays a seat over the network, in a process group of its own, so that whatever it starts can
 * be ended with it. For the arena only; one thread. */
#ifndef SPIRAL_ARENA_PROGRAM_H
#define SPIRAL_ARENA_PROGRAM_H

#include "client/arena/arena.h"
#include "common/base/text.h"

#include <stdbool.h>
#include <sys/types.h>

/* All borrowed. */
struct program_order {
    const char *command;  /* for sh -c; NULL: `spiral join` */
    const char *doctrine; /* of `spiral join`; NULL: the default orders in every turn */
    const struct arena_place *place;
    const char *code, *name, *home;
    const int *limit_seconds; /* by enum arena_limit: what a program is told it has */
    int log;                  /* descriptor for what it prints; -1: none */
};

struct program {
    pid_t pid; /* 0: none */
};

MUST_USE enum status program_begin(struct program *program, const struct program_order *order,
                                   struct cause *cause);
/* Also true when there is none. */
bool program_ended(const struct program *program);
/* How it ended: "exited with status 3", "was killed by signal 9", "could not be started: ..."; false when it
 * has not ended, or there is none. */
bool program_tell_end(const struct program *program, struct text *text);
/* Kills what is left of its group. */
void program_end(struct program *program);

#endif
