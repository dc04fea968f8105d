/* One debrief being made: the record in, all texts of one world in one language out. For debriefs.c.
 *
 * Owner: debriefs.c, which leaves it alone while it runs. debrief_job_run may run on any thread. */
#ifndef SPIRAL_SESSION_DEBRIEFS_JOB_H
#define SPIRAL_SESSION_DEBRIEFS_JOB_H

#include "common/base/status.h"
#include "common/cards/card_debrief.h"
#include "common/wire/limits.h"
#include "common/words/sentences.h"
#include "common/worlds/told_steering.h"

enum { DEBRIEF_TEXTS = 1 + ACTORS_MAX /* the cards, then the page of each seat */ };

struct debrief_texts {
    size_t bytes;                   /* of all */
    struct slice of[DEBRIEF_TEXTS]; /* those of seats that are not there are empty */
    struct card_cuts cuts;          /* of the cards */
    char *memory;                   /* where they stand; owned, NULL: there are none */
};

enum { DEBRIEF_OTHERS_BYTES = 8 * 1024 * 1024 }; /* of records of other worlds, in one job */

/* The record of another world of the same exercise, to be compared with. */
struct debrief_other {
    struct debrief_other *next;
    char name[WIRE_WORLD_NAME_SIZE];
    size_t record_size;
    char record[];
};

struct debrief_job {
    void *owner, *place; /* for debriefs.c */
    const struct language *language;
    enum status status; /* how it went: STATUS_MEMORY may go well later */
    struct cause cause;
    struct debrief_texts texts;
    char name[WIRE_WORLD_NAME_SIZE]; /* of the world in its exercise; empty: it is the only one */
    bool scored;                     /* its beliefs */
    char code[CARD_NAME_SIZE];       /* of the exercise */
    struct told_steering steering;   /* owned; what no record has */
    struct debrief_other *others;    /* owned; newest first */
    size_t others_bytes;
    int others_beyond; /* ended, and not compared */
    size_t record_size;
    char record[]; /* a copy */
};

/* NULL: there is no memory for it. */
struct debrief_job *debrief_job_create(struct slice record, const struct language *language);
/* One more world to compare with; it is left out, and counted as such, where there is no room or memory. */
void debrief_job_add_other(struct debrief_job *job, struct slice record, const char *name);
/* With the texts that nobody took. */
void debrief_job_destroy(struct debrief_job *job);

void debrief_job_run(void *job);

#endif
