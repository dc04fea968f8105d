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

static void show_put(const struct wire_exercise_show *show, Spiral__V1__ExerciseShow *wire)
{
    spiral__v1__exercise_show__init(wire);
    wire->code = wire_string(show->code);
}

static void roles_put(const struct wire_exercise_roles *roles, Spiral__V1__ExerciseRoles *wire)
{
    spiral__v1__exercise_roles__init(wire);
    wire->code = wire_string(roles->code);
    wire->seat_codes = roles->seat_codes;
}

static enum status act_put(const struct wire_exercise_act *act, Spiral__V1__ToAdmin *envelope,
                           struct buffer *buffer)
{
    struct act_frame frame;
    enum status status = wire_act_put(act, &frame);
    if (status != STATUS_OK)
        return status;
    envelope->body_case = SPIRAL__V1__TO_ADMIN__BODY_EXERCISE_ACT;
    envelope->exercise_act = &frame.act;
    return wire_pack(&envelope->base, WIRE_TO_ADMIN_MAX, buffer);
}

enum status wire_write_to_admin(const struct to_admin *message, struct buffer *buffer)
{
    Spiral__V1__ToAdmin envelope;
    spiral__v1__to_admin__init(&envelope);
    Spiral__V1__ExerciseList list;
    Spiral__V1__ExerciseShow show;
    Spiral__V1__ExerciseRoles roles;
    must(message->kind > TO_ADMIN_UNKNOWN && message->kind < TO_ADMIN_KIND_COUNT);
    envelope.request = message->request;
    if (message->kind == TO_ADMIN_EXERCISE_NEW)
        return wire_new_put(&message->exercise_new, &envelope, buffer);
    if (message->kind == TO_ADMIN_EXERCISE_ACT)
        return act_put(&message->exercise_act, &envelope, buffer);
    if (message->kind == TO_ADMIN_EXERCISE_LIST) {
        spiral__v1__exercise_list__init(&list);
        envelope.body_case = SPIRAL__V1__TO_ADMIN__BODY_EXERCISE_LIST;
        envelope.exercise_list = &list;
    } else if (message->kind == TO_ADMIN_EXERCISE_SHOW) {
        show_put(&message->exercise_show, &show);
        envelope.body_case = SPIRAL__V1__TO_ADMIN__BODY_EXERCISE_SHOW;
        envelope.exercise_show = &show;
    } else {
        roles_put(&message->exercise_roles, &roles);
        envelope.body_case = SPIRAL__V1__TO_ADMIN__BODY_EXERCISE_ROLES;
        envelope.exercise_roles = &roles;
    }
    return wire_pack(&envelope.base, WIRE_TO_ADMIN_MAX, buffer);
}

static enum status show_get(struct cause *cause, const Spiral__V1__ExerciseShow *wire,
                            struct wire_exercise_show *show)
{
    return wire_string_get(cause, "code", wire->code, show->code, sizeof show->code, WIRE_FILLED);
}

static enum status roles_get(struct cause *cause, const Spiral__V1__ExerciseRoles *wire,
                             struct wire_exercise_roles *roles)
{
    roles->seat_codes = wire->seat_codes;
    return wire_string_get(cause, "code", wire->code, roles->code, sizeof roles->code, WIRE_FILLED);
}

