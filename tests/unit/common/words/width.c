#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/words/width.h"

#include <string.h>

/* ---- before width_prepare */

static void every_character_counts_one_at_first(void **state)
{
    (void)state;
    assert_int_equal(columns_of("漢字"), 2);
    assert_int_equal(columns_of("ñ"), 1);
}

/* ---- after it */

static int prepare(void **state)
{
    (void)state;
    return width_prepare() ? 0 : -1;
}

static const struct {
    const char *words;
    int columns;
} rows[] = {
    {"", 0},
    {"abc", 3},
    {"señal", 5},
    {"sen\u0303al", 5},    /* n, combining tilde */
    {"e\u0301\u0302o", 2}, /* two marks on one letter */
    {"漢字", 4},
    {"a漢b", 4},
    {"\uff21", 2},     /* fullwidth A */
    {"\U0001f600", 2}, /* a face */
    {"\u200b", 0},     /* no room at all */
    {"\u2713 ok", 4},
    {"a\tb", 3}, /* a control character, which printing replaces by one character */
    {"\xff", 1}, /* malformed: each byte */
    {"\xc3", 1},
    {"\xe6\xbc", 2},     /* cut short */
    {"\xed\xa0\x80", 3}, /* a surrogate */
    {"\xc0\x80z", 3},    /* overlong */
    {"x\xf0\x9f\x98", 4},
};

static void columns_are_those_of_a_terminal(void **state)
{
    (void)state;
    for (size_t x = 0; x < sizeof rows / sizeof rows[0]; x++)
        if (columns_of(rows[x].words) != rows[x].columns)
            fail_msg("row %zu takes %d columns", x, columns_of(rows[x].words));
}

static void glyphs_are_taken_one_by_one(void **state)
{
    struct glyph glyph = glyph_at("漢字");
    (void)state;
    assert_int_equal(glyph.bytes, 3);
    assert_int_equal(glyph.columns, 2);
    assert_int_equal(glyph.point, 0x6f22);
    glyph = glyph_at("\u0303x");
    assert_int_equal(glyph.bytes, 2);
    assert_int_equal(glyph.columns, 0);
    glyph = glyph_at("\U0010ffff");
    assert_int_equal(glyph.bytes, 4);
    assert_int_equal(glyph.point, 0x10ffff);
    glyph = glyph_at("\xff");
    assert_int_equal(glyph.bytes, 1);
    assert_int_equal(glyph.point, 0xfffd);
    assert_int_equal(glyph_at("").bytes, 0);
}

/* The beginning ends where a character does, is the longest that fits, and leaves no mark behind. */
static void check_beginning(const char *words, int columns)
{
    size_t bytes = bytes_within(words, columns), at = 0;
    int used = 0;
    while (at < bytes) {
        struct glyph glyph = glyph_at(words + at);
        at += (size_t)glyph.bytes;
        used += glyph.columns;
    }
    struct glyph next = glyph_at(words + at);
    if (at != bytes || used > columns || (next.bytes && used + next.columns <= columns))
        fail_msg("\"%s\" in %d columns: %zu bytes", words, columns, bytes);
}

static void a_beginning_never_cuts_a_character(void **state)
{
    (void)state;
    for (size_t x = 0; x < sizeof rows / sizeof rows[0]; x++)
        for (int columns = 0; columns < 8; columns++)
            check_beginning(rows[x].words, columns);
    assert_int_equal(bytes_within("漢字", 3), 3);
    assert_int_equal(bytes_within("sen\u0303al", 3), 5);
    assert_int_equal(bytes_within("sen\u0303al", 2), 2);
    assert_int_equal(bytes_within("abc", 0), 0);
    assert_int_equal(bytes_within("abc", -1), 0);
    assert_int_equal(bytes_within("abc", 99), 3);
}

int main(void)
{
    const struct CMUnitTest before[] = {
        cmocka_unit_test(every_character_counts_one_at_first),
    };
    const struct CMUnitTest after[] = {
        cmocka_unit_test(columns_are_those_of_a_terminal),
        cmocka_unit_test(glyphs_are_taken_one_by_one),
        cmocka_unit_test(a_beginning_never_cuts_a_character),
    };
    int failed = cmocka_run_group_tests(before, NULL, NULL);
    return failed + cmocka_run_group_tests(after, prepare, NULL);
}
