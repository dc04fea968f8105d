/* The picture of a link: its blocks are the modules of the code, with a border, within the terminal. */
#include "client/ctl/qr.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <qrencode.h>

enum { SIDE_MAX = 128, BORDER = 4 };

static const char address[] = "https://game.example.org:4470/join/K7QX2M";

struct picture {
    int rows, columns;
    bool dark[SIDE_MAX][SIDE_MAX];
};

/* Reads one block, which holds two modules; false: it is none. */
static bool take_block(const char **at, bool *upper, bool *lower)
{
    static const struct {
        const char *bytes;
        bool upper, lower;
    } blocks[] = {
        {" ", false, false}, {"\u2580", true, false}, {"\u2584", false, true}, {"\u2588", true, true}};
    for (size_t x = 0; x < 4; x++) {
        size_t length = strlen(blocks[x].bytes);
        if (strncmp(*at, blocks[x].bytes, length) != 0)
            continue;
        *at += length;
        *upper = blocks[x].upper;
        *lower = blocks[x].lower;
        return true;
    }
    return false;
}

static void read_picture(const char *text, struct picture *picture)
{
    static const char begin[] = "\033[30;107m", end[] = "\033[0m\n";
    memset(picture, 0, sizeof *picture);
    for (int row = 0; *text; row += 2, picture->rows = row) {
        int column = 0;
        assert_int_equal(strncmp(text, begin, strlen(begin)), 0);
        text += strlen(begin);
        assert_true(row + 1 < SIDE_MAX);
        while (take_block(&text, &picture->dark[row][column], &picture->dark[row + 1][column]))
            assert_true(++column < SIDE_MAX);
        assert_int_equal(strncmp(text, end, strlen(end)), 0);
        text += strlen(end);
        assert_true(row == 0 || column == picture->columns);
        picture->columns = column;
    }
}

static void every_module_stands_in_its_place_within_a_border(void **state)
{
    static char memory[64 * 1024];
    static struct picture picture;
    struct text text = text_over(memory, sizeof memory);
    (void)state;
    qr_put(address, &text);
    assert_false(text.cut);
    read_picture(memory, &picture);
    QRcode *code = QRcode_encodeString8bit(address, 0, QR_ECLEVEL_M);
    assert_non_null(code);
    assert_int_equal(picture.columns, code->width + 2 * BORDER);
    assert_true(picture.rows >= code->width + 2 * BORDER && picture.rows <= code->width + 2 * BORDER + 1);
    for (int row = 0; row < picture.rows; row++)
        for (int column = 0; column < picture.columns; column++) {
            int y = row - BORDER, x = column - BORDER;
            bool inside = y >= 0 && y < code->width && x >= 0 && x < code->width;
            bool dark = inside && (code->data[y * code->width + x] & 1);
            if (picture.dark[row][column] != dark)
                fail_msg("row %d, column %d is %s", y, x, dark ? "light" : "dark");
        }
    QRcode_free(code);
}

static void a_link_that_needs_more_than_a_terminal_has_no_picture(void **state)
{
    static char memory[64 * 1024];
    char endless[2000];
    struct text text = text_over(memory, sizeof memory);
    (void)state;
    memset(endless, 'a', sizeof endless);
    endless[sizeof endless - 1] = '\0';
    qr_put(endless, &text);
    assert_int_equal(text.length, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_module_stands_in_its_place_within_a_border),
        cmocka_unit_test(a_link_that_needs_more_than_a_terminal_has_no_picture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
