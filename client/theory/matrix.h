/* The checks of the iterated games with their expectations as parameters, for theory_matrix.c and its tests
 * only. Each writes what it measured and says whether that is what was expected. Pure; any thread. */
#ifndef SPIRAL_THEORY_MATRIX_H
#define SPIRAL_THEORY_MATRIX_H

#include "client/matrix/matrix.h"
#include "client/theory/theory.h"

#include <stdbool.h>

/* Points of a pair, of a match or of a move in the long run. */
struct matrix_expectation {
    const char *first, *second;
    double first_points, second_points;
};

/* Matches of 200 moves without errors: exact. */
bool matrix_matches_hold(const struct matrix_expectation *pairs, int count, struct text *measured);

/* The long run with errors: the chain within half of the fourth decimal, ten matches of a million moves
 * within `tolerance` or four standard errors, whichever is more. */
bool matrix_averages_hold(const struct theory_run *run, int error, double tolerance,
                          const struct matrix_expectation *pairs, int count, struct text *measured);

/* Expected points of 200 moves without errors: the chain to 1e-9, the mean of 10,000 games within four
 * standard errors. */
bool matrix_mean_holds(const struct theory_run *run, const struct matrix_expectation *pair,
                       struct text *measured);

/* The most often that tit for tat may forgive without any rule that remembers one move earning more against
 * it than R a move. */
bool matrix_generosity_holds(const struct matrix_payoffs *payoffs, double expected, struct text *measured);

/* The least weight of the next move with which cooperation is the best reply to tit for tat. */
bool matrix_shadow_holds(const struct matrix_payoffs *payoffs, double expected, struct text *measured);

/* In all prisoner's dilemmas with points in 0..8: always_defect earns less than R a move against
 * win_stay_lose_shift if and only if weight * R > T + P. */
bool matrix_resistance_holds(int weight, struct text *measured);

/* With errors of 10 and 50 permille each strategy, against itself, earns more than the next in the list. */
bool matrix_order_holds(const char *const *strategies, int count, struct text *measured);

#endif
