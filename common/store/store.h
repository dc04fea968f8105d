/* The journal: what must survive. One append-ordered journal for all streams, a small head for each stream,
 * and erasable texts beside it.
 *
 * A stream is one world or one exercise, named by 128 random bits; its records are numbered 1, 2, 3 ... and
 * chained by hash, so that a changed byte is found and placed. Names of people, addresses and message text
 * never enter a record: they lie in the texts, which can be erased without breaking the chain. A synchronous
 * core: calls block; the server runs it on a thread of its own (server/journal), a test calls it directly.
 * One store is used by one thread at a time. Backends: memory (the reference), sqlite (the default). */
#ifndef SPIRAL_STORE_STORE_H
#define SPIRAL_STORE_STORE_H

#include "common/base/digest.h"
#include "common/base/id.h"
#include "common/base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    STORE_FORMAT = 1,            /* of the journal; PRAGMA user_version in sqlite */
    STORE_BODY_MAX = 256 * 1024, /* bytes of one record */
    STORE_TEXT_MAX = 8 * 1024,   /* bytes of one erasable text */
    STORE_KIND_MAX = 15,         /* characters of a record's kind */
    STORE_BATCH_MAX = 1024,      /* changes in one commit */
};

/* The id as people see it, for logs and causes: 32 lower-case hex digits and NUL. */
struct store_id_name {
    char text[2 * ID_SIZE + 1];
};
struct store_id_name store_id_name(const struct id *id);

/* One row of the journal. */
struct store_record {
    int64_t seq;                   /* 1, 2, 3 ... in its stream */
    int64_t stamp_ms;              /* wall clock, Unix milliseconds: for people, never for rules */
    int64_t remaining_ms;          /* of the stream's running clock; -1 none */
    char kind[STORE_KIND_MAX + 1]; /* lower-case word */
    const char *body;              /* text, not NUL-terminated; borrowed */
    size_t body_size;
    struct digest chain; /* SHA-256 over the chain before it and everything above */
};

/* chain(n) = SHA-256(chain(n-1) || stream || seq || stamp_ms || remaining_ms || kind || 0 || body), integers
 * as 8 bytes little-endian; chain(0) is 32 zero bytes. */
struct digest store_chain(const struct digest *before, const struct id *stream,
                          const struct store_record *record);

enum store_change_kind {
    STORE_APPEND, /* one record to a stream; the first one makes the stream */
    STORE_CLOCK,  /* only the head's remaining time and stamp */
    STORE_TEXT,   /* an erasable text; the same id again replaces it */
    STORE_ERASE,  /* all texts of an owner in a stream */
};

/* One change of a batch. Everything pointed to is borrowed until store_commit returns. */
struct store_change {
    enum store_change_kind kind;
    struct id stream;
    int64_t epoch;        /* who owns the stream; raised by store_claim */
    int64_t expected_seq; /* STORE_APPEND: seq of the last record (0: none); the record gets the next one */
    struct store_record record; /* STORE_APPEND: stamp, remaining, kind, body; seq and chain are computed */
    bool quiet;                 /* STORE_APPEND: the head keeps its time and stamp; see store_head */
    int64_t remaining_ms;       /* STORE_CLOCK */
    struct id text_id;          /* STORE_TEXT */
    struct id text_owner;       /* STORE_TEXT, STORE_ERASE: the person it belongs to */
    const char *text;           /* STORE_TEXT */
    size_t text_size;
    enum status result; /* out: STATUS_OK or STATUS_FENCED */
};

/* The limits above, for one change: STATUS_INVALID names the item. store_commit asks it for every change. */
MUST_USE enum status store_change_check(const struct store_change *change, struct cause *cause);

/* Remaining time and stamp are those of the last clock or record that was not quiet: what a stream comes back
 * with after a crash does not tell when a quiet record was written. */
struct store_head {
    struct id stream;
    int64_t seq, epoch, remaining_ms, stamp_ms;
};

struct store;

/* Nothing survives store_close; for tests and as the reference of behaviour. */
struct store *store_open_memory(void);

/* Opens or makes DIR/journal.db (mode 0600; the directory 0700). `vfs` names an SQLite VFS, NULL the default.
 * Writers hold DIR/lock: a second one gets STATUS_LOCKED. STATUS_VERSION: made by a newer Spiral; older ones
 * are migrated forward in one transaction. Read-only opens take no lock, make no file and may run beside a
 * writer. Every failure names the path, the reason and the remedy. */
MUST_USE enum status store_open_sqlite(const char *directory, const char *vfs, bool read_only,
                                       struct store **store, struct cause *cause);
void store_close(struct store *store);

/* Takes ownership of a stream: raises its epoch and gives it; older epochs are fenced from now on. Durable. A
 * stream that was neither claimed nor written begins at epoch 1, or else with the epoch of its first record.
 */
MUST_USE enum status store_claim(struct store *store, const struct id *stream, int64_t *epoch,
                                 struct cause *cause);

/* Applies up to STORE_BATCH_MAX changes in one durable transaction. A fenced change leaves the others alone.
 * STATUS_FULL: nothing was written, worth trying again when there is space. STATUS_LOCKED: the same, while
 * another program keeps the database to itself. STATUS_INVALID: a change is over a limit, nothing was
 * written. STATUS_IO, STATUS_MEMORY: the state on disk is unknown: stop and replay; the store refuses
 * everything from then on. The results of the changes count only after STATUS_OK.
 *
 * Fenced is a change whose epoch is not the stream's, an append that does not follow expected_seq, and a
 * clock of a stream that is not there. */
MUST_USE enum status store_commit(struct store *store, struct store_change *changes, size_t count,
                                  struct cause *cause);

/* Every stream's head, in order of the stream's first record; a stream without one is left out. Return false
 * from the callback to stop. The callback may read and claim, not commit. */
typedef bool store_head_row(void *user, const struct store_head *head);
MUST_USE enum status store_each_head(struct store *store, store_head_row *row, void *user,
                                     struct cause *cause);

/* The records of a stream after `after_seq`, in order. The chain is checked on the way: STATUS_CORRUPT names
 * stream and seq of the first record that does not fit or is missing (it was not handed out). Checked only
 * for after_seq 0. A stream that is not there has no records. The callback may read texts, nothing else. */
typedef bool store_record_row(void *user, const struct store_record *record);
MUST_USE enum status store_each_record(struct store *store, const struct id *stream, int64_t after_seq,
                                       store_record_row *row, void *user, struct cause *cause);

/* Copies an erasable text; STATUS_NOT_FOUND when erased or never there, STATUS_INVALID when it does
 * not fit. `capacity` counts bytes, no NUL is added. */
MUST_USE enum status store_text(struct store *store, const struct id *stream, const struct id *text_id,
                                char *text, size_t capacity, size_t *size, struct cause *cause);

/* Housekeeping, for moments without work: moves what was committed from the write-ahead log into the
 * database, and empties the log after texts were erased, so that they are in no file any more. STATUS_LOCKED:
 * a reader is in the way, call again later. */
MUST_USE enum status store_idle(struct store *store, struct cause *cause);

/* How many times the journal (in sqlite its write-ahead log) was synced to disk since it was opened; for
 * tests and metrics. Any thread. */
uint64_t store_syncs(const struct store *store);

#endif
