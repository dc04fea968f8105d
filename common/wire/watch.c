/* What a spectator asks and is told. The writers take public views and public events only: there is no way
 * from a seat's view, or from a world, into these messages. */
#include "common/wire/codec.h"
#include "common/wire/value.h"

#include "common/base/memory.h"
#include "common/base/must.h"
#include "common/rules/scenario.h"

#include <stdlib.h>
#include <string.h>

static_assert((int)PUBLIC_NUMBERS_MAX <= (int)EVENT_NUMBERS_MAX, "a public event is an event");

/* ---- to the server */

enum status wire_watch_put(const struct to_server *message, Spiral__V1__ToServer *envelope,
                           struct buffer *buffer)
{
    Spiral__V1__Watch wire;
    spiral__v1__watch__init(&wire);
    wire.code = wire_string(message->watch.code);
    envelope->watch = &wire;
    return wire_pack(&envelope->base, WIRE_TO_SERVER_MAX, buffer);
}

enum status wire_watch_get(struct cause *cause, const Spiral__V1__ToServer *envelope,
                           struct to_server *message)
{
    return wire_string_get(cause, "code", envelope->watch->code, message->watch.code,
                           sizeof message->watch.code, WIRE_FILLED);
}

enum status wire_ask_turn_put(const struct to_server *message, Spiral__V1__ToServer *envelope,
                              struct buffer *buffer)
{
    Spiral__V1__AskTurn wire;
    spiral__v1__ask_turn__init(&wire);
    wire.world = wire_bytes(message->ask_turn.world.bytes, ID_SIZE);
    wire.turn = message->ask_turn.turn;
    envelope->ask_turn = &wire;
    return wire_pack(&envelope->base, WIRE_TO_SERVER_MAX, buffer);
}

enum status wire_ask_turn_get(struct cause *cause, const Spiral__V1__ToServer *envelope,
                              struct to_server *message)
{
    message->ask_turn.turn = envelope->ask_turn->turn;
    enum status status = wire_id_get(cause, "world", &envelope->ask_turn->world, &message->ask_turn.world);
    return status ? status : wire_range(cause, "turn", envelope->ask_turn->turn, 0, ORDER_VALUE_MAX);
}

/* ---- to a spectator */

enum status wire_watching_put(Spiral__V1__ToClient *envelope, const struct wire_watching *watching,
                              struct buffer *buffer)
{
    struct texts_frame texts;
    char *states[ACTORS_MAX];
    Spiral__V1__Watching wire;
    spiral__v1__watching__init(&wire);
    must(watching->state_count >= 0 && watching->state_count <= ACTORS_MAX);
    for (int i = 0; i < watching->state_count; i++)
        states[i] = wire_string(watching->states[i]);
    wire_texts_put(watching->texts, &texts);
    wire.exercise = wire_bytes(watching->exercise.bytes, ID_SIZE);
    wire.world = wire_bytes(watching->world.bytes, ID_SIZE);
    wire.delay = watching->delay;
    wire.scenario = wire_string(watching->scenario);
    wire.states = states;
    wire.n_states = (size_t)watching->state_count;
    wire.texts = texts.list;
    wire.n_texts = texts.count;
    wire.commitment = wire_bytes(watching->commitment.bytes, DIGEST_SIZE);
    wire.world_name = wire_string(watching->world_name);
    wire.worlds = watching->worlds;
    wire.link = wire_string(watching->link);
    wire.code = wire_string(watching->code);
    envelope->body_case = SPIRAL__V1__TO_CLIENT__BODY_WATCHING;
    envelope->watching = &wire;
    return wire_to_client_pack(envelope, buffer);
}

static enum status get_state_names(struct cause *cause, const Spiral__V1__Watching *wire,
                                   struct wire_watching *watching)
{
    enum status status = wire_range(cause, "states", (int64_t)wire->n_states, ACTORS_MIN, ACTORS_MAX);
    for (size_t i = 0; i < wire->n_states && status == STATUS_OK; i++)
        status =
            wire_string_get(cause, "states", wire->states[i], watching->states[i], NAME_SIZE, WIRE_FILLED);
    watching->state_count = (int)wire->n_states;
    return status;
}

