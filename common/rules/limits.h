/* Every bound of the rules in one place, related to each other by static_assert. */
#ifndef SPIRAL_RULES_LIMITS_H
#define SPIRAL_RULES_LIMITS_H

#include <assert.h>

enum {
    RULES_VERSION = 1,
    ACTORS_MIN = 2,
    ACTORS_MAX = 12,
    TERRITORY_MAX = 1000,   /* of an actor, and of a whole world at the start */
    PRODUCTIVITY_MAX = 400, /* percent */
    STOCK_MAX = 1000000,    /* centi-units of one kind of arms */
    ORDER_VALUE_MIN = -1,   /* no field of the orders may lie outside these two */
    ORDER_VALUE_MAX = 1000000,
    TURNS_MAX = 60,
    RISE_MAX = 20,  /* productivity points a turn */
    NAME_SIZE = 32, /* of a scenario or an actor, with the NUL */
    PACTS_MAX = ACTORS_MAX * (ACTORS_MAX - 1) / 2,
    ASSESSMENTS_MAX = ACTORS_MAX * (ACTORS_MAX - 1),
    ORDER_PARTS = 11, /* parts of the orders that are judged apart */
    /* most events one turn can raise: each line is one kind's worst case */
    EVENTS_MAX = ACTORS_MAX * ORDER_PARTS          /* rejected */
                 + 2 * ASSESSMENTS_MAX + PACTS_MAX /* cancel, offer, pact */
                 + 7 * ACTORS_MAX      /* tech, budget, scrap, declare, mobilise, attack, breach */
                 + ASSESSMENTS_MAX     /* open books */
                 + 2 * ASSESSMENTS_MAX /* called to attack (or conflicted), with exposure */
                 + 2 * ASSESSMENTS_MAX /* called to help (or conflicted), with exposure */
                 + 2 * ACTORS_MAX      /* battle or meeting, odds */
                 + ASSESSMENTS_MAX     /* gains */
                 + 3 * ACTORS_MAX      /* eliminated, leak, vulnerability */
                 + 1                   /* end */
};

static_assert(ACTORS_MAX <= 16, "event masks and open_books are 16 bits wide");
static_assert((1 << ACTORS_MAX) <= ORDER_VALUE_MAX, "open_books fits into an order value");

#endif
