/* One connection to the server of a house, with as little of a client as there can be: the link and the
 * codec.
 *
 * Owner: the benchmark, from peer_open to peer_close. One thread. A connection that fails ends the benchmark.
 */
#ifndef SPIRAL_TESTS_BENCH_PEER_H
#define SPIRAL_TESTS_BENCH_PEER_H

#include "common/wire/wire.h"
#include "tests/bench/house.h"

struct peer {
    int socket;
    struct link *link;
    uint64_t request; /* the last one */
};

/* Connects and greets; returns when the welcome is there. */
void peer_open(struct peer *peer, const struct house *house);
void peer_close(struct peer *peer);

/* Takes a seat of the exercise; returns with the briefing, which is kept in `briefing` unless that is NULL.
 */
void peer_join(struct peer *peer, const char *code, struct wire_briefing *briefing);

/* Numbers the message and sends it. */
void peer_send(struct peer *peer, struct to_server *message);

/* Waits for bytes and takes them in. */
void peer_read(struct peer *peer);
/* A message that has arrived whole, to be freed by to_client_free; false when there is none. */
bool peer_next(struct peer *peer, struct to_client *message);
/* Reads until a message of the kind comes; the others are dropped, but a refusal ends the benchmark. */
void peer_await(struct peer *peer, enum to_client_kind kind, struct to_client *message);

#endif