/* Which world of how many it is, and where one joins. */
static enum status get_place(struct cause *cause, const Spiral__V1__Watching *wire,
                             struct wire_watching *watching)
{
    watching->worlds = wire->worlds;
    enum status status = wire_string_get(cause, "world_name", wire->world_name, watching->world_name,
                                         sizeof watching->world_name, WIRE_ANY);
    if (status == STATUS_OK)
        status = wire_range(cause, "worlds", wire->worlds, 0, WIRE_WORLDS_MAX);
    if (status == STATUS_OK)
        status = wire_string_get(cause, "link", wire->link, watching->link, sizeof watching->link, WIRE_ANY);
    if (status == STATUS_OK)
        status = wire_string_get(cause, "code", wire->code, watching->code, sizeof watching->code, WIRE_ANY);
    return status;
}

enum status wire_watching_get(struct cause *cause, const Spiral__V1__Watching *wire,
                              struct wire_watching *watching)
{
    watching->delay = wire->delay;
    enum status status = wire_id_get(cause, "exercise", &wire->exercise, &watching->exercise);
    if (status == STATUS_OK)
        status = wire_id_get(cause, "world", &wire->world, &watching->world);
    if (status == STATUS_OK)
        status = wire_range(cause, "delay", wire->delay, 0, TURNS_MAX);
    if (status == STATUS_OK)
        status = wire_string_get(cause, "scenario", wire->scenario, watching->scenario,
                                 sizeof watching->scenario, WIRE_FILLED);
    if (status == STATUS_OK)
        status = get_state_names(cause, wire, watching);
    if (status == STATUS_OK)
        status = wire_texts_get(cause, wire->texts, wire->n_texts, watching->texts);
    if (status == STATUS_OK)
        status =
            wire_bytes_get(cause, "commitment", &wire->commitment, watching->commitment.bytes, DIGEST_SIZE);
    return status == STATUS_OK ? get_place(cause, wire, watching) : status;
}

enum status wire_public_clock_put(Spiral__V1__ToClient *envelope, const struct wire_public_clock *clock,
                                  struct buffer *buffer)
{
    Spiral__V1__PublicClock wire;
    spiral__v1__public_clock__init(&wire);
    wire.world = wire_bytes(clock->world.bytes, ID_SIZE);
    wire.turn = clock->turn;
    wire.state = (Spiral__V1__ClockState)clock->state;
    wire.shown = clock->shown;
    Spiral__V1__Remaining remaining;
    wire.remaining = wire_remaining_put(clock->remaining_ms, &remaining);
    wire.persons = clock->persons;
    wire.places = clock->places;
    wire.reason = wire_string(clock->reason);
    wire.branch = clock->branch;
    wire.practice = clock->practice;
    wire.start_by_hand = clock->start_by_hand;
    envelope->body_case = SPIRAL__V1__TO_CLIENT__BODY_PUBLIC_CLOCK;
    envelope->public_clock = &wire;
    return wire_to_client_pack(envelope, buffer);
}

enum status wire_public_clock_get(struct cause *cause, const Spiral__V1__PublicClock *wire,
                                  struct wire_public_clock *clock)
{
    bool known = (unsigned)wire->state <= CLOCK_ENDED;
    clock->turn = wire->turn;
    clock->state = known ? (enum clock_state)wire->state : CLOCK_NONE;
    clock->shown = wire->shown;
    clock->remaining_ms = wire->remaining ? (int64_t)wire->remaining->ms : -1;
    clock->persons = wire->persons;
    clock->places = wire->places;
    clock->branch = wire->branch;
    clock->practice = wire->practice;
    clock->start_by_hand = wire->start_by_hand;
    enum status status = wire_id_get(cause, "world", &wire->world, &clock->world);
    if (status == STATUS_OK)
        status = wire_range(cause, "turn", wire->turn, 0, TURNS_MAX);
    if (status == STATUS_OK)
        status = wire_range(cause, "shown", wire->shown, 0, TURNS_MAX + 1);
    if (status == STATUS_OK)
        status =
            wire_string_get(cause, "reason", wire->reason, clock->reason, sizeof clock->reason, WIRE_ANY);
    return status;
}

/* Everything that the lists of a turn point to, about 80 KiB. */
struct turn_frame {
    Spiral__V1__PublicState states[ACTORS_MAX], *state_list[ACTORS_MAX];
    int32_t pacts[ACTORS_MAX][ACTORS_MAX];
    Spiral__V1__Event events[PUBLIC_EVENTS_MAX], *event_list[PUBLIC_EVENTS_MAX];
    Spiral__V1__PublicPress press[WIRE_PUBLIC_PRESS_MAX], *press_list[WIRE_PUBLIC_PRESS_MAX];
};

