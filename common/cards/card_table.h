/* A table of words and numbers: the first row holds the headings, the first column names the rows. Where it
 * is wider than the page, each row becomes a list of its own.
 *
 * A value of about 26 KiB. Pure; any thread. */
#ifndef SPIRAL_CARDS_CARD_TABLE_H
#define SPIRAL_CARDS_CARD_TABLE_H

#include "common/cards/card_page.h"

enum { CARD_TABLE_ROWS = CARD_WORLDS_MAX + 2, CARD_TABLE_COLUMNS = 10, CARD_CELL_SIZE = 40 };

struct card_table {
    int rows, columns, next; /* `next`: cell of the last row to be filled */
    char cell[CARD_TABLE_ROWS][CARD_TABLE_COLUMNS][CARD_CELL_SIZE];
};

/* Begins an empty table, then a row; then each call fills the next cell of it. More than there is room for is
 * a programmer's mistake. */
void card_table_init(struct card_table *table);
void card_table_row(struct card_table *table);
struct text card_table_cell(struct card_table *table);
void card_table_word(struct card_table *table, const char *word);
void card_table_say(struct card_table *table, const struct language *language, const char *key);
void card_table_number(struct card_table *table, int64_t number);
/* "-" where it is not defined. */
void card_table_value(struct card_table *table, const struct language *language,
                      const struct metric_value *value, int decimals);
void card_table_draw(struct card_page *page, const struct card_table *table, int indent);

#endif
