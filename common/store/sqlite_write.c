#include "common/base/rare.h"
#include "common/store/sqlite_store.h"

#include <string.h>

enum status sqlite_store_run(struct sqlite_store *sqlite, enum statement which, const char *what,
                             struct cause *cause)
{
    sqlite3_stmt *statement = sqlite->statements[which];
    int code = sqlite3_step(statement);
    enum status status = code == SQLITE_DONE ? STATUS_OK : sqlite_store_failed(sqlite, code, what, cause);
    statement_reset(statement);
    return status;
}

static enum status begin(struct sqlite_store *sqlite, struct cause *cause)
{
    if (sqlite->read_only)
        return status_fail(cause, STATUS_INVALID, "%s: was opened for reading only",
                           sqlite->directory.journal);
    enum status status = sqlite_store_usable(sqlite, cause);
    return status == STATUS_OK ? sqlite_store_run(sqlite, STATEMENT_BEGIN, "begin a commit", cause) : status;
}

/* Undoes a commit that failed with `status`. Some failures have made SQLite undo it already. */
static enum status abandon(struct sqlite_store *sqlite, enum status status, struct cause *cause)
{
    if (sqlite->poisoned || sqlite3_get_autocommit(sqlite->database))
        return status;
    int code = sqlite3_exec(sqlite->database, "ROLLBACK", NULL, NULL, NULL);
    if (code == SQLITE_OK)
        return status;
    status_fail(cause, STATUS_IO, "%s: cannot undo a failed commit: %s (%d); start again",
                sqlite->directory.journal, sqlite3_errmsg(sqlite->database), code);
    return sqlite_store_poison(sqlite, STATUS_IO, cause);
}

/* `first_id` is the id of the stream's first record, 0 when this is not it. */
static enum status put_head(struct sqlite_store *sqlite, const struct id *stream,
                            const struct stream_head *head, int64_t first_id, struct cause *cause)
{
    sqlite3_stmt *statement = sqlite->statements[STATEMENT_HEAD_PUT];
    statement_bind_id(statement, 1, stream);
    if (first_id)
        statement_bind_integer(statement, 2, first_id);
    statement_bind_integer(statement, 3, head->seq);
    statement_bind_integer(statement, 4, head->epoch);
    statement_bind_integer(statement, 5, head->remaining_ms);
    statement_bind_integer(statement, 6, head->stamp_ms);
    statement_bind_bytes(statement, 7, head->chain.bytes, sizeof head->chain.bytes);
    return sqlite_store_run(sqlite, STATEMENT_HEAD_PUT, "write a head", cause);
}

static enum status append(struct sqlite_store *sqlite, const struct store_change *change,
                          struct stream_head *head, struct cause *cause)
{
    struct store_record record = stream_head_append(head, change);
    sqlite3_stmt *statement = sqlite->statements[STATEMENT_APPEND];
    statement_bind_id(statement, 1, &change->stream);
    statement_bind_integer(statement, 2, record.seq);
    statement_bind_integer(statement, 3, change->epoch);
    statement_bind_integer(statement, 4, record.stamp_ms);
    statement_bind_integer(statement, 5, record.remaining_ms);
    statement_bind_text(statement, 6, record.kind, strlen(record.kind));
    statement_bind_text(statement, 7, record.body, record.body_size);
    statement_bind_bytes(statement, 8, record.chain.bytes, sizeof record.chain.bytes);
    enum status status = sqlite_store_run(sqlite, STATEMENT_APPEND, "append a record", cause);
    if (status != STATUS_OK)
        return status;
    int64_t first_id = record.seq == 1 ? sqlite3_last_insert_rowid(sqlite->database) : 0;
    return put_head(sqlite, &change->stream, head, first_id, cause);
}

static enum status set_clock(struct sqlite_store *sqlite, const struct store_change *change,
                             struct cause *cause)
{
    sqlite3_stmt *statement = sqlite->statements[STATEMENT_CLOCK];
    statement_bind_id(statement, 1, &change->stream);
    statement_bind_integer(statement, 2, change->remaining_ms);
    statement_bind_integer(statement, 3, change->record.stamp_ms);
    return sqlite_store_run(sqlite, STATEMENT_CLOCK, "write a clock", cause);
}

static enum status apply(struct sqlite_store *sqlite, struct store_change *change, struct cause *cause)
{
    struct stream_head head;
    enum status status = sqlite_head_read(sqlite, &change->stream, &head, cause);
    if (status != STATUS_OK)
        return status;
    change->result = STATUS_FENCED;
    if (store_change_fenced(change, &head))
        return STATUS_OK;
    change->result = STATUS_OK;
    switch (change->kind) {
    case STORE_APPEND:
        return append(sqlite, change, &head, cause);
    case STORE_CLOCK:
        return set_clock(sqlite, change, cause);
    case STORE_TEXT:
        return sqlite_text_put(sqlite, change, cause);
    case STORE_ERASE:
        return sqlite_text_erase(sqlite, change, cause);
    }
    return STATUS_OK;
}

/* Moves the log into the database without waiting for readers, and empties it when something was erased.
 * STATUS_LOCKED: a reader still needs the log. */
