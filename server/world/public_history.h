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

struct past_turn {
    struct public_view view; /* when it was over */
    int event_count;
    struct public_event events[];
};

struct past_press {
    uint32_t turn;
    struct wire_public_press said; /* its text is owned */
};

struct public_history {
    int count; /* turns, from the start (0) on */
    struct past_turn *turns[TURNS_MAX + 1];
    int press_count;
    struct past_press press[WIRE_PUBLIC_PRESS_MAX]; /* oldest first */
};

/* The start of a world: its turn 0. */
void public_history_begin(struct public_history *history, const struct world *world);
void public_history_free(struct public_history *history);

/* The turn that the world has just finished. */
void public_history_turn(struct public_history *history, const struct world *world,
                         const struct event_list *events);

/* Something written to everybody. When too much is kept, the oldest of whoever wrote most makes room. */
void public_history_press(struct public_history *history, const struct world_press *press);

/* A turn below `count`; its messages are put into `press`. What the pointers lead to is the history's. */
void public_history_tell(const struct public_history *history, uint32_t turn,
                         struct wire_public_press press[WIRE_PUBLIC_PRESS_MAX],
                         struct wire_public_turn *told);

#endif
