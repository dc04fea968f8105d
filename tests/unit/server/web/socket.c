/* A conversation by WebSocket: what goes in and out, and how it ends (RFC 6455, 5.5 to 7). */
#include "bench.h"

#include <stdio.h>
#include <string.h>

struct room {
    struct bench bench;
    struct browser browser;
    struct talk *talk;
};

static void enter(struct room *room)
{
    bench_open(&room->bench);
    room->browser = browser_open(&room->bench);
    socket_open(&room->browser);
    room->talk = room->bench.talk[0];
}

static void enter_echo(struct room *room)
{
    bench_open_echo(&room->bench);
    room->browser = browser_open(&room->bench);
    socket_open(&room->browser);
}

static void leave(struct room *room)
{
    browser_close(&room->browser);
    bench_close(&room->bench);
}

static void messages_both_ways(void **state)
{
    (void)state;
    static const size_t sizes[] = {0, 1, 125, 126, 127, 1024, 4096, 8191, BENCH_MESSAGE_IN_MAX};
    static uint8_t bytes[BENCH_MESSAGE_IN_MAX];
    struct room room;
    enter(&room);
    room.bench.on_message = bench_echo;
    for (size_t x = 0; x < sizeof bytes; x++)
        bytes[x] = (uint8_t)(x * 7);
    for (size_t x = 0; x < sizeof sizes / sizeof sizes[0]; x++) {
        socket_say(&room.browser, 0x82, bytes, sizes[x]);
        expect_frame(&room.browser, 0x82, bytes, sizes[x]);
    }
    assert_int_equal(room.talk->messages, sizeof sizes / sizeof sizes[0]);
    assert_int_equal(room.browser.cost, 1 + room.talk->messages);
    leave(&room);
}

static void lengths_of_what_is_sent(void **state)
{
    (void)state;
    static const size_t sizes[] = {0, 125, 126, 0xffff, 0x10000, BENCH_MESSAGE_OUT_MAX};
    static uint8_t bytes[BENCH_MESSAGE_OUT_MAX];
    struct room room;
    enter(&room);
    for (size_t x = 0; x < sizeof sizes / sizeof sizes[0]; x++) {
        memset(bytes, (int)x, sizeof bytes);
        int sends = room.browser.sends;
        web_peer_send(room.talk->peer, bytes, sizes[x]);
        expect_frame(&room.browser, 0x82, bytes, sizes[x]);
        assert_int_equal(room.browser.sends - sends,
                         sizes[x] > 16 * 1024 ? 2 : 1); /* head and payload in one */
    }
    leave(&room);
}

/* 5.5.3: a pong has the payload of its ping. */
static void a_ping_is_answered(void **state)
{
    (void)state;
    uint8_t payload[125];
    struct room room;
    enter(&room);
    memset(payload, 0xfe, sizeof payload);
    socket_say(&room.browser, 0x89, payload, sizeof payload);
    expect_frame(&room.browser, 0x8a, payload, sizeof payload);
    socket_say(&room.browser, 0x89, "", 0);
    expect_frame(&room.browser, 0x8a, "", 0);
    socket_say(&room.browser, 0x8a, "unasked", 7); /* 5.5.3: a pong that nobody asked for */
    expect_silence(&room.browser);
    assert_int_equal(room.browser.cost, 4);
    leave(&room);
}

/* 5.5.1: a close frame is answered with one that has its code, and nothing is heard behind it. */
static void the_browser_ends_it(void **state)
{
    (void)state;
    static const unsigned codes[] = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010,
                                     1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999};
    for (size_t x = 0; x < sizeof codes / sizeof codes[0]; x++) {
        struct room room;
        enter(&room);
        uint8_t payload[] = {(uint8_t)(codes[x] >> 8), (uint8_t)codes[x], 'b', 'y', 0xc3, 0xa9};
        socket_say(&room.browser, 0x88, payload, x % 2 ? 2 : sizeof payload);
        expect_close(&room.browser, codes[x]);
        socket_say(&room.browser, 0x82, "late", 4);
        assert_int_equal(room.talk->messages, 0);
        assert_false(room.talk->closed); /* when the link is gone */
        talk_send(room.talk, "late");
        web_peer_finish(room.talk->peer, "late");
        expect_end(&room.browser);
        leave(&room);
    }
    struct room room;
    enter(&room);
    socket_say(&room.browser, 0x88, "", 0);
    expect_frame(&room.browser, 0x88, "", 0);
    expect_end(&room.browser);
    leave(&room);
}

