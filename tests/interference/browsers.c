#include "browsers.h"

#include "tests/unit/server/session/say.h"
#include "tests/unit/server/web/unasked.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ROUNDS = 24, OUT_MAX = 256 * 1024 * 1024, IN_MAX = 1024 * 1024 };

/* ---- what the web sends */

static void note(struct browser *browser, struct piece piece)
{
    if (browser->piece_count == browser->piece_capacity) {
        browser->piece_capacity = browser->piece_capacity ? 2 * browser->piece_capacity : 64;
        browser->pieces =
            realloc(browser->pieces, (size_t)browser->piece_capacity * sizeof browser->pieces[0]);
        assert_non_null(browser->pieces);
    }
    piece.at_ms = browser->all->twins->house[browser->side]->now_ms;
    piece.at = buffer_length(&browser->out);
    browser->pieces[browser->piece_count++] = piece;
}

static void send_bytes(void *link, const uint8_t *bytes, size_t count)
{
    struct lane *lane = link;
    struct browser *browser = lane->browser;
    note(browser, (struct piece){.lane = (int)(lane - browser->lanes), .size = count});
    assert_int_equal(buffer_write(&browser->out, bytes, count), STATUS_OK);
    assert_int_equal(buffer_write(&lane->in, bytes, count), STATUS_OK);
    lane->sent = true;
}

static void finish(void *link, const char *reason)
{
    struct lane *lane = link;
    (void)reason;
    note(lane->browser, (struct piece){.lane = (int)(lane - lane->browser->lanes), .end = true});
    lane->ended = true;
}

/* ---- conversations */

static void *on_opened(void *user, struct web_peer *peer, const char *address)
{
    struct browsers *browsers = user;
    struct browser *browser = browsers->arriving;
    assert_non_null(browser);
    assert_null(browser->conversation);
    browser->peer = peer_open(browsers->twins->house[browser->side], address);
    browser->conversation = peer;
    return browser;
}

static void on_message(void *conversation, const uint8_t *bytes, size_t count)
{
    struct browser *browser = conversation;
    if (browser->peer && browser->peer->session && !browser->peer->finished)
        say_bytes(browser->peer, bytes, count);
}

static void on_closed(void *conversation, const char *reason)
{
    struct browser *browser = conversation;
    (void)reason;
    browser->conversation = NULL;
    browser->over = true;
    if (browser->peer)
        peer_close(browser->peer);
}

/* What the hub sends goes on into the web. */
static void on_frame(struct peer *peer, bool to_server, const uint8_t *bytes, size_t count)
{
    const struct browsers *browsers = peer->house->on_frame_user;
    struct browser *browser = to_server ? NULL : browsers->first;
    while (browser && browser->peer != peer)
        browser = browser->next;
    if (browser && browser->conversation)
        web_peer_send(browser->conversation, bytes, count);
}

/* ---- the two webs */

static uint64_t now_ms(void *user)
{
    const struct browsers *browsers = user;
    return browsers->twins->house[browsers->twins->side]->now_ms;
}

static int64_t wall_s(void *user)
{
    return INT64_C(1790000000) + (int64_t)now_ms(user) / 1000;
}

/* The same for both. */
static void random_bytes(void *user, void *bytes, unsigned long count)
{
    struct browsers *browsers = user;
    uint64_t *dice = &browsers->dice[browsers->twins->side];
    for (unsigned long x = 0; x < count; x++)
        ((uint8_t *)bytes)[x] = (uint8_t)((*dice = *dice * UINT64_C(6364136223846793005) + 1) >> 40);
}

struct browsers *browsers_create(struct twins *twins, enum carrier by)
{
    struct browsers *browsers = calloc(1, sizeof *browsers);
    assert_non_null(browsers);
    browsers->by = by;
    browsers->twins = twins;
    struct web_host host = {
        .user = browsers,
        .now_ms = now_ms,
        .wall_s = wall_s,
        .random = random_bytes,
        .send = send_bytes,
        .finish = finish,
        .opened = on_opened,
        .message = on_message,
        .closed = on_closed,
    };
    web_unasked(&host);
    struct web_limits limits = {.message_in_max = WIRE_TO_SERVER_MAX, .message_out_max = WIRE_TO_CLIENT_MAX};
    for (int side = PLAIN; twins_enter(twins, side); side++) {
        browsers->dice[side] = twins->seed;
        browsers->web[side] = web_create(&host, &limits);
        twins->house[side]->on_frame = on_frame;
        twins->house[side]->on_frame_user = browsers;
    }
    return browsers;
}

static void close_lanes(struct browser *browser)
{
    for (int x = 0; x < BROWSER_LANES; x++) {
        struct web_stream *stream = browser->lanes[x].stream;
        browser->lanes[x].stream = NULL;
        if (stream)
            web_closed(stream, "the link is gone");
    }
}

