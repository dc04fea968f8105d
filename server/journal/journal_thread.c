/* The journal on a worker thread, telling through a uv_async_t on its owner's loop. */
#include "server/journal/journal_internal.h"

#include "common/base/memory.h"
#include "common/base/must.h"

#include <stdlib.h>

struct journal_thread {
    struct journal journal; /* first */
    uv_thread_t thread;
    uv_cond_t wake;     /* under the journal's mutex: the queue has what is awaited, or stopping */
    uv_async_t settled; /* freed with everything else in its close callback */
};

static uint64_t milliseconds(uint64_t count)
{
    return count * 1000000;
}

/* Waits until there is work or the end, for at most `limit_ms` (0: as long as it takes). False when the time
 * passed. */
static bool wait_for_work(struct journal_thread *self, uint64_t limit_ms, bool for_end_only)
{
    struct journal *journal = &self->journal;
    uint64_t now = uv_hrtime(), end = now + milliseconds(limit_ms);
    uv_mutex_lock(&journal->mutex);
    bool ready;
    while (!(ready = journal->stopping || (!for_end_only && journal->queue.first)) &&
           (!limit_ms || now < end)) {
        if (limit_ms)
            (void)uv_cond_timedwait(&self->wake, &journal->mutex, end - now);
        else
            uv_cond_wait(&self->wake, &journal->mutex);
        now = uv_hrtime();
    }
    uv_mutex_unlock(&journal->mutex);
    return ready;
}

/* Lets the next group grow: as many changes are awaited as were on their way when this one was settled. */
static void gather(struct journal_thread *self, uint64_t settled, uint64_t commit_ns)
{
    struct journal *journal = &self->journal;
    uv_mutex_lock(&journal->mutex);
    uint64_t awaited = settled + journal->queue_count, now = uv_hrtime();
    uint64_t end = now + journal_patience_ns(awaited, commit_ns);
    journal->awaited = awaited < STORE_BATCH_MAX ? (size_t)awaited : STORE_BATCH_MAX;
    while (journal->queue_count < journal->awaited && !journal->stopping && now < end) {
        (void)uv_cond_timedwait(&self->wake, &journal->mutex, end - now);
        now = uv_hrtime();
    }
    journal->awaited = 1;
    uv_mutex_unlock(&journal->mutex);
}

/* Commits a group; the next one begins when it is told. */
static enum journal_outcome commit_group(struct journal_thread *self)
{
    struct journal *journal = &self->journal;
    uint64_t before = journal->committed, begun = uv_hrtime(); /* nobody else changes `committed` */
    enum journal_outcome outcome = journal_commit_group(journal);
    if (outcome != JOURNAL_DONE)
        return outcome;
    must(uv_async_send(&self->settled) == 0);
    gather(self, journal->committed - before, uv_hrtime() - begun);
    return outcome;
}

static bool stopping(struct journal *journal)
{
    uv_mutex_lock(&journal->mutex);
    bool stop = journal->stopping;
    uv_mutex_unlock(&journal->mutex);
    return stop;
}

static void work(void *argument)
{
    struct journal_thread *self = argument;
    struct journal *journal = &self->journal;
    bool untidy = true; /* housekeeping is due once there is time */
    while (!stopping(journal)) {
        switch (commit_group(self)) {
        case JOURNAL_DONE:
            untidy = true;
            break;
        case JOURNAL_STALLED:
            wait_for_work(self, JOURNAL_RETRY_MS, true);
            break;
        case JOURNAL_EMPTY:
            if (wait_for_work(self, untidy ? JOURNAL_IDLE_MS : 0, false))
                break;
            untidy = journal_housekeep(journal);
            break;
        case JOURNAL_FAILED:
            must(uv_async_send(&self->settled) == 0);
            wait_for_work(self, 0, true);
            break;
        }
    }
    journal_drain(journal);
}

static void thread_wake(struct journal *journal)
{
    uv_cond_signal(&((struct journal_thread *)journal)->wake);
}

static void tell_on_loop(uv_async_t *settled)
{
    struct journal_thread *self = settled->data;
    journal_tell(&self->journal);
}

static void let_go(uv_handle_t *settled)
{
    struct journal_thread *self = settled->data;
    uv_cond_destroy(&self->wake);
    journal_end(&self->journal);
    free(self);
}

static void thread_stop(struct journal *journal)
{
    struct journal_thread *self = (struct journal_thread *)journal;
    uv_mutex_lock(&journal->mutex);
    journal->stopping = true;
    uv_cond_signal(&self->wake);
    uv_mutex_unlock(&journal->mutex);
    must(uv_thread_join(&self->thread) == 0);
    journal_tell(journal);
    uv_close((uv_handle_t *)&self->settled, let_go);
}

static const struct journal_driver thread_driver = {
    .wake = thread_wake,
    .stop = thread_stop,
};

struct journal *journal_start_thread(struct store *store, uv_loop_t *loop,
                                     const struct journal_handlers *handlers)
{
    struct journal_thread *self = memory_zeroed(1, sizeof *self);
    journal_begin(&self->journal, &thread_driver, store, handlers);
    must(uv_cond_init(&self->wake) == 0);
    must(uv_async_init(loop, &self->settled, tell_on_loop) == 0);
    self->settled.data = self;
    must(uv_thread_create(&self->thread, work, self) == 0);
    return &self->journal;
}
