/* The phases of a turn, for turn.c only. Each works on the world in place and adds its events. */
#ifndef SPIRAL_RULES_PHASES_H
#define SPIRAL_RULES_PHASES_H

#include "common/rules/turn.h"

/* What one turn passes from phase to phase. */
struct turn {
    struct world *world;
    struct event_list *events;
    const struct orders *orders[ACTORS_MAX]; /* legal in every part: the book's, or mended below */
    struct orders mended[ACTORS_MAX];
    int32_t warned[ACTORS_MAX]; /* whom the actor had warned before this turn, or -1 */
    int32_t side[ACTORS_MAX];   /* whom the actor attacks, itself or as a called ally, or -1 */
    int32_t joined[ACTORS_MAX]; /* 1: called in */
    int32_t blame[ACTORS_MAX];  /* what its attack adds to the others' suspicion, milli-nats */
};

static inline uint32_t seen_by_all(const struct world *world)
{
    return (1u << world->scenario.actor_count) - 1;
}

static inline uint32_t seen_by(int i)
{
    return 1u << i;
}

void phase_diplomacy(struct turn *turn);  /* 1 */
void phase_economy(struct turn *turn);    /* 2 */
void phase_signals(struct turn *turn);    /* 3 */
void phase_coalitions(struct turn *turn); /* 4: who attacks whom */
void phase_war(struct turn *turn);        /* 4 and 5 */
void phase_assessment(struct turn *turn); /* 7 */
void phase_insecurity(struct turn *turn); /* 8 */
void phase_ending(struct turn *turn);     /* 9 */

/* Does k honour the call of ally j? `excused`: j attacks this turn or struck first, which frees the answer
 * honour_if_victim. */
bool call_answered(int32_t answer, bool excused);

/* A secret pact that is called becomes public. */
void pact_expose(struct turn *turn, int i, int j);

/* k stands aside: the cost of honour (Snyder 1984) and, if k had warned one of the foes (bit mask), of the
 * audience (Fearon 1994). */
void call_refuse(struct turn *turn, int k, int pact, uint32_t foes);

#endif
