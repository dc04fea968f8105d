/* The closed formulas of the field, each held against a calculation of its own kind: an integration, an
 * iteration of best replies, a search over all plans, battles of the engine.
 *
 * For client/sim/theory_formulas*.c and their tests only: what is expected is a parameter. Each function
 * writes what it measured and says whether that is what was expected. Pure; any thread. */
#ifndef SPIRAL_THEORY_FORMULAS_H
#define SPIRAL_THEORY_FORMULAS_H

#include "client/theory/theory.h"

#include <stdbool.h>

#define FORMULA_NEARLY      1e-9 /* rounding of some thousand operations */
#define FORMULA_COUNT(list) ((int)(sizeof(list) / sizeof(list)[0]))

/* ---- arms (theory_formulas_arms.c) */

/* Richardson 1960: dx/dt = k y - a x + g, dy/dt = l x - b y + h. */
struct richardson {
    double k, l, a, b, g, h;
};

/* From four starts the arms come to rest within `tolerance` (a share) of x, y. */
bool richardson_rest_holds(const struct richardson *race, double x, double y, double tolerance,
                           struct text *measured);
/* From four starts the arms grow without bound. */
bool richardson_divergence_holds(const struct richardson *race, struct text *measured);
/* Over 1296 races: the arms come to rest if and only if a b > weight k l. */
bool richardson_stability_holds(double weight, struct text *measured);

enum lanchester_law { LANCHESTER_SQUARE, LANCHESTER_LINEAR };

/* Equal lethality; what is left of the stronger side when the weaker is gone. */
bool lanchester_holds(enum lanchester_law law, double stronger, double weaker, double survivors,
                      struct text *measured);

/* ---- contests (theory_formulas_contest.c) */

/* Battles of the engine, 20,000 at each balance, are won as often as (g OFF)^m / ((g OFF)^m + DEF^m) says,
 * with m the exponent, within `tolerance` percent (more with fewer battles). */
bool battles_hold(const struct theory_run *run, const int32_t *balances, int count, double exponent,
                  double tolerance, struct text *measured);

/* Tullock's contest of x^m / (x^m + y^m) for a prize of 1000: replies to replies settle at this effort. */
bool tullock_holds(double exponent, double effort, struct text *measured);

/* Hirshleifer's contest of 1 / (1 + e^(-k (x - y))): no effort on either side is an equilibrium if and only
 * if k V / 4 <= critical; with the ratio form it never is. */
bool peace_holds(double critical, struct text *measured);

/* With k = 0.006 and prizes of 1000 and `weaker_prize` the one contends and the other submits. */
bool submission_holds(double weaker_prize, struct text *measured);

/* ---- fear and trust (theory_formulas_trust.c) */

struct fear_expectation {
    int32_t balance, threshold; /* %, permille; -1: waiting is dominant */
};

/* Schelling's threshold between equals from the engine's parameters, payoffs in whole points with losses
 * rounded up, the threshold to the nearest permille. */
bool fear_formula_holds(const struct fear_expectation *rows, int count, struct text *measured);

/* Signals of the balance with a uniform error of `error` percent points: from thresholds of 100 and of 300
 * the best replies end between the two balances, so that all attack at the upper and all wait at the lower.
 */
bool selection_holds(double error, double waits, double attacks, struct text *measured);

/* Baliga and Sjostrom 2004 with costs of arming uniform in 0..1000. */
struct arming_expectation {
    double exposed, gained; /* d: loss of the unarmed who meets arms; mu: gain of arms over the unarmed */
    double share;           /* of the types who arm in the end */
};
bool arming_holds(const struct arming_expectation *rows, int count, double tolerance, struct text *measured);

/* Kydd 2000: the shares risked in the first of two rounds by which the trustworthy show themselves. */
struct signal_expectation {
    double trust, low, high;
};
bool signals_hold(const struct signal_expectation *rows, int count, double tolerance, struct text *measured);

/* Least belief that makes cooperation a best reply to one who cooperates if trustworthy, against
 * (P - S) / ((R - T) + (P - S)) over all stag hunts with points in 0..6; and in 4, 3, 2, 1. */
bool trust_holds(double expected, struct text *measured);

/* ---- bargaining (theory_formulas_bargain.c) */

/* A division that both prefer to war exists for every chance of winning, and their range is the sum of the
 * costs times weight. */
bool range_holds(double weight, struct text *measured);
/* With an advantage of striking first it exists if and only if the advantage is at most weight times the
 * sum. */
bool first_strike_holds(double weight, struct text *measured);

struct prevention_expectation {
    double before, after; /* the riser's chance to win */
    double patience;      /* delta */
    double cost;          /* of war a period, of the declining side; the pie is 1 */
    bool war;
};
/* The declining side attacks, by the sum of its periods; and over a grid if and only if
 * patience * after - before > weight * cost * (1 - patience). */
bool prevention_holds(const struct prevention_expectation *rows, int count, double weight,
                      struct text *measured);

/* ---- alliances (theory_formulas_alliance.c) */

/* Two balancers, a victim and an attacker, all alike in defence, on the engine's contest and parameters:
 * joiners in the Nash equilibrium (pure; their number must be unique). */
struct join_expectation {
    int32_t ratio, balance; /* %: the attacker's offence over a defence; balance */
    int joiners;
};
bool joiners_hold(const struct join_expectation *rows, int count, int32_t honour, struct text *measured);

/* Diekmann's volunteer's dilemma: chance that nobody acts in the mixed equilibrium of n. */
struct volunteer_expectation {
    int n;
    double nobody;
};
bool volunteers_hold(double cost, const struct volunteer_expectation *rows, int count, struct text *measured);

/* Niou, Ordeshook and Rose: members of some minimal winning coalition. */
struct balance_expectation {
    int32_t resources[8]; /* ended by 0 */
    unsigned essential;   /* bit i: state i */
};
bool essential_states_hold(const struct balance_expectation *rows, int count, struct text *measured);

#endif
