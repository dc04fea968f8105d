/* What whoever runs the exercise may want to know of a world's last turn: how far somebody went, and what is
 * going on. Computed when a turn closes, turn by turn, with the debrief's own definitions: no log is kept of
 * a running world, and asking costs nothing.
 *
 * It rests on what is true: nobody who plays may be told of it. Owner: the machine. One thread. */
#ifndef SPIRAL_WORLD_SIGNS_H
#define SPIRAL_WORLD_SIGNS_H

#include "common/debrief/episode.h"
#include "common/wire/message_exercise.h"

/* Those beyond are told as one with the last. */
enum { SIGNS_WARS = 3, SIGNS_SPIRALS = 2, SIGNS_ACTS = SIGN_MOBILISED - SIGN_CHAIN_GANG + 1 };

static_assert((int)SIGNS_WARS + SIGNS_SPIRALS + SIGNS_ACTS <= (int)WIRE_SIGNS_MAX, "all kinds of signs fit");

struct signs {
    uint32_t tension; /* 1..6; 0: nothing was played */
    int count;
    struct wire_sign list[WIRE_SIGNS_MAX];
    struct spiral_run runs[PACTS_MAX]; /* of each pair, by the states' order */
};

/* The turn that led from `before` to `after`. All zero before the first. */
void signs_turn(struct signs *signs, const struct world *before, const struct world *after,
                const struct event_list *events);

#endif
