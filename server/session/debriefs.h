/* Debriefs of ended worlds for clients that do not draw them: made apart from the hub's thread, because a
 * large world takes a second, and kept while somebody may come for the next piece.
 *
 * One making gives all that is told of a world in one language: the cards, which everybody shares, and the
 * own page of every seat. Works on a copy of the record, so that the exercise may go meanwhile. Bounded in
 * number and bytes; who was not asked for longest is forgotten and made again, to the same letter. Owner: the
 * hub. One thread; only the making itself runs on another. */
#ifndef SPIRAL_SESSION_DEBRIEFS_H
#define SPIRAL_SESSION_DEBRIEFS_H

#include "common/base/id.h"
#include "common/base/text.h"
#include "common/cards/card_debrief.h"
#include "common/worlds/told_steering.h"

enum {
    DEBRIEFS_MAX = 64,                     /* kept, being made or waiting for that */
    DEBRIEFS_RUNNING_MAX = 2,              /* made at a time */
    DEBRIEFS_WAITING_MAX = 16,             /* for one of them to be done */
    DEBRIEFS_BYTES_MAX = 32 * 1024 * 1024, /* of those that are kept */
    DEBRIEF_CARDS = -1,                    /* instead of a seat */
};

struct debriefs_host {
    void *user;
    /* As in hub.h; NULL: at once. */
    void (*work)(void *user, void (*run)(void *job), void (*done)(void *job), void *job);
    /* The record of an ended world, borrowed; NULL: it is not there any more. */
    const char *(*record)(void *user, const struct id *world, size_t *size);
    /* Calls back for the record of each other ended world of the same exercise, with its name in it. */
    void (*others)(void *user, const struct id *world,
                   void (*each)(void *job, struct slice record, const char *name), void *job);
    /* The world's own name, "A"; empty: it is the only one. */
    const char *(*name)(void *user, const struct id *world);
    /* Its persons were told that their beliefs are scored. */
    bool (*scored)(void *user, const struct id *world);
    /* The code of its exercise; empty: that is gone. */
    const char *(*code)(void *user, const struct id *world);
    /* What whoever ran the exercise told it and did to its course; withheld as long as `withholds` says.
     * False: there is no memory for all of it. */
    bool (*steering)(void *user, const struct id *world, struct told_steering *told);
    /* Another world of its exercise is still played: what was untrue on purpose is not called so. */
    bool (*withholds)(void *user, const struct id *world);
    size_t bytes_max; /* of those that are kept, DEBRIEFS_BYTES_MAX but in tests */
};

struct debriefs;

struct debriefs *debriefs_create(const struct debriefs_host *host);
/* Nothing runs any more. */
void debriefs_destroy(struct debriefs *debriefs);

/* Nothing more is begun; what runs is still told done. */
void debriefs_stop(struct debriefs *debriefs);

enum debrief_answer {
    DEBRIEF_READY,
    DEBRIEF_MAKING,  /* ask again soon */
    DEBRIEF_CROWDED, /* ask again later: too many are waiting, or there is no memory */
    DEBRIEF_FAILED,
};

/* The cards with their cuts, or the page of a seat. `text` and `cuts` are borrowed until the next call.
 * Begins what is not made yet. */
enum debrief_answer debriefs_ask(struct debriefs *debriefs, const struct id *world,
                                 const struct language *language, int seat, struct slice *text,
                                 const struct card_cuts **cuts);

/* Before the first piece of one: what was made while something was withheld, and need not be any more, is
 * forgotten. */
void debriefs_renew(struct debriefs *debriefs, const struct id *world, const struct language *language);

struct debriefs_counts {
    int kept, running, waiting;
    size_t bytes;
};
struct debriefs_counts debriefs_counts(const struct debriefs *debriefs);

#endif
