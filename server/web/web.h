/* What browsers speak: HTTP/1.1, and over it conversations of whole messages, by WebSocket (RFC 6455) or by
 * long poll where that is blocked. Not a word of the game and no loop: streams of bytes come in and go out
 * through the host, so that the same code runs under libuv, in a test and in a simulation.
 *
 * A stream is one connection; a peer is one conversation. With WebSocket a stream becomes a peer; by long
 * poll a peer lives across many streams, each request carrying messages both ways. The host's `opened`,
 * `message` and `closed` mean the same as those of server/net; they are told from inside web_bytes,
 * web_drained, web_tick, web_closed and web_destroy only, never from inside another call of the host's.
 * Owner of everything: the web, from web_create to web_destroy. One thread. */
#ifndef SPIRAL_SERVER_WEB_WEB_H
#define SPIRAL_SERVER_WEB_WEB_H

#include "common/base/id.h"
#include "common/base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WEB_ALPN      "http/1.1"
#define WEB_LINK_PATH "/link"     /* of WebSocket and long poll */
#define WEB_PROTOCOL  "spiral.v1" /* Sec-WebSocket-Protocol */

enum {
    WEB_HEAD_MAX = 8 * 1024, /* bytes of a request's line and headers */
    WEB_TARGET_MAX = 256,    /* bytes of a request's target */
    WEB_HEADERS_MAX = 64,
    WEB_HEAD_MS = 10000,                      /* from the first byte of a request to the end of its body */
    WEB_QUIET_MS = 15000,                     /* between two requests of a stream */
    WEB_REQUESTS_MAX = 1000,                  /* of a stream, then it is ended */
    WEB_POLL_MS = 25000,                      /* that a poll waits for something to tell */
    WEB_POLL_AWAY_MS = 40000,                 /* without a poll: the conversation is over */
    WEB_POLL_BODY_MAX = 128 * 1024,           /* bytes of messages in one request */
    WEB_POLL_OUTBOX_MAX = 512 * 1024,         /* bytes not confirmed by a poller: above it the peer ends */
    WEB_POLL_OUTBOXES_MAX = 64 * 1024 * 1024, /* the same of all: the one with most of them ends */
    WEB_PIECE = 16 * 1024, /* bytes of a page at once: the next follows when the stream has drained */
    WEB_POLLERS_MAX = 512,
};

struct web;
struct web_stream;
struct web_peer;

/* A file that was built in. `path` begins with "/"; a file with the hash of its content in its name is
 * `immutable`; `page` is served for every path of the application as well. */
struct web_asset {
    const char *path, *type;
    bool immutable, page;
    const uint8_t *plain, *gzip, *brotli; /* the last two may be NULL */
    size_t plain_size, gzip_size, brotli_size;
    const char *tag; /* ETag with its quotes */
};
/* Made by the build from client/web; without it (SPIRAL_WEB=OFF) one page that says so. */
extern const struct web_asset web_assets[];
extern const int web_asset_count;

struct web_limits {
    size_t message_in_max, message_out_max; /* bytes */
    bool echo; /* test builds only: WebSocket messages come back as they are, from any origin */
};

struct web_host {
    void *user;
    uint64_t (*now_ms)(void *user); /* monotonic */
    int64_t (*wall_s)(void *user);  /* Unix time, for the header Date alone; NULL: there is no clock */
    void (*random)(void *user, void *bytes, unsigned long count);
    /* ---- streams; `link` is what web_opened was given */
    void (*send)(void *link, const uint8_t *bytes, size_t count); /* a failure shows as a closed link */
    void (*finish)(void *link, const char *reason);               /* behind what was sent */
    bool (*has_place)(void *link);                                /* as in server/net; these may be NULL */
    void (*settle)(void *link);
    void (*unsettle)(void *link); /* the stream carries nobody's request any more; may be NULL */
    /* ---- conversations: NULL refuses one more. Nothing is sent on a peer before `opened` has returned. */
    void *(*opened)(void *user, struct web_peer *peer, const char *address);
    void (*message)(void *conversation, const uint8_t *bytes, size_t count);
    void (*closed)(void *conversation, const char *reason);
    /* ---- /healthz and /metrics */
    bool (*healthy)(void *user, struct text *why); /* one line, without a NUL inside */
    void (*put_metrics)(void *user, struct text *text);
    bool (*may_see_metrics)(void *user, const char *address);
};

/* The host is copied. */
struct web *web_create(const struct web_host *host, const struct web_limits *limits);
/* All streams are closed already. Peers that poll end here: the host is told `closed` of each. */
void web_destroy(struct web *web);

/* A connection; `address` as server/net tells it ("192.0.2.1:4000"). NULL: no memory for one more. */
struct web_stream *web_opened(struct web *web, void *link, const char *address);
/* Returns the cost of what came, in messages and requests: what a link may send is limited by it. */
int web_bytes(struct web_stream *stream, const uint8_t *bytes, size_t count);
/* All that was sent on it was taken: more may be. */
void web_drained(struct web_stream *stream);
/* The link is gone; so is the stream, and its peer is told `closed`. */
void web_closed(struct web_stream *stream, const char *reason);

/* One whole message for a conversation. */
void web_peer_send(struct web_peer *peer, const uint8_t *bytes, size_t count);
/* A proper end behind what was sent; `closed` is told later. */
void web_peer_finish(struct web_peer *peer, const char *reason);
bool web_peer_has_place(const struct web_peer *peer);
void web_peer_settle(struct web_peer *peer);

/* Time: call web_tick when web_next_tick_ms (monotonic; UINT64_MAX: nothing waits) has come. */
void web_tick(struct web *web);
uint64_t web_next_tick_ms(const struct web *web);

/* The server stops: no request is taken any more, polls that wait are answered by the next tick, and what the
 * host finishes from now on goes away (RFC 6455: 1001). Called before the host says farewell. */
void web_stopping(struct web *web);

struct web_counts {
    int streams, sockets, pollers; /* now */
    uint64_t requests, refused;    /* HTTP requests; those answered with 4xx or 5xx */
};
struct web_counts web_counts(const struct web *web);

#endif
