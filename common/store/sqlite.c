/* Opening, closing and failing; sqlite_write.c, sqlite_read.c and sqlite_text.c do the work. */
#include "common/store/sqlite_schema.h"
#include "common/store/sqlite_store.h"
#include "common/store/wal_check.h"

#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/base/must.h"

#include <stdio.h>
#include <stdlib.h>

enum status sqlite_store_poison(struct sqlite_store *sqlite, enum status status, struct cause *cause)
{
    if (!sqlite->poisoned) {
        sqlite->poisoned = status;
        sqlite->poison = *cause;
    }
    return status;
}

enum status sqlite_store_usable(const struct sqlite_store *sqlite, struct cause *cause)
{
    if (!sqlite->poisoned)
        return STATUS_OK;
    *cause = sqlite->poison;
    return sqlite->poisoned;
}

enum status sqlite_store_failed(struct sqlite_store *sqlite, int code, const char *what, struct cause *cause)
{
    const char *path = sqlite->directory.journal;
    const char *reason = sqlite3_errmsg(sqlite->database);
    if (sqlite_lacks_memory(code)) {
        /* a commit may be on disk without SQLite's knowing: as little is known as after a failed sync */
        status_fail(cause, STATUS_MEMORY,
                    "%s: cannot %s: the machine has no memory left; free some, then start again: what was "
                    "acknowledged is read back",
                    path, what);
        return sqlite_store_poison(sqlite, STATUS_MEMORY, cause);
    }
    switch (code & 0xff) {
    case SQLITE_FULL:
        return status_fail(cause, STATUS_FULL, "%s: cannot %s: no space is left; free some on this disk",
                           path, what);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return status_fail(cause, STATUS_LOCKED,
                           "%s: cannot %s: another program keeps the database to itself; end that program",
                           path, what);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
        return status_fail(cause, STATUS_CORRUPT, "%s: cannot %s: %s (%d); restore the journal from a backup",
                           path, what, reason, code);
    default:
        break;
    }
    status_fail(
        cause, STATUS_IO,
        "%s: cannot %s: %s (%d); check the disk, then start again: what was acknowledged is read back", path,
        what, reason, code);
    return sqlite_store_poison(sqlite, STATUS_IO, cause);
}

sqlite3 *sqlite_store_database(struct store *store)
{
    return ((struct sqlite_store *)store)->database;
}

static int count_log_pages(void *user, sqlite3 *database, const char *name, int pages)
{
    (void)database;
    (void)name;
    ((struct sqlite_store *)user)->log_pages = pages;
    return SQLITE_OK;
}

static enum status run(struct sqlite_store *sqlite, const char *sql, struct cause *cause)
{
    int code = sqlite3_exec(sqlite->database, sql, NULL, NULL, NULL);
    return code == SQLITE_OK ? STATUS_OK : sqlite_store_failed(sqlite, code, "be set up", cause);
}

/* Turns the write-ahead log on and makes sure that it is: SQLite answers a refusal with the old mode, not an
 * error. */
static enum status begin_log(struct sqlite_store *sqlite, struct cause *cause)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(sqlite->database, "PRAGMA journal_mode = WAL", -1, &statement, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    bool on =
        code == SQLITE_ROW && sqlite3_stricmp((const char *)sqlite3_column_text(statement, 0), "wal") == 0;
    if (code == SQLITE_ROW && !on && statement_lacks_memory(statement))
        code = SQLITE_NOMEM;
    sqlite3_finalize(statement);
    if (code != SQLITE_ROW)
        return sqlite_store_failed(sqlite, code, "be written", cause);
    if (!on)
        return status_fail(cause, STATUS_IO,
                           "%s: this file system cannot share memory between processes; use a local disk",
                           sqlite->directory.journal);
    return STATUS_OK;
}

