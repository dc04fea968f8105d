/* What holds after every turn of every world, whatever was ordered. */
#ifndef SPIRAL_TESTS_PROPERTY_INVARIANTS_H
#define SPIRAL_TESTS_PROPERTY_INVARIANTS_H

#include "common/base/text.h"
#include "common/rules/turn.h"

#include <stdbool.h>

/* The world before a turn, after it, and what the turn told. */
struct passage {
    const struct world *before, *after;
    const struct event_list *events;
};

/* False, and a sentence, when something does not hold. */
bool invariants_hold(const struct passage *passage, struct text *why);

/* Part of the above: every score changed by what the events account for (ledger.c). */
bool ledger_balances(const struct passage *passage, struct text *why);

#endif
