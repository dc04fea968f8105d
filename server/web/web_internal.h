/* The inside of the web; for server/web only.
 *
 * What happens to a connection: stream.c takes bytes, request.c makes a checked request of them, routes.c
 * answers it (answer.c, assets.c), or it becomes a WebSocket (handshake.c, socket.c), or it is a request of a
 * long poll (poll.c) which belongs to a conversation (poller.c). */
#ifndef SPIRAL_SERVER_WEB_INTERNAL_H
#define SPIRAL_SERVER_WEB_INTERNAL_H

#include "common/base/buffer.h"
#include "server/web/refusal.h"
#include "server/web/request.h"
#include "server/web/web.h"

enum {
    WEB_ADDRESS_SIZE = 64,
    WEB_AHEAD_MAX = WEB_HEAD_MAX, /* bytes of requests that came before the one before them was answered */
    WEB_ANSWER_MAX = 64 * 1024,   /* bytes of messages in one answer to a poll, but for a longer message */
    WEB_METRICS_MAX = 64 * 1024,  /* bytes of /metrics */
    WEB_REASON_SIZE = 96,         /* why a conversation ended, with its NUL */
    WEB_FRAME_HEADER = 4,         /* of a message in a body of a long poll: its length, big-endian */
};

/* A conversation, as the host knows it: the first member of a socket and of a poller. */
struct web_peer {
    struct web *web;
    void *conversation; /* the host's; NULL before it was opened and after it was closed */
    bool polls;
    bool ending; /* nothing more is sent, nothing more is heard */
};

enum web_phase {
    PHASE_QUIET,  /* between two requests */
    PHASE_HEAD,   /* a part of a head has come */
    PHASE_BODY,   /* the head has come, the body not yet */
    PHASE_ANSWER, /* until what was sent is taken: then the rest of it, or the next request */
    PHASE_POLL,   /* a poll waits for something to tell */
    PHASE_SOCKET, /* it is a conversation now */
    PHASE_ENDED,  /* nothing more is heard */
};

/* What a request of a long poll says in its head. */
struct poll_ask {
    struct id link;
    bool opens;              /* names no link */
    bool waits;              /* for something to tell */
    uint64_t sent, received; /* messages before those of this body; messages of the server's that arrived */
};

/* What a connection needs until it is a WebSocket. */
struct web_http {
    struct buffer head, body;
    struct buffer ahead; /* what came while an answer was on its way */
    size_t scanned;      /* bytes of the head that were looked at */
    size_t body_left;    /* bytes of the body that have not come */
    const uint8_t *rest; /* of a page that is being sent; borrowed for ever */
    size_t rest_size;
    struct web_poller *poller; /* whose request this is */
    struct poll_ask ask;
    int requests;
    int owed;   /* cost of requests that were taken from `ahead` */
    bool last;  /* the stream ends behind the answer */
    bool blank; /* an empty line before the request was passed over */
    char address[WEB_ADDRESS_SIZE];
};

struct web_stream {
    struct web *web;
    void *link;
    struct web_stream *next, *previous;
    struct web_http *http;     /* until it is a WebSocket */
    struct web_socket *socket; /* from then on */
    uint64_t deadline_ms;      /* UINT64_MAX: none */
    enum web_phase phase;
};

struct web_poller {
    struct web_peer peer;
    struct web_poller *next, *previous; /* the oldest is the first */
    struct id id;
    char home[WEB_ADDRESS_SIZE]; /* the address without a port; of IPv6 the /64, which is one household */
    struct web_stream *stream;   /* whose request is in hand or waits */
    struct buffer kept;          /* messages in frames, which the browser has not confirmed */
    uint64_t kept_first;         /* index of the first of them */
    uint64_t kept_end;           /* index behind the last */
    uint64_t told;               /* index behind the last that an answer held */
    uint64_t received;           /* messages of the browser's that were taken */
    uint64_t until_ms; /* while a poll waits: when it is answered anyway; else when it is given up */
    bool waits, settled;
    bool end_told; /* an answer said that the conversation is over */
    char reason[WEB_REASON_SIZE];
};

