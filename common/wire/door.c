/* How one comes in: as a player, on another device, as a facilitator; and what is told at the door. */
#include "common/wire/exercise.h"

#include "common/wire/value.h"

enum status wire_join_put(const struct to_server *message, Spiral__V1__ToServer *envelope,
                          struct buffer *buffer)
{
    Spiral__V1__Join wire;
    spiral__v1__join__init(&wire);
    wire.code = wire_string(message->join.code);
    wire.name = wire_string(message->join.name);
    wire.secret = wire_bytes(message->join.secret.bytes, ID_SIZE);
    wire.guest = wire_string(message->join.guest);
    wire.consent = message->join.consent;
    envelope->join = &wire;
    return wire_pack(&envelope->base, WIRE_TO_SERVER_MAX, buffer);
}

enum status wire_join_get(struct cause *cause, const Spiral__V1__ToServer *envelope,
                          struct to_server *message)
{
    const Spiral__V1__Join *wire = envelope->join;
    struct wire_join *join = &message->join;
    bool needs_name = !wire->guest[0] || wire->name[0]; /* a guest has the list's name */
    enum status status =
        wire_string_get(cause, "code", wire->code, join->code, sizeof join->code, WIRE_FILLED);
    if (status == STATUS_OK && needs_name)
        status = wire_string_get(cause, "name", wire->name, join->name, sizeof join->name,
                                 WIRE_FILLED | WIRE_WRITTEN | WIRE_NAME);
    if (status == STATUS_OK)
        status = wire_id_get(cause, "secret", &wire->secret, &join->secret);
    if (status == STATUS_OK)
        status = wire_string_get(cause, "guest", wire->guest, join->guest, sizeof join->guest, WIRE_ANY);
    if (status == STATUS_OK)
        status = wire_range(cause, "consent", wire->consent, 0, CONSENT_COUNT - 1);
    join->consent = wire->consent;
    return status;
}

enum status wire_resume_put(const struct to_server *message, Spiral__V1__ToServer *envelope,
                            struct buffer *buffer)
{
    Spiral__V1__Resume wire;
    spiral__v1__resume__init(&wire);
    wire.person = wire_bytes(message->resume.person.bytes, ID_SIZE);
    wire.token = wire_bytes(message->resume.token.bytes, ID_SIZE);
    envelope->resume = &wire;
    return wire_pack(&envelope->base, WIRE_TO_SERVER_MAX, buffer);
}

enum status wire_resume_get(struct cause *cause, const Spiral__V1__ToServer *envelope,
                            struct to_server *message)
{
    enum status status = wire_id_get(cause, "person", &envelope->resume->person, &message->resume.person);
    if (status == STATUS_OK)
        status = wire_id_get(cause, "token", &envelope->resume->token, &message->resume.token);
    return status;
}

enum status wire_move_put(const struct to_server *message, Spiral__V1__ToServer *envelope,
                          struct buffer *buffer)
{
    Spiral__V1__Move wire;
    spiral__v1__move__init(&wire);
    wire.code = wire_string(message->move.code);
    wire.seat_code = wire_string(message->move.seat_code);
    wire.consent = message->move.consent;
    wire.name = wire_string(message->move.name);
    if (!id_is_zero(&message->move.secret))
        wire.secret = wire_bytes(message->move.secret.bytes, ID_SIZE);
    envelope->move = &wire;
    return wire_pack(&envelope->base, WIRE_TO_SERVER_MAX, buffer);
}

enum status wire_move_get(struct cause *cause, const Spiral__V1__ToServer *envelope,
                          struct to_server *message)
{
    const Spiral__V1__Move *wire = envelope->move;
    struct wire_move *move = &message->move;
    enum status status =
        wire_string_get(cause, "code", wire->code, move->code, sizeof move->code, WIRE_FILLED);
    if (status == STATUS_OK)
        status = wire_string_get(cause, "seat_code", wire->seat_code, move->seat_code, sizeof move->seat_code,
                                 WIRE_FILLED);
    if (status == STATUS_OK)
        status = wire_range(cause, "consent", wire->consent, 0, CONSENT_COUNT - 1);
    if (status == STATUS_OK && wire->name[0])
        status = wire_string_get(cause, "name", wire->name, move->name, sizeof move->name,
                                 WIRE_FILLED | WIRE_WRITTEN | WIRE_NAME);
    if (status == STATUS_OK && wire->secret.len)
        status = wire_id_get(cause, "secret", &wire->secret, &move->secret);
    move->consent = wire->consent;
    return status;
}

