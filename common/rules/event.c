#include "common/rules/event.h"

#include "common/base/must.h"

#include <stddef.h>
#include <string.h>

static const struct event_row {
    const char *name;
    int numbers;
} rows[EVENT_KIND_COUNT] = {
    [EVENT_REJECTED] = {"rejected", 2},
    [EVENT_CANCEL] = {"cancel", 2},
    [EVENT_PACT] = {"pact", 4},
    [EVENT_OFFER] = {"offer", 4},
    [EVENT_TECH] = {"tech", 2},
    [EVENT_BUDGET] = {"budget", 6},
    [EVENT_SCRAP] = {"scrap", 2},
    [EVENT_OPEN_BOOKS] = {"open_books", 2},
    [EVENT_DECLARE] = {"declare", 3},
    [EVENT_MOBILISE] = {"mobilise", 1},
    [EVENT_CALLED_ATTACK] = {"called_attack", 4},
    [EVENT_CONFLICTED] = {"conflicted", 3},
    [EVENT_EXPOSED] = {"exposed", 3},
    [EVENT_ATTACK] = {"attack", 3},
    [EVENT_BREACH] = {"breach", 2},
    [EVENT_CALLED] = {"called", 4},
    [EVENT_BATTLE] = {"battle", 4},
    [EVENT_MEETING] = {"meeting", 3},
    [EVENT_ODDS] = {"odds", 3},
    [EVENT_GAIN] = {"gain", 3},
    [EVENT_ELIMINATED] = {"eliminated", 1},
    [EVENT_LEAK] = {"leak", 2},
    [EVENT_VULNERABILITY] = {"vulnerability", 2},
    [EVENT_END] = {"end", 1},
};

const char *event_name(int kind)
{
    return rows[kind].name;
}

int event_numbers(int kind)
{
    return rows[kind].numbers;
}

void event_add(struct event_list *list, uint32_t seen_by, enum event_kind kind, const int32_t *numbers)
{
    must(list->count < EVENTS_MAX);
    struct event *event = &list->events[list->count++];
    event->seen_by = (uint16_t)seen_by;
    event->kind = (uint8_t)kind;
    event->count = (uint8_t)rows[kind].numbers;
    memcpy(event->numbers, numbers, sizeof event->numbers);
    for (int x = event->count; x < EVENT_NUMBERS_MAX; x++)
        event->numbers[x] = 0;
}
