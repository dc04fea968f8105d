/* A turn is a function: (world, order book) -> (world', events). The key of the dice is part of the world.
 *
 * No clock, heap, I/O, global or floating point; the same arguments give the same result on every machine. */
#ifndef SPIRAL_RULES_TURN_H
#define SPIRAL_RULES_TURN_H

#include "common/rules/event.h"
#include "common/rules/orders.h"
#include "common/rules/world.h"

/* All seats' orders of one turn, closed. An absent seat gave none and gets the defaults. */
struct order_book {
    bool given[ACTORS_MAX];
    struct orders orders[ACTORS_MAX];
};

/* Turns `world` into the world after the turn; `events` is replaced by what happened, in order. A world that
 * has ended stays as it is and raises nothing. */
void turn_resolve(struct world *world, const struct order_book *book, struct event_list *events);

#endif
