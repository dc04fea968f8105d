/* What a write-ahead log says of itself, before SQLite reads it.
 *
 * SQLite takes a log up to the first frame that does not fit and drops the rest without a word. That is right
 * for a tail that was torn off when the machine stopped, since nothing in it was acknowledged, and wrong for
 * a frame that was damaged later: then acknowledged commits vanish, and older pages hide newer ones. The two
 * can be told apart. A commit is synced before the next one begins, so a torn commit is the last of its log:
 *
 * - A frame that does not fit, with a later commit that was built on it, is damage.
 * - A log that is shorter than the index in `-shm` remembers is damage: the index learns of a commit after
 * its sync.
 * - A header that does not fit, over frames that are not in the database, is damage: a log is begun anew only
 *   when all of it was moved.
 * - Anything else behind the last whole commit is a torn tail.
 *
 * SQLite reads a database whose last page is cut as if zeros followed. A page is written to its end before
 * its frames may go, so a part of a page is damage as soon as nothing in the log has yet to be moved.
 *
 * Values, for a directory that nobody writes to. For this folder and its tests only. */
#ifndef SPIRAL_STORE_WAL_CHECK_H
#define SPIRAL_STORE_WAL_CHECK_H

#include "common/base/status.h"

#include <stdbool.h>
#include <stdint.h>

struct wal_found {
    int64_t whole;   /* bytes up to the end of the last whole commit */
    int64_t tail;    /* bytes behind it that SQLite will drop: a torn commit, or garbage; 0 none */
    int64_t unmoved; /* frames that an empty log should have, says its index; 0 none. Harmless when the power
                        failed: the index is not synced. */
    bool settled;    /* the database has all that the log commits */
};

/* Looks at JOURNAL-wal, JOURNAL-shm and, where it must, at JOURNAL itself, and changes nothing.
 * STATUS_CORRUPT: a cause that names file, frame and byte. STATUS_IO: a file cannot be read. */
MUST_USE enum status wal_check(const char *journal, struct wal_found *found, struct cause *cause);

/* Whether a database to which nothing is to be moved ends with a whole page; one that cannot be opened or has
 * no header yet is left to SQLite, which finds the words. STATUS_CORRUPT: a cause that names file and byte.
 */
MUST_USE enum status database_check(const char *journal, struct cause *cause);

/* The page size in a database's header; 0 when it says none. */
enum { DATABASE_HEADER = 100 };
uint32_t database_page_size(const uint8_t header[DATABASE_HEADER]);

/* What the index of the log (`-shm`) remembers. */
struct wal_index {
    bool known;       /* it is there and fits its own sum; all else is 0 otherwise */
    uint32_t frames;  /* committed, and synced before the index heard of them */
    uint32_t moved;   /* of these, copied into the database */
    uint8_t salts[8]; /* of the log it belongs to */
};

/* An index that cannot be read or does not fit is not known; that is no failure, SQLite makes it anew. */
struct wal_index wal_index_read(const char *path);

/* SQLite's running sum over words of 4 bytes: `count` bytes, a multiple of 8. */
struct wal_sum {
    uint32_t first, second;
};
struct wal_sum wal_sum_add(struct wal_sum sum, bool big_endian, const uint8_t *bytes, int64_t count);

#endif
