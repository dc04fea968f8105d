#include "common/store/sqlite_schema.h"

#include "common/base/memory.h"
#include "common/store/sqlite_statement.h"

#include <assert.h>
#include <stdio.h>

/* steps[n] leads from version n to n + 1. A step that was released is never changed: a new one is put behind
 * it. */
static const char *const schema_steps[] = {
    /* ids grow, so that the table is only written at its end */
    "CREATE TABLE journal ("
    " id INTEGER PRIMARY KEY, stream BLOB NOT NULL, seq INTEGER NOT NULL, epoch INTEGER NOT NULL,"
    " stamp_ms INTEGER NOT NULL, remaining_ms INTEGER NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL,"
    " chain BLOB NOT NULL);"
    "CREATE UNIQUE INDEX journal_stream ON journal (stream, seq);"
    /* first_id is NULL while a stream is claimed but has no record */
    "CREATE TABLE head ("
    " stream BLOB PRIMARY KEY, first_id INTEGER, seq INTEGER NOT NULL, epoch INTEGER NOT NULL,"
    " remaining_ms INTEGER NOT NULL, stamp_ms INTEGER NOT NULL, chain BLOB NOT NULL) WITHOUT ROWID;"
    /* its rows are added at the end, never moved, and blanked when they are erased; see sqlite_text.c */
    "CREATE TABLE private_text (number INTEGER PRIMARY KEY, body BLOB NOT NULL);"
    "CREATE TABLE text_place ("
    " stream BLOB NOT NULL, id BLOB NOT NULL, owner BLOB NOT NULL, number INTEGER NOT NULL,"
    " PRIMARY KEY (stream, id)) WITHOUT ROWID;"
    "CREATE INDEX text_place_owner ON text_place (stream, owner);",
};

static_assert(sizeof schema_steps / sizeof schema_steps[0] == STORE_FORMAT,
              "every version has the step that leads to it");

enum { SCHEMA_APPLICATION = 0x5370726c }; /* PRAGMA application_id: "Sprl" */

static enum status read_integer(sqlite3 *database, const char *sql, int *value, struct cause *cause)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(database, sql, -1, &statement, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    *value = code == SQLITE_ROW ? sqlite3_column_int(statement, 0) : 0;
    sqlite3_finalize(statement);
    if (code == SQLITE_ROW)
        return STATUS_OK;
    if (sqlite_lacks_memory(code))
        return memory_lacks(cause, "is not read");
    switch (code & 0xff) {
    case SQLITE_NOTADB:
        return status_fail(cause, STATUS_CORRUPT,
                           "is not a database; move it away, or restore the journal from a backup");
    case SQLITE_CORRUPT:
        return status_fail(cause, STATUS_CORRUPT, "is damaged (%s); restore the journal from a backup",
                           sqlite3_errmsg(database));
    case SQLITE_BUSY:
        return status_fail(cause, STATUS_LOCKED, "another program keeps it to itself; end that program");
    default:
        return status_fail(cause, STATUS_IO, "cannot be read (%s); check its permissions and the disk",
                           sqlite3_errmsg(database));
    }
}

enum status schema_version(sqlite3 *database, int *version, struct cause *cause)
{
    int application, tables;
    enum status status = read_integer(database, "PRAGMA user_version", version, cause);
    if (status == STATUS_OK)
        status = read_integer(database, "PRAGMA application_id", &application, cause);
    if (status == STATUS_OK)
        status = read_integer(database, "SELECT count(*) FROM sqlite_schema", &tables, cause);
    if (status != STATUS_OK)
        return status;
    bool empty = *version == 0 && application == 0 && tables == 0;
    if (!empty && (application != SCHEMA_APPLICATION || *version < 1))
        return status_fail(cause, STATUS_INVALID,
                           "is a database of another program; move it away, or give another directory");
    if (*version > STORE_FORMAT)
        return status_fail(cause, STATUS_VERSION,
                           "was written by a newer version of Spiral (format %d, this one knows %d); "
                           "use that version, or give another directory",
                           *version, STORE_FORMAT);
    return STATUS_OK;
}

enum status schema_migrate(sqlite3 *database, int version, const char *const steps[], int count,
                           struct cause *cause)
{
    char mark[96];
    snprintf(mark, sizeof mark, "PRAGMA application_id = %d; PRAGMA user_version = %d", SCHEMA_APPLICATION,
             count);
    int code = sqlite3_exec(database, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    for (int step = version; code == SQLITE_OK && step < count; step++)
        code = sqlite3_exec(database, steps[step], NULL, NULL, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_exec(database, mark, NULL, NULL, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_exec(database, "COMMIT", NULL, NULL, NULL);
    if (code == SQLITE_OK)
        return STATUS_OK;
    enum status status = status_fail(cause,
                                     sqlite_lacks_memory(code)      ? STATUS_MEMORY
                                     : (code & 0xff) == SQLITE_FULL ? STATUS_FULL
                                                                    : STATUS_IO,
                                     "cannot be brought from format %d to %d (%s); it is as it was", version,
                                     count, sqlite3_errmsg(database));
    if (!sqlite3_get_autocommit(database) &&
        sqlite3_exec(database, "ROLLBACK", NULL, NULL, NULL) != SQLITE_OK)
        return status_fail(cause, STATUS_IO, "cannot be brought to format %d, nor back (%s); restart", count,
                           sqlite3_errmsg(database));
    return status;
}

enum status schema_update(sqlite3 *database, int version, struct cause *cause)
{
    if (version == STORE_FORMAT)
        return STATUS_OK;
    return schema_migrate(database, version, schema_steps, STORE_FORMAT, cause);
}