enum status wire_facilitate_put(const struct to_server *message, Spiral__V1__ToServer *envelope,
                                struct buffer *buffer)
{
    Spiral__V1__Facilitate wire;
    spiral__v1__facilitate__init(&wire);
    wire.code = wire_string(message->facilitate.code);
    wire.key = wire_string(message->facilitate.key);
    envelope->facilitate = &wire;
    return wire_pack(&envelope->base, WIRE_TO_SERVER_MAX, buffer);
}

enum status wire_facilitate_get(struct cause *cause, const Spiral__V1__ToServer *envelope,
                                struct to_server *message)
{
    const Spiral__V1__Facilitate *wire = envelope->facilitate;
    struct wire_facilitate *facilitate = &message->facilitate;
    enum status status =
        wire_string_get(cause, "code", wire->code, facilitate->code, sizeof facilitate->code, WIRE_FILLED);
    if (status == STATUS_OK)
        status =
            wire_string_get(cause, "key", wire->key, facilitate->key, sizeof facilitate->key, WIRE_FILLED);
    return status;
}

enum status wire_facilitating_put(Spiral__V1__ToClient *envelope,
                                  const struct wire_facilitating *facilitating, struct buffer *buffer)
{
    Spiral__V1__Facilitating wire;
    spiral__v1__facilitating__init(&wire);
    wire.exercise = wire_bytes(facilitating->exercise.bytes, ID_SIZE);
    wire.facilitator = facilitating->facilitator;
    wire.name = wire_string(facilitating->name);
    wire.rights = (Spiral__V1__Rights)facilitating->rights;
    envelope->body_case = SPIRAL__V1__TO_CLIENT__BODY_FACILITATING;
    envelope->facilitating = &wire;
    return wire_to_client_pack(envelope, buffer);
}

enum status wire_facilitating_get(struct cause *cause, const Spiral__V1__Facilitating *wire,
                                  struct wire_facilitating *facilitating)
{
    facilitating->facilitator = wire->facilitator;
    facilitating->rights = (enum rights)wire_known((int)wire->rights, RIGHTS_COUNT);
    enum status status = wire_id_get(cause, "exercise", &wire->exercise, &facilitating->exercise);
    if (status == STATUS_OK)
        status = wire_string_get(cause, "name", wire->name, facilitating->name, sizeof facilitating->name,
                                 WIRE_FILLED);
    return status;
}

enum status wire_ask_exercise_put(const struct to_server *message, Spiral__V1__ToServer *envelope,
                                  struct buffer *buffer)
{
    Spiral__V1__AskExercise wire;
    spiral__v1__ask_exercise__init(&wire);
    wire.code = wire_string(message->ask_exercise.code);
    envelope->ask_exercise = &wire;
    return wire_pack(&envelope->base, WIRE_TO_SERVER_MAX, buffer);
}

enum status wire_ask_exercise_get(struct cause *cause, const Spiral__V1__ToServer *envelope,
                                  struct to_server *message)
{
    return wire_string_get(cause, "code", envelope->ask_exercise->code, message->ask_exercise.code,
                           sizeof message->ask_exercise.code, WIRE_FILLED);
}

enum status wire_exercise_info_put(Spiral__V1__ToClient *envelope, const struct wire_exercise_info *info,
                                   struct buffer *buffer)
{
    struct texts_frame texts;
    Spiral__V1__ExerciseInfo wire;
    spiral__v1__exercise_info__init(&wire);
    wire_texts_put(info->texts, &texts);
    wire.code = wire_string(info->code);
    wire.texts = texts.list;
    wire.n_texts = texts.count;
    wire.consent = info->consent;
    wire.guests_only = info->guests_only;
    wire.team_size = info->team_size;
    wire.started = info->started;
    wire.ended = info->ended;
    wire.full = info->full;
    wire.worlds = info->worlds;
    wire.persons = info->persons;
    wire.places = info->places;
    envelope->body_case = SPIRAL__V1__TO_CLIENT__BODY_EXERCISE_INFO;
    envelope->exercise_info = &wire;
    return wire_to_client_pack(envelope, buffer);
}

enum status wire_exercise_info_get(struct cause *cause, const Spiral__V1__ExerciseInfo *wire,
                                   struct wire_exercise_info *info)
{
    info->consent = wire->consent;
    info->guests_only = wire->guests_only;
    info->team_size = wire->team_size;
    info->started = wire->started;
    info->ended = wire->ended;
    info->full = wire->full;
    info->worlds = wire->worlds;
    info->persons = wire->persons;
    info->places = wire->places;
    enum status status =
        wire_string_get(cause, "code", wire->code, info->code, sizeof info->code, WIRE_FILLED);
    if (status == STATUS_OK)
        status = wire_range(cause, "worlds", wire->worlds, 0, WIRE_WORLDS_MAX);
    return status == STATUS_OK ? wire_texts_get(cause, wire->texts, wire->n_texts, info->texts) : status;
}
