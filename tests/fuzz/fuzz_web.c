/* What browsers say, on several connections at once: bytes, whole requests, frames, time, ends, and a host
 * that talks back. Answers are whole and in order, nothing follows an end, each conversation ends once, and
 * its messages are told once and in order however its connections fail. */
#include "common/base/buffer.h"
#include "common/base/must.h"
#include "server/web/web.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/take.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SLOTS = 4,
    TALKS = 16,
    STEPS_MAX = 400,
    HEARD_MAX = 4 * 1024 * 1024,
    MESSAGE_IN_MAX = 2048,
    MESSAGE_OUT_MAX = 64 * 1024,
    SEEDS = 24,
};

enum step {
    STEP_BYTES,     /* any */
    STEP_REQUEST,   /* one of those below */
    STEP_POLL,      /* a well-formed request of a long poll */
    STEP_HANDSHAKE, /* of a WebSocket */
    STEP_FRAME,     /* masked, with that first byte */
    STEP_DRAINED,
    STEP_CLOSE,
    STEP_TIME,
    STEP_SEND,   /* the host says something */
    STEP_FINISH, /* the host ends a conversation */
    STEP_SETTLE,
    STEP_STOP,
    STEP_COUNT,
};

struct line {
    struct scene *scene;
    struct web_stream *stream; /* NULL: not open */
    struct buffer heard;
    size_t body_left; /* of the answer that is being heard */
    bool finished, is_socket, ended;
};

struct talk {
    struct web_peer *peer;
    bool open, ending;
    char link[33];
};

struct scene {
    struct web *web;
    uint64_t now_ms, chance;
    struct line lines[SLOTS];
    struct talk talks[TALKS];
    int talk_count;
    bool inside; /* of a call that may tell something */
};

/* ---- what was sent: whole answers, then whole frames */

static size_t head_size(const struct buffer *heard)
{
    const uint8_t *bytes = buffer_bytes(heard);
    for (size_t x = 3; x < buffer_length(heard); x++)
        if (memcmp(bytes + x - 3, "\r\n\r\n", 4) == 0)
            return x + 1;
    return 0;
}

static bool take_head(struct line *line)
{
    char head[4096];
    size_t size = head_size(&line->heard);
    if (size == 0)
        return false;
    must(size < sizeof head);
    memcpy(head, buffer_bytes(&line->heard), size);
    head[size] = '\0';
    buffer_consume(&line->heard, size);
    must(memcmp(head, "HTTP/1.1 ", 9) == 0);
    line->is_socket = memcmp(head + 9, "101 ", 4) == 0;
    const char *length = strstr(head, "\r\nContent-Length: ");
    line->body_left = length ? strtoul(length + 18, NULL, 10) : 0;
    if (!line->is_socket)
        must(strstr(head, "\r\nContent-Security-Policy: ") && strstr(head, "\r\nCache-Control: "));
    return true;
}

/* After HEAD there is none: then the next answer follows, as which no body begins. */
static bool take_body(struct line *line)
{
    size_t length = buffer_length(&line->heard);
    if (length >= 9 && memcmp(buffer_bytes(&line->heard), "HTTP/1.1 ", 9) == 0)
        line->body_left = 0;
    size_t part = length < line->body_left ? length : line->body_left;
    buffer_consume(&line->heard, part);
    line->body_left -= part;
    return part > 0;
}

static bool take_frame(struct line *line)
{
    const uint8_t *bytes = buffer_bytes(&line->heard);
    size_t length = buffer_length(&line->heard), head = 2;
    if (length < head)
        return false;
    must(!line->ended && (bytes[0] == 0x82 || bytes[0] == 0x88 || bytes[0] == 0x8a) && bytes[1] < 128);
    uint64_t size = bytes[1];
    if (size >= 126) {
        head = size == 126 ? 4 : 10;
        must(length >= head);
        size = 0;
        for (size_t x = 2; x < head; x++)
            size = size << 8 | bytes[x];
    }
    must(size <= MESSAGE_OUT_MAX && length >= head + size); /* never half a frame */
    line->ended = bytes[0] == 0x88;
    buffer_consume(&line->heard, head + size);
    return true;
}

