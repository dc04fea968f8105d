#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

volatile int bench_busy;

/* ---- the host */

static int64_t wall_s(void *user)
{
    return ((struct bench *)user)->wall_s;
}

static uint64_t now_ms(void *user)
{
    return ((struct bench *)user)->now_ms;
}

static void random_bytes(void *user, void *bytes, unsigned long count)
{
    struct bench *bench = user;
    for (unsigned long x = 0; x < count; x++) {
        bench->chance = bench->chance * 6364136223846793005u + 1442695040888963407u;
        ((uint8_t *)bytes)[x] = (uint8_t)(bench->chance >> 56);
    }
}

static void on_send(void *link, const uint8_t *bytes, size_t count)
{
    struct browser *browser = link;
    assert_non_null(browser->stream);
    assert_false(browser->finished);
    assert_true(count > 0);
    bench_busy++;
    assert_int_equal(buffer_write(&browser->heard, bytes, count), STATUS_OK);
    bench_busy--;
    browser->sends++;
    browser->most = count > browser->most ? count : browser->most;
}

static void on_finish(void *link, const char *reason)
{
    struct browser *browser = link;
    assert_false(browser->finished);
    browser->finished = true;
    snprintf(browser->reason, sizeof browser->reason, "%s", reason);
}

static bool on_has_place(void *link)
{
    return ((struct browser *)link)->bench->has_place;
}

static void on_settle(void *link)
{
    ((struct browser *)link)->settled = true;
}

static void on_unsettle(void *link)
{
    ((struct browser *)link)->settled = false;
}

static void *on_opened(void *user, struct web_peer *peer, const char *address)
{
    struct bench *bench = user;
    if (bench->refuses)
        return NULL;
    assert_true(bench->talks < TALKS_MAX);
    bench_busy++;
    struct talk *talk = calloc(1, sizeof *talk);
    bench_busy--;
    assert_non_null(talk);
    *talk = (struct talk){.bench = bench, .peer = peer, .said = buffer_with_cap(BENCH_BYTES_MAX)};
    snprintf(talk->address, sizeof talk->address, "%s", address);
    bench->talk[bench->talks++] = talk;
    return talk;
}

static void put_message(struct talk *talk, const uint8_t *bytes, size_t count)
{
    uint8_t length[4] = {(uint8_t)(count >> 24), (uint8_t)(count >> 16), (uint8_t)(count >> 8),
                         (uint8_t)count};
    bench_busy++;
    assert_int_equal(buffer_write(&talk->said, length, sizeof length), STATUS_OK);
    assert_int_equal(buffer_write(&talk->said, bytes, count), STATUS_OK);
    bench_busy--;
}

static void on_message(void *conversation, const uint8_t *bytes, size_t count)
{
    struct talk *talk = conversation;
    assert_false(talk->closed);
    assert_non_null(bytes);
    talk->messages++;
    put_message(talk, bytes, count);
    if (talk->bench->on_message)
        talk->bench->on_message(talk, bytes, count);
}

static void on_closed(void *conversation, const char *reason)
{
    struct talk *talk = conversation;
    assert_false(talk->closed);
    talk->closed = true;
    snprintf(talk->reason, sizeof talk->reason, "%s", reason);
}

static bool on_healthy(void *user, struct text *why)
{
    bool unwell = ((struct bench *)user)->unwell;
    if (unwell)
        text_put(why, "the disk is full");
    return !unwell;
}

static void on_metrics(void *user, struct text *text)
{
    (void)user;
    text_put(text, "spiral_links 3\n");
}

static bool on_may_see(void *user, const char *address)
{
    assert_string_equal(address, "192.0.2.1:4000");
    return ((struct bench *)user)->shows_metrics;
}

