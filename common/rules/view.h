/* What one seat may know now: the only way from a world to an audience, to a bot and to the check of orders.
 *
 * Computed from public facts, the seat's own facts and its own estimates. Never holds the key, anybody else's
 * motive, stocks, orders, offers to others, assessments or secret pacts, nor the true balance or any
 * insecurity. A plain value. Pure; any thread. */
#ifndef SPIRAL_RULES_VIEW_H
#define SPIRAL_RULES_VIEW_H

#include "common/rules/orders.h"
#include "common/rules/scenario.h"

#include <stdint.h>

struct world;

/* The seat's own state; fields as in struct actor. */
struct view_own {
    int32_t motive, productivity, fortify, strike, dual, intel, score, empathy, mobilised, project, progress,
        routine;
    int32_t posture, held;
    int32_t budget[LINE_COUNT];
};

/* Lists are by actor; matrices [i][j] are public facts of i toward j. */
struct view {
    struct scenario scenario; /* as the seat knows it: believed balance, own motive, public and own pacts and
                                 assessments */
    int32_t rules, me, n, turn, end;
    int32_t balance; /* the one it believes in, % */
    int32_t alive[ACTORS_MAX], territory[ACTORS_MAX], start[ACTORS_MAX], base[ACTORS_MAX], kept[ACTORS_MAX];
    int32_t refused[ACTORS_MAX], broken[ACTORS_MAX], begun[ACTORS_MAX], tech[ACTORS_MAX];
    int32_t declared[ACTORS_MAX], declared_to[ACTORS_MAX];
    int32_t attacked[ACTORS_MAX][ACTORS_MAX], relation[ACTORS_MAX][ACTORS_MAX];
    int32_t income; /* budget points */
    struct view_own own;
    int32_t est_fortify[ACTORS_MAX], est_strike[ACTORS_MAX], est_dual[ACTORS_MAX], est_before[ACTORS_MAX];
    int32_t seen_mobilised[ACTORS_MAX], leaked[ACTORS_MAX], ending[ACTORS_MAX];
    int32_t assessment[ACTORS_MAX]; /* permille that the actor is greedy */
    int32_t opened[ACTORS_MAX];     /* who opened its books to me */
    int32_t offer_in[ACTORS_MAX], offer_in_secret[ACTORS_MAX], offer_out[ACTORS_MAX],
        offer_out_secret[ACTORS_MAX];
    int32_t pact[ACTORS_MAX][ACTORS_MAX]; /* 0 where secret and unknown to the seat */
    int32_t my_secret[ACTORS_MAX];
    int32_t band; /* felt insecurity 0..3, from own estimates and the believed balance */
};

/* The view of actor `me`, dead or alive. */
void view_of(const struct world *world, int me, struct view *view);

/* Brings a view of an earlier turn of the same world and seat up to now: the same as view_of, at less cost.
 * `fresh`: another seat's view of now, from which the public part is taken, or NULL. */
void view_again(const struct world *world, const struct view *fresh, struct view *view);

/* What the legality of a seat's orders rests on; from its view, or straight from the world where only that is
 * wanted. Borrows from its argument. */
struct order_ground view_ground(const struct view *view);
struct order_ground seat_ground(const struct world *world, int me);

/* Fungibility of an actor's arms as everybody knows it, %. */
int64_t view_fungibility(const struct view *view, int actor);

/* Worth of a rival's estimated arms, and of the seat's own (without mobilisation), centi-units. */
int64_t view_offence(const struct view *view, int actor);
int64_t view_defence(const struct view *view, int actor);

/* Believed balance for i attacking j, %. */
int64_t view_balance(const struct view *view, int i, int j);

#endif