static void browser_free(struct browser *browser)
{
    for (int x = 0; x < BROWSER_LANES; x++)
        buffer_free(&browser->lanes[x].in);
    buffer_free(&browser->out);
    free(browser->pieces);
    free(browser);
}

void browsers_destroy(struct browsers *browsers)
{
    if (!browsers)
        return;
    for (int side = PLAIN; twins_enter(browsers->twins, side); side++) {
        browsers->twins->house[side]->on_frame = NULL;
        for (struct browser *browser = browsers->first; browser; browser = browser->next) {
            if (browser->side != side)
                continue;
            browser->peer = NULL; /* the house ends it in its own way */
            close_lanes(browser);
        }
        web_destroy(browsers->web[side]);
    }
    while (browsers->first) {
        struct browser *next = browsers->first->next;
        browser_free(browsers->first);
        browsers->first = next;
    }
    free(browsers);
}

/* ---- one browser */

void lane_puts(struct lane *lane, const void *bytes, size_t count)
{
    struct browser *browser = lane->browser;
    if (!lane->stream)
        lane->stream = web_opened(browser->all->web[browser->side], lane, browser->address);
    assert_non_null(lane->stream);
    browser->all->arriving = browser;
    (void)web_bytes(lane->stream, bytes, count);
    browser->all->arriving = NULL;
}

/* As a loop: what was sent is taken, and streams that ended are gone. True: something moved. */
static bool drain(struct browser *browser)
{
    bool moved = false;
    for (int x = 0; x < BROWSER_LANES; x++) {
        struct lane *lane = &browser->lanes[x];
        while (lane->sent && lane->stream) {
            lane->sent = false;
            moved = true;
            browser->all->arriving = browser;
            web_drained(lane->stream);
            browser->all->arriving = NULL;
        }
        browser_reads(browser);
        if (!lane->ended || !lane->stream)
            continue;
        struct web_stream *stream = lane->stream;
        lane->stream = NULL;
        lane->ended = lane->asked = false;
        buffer_consume(&lane->in, buffer_length(&lane->in));
        web_closed(stream, "the link is gone");
        moved = true;
    }
    return moved;
}

struct browser *browser_open(struct browsers *browsers, int side, const char *address)
{
    struct browser *browser = calloc(1, sizeof *browser);
    assert_non_null(browser);
    browser->all = browsers;
    browser->side = side;
    browser->next = browsers->first;
    browsers->first = browser;
    browser->out = buffer_with_cap(OUT_MAX);
    snprintf(browser->address, sizeof browser->address, "%s", address);
    for (int x = 0; x < BROWSER_LANES; x++) {
        browser->lanes[x].browser = browser;
        browser->lanes[x].in = buffer_with_cap(IN_MAX);
    }
    browser_begins(browser);
    (void)drain(browser);
    assert_non_null(browser->peer);
    return browser;
}

void browser_close(struct browser *browser)
{
    browser->over = true;
    close_lanes(browser);
    if (browser->conversation) /* of a long poll, which the web would keep for a while */
        web_peer_finish(browser->conversation, "the browser is gone");
    if (browser->peer)
        peer_close(browser->peer);
}

void browser_says(struct browser *browser, const uint8_t *bytes, size_t count)
{
    if (browser->over)
        return;
    browser_sends(browser, bytes, count);
    (void)drain(browser);
}

static void tell_end(struct browser *browser)
{
    if (!browser->peer || !browser->peer->finished || browser->finish_told || !browser->conversation)
        return;
    browser->finish_told = true;
    web_peer_finish(browser->conversation, browser->peer->reason);
}

void browsers_run(struct browsers *browsers, int side)
{
    struct web *web = browsers->web[side];
    bool moved = true;
    for (int round = 0; moved && round < ROUNDS; round++) { /* a web that answers for ever is a difference */
        moved = false;
        for (struct browser *browser = browsers->first; browser; browser = browser->next)
            if (browser->side == side)
                tell_end(browser);
        if (web_next_tick_ms(web) <= now_ms(browsers)) {
            web_tick(web);
            moved = true;
        }
        for (struct browser *browser = browsers->first; browser; browser = browser->next)
            if (browser->side == side)
                moved = drain(browser) || browser_asks(browser) || moved;
    }
}

void browsers_wait(struct browsers *browsers, int side, uint64_t ms)
{
    struct house *house = browsers->twins->house[side];
    uint64_t end = house->now_ms + ms;
    browsers_run(browsers, side);
    while (house->now_ms < end) {
        uint64_t next = hub_next_tick_ms(house->hub), web = web_next_tick_ms(browsers->web[side]);
        next = web < next ? web : next;
        uint64_t step = next > house->now_ms ? next - house->now_ms : house->refusing ? 50 : 1;
        house_wait(house, step < end - house->now_ms ? step : end - house->now_ms);
        browsers_run(browsers, side);
    }
}

void browsers_stopping(struct browsers *browsers, int side)
{
    web_stopping(browsers->web[side]);
}
