/* One tab of a browser at the server of a house: TLS, an HTTP upgrade, and binary WebSocket messages, each of
 * them an envelope; or a single page. As little of a client as there can be, so that figures are the
 * server's.
 *
 * Owner: the benchmark, from tab_open to tab_close. One thread. A connection that fails ends the benchmark.
 */
#ifndef SPIRAL_TESTS_BENCH_TAB_H
#define SPIRAL_TESTS_BENCH_TAB_H

#include "common/wire/wire.h"
#include "tests/bench/house.h"

#include <openssl/types.h>
#include <stddef.h>
#include <stdint.h>

struct tab {
    int socket;
    SSL *ssl;
    uint8_t *bytes; /* of `held` bytes that came, the first `used` were handed out */
    size_t used, held, room;
    uint64_t request; /* the last one */
};

/* Shared by the tabs of a benchmark. */
SSL_CTX *tab_context(void);

/* Connects and upgrades. */
void tab_open(struct tab *tab, SSL_CTX *context, int port);
void tab_close(struct tab *tab);
/* Numbers the message and sends it. */
void tab_send(struct tab *tab, struct to_server *message);
/* Waits for bytes and takes them in. */
void tab_read(struct tab *tab);
/* A message that has arrived whole, borrowed until the next call on this tab; false when there is none. */
bool tab_next(struct tab *tab, const uint8_t **bytes, size_t *count);
/* The number of the field that an envelope to a client holds, without reading the rest. */
unsigned tab_field(const uint8_t *bytes, size_t count);
/* Reads until a message of the kind comes, to be freed by to_client_free; others are dropped, but a refusal
 * ends the benchmark. */
void tab_await(struct tab *tab, enum to_client_kind kind, struct to_client *message);

/* The content of a page as a browser asks for it, packed as the server likes best; gives its bytes, and the
 * text when `text` is not NULL (not packed then), to be freed. */
size_t tab_fetch(SSL_CTX *context, int port, const char *path, char **text);

#endif
