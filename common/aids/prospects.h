/* What would come of a war this turn, as far as one seat can reckon it: the chance that each rival takes it,
 * and that it takes each rival.
 *
 * Every chance is a range. It covers whatever the error of the estimates and the likeness of arms may hide,
 * and mobilisation that was not seen; the own side is exact, with the orders in hand carried out. It rests on
 * the balance that the seat believes in, and on the others' arms as they are now: what a rival buys in this
 * turn is not in it, but in `armed`. Plain values. Pure; any thread. */
#ifndef SPIRAL_AIDS_PROSPECTS_H
#define SPIRAL_AIDS_PROSPECTS_H

#include "common/aids/duel.h"

#include <stdbool.h>

/* Permille. */
struct odds {
    int32_t low, about, high;
};

/* One rival. Chances of what cannot happen are 0. */
struct prospect {
    bool is_rival; /* a living rival; everything else is 0 otherwise */
    bool reaches_me, i_reach;
    struct odds takes_me;          /* it alone attacks me; I wait and stand alone */
    struct odds takes_me_helped;   /* the same, but those who owe me help come */
    int32_t takes_me_armed;        /* the most: alone, all that it can earn this turn spent on strike */
    struct odds i_take;            /* I alone attack it; it waits and stands alone */
    struct odds i_take_helped;     /* the same, but those who are known to owe it help come */
    int32_t i_take_armed;          /* the least: alone, all that it can earn this turn spent on fortify */
    struct odds i_win_meeting;     /* we attack each other: I prevail; only where both reach */
    uint32_t helpers, its_helpers; /* who comes when called, as bit masks */
};

struct prospects {
    bool is_grace;          /* nobody can attack this turn yet */
    int32_t attack_from;    /* first turn in which attacks are allowed; the first turn of all is 1 */
    bool balance_hidden;    /* nobody was told the true balance */
    int32_t balance;        /* the one believed in, % */
    int32_t most_dangerous; /* of those that reach me most likely to take me alone; -1: none does */
    int32_t weakest;        /* of those in my reach most likely to fall to me alone; -1: none is */
    struct prospect of[ACTORS_MAX];
};

/* For a living seat. The orders are legal; their attack does not count. Without orders: it saved none. */
void prospects_of(const struct view *view, const struct orders *orders, struct prospects *prospects);

/* takes_me.about and i_take.about alone. */
int32_t prospect_takes_me(const struct own_side *side, int rival);
int32_t prospect_i_take(const struct own_side *side, int rival);

/* A living actor that is not the seat's own. */
bool prospect_is_rival(const struct view *view, int j);

#endif
