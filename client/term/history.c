#include "client/term/history.h"

#include "common/base/must.h"

#include <stdlib.h>
#include <string.h>

void history_init(struct history *history)
{
    memset(history, 0, sizeof *history);
}

void history_free(struct history *history)
{
    for (int x = 0; x < TURNS_MAX; x++)
        free(history->turns[x].events);
    history_init(history);
}

void history_keep(struct history *history, uint32_t turn, bool only)
{
    for (uint32_t x = 1; x <= TURNS_MAX; x++) {
        if (x == turn || (x < turn && !only))
            continue;
        free(history->turns[x - 1].events);
        memset(&history->turns[x - 1], 0, sizeof history->turns[0]);
    }
}

void history_add(struct history *history, uint32_t turn, const struct event_list *list)
{
    if (turn < 1 || turn > TURNS_MAX)
        return;
    history_keep(history, turn - 1, false);
    size_t size = (size_t)list->count * sizeof list->events[0];
    struct event *events = malloc(size ? size : 1);
    must(events != NULL);
    memcpy(events, list->events, size);
    history->turns[turn - 1].events = events;
    history->turns[turn - 1].count = list->count;
    history->turns[turn - 1].known = true;
}

int history_events(const struct history *history, uint32_t turn, const struct event **events)
{
    if (turn < 1 || turn > TURNS_MAX || !history->turns[turn - 1].known)
        return -1;
    *events = history->turns[turn - 1].events;
    return history->turns[turn - 1].count;
}
