/* The picture on the poster: its rectangles are the dark modules of the code, and no others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/paper/picture.h"

#include <qrencode.h>
#include <stdio.h>
#include <string.h>

enum { SIDE_MAX = 200, BORDER = 4 };

static const char address[] = "https://game.example.org:4470/join/K7QX2M";

static void rectangles_are_the_modules(void **state)
{
    static char memory[64 * 1024];
    static bool dark[SIDE_MAX][SIDE_MAX];
    struct text text = text_over(memory, sizeof memory);
    (void)state;
    assert_true(picture_put_link(address, &text));
    QRcode *code = QRcode_encodeString8bit(address, 0, QR_ECLEVEL_M);
    assert_non_null(code);
    char box[64];
    snprintf(box, sizeof box, "viewBox=\"0 0 %d %d\"", code->width + 2 * BORDER, code->width + 2 * BORDER);
    assert_non_null(strstr(memory, box));
    const char *at = strstr(memory, " d=\"");
    assert_non_null(at);
    for (at += 4; *at == 'M'; at = strchr(at, 'z') + 1) {
        int x, y, width, back;
        assert_int_equal(sscanf(at, "M%d %dh%dv1h%dz", &x, &y, &width, &back), 4);
        assert_int_equal(back, -width);
        for (int column = x; column < x + width; column++)
            dark[y - BORDER][column - BORDER] = true;
    }
    assert_int_equal(*at, '"');
    for (int row = 0; row < code->width; row++)
        for (int column = 0; column < code->width; column++)
            assert_int_equal(dark[row][column], code->data[row * code->width + column] & 1);
    QRcode_free(code);
}

static void a_link_that_is_too_long_has_none(void **state)
{
    static char memory[64 * 1024], link[4096];
    struct text text = text_over(memory, sizeof memory);
    (void)state;
    memset(link, 'x', sizeof link - 1);
    assert_false(picture_put_link(link, &text));
    assert_int_equal(text.length, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rectangles_are_the_modules),
        cmocka_unit_test(a_link_that_is_too_long_has_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
