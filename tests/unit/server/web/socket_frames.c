/* Frames (RFC 6455, 5): each rule once, and every stream in every portion. */
#include "bench.h"

#include <stdlib.h>
#include <string.h>

struct room {
    struct bench bench;
    struct browser browser;
};

static void enter(struct room *room)
{
    bench_open(&room->bench);
    room->browser = browser_open(&room->bench);
    socket_open(&room->browser);
}

static void leave(struct room *room)
{
    browser_close(&room->browser);
    bench_close(&room->bench);
}

/* Whole, and byte by byte. */
static void expect_failure(const void *bytes, size_t count, unsigned code)
{
    struct room room;
    enter(&room);
    browser_write(&room.browser, bytes, count);
    expect_close(&room.browser, code);
    assert_int_equal(room.bench.talk[0]->messages, 0);
    leave(&room);
    enter(&room);
    for (size_t x = 0; x < count; x++)
        browser_write(&room.browser, (const uint8_t *)bytes + x, 1);
    expect_close(&room.browser, code);
    leave(&room);
}

static void expect_frame_failure(uint8_t first, size_t count, unsigned code)
{
    static uint8_t payload[BENCH_MESSAGE_IN_MAX + 1], bytes[sizeof payload + 14];
    memset(payload, 0, sizeof payload);
    expect_failure(bytes, frame_put(bytes, first, payload, count), code);
}

/* 5.1: a server must close a connection when it receives a frame that is not masked. */
static void frames_without_mask(void **state)
{
    (void)state;
    expect_failure("\x82\x03"
                   "abc",
                   5, 1002);
    expect_failure("\x82\x00", 2, 1002);
    expect_failure("\x89\x00", 2, 1002);
}

/* 5.2: RSV1, RSV2 and RSV3 must be 0 unless an extension gives them a meaning. */
static void reserved_bits(void **state)
{
    (void)state;
    for (unsigned bits = 1; bits < 8; bits++) {
        expect_frame_failure((uint8_t)(0x82 | bits << 4), 5, 1002);
        expect_frame_failure((uint8_t)(0x89 | bits << 4), 0, 1002);
    }
}

/* 5.2: an unknown opcode must fail the connection. */
static void reserved_opcodes(void **state)
{
    (void)state;
    for (uint8_t opcode = 3; opcode < 16; opcode++)
        if (opcode < 8 || opcode > 10)
            for (size_t count = 0; count < 2; count++)
                expect_frame_failure(0x80 | opcode, count, 1002);
}

/* 5.5: control frames have at most 125 bytes and must not be fragmented. */
static void control_frames(void **state)
{
    (void)state;
    for (uint8_t opcode = 8; opcode <= 10; opcode++) {
        expect_frame_failure(0x80 | opcode, 126, 1002);
        expect_frame_failure(opcode, 2, 1002);
    }
}

/* 5.2: the minimal number of bytes must be used for a length, and its highest bit is 0. */
static void lengths(void **state)
{
    (void)state;
    expect_failure("\x82\xfe\x00\x7d\x00\x00\x00\x00", 8, 1002);
    expect_failure("\x82\xff\x00\x00\x00\x00\x00\x00\xff\xff\x00\x00\x00\x00", 14, 1002);
    expect_failure("\x82\xff\x80\x00\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00", 14, 1002);
}

/* 5.4: a continuation continues something, and no other message begins within a message. */
static void continuations(void **state)
{
    (void)state;
    expect_frame_failure(0x80, 3, 1002);
    expect_frame_failure(0x00, 3, 1002);
    struct room room;
    for (int other = 0; other < 2; other++) {
        enter(&room);
        socket_say(&room.browser, 0x02, "a", 1);
        socket_say(&room.browser, other ? 0x02 : 0x82, "b", 1);
        expect_close(&room.browser, 1002);
        leave(&room);
    }
    enter(&room);
    socket_say(&room.browser, 0x02, "a", 1);
    socket_say(&room.browser, 0x80, "b", 1);
    socket_say(&room.browser, 0x80, "c", 1);
    assert_string_equal(talk_said(room.bench.talk[0]), "ab");
    expect_close(&room.browser, 1002);
    leave(&room);
}

