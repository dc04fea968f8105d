/* An exercise that is asked for, and what comes of it, for admin.c. */
#include "common/wire/exercise.h"

#include "common/wire/value.h"

#include "common/base/memory.h"
#include "common/base/must.h"

#include <stdlib.h>

enum { TEAM_SIZE_MAX = 4 };

static_assert((int)TEAM_SIZE_MAX == (int)WIRE_SEAT_PERSONS_MAX, "a team holds a seat");

/* Everything that the lists of a question point to, some 55 KiB. */
struct new_frame {
    Spiral__V1__ExerciseNew wire;
    Spiral__V1__SpectatorDelay delay;
    struct {
        Spiral__V1__Condition row;
        Spiral__V1__Target world;
    } conditions[WIRE_CONDITIONS_MAX];
    Spiral__V1__Condition *condition_list[WIRE_CONDITIONS_MAX];
    char *guests[WIRE_GUESTS_MAX];
    struct inject_frame injects[WIRE_INJECTS_MAX];
    Spiral__V1__Inject *inject_list[WIRE_INJECTS_MAX];
};

static void put_settings(const struct wire_exercise_new *new, struct new_frame *frame)
{
    Spiral__V1__ExerciseNew *wire = &frame->wire;
    spiral__v1__exercise_new__init(wire);
    wire->scenario = wire_string(new->scenario);
    wire->turn_seconds = new->turn_seconds;
    wire->wait_seats = new->wait_seats;
    wire->team_size = new->team_size;
    wire->misses_allowed = new->misses_allowed;
    wire->away_seconds = new->away_seconds;
    wire->seed = new->seed;
    wire->seeded = new->seeded;
    spiral__v1__spectator_delay__init(&frame->delay);
    frame->delay.turns = new->spectator_delay;
    wire->spectator_delay = new->has_spectator_delay ? &frame->delay : NULL;
    wire->places = new->places;
    wire->worlds = new->worlds;
    wire->start_by_hand = new->start_by_hand;
    wire->practice = new->practice;
    wire->beliefs = (Spiral__V1__BeliefMode) new->beliefs;
    wire->bots = (Spiral__V1__BotDisclosure) new->bots;
    wire->horizon = (Spiral__V1__Horizon) new->horizon;
    wire->consent = new->consent;
    wire->debrief_in_step = new->debrief_in_step;
    wire->plan_minutes = new->plan_minutes;
    wire->facilitator = wire_string(new->facilitator);
    wire->rehearsal_of = wire_string(new->rehearsal_of);
}

static void put_lists(const struct wire_exercise_new *new, struct new_frame *frame)
{
    must(new->condition_count >= 0 && new->condition_count <= WIRE_CONDITIONS_MAX);
    must(new->guest_count >= 0 && new->guest_count <= WIRE_GUESTS_MAX);
    must(new->inject_count >= 0 && new->inject_count <= WIRE_INJECTS_MAX);
    for (int x = 0; x < new->condition_count; x++) {
        Spiral__V1__Condition *row = frame->condition_list[x] = &frame->conditions[x].row;
        spiral__v1__condition__init(row);
        row->world = wire_target_put(new->conditions[x].world, &frame->conditions[x].world);
        row->parameter = wire_string(new->conditions[x].parameter);
        row->value = new->conditions[x].value;
    }
    for (int x = 0; x < new->guest_count; x++)
        frame->guests[x] = wire_string(new->guests[x]);
    for (int x = 0; x < new->inject_count; x++) {
        wire_inject_put(&new->injects[x], &frame->injects[x]);
        frame->inject_list[x] = &frame->injects[x].inject;
    }
    frame->wire.conditions = frame->condition_list;
    frame->wire.n_conditions = (size_t) new->condition_count;
    frame->wire.guests = frame->guests;
    frame->wire.n_guests = (size_t) new->guest_count;
    frame->wire.injects = frame->inject_list;
    frame->wire.n_injects = (size_t) new->inject_count;
}

enum status wire_new_put(const struct wire_exercise_new *new, Spiral__V1__ToAdmin *envelope,
                         struct buffer *buffer)
{
    struct new_frame frame;
    put_settings(new, &frame);
    put_lists(new, &frame);
    envelope->body_case = SPIRAL__V1__TO_ADMIN__BODY_EXERCISE_NEW;
    envelope->exercise_new = &frame.wire;
    return wire_pack(&envelope->base, WIRE_TO_ADMIN_MAX, buffer);
}

