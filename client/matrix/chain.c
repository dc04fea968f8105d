#include "client/matrix/chain.h"

#include "common/base/must.h"

#include <math.h>
#include <string.h>

enum { STATES_MAX = MATRIX_STATES_MAX * MATRIX_STATES_MAX };

struct square {
    double at[STATES_MAX][STATES_MAX];
};

/* Outcomes are those that the first player sees. State 0 is the first. */
struct chain {
    int count;
    double chance[STATES_MAX][MATRIX_OUTCOMES];
    int next[STATES_MAX][MATRIX_OUTCOMES];
    double points[MATRIX_PLAYERS][MATRIX_OUTCOMES];
};

/* Of cooperation, the slip of the hand included. */
static double cooperation(const struct matrix_match *match, int player, int state)
{
    double error = match->error / 1000.0;
    double intended = match->strategies[player]->cooperates[state] / (double)MATRIX_CHANCE_WHOLE;
    return intended * (1 - error) + (1 - intended) * error;
}

static struct chain chain_of(const struct matrix_match *match)
{
    const struct matrix_strategy *first = match->strategies[0], *second = match->strategies[1];
    struct chain chain = {.count = first->states * second->states};
    for (int s = 0; s < chain.count; s++) {
        int a = s / second->states, b = s % second->states;
        double p = cooperation(match, 0, a), q = cooperation(match, 1, b);
        for (int mine = 0; mine < 2; mine++) {
            for (int theirs = 0; theirs < 2; theirs++) {
                int outcome = matrix_outcome_of(mine, theirs), turned = matrix_outcome_of(theirs, mine);
                chain.chance[s][outcome] = (mine ? 1 - p : p) * (theirs ? 1 - q : q);
                chain.next[s][outcome] = first->next[a][outcome] * second->states + second->next[b][turned];
                chain.points[0][outcome] = (double)matrix_payoff(&match->payoffs, outcome);
                chain.points[1][outcome] = (double)matrix_payoff(&match->payoffs, turned);
            }
        }
    }
    return chain;
}

static double earned(const struct chain *chain, int player, int state)
{
    double sum = 0;
    for (int outcome = 0; outcome < MATRIX_OUTCOMES; outcome++)
        sum += chain->chance[state][outcome] * chain->points[player][outcome];
    return sum;
}

static struct square squared(int count, const struct square *a)
{
    struct square product = {{{0}}};
    for (int i = 0; i < count; i++) {
        double sum = 0;
        for (int j = 0; j < count; j++) {
            for (int k = 0; k < count; k++)
                product.at[i][j] += a->at[i][k] * a->at[k][j];
            sum += product.at[i][j];
        }
        for (int j = 0; j < count; j++)
            product.at[i][j] /= sum; /* keeps rounding from growing with every squaring */
    }
    return product;
}

/* Share of the moves spent in each state in the long run. The chain that rests every other move has the same
 * shares, and no rhythm of its own that would keep its powers from settling; 2^40 moves of it are enough for
 * errors of one in a thousand squared. */
static void shares_of(const struct chain *chain, double shares[STATES_MAX])
{
    struct square step = {{{0}}};
    for (int s = 0; s < chain->count; s++) {
        step.at[s][s] += 0.5;
        for (int outcome = 0; outcome < MATRIX_OUTCOMES; outcome++)
            step.at[s][chain->next[s][outcome]] += 0.5 * chain->chance[s][outcome];
    }
    for (int squaring = 0; squaring < 40; squaring++)
        step = squared(chain->count, &step);
    memcpy(shares, step.at[0], sizeof step.at[0]);
}

static double weighed(const struct chain *chain, int player, const double shares[STATES_MAX])
{
    double sum = 0;
    for (int s = 0; s < chain->count; s++)
        sum += shares[s] * earned(chain, player, s);
    return sum;
}

void matrix_average(const struct matrix_match *match, double average[MATRIX_PLAYERS])
{
    struct chain chain = chain_of(match);
    double shares[STATES_MAX];
    shares_of(&chain, shares);
    for (int player = 0; player < MATRIX_PLAYERS; player++)
        average[player] = weighed(&chain, player, shares);
}

void matrix_expected(const struct matrix_match *match, double expected[MATRIX_PLAYERS])
{
    struct chain chain = chain_of(match);
    double now[STATES_MAX] = {1};
    memset(expected, 0, MATRIX_PLAYERS * sizeof *expected);
    for (int32_t move = 0; move < match->moves; move++) {
        double then[STATES_MAX] = {0};
        for (int player = 0; player < MATRIX_PLAYERS; player++)
            expected[player] += weighed(&chain, player, now);
        for (int s = 0; s < chain.count; s++)
            for (int outcome = 0; outcome < MATRIX_OUTCOMES; outcome++)
                then[chain.next[s][outcome]] += now[s] * chain.chance[s][outcome];
        memcpy(now, then, sizeof now);
    }
}

/* Solves a x = b by elimination with the largest pivot; `b` becomes x. */
static void solve(int count, struct square *square, double b[STATES_MAX])
{
    double(*a)[STATES_MAX] = square->at;
    for (int column = 0; column < count; column++) {
        int pivot = column;
        for (int i = column + 1; i < count; i++)
            if (fabs(a[i][column]) > fabs(a[pivot][column]))
                pivot = i;
        must(fabs(a[pivot][column]) > 1e-12);
        for (int j = 0; j < count; j++) {
            double held = a[column][j];
            a[column][j] = a[pivot][j];
            a[pivot][j] = held;
        }
        double held = b[column];
        b[column] = b[pivot];
        b[pivot] = held;
        for (int i = 0; i < count; i++) {
            if (i == column)
                continue;
            double factor = a[i][column] / a[column][column];
            for (int j = column; j < count; j++)
                a[i][j] -= factor * a[column][j];
            b[i] -= factor * b[column];
        }
    }
    for (int i = 0; i < count; i++)
        b[i] /= a[i][i];
}

/* Poisson's equation of the chain: worth[s] is how much more than the average is earned from s on. The
 * surprises of the single moves against it are uncorrelated, so their variances add up. */
static double deviation_of(const struct chain *chain, int player, const double shares[STATES_MAX])
{
    struct square a = {{{0}}};
    double worth[STATES_MAX], mean = weighed(chain, player, shares), variance = 0;
    for (int s = 0; s < chain->count; s++) {
        worth[s] = earned(chain, player, s) - mean;
        a.at[s][s] += 1;
        for (int t = 0; t < chain->count; t++)
            a.at[s][t] += shares[t];
        for (int outcome = 0; outcome < MATRIX_OUTCOMES; outcome++)
            a.at[s][chain->next[s][outcome]] -= chain->chance[s][outcome];
    }
    solve(chain->count, &a, worth);
    for (int s = 0; s < chain->count; s++) {
        for (int outcome = 0; outcome < MATRIX_OUTCOMES; outcome++) {
            double surprise =
                chain->points[player][outcome] - mean + worth[chain->next[s][outcome]] - worth[s];
            variance += shares[s] * chain->chance[s][outcome] * surprise * surprise;
        }
    }
    return sqrt(variance);
}

void matrix_deviation(const struct matrix_match *match, double deviation[MATRIX_PLAYERS])
{
    must(match->error > 0);
    struct chain chain = chain_of(match);
    double shares[STATES_MAX];
    shares_of(&chain, shares);
    for (int player = 0; player < MATRIX_PLAYERS; player++)
        deviation[player] = deviation_of(&chain, player, shares);
}
