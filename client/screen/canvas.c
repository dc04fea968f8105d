#include "client/screen/canvas.h"

#include "common/base/must.h"
#include "common/base/utf8.h"
#include "common/words/width.h"

#include <stdlib.h>
#include <string.h>

struct canvas *canvas_create(void)
{
    struct canvas *canvas = calloc(1, sizeof *canvas);
    must(canvas != NULL);
    canvas->cells = calloc((size_t)CANVAS_ROWS_MAX * CANVAS_COLUMNS_MAX, sizeof canvas->cells[0]);
    must(canvas->cells != NULL);
    return canvas;
}

void canvas_destroy(struct canvas *canvas)
{
    if (canvas)
        free(canvas->cells);
    free(canvas);
}

static struct cell *cell_at(const struct canvas *canvas, int row, int column)
{
    return &canvas->cells[row * canvas->columns + column];
}

static void blank(struct cell *cell, enum style style)
{
    *cell = (struct cell){.bytes = {' '}, .length = 1, .style = (uint8_t)style};
}

static int within(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

void canvas_clear(struct canvas *canvas, int rows, int columns)
{
    canvas->rows = within(rows, 1, CANVAS_ROWS_MAX);
    canvas->columns = within(columns, 1, CANVAS_COLUMNS_MAX);
    canvas->cursor_row = -1;
    for (int x = 0; x < canvas->rows * canvas->columns; x++)
        blank(&canvas->cells[x], STYLE_PLAIN);
}

/* The cell that a glyph begins in; what stood there in halves is blanked. */
static struct cell *take_cells(struct canvas *canvas, int row, int column, int columns, enum style style)
{
    struct cell *first = cell_at(canvas, row, column);
    if (first->length == 0 && column > 0)
        blank(first - 1, (enum style)first[-1].style);
    if (column + columns < canvas->columns && first[columns].length == 0)
        blank(first + columns, (enum style)first[columns].style);
    for (int x = 0; x < columns; x++)
        first[x] = (struct cell){.style = (uint8_t)style};
    return first;
}

static void join(struct canvas *canvas, int row, int column, const char *text, int bytes)
{
    if (column <= 0 || column > canvas->columns)
        return;
    struct cell *cell = cell_at(canvas, row, column - 1);
    if (cell->length == 0 && column > 1)
        cell--;
    if (cell->length + bytes > CELL_BYTES)
        return; /* more marks on one letter than anybody writes */
    memcpy(cell->bytes + cell->length, text, (size_t)bytes);
    cell->length = (uint8_t)(cell->length + bytes);
}

int canvas_put(struct canvas *canvas, int row, int column, int limit, enum style style, const char *text)
{
    int end = limit > 0 && limit < canvas->columns ? limit : canvas->columns;
    if (row < 0 || row >= canvas->rows || column < 0)
        return column;
    for (struct glyph glyph; (glyph = glyph_at(text)).bytes; text += glyph.bytes) {
        bool harmless = utf8_printable(text, (size_t)glyph.bytes, false);
        int columns = harmless ? glyph.columns : 1;
        if (columns == 0) {
            join(canvas, row, column, text, glyph.bytes);
            continue;
        }
        if (column + columns > end)
            break;
        struct cell *cell = take_cells(canvas, row, column, columns, style);
        memcpy(cell->bytes, harmless ? text : "?", harmless ? (size_t)glyph.bytes : 1);
        cell->length = (uint8_t)(harmless ? glyph.bytes : 1);
        column += columns;
    }
    return column;
}

void canvas_put_right(struct canvas *canvas, int row, int column, enum style style, const char *text)
{
    int begin = column - columns_of(text);
    (void)canvas_put(canvas, row, begin < 0 ? 0 : begin, column, style, text);
}

void canvas_rule(struct canvas *canvas, int row)
{
    for (int x = 0; x < canvas->columns; x++)
        (void)canvas_put(canvas, row, x, 0, STYLE_FAINT, "-");
}

void canvas_style(struct canvas *canvas, int row, int column, int count, enum style style)
{
    for (int x = column;
         row >= 0 && row < canvas->rows && x >= 0 && x < column + count && x < canvas->columns; x++)
        cell_at(canvas, row, x)->style = (uint8_t)style;
}

void canvas_text(const struct canvas *canvas, struct text *text)
{
    for (int row = 0; row < canvas->rows; row++) {
        int last = canvas->columns;
        while (last > 0 && cell_at(canvas, row, last - 1)->length == 1 &&
               cell_at(canvas, row, last - 1)->bytes[0] == ' ')
            last--;
        for (int x = 0; x < last; x++)
            text_put_span(text, cell_at(canvas, row, x)->bytes, cell_at(canvas, row, x)->length);
        text_put_char(text, '\n');
    }
}
