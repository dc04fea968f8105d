#include "client/matrix/chain.h"
#include "client/theory/matrix.h"
#include "client/theory/sample.h"
#include "common/base/must.h"

#include <math.h>

enum {
    MATCH_MOVES = 200, /* Axelrod 1980 */
    MATCHES = 10,
    LONG_MOVES = 1000000,
    LONG_MOVES_MIN = 10000,
    MANY_GAMES = 10000,
};

#define NEARLY 1e-9 /* rounding of a few thousand operations */

static struct matrix_match match_of(const char *first, const char *second, int moves, int error)
{
    struct matrix_match match = {.strategies = {matrix_find(slice_of(first)), matrix_find(slice_of(second))},
                                 .payoffs = matrix_axelrod,
                                 .error = error,
                                 .moves = moves};
    must(match.strategies[0] && match.strategies[1]);
    return match;
}

static void say_pair(struct text *measured, int index, const struct matrix_expectation *pair)
{
    theory_say(measured, "%s%s", index ? ", " : "", pair->first);
    if (matrix_find(slice_of(pair->first)) != matrix_find(slice_of(pair->second)))
        theory_say(measured, "-%s", pair->second);
}

bool matrix_matches_hold(const struct matrix_expectation *pairs, int count, struct text *measured)
{
    bool hold = true;
    for (int x = 0; x < count; x++) {
        struct matrix_match match = match_of(pairs[x].first, pairs[x].second, MATCH_MOVES, 0);
        matrix_match_seed(&match, 0, 0);
        struct matrix_result result = matrix_play(&match, NULL, NULL);
        hold = hold && (double)result.score[0] == pairs[x].first_points &&
               (double)result.score[1] == pairs[x].second_points;
        say_pair(measured, x, &pairs[x]);
        theory_say(measured, " %d/%d", (int)result.score[0], (int)result.score[1]);
    }
    return hold;
}

/* Points a move of one pair: MATCHES matches of it. */
static void play_long(const struct theory_run *run, struct matrix_match *match, double points[MATRIX_PLAYERS])
{
    points[0] = points[1] = 0;
    for (int game = 0; game < MATCHES; game++) {
        matrix_match_seed(match, run->seed, (uint64_t)game);
        struct matrix_result result = matrix_play(match, NULL, NULL);
        for (int player = 0; player < MATRIX_PLAYERS; player++)
            points[player] += (double)result.score[player] / match->moves / MATCHES;
    }
}

bool matrix_averages_hold(const struct theory_run *run, int error, double tolerance,
                          const struct matrix_expectation *pairs, int count, struct text *measured)
{
    bool hold = true;
    double worst_played = 0, worst_table = 0;
    int moves = LONG_MOVES / 100 * run->percent;
    for (int x = 0; x < count; x++) {
        struct matrix_match match =
            match_of(pairs[x].first, pairs[x].second, moves > LONG_MOVES_MIN ? moves : LONG_MOVES_MIN, error);
        double expected[] = {pairs[x].first_points, pairs[x].second_points};
        double average[MATRIX_PLAYERS], deviation[MATRIX_PLAYERS], played[MATRIX_PLAYERS];
        matrix_average(&match, average);
        matrix_deviation(&match, deviation);
        play_long(run, &match, played);
        for (int player = 0; player < MATRIX_PLAYERS; player++) {
            double four_errors = 4 * deviation[player] / sqrt((double)match.moves * MATCHES);
            double from_table = fabs(average[player] - expected[player]);
            double from_play = fabs(played[player] - expected[player]);
            hold = hold && from_table < 0.00005 + NEARLY && from_play < fmax(tolerance, four_errors);
            worst_table = fmax(worst_table, from_table);
            worst_played = fmax(worst_played, from_play);
        }
        say_pair(measured, x, &pairs[x]);
        theory_say(measured, " %.4f/%.4f", played[0], played[1]);
    }
    theory_say(measured, "; farthest from the table: play %.4f, chain %.5f", worst_played, worst_table);
    return hold;
}

bool matrix_mean_holds(const struct theory_run *run, const struct matrix_expectation *pair,
                       struct text *measured)
{
    struct matrix_match match = match_of(pair->first, pair->second, MATCH_MOVES, 0);
    double wanted[] = {pair->first_points, pair->second_points}, expected[MATRIX_PLAYERS];
    struct sample played[MATRIX_PLAYERS] = {{0}};
    bool hold = true;
    int games = theory_games(run, MANY_GAMES);
    matrix_expected(&match, expected);
    for (int game = 0; game < games; game++) {
        matrix_match_seed(&match, run->seed, (uint64_t)game);
        struct matrix_result result = matrix_play(&match, NULL, NULL);
        for (int player = 0; player < MATRIX_PLAYERS; player++)
            sample_add(&played[player], (double)result.score[player], 1);
    }
    for (int player = 0; player < MATRIX_PLAYERS; player++) {
        double off = fabs(sample_value(&played[player]) - wanted[player]);
        hold = hold && fabs(expected[player] - wanted[player]) < NEARLY &&
               off <= 4 * sample_error(&played[player]);
        theory_say(measured, "%s%.2f played, %.4f expected", player ? "; " : "",
                   sample_value(&played[player]), expected[player]);
    }
    return hold;
}

