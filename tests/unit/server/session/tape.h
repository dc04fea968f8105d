/* Every change that a house handed to its journal, so that a store can be made as it was after any of them.
 */
#ifndef SPIRAL_TESTS_SESSION_TAPE_H
#define SPIRAL_TESTS_SESSION_TAPE_H

#include "house.h"

enum { TAPE_MAX = 2000 };

struct tape {
    int count;
    struct store_change changes[TAPE_MAX]; /* what they point to is owned */
};

/* Everything that the house submits from now on. The tape outlives the house. */
void tape_begin(struct tape *tape, struct house *house);
void tape_end(struct tape *tape);

/* A memory store with the first `count` changes, each in a commit of its own. */
struct store *tape_store(const struct tape *tape, int count);

/* The first change of that kind of record from `from` on; fails when there is none. */
int tape_find(const struct tape *tape, int from, const char *kind);

#endif
