/* How an exercise stands and what is done to it, for admin.c. */
#include "common/wire/exercise.h"

#include "common/wire/value.h"

#include "common/base/must.h"
#include "common/record/record.h"

#include <string.h>

void wire_show_put(const struct wire_exercise_show *show, Spiral__V1__ExerciseShow *wire)
{
    spiral__v1__exercise_show__init(wire);
    wire->code = wire_string(show->code);
}

enum status wire_show_get(struct cause *cause, const Spiral__V1__ExerciseShow *wire,
                          struct wire_exercise_show *show)
{
    return wire_string_get(cause, "code", wire->code, show->code, sizeof show->code, WIRE_FILLED);
}

void wire_act_put(const struct wire_exercise_act *act, Spiral__V1__ExerciseAct *wire)
{
    spiral__v1__exercise_act__init(wire);
    wire->code = wire_string(act->code);
    wire->act = (Spiral__V1__ActKind)act->act;
    wire->reason = wire_string(act->reason);
    wire->ms = act->ms;
    wire->turn = act->turn;
}

enum status wire_act_get(struct cause *cause, const Spiral__V1__ExerciseAct *wire,
                         struct wire_exercise_act *act)
{
    act->ms = wire->ms;
    act->turn = wire->turn;
    enum status status = wire_string_get(cause, "code", wire->code, act->code, sizeof act->code, WIRE_FILLED);
    if (status == STATUS_OK)
        status = wire_range(cause, "act", wire->act, EXERCISE_NO_ACT + 1, EXERCISE_ACT_COUNT - 1);
    if (status == STATUS_OK)
        status =
            wire_string_get(cause, "reason", wire->reason, act->reason, sizeof act->reason, WIRE_WRITTEN);
    if (status == STATUS_OK)
        status = wire_range(cause, "ms", wire->ms, -WIRE_EXTEND_MS_MAX, WIRE_EXTEND_MS_MAX);
    if (status == STATUS_OK)
        status = wire_range(cause, "turn", wire->turn, 0, TURNS_MAX);
    act->act = (enum exercise_act)wire->act;
    return status;
}

static void put_seat(const struct wire_exercise_seat *seat, struct exercise_seat_frame *frame)
{
    Spiral__V1__ExerciseSeat *wire = &frame->seat;
    spiral__v1__exercise_seat__init(wire);
    must(seat->person_count >= 0 && seat->person_count <= WIRE_SEAT_PERSONS_MAX);
    for (int x = 0; x < seat->person_count; x++) {
        spiral__v1__exercise_person__init(frame->person_list[x] = &frame->persons[x]);
        frame->persons[x].name = wire_string(seat->persons[x].name);
        frame->persons[x].here = seat->persons[x].here;
        frame->persons[x].left = seat->persons[x].left;
    }
    wire->state = wire_string(seat->state);
    wire->alive = seat->alive;
    wire->bot = seat->bot;
    wire->returning = seat->returning;
    wire->persons = frame->person_list;
    wire->n_persons = (size_t)seat->person_count;
    wire->revision = seat->revision;
    wire->stated = seat->stated;
    wire->ready = seat->ready;
    wire->misses = seat->misses;
}

void wire_state_put(const struct wire_exercise_state *state, struct exercise_state_frame *frame)
{
    Spiral__V1__ExerciseState *wire = &frame->state;
    spiral__v1__exercise_state__init(wire);
    must(state->seat_count >= 0 && state->seat_count <= ACTORS_MAX);
    for (int x = 0; x < state->seat_count; x++) {
        put_seat(&state->seats[x], &frame->seats[x]);
        frame->seat_list[x] = &frame->seats[x].seat;
    }
    wire_clock_fill(&state->clock, &frame->clock);
    wire->code = wire_string(state->code);
    wire->exercise = wire_bytes(state->exercise.bytes, ID_SIZE);
    wire->scenario = wire_string(state->scenario);
    wire->clock = &frame->clock.clock;
    wire->end = state->end;
    wire->turn_seconds = state->turn_seconds;
    wire->misses_allowed = state->misses_allowed;
    wire->seats = frame->seat_list;
    wire->n_seats = (size_t)state->seat_count;
    wire->already = state->already;
    wire->link = wire_string(state->link);
}

static enum status get_seat(struct cause *cause, const Spiral__V1__ExerciseSeat *wire,
                            struct wire_exercise_seat *seat)
{
    seat->alive = wire->alive;
    seat->bot = wire->bot;
    seat->returning = wire->returning;
    seat->revision = wire->revision;
    seat->stated = wire->stated;
    seat->ready = wire->ready;
    seat->misses = wire->misses;
    enum status status =
        wire_string_get(cause, "state", wire->state, seat->state, sizeof seat->state, WIRE_FILLED);
    if (status == STATUS_OK)
        status = wire_range(cause, "persons", (int64_t)wire->n_persons, 0, WIRE_SEAT_PERSONS_MAX);
    for (size_t x = 0; x < wire->n_persons && status == STATUS_OK; x++) {
        struct wire_exercise_person *person = &seat->persons[seat->person_count++];
        person->here = wire->persons[x]->here;
        person->left = wire->persons[x]->left;
        status = wire_string_get(cause, "name", wire->persons[x]->name, person->name, sizeof person->name,
                                 WIRE_FILLED);
        if (status != STATUS_OK)
            return wire_within_row(cause, status, "persons", x);
    }
    return status;
}

enum status wire_state_get(struct cause *cause, const Spiral__V1__ExerciseState *wire,
                           struct wire_exercise_state *state)
{
    state->end = wire->end;
    state->turn_seconds = wire->turn_seconds;
    state->misses_allowed = wire->misses_allowed;
    state->already = wire->already;
    enum status status =
        wire_string_get(cause, "code", wire->code, state->code, sizeof state->code, WIRE_FILLED);
    if (status == STATUS_OK)
        status = wire_id_get(cause, "exercise", &wire->exercise, &state->exercise);
    if (status == STATUS_OK)
        status = wire_string_get(cause, "scenario", wire->scenario, state->scenario, sizeof state->scenario,
                                 WIRE_FILLED);
    if (status == STATUS_OK)
        status = wire_string_get(cause, "link", wire->link, state->link, sizeof state->link, 0);
    if (status == STATUS_OK)
        status = wire_present(cause, "clock", wire->clock);
    if (status == STATUS_OK)
        status = wire_within(cause, wire_clock_get(cause, wire->clock, &state->clock), "clock");
    if (status == STATUS_OK)
        status = wire_range(cause, "end", wire->end, 0, RECORD_END_COUNT - 1);
    if (status == STATUS_OK)
        status = wire_range(cause, "seats", (int64_t)wire->n_seats, 0, ACTORS_MAX);
    for (size_t x = 0; x < wire->n_seats && status == STATUS_OK; x++) {
        status = get_seat(cause, wire->seats[x], &state->seats[state->seat_count++]);
        if (status != STATUS_OK)
            return wire_within_row(cause, status, "seats", x);
    }
    return status;
}
