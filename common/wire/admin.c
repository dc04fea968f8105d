/* The admin socket's messages, both ways. */
#include "common/wire/exercise.h"
#include "common/wire/value.h"
#include "common/wire/wire.h"

#include "common/base/memory.h"
#include "common/base/must.h"
#include "common/record/record.h"
#include "common/wire/check.h"

#include <stdlib.h>
#include <string.h>

enum { TEAM_SIZE_MAX = 4 };

static void new_put(const struct wire_exercise_new *new, Spiral__V1__SpectatorDelay *delay,
                    Spiral__V1__ExerciseNew *wire)
{
    spiral__v1__exercise_new__init(wire);
    wire->scenario = wire_string(new->scenario);
    wire->turn_seconds = new->turn_seconds;
    wire->wait_seats = new->wait_seats;
    wire->team_size = new->team_size;
    wire->misses_allowed = new->misses_allowed;
    wire->seed = new->seed;
    wire->seeded = new->seeded;
    spiral__v1__spectator_delay__init(delay);
    delay->turns = new->spectator_delay;
    wire->spectator_delay = new->has_spectator_delay ? delay : NULL;
}

enum status wire_write_to_admin(const struct to_admin *message, struct buffer *buffer)
{
    Spiral__V1__ToAdmin envelope;
    spiral__v1__to_admin__init(&envelope);
    Spiral__V1__ExerciseNew new;
    Spiral__V1__SpectatorDelay delay;
    Spiral__V1__ExerciseList list;
    Spiral__V1__ExerciseShow show;
    Spiral__V1__ExerciseAct act;
    must(message->kind > TO_ADMIN_UNKNOWN && message->kind < TO_ADMIN_KIND_COUNT);
    envelope.request = message->request;
    if (message->kind == TO_ADMIN_EXERCISE_NEW) {
        new_put(&message->exercise_new, &delay, &new);
        envelope.body_case = SPIRAL__V1__TO_ADMIN__BODY_EXERCISE_NEW;
        envelope.exercise_new = &new;
    } else if (message->kind == TO_ADMIN_EXERCISE_LIST) {
        spiral__v1__exercise_list__init(&list);
        envelope.body_case = SPIRAL__V1__TO_ADMIN__BODY_EXERCISE_LIST;
        envelope.exercise_list = &list;
    } else if (message->kind == TO_ADMIN_EXERCISE_SHOW) {
        wire_show_put(&message->exercise_show, &show);
        envelope.body_case = SPIRAL__V1__TO_ADMIN__BODY_EXERCISE_SHOW;
        envelope.exercise_show = &show;
    } else {
        wire_act_put(&message->exercise_act, &act);
        envelope.body_case = SPIRAL__V1__TO_ADMIN__BODY_EXERCISE_ACT;
        envelope.exercise_act = &act;
    }
    return wire_pack(&envelope.base, WIRE_TO_SERVER_MAX, buffer);
}

static enum status get_new(struct cause *cause, const Spiral__V1__ExerciseNew *wire,
                           struct wire_exercise_new *new)
{
    new->turn_seconds = wire->turn_seconds;
    new->wait_seats = wire->wait_seats;
    new->team_size = wire->team_size;
    new->misses_allowed = wire->misses_allowed;
    new->seed = wire->seed;
    new->seeded = wire->seeded;
    new->has_spectator_delay = wire->spectator_delay != NULL;
    new->spectator_delay = wire->spectator_delay ? wire->spectator_delay->turns : 0;
    enum status status =
        wire_string_get(cause, "scenario", wire->scenario, new->scenario, sizeof new->scenario, WIRE_FILLED);
    if (status == STATUS_OK)
        status = wire_range(cause, "turn_seconds", wire->turn_seconds, 0, ORDER_VALUE_MAX);
    if (status == STATUS_OK)
        status = wire_range(cause, "wait_seats", wire->wait_seats, 0, ORDER_VALUE_MAX);
    if (status == STATUS_OK)
        status = wire_range(cause, "team_size", wire->team_size, 0, TEAM_SIZE_MAX);
    if (status == STATUS_OK)
        status = wire_range(cause, "misses_allowed", wire->misses_allowed, 0, ORDER_VALUE_MAX);
    if (status == STATUS_OK)
        status = wire_range(cause, "spectator_delay", new->spectator_delay, 0, ORDER_VALUE_MAX);
    return status;
}

