/* Long poll as a browser has it: a request waits on one stream, another goes over a second one when there is
 * something to say; what was lost is asked for and said again. */
#include "tests/sim/browser.h"

#include "common/base/must.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    FRAME_HEADER = 4,
    REQUEST_HEAD_MAX = 512,
    AWAY_MS = 1000,  /* before it looks again for a server that is not there */
    LATE_MS = 20000, /* that an answer may take on its way */
    PAUSE_MS = 600,  /* between an answer and the next request, at most */
    PATIENCE = 300,  /* permille: it goes on looking for the server */
};

static size_t frame_size(const uint8_t *frame)
{
    return FRAME_HEADER +
           ((size_t)frame[0] << 24 | (size_t)frame[1] << 16 | (size_t)frame[2] << 8 | frame[3]);
}

static int flying(const struct browser *browser)
{
    int count = 0;
    for (int x = 0; x < BROWSER_CARRIERS; x++)
        count += browser->carriers[x].asked;
    return count;
}

static void wake_in(struct browser *browser, uint64_t ms)
{
    uint64_t at = browser->sim->now_ms + ms;
    browser->due_ms = at < browser->due_ms ? at : browser->due_ms;
}

/* Whatever was in requests without an answer is sent once more. */
static void say_again(struct browser *browser)
{
    browser->asked_end = browser->kept_first;
}

/* ---- requests */

/* What goes with a request: frames from the message of that index on. */
static size_t measure(struct browser *browser, uint64_t first, const uint8_t **body)
{
    const uint8_t *bytes = buffer_bytes(&browser->kept);
    size_t length = buffer_length(&browser->kept), skipped = 0, size = 0;
    for (uint64_t index = browser->kept_first; index < first; index++)
        skipped += frame_size(bytes + skipped);
    *body = bytes ? bytes + skipped : NULL;
    uint64_t end = first;
    for (; skipped + size < length; end++) {
        size_t next = size + frame_size(*body + size);
        if (next > WEB_POLL_BODY_MAX)
            break;
        size = next;
    }
    browser->asked_end = end > browser->asked_end ? end : browser->asked_end;
    return size;
}

static void put_request(struct browser *browser, struct carrier *carrier, uint64_t first, bool waits)
{
    char head[REQUEST_HEAD_MAX], link[64] = "";
    const uint8_t *body;
    size_t size = measure(browser, first, &body);
    bool opens = !browser->link[0];
    if (!opens)
        snprintf(link, sizeof link, "Spiral-Link: %s\r\n", browser->link);
    int length = snprintf(head, sizeof head,
                          "POST " WEB_LINK_PATH " HTTP/1.1\r\nHost: sim.example\r\n"
                          "Origin: https://sim.example\r\nContent-Type: application/octet-stream\r\n"
                          "%sSpiral-Sent: %llu\r\nSpiral-Received: %llu\r\n%sContent-Length: %zu\r\n\r\n",
                          link, (unsigned long long)first, (unsigned long long)browser->received,
                          waits ? "" : "Spiral-Wait: 0\r\n", size);
    must(length > 0 && (size_t)length < sizeof head);
    struct buffer *asks = &carrier->conn->asks;
    must(buffer_write(asks, head, (size_t)length) == STATUS_OK);
    if (size > 0)
        must(buffer_write(asks, body, size) == STATUS_OK);
    carrier->asked = true;
    carrier->asked_ms = browser->sim->now_ms;
    carrier->asked_in_calm = browser->sim->calm && carrier->conn->hung_ms <= browser->sim->now_ms;
    conn_push(carrier->conn);
    browser->sim->counts.requests++;
}

static struct carrier *free_carrier(struct browser *browser)
{
    int at = (int)chance_below(&browser->chance, BROWSER_CARRIERS);
    struct carrier *carrier = &browser->carriers[at];
    if (carrier->asked)
        carrier = &browser->carriers[(at + 1) % BROWSER_CARRIERS];
    if (carrier->asked)
        return NULL;
    if (!carrier->conn)
        carrier->conn = conn_open_carrier(browser->conn);
    return carrier;
}

static void ask(struct browser *browser)
{
    struct chance *chance = &browser->chance;
    bool trouble = !browser->sim->calm;
    struct carrier *carrier = free_carrier(browser);
    uint64_t first = chance_permille(chance, 500) ? browser->kept_first : browser->asked_end;
    bool waits = !chance_permille(chance, 150);
    must(carrier != NULL);
    put_request(browser, carrier, first, waits);
    if (!browser->link[0])
        return; /* said twice it would be two conversations */
    if (trouble && chance_permille(chance, 40))
        browser->leave_ms = browser->sim->now_ms + chance_below(chance, 3000);
    carrier = chance_permille(chance, 50) ? free_carrier(browser) : NULL;
    if (carrier)
        put_request(browser, carrier, first, waits);
}