static void look(struct line *line)
{
    bool more = true;
    while (more && buffer_length(&line->heard) > 0)
        more = line->is_socket ? take_frame(line) : line->body_left > 0 ? take_body(line) : take_head(line);
}

/* ---- the host */

static uint64_t now_ms(void *user)
{
    return ((struct scene *)user)->now_ms;
}

static void random_bytes(void *user, void *bytes, unsigned long count)
{
    struct scene *scene = user;
    for (unsigned long x = 0; x < count; x++)
        ((uint8_t *)bytes)[x] = (uint8_t)(scene->chance++ * 37);
}

static void on_send(void *link, const uint8_t *bytes, size_t count)
{
    struct line *line = link;
    must(line->stream && !line->finished && count > 0);
    must(buffer_write(&line->heard, bytes, count) == STATUS_OK);
}

static void on_finish(void *link, const char *reason)
{
    struct line *line = link;
    must(line->stream && !line->finished && reason[0]);
    line->finished = true;
}

static void *on_opened(void *user, struct web_peer *peer, const char *address)
{
    struct scene *scene = user;
    must(scene->inside && address[0]);
    if (scene->talk_count == TALKS)
        return NULL;
    struct talk *talk = &scene->talks[scene->talk_count++];
    *talk = (struct talk){.peer = peer, .open = true};
    /* of a poller: the id that was just drawn; nobody hears that of a socket */
    struct text hex = text_over(talk->link, sizeof talk->link);
    for (int x = ID_SIZE; x > 0; x--) {
        uint8_t byte = (uint8_t)((scene->chance - (uint64_t)x) * 37);
        text_put_hex(&hex, &byte, 1);
    }
    return talk;
}

/* Messages say what to do: to answer, to end, to settle. */
static void on_message(void *conversation, const uint8_t *bytes, size_t count)
{
    struct talk *talk = conversation;
    must(talk->open && !talk->ending && count <= MESSAGE_IN_MAX && bytes);
    uint8_t first = count > 0 ? bytes[0] : 0;
    if (first % 4 == 1)
        web_peer_send(talk->peer, bytes, count);
    if (first % 16 == 3)
        web_peer_settle(talk->peer);
    if (first % 32 == 7) {
        talk->ending = true;
        web_peer_finish(talk->peer, "as was asked for");
    }
}

static void on_closed(void *conversation, const char *reason)
{
    struct talk *talk = conversation;
    must(talk->open && reason[0]);
    talk->open = false;
}

static bool on_healthy(void *user, struct text *why)
{
    (void)user;
    text_put(why, "ill");
    return false;
}

static void on_metrics(void *user, struct text *text)
{
    (void)user;
    text_put(text, "a 1\n");
}

static bool on_may_see(void *user, const char *address)
{
    return ((struct scene *)user)->now_ms % 2 && address[0];
}

/* ---- steps */

static void write_line(struct line *line, const uint8_t *bytes, size_t count)
{
    struct scene *scene = line->scene;
    if (!line->stream)
        line->stream = web_opened(scene->web, line, "192.0.2.1:4000");
    must(line->stream != NULL);
    scene->inside = true;
    must(web_bytes(line->stream, bytes, count) >= 0);
    scene->inside = false;
    look(line);
}

static void close_line(struct line *line)
{
    if (line->stream)
        web_closed(line->stream, "the connection is gone");
    buffer_free(&line->heard);
    *line = (struct line){.scene = line->scene, .heard = buffer_with_cap(HEARD_MAX)};
}

static void say(struct line *line, const char *text)
{
    write_line(line, (const uint8_t *)text, strlen(text));
}

static void request(struct line *line, unsigned number)
{
    static const char *const lines[] = {
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "HEAD /join/AB12 HTTP/1.1\r\nHost: a\r\nAccept-Encoding: br;q=0, gzip\r\n\r\n",
        "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /none HTTP/1.0\r\n\r\n",
        "POST /link HTTP/1.1\r\nHost: a\r\nOrigin: https://a\r\nContent-Type: "
        "application/octet-stream\r\nContent-Length: 9\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"none\"\r\n\r\n",
        "GET /link HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n",
    };
    say(line, lines[number % (sizeof lines / sizeof lines[0])]);
}