/* One of the 32 rules that remember one move: the first move and the answers to the four outcomes. */
static struct matrix_strategy rule(unsigned bits)
{
    int first = bits >> MATRIX_OUTCOMES & 1;
    struct matrix_strategy strategy = {.states = 2};
    strategy.cooperates[first ? 1 : 0] = MATRIX_CHANCE_WHOLE; /* state 0 is what it begins with */
    for (int outcome = 0; outcome < MATRIX_OUTCOMES; outcome++) {
        int defects = bits >> outcome & 1;
        strategy.next[0][outcome] = strategy.next[1][outcome] = (uint8_t)(defects ^ first);
    }
    return strategy;
}

static bool is_exploited(const struct matrix_payoffs *payoffs, int forgives)
{
    struct matrix_strategy generous = *matrix_find(slice_of("tit_for_tat"));
    generous.cooperates[1] = (uint16_t)forgives;
    for (unsigned bits = 0; bits < 2u << MATRIX_OUTCOMES; bits++) {
        struct matrix_strategy other = rule(bits);
        struct matrix_match match = {.strategies = {&other, &generous}, .payoffs = *payoffs, .moves = 1};
        double average[MATRIX_PLAYERS];
        matrix_average(&match, average);
        if (average[0] > payoffs->reward + NEARLY)
            return true;
    }
    return false;
}

bool matrix_generosity_holds(const struct matrix_payoffs *payoffs, double expected, struct text *measured)
{
    int low = 0, high = MATRIX_CHANCE_WHOLE; /* not exploited, exploited */
    while (high - low > 1) {
        int middle = (low + high) / 2;
        if (is_exploited(payoffs, middle))
            high = middle;
        else
            low = middle;
    }
    double found = (double)low / MATRIX_CHANCE_WHOLE;
    theory_say(measured, "forgives up to %.4f", found);
    return fabs(found - expected) <= 1.0 / MATRIX_CHANCE_WHOLE;
}

/* Is cooperation the best reply to tit for tat, by the values of its coming move's two kinds? */
static bool cooperation_pays(const struct matrix_payoffs *p, double weight)
{
    double worth[2] = {0}; /* of tit for tat being about to cooperate, to defect */
    for (int round = 0; round < 2000; round++) {
        double then[2] = {fmax(p->reward + weight * worth[0], p->temptation + weight * worth[1]),
                          fmax(p->sucker + weight * worth[0], p->punishment + weight * worth[1])};
        worth[0] = then[0];
        worth[1] = then[1];
    }
    return p->reward + weight * worth[0] >= p->temptation + weight * worth[1] - NEARLY;
}

bool matrix_shadow_holds(const struct matrix_payoffs *payoffs, double expected, struct text *measured)
{
    double low = 0, high = 0.99; /* 0.99^2000 is below 1e-8 */
    while (high - low > 1e-6) {
        double middle = (low + high) / 2;
        if (cooperation_pays(payoffs, middle))
            high = middle;
        else
            low = middle;
    }
    theory_say(measured, "from w = %.4f on", high);
    return fabs(high - expected) < 1e-4;
}

bool matrix_resistance_holds(int weight, struct text *measured)
{
    struct matrix_match match = match_of("always_defect", "win_stay_lose_shift", MATCH_MOVES, 0);
    struct matrix_payoffs *p = &match.payoffs;
    int games = 0, wrong = 0, edges = 0;
    matrix_match_seed(&match, 0, 0);
    for (p->temptation = 3; p->temptation <= 8; p->temptation++) {
        for (p->reward = 2; p->reward < p->temptation; p->reward++) {
            for (p->punishment = 1; p->punishment < p->reward; p->punishment++) {
                p->sucker = 0;
                struct matrix_result result = matrix_play(&match, NULL, NULL);
                bool resists = result.score[0] < (int64_t)MATCH_MOVES * p->reward;
                games++;
                wrong += resists != (weight * p->reward > p->temptation + p->punishment);
                edges += result.score[0] == (int64_t)MATCH_MOVES * p->reward;
            }
        }
    }
    match.payoffs = matrix_axelrod;
    struct matrix_result axelrod = matrix_play(&match, NULL, NULL);
    theory_say(measured, "%d payoffs, %d against the rule, %d on the edge; 5,3,1,0: defection earns %d of %d",
               games, wrong, edges, (int)axelrod.score[0], MATCH_MOVES * matrix_axelrod.reward);
    return wrong == 0 && axelrod.score[0] == (int64_t)MATCH_MOVES * matrix_axelrod.reward;
}

bool matrix_order_holds(const char *const *strategies, int count, struct text *measured)
{
    static const int errors[] = {10, 50};
    bool hold = true;
    for (int e = 0; e < 2; e++) {
        double before = INFINITY;
        theory_say(measured, "%serror %d:", e ? "; " : "", errors[e]);
        for (int s = 0; s < count; s++) {
            double average[MATRIX_PLAYERS];
            struct matrix_match match = match_of(strategies[s], strategies[s], 1, errors[e]);
            matrix_average(&match, average);
            hold = hold && average[0] < before - NEARLY;
            before = average[0];
            theory_say(measured, " %s %.4f", strategies[s], average[0]);
        }
    }
    return hold;
}