static enum status checkpoint(struct sqlite_store *sqlite, struct cause *cause)
{
    int mode = sqlite->erased ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE;
    int pages = 0, moved = 0;
    (void)sqlite3_busy_timeout(sqlite->database, 0);
    int code = sqlite3_wal_checkpoint_v2(sqlite->database, "main", mode, &pages, &moved);
    (void)sqlite3_busy_timeout(sqlite->database, SQLITE_STORE_BUSY_MS);
    if (code != SQLITE_OK)
        return sqlite_store_failed(sqlite, code, "move the log into the database", cause);
    if (moved < pages)
        return status_fail(cause, STATUS_LOCKED, "%s: a reader still needs the log; try again later",
                           sqlite->directory.journal);
    sqlite->log_pages = 0;
    sqlite->reserved = sqlite->reserved && !sqlite->erased;
    sqlite->erased = false;
    return STATUS_OK;
}

/* Gives the log its space on disk before it is needed: a sync takes about twice as long when the file grew.
 * SQLite takes what follows the last frame for no frame. Without so much space the log grows as it is used.
 */
static enum status reserve_log(struct sqlite_store *sqlite, struct cause *cause)
{
    static const char nothing[64 * 1024];
    sqlite3_file *log = NULL;
    sqlite3_int64 size = 0;
    int code = sqlite3_file_control(sqlite->database, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
    if (code != SQLITE_OK || !log || !log->pMethods)
        return STATUS_OK;
    code = log->pMethods->xFileSize(log, &size);
    for (sqlite3_int64 at = size; code == SQLITE_OK && at < SQLITE_STORE_LOG_BYTES;) {
        sqlite3_int64 left = SQLITE_STORE_LOG_BYTES - at;
        int part = left < (sqlite3_int64)sizeof nothing ? (int)left : (int)sizeof nothing;
        code = log->pMethods->xWrite(log, nothing, part, at);
        at += part;
    }
    if (code == SQLITE_FULL)
        code = log->pMethods->xTruncate(log, size);
    else if (code == SQLITE_OK)
        code = log->pMethods->xSync(log, SQLITE_SYNC_NORMAL);
    sqlite->reserved = true;
    if (code == SQLITE_OK)
        return STATUS_OK;
    status_fail(cause, STATUS_IO, "%s: cannot give its log space: %s (%d); check the disk, then start again",
                sqlite->directory.journal, sqlite3_errstr(code), code);
    return sqlite_store_poison(sqlite, STATUS_IO, cause);
}

/* Keeps the log below its bound. The commit before it is durable whatever happens here: an I/O error shows in
 * the next one. */
static void limit_log(struct sqlite_store *sqlite)
{
    struct cause ignored;
    if (sqlite->log_pages < sqlite->checkpoint_at && !rare("store: the log is moved by a commit"))
        return;
    int pages = sqlite->log_pages;
    if (checkpoint(sqlite, &ignored) == STATUS_OK)
        sqlite->checkpoint_at = SQLITE_STORE_LOG_PAGES;
    else
        sqlite->checkpoint_at = pages + SQLITE_STORE_LOG_PAGES;
}

enum status sqlite_commit(struct store *store, struct store_change *changes, size_t count,
                          struct cause *cause)
{
    struct sqlite_store *sqlite = (struct sqlite_store *)store;
    enum status status = begin(sqlite, cause);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = apply(sqlite, &changes[i], cause);
    if (status == STATUS_OK)
        status = sqlite_store_run(sqlite, STATEMENT_COMMIT, "commit", cause);
    if (status != STATUS_OK)
        return abandon(sqlite, status, cause);
    limit_log(sqlite);
    return STATUS_OK;
}

enum status sqlite_claim(struct store *store, const struct id *stream, int64_t *epoch, struct cause *cause)
{
    struct sqlite_store *sqlite = (struct sqlite_store *)store;
    struct stream_head head;
    enum status status = begin(sqlite, cause);
    if (status != STATUS_OK)
        return status;
    status = sqlite_head_read(sqlite, stream, &head, cause);
    if (status == STATUS_OK) {
        head.epoch++;
        status = put_head(sqlite, stream, &head, 0, cause);
    }
    if (status == STATUS_OK)
        status = sqlite_store_run(sqlite, STATEMENT_COMMIT, "claim a stream", cause);
    if (status != STATUS_OK)
        return abandon(sqlite, status, cause);
    *epoch = head.epoch;
    return STATUS_OK;
}

enum status sqlite_idle(struct store *store, struct cause *cause)
{
    struct sqlite_store *sqlite = (struct sqlite_store *)store;
    enum status status = sqlite_store_usable(sqlite, cause);
    if (status != STATUS_OK || sqlite->read_only)
        return status;
    if (sqlite->log_pages > 0 || sqlite->erased)
        status = checkpoint(sqlite, cause);
    if (status == STATUS_OK && !sqlite->reserved)
        status = reserve_log(sqlite, cause);
    /* without space for it the log simply stays */
    return status == STATUS_FULL ? STATUS_LOCKED : status;
}