static void poll(struct scene *scene, struct line *line, struct take *take)
{
    char head[512];
    uint8_t talk = take_byte(take), sent = take_byte(take), received = take_byte(take);
    size_t count;
    const uint8_t *body = take_bytes(take, take_byte(take), &count);
    struct text text = text_over(head, sizeof head);
    text_put(
        &text,
        "POST /link HTTP/1.1\r\nHost: a\r\nOrigin: https://a\r\nContent-Type: application/octet-stream\r\n");
    if (talk < TALKS && scene->talks[talk].peer) {
        text_put(&text, "Spiral-Link: ");
        text_put(&text, scene->talks[talk].link);
        text_put(&text, "\r\nSpiral-Sent: ");
        text_put_int(&text, sent % 8);
        text_put(&text, "\r\nSpiral-Received: ");
        text_put_int(&text, received % 8);
        text_put(&text, received & 0x80 ? "\r\nSpiral-Wait: 0\r\n" : "\r\n");
    }
    text_put(&text, "Content-Length: ");
    text_put_int(&text, count > 0 ? (int64_t)(4 + count) : 0);
    text_put(&text, "\r\n\r\n");
    write_line(line, (const uint8_t *)head, text.length);
    if (count > 0 && line->stream) {
        const uint8_t length[4] = {0, 0, 0, (uint8_t)count};
        write_line(line, length, sizeof length);
        write_line(line, body, count);
    }
}

static void frame(struct line *line, struct take *take)
{
    uint8_t bytes[6 + 125], first = take_byte(take);
    size_t count;
    const uint8_t *payload = take_bytes(take, take_byte(take) % 126, &count);
    bytes[0] = first;
    bytes[1] = (uint8_t)(0x80 | count);
    for (size_t x = 0; x < 4; x++)
        bytes[2 + x] = (uint8_t)(x * 99);
    for (size_t x = 0; x < count; x++)
        bytes[6 + x] = payload[x] ^ bytes[2 + x % 4];
    write_line(line, bytes, 6 + count);
}

static void host_acts(struct scene *scene, enum step step, struct take *take)
{
    static const uint8_t message[MESSAGE_OUT_MAX];
    struct talk *talk = &scene->talks[take_byte(take) % TALKS];
    size_t size = (size_t)take_byte(take) * take_byte(take);
    if (!talk->open)
        return;
    if (step == STEP_SEND)
        web_peer_send(talk->peer, message, size);
    if (step == STEP_SETTLE)
        web_peer_settle(talk->peer);
    if (step == STEP_FINISH && !talk->ending) {
        talk->ending = true;
        web_peer_finish(talk->peer, "over");
    }
    for (int x = 0; x < SLOTS; x++)
        look(&scene->lines[x]);
}

static void pass(struct scene *scene, uint64_t ms)
{
    scene->now_ms += ms;
    scene->inside = true;
    for (int rounds = 0; web_next_tick_ms(scene->web) <= scene->now_ms; rounds++) {
        must(rounds < 100);
        web_tick(scene->web);
    }
    scene->inside = false;
    for (int x = 0; x < SLOTS; x++)
        look(&scene->lines[x]);
}

static void drain(struct line *line)
{
    line->scene->inside = true;
    if (line->stream && !line->finished)
        web_drained(line->stream);
    line->scene->inside = false;
    look(line);
}

