#include "server/world/public_history.h"

#include "common/base/memory.h"
#include "common/base/must.h"
#include "common/rules/world.h"
#include "server/world/machine.h"

#include <stdlib.h>
#include <string.h>

/* The turn's messages are final with it. */
static void take_press(struct public_history *history, struct past_turn *turn)
{
    size_t size = (size_t)history->press_count * sizeof history->press[0];
    turn->press_count = history->press_count;
    turn->press = NULL;
    history->press_count = 0;
    if (!size)
        return;
    turn->press = memory_of(size);
    memcpy(turn->press, history->press, size);
}

static void add_turn(struct public_history *history, const struct world *world,
                     const struct public_event *events, int event_count)
{
    must(history->count <= TURNS_MAX && world->turn == history->count);
    size_t size = (size_t)event_count * sizeof events[0];
    struct past_turn *turn = memory_of(memory_sum(sizeof *turn, size));
    public_view_of(world, &turn->view);
    turn->event_count = event_count;
    if (size)
        memcpy(turn->events, events, size);
    take_press(history, turn);
    history->turns[history->count++] = turn;
}

void public_history_begin(struct public_history *history, const struct world *world)
{
    add_turn(history, world, NULL, 0);
}

static void free_press(struct wire_public_press *press, int count)
{
    for (int x = 0; x < count; x++)
        free((void *)(uintptr_t)press[x].text);
}

static void drop_since(struct public_history *history, int turn)
{
    for (int x = turn; x < history->count; x++) {
        free_press(history->turns[x]->press, history->turns[x]->press_count);
        free(history->turns[x]->press);
        free(history->turns[x]);
        history->turns[x] = NULL;
    }
    history->count = turn;
    free_press(history->press, history->press_count);
    history->press_count = 0;
}

void public_history_free(struct public_history *history)
{
    drop_since(history, 0);
}

void public_history_back(struct public_history *history, int to)
{
    must(to >= 1 && to <= history->count);
    drop_since(history, to);
}

void public_history_turn(struct public_history *history, const struct world *world,
                         const struct event_list *events)
{
    struct public_event told[PUBLIC_EVENTS_MAX];
    const struct public_view *before = &history->turns[history->count - 1]->view;
    add_turn(history, world, told, public_events_of(events, before, told));
}

/* Nobody can push out the others' words by writing much. */
static void forget_one(struct public_history *history)
{
    int kept[ACTORS_MAX] = {0}, most = 0, oldest = 0;
    for (int x = 0; x < history->press_count; x++)
        kept[history->press[x].from]++;
    for (int i = 1; i < ACTORS_MAX; i++)
        if (kept[i] > kept[most])
            most = i;
    while (history->press[oldest].from != (uint32_t)most)
        oldest++;
    free_press(&history->press[oldest], 1);
    history->press_count--;
    memmove(&history->press[oldest], &history->press[oldest + 1],
            (size_t)(history->press_count - oldest) * sizeof history->press[0]);
}

void public_history_press(struct public_history *history, const struct world_press *press)
{
    must(press->everyone && press->from < ACTORS_MAX && press->turn == (uint32_t)history->count);
    if (history->press_count == WIRE_PUBLIC_PRESS_MAX)
        forget_one(history);
    size_t size = strlen(press->text) + 1;
    char *text = memory_of(size);
    memcpy(text, press->text, size);
    history->press[history->press_count++] = (struct wire_public_press){.from = press->from, .text = text};
}

void public_history_tell(const struct public_history *history, uint32_t turn, struct wire_public_turn *told)
{
    must(turn < (uint32_t)history->count);
    const struct past_turn *past = history->turns[turn];
    memset(told, 0, sizeof *told);
    told->view = past->view;
    told->event_count = past->event_count;
    told->events = past->events;
    told->press = past->press;
    told->press_count = past->press_count;
}
