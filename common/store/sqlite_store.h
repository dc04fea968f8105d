/* The store in SQLite, as its own files see it. For this folder and its tests only. */
#ifndef SPIRAL_STORE_SQLITE_STORE_H
#define SPIRAL_STORE_SQLITE_STORE_H

#include "common/store/backend.h"
#include "common/store/directory.h"
#include "common/store/sqlite_statement.h"
#include "common/store/sync_vfs.h"

#include <sqlite3.h>

enum {
    SQLITE_STORE_BUSY_MS = 5000,      /* patience with another program that keeps the database to itself */
    SQLITE_STORE_LOG_PAGES = 4096,    /* of 4 KiB: above it a commit moves the log into the database */
    SQLITE_STORE_LOG_BYTES = 1 << 24, /* the log's file has this size from an idle moment on */
};

struct sqlite_options {
    const char *vfs; /* NULL: the default */
    bool read_only;
    bool unsynced; /* for tests: shows what is lost without syncs */
};

struct sqlite_store {
    struct store store;
    struct directory directory;
    struct sync_vfs *vfs;
    sqlite3 *database;
    sqlite3_stmt *statements[STATEMENT_COUNT];
    bool read_only;
    enum status poisoned; /* not STATUS_OK: what is on disk is not known any more, everything is refused */
    struct cause poison;  /* why */
    bool erased;          /* texts were erased that may still lie in the log */
    bool reserved;        /* the log's file has the space that it needs */
    int log_pages;        /* in the write-ahead log and not moved yet; set by every commit */
    int checkpoint_at;    /* log_pages that make a commit move them */
};

/* store_open_sqlite with everything that can be chosen. */
MUST_USE enum status sqlite_store_open(const char *directory, const struct sqlite_options *options,
                                       struct store **store, struct cause *cause);

/* The connection, for tests that look at its settings or disturb it. */
sqlite3 *sqlite_store_database(struct store *store);

/* Writes the log over itself and syncs it. After a failed sync the system's cache may hold, and give to the
 * next process, what is not on the disk and will not be written again: its pages count as written. A writer
 * that told of such records would lose them with the next power cut. */
MUST_USE enum status sqlite_renew_log(struct sqlite_store *sqlite, struct cause *cause);

/* STATUS_OK, or the old status and cause when the store is poisoned. */
MUST_USE enum status sqlite_store_usable(const struct sqlite_store *sqlite, struct cause *cause);

/* Turns a result code into a status and a cause, "path: cannot `what`: reason; remedy"; I/O errors and
 * a lack of memory poison the store. */
enum status sqlite_store_failed(struct sqlite_store *sqlite, int code, const char *what, struct cause *cause);

/* Refuses everything from now on, with this status and cause. */
enum status sqlite_store_poison(struct sqlite_store *sqlite, enum status status, struct cause *cause);

/* Runs a bound statement that gives no rows, and makes it ready for its next use. */
MUST_USE enum status sqlite_store_run(struct sqlite_store *sqlite, enum statement which, const char *what,
                                      struct cause *cause);

/* Reads a stream's head; `head->known` is false and the rest empty when there is none. */
MUST_USE enum status sqlite_head_read(struct sqlite_store *sqlite, const struct id *stream,
                                      struct stream_head *head, struct cause *cause);

/* Writes a STORE_TEXT or STORE_ERASE that is not fenced, inside a commit. */
MUST_USE enum status sqlite_text_put(struct sqlite_store *sqlite, const struct store_change *change,
                                     struct cause *cause);
MUST_USE enum status sqlite_text_erase(struct sqlite_store *sqlite, const struct store_change *change,
                                       struct cause *cause);

/* The rows of the backend's table; see backend.h. */
enum status sqlite_claim(struct store *store, const struct id *stream, int64_t *epoch, struct cause *cause);
enum status sqlite_commit(struct store *store, struct store_change *changes, size_t count,
                          struct cause *cause);
enum status sqlite_idle(struct store *store, struct cause *cause);
enum status sqlite_each_head(struct store *store, store_head_row *row, void *user, struct cause *cause);
enum status sqlite_each_record(struct store *store, const struct id *stream, int64_t after_seq,
                               store_record_row *row, void *user, struct cause *cause);
enum status sqlite_text(struct store *store, const struct id *stream, const struct id *text_id, char *text,
                        size_t capacity, size_t *size, struct cause *cause);

#endif