static enum status read_to_admin(const Spiral__V1__ToAdmin *envelope, struct to_admin *message,
                                 struct cause *cause)
{
    if (message->request == 0)
        return status_fail(cause, STATUS_INVALID, "request: 0; number requests from 1");
    if (!envelope->body_case && !envelope->base.n_unknown_fields)
        return status_fail(cause, STATUS_INVALID, "body: missing; send one message");
    switch (envelope->body_case) {
    case SPIRAL__V1__TO_ADMIN__BODY_EXERCISE_NEW:
        message->kind = TO_ADMIN_EXERCISE_NEW;
        return wire_within(cause, get_new(cause, envelope->exercise_new, &message->exercise_new),
                           "exercise_new");
    case SPIRAL__V1__TO_ADMIN__BODY_EXERCISE_LIST:
        message->kind = TO_ADMIN_EXERCISE_LIST;
        break;
    case SPIRAL__V1__TO_ADMIN__BODY_EXERCISE_SHOW:
        message->kind = TO_ADMIN_EXERCISE_SHOW;
        return wire_within(cause, wire_show_get(cause, envelope->exercise_show, &message->exercise_show),
                           "exercise_show");
    case SPIRAL__V1__TO_ADMIN__BODY_EXERCISE_ACT:
        message->kind = TO_ADMIN_EXERCISE_ACT;
        return wire_within(cause, wire_act_get(cause, envelope->exercise_act, &message->exercise_act),
                           "exercise_act");
    default:
        break;
    }
    return STATUS_OK;
}

enum status wire_read_to_admin(const uint8_t *bytes, size_t count, struct to_admin *message,
                               struct cause *cause)
{
    ProtobufCMessage *envelope;
    memset(message, 0, sizeof *message);
    message->request = wire_request_of(bytes, count);
    enum status status =
        wire_unpack(&spiral__v1__to_admin__descriptor, bytes, count, WIRE_TO_SERVER_MAX, &envelope, cause);
    if (status != STATUS_OK)
        return status;
    status = read_to_admin((const Spiral__V1__ToAdmin *)envelope, message, cause);
    protobuf_c_message_free_unpacked(envelope, NULL);
    return status;
}

static enum status refused_put(Spiral__V1__FromAdmin *envelope, const struct refusal *refusal,
                               struct buffer *buffer)
{
    struct refusal_frame frame;
    wire_refusal_put(refusal, &frame);
    envelope->body_case = SPIRAL__V1__FROM_ADMIN__BODY_REFUSAL;
    envelope->refusal = &frame.refusal;
    return wire_pack(&envelope->base, WIRE_TO_CLIENT_MAX, buffer);
}

static enum status created_put(Spiral__V1__FromAdmin *envelope, const struct wire_exercise_created *created,
                               struct buffer *buffer)
{
    Spiral__V1__ExerciseCreated wire;
    spiral__v1__exercise_created__init(&wire);
    ProtobufCBinaryData worlds[WIRE_WORLDS_MAX];
    must(created->world_count >= 0 && created->world_count <= WIRE_WORLDS_MAX);
    for (int x = 0; x < created->world_count; x++)
        worlds[x] = wire_bytes(created->worlds[x].bytes, ID_SIZE);
    wire.code = wire_string(created->code);
    wire.exercise = wire_bytes(created->exercise.bytes, ID_SIZE);
    wire.worlds = worlds;
    wire.n_worlds = (size_t)created->world_count;
    wire.seats = created->seats;
    wire.link = wire_string(created->link);
    envelope->body_case = SPIRAL__V1__FROM_ADMIN__BODY_EXERCISE_CREATED;
    envelope->exercise_created = &wire;
    return wire_pack(&envelope->base, WIRE_TO_CLIENT_MAX, buffer);
}