static void open_with(struct bench *bench, bool echo)
{
    *bench = (struct bench){.now_ms = 1000000, .chance = 1, .shows_metrics = true, .has_place = true};
    struct web_host host = {.user = bench,
                            .now_ms = now_ms,
                            .wall_s = wall_s,
                            .random = random_bytes,
                            .send = on_send,
                            .finish = on_finish,
                            .has_place = on_has_place,
                            .settle = on_settle,
                            .unsettle = on_unsettle,
                            .opened = on_opened,
                            .message = on_message,
                            .closed = on_closed,
                            .healthy = on_healthy,
                            .put_metrics = on_metrics,
                            .may_see_metrics = on_may_see};
    struct web_limits limits = {BENCH_MESSAGE_IN_MAX, BENCH_MESSAGE_OUT_MAX, echo};
    bench->web = web_create(&host, &limits);
    assert_non_null(bench->web);
}

void bench_open(struct bench *bench)
{
    open_with(bench, false);
}

void bench_open_echo(struct bench *bench)
{
    open_with(bench, true);
}

void bench_close(struct bench *bench)
{
    web_destroy(bench->web);
    for (int x = 0; x < bench->talks; x++) {
        assert_true(bench->talk[x]->closed);
        buffer_free(&bench->talk[x]->said);
        free(bench->talk[x]);
    }
}

void bench_echo(struct talk *talk, const uint8_t *bytes, size_t count)
{
    web_peer_send(talk->peer, bytes, count);
}

void bench_due(struct bench *bench)
{
    int rounds = 0;
    while (web_next_tick_ms(bench->web) <= bench->now_ms) {
        assert_true(rounds++ < 100);
        web_tick(bench->web);
    }
}

void bench_pass(struct bench *bench, uint64_t ms)
{
    uint64_t until = bench->now_ms + ms;
    bench_due(bench);
    while (web_next_tick_ms(bench->web) <= until) {
        uint64_t next = web_next_tick_ms(bench->web);
        bench->now_ms = next > bench->now_ms ? next : bench->now_ms;
        bench_due(bench);
    }
    bench->now_ms = until;
}

/* ---- browsers */

struct browser browser_open(struct bench *bench)
{
    return (struct browser){.bench = bench, .heard = buffer_with_cap(BENCH_BYTES_MAX)};
}

void browser_close(struct browser *browser)
{
    if (browser->stream)
        web_closed(browser->stream, "the browser is gone");
    browser->stream = NULL;
    buffer_free(&browser->heard);
}

void browser_write(struct browser *browser, const void *bytes, size_t count)
{
    if (!browser->stream)
        browser->stream =
            web_opened(browser->bench->web, browser, browser->address ? browser->address : "192.0.2.1:4000");
    assert_non_null(browser->stream);
    /* in a piece of memory of its own, so that reading past its end is seen */
    uint8_t *copy = malloc(count ? count : 1);
    assert_non_null(copy);
    if (count > 0)
        memcpy(copy, bytes, count);
    browser->cost += web_bytes(browser->stream, copy, count);
    free(copy);
}

void browser_say(struct browser *browser, const char *text)
{
    browser_write(browser, text, strlen(text));
}

void browser_drain(struct browser *browser)
{
    int sends;
    do {
        sends = browser->sends;
        if (!browser->finished)
            web_drained(browser->stream);
    } while (browser->sends > sends);
}

static void consume(struct browser *browser, size_t count)
{
    bench_busy++;
    buffer_consume(&browser->heard, count);
    bench_busy--;
}

static size_t find_end(const struct buffer *heard)
{
    const uint8_t *bytes = buffer_bytes(heard);
    for (size_t x = 3; x < buffer_length(heard); x++)
        if (memcmp(bytes + x - 3, "\r\n\r\n", 4) == 0)
            return x + 1;
    return 0;
}

struct answer_heard browser_answer(struct browser *browser, bool with_body)
{
    static uint8_t body[BENCH_BYTES_MAX];
    struct answer_heard answer = {.body = body};
    size_t end = find_end(&browser->heard);
    assert_true(end > 0 && end < sizeof answer.head);
    memcpy(answer.head, buffer_bytes(&browser->heard), end);
    consume(browser, end);
    assert_int_equal(sscanf(answer.head, "HTTP/1.1 %d ", &answer.status), 1);
    const char *length = answer_header(&answer, "Content-Length");
    if (with_body && length) {
        answer.size = strtoul(length, NULL, 10);
        assert_true(buffer_length(&browser->heard) >= answer.size);
        if (answer.size > 0)
            memcpy(body, buffer_bytes(&browser->heard), answer.size);
        consume(browser, answer.size);
    }
    return answer;
}

