/* What everybody was told of a world, turn by turn, for those who look on from behind: public views, public
 * events and what states wrote to everybody. Kept for the whole of a world, because a spectator may come
 * late.
 *
 * It is filled by the functions that play and recovery share, so it comes back with the journal. Owner: the
 * machine. One thread. */
#ifndef SPIRAL_WORLD_PUBLIC_HISTORY_H
#define SPIRAL_WORLD_PUBLIC_HISTORY_H

#include "common/rules/public_view.h"
#include "common/wire/message.h"

struct world_press;

/* Nothing of it changes any more: whoever asks twice is told the same. */
struct past_turn {
    struct public_view view; /* when it was over */
    int press_count;
    struct wire_public_press *press; /* oldest first; owned, and so are the texts */
    int event_count;
    struct public_event events[];
};

struct public_history {
    int count; /* turns, from the start (0) on */
    struct past_turn *turns[TURNS_MAX + 1];
    /* Of the open turn, oldest first; the texts are owned. Each turn has a bound of its own, and not the
     * world one for all: what is said now would make room where everybody looks, and so tell of the open
     * turn. */
    int press_count;
    struct wire_public_press press[WIRE_PUBLIC_PRESS_MAX];
};

/* The start of a world: its turn 0. */
void public_history_begin(struct public_history *history, const struct world *world);
void public_history_free(struct public_history *history);

/* The turn that the world has just finished, with what was said while it was open. */
void public_history_turn(struct public_history *history, const struct world *world,
                         const struct event_list *events);

/* Turn `to`, which was finished or is open, opens anew: it is gone with all behind it and what was said then.
 */
void public_history_back(struct public_history *history, int to);

/* Something written to everybody in the open turn. When too much of that turn is kept, the oldest of whoever
 * wrote most in it makes room. */
void public_history_press(struct public_history *history, const struct world_press *press);

/* A turn below `count`. What the pointers lead to is the history's. */
void public_history_tell(const struct public_history *history, uint32_t turn, struct wire_public_turn *told);

#endif
