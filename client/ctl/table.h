/* Rows of columns on a line of 80: words cut to their column by the width of their characters. Pure but for
 * the widths; any thread. */
#ifndef SPIRAL_CTL_TABLE_H
#define SPIRAL_CTL_TABLE_H

#include "common/base/text.h"
#include "common/words/sentences.h"

enum { TABLE_COLUMNS_MAX = 10, CELL_SIZE = 512 };

struct cell {
    char at[CELL_SIZE];
};

struct row {
    struct cell cells[TABLE_COLUMNS_MAX];
};

struct column {
    const char *key; /* of its head */
    int columns;     /* with the blank behind it */
};

struct table {
    const struct column *columns;
    int count;
};

void table_put_row(const struct table *table, const struct row *row, struct text *text);
void table_put_head(const struct table *table, const struct language *language, struct text *text);

void cell_say(struct cell *cell, const struct language *language, const char *key, const struct slot *slots);
/* Somebody's words, made harmless; cut with two dots where they do not fit. */
void cell_name(struct cell *cell, const char *name, int columns);

/* Words from the left margin on, broken at blanks where a line would be longer than that; a line behind the
 * first begins with `indent` blanks. */
void wrap_put(const char *words, int columns, int indent, struct text *text);

/* "2:41", "1:02:41"; "-" below 0. */
void minutes_put(int64_t seconds, struct text *text);

#endif
