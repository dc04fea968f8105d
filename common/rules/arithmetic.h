/* Integer arithmetic of the rules: every division is a floor division, every value has a proven bound.
 *
 * Units: arms in centi-units (100 = one unit = one budget point), chances in permille, balance, fungibility
 * and proximity in percent, log-odds in milli-nats. Pure; any thread. */
#ifndef SPIRAL_RULES_ARITHMETIC_H
#define SPIRAL_RULES_ARITHMETIC_H

#include <stdint.h>

/* Floor division; b > 0. C truncates toward zero, the rules do not: below 0 it is the complement of the
 * quotient of the complement. */
static inline int64_t floor_div(int64_t a, int64_t b)
{
    int64_t sign = a < 0 ? -1 : 0;
    return (a ^ sign) / b ^ sign;
}

static inline int64_t ceil_div(int64_t a, int64_t b)
{
    return floor_div(a + b - 1, b);
}

static inline int64_t min_of(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static inline int64_t max_of(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static inline int64_t clamp(int64_t x, int64_t low, int64_t high)
{
    return x < low ? low : x > high ? high : x;
}

/* Largest r with r*r <= x; x >= 0. */
int64_t int_sqrt(int64_t x);

/* Chance in permille that force a prevails over force d: a^2 / (a^2 + d^2), rounded; 500 when both are 0
 * (Tullock 1980, exponent 2). Both are at least 0; they are halved together until they lie below 2^26, so the
 * largest intermediate value is 1000 * 2^52 + 2^52 < 2^63. */
int64_t contest(int64_t a, int64_t d);

/* Permille (clamped to 10..990) to milli-nats, linear between 21 table points. */
int64_t logit(int64_t permille);

/* Milli-nats (clamped to +-4600) to permille, 10..990. */
int64_t sigmoid(int64_t milli_nats);

/* What the arms of one actor are worth in attack and in defence, centi-units. phi: how far fortify also
 * attacks and strike also defends (Jervis 1978); dual: worth of one ambiguous unit, both ways. */
int64_t offence_value(int64_t fortify, int64_t strike, int64_t dual, int64_t phi, int64_t dual_value);
int64_t defence_value(int64_t fortify, int64_t strike, int64_t dual, int64_t phi, int64_t dual_value);

/* Territory at stake in one battle: ceil(territory * percent / 100), at least 1, never more than all of it.
 */
int64_t stake_of(int64_t territory, int64_t percent);

#endif