/* Hangs up on a request; the browser behind it goes on. */
static void drop_carrier(struct carrier *carrier)
{
    struct conn *conn = carrier->conn;
    if (conn)
        conn_reset(conn); /* which comes back as browser_carrier_lost */
}

static void check_late(const struct browser *browser)
{
    for (int x = 0; x < BROWSER_CARRIERS; x++) {
        const struct carrier *carrier = &browser->carriers[x];
        bool late = carrier->asked && carrier->asked_in_calm &&
                    browser->sim->now_ms > carrier->asked_ms + WEB_POLL_MS + LATE_MS;
        sim_holds(browser->sim, !late, "a poll of conversation %d is not answered", browser->conn->number);
    }
}

void browser_run(struct browser *browser)
{
    struct sim *sim = browser->sim;
    check_late(browser);
    if (browser->leave_ms <= sim->now_ms) {
        browser->leave_ms = UINT64_MAX;
        for (int x = 0; x < BROWSER_CARRIERS; x++)
            if (browser->carriers[x].asked)
                drop_carrier(&browser->carriers[x]);
    }
    if (browser->due_ms > sim->now_ms)
        return;
    browser->due_ms = UINT64_MAX;
    int count = flying(browser);
    bool says = browser->kept_end > browser->asked_end && browser->link[0];
    if (count > 0 && (count == BROWSER_CARRIERS || !says))
        return; /* the answer wakes it */
    if (sim->hub)
        ask(browser);
    else if (browser->link[0] && chance_permille(&browser->chance, PATIENCE))
        wake_in(browser, AWAY_MS);
    else
        conn_reset(browser->conn);
}

uint64_t browser_next_ms(const struct browser *browser)
{
    uint64_t next = browser->due_ms < browser->leave_ms ? browser->due_ms : browser->leave_ms;
    for (int x = 0; x < BROWSER_CARRIERS; x++) {
        const struct carrier *carrier = &browser->carriers[x];
        uint64_t late = carrier->asked_ms + WEB_POLL_MS + LATE_MS + 1;
        if (carrier->asked && carrier->asked_in_calm)
            next = late < next ? late : next;
    }
    return next;
}

void poll_say(struct browser *browser, const uint8_t *bytes, size_t count)
{
    uint8_t header[FRAME_HEADER] = {(uint8_t)(count >> 24), (uint8_t)(count >> 16), (uint8_t)(count >> 8),
                                    (uint8_t)count};
    if (SIM_OUTBOX_BYTES - buffer_length(&browser->kept) < sizeof header + count) {
        conn_reset(browser->conn);
        return;
    }
    must(buffer_write(&browser->kept, header, sizeof header) == STATUS_OK);
    must(buffer_write(&browser->kept, bytes, count) == STATUS_OK);
    browser->kept_end++;
    wake_in(browser, 0);
}

/* ---- streams that go */

void browser_carrier_lost(struct browser *browser, const struct conn *conn)
{
    for (int x = 0; x < BROWSER_CARRIERS; x++) {
        struct carrier *carrier = &browser->carriers[x];
        if (carrier->conn != conn)
            continue;
        bool asked = carrier->asked;
        carrier->conn = NULL;
        carrier->asked = false;
        buffer_free(&carrier->in);
        if (!asked || !browser->conn->client)
            return;
        if (!browser->link[0]) { /* whether the conversation began is not known: it begins another */
            conn_reset(browser->conn);
            return;
        }
        say_again(browser);
        wake_in(browser, chance_below(&browser->chance, PAUSE_MS));
    }
}

void browser_hang_up(struct browser *browser)
{
    for (int x = 0; x < BROWSER_CARRIERS; x++)
        drop_carrier(&browser->carriers[x]);
}

/* ---- answers */

static uint64_t number_of(const struct browser *browser, const struct buffer *in, const char *name)
{
    char value[BROWSER_VALUE_SIZE], *end;
    sim_holds(browser->sim, answer_header(browser, in, name, value), "an answer without %s", name);
    uint64_t number = strtoull(value, &end, 10);
    sim_holds(browser->sim, value[0] && !*end, "%s of an answer is \"%s\"", name, value);
    return number;
}

