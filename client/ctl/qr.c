#include "client/ctl/qr.h"

#include "common/words/width.h"

#include <qrencode.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BORDER = 4, COLUMNS_MAX = 80 };

static const char paper[] = "\033[30;107m", plain[] = "\033[0m";

static bool is_dark(const QRcode *code, int row, int column)
{
    bool inside = row >= 0 && row < code->width && column >= 0 && column < code->width;
    return inside && (code->data[row * code->width + column] & 1);
}

/* Two rows of the picture a line. */
static void put_line(const QRcode *code, int row, struct text *text)
{
    static const char *const halves[2][2] = {{" ", "\u2584"}, {"\u2580", "\u2588"}};
    text_put(text, paper);
    for (int column = -BORDER; column < code->width + BORDER; column++)
        text_put(text, halves[is_dark(code, row, column)][is_dark(code, row + 1, column)]);
    text_put(text, plain);
    text_put_char(text, '\n');
}

void qr_put(const char *link, struct text *text)
{
    QRcode *code = QRcode_encodeString8bit(link, 0, QR_ECLEVEL_M);
    if (code && code->width + 2 * BORDER <= COLUMNS_MAX)
        for (int row = -BORDER; row < code->width + BORDER; row += 2)
            put_line(code, row, text);
    QRcode_free(code);
}

bool qr_is_shown(void)
{
    const char *terminal = getenv("TERM");
    return isatty(STDOUT_FILENO) && terminal && terminal[0] && strcmp(terminal, "dumb") != 0;
}
