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

/* Each code point encoded by hand. */
static size_t encode(uint32_t point, char bytes[4])
{
    size_t count = 0;
    if (point < 0x80) {
        bytes[count++] = (char)point;
    } else if (point < 0x800) {
        bytes[count++] = (char)(0xc0 | point >> 6);
        bytes[count++] = (char)(0x80 | (point & 0x3f));
    } else if (point < 0x10000) {
        bytes[count++] = (char)(0xe0 | point >> 12);
        bytes[count++] = (char)(0x80 | (point >> 6 & 0x3f));
        bytes[count++] = (char)(0x80 | (point & 0x3f));
    } else {
        bytes[count++] = (char)(0xf0 | point >> 18);
        bytes[count++] = (char)(0x80 | (point >> 12 & 0x3f));
        bytes[count++] = (char)(0x80 | (point >> 6 & 0x3f));
        bytes[count++] = (char)(0x80 | (point & 0x3f));
    }
    return count;
}

static bool tame_line(const char *bytes, size_t count)
{
    return utf8_tame(bytes, count, false);
}

/* Valid as UTF-8, but not to be shown, nor to be sent by anybody. */
static void expect_steering(uint32_t point)
{
    char bytes[4];
    size_t count = encode(point, bytes);
    assert_false(check(tame_line, bytes, count));
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

static void what_is_not_seen_is_not_shown(void **state)
{
    (void)state;
    static const uint32_t ranges[][2] = {
        {0xad, 0xad},     {0x34f, 0x34f},     {0x61c, 0x61c},     {0x200b, 0x200f},   {0x2060, 0x2065},
        {0x206a, 0x206f}, {0x115f, 0x1160},   {0x180b, 0x180f},   {0x3164, 0x3164},   {0xfeff, 0xfeff},
        {0xffa0, 0xffa0}, {0xe0000, 0xe00ff}, {0xe01f0, 0xe0fff}, {0x1d173, 0x1d17a}, {0xfff9, 0xfffb},
    };
    for (size_t x = 0; x < sizeof ranges / sizeof ranges[0]; x++)
        for (uint32_t point = ranges[x][0] - 1; point <= ranges[x][1] + 1; point++) {
            char bytes[4];
            size_t count = encode(point, bytes);
            bool inside = point >= ranges[x][0] && point <= ranges[x][1];
            assert_true(check(utf8_valid, bytes, count));
            if (inside) {
                assert_false(check(printable_line, bytes, count));
                assert_false(check(printable_lines, bytes, count));
                assert_true(check(tame_line, bytes, count));
                assert_false(check(utf8_visible, bytes, count));
            }
            assert_int_equal(utf8_is_joiner(bytes, count), point == 0x200d);
        }
    GOOD("Mu\u00f1oz \u00bfQu\u00e9?");
    GOOD("\u5e73\u548c \uac00 \u3042 \u0e44\u0e17\u0e22 \u0928\u093f");
    GOOD("\u0633\u064e\u0644\u0627\u0645 \u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd");
    GOOD("\u2764\ufe0f \U0001f54a \U0001f1ea\U0001f1f8");
    GOOD("\u00ac\u00ae\u061b\u2010\u205f\ufefc\uffa1"); /* neighbours */
}

static void marks_do_not_pile_up(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool piled;
    } cases[] = {
        {"", false},
        {"abc", false},
        {"a\u0301\u0302\u0303\u0304", false},
        {"a\u0301\u0302\u0303\u0304\u0305", true},
        {"a\u0301\u0302\u0303\u0304b\u0301\u0302\u0303\u0304", false},
        {"\u0489\u20dd\u3099\ufe0f\U000e0100", true},
        {"\u0301\u0301\u0301\u0301", false},
        {"\u0e19\u0e49\u0e33 \u05e9\u05b8\u05c1\u05bc", false},
    };
    for (size_t x = 0; x < sizeof cases / sizeof cases[0]; x++)
        assert_int_equal(check(utf8_piled, cases[x].text, strlen(cases[x].text)), cases[x].piled);
    static const uint32_t marks[] = {0x300, 0x36f, 0x5b0, 0x64b, 0xe31, 0x20d0, 0xfe00, 0x1d167, 0xe01ef};
    static const uint32_t letters[] = {0, 'a', 0x2ff, 0x370, 0x5d0, 0x627, 0xe01, 0x5e73, 0x1f468, 0xe01f0};
    for (size_t x = 0; x < sizeof marks / sizeof marks[0]; x++)
        assert_true(utf8_combines(marks[x]));
    for (size_t x = 0; x < sizeof letters / sizeof letters[0]; x++)
        assert_false(utf8_combines(letters[x]));
}

static void a_name_is_seen(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool seen;
    } cases[] = {
        {"", false},          {" \u00a0\u2003\u3000", false},
        {"\u2800", false},    {"\u200b\u200d", false},
        {"\u0301", false},    {" .", true},
        {"a", true},          {"\u0301\u05d0", true},
        {"\U0001f54a", true},
    };
    for (size_t x = 0; x < sizeof cases / sizeof cases[0]; x++)
        assert_int_equal(check(utf8_visible, cases[x].text, strlen(cases[x].text)), cases[x].seen);
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
        cmocka_unit_test(what_is_not_seen_is_not_shown),
        cmocka_unit_test(marks_do_not_pile_up),
        cmocka_unit_test(a_name_is_seen),
        cmocka_unit_test(lengths_are_code_points),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
