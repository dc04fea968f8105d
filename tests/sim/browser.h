/* The client's end of a conversation by WebSocket or by long poll: what a browser does with bytes. It takes
 * no answer that is not well-formed, and no message but the next one.
 *
 * Owner: the conversation's `struct conn`. Chance comes from its own source, so that the people act alike
 * whatever carries what they say. */
#ifndef SPIRAL_TESTS_SIM_BROWSER_H
#define SPIRAL_TESTS_SIM_BROWSER_H

#include "tests/sim/sim.h"

enum {
    BROWSER_CARRIERS = 2,  /* requests of a long poll at once */
    BROWSER_PINGS_MAX = 8, /* without an answer */
    BROWSER_VALUE_SIZE = 128,
};

struct browser *browser_create(struct conn *conn);
void browser_free(struct browser *browser);
/* One message, whole. */
void browser_say(struct browser *browser, const uint8_t *bytes, size_t count);
/* What has come over a stream of its own. */
void browser_take(struct browser *browser, struct conn *stream, const uint8_t *bytes, size_t count);
/* By WebSocket: it was told that it ends, or was refused. */
bool browser_may_end(const struct browser *browser);
/* By long poll: */
void browser_carrier_lost(struct browser *browser, const struct conn *carrier);
void browser_hang_up(struct browser *browser);
void browser_run(struct browser *browser);
uint64_t browser_next_ms(const struct browser *browser);

/* A message was said; and it is the next one that is to arrive. */
void said_note(struct said *said, const uint8_t *bytes, size_t count);
bool said_is_next(struct said *said, const uint8_t *bytes, size_t count);

/* ---- between the browser's files */

struct carrier {
    struct conn *conn; /* NULL: none */
    struct buffer in;
    bool asked; /* the answer has not come */
    uint64_t asked_ms;
    bool asked_in_calm; /* nothing stands in the way of the answer */
};

struct browser {
    struct conn *conn;
    struct sim *sim;
    struct chance chance;
    /* by WebSocket */
    struct buffer in, waiting; /* waiting: messages that were said before it was open */
    bool open, closed, leaving;
    int ping_first, ping_count;
    struct {
        size_t size;
        uint8_t bytes[125];
    } pings[BROWSER_PINGS_MAX];
    /* by long poll */
    struct carrier carriers[BROWSER_CARRIERS];
    char link[ID_HEX_SIZE];        /* empty: the server has not named it */
    struct buffer kept;            /* messages in frames that the server has not confirmed */
    uint64_t kept_first, kept_end; /* their indexes */
    uint64_t asked_end;            /* index behind the last that was sent */
    uint64_t received;             /* messages of the server's */
    uint64_t due_ms, leave_ms;     /* to ask; to hang up on a poll that waits */
};

/* The head of an answer: its size with the empty line, 0 when it has not come whole. */
size_t answer_head(const struct browser *browser, const struct buffer *in);
int answer_status(const struct browser *browser, const struct buffer *in);
/* False: it has no such header. */
bool answer_header(const struct browser *browser, const struct buffer *in, const char *name,
                   char value[BROWSER_VALUE_SIZE]);
/* Hands a message of the server's to the client. */
void browser_hear(struct browser *browser, const uint8_t *bytes, size_t count);

void socket_begin(struct browser *browser);
void socket_say(struct browser *browser, const uint8_t *bytes, size_t count);
void socket_take_bytes(struct browser *browser, const uint8_t *bytes, size_t count);
void poll_say(struct browser *browser, const uint8_t *bytes, size_t count);
void poll_take_bytes(struct browser *browser, const struct conn *stream, const uint8_t *bytes, size_t count);

#endif