static enum status rows_put(Spiral__V1__FromAdmin *envelope, const struct wire_exercise_rows *rows,
                            struct buffer *buffer)
{
    Spiral__V1__ExerciseRows wire;
    spiral__v1__exercise_rows__init(&wire);
    Spiral__V1__ExerciseRow list[WIRE_EXERCISE_ROWS_MAX], *pointers[WIRE_EXERCISE_ROWS_MAX];
    must(rows->count >= 0 && rows->count <= WIRE_EXERCISE_ROWS_MAX);
    for (int x = 0; x < rows->count; x++) {
        const struct wire_exercise_row *row = &rows->rows[x];
        spiral__v1__exercise_row__init(pointers[x] = &list[x]);
        list[x].code = wire_string(row->code);
        list[x].exercise = wire_bytes(row->exercise.bytes, ID_SIZE);
        list[x].scenario = wire_string(row->scenario);
        list[x].seats = row->seats;
        list[x].persons = row->persons;
        list[x].turn = row->turn;
        list[x].end = row->end;
        list[x].started = row->started;
        list[x].paused = row->paused;
    }
    wire.rows = pointers;
    wire.n_rows = (size_t)rows->count;
    envelope->body_case = SPIRAL__V1__FROM_ADMIN__BODY_EXERCISE_ROWS;
    envelope->exercise_rows = &wire;
    return wire_pack(&envelope->base, WIRE_TO_CLIENT_MAX, buffer);
}

static enum status state_put(Spiral__V1__FromAdmin *envelope, const struct wire_exercise_state *state,
                             struct buffer *buffer)
{
    struct exercise_state_frame frame;
    wire_state_put(state, &frame);
    envelope->body_case = SPIRAL__V1__FROM_ADMIN__BODY_EXERCISE_STATE;
    envelope->exercise_state = &frame.state;
    return wire_pack(&envelope->base, WIRE_TO_CLIENT_MAX, buffer);
}

enum status wire_write_from_admin(const struct from_admin *message, struct buffer *buffer)
{
    Spiral__V1__FromAdmin envelope;
    spiral__v1__from_admin__init(&envelope);
    char cause[WIRE_CAUSE_SIZE];
    memcpy(cause, message->cause, sizeof cause);
    envelope.request = message->request;
    envelope.cause = cause;
    must(message->kind != FROM_ADMIN_UNKNOWN);
    if (message->kind == FROM_ADMIN_REFUSAL)
        return refused_put(&envelope, &message->refusal, buffer);
    if (message->kind == FROM_ADMIN_EXERCISE_CREATED)
        return created_put(&envelope, &message->exercise_created, buffer);
    if (message->kind == FROM_ADMIN_EXERCISE_STATE)
        return state_put(&envelope, &message->exercise_state, buffer);
    return rows_put(&envelope, &message->exercise_rows, buffer);
}

static enum status created_get(struct cause *cause, const Spiral__V1__ExerciseCreated *wire,
                               struct wire_exercise_created *created)
{
    created->seats = wire->seats;
    enum status status =
        wire_string_get(cause, "code", wire->code, created->code, sizeof created->code, WIRE_FILLED);
    if (status == STATUS_OK)
        status = wire_id_get(cause, "exercise", &wire->exercise, &created->exercise);
    if (status == STATUS_OK)
        status = wire_string_get(cause, "link", wire->link, created->link, sizeof created->link, 0);
    for (size_t x = 0; x < wire->n_worlds && status == STATUS_OK; x++)
        status = wire_id_get(cause, "worlds", &wire->worlds[x], &created->worlds[created->world_count++]);
    return status;
}

