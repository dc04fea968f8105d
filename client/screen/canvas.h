/* A sheet of cells that screens are drawn on, before any terminal is touched.
 *
 * Text is clipped at the edges; wide characters take two cells and are never cut in half; combining ones join
 * the cell before them. What could steer a terminal becomes '?'. Nothing rests on colour: a style only
 * stresses what letters and signs say. Owner: its creator. One thread. */
#ifndef SPIRAL_SCREEN_CANVAS_H
#define SPIRAL_SCREEN_CANVAS_H

#include "common/base/text.h"

enum {
    CANVAS_ROWS_MAX = 200,
    CANVAS_COLUMNS_MAX = 400,
    CELL_BYTES = 16, /* of one cell: a character and what combines with it */
};

enum style {
    STYLE_PLAIN,
    STYLE_STRONG,  /* headings, the own state */
    STYLE_FAINT,   /* what may be skipped */
    STYLE_CHOSEN,  /* where the cursor is */
    STYLE_GOOD,    /* saved, kept */
    STYLE_WARNING, /* not saved, threats */
    STYLE_FRAME,   /* bars */
    STYLE_ALARM,   /* what must not be projected */
    STYLE_COUNT,
};

struct cell {
    char bytes[CELL_BYTES]; /* not NUL-terminated */
    uint8_t length;         /* 0: the second half of a wide character */
    uint8_t style;
};

struct canvas {
    int rows, columns;
    int cursor_row, cursor_column; /* where text is typed; row -1: nowhere */
    struct cell *cells;            /* rows * columns */
};

struct canvas *canvas_create(void);
void canvas_destroy(struct canvas *canvas);

/* Blank, of that size (brought within the bounds). */
void canvas_clear(struct canvas *canvas, int rows, int columns);

/* Puts text at a place; gives the column behind it. `limit`: the column before which it ends, 0: the edge. */
int canvas_put(struct canvas *canvas, int row, int column, int limit, enum style style, const char *text);
/* Ends before the column. */
void canvas_put_right(struct canvas *canvas, int row, int column, enum style style, const char *text);
void canvas_rule(struct canvas *canvas, int row);
/* Restyles cells that stand already. */
void canvas_style(struct canvas *canvas, int row, int column, int count, enum style style);

/* All rows as lines of UTF-8 without blanks at their ends: for tests. */
void canvas_text(const struct canvas *canvas, struct text *text);

#endif