struct web {
    struct web_host host;
    struct web_limits limits;
    struct web_stream *streams;
    struct web_poller *pollers, *last_poller;
    struct web_counts counts;
    size_t kept;      /* bytes that all pollers have not confirmed */
    uint64_t wake_ms; /* nothing waits for an earlier time */
    bool stopping;
};

/* ---- web.c */
uint64_t web_now(const struct web *web);
void web_wake_at(struct web *web, uint64_t ms);

/* ---- stream.c */
/* Takes bytes that came; gives their cost. */
int stream_take(struct web_stream *stream, const uint8_t *bytes, size_t count);
/* An answer has been sent, or its first piece. */
void stream_answered(struct web_stream *stream);
void stream_end(struct web_stream *stream, const char *reason);
/* Its deadline has come. */
void stream_late(struct web_stream *stream);
/* The server stops: a stream between requests ends. */
void stream_stopping(struct web_stream *stream);
void stream_set_deadline(struct web_stream *stream, uint64_t ms);

/* ---- answer.c */
struct answer {
    int status;
    const char *type;    /* Content-Type; NULL: no body, nor a word of one */
    const char *cache;   /* Cache-Control */
    const char *headers; /* further whole lines, or NULL */
    const uint8_t *body;
    size_t size;
    bool lasts;     /* the body is there for ever, and may go out in pieces */
    bool only_head; /* the request asked for that */
};
void answer(struct web_stream *stream, const struct answer *answer);
/* A page with words; the stream ends behind it unless the refusal harms nothing. `headers` as above. */
void answer_refusal(struct web_stream *stream, enum refusal refusal, const char *headers, bool only_head);
/* The next piece of a page; false when there is none. */
bool answer_next_piece(struct web_stream *stream);

/* ---- routes.c */
/* Answers a request without a body, or sees to it that its body is taken. */
void route(struct web_stream *stream, const struct request *request);

/* ---- assets.c */
/* False: there is nothing of that path. */
bool assets_answer(struct web_stream *stream, const struct request *request);

/* ---- handshake.c */
/* A page of this server's, and no other, may converse. */
bool origin_is_ours(const struct request *request);
void handshake(struct web_stream *stream, const struct request *request);

/* ---- accept.c */
enum { ACCEPT_SIZE = 29 }; /* with the NUL */
/* Sec-WebSocket-Accept for a key of 24 characters; false for want of memory. */
bool accept_of_key(const char *key, char accept[ACCEPT_SIZE]);

/* ---- socket.c */
/* NULL: no memory for it. */
struct web_socket *socket_create(struct web_stream *stream);
struct web_peer *socket_peer(struct web_socket *socket);
void socket_destroy(struct web_socket *socket);
int socket_take(struct web_socket *socket, const uint8_t *bytes, size_t count);
void socket_send(struct web_socket *socket, const uint8_t *bytes, size_t count);
void socket_finish(struct web_socket *socket, const char *reason);
struct web_socket *socket_of_peer(const struct web_peer *peer);
struct web_stream *socket_stream(const struct web_socket *socket);

/* ---- poll.c */
/* The head of a request; its body is `http->body_left` bytes then. */
enum refusal poll_head(struct web_stream *stream, const struct request *request);
/* The whole request. Gives the number of messages in it. */
int poll_request(struct web_stream *stream);

/* ---- poller.c */
/* NULL: refused. */
struct web_poller *poller_open(struct web_stream *stream);
struct web_poller *poller_find(struct web *web, const struct id *id);
/* The request of the stream is this conversation's now; one that still waits is answered. */
void poller_attend(struct web_poller *poller, struct web_stream *stream);
/* The browser has all messages before that one. */
void poller_confirm(struct web_poller *poller, uint64_t received);
/* Answers now, or lets it wait. */
void poller_answer_or_wait(struct web_poller *poller, bool opens, bool waits);
/* The stream whose request waits is gone. */
void poller_left(struct web_poller *poller);
void poller_send(struct web_poller *poller, const uint8_t *bytes, size_t count);
void poller_finish(struct web_poller *poller, const char *reason);
/* What has become due; gives when to look again. The poller may be gone then. */
uint64_t poller_tick(struct web_poller *poller, uint64_t now_ms);
void poller_destroy(struct web_poller *poller, const char *reason);
struct web_poller *poller_of_peer(const struct web_peer *peer);

#endif
