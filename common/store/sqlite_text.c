/* Erasable texts. SQLite overwrites what it deletes, but not the copies that it leaves on a page when it
 * moves rows to another one. So the rows of private_text never move: they are added at the end, and erased by
 * blanking them in place. The table text_place says whose they are; its rows come and go. */
#include "common/store/sqlite_store.h"

static const char blank[STORE_TEXT_MAX];

static enum status blank_text(struct sqlite_store *sqlite, int64_t number, struct cause *cause)
{
    sqlite3_blob *blob = NULL;
    int code = sqlite3_blob_open(sqlite->database, "main", "private_text", "body", number, 1, &blob);
    if (code == SQLITE_OK && sqlite3_blob_bytes(blob) > STORE_TEXT_MAX)
        code = SQLITE_CORRUPT;
    if (code == SQLITE_OK)
        code = sqlite3_blob_write(blob, blank, sqlite3_blob_bytes(blob), 0);
    enum status status = STATUS_OK;
    if (code != SQLITE_OK)
        status = sqlite_store_failed(sqlite, code, "erase a text", cause);
    (void)sqlite3_blob_close(blob);
    sqlite->erased = true;
    return status;
}

/* Blanks every text whose place the statement gives for the two ids. */
static enum status blank_texts(struct sqlite_store *sqlite, enum statement places, const struct id *stream,
                               const struct id *id, struct cause *cause)
{
    sqlite3_stmt *statement = sqlite->statements[places];
    enum status status = STATUS_OK;
    int code;
    statement_bind_id(statement, 1, stream);
    statement_bind_id(statement, 2, id);
    while (status == STATUS_OK && (code = sqlite3_step(statement)) != SQLITE_DONE) {
        if (code == SQLITE_ROW)
            status = blank_text(sqlite, sqlite3_column_int64(statement, 0), cause);
        else
            status = sqlite_store_failed(sqlite, code, "find a text", cause);
    }
    statement_reset(statement);
    return status;
}

enum status sqlite_text_put(struct sqlite_store *sqlite, const struct store_change *change,
                            struct cause *cause)
{
    enum status status = blank_texts(sqlite, STATEMENT_PLACE, &change->stream, &change->text_id, cause);
    if (status != STATUS_OK)
        return status;
    statement_bind_bytes(sqlite->statements[STATEMENT_TEXT_ADD], 1, change->text, change->text_size);
    status = sqlite_store_run(sqlite, STATEMENT_TEXT_ADD, "write a text", cause);
    if (status != STATUS_OK)
        return status;
    sqlite3_stmt *statement = sqlite->statements[STATEMENT_PLACE_PUT];
    statement_bind_id(statement, 1, &change->stream);
    statement_bind_id(statement, 2, &change->text_id);
    statement_bind_id(statement, 3, &change->text_owner);
    statement_bind_integer(statement, 4, sqlite3_last_insert_rowid(sqlite->database));
    return sqlite_store_run(sqlite, STATEMENT_PLACE_PUT, "write a text", cause);
}

enum status sqlite_text_erase(struct sqlite_store *sqlite, const struct store_change *change,
                              struct cause *cause)
{
    enum status status =
        blank_texts(sqlite, STATEMENT_PLACES_OF_OWNER, &change->stream, &change->text_owner, cause);
    if (status != STATUS_OK)
        return status;
    sqlite3_stmt *statement = sqlite->statements[STATEMENT_PLACES_FORGET];
    statement_bind_id(statement, 1, &change->stream);
    statement_bind_id(statement, 2, &change->text_owner);
    return sqlite_store_run(sqlite, STATEMENT_PLACES_FORGET, "erase a text", cause);
}

enum status sqlite_text(struct store *store, const struct id *stream, const struct id *text_id, char *text,
                        size_t capacity, size_t *size, struct cause *cause)
{
    struct sqlite_store *sqlite = (struct sqlite_store *)store;
    sqlite3_stmt *statement = sqlite->statements[STATEMENT_TEXT];
    enum status status = sqlite_store_usable(sqlite, cause);
    if (status != STATUS_OK)
        return status;
    statement_bind_id(statement, 1, stream);
    statement_bind_id(statement, 2, text_id);
    int code = sqlite3_step(statement);
    const void *body = code == SQLITE_ROW ? sqlite3_column_blob(statement, 0) : NULL;
    if (code == SQLITE_ROW && !body && statement_lacks_memory(statement))
        code = SQLITE_NOMEM;
    if (code == SQLITE_ROW)
        status =
            store_text_copy(body, (size_t)sqlite3_column_bytes(statement, 0), text, capacity, size, cause);
    else if (code == SQLITE_DONE)
        status = store_text_missing(stream, text_id, cause);
    else
        status = sqlite_store_failed(sqlite, code, "read a text", cause);
    statement_reset(statement);
    return status;
}
