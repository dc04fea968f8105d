/* How one world of an exercise stands, for exercise_state.c. */
#include "common/wire/exercise.h"

#include "common/wire/value.h"

#include "common/base/must.h"
#include "common/record/record.h"

static void put_person(const struct wire_exercise_person *person, Spiral__V1__ExercisePerson *wire)
{
    spiral__v1__exercise_person__init(wire);
    wire->name = wire_string(person->name);
    wire->here = person->here;
    wire->left = person->left;
    wire->person = wire_bytes(person->person.bytes, id_is_zero(&person->person) ? 0 : ID_SIZE);
    wire->role = (Spiral__V1__TeamRole)person->role;
    wire->gone_seconds = person->gone_seconds;
    wire->consent = (Spiral__V1__Consent)person->consent;
}

static void put_seat(const struct wire_exercise_seat *seat, struct exercise_seat_frame *frame)
{
    Spiral__V1__ExerciseSeat *wire = &frame->seat;
    spiral__v1__exercise_seat__init(wire);
    must(seat->person_count >= 0 && seat->person_count <= WIRE_SEAT_PERSONS_MAX);
    for (int x = 0; x < seat->person_count; x++)
        put_person(&seat->persons[x], frame->person_list[x] = &frame->persons[x]);
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
    wire->held = seat->held;
    wire->percent = seat->percent;
    wire->beliefs = seat->beliefs;
    wire->asked = seat->asked;
}

static void put_sign(const struct wire_sign *sign, struct sign_frame *frame)
{
    Spiral__V1__Sign *wire = &frame->sign;
    spiral__v1__sign__init(wire);
    wire->kind = (Spiral__V1__SignKind)sign->kind;
    wire->states = frame->states;
    wire->n_states = wire_states_put(sign->states, frame->states);
    wire->first = sign->first;
    wire->last = sign->last;
}

void wire_world_put(const struct wire_exercise_world *world, struct exercise_world_frame *frame)
{
    Spiral__V1__ExerciseWorld *wire = &frame->world;
    spiral__v1__exercise_world__init(wire);
    must(world->seat_count >= 0 && world->seat_count <= ACTORS_MAX);
    must(world->sign_count >= 0 && world->sign_count <= WIRE_SIGNS_MAX);
    for (int x = 0; x < world->seat_count; x++) {
        put_seat(&world->seats[x], &frame->seats[x]);
        frame->seat_list[x] = &frame->seats[x].seat;
    }
    for (int x = 0; x < world->sign_count; x++) {
        put_sign(&world->signs[x], &frame->signs[x]);
        frame->sign_list[x] = &frame->signs[x].sign;
    }
    wire_clock_fill(&world->clock, &frame->clock);
    wire->name = wire_string(world->name);
    wire->world = wire_bytes(world->world.bytes, ID_SIZE);
    wire->clock = &frame->clock.clock;
    wire->end = world->end;
    wire->seats = frame->seat_list;
    wire->n_seats = (size_t)world->seat_count;
    wire->tension = world->tension;
    wire->signs = frame->sign_list;
    wire->n_signs = (size_t)world->sign_count;
    wire->owner = wire_target_put(world->owner, &frame->owner);
    wire->branch = world->branch;
    wire->conditions = wire_string(world->conditions);
    wire->deserted = world->deserted;
}

static enum status get_person(struct cause *cause, const Spiral__V1__ExercisePerson *wire,
                              struct wire_exercise_person *person)
{
    person->here = wire->here;
    person->left = wire->left;
    person->role = (enum team_role)wire_known((int)wire->role, TEAM_ROLE_COUNT);
    person->gone_seconds = wire->gone_seconds;
    person->consent = (enum consent)wire_known((int)wire->consent, CONSENT_COUNT);
    enum status status =
        wire_string_get(cause, "name", wire->name, person->name, sizeof person->name, WIRE_FILLED);
    if (status == STATUS_OK && wire->person.len)
        status = wire_id_get(cause, "person", &wire->person, &person->person);
    return status;
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
    seat->held = wire->held;
    seat->percent = wire->percent;
    seat->beliefs = wire->beliefs;
    seat->asked = wire->asked;
    enum status status =
        wire_string_get(cause, "state", wire->state, seat->state, sizeof seat->state, WIRE_FILLED);
    if (status == STATUS_OK)
        status = wire_range(cause, "percent", wire->percent, wire->percent ? WIRE_TIME_PERCENT_MIN : 0,
                            WIRE_TIME_PERCENT_MAX);
    if (status == STATUS_OK)
        status = wire_range(cause, "beliefs", wire->beliefs, 0, ACTORS_MAX);
    for (size_t x = 0; x < wire->n_persons && status == STATUS_OK; x++)
        status = wire_within_row(
            cause, get_person(cause, wire->persons[x], &seat->persons[seat->person_count++]), "persons", x);
    return status;
}

static enum status get_sign(struct cause *cause, const Spiral__V1__Sign *wire, struct wire_sign *sign)
{
    sign->kind = (enum sign_kind)wire_known((int)wire->kind, SIGN_KIND_COUNT);
    sign->first = wire->first;
    sign->last = wire->last;
    enum status status = wire_states_get(cause, "states", wire->states, wire->n_states, &sign->states);
    if (status == STATUS_OK)
        status = wire_range(cause, "first", wire->first, 0, TURNS_MAX);
    return status == STATUS_OK ? wire_range(cause, "last", wire->last, 0, TURNS_MAX) : status;
}

static enum status get_lists(struct cause *cause, const Spiral__V1__ExerciseWorld *wire,
                             struct wire_exercise_world *world)
{
    enum status status = STATUS_OK;
    for (size_t x = 0; x < wire->n_seats && status == STATUS_OK; x++)
        status = wire_within_row(cause, get_seat(cause, wire->seats[x], &world->seats[world->seat_count++]),
                                 "seats", x);
    for (size_t x = 0; x < wire->n_signs && status == STATUS_OK; x++)
        status = wire_within_row(cause, get_sign(cause, wire->signs[x], &world->signs[world->sign_count++]),
                                 "signs", x);
    return status;
}

enum status wire_world_get(struct cause *cause, const Spiral__V1__ExerciseWorld *wire,
                           struct wire_exercise_world *world)
{
    world->end = wire->end;
    world->tension = wire->tension;
    world->branch = wire->branch;
    world->deserted = wire->deserted;
    enum status status =
        wire_string_get(cause, "name", wire->name, world->name, sizeof world->name, WIRE_FILLED);
    if (status == STATUS_OK)
        status = wire_id_get(cause, "world", &wire->world, &world->world);
    if (status == STATUS_OK)
        status = wire_present(cause, "clock", wire->clock);
    if (status == STATUS_OK)
        status = wire_within(cause, wire_clock_get(cause, wire->clock, &world->clock), "clock");
    if (status == STATUS_OK)
        status = wire_range(cause, "end", wire->end, 0, RECORD_END_COUNT - 1);
    if (status == STATUS_OK)
        status = wire_range(cause, "tension", wire->tension, 0, WIRE_TENSION_MAX);
    if (status == STATUS_OK)
        status = wire_target_get(cause, "owner", wire->owner, ORDER_VALUE_MAX, &world->owner);
    if (status == STATUS_OK)
        status = wire_string_get(cause, "conditions", wire->conditions, world->conditions,
                                 sizeof world->conditions, WIRE_ANY);
    return status == STATUS_OK ? get_lists(cause, wire, world) : status;
}
