/* How one looks to the others: what a rival may see of one's arms, and which of one's acts move its
 * assessment that one is greedy.
 *
 * By the rules, from what the seat knows. Nobody knows what a rival spends on intel: its error is taken at
 * its widest, its empathy and strength at their bounds. Plain values. Pure; any thread. */
#ifndef SPIRAL_AIDS_LOOKS_H
#define SPIRAL_AIDS_LOOKS_H

#include "common/aids/estimates.h"
#include "common/rules/orders.h"

/* What of the orders is judged by others. */
enum look_act {
    LOOK_LEVEL, /* no act: the arms one has, worn by a turn, with none bought and nothing done */
    LOOK_ARMS,  /* what is bought */
    LOOK_SCRAP,
    LOOK_MOBILISE, /* where it is seen */
    LOOK_ATTACK,
    LOOK_BOOKS,
    LOOK_DECLARE,
    LOOK_PACTS,
    LOOK_ACT_COUNT,
};

/* A change of the log-odds of being greedy, milli-nats, and of the chance from `standing`, permille. */
struct act_effect {
    bool is_used; /* the orders have such an act */
    int32_t low, high;
    int32_t low_permille, high_permille;
};

/* In the eyes of one rival. */
struct look {
    bool sees;                     /* a living rival; figures reach it however far away it is */
    int32_t error_now, error;      /* its widest error, permille: last time, and when this turn is over */
    struct arms now_low, now_high; /* what it may have been shown last, centi-units */
    struct arms low, high;         /* what it may be shown when this turn is over, had nobody attacked */
    int32_t prior;                 /* permille: what all are given at the start, or partners are */
    int32_t standing;              /* permille: that, and the attacks on record */
    struct act_effect
        acts[LOOK_ACT_COUNT]; /* to an eye without error: what leaving the act out would change */
    struct act_effect all;    /* of these orders as a whole, whatever the error */
};

struct looks {
    struct arms mine_now, mine;       /* true stocks: now, and when this turn is over */
    struct arms blurred_now, blurred; /* what they look like to an eye without error */
    int32_t alike;                    /* of 100 units of one kind so many look like the other */
    bool moles;                       /* somebody may have a mole, and see the true stocks */
    int32_t seen_mobilised;           /* permille: chance that each state in reach sees it */
    int32_t begun, answered;          /* attacks on record: begun; in return or for an ally */
    struct look of[ACTORS_MAX];
};

/* For a living seat and legal orders. */
void looks_of(const struct view *view, const struct orders *orders, struct looks *looks);

#endif
