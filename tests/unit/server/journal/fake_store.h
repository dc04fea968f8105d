/* A memory store that fails and waits on demand, and a listener that writes down what a journal tells. */
#ifndef SPIRAL_TESTS_FAKE_STORE_H
#define SPIRAL_TESTS_FAKE_STORE_H

#include "common/store/backend.h"
#include "server/journal/journal.h"

#include <stdatomic.h>

struct fake_store {
    struct store store;
    struct store *memory;
    atomic_int answer; /* enum status of the next commits; STATUS_OK passes them on */
    atomic_int idle_answer;
    atomic_int commits; /* tried */
    atomic_int idles;
    atomic_size_t largest; /* changes in one commit */
    atomic_bool gated;     /* commits wait at the gate, once inside */
    uv_sem_t inside, gate;
};

void fake_store_begin(struct fake_store *fake);
void fake_store_end(struct fake_store *fake);

enum { TOLD_MAX = 64 };

/* What was told, in order. */
struct told {
    struct {
        char what; /* 'd'urable, 'f'enced, 'x' failed */
        uint64_t ticket;
        struct id stream;
        enum status status;
        struct cause cause;
    } rows[TOLD_MAX];
    int count;
    uint64_t durable; /* the last ticket told */
    uv_thread_t thread;
    bool elsewhere; /* told on another thread than the one of told_begin */
};

/* Handlers that write into `told`. */
struct journal_handlers told_begin(struct told *told);

/* "dfx", the kinds in order. */
void told_kinds(const struct told *told, char kinds[TOLD_MAX + 1]);

struct id stream_of(int number);

/* Submits an append that must be taken, and gives its ticket. */
uint64_t submit(struct journal *journal, int stream, int64_t expected_seq, const char *body);

/* How many records the stream has in the store. */
int64_t records_of(struct store *store, int stream);

#endif
