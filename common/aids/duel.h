/* One battle in a believed world, fought by the rules: what a seat may expect of a war this turn.
 *
 * Plain values. Pure; any thread. */
#ifndef SPIRAL_AIDS_DUEL_H
#define SPIRAL_AIDS_DUEL_H

#include "common/aids/believed.h"

#include <stdbool.h>

/* The seat as it fights this turn: with its orders carried out, up to the war. */
struct own_side {
    const struct view *view; /* borrowed */
    struct orders orders;
    struct actor after; /* the own state when the turn is over, had nobody attacked */
    int32_t income;     /* of the next turn, points */
};

/* Without `orders` the seat saved none. */
void own_side_of(const struct view *view, const struct orders *orders, struct own_side *side);

/* Between the seat and one rival. */
struct duel {
    int rival;
    bool i_attack, it_attacks; /* at least one; both: they meet */
    bool helped;               /* those who owe the target help keep their word; nobody joins an attack */
    enum guess rival_arms, help_arms;    /* of the rival, and of those who help either */
    int32_t extra_fortify, extra_strike; /* added to the guess about the rival, centi-units */
};

/* Chance that the attack succeeds, in a meeting that the seat's side prevails, permille; 0 where it cannot
 * reach. The rival's arms and its helpers' count as they are, neither worn nor added to this turn. `helpers`:
 * who comes, as a bit mask; may be NULL. */
int32_t duel_chance(const struct own_side *side, const struct duel *duel, uint32_t *helpers);

#endif
