#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/link/frame.h"

#include <string.h>

static size_t put_frame(uint8_t *to, const char *payload)
{
    size_t count = strlen(payload);
    frame_header_put(to, count);
    memcpy(to + LINK_FRAME_HEADER, payload, count);
    return LINK_FRAME_HEADER + count;
}

static void expect_next(struct frame_cutter *cutter, const char *text)
{
    const uint8_t *payload;
    size_t count;
    assert_true(frame_cutter_next(cutter, &payload, &count));
    assert_int_equal(count, strlen(text));
    assert_memory_equal(payload, text, count);
}

static void expect_none(struct frame_cutter *cutter)
{
    const uint8_t *payload;
    size_t count;
    assert_false(frame_cutter_next(cutter, &payload, &count));
}

static void header_is_big_endian(void **state)
{
    (void)state;
    uint8_t header[LINK_FRAME_HEADER];
    frame_header_put(header, 0x01020304);
    const uint8_t expected[] = {1, 2, 3, 4};
    assert_memory_equal(header, expected, sizeof expected);
}

static void frames_in_any_portions(void **state)
{
    (void)state;
    uint8_t stream[64];
    size_t size = put_frame(stream, "balance");
    size += put_frame(stream + size, "");
    size += put_frame(stream + size, "pact");
    for (size_t portion = 1; portion <= size; portion++) {
        struct frame_cutter cutter = frame_cutter_of(7, 64);
        struct cause cause;
        for (size_t at = 0; at < size; at += portion) {
            size_t count = size - at < portion ? size - at : portion;
            assert_int_equal(frame_cutter_feed(&cutter, stream + at, count, &cause), STATUS_OK);
        }
        expect_next(&cutter, "balance");
        expect_next(&cutter, "");
        expect_next(&cutter, "pact");
        expect_none(&cutter);
        assert_null(cutter.waiting.memory);
        frame_cutter_free(&cutter);
    }
}

static void reading_between_feeds(void **state)
{
    (void)state;
    uint8_t stream[64];
    size_t size = put_frame(stream, "one");
    size_t first = size + 2;
    size += put_frame(stream + size, "two");
    struct frame_cutter cutter = frame_cutter_of(7, 64);
    struct cause cause;
    assert_int_equal(frame_cutter_feed(&cutter, stream, first, &cause), STATUS_OK);
    expect_next(&cutter, "one");
    expect_none(&cutter);
    assert_int_equal(frame_cutter_feed(&cutter, stream + first, size - first, &cause), STATUS_OK);
    expect_next(&cutter, "two");
    expect_none(&cutter);
    frame_cutter_free(&cutter);
}

static void feeding_takes_a_lent_payload_back(void **state)
{
    (void)state;
    uint8_t stream[64];
    size_t size = put_frame(stream, "a");
    struct frame_cutter cutter = frame_cutter_of(7, 9);
    struct cause cause;
    for (int i = 0; i < 100; i++) {
        assert_int_equal(frame_cutter_feed(&cutter, stream, size, &cause), STATUS_OK);
        expect_next(&cutter, "a");
    }
    frame_cutter_free(&cutter);
}

static void too_long_refused_before_memory(void **state)
{
    (void)state;
    struct cause cause = {""};
    struct frame_cutter cutter = frame_cutter_of(1000, 1u << 20);
    uint8_t stream[16];
    size_t size = put_frame(stream, "ok");
    frame_header_put(stream + size, 1001);
    assert_int_equal(frame_cutter_feed(&cutter, stream, size + LINK_FRAME_HEADER, &cause), STATUS_INVALID);
    assert_non_null(strstr(cause.text, "1001"));
    assert_non_null(strstr(cause.text, "1000"));
    expect_next(&cutter, "ok");
    expect_none(&cutter);
    frame_cutter_free(&cutter);
}

static void memory_follows_what_arrived(void **state)
{
    (void)state;
    struct cause cause;
    struct frame_cutter cutter = frame_cutter_of(1u << 20, 2u << 20);
    uint8_t header[LINK_FRAME_HEADER + 1] = {0};
    frame_header_put(header, 1u << 20);
    assert_int_equal(frame_cutter_feed(&cutter, header, sizeof header, &cause), STATUS_OK);
    assert_true(cutter.waiting.capacity <= 1024);
    expect_none(&cutter);
    frame_cutter_free(&cutter);
}

static void an_unread_queue_is_bounded(void **state)
{
    (void)state;
    struct cause cause = {""};
    struct frame_cutter cutter = frame_cutter_of(8, 24);
    uint8_t stream[16];
    size_t size = put_frame(stream, "12345678");
    assert_int_equal(frame_cutter_feed(&cutter, stream, size, &cause), STATUS_OK);
    assert_int_equal(frame_cutter_feed(&cutter, stream, size, &cause), STATUS_OK);
    assert_int_equal(frame_cutter_feed(&cutter, stream, size, &cause), STATUS_FULL);
    assert_non_null(strstr(cause.text, "24"));
    frame_cutter_free(&cutter);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(header_is_big_endian),           cmocka_unit_test(frames_in_any_portions),
        cmocka_unit_test(reading_between_feeds),          cmocka_unit_test(feeding_takes_a_lent_payload_back),
        cmocka_unit_test(too_long_refused_before_memory), cmocka_unit_test(memory_follows_what_arrived),
        cmocka_unit_test(an_unread_queue_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
