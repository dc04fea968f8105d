/* The lines of the output: the header, the rows of one game, and the codebook. Any thread. */
#ifndef SPIRAL_SIM_SIM_TABLE_H
#define SPIRAL_SIM_SIM_TABLE_H

#include "client/sim/sim_columns.h"

enum {
    SIM_HEADER_MAX = 16 * 1024, /* bytes of the header line */
    /* bytes of the rows of one game: the longest are those of ordered pairs, at most 60 * 132 of about 700 */
    SIM_GAME_TEXT_MAX = 8 * 1024 * 1024,
};

void sim_put_header(const struct sim_plan *plan, struct text *text);

/* All lines of the game of `row`, of the plan's kind; turn, i and j of `row` are used. */
void sim_put_game(struct sim_row *row, struct text *text);

/* Every column of every kind of row, as CSV; gives the exit status. */
int sim_print_codebook(void);

#endif
