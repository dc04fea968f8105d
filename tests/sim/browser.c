/* What both kinds of browsers share: heads of answers, and that each message arrives once and in order. */
#include "tests/sim/browser.h"

#include "common/base/must.h"
#include "tests/sim/client.h"

#include <stdlib.h>
#include <string.h>

enum { ANSWER_HEAD_MAX = 3 * 1024 };

/* ---- messages */

static uint64_t mark_of(const uint8_t *bytes, size_t count)
{
    uint64_t mark = UINT64_C(0xcbf29ce484222325) ^ count;
    for (size_t x = 0; x < count; x++)
        mark = (mark ^ bytes[x]) * UINT64_C(0x100000001b3);
    return mark;
}

void said_note(struct said *said, const uint8_t *bytes, size_t count)
{
    uint64_t mark = mark_of(bytes, count);
    if (said->marks.cap == 0)
        said->marks = buffer_with_cap(SIM_OUTBOX_BYTES);
    must(buffer_write(&said->marks, &mark, sizeof mark) == STATUS_OK);
    said->said++;
}

bool said_is_next(struct said *said, const uint8_t *bytes, size_t count)
{
    uint64_t mark = mark_of(bytes, count), next;
    if (buffer_length(&said->marks) == 0)
        return false;
    memcpy(&next, buffer_bytes(&said->marks), sizeof next);
    buffer_consume(&said->marks, sizeof next);
    said->heard++;
    return mark == next;
}

void browser_hear(struct browser *browser, const uint8_t *bytes, size_t count)
{
    struct conn *conn = browser->conn;
    sim_holds(browser->sim, said_is_next(&conn->down_said, bytes, count),
              "what came over conversation %d is not the server's message %llu", conn->number,
              (unsigned long long)conn->down_said.heard);
    client_hear(conn->client, bytes, count);
}

/* ---- a browser */

struct browser *browser_create(struct conn *conn)
{
    struct browser *browser = calloc(1, sizeof *browser);
    must(browser != NULL);
    browser->conn = conn;
    browser->sim = conn->sim;
    browser->chance.state = chance_draw(&conn->sim->web_chance);
    browser->in = buffer_with_cap(SIM_OUTBOX_BYTES);
    browser->waiting = browser->kept = browser->in;
    for (int x = 0; x < BROWSER_CARRIERS; x++)
        browser->carriers[x].in = browser->in;
    browser->leave_ms = UINT64_MAX;
    browser->due_ms = conn->sim->now_ms;
    if (conn->kind == CONN_SOCKET)
        socket_begin(browser);
    return browser;
}

void browser_free(struct browser *browser)
{
    if (!browser)
        return;
    for (int x = 0; x < BROWSER_CARRIERS; x++)
        buffer_free(&browser->carriers[x].in);
    buffer_free(&browser->in);
    buffer_free(&browser->waiting);
    buffer_free(&browser->kept);
    free(browser);
}

void browser_say(struct browser *browser, const uint8_t *bytes, size_t count)
{
    if (browser->leaving)
        return;
    said_note(&browser->conn->up_said, bytes, count);
    if (browser->conn->kind == CONN_SOCKET)
        socket_say(browser, bytes, count);
    else
        poll_say(browser, bytes, count);
}

void browser_take(struct browser *browser, struct conn *stream, const uint8_t *bytes, size_t count)
{
    if (browser->conn->kind == CONN_SOCKET)
        socket_take_bytes(browser, bytes, count);
    else
        poll_take_bytes(browser, stream, bytes, count);
}

/* ---- heads of answers */

static size_t find(const uint8_t *bytes, size_t count, const char *what)
{
    size_t length = strlen(what);
    for (size_t x = 0; x + length <= count; x++)
        if (memcmp(bytes + x, what, length) == 0)
            return x;
    return SIZE_MAX;
}

size_t answer_head(const struct browser *browser, const struct buffer *in)
{
    size_t length = buffer_length(in), looked = length < ANSWER_HEAD_MAX ? length : ANSWER_HEAD_MAX;
    size_t end = length ? find(buffer_bytes(in), looked, "\r\n\r\n") : SIZE_MAX;
    sim_holds(browser->sim, end != SIZE_MAX || length < ANSWER_HEAD_MAX, "the head of an answer has no end");
    return end == SIZE_MAX ? 0 : end + 4;
}

int answer_status(const struct browser *browser, const struct buffer *in)
{
    const uint8_t *bytes = buffer_bytes(in);
    bool fits = memcmp(bytes, "HTTP/1.1 ", 9) == 0 && bytes[12] == ' ';
    sim_holds(browser->sim, fits, "an answer begins with \"%.12s\"", (const char *)bytes);
    return (bytes[9] - '0') * 100 + (bytes[10] - '0') * 10 + bytes[11] - '0';
}

bool answer_header(const struct browser *browser, const struct buffer *in, const char *name,
                   char value[BROWSER_VALUE_SIZE])
{
    const uint8_t *at = buffer_bytes(in), *end = at + answer_head(browser, in) - 2;
    size_t length = strlen(name);
    int found = 0;
    for (at += find(at, (size_t)(end - at), "\r\n") + 2; at < end;) {
        size_t line = find(at, (size_t)(end - at), "\r\n");
        if (line > length + 2 && memcmp(at, name, length) == 0 && memcmp(at + length, ": ", 2) == 0) {
            size_t size = line - length - 2;
            sim_holds(browser->sim, size < BROWSER_VALUE_SIZE && found == 0, "the header %s of an answer",
                      name);
            memcpy(value, at + length + 2, size);
            value[size] = 0;
            found++;
        }
        at += line + 2;
    }
    return found > 0;
}
