#include "client/paper/picture.h"

#include <qrencode.h>

enum { BORDER = 4 };

/* A run of dark modules as one rectangle of the path. */
static void put_run(int row, int first, int count, struct text *text)
{
    text_put_char(text, 'M');
    text_put_int(text, first + BORDER);
    text_put_char(text, ' ');
    text_put_int(text, row + BORDER);
    text_put_char(text, 'h');
    text_put_int(text, count);
    text_put(text, "v1h");
    text_put_int(text, -count);
    text_put_char(text, 'z');
}

static void put_row(const QRcode *code, int row, struct text *text)
{
    const unsigned char *modules = code->data + (size_t)row * (size_t)code->width;
    for (int column = 0; column < code->width;) {
        int first = column;
        while (column < code->width && (modules[column] & 1))
            column++;
        if (column > first)
            put_run(row, first, column - first, text);
        else
            column++;
    }
}

bool picture_put_link(const char *link, struct text *text)
{
    QRcode *code = QRcode_encodeString8bit(link, 0, QR_ECLEVEL_M);
    if (!code)
        return false;
    text_put(text, "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" shape-rendering=\"crispEdges\" "
                   "viewBox=\"0 0 ");
    text_put_int(text, code->width + 2 * BORDER);
    text_put_char(text, ' ');
    text_put_int(text, code->width + 2 * BORDER);
    text_put(text, "\"><title>QR</title><path d=\"");
    for (int row = 0; row < code->width; row++)
        put_row(code, row, text);
    text_put(text, "\"/></svg>\n");
    QRcode_free(code);
    return true;
}