/* The server has the messages before that one. */
static void confirm(struct browser *browser, uint64_t received)
{
    sim_holds(browser->sim, received <= browser->kept_end, "the server has more messages than were said");
    while (browser->kept_first < received) {
        buffer_consume(&browser->kept, frame_size(buffer_bytes(&browser->kept)));
        browser->kept_first++;
    }
    if (browser->asked_end < browser->kept_first)
        browser->asked_end = browser->kept_first;
}

/* What was heard before, in an answer to another request, is passed over. */
static void take_messages(struct browser *browser, uint64_t index, const uint8_t *bytes, size_t count)
{
    while (count > 0 && browser->conn->client) {
        sim_holds(browser->sim, count >= FRAME_HEADER && frame_size(bytes) <= count,
                  "an answer ends within a message");
        size_t size = frame_size(bytes);
        if (index++ == browser->received) {
            browser->received++;
            browser_hear(browser, bytes + FRAME_HEADER, size - FRAME_HEADER);
        }
        bytes += size;
        count -= size;
    }
}

static void take_told(struct browser *browser, const struct buffer *answer, size_t head)
{
    struct conn *conn = browser->conn;
    char value[BROWSER_VALUE_SIZE];
    uint64_t from = number_of(browser, answer, "Spiral-From");
    bool ends = answer_header(browser, answer, "Spiral-End", value);
    if (!browser->link[0]) {
        sim_holds(browser->sim,
                  answer_header(browser, answer, "Spiral-Link", value) && strlen(value) == ID_HEX_SIZE - 1,
                  "a conversation begins without a name");
        snprintf(browser->link, sizeof browser->link, "%s", value);
        ends = answer_header(browser, answer, "Spiral-End", value);
    }
    confirm(browser, number_of(browser, answer, "Spiral-Received"));
    sim_holds(browser->sim, from <= browser->received || (ends && !conn->finished),
              "conversation %d is told message %llu behind message %llu", conn->number,
              (unsigned long long)from, (unsigned long long)browser->received);
    take_messages(browser, from, buffer_bytes(answer) + head, buffer_length(answer) - head);
    if (!ends || !conn->client)
        return;
    sim_holds(browser->sim, !conn->finished || conn->down_said.heard == conn->down_said.said,
              "conversation %d was ended and not told all", conn->number);
    conn_reset(conn);
}

static void take_answer(struct browser *browser, struct carrier *carrier, const struct buffer *answer,
                        size_t head)
{
    struct conn *conn = browser->conn;
    char value[BROWSER_VALUE_SIZE];
    int status = answer_status(browser, answer);
    sim_holds(browser->sim, carrier->asked, "stream %d: an answer to no request", carrier->conn->number);
    carrier->asked = false;
    if (answer_header(browser, answer, "Connection", value))
        drop_carrier(carrier); /* the server ends it */
    switch (status) {
    case 200:
        take_told(browser, answer, head);
        break;
    case 409: /* messages are missing: of a request that was lost */
        confirm(browser, number_of(browser, answer, "Spiral-Received"));
        say_again(browser);
        break;
    case 408: /* it came too slowly */
        say_again(browser);
        break;
    case 410:
        sim_holds(browser->sim, conn->session == NULL || conn->finished,
                  "conversation %d is said to be over, and is not", conn->number);
        conn_reset(conn);
        break;
    case 503:
        conn_reset(conn);
        break;
    default:
        sim_broken(browser->sim, "a poll is answered with %d", status);
    }
    if (conn->client)
        wake_in(browser,
                chance_permille(&browser->chance, 700) ? 0 : chance_below(&browser->chance, PAUSE_MS));
}

/* False: the next answer has not come whole. */
static bool take_next(struct browser *browser, struct carrier *carrier)
{
    size_t head = answer_head(browser, &carrier->in);
    if (head == 0)
        return false;
    size_t size = head + (size_t)number_of(browser, &carrier->in, "Content-Length");
    if (buffer_length(&carrier->in) < size)
        return false;
    struct buffer answer = buffer_with_cap(SIM_OUTBOX_BYTES); /* whoever hears it may hang up */
    must(buffer_write(&answer, buffer_bytes(&carrier->in), size) == STATUS_OK);
    buffer_consume(&carrier->in, size);
    take_answer(browser, carrier, &answer, head);
    buffer_free(&answer);
    return true;
}

void poll_take_bytes(struct browser *browser, const struct conn *stream, const uint8_t *bytes, size_t count)
{
    for (int x = 0; x < BROWSER_CARRIERS; x++) {
        struct carrier *carrier = &browser->carriers[x];
        if (carrier->conn != stream)
            continue;
        must(buffer_write(&carrier->in, bytes, count) == STATUS_OK);
        while (carrier->conn == stream && take_next(browser, carrier))
            continue;
        return;
    }
}
