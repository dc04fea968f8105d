/* What a browser says and reads: frames over a WebSocket, or requests of a long poll over two streams, of
 * which one waits and the other brings what there is to say. */
#include "browsers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { FRAME_HEADER = 4, HEAD_MAX = 768, LAST_BINARY = 0x82, LAST_PONG = 0x8a, PING = 9, MASKED = 0x80 };

static const char handshake[] = "GET " WEB_LINK_PATH " HTTP/1.1\r\nHost: play.example\r\n"
                                "Origin: https://play.example\r\nUpgrade: websocket\r\n"
                                "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                "Sec-WebSocket-Protocol: " WEB_PROTOCOL "\r\n\r\n";

/* ---- out */

/* Under a mask of zeros, which is one. */
static void put_frame(struct browser *browser, uint8_t first, const uint8_t *bytes, size_t count)
{
    uint8_t *frame = malloc(count + 8);
    size_t head = count < 126 ? 2 : 4;
    assert_non_null(frame);
    assert_true(count <= UINT16_MAX);
    frame[0] = first;
    frame[1] = (uint8_t)(MASKED | (head == 2 ? count : 126));
    if (head == 4) {
        frame[2] = (uint8_t)(count >> 8);
        frame[3] = (uint8_t)count;
    }
    memset(frame + head, 0, 4);
    if (count)
        memcpy(frame + head + 4, bytes, count);
    lane_puts(&browser->lanes[0], frame, head + 4 + count);
    free(frame);
}

/* `bytes` NULL: a request that brings nothing. */
static void ask(struct browser *browser, struct lane *lane, bool waits, const uint8_t *bytes, size_t count)
{
    char head[HEAD_MAX], link[64] = "";
    uint8_t size[FRAME_HEADER] = {(uint8_t)(count >> 24), (uint8_t)(count >> 16), (uint8_t)(count >> 8),
                                  (uint8_t)count};
    size_t length = bytes ? sizeof size + count : 0;
    if (browser->link[0])
        snprintf(link, sizeof link, "Spiral-Link: %s\r\n", browser->link);
    int written = snprintf(head, sizeof head,
                           "POST " WEB_LINK_PATH " HTTP/1.1\r\nHost: play.example\r\n"
                           "Origin: https://play.example\r\nContent-Type: application/octet-stream\r\n"
                           "%sSpiral-Sent: %llu\r\nSpiral-Received: %llu\r\n%sContent-Length: %zu\r\n\r\n",
                           link, (unsigned long long)browser->sent, (unsigned long long)browser->received,
                           waits ? "" : "Spiral-Wait: 0\r\n", length);
    assert_true(written > 0 && (size_t)written < sizeof head);
    lane->asked = true;
    lane_puts(lane, head, (size_t)written);
    if (!bytes)
        return;
    browser->sent++;
    lane_puts(lane, size, sizeof size);
    lane_puts(lane, bytes, count);
}

void browser_begins(struct browser *browser)
{
    if (browser->all->by == BY_SOCKET)
        lane_puts(&browser->lanes[0], handshake, sizeof handshake - 1);
    else
        ask(browser, &browser->lanes[0], true, NULL, 0);
}

void browser_sends(struct browser *browser, const uint8_t *bytes, size_t count)
{
    if (browser->all->by == BY_SOCKET)
        put_frame(browser, LAST_BINARY, bytes, count);
    else
        ask(browser, &browser->lanes[1], false, bytes, count);
}

bool browser_asks(struct browser *browser)
{
    if (browser->all->by != BY_POLL || browser->over || browser->lanes[0].asked)
        return false;
    ask(browser, &browser->lanes[0], true, NULL, 0);
    return true;
}

/* ---- in */

static size_t head_of(const struct buffer *in)
{
    const uint8_t *bytes = buffer_bytes(in);
    size_t length = buffer_length(in);
    for (size_t x = 0; x + 4 <= length; x++)
        if (memcmp(bytes + x, "\r\n\r\n", 4) == 0)
            return x + 4;
    return 0;
}

/* The value of a header; false: it has none. */
static bool header_of(const struct buffer *in, size_t head, const char *name, char value[64])
{
    const char *bytes = (const char *)buffer_bytes(in);
    size_t length = strlen(name);
    for (size_t x = 0; x + length < head; x++) {
        if (x == 0 || bytes[x - 1] != '\n' || memcmp(bytes + x, name, length) != 0)
            continue;
        size_t size = 0;
        for (const char *at = bytes + x + length; size < 63 && at[size] != '\r'; size++)
            value[size] = at[size];
        value[size] = '\0';
        return true;
    }
    return false;
}

static uint64_t number_of(const struct buffer *in, size_t head, const char *name)
{
    char value[64];
    return header_of(in, head, name, value) ? strtoull(value, NULL, 10) : 0;
}

/* So many messages stand in the body of an answer. */
static uint64_t messages_in(const uint8_t *body, size_t size)
{
    uint64_t count = 0;
    for (size_t at = 0; at + FRAME_HEADER <= size; count++)
        at += FRAME_HEADER + ((size_t)body[at] << 24 | (size_t)body[at + 1] << 16 |
                              (size_t)body[at + 2] << 8 | body[at + 3]);
    return count;
}

static bool read_answer(struct browser *browser, struct lane *lane)
{
    char value[64];
    struct buffer *in = &lane->in;
    size_t head = head_of(in), size = head ? (size_t)number_of(in, head, "Content-Length: ") : 0;
    if (!head || buffer_length(in) < head + size)
        return false;
    const uint8_t *bytes = buffer_bytes(in);
    bool is_ok = memcmp(bytes, "HTTP/1.1 200", 12) == 0;
    if (header_of(in, head, "Spiral-Link: ", value))
        snprintf(browser->link, sizeof browser->link, "%.32s", value);
    uint64_t end =
        is_ok ? number_of(in, head, "Spiral-From: ") + messages_in(bytes + head, size) : browser->received;
    if (end > browser->received)
        browser->received = end;
    if (!is_ok || header_of(in, head, "Spiral-End: ", value))
        browser->over = true;
    lane->asked = false;
    buffer_consume(in, head + size);
    return true;
}

static bool read_frame(struct browser *browser, struct lane *lane)
{
    const uint8_t *bytes = buffer_bytes(&lane->in);
    size_t length = buffer_length(&lane->in);
    if (length < 2)
        return false;
    size_t head = bytes[1] < 126 ? 2 : bytes[1] == 126 ? 4 : 10, count = head == 2 ? bytes[1] : 0;
    if (length < head)
        return false;
    for (size_t x = 2; x < head; x++)
        count = count << 8 | bytes[x];
    if (length < head + count)
        return false;
    if ((bytes[0] & 0xf) == PING)
        put_frame(browser, LAST_PONG, bytes + head, count);
    buffer_consume(&lane->in, head + count);
    return true;
}

void browser_reads(struct browser *browser)
{
    for (int x = 0; x < BROWSER_LANES; x++) {
        struct lane *lane = &browser->lanes[x];
        if (browser->all->by == BY_SOCKET) {
            size_t head = browser->greeted ? 0 : head_of(&lane->in);
            browser->greeted = browser->greeted || head > 0;
            buffer_consume(&lane->in, head);
            while (browser->greeted && read_frame(browser, lane))
                continue;
        } else {
            while (read_answer(browser, lane))
                continue;
        }
    }
}
