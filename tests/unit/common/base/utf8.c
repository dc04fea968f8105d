#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* The bytes in heap memory of exactly their size, so that a sanitizer sees a step beyond. */
static bool check(bool (*valid)(const char *, size_t), const char *bytes, size_t count)
{
    char *exact = malloc(count ? count : 1);
    assert_non_null(exact);
    memcpy(exact, bytes, count);
    bool answer = valid(exact, count);
    free(exact);
    return answer;
}

static bool printable_lines(const char *bytes, size_t count)
{
    return utf8_printable(bytes, count, true);
}

static bool printable_line(const char *bytes, size_t count)
{
    return utf8_printable(bytes, count, false);
}

static void expect_all(const char *bytes, size_t count, bool valid)
{
    assert_int_equal(check(utf8_valid, bytes, count), valid);
    assert_int_equal(check(printable_lines, bytes, count), valid);
    assert_int_equal(check(printable_line, bytes, count), valid);
}

#define GOOD(literal) expect_all(literal, sizeof literal - 1, true)
#define BAD(literal)  expect_all(literal, sizeof literal - 1, false)

static void well_formed(void **state)
{
    (void)state;
    GOOD("");
    GOOD("plain ~");
    GOOD("se\xc3\xb1or \xe2\x82\xac \xf0\x9f\x95\x8a");
    GOOD("\xc2\xa0");         /* U+00A0, the first of two bytes that is no control */
    GOOD("\xdf\xbf");         /* U+07FF */
    GOOD("\xe0\xa0\x80");     /* U+0800 */
    GOOD("\xed\x9f\xbf");     /* U+D7FF, below the surrogates */
    GOOD("\xee\x80\x80");     /* U+E000, above them */
    GOOD("\xef\xbf\xbf");     /* U+FFFF */
    GOOD("\xf0\x90\x80\x80"); /* U+10000 */
    GOOD("\xf4\x8f\xbf\xbf"); /* U+10FFFF */
}

static void overlong(void **state)
{
    (void)state;
    BAD("\xc0\x80");
    BAD("\xc0\xaf");
    BAD("\xc1\xbf");
    BAD("\xe0\x80\x80");
    BAD("\xe0\x9f\xbf");
    BAD("\xf0\x80\x80\x80");
    BAD("\xf0\x8f\xbf\xbf");
}

static void surrogates_and_beyond(void **state)
{
    (void)state;
    BAD("\xed\xa0\x80");
    BAD("\xed\xbf\xbf");
    BAD("\xed\xa0\xbd\xed\xb5\x8a");
    BAD("\xf4\x90\x80\x80");
    BAD("\xf5\x80\x80\x80");
    BAD("\xf8\x88\x80\x80\x80");
    BAD("\xfe");
    BAD("\xff");
}

static void truncated_or_broken(void **state)
{
    (void)state;
    BAD("\x80");
    BAD("a\xbf");
    BAD("\xc3");
    BAD("\xe2\x82");
    BAD("\xf0\x9f\x95");
    BAD("\xc3(");
    BAD("\xe2(\xa1");
    BAD("\xe2\x82(");
    BAD("\xf0(\x8c\xbc");
    BAD("\xf0\x9f\x95\xc3");
}

static void nul_is_not_text(void **state)
{
    (void)state;
    BAD("\0");
    BAD("ab\0cd");
}

/* Each code point encoded by hand, valid as UTF-8, but not to be shown. */
static void expect_steering(uint32_t point)
{
    char bytes[4];
    size_t count = 0;
    if (point < 0x80) {
        bytes[count++] = (char)point;
    } else if (point < 0x800) {
        bytes[count++] = (char)(0xc0 | point >> 6);
        bytes[count++] = (char)(0x80 | (point & 0x3f));
    } else {
        bytes[count++] = (char)(0xe0 | point >> 12);
        bytes[count++] = (char)(0x80 | (point >> 6 & 0x3f));
        bytes[count++] = (char)(0x80 | (point & 0x3f));
    }
    assert_true(check(utf8_valid, bytes, count));
    assert_false(check(printable_line, bytes, count));
    assert_int_equal(check(printable_lines, bytes, count), point == '\n');
}

static void controls_steer(void **state)
{
    (void)state;
    for (uint32_t point = 1; point < 0x20; point++)
        expect_steering(point);
    for (uint32_t point = 0x7f; point < 0xa0; point++)
        expect_steering(point);
    for (uint32_t point = 0x202a; point <= 0x202e; point++)
        expect_steering(point);
    for (uint32_t point = 0x2066; point <= 0x2069; point++)
        expect_steering(point);
    expect_steering(0x2028);
    expect_steering(0x2029);
}

static void lengths_are_code_points(void **state)
{
    (void)state;
    assert_int_equal(utf8_length("", 0), 0);
    assert_int_equal(utf8_length("abc", 3), 3);
    assert_int_equal(utf8_length("se\xc3\xb1or", 6), 5);
    assert_int_equal(utf8_length("\xe2\x82\xac\xf0\x9f\x95\x8a", 7), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(well_formed),
        cmocka_unit_test(overlong),
        cmocka_unit_test(surrogates_and_beyond),
        cmocka_unit_test(truncated_or_broken),
        cmocka_unit_test(nul_is_not_text),
        cmocka_unit_test(controls_steer),
        cmocka_unit_test(lengths_are_code_points),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
