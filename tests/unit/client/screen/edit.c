/* A line that is typed: whole characters, bounds, and the lines typed before. */
#include "client/screen/edit.h"

#include "common/base/utf8.h"
#include "common/words/width.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static int set_up(void **state)
{
    static struct edit edit;
    assert_true(width_prepare());
    memset(&edit, 0, sizeof edit);
    edit_begin(&edit, "");
    *state = &edit;
    return 0;
}

/* One character after another, as a keyboard gives them. */
static void type(struct edit *edit, const char *text)
{
    for (struct glyph glyph; (glyph = glyph_at(text)).bytes; text += glyph.bytes)
        edit_insert(edit, text, glyph.bytes);
}

static void press(struct edit *edit, enum edit_key key, int times)
{
    for (int x = 0; x < times; x++)
        edit_press(edit, key);
}

static void keys_take_whole_characters(void **state)
{
    struct edit *edit = *state;
    type(edit, "a\u0301ñ漢\u0301\u0302😀");
    press(edit, EDIT_BACKSPACE, 1);
    assert_string_equal(edit->text, "a\u0301ñ漢\u0301\u0302");
    press(edit, EDIT_BACKSPACE, 1);
    assert_string_equal(edit->text, "a\u0301ñ");
    press(edit, EDIT_LEFT, 2);
    assert_int_equal(edit->at, 0);
    press(edit, EDIT_DELETE, 1);
    assert_string_equal(edit->text, "ñ");
    press(edit, EDIT_DELETE, 3);
    assert_string_equal(edit->text, "");
    assert_int_equal(edit->length, 0);
}

static void the_cursor_stays_on_the_line(void **state)
{
    struct edit *edit = *state;
    type(edit, "say B");
    press(edit, EDIT_LEFT, 20);
    press(edit, EDIT_BACKSPACE, 2);
    assert_int_equal(edit->at, 0);
    type(edit, "x ");
    press(edit, EDIT_END, 1);
    press(edit, EDIT_RIGHT, 20);
    press(edit, EDIT_DELETE, 2);
    type(edit, "!");
    assert_string_equal(edit->text, "x say B!");
    press(edit, EDIT_HOME, 1);
    press(edit, EDIT_RIGHT, 1);
    assert_int_equal(edit->at, 1);
    press(edit, EDIT_KILL, 1);
    assert_string_equal(edit->text, "");
    assert_int_equal(edit->at, 0);
}

static void only_printable_characters_are_taken(void **state)
{
    struct edit *edit = *state;
    type(edit, "a");
    edit_insert(edit, "\033", 1);
    edit_insert(edit, "\n", 1);
    edit_insert(edit, "\u202e", 3);
    edit_insert(edit, "\xff", 1);
    edit_insert(edit, "\xc3", 1);
    type(edit, "b");
    assert_string_equal(edit->text, "ab");
}

static void a_line_has_an_end(void **state)
{
    struct edit *edit = *state;
    for (int x = 0; x < EDIT_MAX - 2; x++)
        edit_insert(edit, "x", 1);
    assert_false(edit->full);
    edit_insert(edit, "ñ", 2);
    assert_true(edit->full);
    assert_int_equal(edit->length, EDIT_MAX - 2);
    edit_insert(edit, "y", 1);
    assert_false(edit->full);
    edit_insert(edit, "y", 1);
    assert_true(edit->full);
    assert_int_equal(strlen(edit->text), EDIT_MAX - 1);
    press(edit, EDIT_BACKSPACE, 1);
    assert_false(edit->full);
    char longer[EDIT_MAX + 10];
    memset(longer, 'z', sizeof longer);
    longer[sizeof longer - 1] = '\0';
    edit_begin(edit, longer);
    assert_string_equal(edit->text, "");
}

static void what_was_typed_comes_back(void **state)
{
    struct edit *edit = *state;
    static const char *const typed[] = {"one", "two", "two", "", "three"};
    for (int x = 0; x < 5; x++) {
        edit_begin(edit, "");
        type(edit, typed[x]);
        edit_remember(edit);
    }
    edit_begin(edit, "in hand");
    static const char *const older[] = {"three", "two", "one", "one"};
    for (int x = 0; x < 4; x++) {
        press(edit, EDIT_OLDER, 1);
        assert_string_equal(edit->text, older[x]);
        assert_int_equal(edit->at, strlen(older[x]));
    }
    press(edit, EDIT_NEWER, 2);
    assert_string_equal(edit->text, "three");
    press(edit, EDIT_NEWER, 5);
    assert_string_equal(edit->text, "");
}

static void the_oldest_is_forgotten(void **state)
{
    struct edit *edit = *state;
    for (int x = 0; x < EDIT_HISTORY + 3; x++) {
        const char letter[2] = {(char)('a' + x), '\0'};
        edit_begin(edit, letter);
        edit_remember(edit);
    }
    edit_begin(edit, "");
    press(edit, EDIT_OLDER, EDIT_HISTORY + 3);
    assert_string_equal(edit->text, "d");
    press(edit, EDIT_NEWER, EDIT_HISTORY - 1);
    assert_string_equal(edit->text, "s");
}

/* Whatever is pressed, the line stays whole characters with the cursor between two of them. */
static void any_keys(void **state)
{
    static const char *const pieces[] = {"a", "ñ", "\u0301", "漢", "😀", " ", "\u200d", "\ufe0f"};
    struct edit *edit = *state;
    uint32_t random = 20261122;
    for (int x = 0; x < 20000; x++) {
        random = random * 1664525 + 1013904223;
        unsigned choice = random >> 24;
        if (choice < 150)
            edit_insert(edit, pieces[choice % 8], (int)strlen(pieces[choice % 8]));
        else if (choice < 155)
            edit_remember(edit);
        else if (choice < 250)
            edit_press(edit, (enum edit_key)(choice % EDIT_KILL));
        else
            edit_press(edit, (enum edit_key)(EDIT_KILL + choice % 3));
        assert_int_equal(strlen(edit->text), edit->length);
        assert_in_range(edit->at, 0, edit->length);
        assert_true(utf8_printable(edit->text, (size_t)edit->length, false));
        assert_true(utf8_valid(edit->text, (size_t)edit->at));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(keys_take_whole_characters, set_up),
        cmocka_unit_test_setup(the_cursor_stays_on_the_line, set_up),
        cmocka_unit_test_setup(only_printable_characters_are_taken, set_up),
        cmocka_unit_test_setup(a_line_has_an_end, set_up),
        cmocka_unit_test_setup(what_was_typed_comes_back, set_up),
        cmocka_unit_test_setup(the_oldest_is_forgotten, set_up),
        cmocka_unit_test_setup(any_keys, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
