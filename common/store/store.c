#include "common/store/backend.h"

#include "common/base/text.h"

#include <string.h>

struct store_id_name store_id_name(const struct id *id)
{
    struct store_id_name name;
    struct text text = text_over(name.text, sizeof name.text);
    text_put_hex(&text, id->bytes, sizeof id->bytes);
    return name;
}

enum status store_corrupt(const struct id *stream, int64_t seq, struct cause *cause)
{
    return status_fail(cause, STATUS_CORRUPT,
                       "stream %s, record %lld: it does not fit the chain of the records before it; "
                       "restore the journal from a backup",
                       store_id_name(stream).text, (long long)seq);
}

enum status store_text_copy(const void *from, size_t from_size, char *text, size_t capacity, size_t *size,
                            struct cause *cause)
{
    *size = from_size;
    if (from_size > capacity)
        return status_fail(cause, STATUS_INVALID, "a text of %zu bytes does not fit into %zu", from_size,
                           capacity);
    if (from_size)
        memcpy(text, from, from_size);
    return STATUS_OK;
}

enum status store_text_missing(const struct id *stream, const struct id *text_id, struct cause *cause)
{
    return status_fail(cause, STATUS_NOT_FOUND, "stream %s has no text %s: erased, or never there",
                       store_id_name(stream).text, store_id_name(text_id).text);
}

static enum status check_record(const struct store_record *record, struct cause *cause)
{
    size_t length = 0;
    while (length <= STORE_KIND_MAX && record->kind[length] != '\0') {
        char c = record->kind[length++];
        if (!((c >= 'a' && c <= 'z') || c == '_'))
            return status_fail(cause, STATUS_INVALID, "the kind of a record is not a lower-case word");
    }
    if (length == 0 || length > STORE_KIND_MAX)
        return status_fail(cause, STATUS_INVALID, "the kind of a record has not 1..%d characters",
                           STORE_KIND_MAX);
    if (record->body_size > STORE_BODY_MAX)
        return status_fail(cause, STATUS_INVALID, "a record '%s' has %zu bytes, allowed 0..%d; split it",
                           record->kind, record->body_size, STORE_BODY_MAX);
    return STATUS_OK;
}

enum status store_change_check(const struct store_change *change, struct cause *cause)
{
    if (change->epoch < 0 || change->expected_seq < 0)
        return status_fail(cause, STATUS_INVALID, "the epoch or the expected number of a change is negative");
    switch (change->kind) {
    case STORE_APPEND:
        return check_record(&change->record, cause);
    case STORE_TEXT:
        if (change->text_size > STORE_TEXT_MAX)
            return status_fail(cause, STATUS_INVALID, "a text has %zu bytes, allowed 0..%d; shorten it",
                               change->text_size, STORE_TEXT_MAX);
        return STATUS_OK;
    case STORE_CLOCK:
    case STORE_ERASE:
        return STATUS_OK;
    }
    return status_fail(cause, STATUS_INVALID, "a change is of no known kind (%d)", (int)change->kind);
}

void store_close(struct store *store)
{
    if (store)
        store->backend->close(store);
}

enum status store_claim(struct store *store, const struct id *stream, int64_t *epoch, struct cause *cause)
{
    return store->backend->claim(store, stream, epoch, cause);
}

enum status store_commit(struct store *store, struct store_change *changes, size_t count, struct cause *cause)
{
    if (count > STORE_BATCH_MAX)
        return status_fail(cause, STATUS_INVALID, "a commit of %zu changes, allowed 0..%d; split it", count,
                           STORE_BATCH_MAX);
    for (size_t i = 0; i < count; i++) {
        enum status status = store_change_check(&changes[i], cause);
        if (status != STATUS_OK)
            return status_wrap(cause, status, "change %zu of %zu", i + 1, count);
    }
    return store->backend->commit(store, changes, count, cause);
}

enum status store_each_head(struct store *store, store_head_row *row, void *user, struct cause *cause)
{
    return store->backend->each_head(store, row, user, cause);
}

enum status store_each_record(struct store *store, const struct id *stream, int64_t after_seq,
                              store_record_row *row, void *user, struct cause *cause)
{
    return store->backend->each_record(store, stream, after_seq, row, user, cause);
}

enum status store_text(struct store *store, const struct id *stream, const struct id *text_id, char *text,
                       size_t capacity, size_t *size, struct cause *cause)
{
    return store->backend->text(store, stream, text_id, text, capacity, size, cause);
}

enum status store_idle(struct store *store, struct cause *cause)
{
    return store->backend->idle(store, cause);
}

uint64_t store_syncs(const struct store *store)
{
    return store->backend->syncs(store);
}
