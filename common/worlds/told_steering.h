/* What whoever ran the exercise told a world and did to its course, with its words, for the debrief. No
 * record has it: the server takes it from the running world, `spiral debrief` from the journal.
 *
 * Owner: whoever filled it, from {0} on. One thread at a time. */
#ifndef SPIRAL_WORLDS_TOLD_STEERING_H
#define SPIRAL_WORLDS_TOLD_STEERING_H

#include "common/base/status.h"
#include "common/cards/card.h"

struct told_steering {
    struct card_steering of;
    struct card_told *told; /* owned, with their words: those of `of` */
};

/* One more behind the others, with a copy of its words. False: there is no memory for it. */
MUST_USE bool told_steering_add(struct told_steering *steering, const struct card_told *told);

/* Turn `to` opens anew: what was done by hand from it on does not count. The same for any set of turns. */
void told_steering_back(struct told_steering *steering, int to);
static inline uint64_t turns_before(uint64_t turns, int to)
{
    return turns & (((uint64_t)1 << to) - 1);
}

/* Behind a practice turn that is undone: what was told since the start was told in it. */
void told_steering_practised(struct told_steering *steering);

/* It is {0} then. */
void told_steering_free(struct told_steering *steering);

#endif