struct answer_heard browser_ask(struct browser *browser, const char *request)
{
    browser_say(browser, request);
    browser_drain(browser);
    return browser_answer(browser, strncmp(request, "HEAD", 4) != 0);
}

const char *answer_header(const struct answer_heard *answer, const char *name)
{
    static char value[1024];
    char line[64];
    int count = 0;
    snprintf(line, sizeof line, "\r\n%s: ", name);
    for (const char *at = answer->head; (at = strstr(at, line)); count++) {
        at += strlen(line);
        size_t length = strcspn(at, "\r");
        assert_true(length < sizeof value);
        memcpy(value, at, length);
        value[length] = '\0';
    }
    return count > 0 ? value : NULL;
}

void expect_silence(const struct browser *browser)
{
    assert_int_equal(buffer_length(&browser->heard), 0);
}

void expect_end(const struct browser *browser)
{
    expect_silence(browser);
    assert_true(browser->finished);
}

/* ---- WebSocket */

void socket_open(struct browser *browser)
{
    browser_say(browser,
                "GET /link HTTP/1.1\r\nHost: " BENCH_HOST "\r\nConnection: keep-alive, Upgrade\r\n"
                "Upgrade: websocket\r\nOrigin: https://" BENCH_HOST "\r\nSec-WebSocket-Version: 13\r\n"
                "Sec-WebSocket-Key: " BENCH_KEY "\r\nSec-WebSocket-Protocol: spiral.v1\r\n\r\n");
    struct answer_heard answer = browser_answer(browser, false);
    assert_int_equal(answer.status, 101);
    expect_silence(browser);
}

size_t frame_put(uint8_t *to, uint8_t first, const void *payload, size_t count)
{
    static const uint8_t mask[4] = {0x37, 0xfa, 0x21, 0x3d};
    size_t head = count < 126 ? 2 : count <= 0xffff ? 4 : 10;
    uint64_t rest = count;
    to[0] = first;
    to[1] = (uint8_t)(0x80 | (head == 2 ? count : head == 4 ? 126 : 127));
    for (size_t x = head; x > 2; x--, rest >>= 8)
        to[x - 1] = (uint8_t)rest;
    memcpy(to + head, mask, 4);
    for (size_t x = 0; x < count; x++)
        to[head + 4 + x] = ((const uint8_t *)payload)[x] ^ mask[x % 4];
    return head + 4 + count;
}

void socket_say(struct browser *browser, uint8_t first, const void *payload, size_t count)
{
    uint8_t *bytes = malloc(count + 14);
    assert_non_null(bytes);
    browser_write(browser, bytes, frame_put(bytes, first, payload, count));
    free(bytes);
}

struct frame_heard socket_frame(struct browser *browser)
{
    static uint8_t frame[BENCH_BYTES_MAX];
    size_t length = buffer_length(&browser->heard);
    assert_true(length >= 2);
    memcpy(frame, buffer_bytes(&browser->heard), length);
    size_t size = frame[1], head = 2;
    assert_true(size < 128); /* RFC 6455, 5.1: a server must not mask */
    if (size >= 126) {
        head = size == 126 ? 4 : 10;
        size = 0;
        for (size_t x = 2; x < head; x++)
            size = size << 8 | frame[x];
        assert_true(size >= (head == 4 ? 126 : 65536)); /* 5.2: the shortest form */
    }
    assert_true(length >= head + size);
    consume(browser, head + size);
    return (struct frame_heard){frame[0], frame + head, size};
}

void expect_frame(struct browser *browser, uint8_t first, const void *payload, size_t count)
{
    struct frame_heard frame = socket_frame(browser);
    assert_int_equal(frame.first, first);
    assert_int_equal(frame.size, count);
    assert_memory_equal(frame.payload, payload, count);
}

