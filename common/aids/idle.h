/* What the rules do for a seat that saves nothing this turn. Plain values. Pure; any thread. */
#ifndef SPIRAL_AIDS_IDLE_H
#define SPIRAL_AIDS_IDLE_H

#include "common/aids/estimates.h"

/* Nobody is attacked, nothing is signalled, offered, cancelled or mobilised. All of it is exact, and holds
 * unless somebody attacks. */
struct idle {
    int32_t budget[LINE_COUNT];  /* points: last turn's split, scaled to what there is */
    int32_t research;            /* the project that goes on, enum project */
    struct arms now, next;       /* own stocks, centi-units */
    int32_t score;               /* points of this turn */
    int32_t income, income_next; /* points */
    int32_t error;               /* of the next estimates, permille */
    uint32_t honours;            /* partners whose calls for help are honoured, as a bit mask */
    uint32_t marches;            /* of them those whom it would follow into an attack */
    uint32_t lapses;             /* states whose open offer is not taken, and lapses */
    int32_t danger;              /* the most dangerous rival then; -1: none */
    int32_t takes_me;            /* its chance to take me then, about, permille */
};

/* For a living seat. */
void idle_of(const struct view *view, struct idle *idle);

#endif
