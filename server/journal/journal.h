/* The way to the store for a server that must not wait: changes go in, they are committed in groups and in
 * order, and the owner is told what is durable.
 *
 * Two drivers behind one interface. The thread driver commits on a worker thread and tells on the thread of
 * its loop; the inline driver does both in journal_step, for tests and simulation. The journal owns the store
 * from its start to journal_stop, which gives it back (it does not close it). Everything else here belongs to
 * the owner's thread, which is the loop's; handlers are called there too, and may submit but
 * neither step nor stop. */
#ifndef SPIRAL_JOURNAL_JOURNAL_H
#define SPIRAL_JOURNAL_JOURNAL_H

#include "common/store/store.h"

#include <uv.h>

enum {
    JOURNAL_CHANGES_MAX = 16384,           /* submitted and not told of yet */
    JOURNAL_BYTES_MAX = 64 * 1024 * 1024,  /* of their bodies and texts */
    JOURNAL_GROUP_BYTES = 4 * 1024 * 1024, /* in one commit, unless a single change has more */
    JOURNAL_RETRY_MS = 500,                /* between attempts while there is no space */
    JOURNAL_IDLE_MS = 250,                 /* without work before the store's housekeeping */
    JOURNAL_SLOW_US = 1500,     /* a commit that takes longer makes the next group wait to grow ... */
    JOURNAL_PATIENCE_US = 1000, /* ... for half as long, and at most for this */
};

struct journal_handlers {
    void *user;
    /* This change and all before it are durable or were fenced. Called with growing tickets, not for each. */
    void (*durable)(void *user, uint64_t ticket);
    /* A change of this stream was refused: somebody else owns it now. Called before `durable` for the
     * change's ticket, so that nothing that waits for it is let out. */
    void (*fenced)(void *user, const struct id *stream);
    /* Nothing more is committed, ever: stop and replay. Called once, after `durable` for what was committed
     * before. */
    void (*failed)(void *user, enum status status, const struct cause *cause);
};

struct journal;

/* The loop must outlive the journal, and run once more after journal_stop to let it go. */
struct journal *journal_start_thread(struct store *store, uv_loop_t *loop,
                                     const struct journal_handlers *handlers);
struct journal *journal_start_inline(struct store *store, const struct journal_handlers *handlers);

/* Takes a copy of the change and gives it the next ticket: 1, 2, 3 ... STATUS_FULL: too much is waiting,
 * nothing was taken. STATUS_INVALID: over a limit of the store. STATUS_CLOSED: the journal has failed or is
 * being stopped. */
MUST_USE enum status journal_submit(struct journal *journal, const struct store_change *change,
                                    uint64_t *ticket);

/* Inline driver only: commits what waits and tells of it. While the store is full every step tries once. */
void journal_step(struct journal *journal);

/* The highest ticket that `durable` was told; 0 none. */
uint64_t journal_durable(const struct journal *journal);

/* How many changes were submitted and not told of yet. */
uint64_t journal_waiting(const struct journal *journal);

/* How many transactions were committed; for metrics. */
uint64_t journal_commits(const struct journal *journal);

/* True while the store has no space or is locked: what was submitted is kept and tried again, new commands
 * should be refused as busy. */
bool journal_stalled(const struct journal *journal);

/* Commits what waits, tells of it, and ends. What cannot be stored for lack of space gets one more try, then
 * `failed` is told. */
void journal_stop(struct journal *journal);

#endif
