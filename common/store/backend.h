/* What every kind of store has in common, and what it must provide. For this folder and its tests only.
 *
 * A new kind of store is one file with one const table, and a row in the contract suite
 * (tests/unit/common/store). store.c has checked the limits of the changes before a table's function sees
 * them. */
#ifndef SPIRAL_STORE_BACKEND_H
#define SPIRAL_STORE_BACKEND_H

#include "common/store/store.h"

struct store_backend {
    void (*close)(struct store *store);
    enum status (*claim)(struct store *store, const struct id *stream, int64_t *epoch, struct cause *cause);
    enum status (*commit)(struct store *store, struct store_change *changes, size_t count,
                          struct cause *cause);
    enum status (*each_head)(struct store *store, store_head_row *row, void *user, struct cause *cause);
    enum status (*each_record)(struct store *store, const struct id *stream, int64_t after_seq,
                               store_record_row *row, void *user, struct cause *cause);
    enum status (*text)(struct store *store, const struct id *stream, const struct id *text_id, char *text,
                        size_t capacity, size_t *size, struct cause *cause);
    enum status (*idle)(struct store *store, struct cause *cause);
    uint64_t (*syncs)(const struct store *store);
};

/* The first member of every kind of store. */
struct store {
    const struct store_backend *backend;
};

/* What a backend keeps of a stream beside its records. */
struct stream_head {
    bool known; /* claimed or written */
    int64_t seq, epoch, remaining_ms, stamp_ms;
    struct digest chain;
};

/* The one place that knows when a change is refused; see store_commit. */
bool store_change_fenced(const struct store_change *change, const struct stream_head *head);

/* Gives the record of an append its number and chain, and moves the head on to it. */
struct store_record stream_head_append(struct stream_head *head, const struct store_change *change);

/* Walks a stream from its first record and finds what does not fit. */
struct chain_walk {
    int64_t seq;
    struct digest chain;
};

/* True, and one step on, when the record is the next one. */
bool chain_walk_step(struct chain_walk *walk, const struct id *stream, const struct store_record *record);

/* True when the walk ended where the head says that the stream ends. */
bool chain_walk_ends(const struct chain_walk *walk, const struct stream_head *head);

/* STATUS_CORRUPT with a cause that names stream and record. */
enum status store_corrupt(const struct id *stream, int64_t seq, struct cause *cause);

/* Copies a text found by a backend; see store_text. */
enum status store_text_copy(const void *from, size_t from_size, char *text, size_t capacity, size_t *size,
                            struct cause *cause);

/* STATUS_NOT_FOUND with a cause that names the text. */
enum status store_text_missing(const struct id *stream, const struct id *text_id, struct cause *cause);

#endif
