#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/base/buffer.h"

#include <string.h>

static void write_ok(struct buffer *buffer, const char *text)
{
    assert_int_equal(buffer_write(buffer, text, strlen(text)), STATUS_OK);
}

static void expect_bytes(const struct buffer *buffer, const char *text)
{
    assert_int_equal(buffer_length(buffer), strlen(text));
    assert_memory_equal(buffer_bytes(buffer), text, strlen(text));
}

static void new_one_is_empty_and_free(void **state)
{
    (void)state;
    struct buffer buffer = buffer_with_cap(100);
    assert_int_equal(buffer_length(&buffer), 0);
    assert_null(buffer_bytes(&buffer));
    assert_null(buffer.memory);
    assert_int_equal(buffer_write(&buffer, NULL, 0), STATUS_OK);
    assert_null(buffer.memory);
}

static void first_in_first_out(void **state)
{
    (void)state;
    struct buffer buffer = buffer_with_cap(100);
    write_ok(&buffer, "fortify");
    write_ok(&buffer, "strike");
    expect_bytes(&buffer, "fortifystrike");
    buffer_consume(&buffer, 4);
    expect_bytes(&buffer, "ifystrike");
    write_ok(&buffer, "dual");
    expect_bytes(&buffer, "ifystrikedual");
    buffer_free(&buffer);
}

static void the_last_byte_taken_gives_the_memory_back(void **state)
{
    (void)state;
    struct buffer buffer = buffer_with_cap(100);
    write_ok(&buffer, "abc");
    buffer_consume(&buffer, 2);
    assert_non_null(buffer.memory);
    buffer_consume(&buffer, 1);
    assert_null(buffer.memory);
    assert_int_equal(buffer.capacity, 0);
    write_ok(&buffer, "again");
    expect_bytes(&buffer, "again");
    buffer_free(&buffer);
    assert_null(buffer.memory);
    assert_int_equal(buffer.cap, 100);
}

static void the_cap_counts_unread_bytes(void **state)
{
    (void)state;
    struct buffer buffer = buffer_with_cap(10);
    write_ok(&buffer, "0123456789");
    assert_int_equal(buffer_write(&buffer, "x", 1), STATUS_FULL);
    expect_bytes(&buffer, "0123456789");
    buffer_consume(&buffer, 3);
    assert_int_equal(buffer_write(&buffer, "abcd", 4), STATUS_FULL);
    expect_bytes(&buffer, "3456789");
    write_ok(&buffer, "abc");
    expect_bytes(&buffer, "3456789abc");
    buffer_free(&buffer);
}

static void sizes_near_the_largest_do_not_wrap(void **state)
{
    (void)state;
    struct buffer buffer = buffer_with_cap(10);
    write_ok(&buffer, "ab");
    assert_null(buffer_reserve(&buffer, SIZE_MAX));
    assert_null(buffer_reserve(&buffer, SIZE_MAX - 1));
    assert_null(buffer_reserve(&buffer, 9));
    assert_non_null(buffer_reserve(&buffer, 8));
    buffer_free(&buffer);
}

/* The bytes of a write that is refused are not looked at. */
static void a_buffer_may_refuse_what_no_machine_has(void **state)
{
    (void)state;
    struct buffer buffer = buffer_with_cap(SIZE_MAX);
    buffer.refuses = true;
    write_ok(&buffer, "ab");
    assert_null(buffer_reserve(&buffer, SIZE_MAX / 2 + 1));
    assert_int_equal(buffer_write(&buffer, "", SIZE_MAX - 2), STATUS_MEMORY);
    assert_int_equal(buffer_write(&buffer, "", SIZE_MAX - 1), STATUS_FULL);
    expect_bytes(&buffer, "ab");
    write_ok(&buffer, "cd");
    expect_bytes(&buffer, "abcd");
    buffer_free(&buffer);
    assert_true(buffer.refuses);
    assert_true(buffer.cap == SIZE_MAX);
}

static void reserve_and_commit(void **state)
{
    (void)state;
    struct buffer buffer = buffer_with_cap(1000);
    uint8_t *room = buffer_reserve(&buffer, 600);
    assert_non_null(room);
    memset(room, 'r', 600);
    assert_int_equal(buffer_length(&buffer), 0);
    buffer_commit(&buffer, 5);
    expect_bytes(&buffer, "rrrrr");
    buffer_free(&buffer);
}

/* Many small writes and reads against a plain model of what should be inside. */
static void growing_and_sliding_keep_the_bytes(void **state)
{
    (void)state;
    struct buffer buffer = buffer_with_cap(3000);
    uint32_t noise = 12345;
    uint8_t next_in = 0, next_out = 0;
    size_t inside = 0, largest = 0;
    for (int step = 0; step < 5000; step++) {
        noise = noise * 1664525u + 1013904223u;
        uint8_t bytes[256];
        size_t count = noise >> 24;
        if (noise >> 8 & 1) {
            for (size_t i = 0; i < count; i++)
                bytes[i] = (uint8_t)(next_in + i);
            enum status expected = inside + count > 3000 ? STATUS_FULL : STATUS_OK;
            assert_int_equal(buffer_write(&buffer, bytes, count), expected);
            if (expected == STATUS_OK) {
                next_in = (uint8_t)(next_in + count);
                inside += count;
            }
        } else {
            count = count > inside ? inside : count;
            for (size_t i = 0; i < count; i++)
                assert_int_equal(buffer_bytes(&buffer)[i], (uint8_t)(next_out + i));
            buffer_consume(&buffer, count);
            next_out = (uint8_t)(next_out + count);
            inside -= count;
        }
        assert_int_equal(buffer_length(&buffer), inside);
        largest = inside > largest ? inside : largest;
    }
    assert_true(largest > 1000);
    buffer_free(&buffer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(new_one_is_empty_and_free),
        cmocka_unit_test(first_in_first_out),
        cmocka_unit_test(the_last_byte_taken_gives_the_memory_back),
        cmocka_unit_test(the_cap_counts_unread_bytes),
        cmocka_unit_test(sizes_near_the_largest_do_not_wrap),
        cmocka_unit_test(a_buffer_may_refuse_what_no_machine_has),
        cmocka_unit_test(reserve_and_commit),
        cmocka_unit_test(growing_and_sliding_keep_the_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