void expect_close(struct browser *browser, unsigned code)
{
    struct frame_heard frame = socket_frame(browser);
    assert_int_equal(frame.first, 0x88);
    assert_true(frame.size >= 2);
    assert_int_equal(frame.payload[0] << 8 | frame.payload[1], code);
    expect_end(browser);
}

/* ---- long poll */

static size_t put_frames(char *to, size_t room, const char *messages)
{
    struct text text = text_over(to, room);
    struct slice rest = slice_of(messages), one;
    while (slice_take(&rest, '|', &one)) {
        const char length[4] = {0, 0, (char)(one.length >> 8), (char)one.length};
        text_put_span(&text, length, sizeof length);
        text_put_span(&text, one.at, one.length);
    }
    assert_false(text.cut);
    return text.length;
}

void poll_say(struct browser *browser, const char *link, int sent, int received, const char *messages,
              const char *more)
{
    static char body[32 * 1024];
    char head[1024];
    size_t size = put_frames(body, sizeof body, messages ? messages : "");
    struct text text = text_over(head, sizeof head);
    text_put(&text, "POST /link HTTP/1.1\r\nHost: " BENCH_HOST "\r\nOrigin: https://" BENCH_HOST
                    "\r\nContent-Type: application/octet-stream\r\nContent-Length: ");
    text_put_int(&text, (int64_t)size);
    if (link) {
        text_put(&text, "\r\nSpiral-Link: ");
        text_put(&text, link);
        text_put(&text, "\r\nSpiral-Sent: ");
        text_put_int(&text, sent);
        text_put(&text, "\r\nSpiral-Received: ");
        text_put_int(&text, received);
    }
    text_put(&text, "\r\n");
    text_put(&text, more);
    text_put(&text, "\r\n");
    browser_write(browser, head, text.length);
    browser_write(browser, body, size);
}

struct answer_heard poll_ask(struct browser *browser, const char *link, int sent, int received,
                             const char *messages, const char *more)
{
    poll_say(browser, link, sent, received, messages, more);
    browser_drain(browser);
    return browser_answer(browser, true);
}

void poll_open(struct browser *browser, char link[33])
{
    struct answer_heard answer = poll_ask(browser, NULL, 0, 0, NULL, "");
    assert_int_equal(answer.status, 200);
    const char *named = answer_header(&answer, "Spiral-Link");
    assert_non_null(named);
    assert_int_equal(strlen(named), 32);
    memcpy(link, named, 33);
}

static const char *frames_text(const uint8_t *bytes, size_t length)
{
    static char text[4096];
    struct text all = text_over(text, sizeof text);
    for (size_t x = 0; x < length;) {
        assert_true(length - x >= 4);
        size_t size =
            (size_t)bytes[x] << 24 | (size_t)bytes[x + 1] << 16 | (size_t)bytes[x + 2] << 8 | bytes[x + 3];
        assert_true(length - x - 4 >= size);
        if (x > 0)
            text_put_char(&all, '|');
        text_put_span(&all, (const char *)bytes + x + 4, size);
        x += 4 + size;
    }
    return text;
}

const char *poll_said(const struct answer_heard *answer)
{
    return frames_text(answer->body, answer->size);
}

void expect_told(const struct answer_heard *answer, int from, const char *messages, int received)
{
    assert_int_equal(answer->status, 200);
    assert_string_equal(answer_header(answer, "Content-Type"), "application/octet-stream");
    assert_int_equal(atoi(answer_header(answer, "Spiral-From")), from);
    assert_int_equal(atoi(answer_header(answer, "Spiral-Received")), received);
    assert_string_equal(poll_said(answer), messages);
}

/* ---- conversations */

const char *talk_said(const struct talk *talk)
{
    return frames_text(buffer_bytes(&talk->said), buffer_length(&talk->said));
}

void talk_send(struct talk *talk, const char *text)
{
    web_peer_send(talk->peer, (const uint8_t *)text, strlen(text));
}
