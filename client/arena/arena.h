/* `spiral arena A B ... --scenario S[,S...]`: a round robin of doctrines and of outside programs, in which
 * every contestant plays every seat of the same deal, so that the luck of the deal cancels.
 *
 * Doctrines play in this process, or in several that share nothing. Programs play over the network, on a
 * private server that the floor above provides. Blocking; main thread. */
#ifndef SPIRAL_ARENA_ARENA_H
#define SPIRAL_ARENA_ARENA_H

#include "common/base/id.h"
#include "common/base/status.h"

enum { ARENA_PLACE_SIZE = 64, ARENA_FINGERPRINT_SIZE = 65, ARENA_CODE_SIZE = 16 };

/* Where programs join. */
struct arena_place {
    char at[ARENA_PLACE_SIZE]; /* HOST:PORT */
    char fingerprint[ARENA_FINGERPRINT_SIZE];
};

/* An exercise as it is wanted: seats in order of joining, dice of the seed, no bot for who misses turns. */
struct arena_wish {
    const char *scenario;
    uint64_t seed;
    int seats, turn_seconds;
};

struct arena_exercise {
    char code[ARENA_CODE_SIZE];
    struct id exercise, world; /* streams of the journal */
};

/* The private server: started on a data directory, asked for exercises, stopped. One at a time; `user`
 * belongs to whoever filled in the struct. */
struct arena_host {
    enum status (*start)(void *user, const char *data, const char *scenarios, struct arena_place *place,
                         struct cause *cause);
    enum status (*make)(void *user, const struct arena_wish *wish, struct arena_exercise *exercise,
                        struct cause *cause);
    /* Lengthens the first turn, or shortens it below 0, while it is open; later it does nothing. */
    enum status (*extend)(void *user, const struct arena_exercise *exercise, int64_t ms, struct cause *cause);
    void (*stop)(void *user);
    void *user;
};

/* Arguments after `arena`; gives the exit status. */
int arena_main(int count, char **words, const struct arena_host *host);

#endif
