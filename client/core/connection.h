/* One TCP connection of a client: finds the server's addresses, tries each, and drives a link over the first
 * that answers. Whole messages in, whole messages out; it never connects again by itself.
 *
 * Lives from connection_open until `closed` has returned; it frees itself then. All calls and handlers
 * belong to the thread of the loop; no handler runs inside connection_open. It makes the process ignore
 * SIGPIPE. */
#ifndef SPIRAL_CLIENT_CORE_CONNECTION_H
#define SPIRAL_CLIENT_CORE_CONNECTION_H

#include "common/base/status.h"
#include "common/link/link.h"

#include <uv.h>

enum {
    CONNECTION_CONNECT_MS = 10000,      /* for each address, and again for the handshake */
    CONNECTION_OUTBOX_MAX = 256 * 1024, /* bytes that wait for the system */
};

struct connection_handlers {
    /* Messages may be sent from now on. */
    void (*ready)(void *user);
    /* One whole message, borrowed. */
    void (*message)(void *user, const uint8_t *bytes, size_t count);
    /* The connection is gone after this returns; told exactly once. */
    void (*closed)(void *user, const struct cause *cause);
    /* Whether the server's key is trusted, as in link.h; must not touch the connection. */
    link_trust *trust;
};

struct connection;

/* The context and the handlers outlive the connection; `host` is a name or an address without brackets,
 * copied. */
struct connection *connection_open(uv_loop_t *loop, struct link_context *context, const char *host, int port,
                                   const struct connection_handlers *handlers, void *user);

/* STATUS_CLOSED: it is not ready, or it is ending. STATUS_FULL: the server does not take what is sent to it;
 * the connection ends. */
MUST_USE enum status connection_send(struct connection *connection, const uint8_t *bytes, size_t count);

/* When the last bytes came (or it was opened), loop time. */
uint64_t connection_heard_ms(const struct connection *connection);

/* Ends it, properly where that needs no waiting. `closed` follows from the loop, with the cause of the first
 * end that was asked for. */
void connection_close(struct connection *connection, const char *why);

#endif