static void put_states(const struct public_view *view, struct turn_frame *frame)
{
    for (int i = 0; i < view->n; i++) {
        Spiral__V1__PublicState *row = frame->state_list[i] = &frame->states[i];
        spiral__v1__public_state__init(row);
        row->alive = view->alive[i];
        row->territory = view->territory[i];
        row->start = view->start[i];
        row->kept = view->kept[i];
        row->refused = view->refused[i];
        row->broken = view->broken[i];
        row->begun = view->begun[i];
        row->tech = view->tech[i];
        row->declared = view->declared[i];
        row->declared_to = view->declared_to[i];
        memcpy(frame->pacts[i], view->pact[i], sizeof frame->pacts[i]);
        row->pact = frame->pacts[i];
        row->n_pact = (size_t)view->n;
    }
}

static void put_events(const struct wire_public_turn *turn, struct turn_frame *frame)
{
    must(turn->event_count >= 0 && turn->event_count <= PUBLIC_EVENTS_MAX);
    for (int x = 0; x < turn->event_count; x++) {
        const struct public_event *event = &turn->events[x];
        Spiral__V1__Event *row = frame->event_list[x] = &frame->events[x];
        spiral__v1__event__init(row);
        row->kind = wire_string(event_name(event->kind));
        row->n_numbers = event->count;
        row->numbers = (int32_t *)(uintptr_t)event->numbers;
    }
}

static void put_press(const struct wire_public_turn *turn, struct turn_frame *frame)
{
    must(turn->press_count >= 0 && turn->press_count <= WIRE_PUBLIC_PRESS_MAX);
    for (int x = 0; x < turn->press_count; x++) {
        Spiral__V1__PublicPress *row = frame->press_list[x] = &frame->press[x];
        spiral__v1__public_press__init(row);
        row->from = turn->press[x].from;
        row->text = wire_string(turn->press[x].text);
    }
}

enum status wire_public_turn_put(Spiral__V1__ToClient *envelope, const struct wire_public_turn *turn,
                                 struct buffer *buffer)
{
    struct turn_frame frame;
    Spiral__V1__PublicTurn wire;
    spiral__v1__public_turn__init(&wire);
    put_states(&turn->view, &frame);
    put_events(turn, &frame);
    put_press(turn, &frame);
    wire.world = wire_bytes(turn->world.bytes, ID_SIZE);
    wire.turn = (uint32_t)turn->view.turn;
    wire.end = turn->view.end;
    wire.states = frame.state_list;
    wire.n_states = (size_t)turn->view.n;
    wire.events = frame.event_list;
    wire.n_events = (size_t)turn->event_count;
    wire.press = frame.press_list;
    wire.n_press = (size_t)turn->press_count;
    envelope->body_case = SPIRAL__V1__TO_CLIENT__BODY_PUBLIC_TURN;
    envelope->public_turn = &wire;
    return wire_to_client_pack(envelope, buffer);
}

/* ---- a turn, read */

static enum status get_state(struct cause *cause, const Spiral__V1__PublicState *row, int i,
                             struct public_view *view)
{
    int n = view->n;
    const struct {
        const char *name;
        int32_t value, low, high, *to;
    } numbers[] = {
        {"alive", row->alive, 0, 1, &view->alive[i]},
        {"territory", row->territory, 0, ORDER_VALUE_MAX, &view->territory[i]},
        {"start", row->start, 0, ORDER_VALUE_MAX, &view->start[i]},
        {"kept", row->kept, 0, ORDER_VALUE_MAX, &view->kept[i]},
        {"refused", row->refused, 0, ORDER_VALUE_MAX, &view->refused[i]},
        {"broken", row->broken, 0, ORDER_VALUE_MAX, &view->broken[i]},
        {"begun", row->begun, 0, ORDER_VALUE_MAX, &view->begun[i]},
        {"tech", row->tech, 0, PROJECT_COUNT - 1, &view->tech[i]},
        {"declared", row->declared, 0, DECLARE_COUNT - 1, &view->declared[i]},
        {"declared_to", row->declared_to, -1, n - 1, &view->declared_to[i]},
    };
    enum status status = wire_range(cause, "pact", (int64_t)row->n_pact, n, n);
    for (size_t x = 0; x < sizeof numbers / sizeof numbers[0] && status == STATUS_OK; x++) {
        status = wire_range(cause, numbers[x].name, numbers[x].value, numbers[x].low, numbers[x].high);
        *numbers[x].to = numbers[x].value;
    }
    for (int j = 0; j < n && status == STATUS_OK; j++) {
        status = wire_range(cause, "pact", row->pact[j], 0, PACT_COUNT - 1);
        view->pact[i][j] = row->pact[j];
    }
    return status;
}

