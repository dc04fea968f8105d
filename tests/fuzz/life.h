/* An exercise that comes from entries and then lives on, and the entries of both: of a journal that a fuzzer
 * wrote. One at a time, at most LIFE_ENTRIES_MAX entries. Owned by its maker; on the heap. */
#ifndef SPIRAL_TESTS_FUZZ_LIFE_H
#define SPIRAL_TESTS_FUZZ_LIFE_H

#include "server/exercise/desk.h"

enum { LIFE_ENTRIES_MAX = 1200, LIFE_MS = 1000000 };

struct life_entry {
    bool of_world; /* which stream it is in */
    char kind[16];
    char *body, *words; /* owned; words: NULL, or the erasable text */
    size_t body_size;
};

struct life {
    struct exercise *exercise; /* NULL: nothing was read yet */
    uint64_t now_ms, chance;
    int64_t remaining_ms; /* what the journal knows of the clock; -1: nothing */
    int entry_count;
    struct life_entry entries[LIFE_ENTRIES_MAX];
    /* the world as whoever checks the journal knows it, for hashes */
    bool opened, checks, lost; /* lost: it went back, and nobody said where to */
    struct record_opening opening;
    struct world world;
    struct digest hash;
    struct journal_check check;
};

struct life *life_begin(void);
/* What the exercise stores goes to the entries of its life. */
struct exercise_host life_host(struct life *life);
void life_end(struct life *life);

/* Takes the entry and keeps it when it fits. Commitment and hash are put right before, unless `raw`. */
bool life_recover(struct life *life, const char *kind, struct slice body, const char *words, bool raw);
/* Persons and world fit, and the exercise may go on; false: they do not. */
bool life_recovered(struct life *life);
/* A second exercise of all entries so far is the same as this one; must hold. */
void life_compare(const struct life *life);
bool life_is_of_exercise(const char *kind);

/* ---- life_play.c: what is done to the exercise, whose world knows its opening */

/* What whoever runs it does to its only world; `number` chooses seat, turn, time and whom. */
void life_act(struct life *life, enum exercise_act act, int64_t number, const char *reason);

struct id life_id(struct life *life);
/* By a person: peaceful orders, whatever was saved before. */
void life_save(struct life *life, struct person *person);
/* Beliefs, words and readiness; `number` chooses to whom. */
void life_say(struct life *life, struct person *person, unsigned number);
void life_leave(struct life *life, struct person *person);

#endif
