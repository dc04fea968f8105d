/* What whoever runs an exercise does to it and sees of it. */
#include "server/exercise/exercise_state.h"

#include "common/base/must.h"

#include <string.h>

enum ruling exercise_act(struct exercise *exercise, const struct wire_exercise_act *act, uint64_t now_ms)
{
    static const enum command_kind kinds[EXERCISE_ACT_COUNT] = {
        [EXERCISE_PAUSE] = COMMAND_PAUSE,   [EXERCISE_RESUME] = COMMAND_RESUME,
        [EXERCISE_EXTEND] = COMMAND_EXTEND, [EXERCISE_RESOLVE] = COMMAND_RESOLVE,
        [EXERCISE_CLOSE] = COMMAND_CLOSE,
    };
    enum ruling ruling = RULING_NONE;
    struct effects effects = exercise_effects(exercise);
    must(act->act > EXERCISE_NO_ACT && act->act < EXERCISE_ACT_COUNT);
    struct command command = {.kind = kinds[act->act], .now_ms = now_ms, .act = act};
    exercise->ruling = &ruling;
    world_apply(exercise->world, &command, &effects);
    exercise->ruling = NULL;
    must(ruling != RULING_NONE);
    return ruling;
}

void exercise_tell_state(const struct exercise *exercise, uint64_t now_ms, struct wire_exercise_state *state)
{
    memset(state, 0, sizeof *state);
    memcpy(state->code, exercise->code, sizeof state->code);
    memcpy(state->scenario, world_scenario_name(exercise->world), sizeof state->scenario);
    state->exercise = exercise->stream.id;
    exercise_tell_clock(exercise, now_ms, &state->clock);
    state->end = (uint32_t)world_end(exercise->world);
    state->turn_seconds = (uint32_t)((exercise->settings.turn_ms + 999) / 1000);
    state->misses_allowed = (uint32_t)exercise->settings.misses_allowed;
    state->seat_count = world_seats(exercise->world);
    for (int seat = 0; seat < state->seat_count; seat++)
        world_tell_seat(exercise->world, seat, &state->seats[seat]);
    for (int x = 0; x < exercise->person_count; x++) {
        const struct person *person = &exercise->persons[x];
        struct wire_exercise_seat *seat = &state->seats[person->seat];
        must(seat->person_count < WIRE_SEAT_PERSONS_MAX);
        struct wire_exercise_person *told = &seat->persons[seat->person_count++];
        memcpy(told->name, person->name, sizeof told->name);
        told->here = person->session != NULL;
        told->left = person->left;
    }
}
