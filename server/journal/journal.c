#include "server/journal/journal_internal.h"

#include "common/base/memory.h"
#include "common/base/must.h"
#include "common/base/rare.h"

#include <stdlib.h>
#include <string.h>

static void list_add(struct journal_list *list, struct journal_entry *entry)
{
    entry->next = NULL;
    if (list->last)
        list->last->next = entry;
    else
        list->first = entry;
    list->last = entry;
}

static struct journal_entry *list_take(struct journal_list *list)
{
    struct journal_entry *entry = list->first;
    list->first = entry->next;
    if (!list->first)
        list->last = NULL;
    return entry;
}

static void list_free(struct journal_list *list)
{
    while (list->first)
        free(list_take(list));
}

void journal_begin(struct journal *journal, const struct journal_driver *driver, struct store *store,
                   const struct journal_handlers *handlers)
{
    journal->driver = driver;
    journal->store = store;
    journal->handlers = *handlers;
    must(uv_mutex_init(&journal->mutex) == 0);
}

void journal_end(struct journal *journal)
{
    list_free(&journal->queue);
    list_free(&journal->group);
    list_free(&journal->fenced);
    uv_mutex_destroy(&journal->mutex);
}

static struct journal_entry *entry_copy(const struct store_change *change)
{
    const char *from = NULL;
    size_t size = 0;
    if (change->kind == STORE_APPEND) {
        from = change->record.body;
        size = change->record.body_size;
    } else if (change->kind == STORE_TEXT) {
        from = change->text;
        size = change->text_size;
    }
    struct journal_entry *entry = memory_of(memory_sum(sizeof *entry, size));
    entry->change = *change;
    entry->size = size;
    if (size)
        memcpy(entry->bytes, from, size);
    entry->change.record.body = entry->bytes;
    entry->change.text = entry->bytes;
    return entry;
}

enum status journal_submit(struct journal *journal, const struct store_change *change, uint64_t *ticket)
{
    struct cause cause;
    if (journal->closing || atomic_load(&journal->failed))
        return STATUS_CLOSED;
    if (store_change_check(change, &cause) != STATUS_OK)
        return STATUS_INVALID;
    if (journal_waiting(journal) >= JOURNAL_CHANGES_MAX)
        return STATUS_FULL;
    struct journal_entry *entry = entry_copy(change);
    if (entry->size > JOURNAL_BYTES_MAX - journal->waiting_bytes) {
        free(entry);
        return STATUS_FULL;
    }
    journal->waiting_bytes += entry->size;
    *ticket = ++journal->submitted;
    uv_mutex_lock(&journal->mutex);
    list_add(&journal->queue, entry);
    bool enough = ++journal->queue_count >= journal->awaited;
    uv_mutex_unlock(&journal->mutex);
    if (enough)
        journal->driver->wake(journal);
    return STATUS_OK;
}

/* Takes from the queue what fits into one commit. */
static void take_group(struct journal *journal)
{
    size_t bytes = 0, most = rare("journal: one change a commit") ? 1 : STORE_BATCH_MAX;
    uv_mutex_lock(&journal->mutex);
    while (journal->queue.first && journal->group_count < most) {
        bytes += journal->queue.first->size;
        if (journal->group_count > 0 && bytes > JOURNAL_GROUP_BYTES)
            break;
        list_add(&journal->group, list_take(&journal->queue));
        journal->queue_count--;
        journal->group_count++;
    }
    uv_mutex_unlock(&journal->mutex);
}

/* Passes a committed group on to the owner: only the fenced changes are still of interest. */
static void settle_group(struct journal *journal)
{
    struct journal_list fenced = {NULL, NULL};
    size_t bytes = 0;
    for (size_t i = 0; i < journal->group_count; i++) {
        struct journal_entry *entry = list_take(&journal->group);
        bytes += entry->size;
        if (journal->changes[i].result == STATUS_FENCED)
            list_add(&fenced, entry);
        else
            free(entry);
    }
    uv_mutex_lock(&journal->mutex);
    while (fenced.first)
        list_add(&journal->fenced, list_take(&fenced));
    journal->committed += journal->group_count;
    journal->settled_bytes += bytes;
    uv_mutex_unlock(&journal->mutex);
    journal->group_count = 0;
    atomic_fetch_add(&journal->commits, 1);
}

