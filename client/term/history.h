/* The reports of the turns seen so far, for `log`.
 *
 * Owner: the game; history_free gives the memory back. Loop thread. */
#ifndef SPIRAL_TERM_HISTORY_H
#define SPIRAL_TERM_HISTORY_H

#include "common/rules/event.h"

#include <stdbool.h>

struct history {
    struct {
        bool known;
        int count;
        struct event *events; /* owned */
    } turns[TURNS_MAX];
};

void history_init(struct history *history);
void history_free(struct history *history);

/* Keeps a copy; `turn` counts from 1. What was known of that turn and of later ones goes: the world may have
 * been rolled back. */
void history_add(struct history *history, uint32_t turn, const struct event_list *list);

/* The world was rolled back: only the turns up to this one hold, or only this one. */
void history_keep(struct history *history, uint32_t turn, bool only);

/* Events of the turn, in order; -1 when it was not seen here. */
int history_events(const struct history *history, uint32_t turn, const struct event **events);

#endif
