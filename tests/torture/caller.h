/* A client's connection over loopback, TLS or the admin socket, that survives whatever the server does: every
 * call says whether the server answered, ended the link, or left it hanging. Owner: the script. */
#ifndef SPIRAL_TESTS_TORTURE_CALLER_H
#define SPIRAL_TESTS_TORTURE_CALLER_H

#include "common/link/link.h"
#include "common/wire/wire.h"
#include "tests/torture/server.h"

enum { CALLER_PATIENCE_MS = 10000 }; /* without a byte: the server hangs */

enum heard {
    HEARD_MESSAGE,
    HEARD_END,     /* the server ended the link, or would not have it */
    HEARD_NOTHING, /* for too long */
    HEARD_GARBAGE, /* what is no message */
};

/* What many callers share. */
struct callers {
    struct link_context *tls, *plain;
};

struct caller {
    struct callers *callers;
    int socket; /* -1: closed */
    struct link *link;
    uint64_t request; /* the last one */
};

void callers_begin(struct callers *callers);
void callers_end(struct callers *callers);

/* A port, or the path of an admin socket. HEARD_MESSAGE: connected, the handshake is done. */
enum heard caller_open(struct caller *caller, struct callers *callers, const struct server *server,
                       bool admin);
void caller_close(struct caller *caller);

/* Numbers the message; HEARD_END when it cannot be sent. */
enum heard caller_send(struct caller *caller, struct to_server *message);
enum heard caller_send_admin(struct caller *caller, struct to_admin *message);
/* The next message, which is the callee's to free. */
enum heard caller_hear(struct caller *caller, struct to_client *message);
enum heard caller_hear_admin(struct caller *caller, struct from_admin *message);

#endif
