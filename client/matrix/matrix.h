/* Iterated two-by-two games with the dice of the worlds: what the literature calls the iterated prisoner's
 * dilemma with noise (Axelrod 1980, Nowak and Sigmund 1993, Wu and Axelrod 1995).
 *
 * A strategy is a small automaton that sees what was really done, its own slips included. Both players move
 * at once; each intended move is turned into the other one with the chance of an error. Every draw is keyed
 * by (move, phase, player, 0, 0): errors by the dice key of the game, a strategy's own chances by the bots'
 * key. Integers only, no heap, no I/O. Pure; any thread. */
#ifndef SPIRAL_MATRIX_MATRIX_H
#define SPIRAL_MATRIX_MATRIX_H

#include "common/base/text.h"
#include "common/rules/dice.h"

#include <stdint.h>

enum {
    MATRIX_PLAYERS = 2,
    MATRIX_STATES_MAX = 4,
    MATRIX_CHANCE_WHOLE = 3000, /* a chance is given in parts of this: thirds and permille are exact */
    MATRIX_MOVES_MAX = 10000000,
    MATRIX_PAYOFF_MAX = 1000, /* either sign */
};

enum matrix_choice { MATRIX_COOPERATE, MATRIX_DEFECT };

/* What one player sees of a move: its own choice and the other's. */
enum matrix_outcome { MATRIX_CC, MATRIX_CD, MATRIX_DC, MATRIX_DD, MATRIX_OUTCOMES };

static inline enum matrix_outcome matrix_outcome_of(int mine, int theirs)
{
    return (enum matrix_outcome)(2 * mine + theirs);
}

/* Points of a move, by the usual letters T, R, P, S. */
struct matrix_payoffs {
    int32_t temptation, reward, punishment, sucker;
};

extern const struct matrix_payoffs matrix_axelrod; /* 5, 3, 1, 0 */

/* Of the player who sees this outcome. */
int64_t matrix_payoff(const struct matrix_payoffs *payoffs, enum matrix_outcome seen);

/* Begins in state 0. To add one: a row in matrix.c. */
struct matrix_strategy {
    const char *name;
    const char *text; /* a sentence for the help */
    int states;
    uint16_t cooperates[MATRIX_STATES_MAX]; /* parts of MATRIX_CHANCE_WHOLE */
    uint8_t next[MATRIX_STATES_MAX][MATRIX_OUTCOMES];
};

extern const struct matrix_strategy matrix_strategies[];
extern const int matrix_strategy_count;

/* NULL when there is none of that name. */
const struct matrix_strategy *matrix_find(struct slice name);

/* Everything that fixes a match; the strategies are borrowed. */
struct matrix_match {
    const struct matrix_strategy *strategies[MATRIX_PLAYERS];
    struct matrix_payoffs payoffs;
    int32_t error; /* permille, 0..1000 */
    int32_t moves; /* 1..MATRIX_MOVES_MAX */
    struct siphash_key dice_key, bot_key;
};

/* The keys of game number `number` of a seed, as a world of that number has them: two matches of the same
 * seed and number meet the same errors, so that luck cancels between pairs. */
void matrix_match_seed(struct matrix_match *match, uint64_t seed, uint64_t number);

struct matrix_move {
    int32_t number;                                         /* from 1 */
    uint8_t intended[MATRIX_PLAYERS], done[MATRIX_PLAYERS]; /* enum matrix_choice */
};

/* Called for each move; may be NULL. */
typedef void matrix_move_seen(void *user, const struct matrix_move *move);

struct matrix_result {
    int64_t score[MATRIX_PLAYERS];
    int64_t seen[MATRIX_OUTCOMES]; /* moves by outcome, as the first player sees them */
};

struct matrix_result matrix_play(const struct matrix_match *match, matrix_move_seen *seen, void *user);

#endif
