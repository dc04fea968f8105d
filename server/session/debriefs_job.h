/* One debrief being made: the record in, all texts of one world in one language out. For debriefs.c.
 *
 * Owner: debriefs.c, which leaves it alone while it runs. debrief_job_run may run on any thread. */
#ifndef SPIRAL_SESSION_DEBRIEFS_JOB_H
#define SPIRAL_SESSION_DEBRIEFS_JOB_H

#include "common/base/status.h"
#include "common/rules/limits.h"
#include "common/words/sentences.h"

enum { DEBRIEF_TEXTS = 1 + ACTORS_MAX /* the cards, then the page of each seat */ };

struct debrief_texts {
    size_t bytes;                   /* of all */
    struct slice of[DEBRIEF_TEXTS]; /* those of seats that are not there are empty */
    char *memory;                   /* where they stand; owned, NULL: there are none */
};

struct debrief_job {
    void *owner, *place; /* for debriefs.c */
    const struct language *language;
    enum status status; /* how it went: STATUS_MEMORY may go well later */
    struct cause cause;
    struct debrief_texts texts;
    size_t record_size;
    char record[]; /* a copy */
};

/* NULL: there is no memory for it. */
struct debrief_job *debrief_job_create(struct slice record, const struct language *language);
/* With the texts that nobody took. */
void debrief_job_destroy(struct debrief_job *job);

void debrief_job_run(void *job);

#endif
