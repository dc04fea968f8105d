/* Cells that text is put into: clipped, aligned by columns, harmless. */
#include "client/screen/canvas.h"

#include "common/base/utf8.h"
#include "common/words/width.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct sheet {
    struct canvas *canvas;
    char text[4096];
};

static int set_up(void **state)
{
    static struct sheet sheet;
    assert_true(width_prepare());
    sheet.canvas = canvas_create();
    canvas_clear(sheet.canvas, 3, 10);
    *state = &sheet;
    return 0;
}

static int tear_down(void **state)
{
    struct sheet *sheet = *state;
    canvas_destroy(sheet->canvas);
    return 0;
}

static const char *text_of(struct sheet *sheet)
{
    struct text text = text_over(sheet->text, sizeof sheet->text);
    canvas_text(sheet->canvas, &text);
    return sheet->text;
}

static void text_is_clipped(void **state)
{
    struct sheet *sheet = *state;
    assert_int_equal(canvas_put(sheet->canvas, 0, 2, 0, STYLE_PLAIN, "12345678901"), 10);
    assert_int_equal(canvas_put(sheet->canvas, 1, 2, 5, STYLE_PLAIN, "123456"), 5);
    assert_int_equal(canvas_put(sheet->canvas, 2, 2, 99, STYLE_PLAIN, "123456789"), 10);
    assert_string_equal(text_of(sheet), "  12345678\n  123\n  12345678\n");
}

static void outside_is_nowhere(void **state)
{
    struct sheet *sheet = *state;
    assert_int_equal(canvas_put(sheet->canvas, -1, 2, 0, STYLE_PLAIN, "no"), 2);
    assert_int_equal(canvas_put(sheet->canvas, 3, 2, 0, STYLE_PLAIN, "no"), 2);
    assert_int_equal(canvas_put(sheet->canvas, 0, -1, 0, STYLE_PLAIN, "no"), -1);
    assert_int_equal(canvas_put(sheet->canvas, 0, 10, 0, STYLE_PLAIN, "no"), 10);
    assert_int_equal(canvas_put(sheet->canvas, 2, 4000, 0, STYLE_PLAIN, "\u0301\u0301no"), 4000);
    canvas_style(sheet->canvas, 7, 0, 3, STYLE_CHOSEN);
    canvas_style(sheet->canvas, 0, -5, 30, STYLE_CHOSEN);
    canvas_style(sheet->canvas, 0, 8, 30, STYLE_CHOSEN);
    assert_string_equal(text_of(sheet), "\n\n\n");
    assert_int_equal(sheet->canvas->cells[9].style, STYLE_CHOSEN);
    assert_int_equal(sheet->canvas->cells[10].style, STYLE_PLAIN);
}

static void wide_characters_are_never_halved(void **state)
{
    struct sheet *sheet = *state;
    assert_int_equal(canvas_put(sheet->canvas, 0, 1, 0, STYLE_PLAIN, "漢字漢字漢"), 9);
    assert_int_equal(canvas_put(sheet->canvas, 1, 0, 3, STYLE_PLAIN, "漢字"), 2);
    assert_string_equal(text_of(sheet), " 漢字漢字\n漢\n\n");
    assert_int_equal(canvas_put(sheet->canvas, 0, 2, 0, STYLE_PLAIN, "x"), 3); /* on the second half */
    assert_string_equal(text_of(sheet), "  x字漢字\n漢\n\n");
    assert_int_equal(canvas_put(sheet->canvas, 0, 3, 0, STYLE_PLAIN, "y"), 4); /* on the first half */
    assert_string_equal(text_of(sheet), "  xy 漢字\n漢\n\n");
    assert_int_equal(canvas_put(sheet->canvas, 0, 4, 0, STYLE_PLAIN, "日"), 6); /* over two halves */
    assert_string_equal(text_of(sheet), "  xy日 字\n漢\n\n");
}

static void marks_join_what_they_follow(void **state)
{
    struct sheet *sheet = *state;
    assert_int_equal(canvas_put(sheet->canvas, 0, 0, 0, STYLE_PLAIN, "a\u0301b漢\u0301c"), 5);
    assert_string_equal(text_of(sheet), "a\u0301b漢\u0301c\n\n\n");
    assert_int_equal(canvas_put(sheet->canvas, 1, 0, 0, STYLE_PLAIN, "\u0301x"), 1);
    assert_int_equal(canvas_put(sheet->canvas, 2, 0, 0, STYLE_PLAIN,
                                "x\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301y"),
                     2);
    assert_non_null(strstr(text_of(sheet), "\nx\n"));
    assert_int_equal(sheet->canvas->cells[20].length, CELL_BYTES - 1); /* the letter and seven marks */
    assert_memory_equal(sheet->canvas->cells[21].bytes, "y", 1);
}

static void nothing_can_steer_a_terminal(void **state)
{
    struct sheet *sheet = *state;
    assert_int_equal(canvas_put(sheet->canvas, 0, 0, 0, STYLE_PLAIN, "a\033[2J\x07\x7f"), 7);
    assert_int_equal(canvas_put(sheet->canvas, 1, 0, 0, STYLE_PLAIN, "\xc2\x85\u202e\u2066z"), 4);
    assert_int_equal(canvas_put(sheet->canvas, 2, 0, 0, STYLE_PLAIN, "\xff\xc3_\xe6\xbc"), 5);
    assert_string_equal(text_of(sheet), "a?[2J??\n???z\n??_??\n");
    assert_true(utf8_printable(sheet->text, strlen(sheet->text), true));
}

static void to_the_right(void **state)
{
    struct sheet *sheet = *state;
    canvas_put_right(sheet->canvas, 0, 10, STYLE_PLAIN, "añ漢");
    canvas_put_right(sheet->canvas, 1, 4, STYLE_PLAIN, "123456789");
    canvas_rule(sheet->canvas, 2);
    assert_string_equal(text_of(sheet), "      añ漢\n1234\n----------\n");
}

static void sizes_have_bounds(void **state)
{
    struct sheet *sheet = *state;
    canvas_clear(sheet->canvas, 100000, 100000);
    assert_int_equal(sheet->canvas->rows, CANVAS_ROWS_MAX);
    assert_int_equal(sheet->canvas->columns, CANVAS_COLUMNS_MAX);
    canvas_rule(sheet->canvas, CANVAS_ROWS_MAX - 1);
    (void)canvas_put(sheet->canvas, CANVAS_ROWS_MAX - 1, CANVAS_COLUMNS_MAX - 1, 0, STYLE_PLAIN, "漢x\u0301");
    (void)canvas_put(sheet->canvas, CANVAS_ROWS_MAX - 1, CANVAS_COLUMNS_MAX + 9, 0, STYLE_PLAIN, "\u0301");
    canvas_clear(sheet->canvas, 0, -3);
    assert_int_equal(sheet->canvas->rows, 1);
    assert_int_equal(sheet->canvas->columns, 1);
    assert_int_equal(canvas_put(sheet->canvas, 0, 0, 0, STYLE_PLAIN, "漢"), 0);
    assert_int_equal(sheet->canvas->cursor_row, -1);
    assert_string_equal(text_of(sheet), "\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(text_is_clipped, set_up, tear_down),
        cmocka_unit_test_setup_teardown(outside_is_nowhere, set_up, tear_down),
        cmocka_unit_test_setup_teardown(wide_characters_are_never_halved, set_up, tear_down),
        cmocka_unit_test_setup_teardown(marks_join_what_they_follow, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_can_steer_a_terminal, set_up, tear_down),
        cmocka_unit_test_setup_teardown(to_the_right, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sizes_have_bounds, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