static enum status row_get(struct cause *cause, const Spiral__V1__ExerciseRow *wire,
                           struct wire_exercise_row *row)
{
    row->seats = wire->seats;
    row->persons = wire->persons;
    row->turn = wire->turn;
    row->end = wire->end;
    row->started = wire->started;
    row->paused = wire->paused;
    enum status status = wire_string_get(cause, "code", wire->code, row->code, sizeof row->code, WIRE_FILLED);
    if (status == STATUS_OK)
        status = wire_id_get(cause, "exercise", &wire->exercise, &row->exercise);
    if (status == STATUS_OK)
        status = wire_string_get(cause, "scenario", wire->scenario, row->scenario, sizeof row->scenario,
                                 WIRE_FILLED);
    return status == STATUS_OK ? wire_range(cause, "end", wire->end, 0, RECORD_END_COUNT - 1) : status;
}

static enum status rows_get(struct cause *cause, const Spiral__V1__ExerciseRows *wire,
                            struct wire_exercise_rows *rows)
{
    rows->rows = memory_try_zeroed(memory_sum(wire->n_rows, 1), sizeof *rows->rows);
    if (!rows->rows)
        return memory_lacks(cause, "a list of exercises");
    for (size_t x = 0; x < wire->n_rows; x++) {
        enum status status = row_get(cause, wire->rows[x], &rows->rows[rows->count++]);
        if (status != STATUS_OK)
            return wire_within_row(cause, status, "rows", x);
    }
    return STATUS_OK;
}

static enum status read_from_admin(const Spiral__V1__FromAdmin *envelope, struct from_admin *message,
                                   struct cause *cause)
{
    switch (envelope->body_case) {
    case SPIRAL__V1__FROM_ADMIN__BODY_REFUSAL:
        message->kind = FROM_ADMIN_REFUSAL;
        if (wire_string_get(cause, "cause", envelope->cause, message->cause, sizeof message->cause, 0))
            return STATUS_INVALID;
        return wire_within(cause, wire_refusal_get(cause, envelope->refusal, &message->refusal), "refusal");
    case SPIRAL__V1__FROM_ADMIN__BODY_EXERCISE_CREATED:
        message->kind = FROM_ADMIN_EXERCISE_CREATED;
        return wire_within(cause, created_get(cause, envelope->exercise_created, &message->exercise_created),
                           "exercise_created");
    case SPIRAL__V1__FROM_ADMIN__BODY_EXERCISE_ROWS:
        message->kind = FROM_ADMIN_EXERCISE_ROWS;
        return wire_within(cause, rows_get(cause, envelope->exercise_rows, &message->exercise_rows),
                           "exercise_rows");
    case SPIRAL__V1__FROM_ADMIN__BODY_EXERCISE_STATE:
        message->kind = FROM_ADMIN_EXERCISE_STATE;
        return wire_within(cause, wire_state_get(cause, envelope->exercise_state, &message->exercise_state),
                           "exercise_state");
    default:
        if (envelope->base.n_unknown_fields)
            return STATUS_OK;
        return status_fail(cause, STATUS_INVALID, "body: missing; a message is expected");
    }
}

enum status wire_read_from_admin(const uint8_t *bytes, size_t count, struct from_admin *message,
                                 struct cause *cause)
{
    ProtobufCMessage *envelope;
    memset(message, 0, sizeof *message);
    message->request = wire_request_of(bytes, count);
    enum status status =
        wire_unpack(&spiral__v1__from_admin__descriptor, bytes, count, WIRE_TO_CLIENT_MAX, &envelope, cause);
    if (status != STATUS_OK)
        return status;
    status = read_from_admin((const Spiral__V1__FromAdmin *)envelope, message, cause);
    protobuf_c_message_free_unpacked(envelope, NULL);
    if (status != STATUS_OK)
        from_admin_free(message);
    return status;
}

void from_admin_free(struct from_admin *message)
{
    if (message->kind == FROM_ADMIN_EXERCISE_ROWS)
        free(message->exercise_rows.rows);
    message->kind = FROM_ADMIN_UNKNOWN;
}
