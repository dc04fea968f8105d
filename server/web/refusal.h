/* Why a request is not served: each row has its status of HTTP and what to do about it in both languages.
 * Const; any thread. */
#ifndef SPIRAL_SERVER_WEB_REFUSAL_H
#define SPIRAL_SERVER_WEB_REFUSAL_H

#include <stdbool.h>

enum refusal {
    REFUSAL_NONE,
    REFUSAL_MALFORMED, /* not HTTP, or not written strictly */
    REFUSAL_HOST,      /* not exactly one Host */
    REFUSAL_LENGTH,    /* a Content-Length that is none, or several */
    REFUSAL_BODY,      /* a body where none belongs */
    REFUSAL_ORIGIN,    /* not a page of this server's */
    REFUSAL_METRICS,   /* from this address */
    REFUSAL_NOT_FOUND,
    REFUSAL_METHOD,
    REFUSAL_LATE,
    REFUSAL_GAP,  /* of messages by long poll */
    REFUSAL_GONE, /* the conversation */
    REFUSAL_NO_LENGTH,
    REFUSAL_TOO_LARGE,
    REFUSAL_TARGET, /* too long */
    REFUSAL_TYPE,   /* of a body */
    REFUSAL_EXPECT,
    REFUSAL_UPGRADE,   /* no WebSocket is asked for, or one of another version */
    REFUSAL_HANDSHAKE, /* the rest of how a WebSocket begins */
    REFUSAL_POLL,      /* headers or frames of a long poll */
    REFUSAL_HEADERS,   /* too long or too many */
    REFUSAL_CODING,    /* Transfer-Encoding */
    REFUSAL_CROWDED,
    REFUSAL_STOPPING,
    REFUSAL_VERSION,
    REFUSAL_COUNT,
};

struct refusal_row {
    int status;
    bool harmless; /* what comes next on the connection may be served */
    const char *english, *spanish;
};

const struct refusal_row *refusal_row(enum refusal refusal);

/* "Not Found" of 404. */
const char *status_phrase(int status);

#endif
