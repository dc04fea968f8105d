/* A web between a host of lists and browsers of bytes: what was sent and told is kept for the tests to look
 * at, and the clock stands until a test moves it. */
#ifndef SPIRAL_TESTS_WEB_BENCH_H
#define SPIRAL_TESTS_WEB_BENCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/base/buffer.h"
#include "server/web/web.h"

enum {
    BENCH_BYTES_MAX = 4 * 1024 * 1024,
    BENCH_MESSAGE_IN_MAX = 16 * 1024,
    BENCH_MESSAGE_OUT_MAX = 256 * 1024
};

#define BENCH_HOST "game.example"
#define BENCH_KEY  "dGhlIHNhbXBsZSBub25jZQ==" /* RFC 6455, 1.3 */

/* One connection of a browser. */
struct browser {
    struct bench *bench;
    const char *address;       /* NULL: the usual one */
    struct web_stream *stream; /* NULL: closed */
    struct buffer heard;       /* not taken by the test yet */
    bool finished, settled;
    int sends;   /* pieces handed to the link */
    size_t most; /* bytes of the largest */
    int cost;    /* of all bytes so far */
    char reason[128];
};

/* One conversation, as the host has it. */
struct talk {
    struct bench *bench;
    struct web_peer *peer;
    char address[64];
    int messages;
    struct buffer said; /* all messages, each behind its length in four bytes */
    bool closed;
    char reason[128];
};

enum { TALKS_MAX = 600 };

struct bench {
    struct web *web;
    int64_t wall_s; /* Unix time; below 0: there is none */
    uint64_t now_ms;
    uint64_t chance;
    int talks;
    struct talk *talk[TALKS_MAX];
    bool refuses, unwell, shows_metrics, has_place;
    /* What the host does with each message; NULL: nothing. */
    void (*on_message)(struct talk *talk, const uint8_t *bytes, size_t count);
};

/* Above 0 while it is the bench that asks for memory, and not the web; allocators look at it. */
extern volatile int bench_busy;

void bench_open(struct bench *bench);
void bench_open_echo(struct bench *bench);
void bench_close(struct bench *bench);
/* The host's first answer, for on_message. */
void bench_echo(struct talk *talk, const uint8_t *bytes, size_t count);
/* Time passes, and the web is called when it wants to be. */
void bench_pass(struct bench *bench, uint64_t ms);
/* What is due now. */
void bench_due(struct bench *bench);

/* A connection is made by the first write. */
struct browser browser_open(struct bench *bench);
void browser_close(struct browser *browser);
void browser_write(struct browser *browser, const void *bytes, size_t count);
void browser_say(struct browser *browser, const char *text);
/* All that was sent was taken, as often as there is more. */
void browser_drain(struct browser *browser);

struct answer_heard {
    int status;
    char head[4096];
    const uint8_t *body; /* until the next call */
    size_t size;
};
/* Takes the next answer, which must be whole; after HEAD and of 304 there is no body. */
struct answer_heard browser_answer(struct browser *browser, bool with_body);
/* The answer to one request; the connection goes on. */
struct answer_heard browser_ask(struct browser *browser, const char *request);
/* The value of a header, or NULL; until the next call. */
const char *answer_header(const struct answer_heard *answer, const char *name);
void expect_silence(const struct browser *browser);
void expect_end(const struct browser *browser);

/* ---- WebSocket */
/* A connection becomes one; its 101 is taken. */
void socket_open(struct browser *browser);
/* A masked frame as a browser sends it; gives its size. `first` is FIN, RSV and opcode. */
size_t frame_put(uint8_t *to, uint8_t first, const void *payload, size_t count);
void socket_say(struct browser *browser, uint8_t first, const void *payload, size_t count);
/* The next frame from the server, which must be whole and unmasked. */
struct frame_heard {
    uint8_t first;
    const uint8_t *payload;
    size_t size;
};
struct frame_heard socket_frame(struct browser *browser);
void expect_frame(struct browser *browser, uint8_t first, const void *payload, size_t count);
/* A close frame of that code, and the end of the connection behind it. */
void expect_close(struct browser *browser, unsigned code);

/* ---- long poll */
/* A request with so many messages ("one|two"; NULL: none). `link` NULL opens a conversation; `more` are
 * further header lines, or "". */
void poll_say(struct browser *browser, const char *link, int sent, int received, const char *messages,
              const char *more);
/* The same, and its answer, which must be there without any time passing. */
struct answer_heard poll_ask(struct browser *browser, const char *link, int sent, int received,
                             const char *messages, const char *more);
/* Opens a conversation and gives its link. */
void poll_open(struct browser *browser, char link[33]);
/* Messages of an answer: "one|two"; until the next call. */
const char *poll_said(const struct answer_heard *answer);
/* An answer of 200 that begins with that message of the server's and holds these; the server has so many. */
void expect_told(const struct answer_heard *answer, int from, const char *messages, int received);

/* ---- conversations */
/* What a host was told, as text: "one|two". Until the next call. */
const char *talk_said(const struct talk *talk);
void talk_send(struct talk *talk, const char *text);

#endif
