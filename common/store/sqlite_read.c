#include "common/store/sqlite_store.h"

#include "common/base/must.h"

#include <string.h>

/* Several statements of a reader see one moment: a writer may be at work beside it. A writer's own reads need
 * no such thing: nobody else changes what it reads. */
static enum status begin_reading(struct sqlite_store *sqlite, bool *begun, struct cause *cause)
{
    *begun = false;
    enum status status = sqlite_store_usable(sqlite, cause);
    if (status != STATUS_OK || !sqlite->read_only || !sqlite3_get_autocommit(sqlite->database))
        return status;
    int code = sqlite3_exec(sqlite->database, "BEGIN", NULL, NULL, NULL);
    if (code != SQLITE_OK)
        return sqlite_store_failed(sqlite, code, "be read", cause);
    *begun = true;
    return STATUS_OK;
}

static void end_reading(struct sqlite_store *sqlite, bool begun)
{
    if (begun)
        (void)sqlite3_exec(sqlite->database, "COMMIT", NULL, NULL, NULL);
}

enum status sqlite_head_read(struct sqlite_store *sqlite, const struct id *stream, struct stream_head *head,
                             struct cause *cause)
{
    sqlite3_stmt *statement = sqlite->statements[STATEMENT_HEAD];
    *head = (struct stream_head){.remaining_ms = -1};
    statement_bind_id(statement, 1, stream);
    enum status status = STATUS_OK;
    int code = sqlite3_step(statement);
    if (code == SQLITE_ROW) {
        head->known = true;
        head->seq = sqlite3_column_int64(statement, 0);
        head->epoch = sqlite3_column_int64(statement, 1);
        head->remaining_ms = sqlite3_column_int64(statement, 2);
        head->stamp_ms = sqlite3_column_int64(statement, 3);
        if (!statement_column_bytes(statement, 4, head->chain.bytes, sizeof head->chain.bytes))
            status = statement_lacks_memory(statement)
                         ? sqlite_store_failed(sqlite, SQLITE_NOMEM, "read a head", cause)
                         : store_corrupt(stream, head->seq, cause);
    } else if (code != SQLITE_DONE) {
        status = sqlite_store_failed(sqlite, code, "read a head", cause);
    }
    statement_reset(statement);
    return status;
}

enum status sqlite_each_head(struct store *store, store_head_row *row, void *user, struct cause *cause)
{
    struct sqlite_store *sqlite = (struct sqlite_store *)store;
    sqlite3_stmt *statement = sqlite->statements[STATEMENT_HEADS];
    bool begun;
    enum status status = begin_reading(sqlite, &begun, cause);
    if (status != STATUS_OK)
        return status;
    must(!sqlite3_stmt_busy(statement));
    int code;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        struct store_head head = {
            .seq = sqlite3_column_int64(statement, 1),
            .epoch = sqlite3_column_int64(statement, 2),
            .remaining_ms = sqlite3_column_int64(statement, 3),
            .stamp_ms = sqlite3_column_int64(statement, 4),
        };
        bool whole = statement_column_bytes(statement, 0, head.stream.bytes, sizeof head.stream.bytes);
        if (!whole && statement_lacks_memory(statement)) {
            code = SQLITE_NOMEM;
            break;
        }
        if (!whole) {
            status =
                status_fail(cause, STATUS_CORRUPT, "%s: a stream's id is damaged; restore it from a backup",
                            sqlite->directory.journal);
            break;
        }
        if (!row(user, &head))
            break;
    }
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        status = sqlite_store_failed(sqlite, code, "read the heads", cause);
    statement_reset(statement);
    end_reading(sqlite, begun);
    return status;
}

/* The row under the statement; false when a column cannot be what was written. */
static bool column_record(sqlite3_stmt *statement, struct store_record *record)
{
    const unsigned char *kind = sqlite3_column_text(statement, 3);
    int kind_length = sqlite3_column_bytes(statement, 3);
    if (!kind || kind_length > STORE_KIND_MAX)
        return false;
    memcpy(record->kind, kind, (size_t)kind_length + 1);
    record->seq = sqlite3_column_int64(statement, 0);
    record->stamp_ms = sqlite3_column_int64(statement, 1);
    record->remaining_ms = sqlite3_column_int64(statement, 2);
    record->body = sqlite3_column_blob(statement, 4);
    record->body_size = (size_t)sqlite3_column_bytes(statement, 4);
    if (!record->body && record->body_size)
        return false;
    if (!record->body)
        record->body = "";
    return statement_column_bytes(statement, 5, record->chain.bytes, sizeof record->chain.bytes);
}

enum status sqlite_each_record(struct store *store, const struct id *stream, int64_t after_seq,
                               store_record_row *row, void *user, struct cause *cause)
{
    struct sqlite_store *sqlite = (struct sqlite_store *)store;
    sqlite3_stmt *statement = sqlite->statements[STATEMENT_RECORDS];
    struct chain_walk walk = {.seq = after_seq};
    struct stream_head head;
    bool begun;
    enum status status = begin_reading(sqlite, &begun, cause);
    if (status != STATUS_OK)
        return status;
    must(!sqlite3_stmt_busy(statement));
    statement_bind_id(statement, 1, stream);
    statement_bind_integer(statement, 2, after_seq);
    int code;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        struct store_record record;
        bool whole = column_record(statement, &record);
        if (!whole && statement_lacks_memory(statement)) {
            code = SQLITE_NOMEM;
            break;
        }
        if (!whole || (after_seq == 0 && !chain_walk_step(&walk, stream, &record))) {
            status = store_corrupt(stream, walk.seq + 1, cause);
            break;
        }
        walk.seq = record.seq;
        if (!row(user, &record))
            break;
    }
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        status = sqlite_store_failed(sqlite, code, "read the records", cause);
    statement_reset(statement);
    if (code == SQLITE_DONE && after_seq == 0) {
        status = sqlite_head_read(sqlite, stream, &head, cause);
        if (status == STATUS_OK && !chain_walk_ends(&walk, &head))
            status = store_corrupt(stream, walk.seq + 1, cause);
    }
    end_reading(sqlite, begun);
    return status;
}
