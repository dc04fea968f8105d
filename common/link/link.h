/* One peer's stream: TLS 1.3 over bytes that somebody else moves, and in it frames, or, where the peer is a
 * browser, what HTTP is made of.
 *
 * A link never touches a socket, a clock or a loop: received bytes are fed in, bytes to be sent are taken
 * out, whole messages come out of the middle. The server's loop, the client's loop and a test with two links
 * in one thread all drive the same object. Owner: its creator, from link_create to link_destroy. Not shared
 * between threads.
 *
 * A frame is a 4-byte big-endian length and so many bytes of payload. A browser's content is cut into
 * portions as it comes, without a meaning; whoever takes them reads HTTP out of them. */
#ifndef SPIRAL_LINK_LINK_H
#define SPIRAL_LINK_LINK_H

#include "common/base/digest.h"
#include "common/base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LINK_ALPN      "spiral/1"
#define LINK_ALPN_HTTP "http/1.1"

enum {
    LINK_FRAME_HEADER = 4,
    LINK_PORTION = 1024,      /* bytes of a browser's content that are given out at once, at most */
    LINK_PADDING_BLOCK = 256, /* TLS records are padded to multiples of this: sizes tell less */
};

enum link_protocol {
    LINK_FRAMES, /* messages in frames */
    LINK_HTTP,   /* a browser: portions of its content in, any bytes out */
};

/* What a link may hold; exceeded limits end the link, never the process. */
struct link_limits {
    size_t frame_in_max;  /* payload of one frame from the peer, bytes */
    size_t frame_out_max; /* payload of one frame to the peer, bytes; no limit of what a browser is sent */
    size_t outbox_max;    /* bytes waiting to be taken, after encryption */
};

/* Keys and rules that many links share; reference-counted by nobody: it outlives its links. */
struct link_context;

/* TLS 1.3 only, one session ticket, ALPN required: spiral/1, and http/1.1 once browsers are served. A peer
 * that offers another gets an alert, one that offers none is closed after the handshake. PEM files; errors
 * name the file. */
MUST_USE enum status link_context_server(const char *certificate_path, const char *key_path,
                                         struct link_context **context, struct cause *cause);

/* Links of this context made from now on may also be a browser's, by ALPN http/1.1. */
void link_context_serve_browsers(struct link_context *context);

/* Reads a server's files again: links made from now on use them, those that exist keep what they have. On
 * failure nothing changes. */
MUST_USE enum status link_context_reload(struct link_context *context, const char *certificate_path,
                                         const char *key_path, struct cause *cause);

/* For a client: the peer's chain is checked against the system's roots and the host's name unless `trust`,
 * called once with the SHA-256 of the peer's public key (SubjectPublicKeyInfo, DER) and whether the chain was
 * valid for the host, decides. */
typedef bool link_trust(void *user, const struct digest *public_key, bool chain_valid);
MUST_USE enum status link_context_client(struct link_context **context, struct cause *cause);

/* No TLS: frames over a local socket. */
struct link_context *link_context_plain(void);

void link_context_destroy(struct link_context *context);

/* SHA-256 of the server's own public key (SubjectPublicKeyInfo, DER). */
struct digest link_context_fingerprint(const struct link_context *context);

/* When the first certificate of the server's chain ends: Unix seconds. */
int64_t link_context_ends_s(const struct link_context *context);

struct link;
/* NULL: there is no memory for one more. */
struct link *link_create_server(struct link_context *context, struct link_limits limits);
/* A client that has no memory for its link ends. */
struct link *link_create_client(struct link_context *context, struct link_limits limits, const char *host,
                                link_trust *trust, void *user);
void link_destroy(struct link *link);

/* Takes received bytes (all of them). Frames become available, output may too. Any failure is final: the link
 * sends nothing more but a closing alert where TLS allows one. STATUS_CLOSED: the peer ended it properly.
 * Take messages and output after a failure too: what came before it is whole. STATUS_FULL: a mebibyte of
 * messages was left untaken. STATUS_MEMORY: there is none for a message. */
MUST_USE enum status link_feed(struct link *link, const uint8_t *bytes, size_t count, struct cause *cause);

/* True once messages may be sent. */
bool link_ready(const struct link *link);

/* What the peer speaks, once ready. */
enum link_protocol link_protocol(const struct link *link);

/* The next whole payload, or portion of a browser's content, borrowed until the next link_next, link_feed or
 * link_destroy on this link, so that it may be sent straight back; false when there is none yet. */
bool link_next(struct link *link, const uint8_t **payload, size_t *count);

/* Frames (but for a browser) and encrypts. STATUS_FULL when the outbox would exceed its limit (nothing is
 * sent then), STATUS_CLOSED when not ready, STATUS_INVALID when above frame_out_max (nothing happens then).
 */
MUST_USE enum status link_send(struct link *link, const uint8_t *payload, size_t count);

/* Asks for a proper end (close_notify) behind what was sent. */
void link_finish(struct link *link);

/* Bytes for the peer, borrowed until the next call on this link; take what was handed to the system. */
size_t link_output(struct link *link, const uint8_t **bytes);
void link_output_taken(struct link *link, size_t count);

#endif