static enum status get_settings(struct cause *cause, const Spiral__V1__ExerciseNew *wire,
                                struct wire_exercise_new *new)
{
    const struct {
        const char *name;
        int64_t value, high;
        uint32_t *to;
    } numbers[] = {
        {"turn_seconds", wire->turn_seconds, ORDER_VALUE_MAX, &new->turn_seconds},
        {"wait_seats", wire->wait_seats, ORDER_VALUE_MAX, &new->wait_seats},
        {"team_size", wire->team_size, TEAM_SIZE_MAX, &new->team_size},
        {"misses_allowed", wire->misses_allowed, ORDER_VALUE_MAX, &new->misses_allowed},
        {"away_seconds", wire->away_seconds, ORDER_VALUE_MAX, &new->away_seconds},
        {"spectator_delay", wire->spectator_delay ? wire->spectator_delay->turns : 0, ORDER_VALUE_MAX,
         &new->spectator_delay},
        {"places", wire->places, WIRE_PERSONS_MAX, &new->places},
        {"worlds", wire->worlds, WIRE_WORLDS_MAX, &new->worlds},
        {"plan_minutes", wire->plan_minutes, ORDER_VALUE_MAX, &new->plan_minutes},
    };
    const struct {
        const char *name;
        int value, count;
    } choices[] = {
        {"beliefs", (int)wire->beliefs, BELIEF_MODE_COUNT},
        {"bots", (int)wire->bots, BOT_DISCLOSURE_COUNT},
        {"horizon", (int)wire->horizon, HORIZON_COUNT},
    };
    enum status status = STATUS_OK;
    for (size_t x = 0; x < sizeof numbers / sizeof numbers[0] && status == STATUS_OK; x++) {
        status = wire_range(cause, numbers[x].name, numbers[x].value, 0, numbers[x].high);
        *numbers[x].to = (uint32_t)numbers[x].value;
    }
    for (size_t x = 0; x < sizeof choices / sizeof choices[0] && status == STATUS_OK; x++)
        status = wire_range(cause, choices[x].name, choices[x].value, 0, choices[x].count - 1);
    new->beliefs = (enum belief_mode)wire->beliefs;
    new->bots = (enum bot_disclosure)wire->bots;
    new->horizon = (enum horizon)wire->horizon;
    return status;
}

static enum status get_words(struct cause *cause, const Spiral__V1__ExerciseNew *wire,
                             struct wire_exercise_new *new)
{
    unsigned scenario = wire->rehearsal_of[0] ? WIRE_ANY : WIRE_FILLED;
    unsigned name = wire->facilitator[0] ? WIRE_WRITTEN | WIRE_NAME : WIRE_ANY;
    enum status status =
        wire_string_get(cause, "scenario", wire->scenario, new->scenario, sizeof new->scenario, scenario);
    if (status == STATUS_OK)
        status = wire_string_get(cause, "facilitator", wire->facilitator, new->facilitator,
                                 sizeof new->facilitator, name);
    if (status == STATUS_OK)
        status = wire_string_get(cause, "rehearsal_of", wire->rehearsal_of, new->rehearsal_of,
                                 sizeof new->rehearsal_of, WIRE_ANY);
    return status;
}

static enum status get_condition(struct cause *cause, const Spiral__V1__Condition *wire,
                                 struct wire_condition *condition)
{
    condition->value = wire->value;
    enum status status = wire_target_get(cause, "world", wire->world, WIRE_WORLDS_MAX, &condition->world);
    if (status == STATUS_OK)
        status = wire_string_get(cause, "parameter", wire->parameter, condition->parameter,
                                 sizeof condition->parameter, WIRE_FILLED);
    return status;
}

static enum status get_guest(struct cause *cause, const char *wire, char guest[WIRE_PERSON_NAME_SIZE])
{
    return wire_string_get(cause, "name", wire, guest, WIRE_PERSON_NAME_SIZE,
                           WIRE_FILLED | WIRE_WRITTEN | WIRE_NAME);
}

/* The message owns the lists at once; an empty one is NULL. */
static enum status make_lists(struct cause *cause, const Spiral__V1__ExerciseNew *wire,
                              struct wire_exercise_new *new)
{
    if (wire->n_conditions)
        new->conditions = memory_try_zeroed(wire->n_conditions, sizeof *new->conditions);
    if (wire->n_guests)
        new->guests = memory_try_zeroed(wire->n_guests, sizeof *new->guests);
    if (wire->n_injects)
        new->injects = memory_try_zeroed(wire->n_injects, sizeof *new->injects);
    bool has = (new->conditions || !wire->n_conditions) && (new->guests || !wire->n_guests) &&
               (new->injects || !wire->n_injects);
    return has ? STATUS_OK : memory_lacks(cause, "a new exercise");
}

static enum status get_lists(struct cause *cause, const Spiral__V1__ExerciseNew *wire,
                             struct wire_exercise_new *new)
{
    enum status status = make_lists(cause, wire, new);
    for (size_t x = 0; x < wire->n_conditions && status == STATUS_OK; x++)
        status = wire_within_row(
            cause, get_condition(cause, wire->conditions[x], &new->conditions[new->condition_count++]),
            "conditions", x);
    for (size_t x = 0; x < wire->n_guests && status == STATUS_OK; x++)
        status = wire_within_row(cause, get_guest(cause, wire->guests[x], new->guests[new->guest_count++]),
                                 "guests", x);
    for (size_t x = 0; x < wire->n_injects && status == STATUS_OK; x++)
        status = wire_within_row(
            cause, wire_inject_get(cause, wire->injects[x], WIRE_WRITTEN, &new->injects[new->inject_count++]),
            "injects", x);
    return status;
}

