/* Bounded lists of lines. */
#include "client/screen/lines.h"

#include <stdio.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct lines lines;

static int set_up(void **state)
{
    (void)state;
    memset(&lines, 0x5a, sizeof lines);
    lines_clear(&lines);
    return 0;
}

static void text_is_split(void **state)
{
    static const char text[] = "one\n\ntwo\nthree";
    (void)state;
    lines_split(&lines, text, strlen(text));
    assert_int_equal(lines.count, 4);
    assert_string_equal(lines_at(&lines, 0), "one");
    assert_string_equal(lines_at(&lines, 1), "");
    assert_string_equal(lines_at(&lines, 2), "two");
    assert_string_equal(lines_at(&lines, 3), "three");
    assert_string_equal(lines_at(&lines, 4), "");
    assert_string_equal(lines_at(&lines, -1), "");
    lines_split(&lines, text, 4);
    assert_int_equal(lines.count, 5);
    assert_string_equal(lines_at(&lines, 4), "one");
    lines_split(&lines, text, 0);
    assert_int_equal(lines.count, 5);
}

static void there_is_an_end_of_lines(void **state)
{
    (void)state;
    for (int x = 0; x < LINES_MAX; x++)
        assert_true(lines_add(&lines, "x"));
    assert_false(lines_add(&lines, "x"));
    lines_split(&lines, "a\nb\n", 4);
    assert_int_equal(lines.count, LINES_MAX);
    assert_string_equal(lines_at(&lines, LINES_MAX - 1), "x");
}

static void there_is_an_end_of_bytes(void **state)
{
    static char longest[LINES_BYTES + 1];
    (void)state;
    memset(longest, 'x', LINES_BYTES);
    assert_false(lines_add(&lines, longest));
    longest[LINES_BYTES - 1] = '\0';
    assert_true(lines_add(&lines, longest));
    assert_false(lines_add(&lines, ""));
    assert_int_equal(strlen(lines_at(&lines, 0)), LINES_BYTES - 1);
}

static void the_oldest_are_forgotten(void **state)
{
    (void)state;
    for (int x = 0; x < 10; x++) {
        char line[16];
        (void)snprintf(line, sizeof line, "line %d", x);
        assert_true(lines_add(&lines, line));
    }
    lines_keep(&lines, 20);
    assert_int_equal(lines.count, 10);
    lines_keep(&lines, 3);
    assert_int_equal(lines.count, 3);
    assert_string_equal(lines_at(&lines, 0), "line 7");
    assert_string_equal(lines_at(&lines, 2), "line 9");
    assert_true(lines_add(&lines, "new"));
    assert_string_equal(lines_at(&lines, 3), "new");
    assert_int_equal(lines.used, 3 * sizeof "line 7" + sizeof "new");
    lines_keep(&lines, 0);
    assert_int_equal(lines.count, 0);
    assert_int_equal(lines.used, 0);
}

static void say(struct game *game, void *user)
{
    page_line(&game->page, user);
}

static void what_is_told_leaves_the_page_alone(void **state)
{
    static char words[] = "alpha beta gamma";
    struct game game = {0};
    (void)state;
    page_init(&game.page, languages[LANGUAGE_ENGLISH], 70);
    page_line(&game.page, "said before");
    lines_tell(&lines, &game, 11, say, words);
    assert_int_equal(lines.count, 2);
    assert_string_equal(lines_at(&lines, 0), "alpha beta");
    assert_string_equal(lines_at(&lines, 1), "gamma");
    assert_int_equal(game.page.width, 70);
    lines_clear(&lines);
    lines_take(&lines, &game);
    assert_int_equal(lines.count, 1);
    assert_string_equal(lines_at(&lines, 0), "said before");
    assert_int_equal(buffer_length(&game.page.bytes), 0);
    page_free(&game.page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(text_is_split, set_up),
        cmocka_unit_test_setup(there_is_an_end_of_lines, set_up),
        cmocka_unit_test_setup(there_is_an_end_of_bytes, set_up),
        cmocka_unit_test_setup(the_oldest_are_forgotten, set_up),
        cmocka_unit_test_setup(what_is_told_leaves_the_page_alone, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