static enum status get_view(struct cause *cause, const Spiral__V1__PublicTurn *wire, struct public_view *view)
{
    view->n = (int32_t)wire->n_states;
    view->turn = (int32_t)wire->turn;
    view->end = wire->end;
    enum status status = wire_range(cause, "turn", wire->turn, 0, TURNS_MAX);
    if (status == STATUS_OK)
        status = wire_range(cause, "end", wire->end, 0, END_COUNT - 1);
    if (status == STATUS_OK)
        status = wire_range(cause, "states", view->n, ACTORS_MIN, ACTORS_MAX);
    for (int i = 0; i < view->n && status == STATUS_OK; i++)
        status = wire_within_row(cause, get_state(cause, wire->states[i], i, view), "states", (size_t)i);
    return status;
}

/* Where the decoded lists lie in the one piece that the message owns. */
struct room {
    struct wire_public_press *press;
    struct public_event *events;
    char *texts;
};

/* False: there is no memory for it. */
static bool make_room(const Spiral__V1__PublicTurn *wire, struct wire_public_turn *turn, struct room *room)
{
    size_t press = wire->n_press * sizeof room->press[0], events = wire->n_events * sizeof room->events[0];
    size_t size = press + events + 1;
    for (size_t x = 0; x < wire->n_press; x++)
        size += strlen(wire->press[x]->text) + 1;
    turn->owned = memory_try_zeroed(1, size);
    if (!turn->owned)
        return false;
    room->press = turn->owned;
    room->events = (void *)((char *)turn->owned + press);
    room->texts = (char *)turn->owned + press + events;
    return true;
}

static enum status get_events(struct cause *cause, const Spiral__V1__PublicTurn *wire,
                              const struct room *room, struct wire_public_turn *turn)
{
    enum status status = STATUS_OK;
    for (size_t x = 0; x < wire->n_events && status == STATUS_OK; x++) {
        int kind;
        int32_t numbers[EVENT_NUMBERS_MAX];
        status = wire_within_row(cause, wire_event_get(cause, wire->events[x], &kind, numbers), "events", x);
        if (status != STATUS_OK || !event_kind_is_public(kind)) /* of a later version */
            continue;
        struct public_event *event = &room->events[turn->event_count++];
        event->kind = (uint8_t)kind;
        event->count = (uint8_t)event_numbers(kind);
        memcpy(event->numbers, numbers, event->count * sizeof numbers[0]);
    }
    turn->events = room->events;
    return status;
}

static enum status get_press(struct cause *cause, const Spiral__V1__PublicTurn *wire, const struct room *room,
                             struct wire_public_turn *turn)
{
    char *to = room->texts;
    enum status status = STATUS_OK;
    for (size_t x = 0; x < wire->n_press && status == STATUS_OK; x++) {
        const Spiral__V1__PublicPress *row = wire->press[x];
        size_t size = strlen(row->text) + 1;
        status = wire_range(cause, "from", row->from, 0, turn->view.n - 1);
        if (status == STATUS_OK)
            status =
                wire_string_get(cause, "text", row->text, to, size < WIRE_PRESS_SIZE ? size : WIRE_PRESS_SIZE,
                                WIRE_FILLED | WIRE_LINES);
        status = wire_within_row(cause, status, "press", x);
        room->press[turn->press_count++] = (struct wire_public_press){row->from, to};
        to += size;
    }
    turn->press = room->press;
    return status;
}

enum status wire_public_turn_get(struct cause *cause, const Spiral__V1__PublicTurn *wire,
                                 struct wire_public_turn *turn)
{
    struct room room;
    if (!make_room(wire, turn, &room))
        return memory_lacks(cause, "a public turn");
    enum status status = wire_id_get(cause, "world", &wire->world, &turn->world);
    if (status == STATUS_OK)
        status = get_view(cause, wire, &turn->view);
    if (status == STATUS_OK)
        status = get_events(cause, wire, &room, turn);
    if (status == STATUS_OK)
        status = get_press(cause, wire, &room, turn);
    return status;
}