/* 7.4.1, 1009: with the first byte behind the head that says so, in one frame or in many. */
static void messages_that_are_too_long(void **state)
{
    (void)state;
    expect_frame_failure(0x82, BENCH_MESSAGE_IN_MAX + 1, 1009);
    expect_failure("\x82\xff\x7f\xff\xff\xff\xff\xff\xff\xff\x00\x00\x00\x00\x00", 15, 1009);
    struct room room;
    char part[1024] = {0};
    enter(&room);
    socket_say(&room.browser, 0x02, part, sizeof part);
    for (int x = 1; x < BENCH_MESSAGE_IN_MAX / 1024; x++)
        socket_say(&room.browser, 0x00, part, sizeof part);
    expect_silence(&room.browser);
    socket_say(&room.browser, 0x80, part, 1);
    expect_close(&room.browser, 1009);
    assert_int_equal(room.bench.talk[0]->messages, 0);
    leave(&room);
}

/* 5.4: control frames stand between fragments, and are answered there. */
static size_t put_everything(uint8_t *bytes)
{
    size_t size = frame_put(bytes, 0x82, "whole", 5);
    size += frame_put(bytes + size, 0x02, "in ", 3);
    size += frame_put(bytes + size, 0x89, "p1", 2);
    size += frame_put(bytes + size, 0x00, "", 0);
    size += frame_put(bytes + size, 0x00, "thr", 3);
    size += frame_put(bytes + size, 0x8a, "pong", 4);
    size += frame_put(bytes + size, 0x80, "ee", 2);
    size += frame_put(bytes + size, 0x02, "", 0);
    size += frame_put(bytes + size, 0x80, "", 0);
    char long_one[300];
    memset(long_one, 'x', sizeof long_one);
    size += frame_put(bytes + size, 0x82, long_one, sizeof long_one);
    return size + frame_put(bytes + size, 0x88, "\x03\xe8", 2);
}

static void expect_everything(struct room *room)
{
    const char *said = talk_said(room->bench.talk[0]);
    assert_memory_equal(said, "whole|in three||xxx", 19);
    assert_int_equal(room->bench.talk[0]->messages, 4);
    assert_int_equal(room->browser.cost, 1 + 11);
    expect_frame(&room->browser, 0x8a, "p1", 2);
    expect_close(&room->browser, 1000);
}

static void in_every_portion(void **state)
{
    (void)state;
    uint8_t bytes[1024];
    size_t size = put_everything(bytes);
    for (size_t cut = 0; cut <= size; cut++) {
        struct room room;
        enter(&room);
        browser_write(&room.browser, bytes, cut);
        browser_write(&room.browser, bytes + cut, size - cut);
        expect_everything(&room);
        leave(&room);
    }
    for (size_t portion = 1; portion < 20; portion++) {
        struct room room;
        enter(&room);
        for (size_t x = 0; x < size; x += portion)
            browser_write(&room.browser, bytes + x, size - x < portion ? size - x : portion);
        expect_everything(&room);
        leave(&room);
    }
}

/* A connection that is gone in the middle of anything leaves nothing behind. */
static void gone_in_the_middle(void **state)
{
    (void)state;
    uint8_t bytes[1024];
    size_t size = put_everything(bytes);
    for (size_t cut = 0; cut < size; cut += 3) {
        struct room room;
        enter(&room);
        browser_write(&room.browser, bytes, cut);
        leave(&room);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(frames_without_mask),
        cmocka_unit_test(reserved_bits),
        cmocka_unit_test(reserved_opcodes),
        cmocka_unit_test(control_frames),
        cmocka_unit_test(lengths),
        cmocka_unit_test(continuations),
        cmocka_unit_test(messages_that_are_too_long),
        cmocka_unit_test(in_every_portion),
        cmocka_unit_test(gone_in_the_middle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