/* Over this socket the exercise must be named. */
static enum status act_get(struct cause *cause, const Spiral__V1__ExerciseAct *wire,
                           struct wire_exercise_act *act)
{
    enum status status = wire_act_get(cause, wire, act);
    if (status == STATUS_OK && !act->code[0])
        status = status_fail(cause, STATUS_INVALID, "code: empty; fill it in");
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
        return wire_within(cause, wire_new_get(cause, envelope->exercise_new, &message->exercise_new),
                           "exercise_new");
    case SPIRAL__V1__TO_ADMIN__BODY_EXERCISE_LIST:
        message->kind = TO_ADMIN_EXERCISE_LIST;
        break;
    case SPIRAL__V1__TO_ADMIN__BODY_EXERCISE_SHOW:
        message->kind = TO_ADMIN_EXERCISE_SHOW;
        return wire_within(cause, show_get(cause, envelope->exercise_show, &message->exercise_show),
                           "exercise_show");
    case SPIRAL__V1__TO_ADMIN__BODY_EXERCISE_ACT:
        message->kind = TO_ADMIN_EXERCISE_ACT;
        return wire_within(cause, act_get(cause, envelope->exercise_act, &message->exercise_act),
                           "exercise_act");
    case SPIRAL__V1__TO_ADMIN__BODY_EXERCISE_ROLES:
        message->kind = TO_ADMIN_EXERCISE_ROLES;
        return wire_within(cause, roles_get(cause, envelope->exercise_roles, &message->exercise_roles),
                           "exercise_roles");
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
        wire_unpack(&spiral__v1__to_admin__descriptor, bytes, count, WIRE_TO_ADMIN_MAX, &envelope, cause);
    if (status != STATUS_OK)
        return status;
    status = read_to_admin((const Spiral__V1__ToAdmin *)envelope, message, cause);
    protobuf_c_message_free_unpacked(envelope, NULL);
    if (status != STATUS_OK)
        to_admin_free(message);
    return status;
}

void to_admin_free(struct to_admin *message)
{
    if (message->kind == TO_ADMIN_EXERCISE_NEW)
        wire_new_free(&message->exercise_new);
    message->kind = TO_ADMIN_UNKNOWN;
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
        list[x].worlds = row->worlds;
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
    void *frame;
    envelope->body_case = SPIRAL__V1__FROM_ADMIN__BODY_EXERCISE_STATE;
    envelope->exercise_state = wire_state_put(state, &frame);
    enum status status =
        envelope->exercise_state ? wire_pack(&envelope->base, WIRE_TO_CLIENT_MAX, buffer) : STATUS_MEMORY;
    free(frame);
    return status;
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
        return wire_created_put(&envelope, &message->exercise_created, buffer);
    if (message->kind == FROM_ADMIN_EXERCISE_ROLE_ROWS)
        return wire_role_rows_put(&envelope, &message->exercise_role_rows, buffer);
    if (message->kind == FROM_ADMIN_EXERCISE_STATE)
        return state_put(&envelope, &message->exercise_state, buffer);
    return rows_put(&envelope, &message->exercise_rows, buffer);
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
    row->worlds = wire->worlds;
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
        return wire_within(cause,
                           wire_created_get(cause, envelope->exercise_created, &message->exercise_created),
                           "exercise_created");
    case SPIRAL__V1__FROM_ADMIN__BODY_EXERCISE_ROWS:
        message->kind = FROM_ADMIN_EXERCISE_ROWS;
        return wire_within(cause, rows_get(cause, envelope->exercise_rows, &message->exercise_rows),
                           "exercise_rows");
    case SPIRAL__V1__FROM_ADMIN__BODY_EXERCISE_STATE:
        message->kind = FROM_ADMIN_EXERCISE_STATE;
        return wire_within(cause, wire_state_get(cause, envelope->exercise_state, &message->exercise_state),
                           "exercise_state");
    case SPIRAL__V1__FROM_ADMIN__BODY_EXERCISE_ROLE_ROWS:
        message->kind = FROM_ADMIN_EXERCISE_ROLE_ROWS;
        return wire_within(
            cause, wire_role_rows_get(cause, envelope->exercise_role_rows, &message->exercise_role_rows),
            "exercise_role_rows");
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
    if (message->kind == FROM_ADMIN_EXERCISE_CREATED)
        free(message->exercise_created.guests);
    if (message->kind == FROM_ADMIN_EXERCISE_STATE)
        wire_state_free(&message->exercise_state);
    if (message->kind == FROM_ADMIN_EXERCISE_ROLE_ROWS)
        wire_role_rows_free(&message->exercise_role_rows);
    message->kind = FROM_ADMIN_UNKNOWN;
}
