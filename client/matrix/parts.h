/* The inside of `spiral matrix`, for this folder and its tests only: what was asked. Values in the caller's
 * space; one thread. */
#ifndef SPIRAL_MATRIX_PARTS_H
#define SPIRAL_MATRIX_PARTS_H

#include "client/matrix/matrix.h"
#include "common/base/status.h"

#include <stdbool.h>

enum {
    MATRIX_BOTS_MAX = 16,
    MATRIX_ERRORS_MAX = 16,
    MATRIX_GAMES_MAX = 1000000,
};

#define MATRIX_ALL_MOVES_MAX 100000000000 /* of a command: more than an hour of one core */
#define MATRIX_LOG_ROWS_MAX  100000000    /* some 8 GB */

/* What was asked, checked. Strings are borrowed from the command line. */
struct matrix_options {
    struct matrix_payoffs payoffs;
    const struct matrix_strategy *bots[MATRIX_BOTS_MAX];
    int bot_count;
    int32_t errors[MATRIX_ERRORS_MAX]; /* permille */
    int error_count;
    int64_t moves, games, seed;
    const char *out, *log; /* NULL: none; "-": standard output */
    bool pairs, help;
};

/* STATUS_INVALID names the word, what is wrong and what is allowed. With `help` nothing else is checked. */
MUST_USE enum status matrix_options_parse(int count, char **words, struct matrix_options *options,
                                          struct cause *cause);
void matrix_options_print_help(void);

/* Who meets whom: the two that were named, or everybody everybody and itself, each pair once. */
int matrix_pair_count(const struct matrix_options *options);
void matrix_pair(const struct matrix_options *options, int pair,
                 const struct matrix_strategy *bots[MATRIX_PLAYERS]);

#endif
