/* What one point more on each line of the budget changes: the same orders, resolved by the rules with the
 * point moved. Plain values. Pure; any thread. */
#ifndef SPIRAL_AIDS_MARGINS_H
#define SPIRAL_AIDS_MARGINS_H

#include "common/rules/orders.h"
#include "common/rules/view.h"

#include <stdbool.h>

/* Differences: with the point less without it. A point for arms or intel is taken from civil; what civil
 * loses thereby is the same for all of them and stands in the civil line, as what a point there brings. */
struct margin {
    bool is_defined;                       /* false: no point can be moved */
    bool is_last;                          /* there was none to add: what the last point on the line brings */
    int32_t fortify, strike, dual;         /* own stocks at the end of the turn, centi-units */
    int32_t score;                         /* of this turn, points */
    int32_t productivity, income;          /* from the next turn on: %, points */
    int32_t error_before, error;           /* of the next estimates, permille: without the point, with it */
    int32_t takes_me, i_take;              /* change of the two chances below, permille */
    int32_t seen;                          /* all own arms as others see them, errors apart, centi-units */
    int32_t suspicion_low, suspicion_high; /* log-odds of being greedy in the danger's eyes, milli-nats; 0
                                              where there is no danger */
};

struct margins {
    int32_t danger, prey;     /* the rivals of the two chances: see prospects; -1: none */
    int32_t takes_me, i_take; /* with the orders in hand, about, permille */
    int32_t civil_for_growth; /* points more on civil that raise productivity a step further; 0: none do */
    struct margin of[LINE_COUNT];
};

/* For a living seat and legal orders. */
void margins_of(const struct view *view, const struct orders *orders, struct margins *margins);

#endif