/* 7.4, 5.5.1: codes that may not be sent, half a code, a reason that is no UTF-8. */
static void ends_that_are_wrong(void **state)
{
    (void)state;
    static const unsigned codes[] = {0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535};
    for (size_t x = 0; x < sizeof codes / sizeof codes[0]; x++) {
        struct room room;
        enter(&room);
        uint8_t payload[] = {(uint8_t)(codes[x] >> 8), (uint8_t)codes[x]};
        socket_say(&room.browser, 0x88, payload, sizeof payload);
        expect_close(&room.browser, 1002);
        leave(&room);
    }
    static const char *const payloads[] = {"\x03", "\x03\xe8\xff", "\x03\xe8\xc3", "\x03\xe8\xed\xa0\x80"};
    for (size_t x = 0; x < sizeof payloads / sizeof payloads[0]; x++) {
        struct room room;
        enter(&room);
        socket_say(&room.browser, 0x88, payloads[x], strlen(payloads[x]));
        expect_close(&room.browser, x == 0 ? 1002 : 1007);
        leave(&room);
    }
}

static void the_host_ends_it(void **state)
{
    (void)state;
    struct room room;
    enter(&room);
    talk_send(room.talk, "farewell");
    web_peer_finish(room.talk->peer, "superseded");
    expect_frame(&room.browser, 0x82, "farewell", 8);
    expect_close(&room.browser, 1000);
    assert_string_equal(room.browser.reason, "superseded");
    leave(&room);
    assert_false(room.browser.stream);
}

static void finish(struct talk *talk, const uint8_t *bytes, size_t count)
{
    web_peer_send(talk->peer, bytes, count);
    web_peer_finish(talk->peer, "enough");
}

/* What is in the same portion behind it is not delivered. */
static void the_host_ends_it_within_a_message(void **state)
{
    (void)state;
    struct room room;
    uint8_t bytes[64];
    enter(&room);
    room.bench.on_message = finish;
    size_t size = frame_put(bytes, 0x82, "one", 3);
    size += frame_put(bytes + size, 0x82, "two", 3);
    browser_write(&room.browser, bytes, size);
    assert_string_equal(talk_said(room.talk), "one");
    expect_frame(&room.browser, 0x82, "one", 3);
    expect_close(&room.browser, 1000);
    leave(&room);
}

static void places(void **state)
{
    (void)state;
    struct room room;
    enter(&room);
    assert_true(web_peer_has_place(room.talk->peer));
    room.bench.has_place = false;
    assert_false(web_peer_has_place(room.talk->peer));
    assert_false(room.browser.settled);
    web_peer_settle(room.talk->peer);
    assert_true(room.browser.settled);
    assert_int_equal(web_counts(room.bench.web).sockets, 1);
    bench_pass(&room.bench, 1000000);
    assert_false(room.browser.finished);
    assert_int_equal(web_next_tick_ms(room.bench.web), UINT64_MAX);
    leave(&room);
}

static void texts_are_not_spoken_here(void **state)
{
    (void)state;
    struct room room;
    enter(&room);
    socket_say(&room.browser, 0x81, "hello", 5);
    expect_close(&room.browser, 1003);
    assert_int_equal(room.talk->messages, 0);
    leave(&room);
}

/* 8.1: a text that is no UTF-8 ends it, as soon as that can be known. */
static void texts_in_an_echo(void **state)
{
    (void)state;
    struct room room;
    enter_echo(&room);
    socket_say(&room.browser, 0x81, "\xc3\xa9\0", 3);
    expect_frame(&room.browser, 0x81, "\xc3\xa9\0", 3);
    socket_say(&room.browser, 0x01, "\xe2\x82", 2);
    socket_say(&room.browser, 0x80, "\xac", 1);
    expect_frame(&room.browser, 0x81, "\xe2\x82\xac", 3);
    socket_say(&room.browser, 0x82, "\xff", 1);
    expect_frame(&room.browser, 0x82, "\xff", 1);
    socket_say(&room.browser, 0x01, "\xed\xa0", 2);
    expect_close(&room.browser, 1007);
    leave(&room);
    enter_echo(&room);
    socket_say(&room.browser, 0x81, "\xe2\x82", 2);
    expect_close(&room.browser, 1007);
    leave(&room);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(messages_both_ways),
        cmocka_unit_test(lengths_of_what_is_sent),
        cmocka_unit_test(a_ping_is_answered),
        cmocka_unit_test(the_browser_ends_it),
        cmocka_unit_test(ends_that_are_wrong),
        cmocka_unit_test(the_host_ends_it),
        cmocka_unit_test(the_host_ends_it_within_a_message),
        cmocka_unit_test(places),
        cmocka_unit_test(texts_are_not_spoken_here),
        cmocka_unit_test(texts_in_an_echo),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
