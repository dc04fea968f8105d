#include "common/wire/codec.h"
#include "common/wire/value.h"

#include "common/base/memory.h"
#include "common/base/must.h"

#include <stdlib.h>
#include <string.h>

enum { UNITS_MAX = ORDER_VALUE_MAX };

/* What each number of an event may be. */
enum meaning {
    STATE,
    STATE_OR_NONE,
    FLAG,
    PART,
    PACT,
    PROJECT,
    DECLARATION,
    ENDING,
    STATES,
    PERMILLE,
    UNITS
};

static const struct {
    int32_t low, high;
} meanings[] = {
    [STATE] = {0, ACTORS_MAX - 1},
    [STATE_OR_NONE] = {-1, ACTORS_MAX - 1},
    [FLAG] = {0, 1},
    [PART] = {0, PART_COUNT - 1},
    [PACT] = {0, PACT_COUNT - 1},
    [PROJECT] = {0, PROJECT_COUNT - 1},
    [DECLARATION] = {0, DECLARE_COUNT - 1},
    [ENDING] = {0, END_COUNT - 1},
    [STATES] = {0, ACTORS_MAX}, /* how many */
    [PERMILLE] = {0, 1000},
    [UNITS] = {0, UNITS_MAX},
};

static const uint8_t events[EVENT_KIND_COUNT][EVENT_NUMBERS_MAX] = {
    [EVENT_REJECTED] = {STATE, PART},
    [EVENT_CANCEL] = {STATE, STATE},
    [EVENT_PACT] = {STATE, STATE, PACT, FLAG},
    [EVENT_OFFER] = {STATE, STATE, PACT, FLAG},
    [EVENT_TECH] = {STATE, PROJECT},
    [EVENT_BUDGET] = {STATE, UNITS, UNITS, UNITS, UNITS, UNITS},
    [EVENT_SCRAP] = {STATE, UNITS},
    [EVENT_OPEN_BOOKS] = {STATE, STATE},
    [EVENT_DECLARE] = {STATE, DECLARATION, STATE_OR_NONE},
    [EVENT_MOBILISE] = {STATE},
    [EVENT_CALLED_ATTACK] = {STATE, STATE, STATE, FLAG},
    [EVENT_CONFLICTED] = {STATE, STATE, STATE},
    [EVENT_EXPOSED] = {STATE, STATE, PACT},
    [EVENT_ATTACK] = {STATE, STATE, FLAG},
    [EVENT_BREACH] = {STATE, STATE},
    [EVENT_CALLED] = {STATE, STATE, STATE, FLAG},
    [EVENT_BATTLE] = {STATE, STATES, STATES, FLAG},
    [EVENT_MEETING] = {STATE, STATE, FLAG},
    [EVENT_ODDS] = {STATE, STATE_OR_NONE, PERMILLE},
    [EVENT_GAIN] = {STATE, STATE, UNITS},
    [EVENT_ELIMINATED] = {STATE},
    [EVENT_LEAK] = {STATE, STATE},
    [EVENT_VULNERABILITY] = {STATE, PERMILLE},
    [EVENT_END] = {ENDING},
};

enum status wire_report_put(Spiral__V1__ToClient *envelope, const struct wire_report *report,
                            struct buffer *buffer)
{
    const struct event_list *list = report->events;
    must(list->count >= 0 && list->count <= EVENTS_MAX);
    Spiral__V1__Event rows[EVENTS_MAX], *row_list[EVENTS_MAX];
    Spiral__V1__TurnReport wire;
    spiral__v1__turn_report__init(&wire);
    for (int x = 0; x < list->count; x++) {
        const struct event *event = &list->events[x];
        Spiral__V1__Event *row = row_list[x] = &rows[x];
        spiral__v1__event__init(row);
        row->kind = wire_string(event_name(event->kind));
        row->n_numbers = event->count;
        row->numbers = (int32_t *)(uintptr_t)event->numbers;
    }
    wire.world = wire_bytes(report->world.bytes, ID_SIZE);
    wire.turn = report->turn;
    wire.events = row_list;
    wire.n_events = (size_t)list->count;
    wire.your_orders_used = report->your_orders_used;
    envelope->body_case = SPIRAL__V1__TO_CLIENT__BODY_TURN_REPORT;
    envelope->turn_report = &wire;
    return wire_to_client_pack(envelope, buffer);
}

static int event_find(const char *name)
{
    for (int kind = 0; kind < EVENT_KIND_COUNT; kind++)
        if (strcmp(name, event_name(kind)) == 0)
            return kind;
    return -1;
}

enum status wire_event_get(struct cause *cause, const Spiral__V1__Event *wire, int *kind,
                           int32_t numbers[EVENT_NUMBERS_MAX])
{
    *kind = event_find(wire->kind);
    memset(numbers, 0, EVENT_NUMBERS_MAX * sizeof numbers[0]);
    if (*kind < 0)
        return STATUS_OK;
    int count = event_numbers(*kind);
    enum status status = wire_range(cause, "numbers", (int64_t)wire->n_numbers, count, count);
    for (int x = 0; x < count && status == STATUS_OK; x++) {
        uint8_t meaning = events[*kind][x];
        status =
            wire_range(cause, "numbers", wire->numbers[x], meanings[meaning].low, meanings[meaning].high);
        numbers[x] = wire->numbers[x];
    }
    return status;
}

enum status wire_report_get(struct cause *cause, const Spiral__V1__TurnReport *wire,
                            struct wire_report *report)
{
    report->turn = wire->turn;
    report->your_orders_used = wire->your_orders_used;
    enum status status = wire_id_get(cause, "world", &wire->world, &report->world);
    if (status == STATUS_OK)
        status = wire_range(cause, "turn", wire->turn, 1, TURNS_MAX);
    if (status != STATUS_OK)
        return status;
    struct event_list *list = report->events = memory_try_zeroed(1, sizeof *list);
    if (!list)
        return memory_lacks(cause, "a report");
    for (size_t x = 0; x < wire->n_events && status == STATUS_OK; x++) {
        int kind;
        int32_t numbers[EVENT_NUMBERS_MAX];
        status = wire_within_row(cause, wire_event_get(cause, wire->events[x], &kind, numbers), "events", x);
        if (status == STATUS_OK && kind >= 0) /* who else was told stays unknown to a client */
            event_add(list, 0, (enum event_kind)kind, numbers);
    }
    return status;
}
