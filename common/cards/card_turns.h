/* Drawings with one column a turn: letters on levels (a ladder, a curve), and rows of numbers side by side.
 *
 * Values. Pure; any thread. */
#ifndef SPIRAL_CARDS_CARD_TURNS_H
#define SPIRAL_CARDS_CARD_TURNS_H

#include "common/cards/card_page.h"

/* Which turns are drawn, in order. */
struct card_turns {
    int count, cell; /* columns of one turn in a row of numbers */
    int8_t turn[TURNS_MAX];
};

/* All of them, or every k-th from the first and always the last, so that at most `columns` (from 2) are left.
 */
struct card_turns card_turns_of(int turns, int columns);

/* Says that not every turn is drawn, if so. */
void card_say_left_out(struct card_page *page, const struct card_turns *drawn, int turns);

enum { CARD_LEVELS_MAX = 12, CARD_LEVEL_LABEL = 14 /* columns */ };

/* States standing on levels, the highest drawn first. Letters in small ones for those in `small`. */
struct card_grid {
    int levels;
    const char *label[CARD_LEVELS_MAX];
    uint16_t states[CARD_LEVELS_MAX][TURNS_MAX + 1], small[CARD_LEVELS_MAX][TURNS_MAX + 1];
};

/* How many turns fit beside each other; all of them in blocks. */
int card_grid_columns(const struct card_page *page, const struct card_grid *grid,
                      const struct card_turns *turns);

/* Breaks into several drawings where the turns do not fit. */
void card_grid_draw(struct card_page *page, const struct card_grid *grid, const struct card_turns *turns);

/* One row of numbers: `value[t]`, or "-" where it is CARD_NONE; with an M where `mark[t]`. */
enum { CARD_NONE = INT32_MIN };

struct card_row {
    int32_t value[TURNS_MAX + 1]; /* not negative */
    bool mark[TURNS_MAX + 1];
};

/* The turns that fit behind the names of the rows, with room for numbers up to `largest` and their marks; all
 * of them in blocks. */
struct card_turns card_row_turns(const struct card_page *page, int turns, int32_t largest);

/* A line with the numbers of the turns, and a row under it. A name that is too long has a line of its own. In
 * blocks a heading begins a table, and its rows follow at once. */
void card_row_heading(struct card_page *page, const struct card_turns *turns);
void card_row_draw(struct card_page *page, const char *label, const struct card_row *row,
                   const struct card_turns *turns);

#endif