enum status wire_new_get(struct cause *cause, const Spiral__V1__ExerciseNew *wire,
                         struct wire_exercise_new *new)
{
    new->seed = wire->seed;
    new->seeded = wire->seeded;
    new->has_spectator_delay = wire->spectator_delay != NULL;
    new->start_by_hand = wire->start_by_hand;
    new->practice = wire->practice;
    new->consent = wire->consent;
    new->debrief_in_step = wire->debrief_in_step;
    enum status status = get_words(cause, wire, new);
    if (status == STATUS_OK)
        status = get_settings(cause, wire, new);
    return status == STATUS_OK ? get_lists(cause, wire, new) : status;
}

void wire_new_free(struct wire_exercise_new *new)
{
    free(new->conditions);
    free(new->guests);
    free(new->injects);
}

/* ---- what comes of it */

enum status wire_created_put(Spiral__V1__FromAdmin *envelope, const struct wire_exercise_created *created,
                             struct buffer *buffer)
{
    Spiral__V1__ExerciseCreated wire;
    spiral__v1__exercise_created__init(&wire);
    ProtobufCBinaryData worlds[WIRE_WORLDS_MAX];
    Spiral__V1__GuestLink guests[WIRE_GUESTS_MAX], *guest_list[WIRE_GUESTS_MAX];
    must(created->world_count >= 0 && created->world_count <= WIRE_WORLDS_MAX);
    must(created->guest_count >= 0 && created->guest_count <= WIRE_GUESTS_MAX);
    for (int x = 0; x < created->world_count; x++)
        worlds[x] = wire_bytes(created->worlds[x].bytes, ID_SIZE);
    for (int x = 0; x < created->guest_count; x++) {
        spiral__v1__guest_link__init(guest_list[x] = &guests[x]);
        guests[x].name = wire_string(created->guests[x].name);
        guests[x].secret = wire_string(created->guests[x].secret);
    }
    wire.code = wire_string(created->code);
    wire.exercise = wire_bytes(created->exercise.bytes, ID_SIZE);
    wire.worlds = worlds;
    wire.n_worlds = (size_t)created->world_count;
    wire.seats = created->seats;
    wire.link = wire_string(created->link);
    wire.facilitator_key = wire_string(created->facilitator_key);
    wire.guests = guest_list;
    wire.n_guests = (size_t)created->guest_count;
    envelope->body_case = SPIRAL__V1__FROM_ADMIN__BODY_EXERCISE_CREATED;
    envelope->exercise_created = &wire;
    return wire_pack(&envelope->base, WIRE_TO_CLIENT_MAX, buffer);
}

static enum status get_guests(struct cause *cause, const Spiral__V1__ExerciseCreated *wire,
                              struct wire_exercise_created *created)
{
    if (!wire->n_guests)
        return STATUS_OK;
    created->guests = memory_try_zeroed(wire->n_guests, sizeof *created->guests);
    if (!created->guests)
        return memory_lacks(cause, "a list of guests");
    enum status status = STATUS_OK;
    for (size_t x = 0; x < wire->n_guests && status == STATUS_OK; x++) {
        struct wire_guest_link *guest = &created->guests[created->guest_count++];
        status = wire_string_get(cause, "name", wire->guests[x]->name, guest->name, sizeof guest->name,
                                 WIRE_FILLED);
        if (status == STATUS_OK)
            status = wire_string_get(cause, "secret", wire->guests[x]->secret, guest->secret,
                                     sizeof guest->secret, WIRE_FILLED);
        status = wire_within_row(cause, status, "guests", x);
    }
    return status;
}

enum status wire_created_get(struct cause *cause, const Spiral__V1__ExerciseCreated *wire,
                             struct wire_exercise_created *created)
{
    created->seats = wire->seats;
    enum status status =
        wire_string_get(cause, "code", wire->code, created->code, sizeof created->code, WIRE_FILLED);
    if (status == STATUS_OK)
        status = wire_id_get(cause, "exercise", &wire->exercise, &created->exercise);
    if (status == STATUS_OK)
        status = wire_string_get(cause, "link", wire->link, created->link, sizeof created->link, WIRE_ANY);
    if (status == STATUS_OK)
        status = wire_string_get(cause, "facilitator_key", wire->facilitator_key, created->facilitator_key,
                                 sizeof created->facilitator_key, WIRE_ANY);
    for (size_t x = 0; x < wire->n_worlds && status == STATUS_OK; x++)
        status = wire_id_get(cause, "worlds", &wire->worlds[x], &created->worlds[created->world_count++]);
    return status == STATUS_OK ? get_guests(cause, wire, created) : status;
}
