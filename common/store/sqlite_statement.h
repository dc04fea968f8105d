/* The statements of the SQLite store, prepared once, and how values get in and out of them.
 * For this folder only. */
#ifndef SPIRAL_STORE_SQLITE_STATEMENT_H
#define SPIRAL_STORE_SQLITE_STATEMENT_H

#include "common/store/store.h"

#include <sqlite3.h>

enum statement {
    STATEMENT_BEGIN,
    STATEMENT_COMMIT,
    STATEMENT_HEAD,
    STATEMENT_HEAD_PUT,
    STATEMENT_HEADS,
    STATEMENT_CLOCK,
    STATEMENT_APPEND,
    STATEMENT_RECORDS,
    STATEMENT_TEXT,
    STATEMENT_TEXT_ADD,
    STATEMENT_PLACE,
    STATEMENT_PLACE_PUT,
    STATEMENT_PLACES_OF_OWNER,
    STATEMENT_PLACES_FORGET,
    STATEMENT_COUNT,
};

/* An SQLite result code; what was prepared before a failure is finalized all the same. */
int statements_prepare(sqlite3 *database, sqlite3_stmt *statements[STATEMENT_COUNT]);
void statements_finalize(sqlite3_stmt *statements[STATEMENT_COUNT]);

/* Of a result code. */
bool sqlite_lacks_memory(int code);
/* After a column gave nothing: for want of memory. */
bool statement_lacks_memory(sqlite3_stmt *statement);

/* Ready for the next use; sqlite3_step has told how this one ended. */
void statement_reset(sqlite3_stmt *statement);

/* Columns count from 1. What is bound is not copied: it outlives the use of the statement. */
void statement_bind_bytes(sqlite3_stmt *statement, int column, const void *bytes, size_t count);
void statement_bind_id(sqlite3_stmt *statement, int column, const struct id *id);
void statement_bind_integer(sqlite3_stmt *statement, int column, int64_t value);
void statement_bind_text(sqlite3_stmt *statement, int column, const char *text, size_t count);

/* Copies a column (from 0) of exactly `size` bytes; false when it has another size. */
bool statement_column_bytes(sqlite3_stmt *statement, int column, void *to, int size);

#endif
