/* A WebSocket (RFC 6455) as a browser has it. */
#include "tests/sim/browser.h"

#include "common/base/must.h"

#include <string.h>

enum { CONTINUED = 0, BINARY = 2, CLOSE = 8, PING = 9, PONG = 10, LAST = 0x80, MASKED = 0x80 };

/* Key and answer as in RFC 6455, 1.3. */
static const char handshake[] = "GET " WEB_LINK_PATH " HTTP/1.1\r\n"
                                "Host: sim.example\r\n"
                                "Origin: https://sim.example\r\n"
                                "Upgrade: websocket\r\n"
                                "Connection: keep-alive, Upgrade\r\n"
                                "Sec-WebSocket-Version: 13\r\n"
                                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                "Sec-WebSocket-Protocol: " WEB_PROTOCOL "\r\n\r\n";
static const char accepted[] = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

void socket_begin(struct browser *browser)
{
    must(buffer_write(&browser->conn->asks, handshake, sizeof handshake - 1) == STATUS_OK);
    conn_push(browser->conn);
}

/* ---- out */

static void put_frame(struct browser *browser, uint8_t first, const uint8_t *bytes, size_t count)
{
    size_t head = count < 126 ? 2 : count <= 0xffff ? 4 : 10;
    uint8_t mask[4], *to = buffer_reserve(&browser->conn->asks, head + 4 + count);
    must(to != NULL); /* see socket_say */
    chance_bytes(&browser->chance, mask, sizeof mask);
    to[0] = first;
    to[1] = (uint8_t)(MASKED | (head == 2 ? count : head == 4 ? 126 : 127));
    for (size_t x = head, rest = count; x > 2; x--, rest >>= 8)
        to[x - 1] = (uint8_t)rest;
    memcpy(to + head, mask, 4);
    for (size_t x = 0; x < count; x++)
        to[head + 4 + x] = bytes[x] ^ mask[x % 4];
    buffer_commit(&browser->conn->asks, head + 4 + count);
}

static void put_ping(struct browser *browser)
{
    if (browser->ping_count == BROWSER_PINGS_MAX)
        return;
    int x = (browser->ping_first + browser->ping_count++) % BROWSER_PINGS_MAX;
    browser->pings[x].size = (size_t)chance_below(&browser->chance, sizeof browser->pings[x].bytes + 1);
    chance_bytes(&browser->chance, browser->pings[x].bytes, browser->pings[x].size);
    put_frame(browser, LAST | PING, browser->pings[x].bytes, browser->pings[x].size);
}

/* Whole, or in fragments with pings between them. */
static void put_message(struct browser *browser, const uint8_t *bytes, size_t count)
{
    struct chance *chance = &browser->chance;
    uint8_t opcode = BINARY;
    if (chance_permille(chance, 30))
        put_ping(browser);
    for (int left = chance_permille(chance, 200) ? 3 : 0; left > 0; left--) {
        size_t part = (size_t)chance_below(chance, count + 1);
        put_frame(browser, opcode, bytes, part);
        bytes += part;
        count -= part;
        opcode = CONTINUED;
        if (chance_permille(chance, 300))
            put_ping(browser);
    }
    put_frame(browser, LAST | opcode, bytes, count);
}

static void leave(struct browser *browser)
{
    static const uint8_t gone[] = {1001 >> 8, 1001 & 0xff};
    browser->leaving = true;
    put_frame(browser, LAST | CLOSE, gone, sizeof gone);
}

void socket_say(struct browser *browser, const uint8_t *bytes, size_t count)
{
    uint32_t size = (uint32_t)count;
    size_t room = SIM_OUTBOX_BYTES - buffer_length(browser->open ? &browser->conn->asks : &browser->waiting);
    if (room < 2 * count + 4096) {
        conn_reset(browser->conn);
    } else if (browser->open) {
        put_message(browser, bytes, count);
        if (!browser->sim->calm && chance_permille(&browser->chance, 4))
            leave(browser);
        conn_push(browser->conn);
    } else {
        must(buffer_write(&browser->waiting, &size, sizeof size) == STATUS_OK);
        must(buffer_write(&browser->waiting, bytes, count) == STATUS_OK);
    }
}

static void say_what_waited(struct browser *browser)
{
    struct buffer waiting = browser->waiting;
    browser->waiting = buffer_with_cap(SIM_OUTBOX_BYTES);
    while (buffer_length(&waiting) > 0 && browser->conn->client) {
        uint32_t size;
        memcpy(&size, buffer_bytes(&waiting), sizeof size);
        put_message(browser, buffer_bytes(&waiting) + sizeof size, size);
        buffer_consume(&waiting, sizeof size + size);
    }
    buffer_free(&waiting);
    conn_push(browser->conn);
}

bool browser_may_end(const struct browser *browser)
{
    return browser->closed || !browser->open;
}

