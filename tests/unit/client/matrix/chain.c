#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/matrix/chain.h"

#include <math.h>

static struct matrix_match match_of(const char *first, const char *second, int32_t moves, int32_t error)
{
    struct matrix_match match = {.strategies = {matrix_find(slice_of(first)), matrix_find(slice_of(second))},
                                 .payoffs = matrix_axelrod,
                                 .error = error,
                                 .moves = moves};
    assert_non_null(match.strategies[0]);
    assert_non_null(match.strategies[1]);
    return match;
}

static void assert_near(double found, double wanted, double tolerance)
{
    if (!(fabs(found - wanted) <= tolerance))
        fail_msg("%.9f, not %.9f", found, wanted);
}

static void assert_average(const char *first, const char *second, int32_t error, double a, double b)
{
    struct matrix_match match = match_of(first, second, 1, error);
    double average[MATRIX_PLAYERS];
    matrix_average(&match, average);
    assert_near(average[0], a, 1e-9);
    assert_near(average[1], b, 1e-9);
}

/* Points of a move on which the two cooperate with chances p and q of their own. */
static double points(double p, double q)
{
    return 3 * p * q + 5 * (1 - p) * q + (1 - p) * (1 - q);
}

static void averages_by_hand(void **state)
{
    (void)state;
    assert_average("tit_for_tat", "tit_for_tat", 1, 2.25, 2.25);
    assert_average("tit_for_tat", "tit_for_tat", 50, 2.25, 2.25);
    assert_average("tit_for_tat", "tit_for_tat", 0, 3, 3);
    assert_average("random", "random", 17, 2.25, 2.25);
    assert_average("always_cooperate", "always_defect", 20, points(0.98, 0.02), points(0.02, 0.98));
    assert_average("grim_trigger", "grim_trigger", 50, points(0.05, 0.05), points(0.05, 0.05));
    /* the defector's slips are answered with 0.99, its defections with a third of that and slips the other
     * way */
    double kind = 0.01 * 0.99 + 0.99 * (0.99 / 3 + 0.01 * 2 / 3);
    assert_average("always_defect", "generous_tit_for_tat", 10, points(0.01, kind), points(kind, 0.01));
    /* a cycle of two moves */
    assert_average("always_defect", "win_stay_lose_shift", 0, 3, 0.5);
    /* the first state decides where two courses of play never meet */
    assert_average("suspicious_tit_for_tat", "tit_for_tat", 0, 2.5, 2.5);
}

static void expectations_of_a_match(void **state)
{
    (void)state;
    double expected[MATRIX_PLAYERS];
    struct matrix_match match = match_of("tit_for_tat", "always_defect", 200, 0);
    matrix_expected(&match, expected);
    assert_near(expected[0], 199, 1e-9);
    assert_near(expected[1], 204, 1e-9);
    match = match_of("tit_for_tat", "random", 200, 0);
    matrix_expected(&match, expected);
    assert_near(expected[0], 1.5 + 199 * 2.25, 1e-9);
    assert_near(expected[1], 4 + 199 * 2.25, 1e-9);
    match = match_of("grim", "win_stay_lose_shift", 1, 100);
    matrix_expected(&match, expected);
    assert_near(expected[0], points(0.9, 0.9), 1e-12);
}

/* Every state of every pair: the average of a long match is the long-run average. */
static void long_matches_earn_the_average(void **state)
{
    (void)state;
    for (int a = 0; a < matrix_strategy_count; a++) {
        for (int b = 0; b < matrix_strategy_count; b++) {
            struct matrix_match match =
                match_of(matrix_strategies[a].name, matrix_strategies[b].name, 4000, 100);
            double expected[MATRIX_PLAYERS], average[MATRIX_PLAYERS];
            matrix_expected(&match, expected);
            matrix_average(&match, average);
            for (int player = 0; player < MATRIX_PLAYERS; player++)
                assert_near(expected[player] / match.moves, average[player], 0.02);
        }
    }
}

static void deviation_of_independent_moves_by_hand(void **state)
{
    (void)state;
    struct matrix_match match = match_of("always_defect", "always_defect", 1, 50);
    double deviation[MATRIX_PLAYERS], mean = points(0.05, 0.05);
    double squares = 9 * 0.05 * 0.05 + 25 * 0.95 * 0.05 + 0.95 * 0.95;
    matrix_deviation(&match, deviation);
    assert_near(deviation[0], sqrt(squares - mean * mean), 1e-9);
    assert_near(deviation[1], sqrt(squares - mean * mean), 1e-9);
}

/* Moves that hang together: the spread of 1000 matches' means against what the chain foretells. */
static void deviation_of_feuds_is_the_spread_of_matches(void **state)
{
    (void)state;
    enum { MATCHES = 1000, MOVES = 2000 };
    struct matrix_match match = match_of("tit_for_tat", "tit_for_tat", MOVES, 50);
    double deviation[MATRIX_PLAYERS], sum = 0, squares = 0;
    matrix_deviation(&match, deviation);
    for (uint64_t game = 0; game < MATCHES; game++) {
        matrix_match_seed(&match, 5, game);
        double mean = (double)matrix_play(&match, NULL, NULL).score[0] / MOVES;
        sum += mean / MATCHES;
        squares += mean * mean / MATCHES;
    }
    double spread = sqrt(squares - sum * sum), foretold = deviation[0] / sqrt(MOVES);
    /* four standard errors of a spread of 1000; single moves of such play would spread by less than a half */
    assert_near(spread / foretold, 1, 0.09);
    assert_true(foretold > 1.5 * 1.92 / sqrt(MOVES));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(averages_by_hand),
        cmocka_unit_test(expectations_of_a_match),
        cmocka_unit_test(long_matches_earn_the_average),
        cmocka_unit_test(deviation_of_independent_moves_by_hand),
        cmocka_unit_test(deviation_of_feuds_is_the_spread_of_matches),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