static void run_step(struct scene *scene, struct take *take)
{
    uint8_t choice = take_byte(take);
    enum step step = choice / SLOTS % STEP_COUNT;
    struct line *line = &scene->lines[choice % SLOTS];
    size_t count;
    bool speaks = step <= STEP_FRAME;
    if (speaks && line->finished)
        close_line(line);
    switch (step) {
    case STEP_BYTES: {
        const uint8_t *bytes = take_bytes(take, take_byte(take), &count);
        write_line(line, bytes, count);
        break;
    }
    case STEP_REQUEST:
        request(line, take_byte(take));
        break;
    case STEP_POLL:
        poll(scene, line, take);
        break;
    case STEP_HANDSHAKE:
        say(line, "GET /link HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nOrigin: "
                  "https://a\r\n"
                  "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                  "Sec-WebSocket-Protocol: spiral.v1\r\n\r\n");
        break;
    case STEP_FRAME:
        frame(line, take);
        break;
    case STEP_DRAINED:
        drain(line);
        break;
    case STEP_CLOSE:
        close_line(line);
        break;
    case STEP_TIME:
        pass(scene, take_number(take, 2));
        break;
    case STEP_STOP:
        if (take_byte(take) == 0xff)
            web_stopping(scene->web);
        break;
    default:
        host_acts(scene, step, take);
        break;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static struct scene scene;
    struct take take = {bytes, size};
    scene = (struct scene){.now_ms = 1, .chance = 1};
    struct web_host host = {.user = &scene,
                            .now_ms = now_ms,
                            .random = random_bytes,
                            .send = on_send,
                            .finish = on_finish,
                            .opened = on_opened,
                            .message = on_message,
                            .closed = on_closed,
                            .healthy = on_healthy,
                            .put_metrics = on_metrics,
                            .may_see_metrics = on_may_see};
    struct web_limits limits = {MESSAGE_IN_MAX, MESSAGE_OUT_MAX, false};
    scene.web = web_create(&host, &limits);
    for (int x = 0; x < SLOTS; x++)
        scene.lines[x] = (struct line){.scene = &scene, .heard = buffer_with_cap(HEARD_MAX)};
    for (int steps = 0; steps < STEPS_MAX && take.left > 0; steps++)
        run_step(&scene, &take);
    for (int x = 0; x < SLOTS; x++)
        close_line(&scene.lines[x]);
    must(web_counts(scene.web).streams == 0 && web_counts(scene.web).sockets == 0);
    web_destroy(scene.web);
    for (int x = 0; x < scene.talk_count; x++)
        must(!scene.talks[x].open);
    return 0;
}

/* ---- seeds */

struct seed {
    uint8_t *bytes;
    size_t size, room;
};

static void put(struct seed *seed, enum step step, unsigned slot, const void *bytes, size_t count)
{
    must(seed->room - seed->size > count);
    seed->bytes[seed->size++] = (uint8_t)(step * SLOTS + slot);
    memcpy(seed->bytes + seed->size, bytes, count);
    seed->size += count;
}

#define PUT(step, slot, ...)                                                                                 \
    put(&seed, step, slot, (const uint8_t[]){__VA_ARGS__}, sizeof((const uint8_t[]){__VA_ARGS__}))

size_t fuzz_seed(unsigned number, uint8_t *bytes, size_t room)
{
    struct seed seed = {bytes, 0, room};
    if (number >= SEEDS)
        return 0;
    uint8_t n = (uint8_t)number;
    put(&seed, STEP_HANDSHAKE, 0, "", 0);
    PUT(STEP_FRAME, 0, 0x02, 3, 1, 2, n);
    PUT(STEP_FRAME, 0, 0x89, 1, n);
    PUT(STEP_FRAME, 0, 0x80, 2, 5, n);
    PUT(STEP_POLL, 1, 255, 0, 0, 2, 1, n);
    put(&seed, STEP_DRAINED, 1, "", 0);
    PUT(STEP_POLL, 1, 1, 1, 1, (uint8_t)(n % 3), 9, n);
    PUT(STEP_SEND, 0, 1, 16, n);
    PUT(STEP_TIME, 0, n, 0);
    put(&seed, number % 2 ? STEP_DRAINED : STEP_CLOSE, 1, "", 0);
    PUT(STEP_POLL, 1, 1, (uint8_t)(n % 4), (uint8_t)(n % 3 | 0x80), 1, n);
    PUT(STEP_REQUEST, 2, n);
    PUT(STEP_REQUEST, 2, (uint8_t)(n + 1));
    put(&seed, STEP_DRAINED, 2, "", 0);
    PUT(STEP_BYTES, 3, 6, 'G', 'E', 'T', ' ', '/', n);
    PUT(STEP_TIME, 0, 0x10, 0x27);
    PUT(STEP_FINISH, 0, (uint8_t)(n % 2), 0, 0);
    PUT(STEP_STOP, 0, number % 5 ? 0 : 0xff);
    PUT(STEP_TIME, 0, 0xff, 0xff);
    PUT(STEP_FRAME, 0, 0x88, 2, 3, 0xe8);
    return seed.size;
}
