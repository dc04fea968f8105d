/* Everything that a seat may ask about orders in hand, in one answer: what a client that has the rules
 * computes for itself, for those that have not.
 *
 * Only from the seat's view and its own orders: the answer tells the seat nothing that it could not work out.
 * A plain value of some 12 KiB in the caller's space. Pure; any thread. */
#ifndef SPIRAL_AIDS_CONSIDER_H
#define SPIRAL_AIDS_CONSIDER_H

#include "common/aids/believed_game.h"
#include "common/aids/choices.h"
#include "common/aids/estimates.h"
#include "common/aids/idle.h"
#include "common/aids/looks.h"
#include "common/aids/margins.h"
#include "common/aids/prospects.h"

/* What is asked; a set. */
enum consider_topic {
    CONSIDER_CHOICES = 1,
    CONSIDER_FIGURES = 2,
    CONSIDER_PROSPECTS = 4,
    CONSIDER_MARGINS = 8,
    CONSIDER_LOOKS = 16,
    CONSIDER_IDLE = 32,
    CONSIDER_GAME = 64,
    CONSIDER_ALL = 127,
    CONSIDER_TOPICS = 7, /* how many there are */
};

struct considered {
    struct verdicts verdicts; /* on the orders */
    int32_t available;        /* points that they may distribute */
    unsigned topics;          /* answered; what belongs to the others is 0 */
    int32_t n;                /* states, where a topic lists them */
    struct choices choices;
    struct figures figures[ACTORS_MAX]; /* of living rivals */
    struct prospects prospects;
    struct margins margins;
    struct looks looks;
    struct idle idle;
    struct believed_game game; /* without stage.kind, which `kind` says better */
};

/* For a living seat. Without orders: as if none were saved. `answers`: the standing answers that the seat
 * saved last, or NULL. Orders that are not legal leave out prospects, margins and looks, which rest on them.
 */
void consider(const struct view *view, const struct orders *orders, const int32_t *answers, unsigned topics,
              struct considered *considered);

#endif