static enum status set_up_writer(struct sqlite_store *sqlite, bool unsynced, int version, struct cause *cause)
{
    /* The log stays when the store is closed: a reader then finds all files there and need not make any. */
    int persist = 1;
    char tidiness[128];
    if (sqlite3_db_readonly(sqlite->database, "main") != 0)
        return status_fail(cause, STATUS_IO,
                           "%s: no permission to write it; let this user write it (chown, chmod)",
                           sqlite->directory.journal);
    enum status status = begin_log(sqlite, cause);
    if (status == STATUS_OK && !unsynced)
        status = sqlite_renew_log(sqlite, cause);
    if (status == STATUS_OK)
        status = run(sqlite, unsynced ? "PRAGMA synchronous = OFF" : "PRAGMA synchronous = FULL", cause);
    snprintf(tidiness, sizeof tidiness,
             "PRAGMA secure_delete = ON; PRAGMA foreign_keys = OFF; PRAGMA journal_size_limit = %d",
             SQLITE_STORE_LOG_BYTES);
    if (status == STATUS_OK)
        status = run(sqlite, tidiness, cause);
    if (status != STATUS_OK)
        return status;
    sqlite3_wal_hook(sqlite->database, count_log_pages, sqlite);
    (void)sqlite3_file_control(sqlite->database, "main", SQLITE_FCNTL_PERSIST_WAL, &persist);
    status = schema_update(sqlite->database, version, cause);
    if (status != STATUS_OK)
        return status_wrap(cause, status, "%s", sqlite->directory.journal);
    (void)sqlite3_db_config(sqlite->database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
    /* what a killed writer erased may still lie in its log */
    sqlite->erased = true;
    return STATUS_OK;
}

static enum status set_up_reader(struct sqlite_store *sqlite, int version, struct cause *cause)
{
    if (version == 0)
        return status_fail(cause, STATUS_NOT_FOUND,
                           "%s: is still empty; give the directory that the server writes to",
                           sqlite->directory.journal);
    if (version < STORE_FORMAT)
        return status_fail(cause, STATUS_VERSION,
                           "%s: has the older format %d, this version reads %d; start the server on it once",
                           sqlite->directory.journal, version, STORE_FORMAT);
    return run(sqlite, "PRAGMA query_only = ON", cause);
}

static enum status set_up(struct sqlite_store *sqlite, const struct sqlite_options *options,
                          struct cause *cause)
{
    int version;
    (void)sqlite3_extended_result_codes(sqlite->database, 1);
    (void)sqlite3_busy_timeout(sqlite->database, SQLITE_STORE_BUSY_MS);
    (void)sqlite3_db_config(sqlite->database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    /* a reader that ends last, or a writer that was refused, leaves the files as they are */
    (void)sqlite3_db_config(sqlite->database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    enum status status =
        run(sqlite,
            "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;"
            "PRAGMA wal_autocheckpoint = 0",
            cause);
    if (status != STATUS_OK)
        return status;
    status = schema_version(sqlite->database, &version, cause);
    if (status != STATUS_OK)
        return status_wrap(cause, status, "%s", sqlite->directory.journal);
    status = options->read_only ? set_up_reader(sqlite, version, cause)
                                : set_up_writer(sqlite, options->unsynced, version, cause);
    if (status != STATUS_OK)
        return status;
    int code = statements_prepare(sqlite->database, sqlite->statements);
    return code == SQLITE_OK ? STATUS_OK : sqlite_store_failed(sqlite, code, "be read", cause);
}

static void sqlite_close(struct store *store)
{
    struct sqlite_store *sqlite = (struct sqlite_store *)store;
    statements_finalize(sqlite->statements);
    /* after a failed sync the log in memory may say more than the disk: nothing is copied out of it */
    if (sqlite->poisoned)
        (void)sqlite3_db_config(sqlite->database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    must(sqlite3_close(sqlite->database) == SQLITE_OK);
    sync_vfs_destroy(sqlite->vfs);
    directory_leave(&sqlite->directory);
    free(sqlite);
}

static uint64_t sqlite_syncs(const struct store *store)
{
    return sync_vfs_log_syncs(((const struct sqlite_store *)store)->vfs);
}

static const struct store_backend sqlite_backend = {
    .close = sqlite_close,
    .claim = sqlite_claim,
    .commit = sqlite_commit,
    .each_head = sqlite_each_head,
    .each_record = sqlite_each_record,
    .text = sqlite_text,
    .idle = sqlite_idle,
    .syncs = sqlite_syncs,
};

static enum status open_database(struct sqlite_store *sqlite, const struct sqlite_options *options,
                                 struct cause *cause)
{
    int flags = options->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    int code = sqlite3_open_v2(sqlite->directory.journal, &sqlite->database, flags | SQLITE_OPEN_NOMUTEX,
                               sync_vfs_name(sqlite->vfs));
    if (code == SQLITE_OK)
        return set_up(sqlite, options, cause);
    if (sqlite_lacks_memory(code))
        return memory_lacks(cause, sqlite->directory.journal);
    return status_fail(cause, STATUS_IO,
                       "%s: cannot be opened: %s; check that this user may read and write it",
                       sqlite->directory.journal, sqlite3_errmsg(sqlite->database));
}

/* What the log loses when SQLite takes it over is said, or refused when it was acknowledged. */
static void report_log(const char *journal, const struct wal_found *found)
{
    char tail[24], whole[24], unmoved[24];
    snprintf(tail, sizeof tail, "%lld", (long long)found->tail);
    snprintf(whole, sizeof whole, "%lld", (long long)found->whole);
    snprintf(unmoved, sizeof unmoved, "%lld", (long long)found->unmoved);
    if (found->tail > 0)
        log_event(LOG_WARN, "journal_tail_cut", "file", journal, "bytes", tail, "after_byte", whole, "note",
                  found->whole ? "behind the last whole commit of the log; it was never acknowledged"
                               : "the log's header does not fit; all that it held is in the database",
                  NULL);
    if (found->unmoved > 0)
        log_event(LOG_WARN, "journal_log_empty", "file", journal, "frames_missing", unmoved, "note",
                  "no harm after a power cut; else acknowledged changes may be missing", NULL);
}

/* Before SQLite reads the log. A reader looks only where nobody writes: a log that grows has no end. */
static enum status check_log(struct sqlite_store *sqlite, struct wal_found *found, struct cause *cause)
{
    *found = (struct wal_found){.settled = false};
    if (!sqlite->read_only)
        return wal_check(sqlite->directory.journal, found, cause);
    if (!directory_hold(&sqlite->directory))
        return STATUS_OK;
    enum status status = wal_check(sqlite->directory.journal, found, cause);
    directory_leave(&sqlite->directory);
    return status;
}

/* What was cut off is emptied out of the file at once: frames of two torn tails on top of each other could
 * look like damage. A reader in the way leaves it for an idle moment. */
static enum status empty_log(struct sqlite_store *sqlite, const struct wal_found *found, struct cause *cause)
{
    if (sqlite->read_only || found->tail == 0)
        return STATUS_OK;
    enum status status = sqlite_idle(&sqlite->store, cause);
    return status == STATUS_LOCKED ? STATUS_OK : status;
}

enum status sqlite_store_open(const char *directory, const struct sqlite_options *options,
                              struct store **store, struct cause *cause)
{
    sqlite3_vfs *base = sqlite3_vfs_find(options->vfs);
    if (!base && !options->vfs) /* there is always a default, once SQLite has begun */
        return memory_lacks(cause, directory);
    if (!base)
        return status_fail(cause, STATUS_INVALID, "SQLite has no VFS named '%s'; use the default",
                           options->vfs ? options->vfs : "");
    struct sqlite_store *sqlite = memory_try_zeroed(1, sizeof *sqlite);
    if (!sqlite)
        return memory_lacks(cause, directory);
    sqlite->store.backend = &sqlite_backend;
    sqlite->read_only = options->read_only;
    sqlite->checkpoint_at = SQLITE_STORE_LOG_PAGES;
    enum status status = options->read_only ? directory_look(&sqlite->directory, directory, cause)
                                            : directory_enter(&sqlite->directory, directory, cause);
    struct wal_found found;
    if (status == STATUS_OK)
        status = check_log(sqlite, &found, cause);
    if (status != STATUS_OK) {
        directory_leave(&sqlite->directory);
        free(sqlite);
        return status;
    }
    if (!sqlite->read_only)
        report_log(sqlite->directory.journal, &found);
    /* A writer leaves its log behind; a journal without one is a copy that nobody writes to. */
    sqlite->vfs = sync_vfs_create(base, options->read_only && !directory_has_log(&sqlite->directory));
    status = sqlite->vfs ? open_database(sqlite, options, cause) : memory_lacks(cause, directory);
    if (status == STATUS_OK)
        status = empty_log(sqlite, &found, cause);
    if (status != STATUS_OK) {
        sqlite_close(&sqlite->store);
        return status;
    }
    *store = &sqlite->store;
    return STATUS_OK;
}

enum status store_open_sqlite(const char *directory, const char *vfs, bool read_only, struct store **store,
                              struct cause *cause)
{
    struct sqlite_options options = {.vfs = vfs, .read_only = read_only};
    return sqlite_store_open(directory, &options, store, cause);
}