/* ---- in */

/* False: it has not come whole, or is no WebSocket. */
static bool take_answer(struct browser *browser)
{
    const struct sim *sim = browser->sim;
    char value[BROWSER_VALUE_SIZE];
    size_t head = answer_head(browser, &browser->in);
    if (head == 0)
        return false;
    int status = answer_status(browser, &browser->in);
    if (status != 101) { /* too late, or the server stops */
        sim_holds(sim, status == 408 || status == 503, "a WebSocket is refused with %d", status);
        conn_reset(browser->conn);
        return false;
    }
    sim_holds(sim,
              answer_header(browser, &browser->in, "Sec-WebSocket-Accept", value) &&
                  strcmp(value, accepted) == 0,
              "a WebSocket begins with another key");
    sim_holds(sim,
              answer_header(browser, &browser->in, "Sec-WebSocket-Protocol", value) &&
                  strcmp(value, WEB_PROTOCOL) == 0,
              "a WebSocket begins with another protocol");
    sim_holds(sim, answer_header(browser, &browser->in, "Upgrade", value) && strcmp(value, "websocket") == 0,
              "a WebSocket begins without an upgrade");
    buffer_consume(&browser->in, head);
    browser->open = true;
    say_what_waited(browser);
    return true;
}

static void take_pong(struct browser *browser, const uint8_t *bytes, size_t count)
{
    int first = browser->ping_first;
    bool fits = browser->ping_count > 0 && browser->pings[first].size == count &&
                (count == 0 || memcmp(browser->pings[first].bytes, bytes, count) == 0);
    sim_holds(browser->sim, fits, "a pong over connection %d answers no ping", browser->conn->number);
    browser->ping_first = (first + 1) % BROWSER_PINGS_MAX;
    browser->ping_count--;
}

static void take_close(struct browser *browser, const uint8_t *bytes, size_t count)
{
    unsigned code = count >= 2 ? (unsigned)bytes[0] << 8 | bytes[1] : 0;
    bool expected = code == 1000 || code == 1001;
    sim_holds(browser->sim, expected, "connection %d ends with code %u: %.*s", browser->conn->number, code,
              count > 2 ? (int)count - 2 : 0, (const char *)bytes + 2);
    sim_holds(browser->sim,
              !browser->conn->finished || browser->leaving ||
                  browser->conn->down_said.heard == browser->conn->down_said.said,
              "connection %d was ended and not told all", browser->conn->number);
    browser->closed = true;
}

static void take_frame(struct browser *browser, uint8_t opcode, const uint8_t *bytes, size_t count)
{
    switch (opcode) {
    case BINARY:
        browser_hear(browser, bytes, count);
        break;
    case PONG:
        take_pong(browser, bytes, count);
        break;
    case CLOSE:
        take_close(browser, bytes, count);
        break;
    default:
        sim_broken(browser->sim, "connection %d: a frame with opcode %u", browser->conn->number, opcode);
    }
}

/* Takes the next frame off what has come; false when it has not come whole. */
static bool take_next(struct browser *browser)
{
    const struct sim *sim = browser->sim;
    const uint8_t *bytes = buffer_bytes(&browser->in);
    size_t length = buffer_length(&browser->in);
    int number = browser->conn->number;
    if (length > 0)
        sim_holds(sim, !browser->closed, "connection %d goes on behind its close", number);
    if (length < 2)
        return false;
    size_t head = bytes[1] < 126 ? 2 : bytes[1] == 126 ? 4 : 10, count = bytes[1];
    sim_holds(sim, bytes[1] < 128 && (bytes[0] & 0xf0) == LAST,
              "connection %d: a frame begins with %02x %02x", number, bytes[0], bytes[1]);
    if (length < head)
        return false;
    if (head > 2)
        count = 0;
    for (size_t x = 2; x < head; x++)
        count = count << 8 | bytes[x];
    size_t least = head == 2 ? 0 : head == 4 ? 126 : 0x10000;
    sim_holds(sim, count >= least && count <= WIRE_TO_CLIENT_MAX,
              "connection %d: a frame of %zu bytes in %zu", number, count, head);
    if (length < head + count)
        return false;
    struct buffer frame = buffer_with_cap(SIM_OUTBOX_BYTES); /* the client may hang up while it hears it */
    must(buffer_write(&frame, bytes, head + count) == STATUS_OK);
    buffer_consume(&browser->in, head + count);
    take_frame(browser, buffer_bytes(&frame)[0] & 0xf, buffer_bytes(&frame) + head, count);
    buffer_free(&frame);
    return true;
}

void socket_take_bytes(struct browser *browser, const uint8_t *bytes, size_t count)
{
    must(buffer_write(&browser->in, bytes, count) == STATUS_OK);
    if (!browser->open && !take_answer(browser))
        return;
    while (browser->conn->client && take_next(browser))
        continue;
}
