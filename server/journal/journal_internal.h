/* What the two drivers of a journal share. For this folder only.
 *
 * The mutex guards the queue, the results and the ends of both; each other part has one thread, named beside
 * it. */
#ifndef SPIRAL_JOURNAL_JOURNAL_INTERNAL_H
#define SPIRAL_JOURNAL_JOURNAL_INTERNAL_H

#include "server/journal/journal.h"

#include <stdatomic.h>

/* A change with its own copy of what it points to. */
struct journal_entry {
    struct journal_entry *next;
    struct store_change change;
    size_t size; /* bytes of body or text */
    char bytes[];
};

struct journal_list {
    struct journal_entry *first, *last;
};

struct journal_driver {
    void (*wake)(struct journal *journal); /* something was put into the queue */
    void (*stop)(struct journal *journal); /* drains, tells and frees */
};

/* What became of a group. */
enum journal_outcome {
    JOURNAL_EMPTY,   /* there was nothing to do */
    JOURNAL_DONE,    /* committed */
    JOURNAL_STALLED, /* no space: the group is kept */
    JOURNAL_FAILED,  /* the store is not to be used any more */
};

struct journal {
    const struct journal_driver *driver;
    struct store *store;              /* worker */
    struct journal_handlers handlers; /* owner */
    uv_mutex_t mutex;

    /* under the mutex */
    struct journal_list queue; /* submitted */
    size_t queue_count;
    size_t awaited; /* changes in the queue that are worth waking the worker for */
    bool stopping;
    uint64_t committed;         /* tickets up to this one are settled */
    struct journal_list fenced; /* settled, refused and not told yet */
    size_t settled_bytes;       /* of changes settled since the last telling */
    enum status failure;        /* STATUS_OK while all is well */
    struct cause cause;

    /* worker */
    struct journal_list group; /* taken from the queue, kept while stalled */
    size_t group_count;
    struct store_change changes[STORE_BATCH_MAX];

    /* owner */
    uint64_t submitted, told; /* tickets */
    size_t waiting_bytes;
    bool failure_told, telling, closing;

    /* any thread */
    atomic_bool stalled, failed;
    atomic_uint_fast64_t commits;
};

/* Sets up what is common in zeroed memory. */
void journal_begin(struct journal *journal, const struct journal_driver *driver, struct store *store,
                   const struct journal_handlers *handlers);
void journal_end(struct journal *journal);

/* Worker: commits one group, the old one again after a stall. */
enum journal_outcome journal_commit_group(struct journal *journal);

/* How long a group may wait to grow, ns: where a sync takes longer than players take to answer, the first
 * answer to one group would be the next group alone, and all the others would wait for two syncs, over and
 * over. 0: not at all. `on_their_way` counts the changes that were just settled and those that wait already;
 * `commit_ns` is what the last commit took. Pure. */
uint64_t journal_patience_ns(uint64_t on_their_way, uint64_t commit_ns);

/* Worker: nothing more is committed; the first failure is the one that counts. */
void journal_fail(struct journal *journal, enum status status, const struct cause *cause);

/* Worker: the store's housekeeping. True when it wants to be called again. */
bool journal_housekeep(struct journal *journal);

/* Worker, at the end: commits all that waits; a stall gets one more try and is a failure then. */
void journal_drain(struct journal *journal);

/* Owner: calls the handlers for everything that was settled since the last time. */
void journal_tell(struct journal *journal);

#endif
