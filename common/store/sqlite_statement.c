#include "common/store/sqlite_statement.h"

#include "common/base/must.h"

#include <string.h>

static const char *const statement_sql[STATEMENT_COUNT] = {
    [STATEMENT_BEGIN] = "BEGIN IMMEDIATE",
    [STATEMENT_COMMIT] = "COMMIT",
    [STATEMENT_HEAD] = "SELECT seq, epoch, remaining_ms, stamp_ms, chain FROM head WHERE stream = ?1",
    [STATEMENT_HEAD_PUT] =
        "INSERT INTO head (stream, first_id, seq, epoch, remaining_ms, stamp_ms, chain)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
        " ON CONFLICT (stream) DO UPDATE SET first_id = coalesce(first_id, excluded.first_id),"
        " seq = excluded.seq, epoch = excluded.epoch, remaining_ms = excluded.remaining_ms,"
        " stamp_ms = excluded.stamp_ms, chain = excluded.chain",
    [STATEMENT_HEADS] = "SELECT stream, seq, epoch, remaining_ms, stamp_ms FROM head"
                        " WHERE first_id IS NOT NULL ORDER BY first_id",
    [STATEMENT_CLOCK] = "UPDATE head SET remaining_ms = ?2, stamp_ms = ?3 WHERE stream = ?1",
    [STATEMENT_APPEND] = "INSERT INTO journal (stream, seq, epoch, stamp_ms, remaining_ms, kind, body, chain)"
                         " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    [STATEMENT_RECORDS] = "SELECT seq, stamp_ms, remaining_ms, kind, body, chain FROM journal"
                          " WHERE stream = ?1 AND seq > ?2 ORDER BY seq",
    [STATEMENT_TEXT] = "SELECT body FROM text_place CROSS JOIN private_text USING (number)"
                       " WHERE stream = ?1 AND id = ?2",
    [STATEMENT_TEXT_ADD] = "INSERT INTO private_text (body) VALUES (?1)",
    [STATEMENT_PLACE] = "SELECT number FROM text_place WHERE stream = ?1 AND id = ?2",
    [STATEMENT_PLACE_PUT] = "INSERT INTO text_place (stream, id, owner, number) VALUES (?1, ?2, ?3, ?4)"
                            " ON CONFLICT (stream, id) DO UPDATE SET owner = excluded.owner,"
                            " number = excluded.number",
    [STATEMENT_PLACES_OF_OWNER] = "SELECT number FROM text_place WHERE stream = ?1 AND owner = ?2",
    [STATEMENT_PLACES_FORGET] = "DELETE FROM text_place WHERE stream = ?1 AND owner = ?2",
};

int statements_prepare(sqlite3 *database, sqlite3_stmt *statements[STATEMENT_COUNT])
{
    int code = SQLITE_OK;
    for (int i = 0; code == SQLITE_OK && i < STATEMENT_COUNT; i++)
        code = sqlite3_prepare_v3(database, statement_sql[i], -1, SQLITE_PREPARE_PERSISTENT, &statements[i],
                                  NULL);
    return code;
}

void statements_finalize(sqlite3_stmt *statements[STATEMENT_COUNT])
{
    for (int i = 0; i < STATEMENT_COUNT; i++)
        sqlite3_finalize(statements[i]);
}

bool sqlite_lacks_memory(int code)
{
    return (code & 0xff) == SQLITE_NOMEM || code == SQLITE_IOERR_NOMEM;
}

bool statement_lacks_memory(sqlite3_stmt *statement)
{
    return sqlite_lacks_memory(sqlite3_extended_errcode(sqlite3_db_handle(statement)));
}

void statement_reset(sqlite3_stmt *statement)
{
    (void)sqlite3_reset(statement);
    (void)sqlite3_clear_bindings(statement);
}

void statement_bind_bytes(sqlite3_stmt *statement, int column, const void *bytes, size_t count)
{
    /* a pointer to nothing would bind NULL */
    must(sqlite3_bind_blob(statement, column, count ? bytes : "", (int)count, SQLITE_STATIC) == SQLITE_OK);
}

void statement_bind_id(sqlite3_stmt *statement, int column, const struct id *id)
{
    statement_bind_bytes(statement, column, id->bytes, sizeof id->bytes);
}

void statement_bind_integer(sqlite3_stmt *statement, int column, int64_t value)
{
    must(sqlite3_bind_int64(statement, column, value) == SQLITE_OK);
}

void statement_bind_text(sqlite3_stmt *statement, int column, const char *text, size_t count)
{
    must(sqlite3_bind_text(statement, column, count ? text : "", (int)count, SQLITE_STATIC) == SQLITE_OK);
}

bool statement_column_bytes(sqlite3_stmt *statement, int column, void *to, int size)
{
    const void *from = sqlite3_column_blob(statement, column);
    if (!from || sqlite3_column_bytes(statement, column) != size)
        return false;
    memcpy(to, from, (size_t)size);
    return true;
}
