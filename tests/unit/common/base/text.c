#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/base/text.h"

#include <string.h>

static void writing_what_fits(void **state)
{
    (void)state;
    char memory[64];
    struct text text = text_over(memory, sizeof memory);
    assert_string_equal(memory, "");
    text_put(&text, "turn=");
    text_put_int(&text, 12);
    text_put_char(&text, ' ');
    text_put_span(&text, "endless", 3);
    text_put_hex(&text, (const uint8_t[]){0x00, 0x9a, 0xff}, 3);
    assert_string_equal(memory, "turn=12 end009aff");
    assert_int_equal(text.length, strlen(memory));
    assert_false(text.cut);
}

static void numbers_to_the_limits(void **state)
{
    (void)state;
    static const struct {
        int64_t value;
        const char *written;
    } cases[] = {
        {0, "0"},
        {-1, "-1"},
        {10, "10"},
        {-1000000, "-1000000"},
        {INT64_MAX, "9223372036854775807"},
        {INT64_MIN, "-9223372036854775808"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char memory[32];
        struct text text = text_over(memory, sizeof memory);
        text_put_int(&text, cases[i].value);
        assert_string_equal(memory, cases[i].written);
    }
}

/* At every capacity: what fits is there, a NUL is behind it, nothing lies beyond, and `cut` tells. */
static void a_full_text_is_cut(void **state)
{
    (void)state;
    static const char whole[] = "abcdefghij";
    for (size_t capacity = 1; capacity <= 12; capacity++) {
        char memory[16];
        memset(memory, '#', sizeof memory);
        struct text text = text_over(memory, capacity);
        text_put(&text, "abcd");
        text_put_char(&text, 'e');
        text_put(&text, "fghij");
        size_t fits = capacity - 1 < 10 ? capacity - 1 : 10;
        assert_int_equal(text.length, fits);
        assert_memory_equal(memory, whole, fits);
        assert_int_equal(memory[fits], '\0');
        assert_int_equal(memory[capacity], '#');
        assert_int_equal(text.cut, capacity < 11);
    }
}

static void slices_compare(void **state)
{
    (void)state;
    assert_true(slice_is(slice_of("pact"), "pact"));
    assert_false(slice_is(slice_of("pact"), "pac"));
    assert_false(slice_is(slice_of("pac"), "pact"));
    assert_true(slice_is((struct slice){"pactless", 4}, "pact"));
    assert_true(slice_is(slice_of(""), ""));
    assert_true(slice_starts(slice_of("pact.3"), "pact."));
    assert_true(slice_starts(slice_of("pact"), ""));
    assert_false(slice_starts(slice_of("pac"), "pact"));
}

static void taking_parts(void **state)
{
    (void)state;
    static const char *const parts[] = {"a", "", "bc"};
    struct slice rest = slice_of("a,,bc,"), part;
    for (int i = 0; i < 3; i++) {
        assert_true(slice_take(&rest, ',', &part));
        assert_true(slice_is(part, parts[i]));
    }
    assert_false(slice_take(&rest, ',', &part));
    rest = slice_of(",x");
    assert_true(slice_take(&rest, ',', &part));
    assert_true(slice_is(part, ""));
    assert_true(slice_take(&rest, ',', &part));
    assert_true(slice_is(part, "x"));
    assert_false(slice_take(&rest, ',', &part));
    rest = slice_of("");
    assert_false(slice_take(&rest, ',', &part));
}

static void splitting_at_the_first(void **state)
{
    (void)state;
    struct slice before, after;
    assert_true(slice_split(slice_of("key=a=b"), '=', &before, &after));
    assert_true(slice_is(before, "key"));
    assert_true(slice_is(after, "a=b"));
    assert_true(slice_split(slice_of("="), '=', &before, &after));
    assert_int_equal(before.length + after.length, 0);
    assert_false(slice_split(slice_of("key"), '=', &before, &after));
    assert_false(slice_split((struct slice){NULL, 0}, '=', &before, &after));
}

static void reading_numbers(void **state)
{
    (void)state;
    static const char *const refused[] = {"",
                                          "-",
                                          "+1",
                                          " 1",
                                          "1 ",
                                          "1x",
                                          "0x10",
                                          "--1",
                                          "1.5",
                                          "1-",
                                          "a",
                                          "123456789012345678901",
                                          "9999999999999999999"};
    int64_t value = 77;
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        assert_false(slice_int(slice_of(refused[i]), INT64_MIN, INT64_MAX, &value));
        assert_int_equal(value, 77);
    }
    assert_true(slice_int(slice_of("-12"), -12, 12, &value));
    assert_int_equal(value, -12);
    assert_false(slice_int(slice_of("-13"), -12, 12, &value));
    assert_true(slice_int(slice_of("12"), -12, 12, &value));
    assert_int_equal(value, 12);
    assert_false(slice_int(slice_of("13"), -12, 12, &value));
    assert_true(slice_int(slice_of("999999999999999999"), 0, INT64_MAX, &value));
    assert_int_equal(value, 999999999999999999);
    assert_true(slice_int((struct slice){"123", 2}, 0, 1000, &value));
    assert_int_equal(value, 12);
}

static void reading_hex(void **state)
{
    (void)state;
    uint8_t bytes[3] = {1, 2, 3};
    assert_true(slice_hex(slice_of("00fFa9"), bytes, 3));
    assert_memory_equal(bytes, ((const uint8_t[]){0x00, 0xff, 0xa9}), 3);
    assert_false(slice_hex(slice_of("00ff"), bytes, 3));
    assert_false(slice_hex(slice_of("00ffa900"), bytes, 3));
    assert_false(slice_hex(slice_of("00ffg9"), bytes, 3));
    assert_false(slice_hex(slice_of("0x00ff"), bytes, 3));
    assert_true(slice_hex(slice_of(""), bytes, 0));
}

static void copying_out(void **state)
{
    (void)state;
    char to[5] = "####";
    assert_false(slice_copy(slice_of("12345"), to, sizeof to));
    assert_string_equal(to, "####");
    assert_true(slice_copy(slice_of("1234"), to, sizeof to));
    assert_string_equal(to, "1234");
    assert_true(slice_copy(slice_of(""), to, sizeof to));
    assert_string_equal(to, "");
    assert_memory_equal(to, "\0\0\0\0\0", sizeof to); /* nothing is left of "1234" */
    memcpy(to, "old", 4);
    assert_false(slice_copy((struct slice){"a\0b", 3}, to, sizeof to)); /* no string holds it */
    assert_string_equal(to, "old");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writing_what_fits),  cmocka_unit_test(numbers_to_the_limits),
        cmocka_unit_test(a_full_text_is_cut), cmocka_unit_test(slices_compare),
        cmocka_unit_test(taking_parts),       cmocka_unit_test(splitting_at_the_first),
        cmocka_unit_test(reading_numbers),    cmocka_unit_test(reading_hex),
        cmocka_unit_test(copying_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
