#include "common/rules/public_view.h"

#include "common/base/must.h"
#include "common/rules/world.h"

#include <string.h>

void public_view_of(const struct world *world, struct public_view *view)
{
    memset(view, 0, sizeof *view);
    view->n = world->scenario.actor_count;
    view->turn = world->turn;
    view->end = world->end;
    for (int i = 0; i < view->n; i++) {
        const struct actor *actor = &world->actors[i];
        view->alive[i] = actor->alive;
        view->territory[i] = actor->territory;
        view->start[i] = actor->start;
        view->kept[i] = actor->kept;
        view->refused[i] = actor->refused;
        view->broken[i] = actor->broken;
        view->begun[i] = actor->begun;
        view->tech[i] = actor->tech;
        view->declared[i] = actor->declared;
        view->declared_to[i] = actor->declared_to;
        for (int j = 0; j < view->n; j++) {
            const struct relation *relation = &world->relations[i][j];
            view->pact[i][j] = relation->secret ? PACT_NONE : relation->pact;
        }
    }
}

enum publicity { NEVER, ALWAYS, IF_NOT_SECRET, IF_PACT_WAS_PUBLIC };

static const uint8_t publicity[EVENT_KIND_COUNT] = {
    [EVENT_CANCEL] = IF_PACT_WAS_PUBLIC,
    [EVENT_PACT] = IF_NOT_SECRET,
    [EVENT_TECH] = ALWAYS,
    [EVENT_SCRAP] = ALWAYS,
    [EVENT_DECLARE] = ALWAYS,
    [EVENT_CALLED_ATTACK] = ALWAYS,
    [EVENT_EXPOSED] = ALWAYS,
    [EVENT_ATTACK] = ALWAYS,
    [EVENT_BREACH] = ALWAYS,
    [EVENT_CALLED] = ALWAYS,
    [EVENT_BATTLE] = ALWAYS,
    [EVENT_MEETING] = ALWAYS,
    [EVENT_GAIN] = ALWAYS,
    [EVENT_ELIMINATED] = ALWAYS,
    [EVENT_END] = ALWAYS,
};

bool event_kind_is_public(int kind)
{
    return kind >= 0 && kind < EVENT_KIND_COUNT && publicity[kind] != NEVER;
}

bool event_is_public(const struct event *event, const struct public_view *before)
{
    const int32_t *n = event->numbers;
    if (event->seen_by != (1u << before->n) - 1 || !event_kind_is_public(event->kind))
        return false;
    switch (publicity[event->kind]) {
    case IF_NOT_SECRET:
        return !n[3];
    case IF_PACT_WAS_PUBLIC:
        return before->pact[n[0]][n[1]] != PACT_NONE;
    default:
        return true;
    }
}

int public_events_of(const struct event_list *list, const struct public_view *before,
                     struct public_event *events)
{
    int count = 0;
    for (int x = 0; x < list->count; x++) {
        const struct event *event = &list->events[x];
        if (!event_is_public(event, before))
            continue;
        must(count < PUBLIC_EVENTS_MAX && event->count <= PUBLIC_NUMBERS_MAX);
        struct public_event *told = &events[count++];
        memset(told, 0, sizeof *told); /* padding too, so that equal events are equal bytes */
        told->kind = event->kind;
        told->count = event->count;
        memcpy(told->numbers, event->numbers, event->count * sizeof told->numbers[0]);
    }
    return count;
}
