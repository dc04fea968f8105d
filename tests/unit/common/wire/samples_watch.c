#include "tests/unit/common/wire/samples_parts.h"

static void sample_watching(struct chance *chance, bool most, struct wire_watching *watching)
{
    watching->exercise = sample_id(chance);
    watching->world = sample_id(chance);
    watching->delay = (uint32_t)chance_between(chance, 0, TURNS_MAX);
    TEXT(watching->scenario);
    watching->state_count = most ? ACTORS_MAX : chance_between(chance, ACTORS_MIN, ACTORS_MAX);
    for (int i = 0; i < watching->state_count; i++)
        TEXT(watching->states[i]);
    sample_texts(chance, most, watching->texts);
    sample_bytes(chance, watching->commitment.bytes, DIGEST_SIZE);
    watching->worlds = chance_below(chance, WIRE_WORLDS_MAX + 1);
    if (!most && chance_flag(chance))
        return;
    TEXT(watching->world_name);
    TEXT(watching->link);
    TEXT(watching->code);
}

static void sample_public_clock(struct chance *chance, bool most, struct wire_public_clock *clock)
{
    clock->world = sample_id(chance);
    clock->turn = (uint32_t)chance_between(chance, 0, TURNS_MAX);
    clock->state = (enum clock_state)chance_between(chance, CLOCK_LOBBY, CLOCK_ENDED);
    clock->shown = (uint32_t)chance_between(chance, 0, TURNS_MAX + 1);
    clock->remaining_ms = chance_flag(chance) ? -1 : chance_between(chance, 0, 1000000);
    clock->persons = chance_below(chance, WIRE_PERSONS_MAX);
    clock->places = chance_below(chance, WIRE_PERSONS_MAX);
    if (most || chance_flag(chance))
        TEXT(clock->reason);
    clock->branch = chance_below(chance, 9);
    clock->practice = chance_flag(chance);
    clock->start_by_hand = chance_flag(chance);
}

static void sample_public_view(struct chance *chance, bool most, struct public_view *view)
{
    int n = view->n = most ? ACTORS_MAX : chance_between(chance, ACTORS_MIN, ACTORS_MAX);
    view->turn = chance_between(chance, 0, TURNS_MAX);
    view->end = chance_between(chance, 0, END_COUNT - 1);
    sample_numbers(chance, view->alive, n, 0, 1);
    sample_numbers(chance, view->territory, n, 0, TERRITORY_MAX);
    sample_numbers(chance, view->start, n, 0, TERRITORY_MAX);
    sample_numbers(chance, view->kept, n, 0, 700);
    sample_numbers(chance, view->refused, n, 0, 700);
    sample_numbers(chance, view->broken, n, 0, 700);
    sample_numbers(chance, view->begun, n, 0, 700);
    sample_numbers(chance, view->tech, n, 0, PROJECT_COUNT - 1);
    sample_numbers(chance, view->declared, n, 0, DECLARE_COUNT - 1);
    sample_numbers(chance, view->declared_to, n, -1, n - 1);
    for (int i = 0; i < n; i++)
        sample_numbers(chance, view->pact[i], n, 0, PACT_COUNT - 1);
}

/* Low numbers are good as states, pacts and flags alike. */
static void sample_public_event(struct chance *chance, bool most, struct public_event *event)
{
    int kind = EVENT_CALLED;
    for (bool drawn = most; !drawn; drawn = event_kind_is_public(kind))
        kind = chance_between(chance, 0, EVENT_KIND_COUNT - 1);
    *event = (struct public_event){.kind = (uint8_t)kind, .count = (uint8_t)event_numbers(kind)};
    sample_numbers(chance, event->numbers, event->count, 0, 1);
}

static void sample_public_turn(struct chance *chance, bool most, struct sample_room *room,
                               struct wire_public_turn *turn)
{
    turn->world = sample_id(chance);
    sample_public_view(chance, most, &turn->view);
    turn->event_count = most ? PUBLIC_EVENTS_MAX : chance_between(chance, 0, 60);
    turn->events = room->public_events;
    for (int x = 0; x < turn->event_count; x++)
        sample_public_event(chance, most, &room->public_events[x]);
    turn->press_count = most ? WIRE_PUBLIC_PRESS_MAX : chance_between(chance, 0, 4);
    turn->press = room->public_press;
    for (int x = 0; x < turn->press_count; x++) {
        sample_text(chance, room->press_texts[x], WIRE_PRESS_SIZE, most);
        room->public_press[x] = (struct wire_public_press){
            .from = chance_below(chance, (uint32_t)turn->view.n), .text = room->press_texts[x]};
    }
}

void sample_to_spectator(struct chance *chance, enum to_client_kind kind, bool most, struct sample_room *room,
                         struct to_client *message)
{
    if (kind == TO_CLIENT_WATCHING) {
        sample_watching(chance, most, &message->watching);
    } else if (kind == TO_CLIENT_PUBLIC_CLOCK) {
        sample_public_clock(chance, most, &message->public_clock);
    } else if (kind == TO_CLIENT_PUBLIC_TURN) {
        sample_public_turn(chance, most, room, &message->public_turn);
    }
}
