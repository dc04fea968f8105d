/* What two strategies earn exactly: the Markov chain over the pairs of their states, without any dice.
 *
 * In floating point, for people and for checks of the simulation; no row of data comes from here. The seeds
 * of the match play no part. Pure; any thread. */
#ifndef SPIRAL_MATRIX_CHAIN_H
#define SPIRAL_MATRIX_CHAIN_H

#include "client/matrix/matrix.h"

/* Points per move in the long run, from the first state on; the number of moves plays no part. */
void matrix_average(const struct matrix_match *match, double average[MATRIX_PLAYERS]);

/* Expected points of the whole match. Takes time in proportion to the moves. */
void matrix_expected(const struct matrix_match *match, double expected[MATRIX_PLAYERS]);

/* How far the mean of a long match strays: its standard error is this over the square root of the moves.
 * Errors must be possible (error > 0), so that no course of play is closed for ever. */
void matrix_deviation(const struct matrix_match *match, double deviation[MATRIX_PLAYERS]);

#endif
