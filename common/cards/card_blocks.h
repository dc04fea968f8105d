/* What stands on a card for a reader that lays it out itself, such as a browser: one JSON object a block, in
 * the order of the card. proto/README.md says which kinds there are.
 *
 * The page (card_page.h) writes here instead of into a text where it has blocks; cards do not see which. A
 * value that borrows its writer. Pure; any thread. */
#ifndef SPIRAL_CARDS_CARD_BLOCKS_H
#define SPIRAL_CARDS_CARD_BLOCKS_H

#include "common/cards/json.h"
#include "common/rules/limits.h"

enum { CARD_BLOCK_ROWS_MAX = 128, CARD_BLOCK_COLUMNS_MAX = TURNS_MAX + 1 };

struct card_blocks {
    struct json *json; /* a list of blocks is open in it */
    bool in_table;     /* rows of it may follow */
    int row, column;   /* of the table; row 0: the headings */
    bool marked;
    uint64_t marks[CARD_BLOCK_ROWS_MAX]; /* bit 0: the first column */
    int outer;                           /* indentation of the list that is being told; -1: none */
};

struct card_blocks card_blocks_over(struct json *json);
/* Behind the last block. */
void card_blocks_end(struct card_blocks *blocks);

/* Strings are made harmless; a percent sign stays with its number. */
void card_blocks_text(struct card_blocks *blocks, const char *string);
/* `inner`: within the section before. */
void card_blocks_section(struct card_blocks *blocks, bool inner, const char *string);
/* Items that are indented further than the first of their list are inner ones. `label` may be NULL. */
void card_blocks_item(struct card_blocks *blocks, int indent, const char *label, const char *string);

/* A table: cells of the headings, then of each row; it ends where another block begins. */
void card_blocks_table(struct card_blocks *blocks);
void card_blocks_row(struct card_blocks *blocks);
void card_blocks_cell(struct card_blocks *blocks, const char *string);
void card_blocks_mark(struct card_blocks *blocks); /* the cell put last */

/* Any other block: its members are written into the object that is given and left open. */
struct json *card_blocks_open(struct card_blocks *blocks, const char *kind);
void card_blocks_close(struct card_blocks *blocks);

/* A string member, as all of a block. */
void card_blocks_string(struct json *json, const char *key, const char *string);

#endif
