/* Browsers: whoever is watched, by WebSocket or by long poll. A web of each twin's stands between its hub and
 * the links of the stage, as server/doors.c has it, and what it sends is kept: each piece with its moment and
 * stream, so that what HTTP adds to a message is compared too.
 *
 * The browser's end loses nothing and asks at once for more. Owner: the stage. One thread. */
#ifndef SPIRAL_TESTS_INTERFERENCE_BROWSERS_H
#define SPIRAL_TESTS_INTERFERENCE_BROWSERS_H

#include "twins.h"

#include "common/base/buffer.h"
#include "server/web/web.h"

enum carrier { BY_FRAMES, BY_SOCKET, BY_POLL };

enum { BROWSER_LANES = 2, BROWSER_LINK_SIZE = 33 };

/* Something that the web did to a stream. */
struct piece {
    uint64_t at_ms;
    int lane;
    bool end;
    size_t at, size; /* in `out` */
};

/* One stream. */
struct lane {
    struct browser *browser;
    struct web_stream *stream; /* NULL: none */
    bool sent, ended, asked;   /* asked: the answer has not come */
    struct buffer in;
};

struct browser {
    struct browser *next;
    struct browsers *all;
    int side;
    struct peer *peer;             /* the link that the hub knows */
    struct web_peer *conversation; /* NULL: it is over */
    bool finish_told, over;        /* over: nothing is asked any more */
    char address[40];
    struct lane lanes[BROWSER_LANES];
    struct buffer out;
    int piece_count, piece_capacity, compared;
    struct piece *pieces; /* owned */
    /* what a browser knows */
    bool greeted; /* the answer to the handshake has come */
    char link[BROWSER_LINK_SIZE];
    uint64_t sent, received;
};

struct browsers {
    enum carrier by;
    struct twins *twins;
    struct web *web[SIDES];
    uint64_t dice[SIDES];
    struct browser *first;    /* owned */
    struct browser *arriving; /* whose bytes the web takes just now */
};

/* All functions of one side: that twin runs. */
struct browsers *browsers_create(struct twins *twins, enum carrier by);
/* Before the houses go: nobody hears anything of it. */
void browsers_destroy(struct browsers *browsers);
/* One conversation with the house of that side; its link is `peer`. */
struct browser *browser_open(struct browsers *browsers, int side, const char *address);
/* Hangs up, and the hub knows it. */
void browser_close(struct browser *browser);
void browser_says(struct browser *browser, const uint8_t *bytes, size_t count);
/* All that is due by now. */
void browsers_run(struct browsers *browsers, int side);
/* Time passes, for the house as well. */
void browsers_wait(struct browsers *browsers, int side, uint64_t ms);
void browsers_stopping(struct browsers *browsers, int side);

/* ---- browser_ends.c: the browser's end */
void browser_begins(struct browser *browser);
void browser_sends(struct browser *browser, const uint8_t *bytes, size_t count);
/* Takes what came over its streams. */
void browser_reads(struct browser *browser);
/* Asks for more; false: it does already. */
bool browser_asks(struct browser *browser);
/* ---- browsers.c, for it */
void lane_puts(struct lane *lane, const void *bytes, size_t count);

#endif