enum journal_outcome journal_commit_group(struct journal *journal)
{
    if (atomic_load(&journal->failed))
        return JOURNAL_FAILED;
    if (journal->group_count == 0)
        take_group(journal);
    if (journal->group_count == 0)
        return JOURNAL_EMPTY;
    size_t count = 0;
    for (struct journal_entry *entry = journal->group.first; entry; entry = entry->next)
        journal->changes[count++] = entry->change;
    struct cause cause = {""};
    enum status status = store_commit(journal->store, journal->changes, count, &cause);
    bool stalled = status == STATUS_FULL || status == STATUS_LOCKED;
    atomic_store(&journal->stalled, stalled);
    if (stalled)
        return JOURNAL_STALLED;
    if (status != STATUS_OK) {
        journal_fail(journal, status, &cause);
        return JOURNAL_FAILED;
    }
    settle_group(journal);
    return JOURNAL_DONE;
}

uint64_t journal_patience_ns(uint64_t on_their_way, uint64_t commit_ns)
{
    const uint64_t us = 1000;
    if (on_their_way <= 1 || commit_ns < JOURNAL_SLOW_US * us)
        return 0;
    return commit_ns / 2 < JOURNAL_PATIENCE_US * us ? commit_ns / 2 : JOURNAL_PATIENCE_US * us;
}

void journal_fail(struct journal *journal, enum status status, const struct cause *cause)
{
    uv_mutex_lock(&journal->mutex);
    if (journal->failure == STATUS_OK) {
        journal->failure = status;
        journal->cause = *cause;
    }
    uv_mutex_unlock(&journal->mutex);
    atomic_store(&journal->failed, true);
}

bool journal_housekeep(struct journal *journal)
{
    struct cause cause = {""};
    enum status status = store_idle(journal->store, &cause);
    if (status != STATUS_OK && status != STATUS_LOCKED)
        journal_fail(journal, status, &cause);
    return status == STATUS_LOCKED;
}

void journal_drain(struct journal *journal)
{
    struct cause cause;
    enum journal_outcome outcome;
    bool tried = false;
    do {
        outcome = journal_commit_group(journal);
        if (outcome == JOURNAL_STALLED && tried) {
            status_fail(
                &cause, STATUS_FULL,
                "the journal ends with %zu changes or more that could not be stored; none of them was "
                "acknowledged; free space on its disk",
                journal->group_count);
            journal_fail(journal, STATUS_FULL, &cause);
            return;
        }
        tried = outcome == JOURNAL_STALLED;
    } while (outcome == JOURNAL_DONE || outcome == JOURNAL_STALLED);
}

/* Tells what was taken out under the mutex: refusals first, so that nobody lets out what waited for a refused
 * change. */
static void tell(struct journal *journal, struct journal_list *fenced, uint64_t committed,
                 enum status failure, const struct cause *cause)
{
    const struct journal_handlers *handlers = &journal->handlers;
    struct id before = {{0}};
    bool any = false;
    while (fenced->first) {
        struct journal_entry *entry = list_take(fenced);
        struct id stream = entry->change.stream;
        free(entry);
        /* a stream that lost its owner usually has several changes in a row */
        if (!any || memcmp(stream.bytes, before.bytes, sizeof stream.bytes) != 0)
            handlers->fenced(handlers->user, &stream);
        before = stream;
        any = true;
    }
    if (committed > journal->told) {
        journal->told = committed;
        handlers->durable(handlers->user, committed);
    }
    if (failure != STATUS_OK && !journal->failure_told) {
        journal->failure_told = true;
        handlers->failed(handlers->user, failure, cause);
    }
}

void journal_tell(struct journal *journal)
{
    uv_mutex_lock(&journal->mutex);
    struct journal_list fenced = journal->fenced;
    uint64_t committed = journal->committed;
    enum status failure = journal->failure;
    struct cause cause = journal->cause;
    journal->waiting_bytes -= journal->settled_bytes;
    journal->settled_bytes = 0;
    journal->fenced = (struct journal_list){NULL, NULL};
    uv_mutex_unlock(&journal->mutex);
    must(!journal->telling);
    journal->telling = true;
    tell(journal, &fenced, committed, failure, &cause);
    journal->telling = false;
}

uint64_t journal_durable(const struct journal *journal)
{
    return journal->told;
}

uint64_t journal_waiting(const struct journal *journal)
{
    return journal->submitted - journal->told;
}

uint64_t journal_commits(const struct journal *journal)
{
    return atomic_load(&journal->commits);
}

bool journal_stalled(const struct journal *journal)
{
    return atomic_load(&journal->stalled);
}

void journal_stop(struct journal *journal)
{
    must(!journal->telling);
    journal->closing = true;
    journal->driver->stop(journal);
}
