#include "common/wire/exercise.h"
#include "common/wire/value.h"
#include "common/wire/wire.h"

#include "common/base/must.h"
#include "common/wire/check.h"

#include <stdlib.h>
#include <string.h>

enum status wire_to_client_pack(Spiral__V1__ToClient *envelope, struct buffer *buffer)
{
    return wire_pack(&envelope->base, WIRE_TO_CLIENT_MAX, buffer);
}

static enum status welcome_put(Spiral__V1__ToClient *envelope, const struct wire_welcome *welcome,
                               struct buffer *buffer)
{
    Spiral__V1__Welcome wire;
    spiral__v1__welcome__init(&wire);
    wire.version = welcome->version;
    wire.server = wire_string(welcome->server);
    wire.orders_max_bytes = welcome->orders_max_bytes;
    wire.press_max_bytes = welcome->press_max_bytes;
    envelope->body_case = SPIRAL__V1__TO_CLIENT__BODY_WELCOME;
    envelope->welcome = &wire;
    return wire_to_client_pack(envelope, buffer);
}

static enum status welcome_get(struct cause *cause, const Spiral__V1__Welcome *wire,
                               struct wire_welcome *welcome)
{
    welcome->version = wire->version;
    welcome->orders_max_bytes = wire->orders_max_bytes;
    welcome->press_max_bytes = wire->press_max_bytes;
    return wire_string_get(cause, "server", wire->server, welcome->server, sizeof welcome->server, WIRE_ANY);
}

static enum status joined_put(Spiral__V1__ToClient *envelope, const struct wire_joined *joined,
                              struct buffer *buffer)
{
    Spiral__V1__Joined wire;
    spiral__v1__joined__init(&wire);
    wire.person = wire_bytes(joined->person.bytes, ID_SIZE);
    wire.token = wire_bytes(joined->token.bytes, id_is_zero(&joined->token) ? 0 : ID_SIZE);
    wire.seat_code = wire_string(joined->seat_code);
    wire.exercise = wire_bytes(joined->exercise.bytes, ID_SIZE);
    wire.world = wire_bytes(joined->world.bytes, ID_SIZE);
    wire.seat = joined->seat;
    wire.name = wire_string(joined->name);
    envelope->body_case = SPIRAL__V1__TO_CLIENT__BODY_JOINED;
    envelope->joined = &wire;
    return wire_to_client_pack(envelope, buffer);
}

static enum status joined_get(struct cause *cause, const Spiral__V1__Joined *wire, struct wire_joined *joined)
{
    joined->seat = wire->seat;
    enum status status = wire_id_get(cause, "person", &wire->person, &joined->person);
    if (status == STATUS_OK && wire->token.len)
        status = wire_id_get(cause, "token", &wire->token, &joined->token);
    if (status == STATUS_OK)
        status = wire_string_get(cause, "seat_code", wire->seat_code, joined->seat_code,
                                 sizeof joined->seat_code, WIRE_ANY);
    if (status == STATUS_OK)
        status = wire_id_get(cause, "exercise", &wire->exercise, &joined->exercise);
    if (status == STATUS_OK)
        status = wire_id_get(cause, "world", &wire->world, &joined->world);
    if (status == STATUS_OK)
        status = wire_range(cause, "seat", wire->seat, 0, ACTORS_MAX - 1);
    if (status == STATUS_OK)
        status = wire_string_get(cause, "name", wire->name, joined->name, sizeof joined->name, WIRE_FILLED);
    return status;
}

static enum status refused_put(Spiral__V1__ToClient *envelope, const struct refusal *refusal,
                               struct buffer *buffer)
{
    struct refusal_frame frame;
    wire_refusal_put(refusal, &frame);
    envelope->body_case = SPIRAL__V1__TO_CLIENT__BODY_REFUSAL;
    envelope->refusal = &frame.refusal;
    return wire_to_client_pack(envelope, buffer);
}

static enum status accepted_put(Spiral__V1__ToClient *envelope, const struct wire_accepted *accepted,
                                struct buffer *buffer)
{
    Spiral__V1__Accepted wire;
    spiral__v1__accepted__init(&wire);
    wire.command_id = wire_bytes(accepted->command.bytes, ID_SIZE);
    wire.turn = accepted->turn;
    wire.revision = accepted->revision;
    wire.orders_sha256 = wire_bytes(accepted->orders_digest.bytes, accepted->has_digest ? DIGEST_SIZE : 0);
    wire.ready = accepted->ready;
    envelope->body_case = SPIRAL__V1__TO_CLIENT__BODY_ACCEPTED;
    envelope->accepted = &wire;
    return wire_to_client_pack(envelope, buffer);
}

static enum status accepted_get(struct cause *cause, const Spiral__V1__Accepted *wire,
                                struct wire_accepted *accepted)
{
    accepted->turn = wire->turn;
    accepted->revision = wire->revision;
    accepted->has_digest = wire->orders_sha256.len > 0;
    accepted->ready = wire->ready;
    enum status status = wire_id_get(cause, "command_id", &wire->command_id, &accepted->command);
    if (status == STATUS_OK && accepted->has_digest)
        status = wire_bytes_get(cause, "orders_sha256", &wire->orders_sha256, accepted->orders_digest.bytes,
                                DIGEST_SIZE);
    return status;
}

static enum status notice_put(Spiral__V1__ToClient *envelope, const struct wire_notice *notice,
                              struct buffer *buffer)
{
    Spiral__V1__Notice wire;
    spiral__v1__notice__init(&wire);
    wire.kind = (Spiral__V1__NoticeKind)notice->kind;
    wire.ms = notice->ms;
    wire.bot_reason = (Spiral__V1__BotReason)notice->bot_reason;
    envelope->body_case = SPIRAL__V1__TO_CLIENT__BODY_NOTICE;
    envelope->notice = &wire;
    return wire_to_client_pack(envelope, buffer);
}

static enum status notice_get(struct cause *cause, const Spiral__V1__Notice *wire, struct wire_notice *notice)
{
    (void)cause;
    notice->kind = (unsigned)wire->kind < NOTICE_KIND_COUNT ? (enum notice_kind)wire->kind : NOTICE_NONE;
    notice->ms = wire->ms;
    notice->bot_reason = (enum bot_reason)wire_known((int)wire->bot_reason, BOT_REASON_COUNT);
    return STATUS_OK;
}

static enum status pong_put(Spiral__V1__ToClient *envelope, struct buffer *buffer)
{
    Spiral__V1__Pong wire;
    spiral__v1__pong__init(&wire);
    envelope->body_case = SPIRAL__V1__TO_CLIENT__BODY_PONG;
    envelope->pong = &wire;
    return wire_to_client_pack(envelope, buffer);
}

enum status wire_write_to_client(const struct to_client *message, struct buffer *buffer)
{
    Spiral__V1__ToClient envelope;
    spiral__v1__to_client__init(&envelope);
    envelope.request = message->request;
    switch (message->kind) {
    case TO_CLIENT_WELCOME:
        return welcome_put(&envelope, &message->welcome, buffer);
    case TO_CLIENT_JOINED:
        return joined_put(&envelope, &message->joined, buffer);
    case TO_CLIENT_REFUSAL:
        return refused_put(&envelope, &message->refusal, buffer);
    case TO_CLIENT_ACCEPTED:
        return accepted_put(&envelope, &message->accepted, buffer);
    case TO_CLIENT_BRIEFING:
        return wire_briefing_put(&envelope, &message->briefing, buffer);
    case TO_CLIENT_SITUATION:
        return wire_situation_put(&envelope, &message->situation, buffer);
    case TO_CLIENT_TURN_REPORT:
        return wire_report_put(&envelope, &message->turn_report, buffer);
    case TO_CLIENT_CLOCK:
        return wire_clock_put(&envelope, &message->clock, buffer);
    case TO_CLIENT_PRESS:
        return wire_press_put(&envelope, &message->press, buffer);
    case TO_CLIENT_RECORD_PART:
        return wire_record_part_put(&envelope, &message->record_part, buffer);
    case TO_CLIENT_WORLD_ENDED:
        return wire_ended_put(&envelope, &message->world_ended, buffer);
    case TO_CLIENT_NOTICE:
        return notice_put(&envelope, &message->notice, buffer);
    case TO_CLIENT_PONG:
        return pong_put(&envelope, buffer);
    case TO_CLIENT_WATCHING:
        return wire_watching_put(&envelope, &message->watching, buffer);
    case TO_CLIENT_PUBLIC_CLOCK:
        return wire_public_clock_put(&envelope, &message->public_clock, buffer);
    case TO_CLIENT_PUBLIC_TURN:
        return wire_public_turn_put(&envelope, &message->public_turn, buffer);
    case TO_CLIENT_CONSIDERED:
        return wire_considered_put(&envelope, &message->considered, buffer);
    case TO_CLIENT_DEBRIEF_PART:
        return wire_debrief_part_put(&envelope, &message->debrief_part, buffer);
    case TO_CLIENT_FACILITATING:
        return wire_facilitating_put(&envelope, &message->facilitating, buffer);
    case TO_CLIENT_EXERCISE_STATE:
        return wire_exercise_state_put(&envelope, &message->exercise_state, buffer);
    case TO_CLIENT_CONTROL_ANSWER:
        return wire_control_answer_put(&envelope, &message->control_answer, buffer);
    case TO_CLIENT_BULLETIN:
        return wire_bulletin_put(&envelope, &message->bulletin, buffer);
    case TO_CLIENT_DEBRIEF_STEP:
        return wire_debrief_step_put(&envelope, &message->debrief_step, buffer);
    case TO_CLIENT_EXERCISE_INFO:
        return wire_exercise_info_put(&envelope, &message->exercise_info, buffer);
    case TO_CLIENT_UNKNOWN:
    case TO_CLIENT_KIND_COUNT:
        break;
    }
    must(!"a kind that can be written");
    return STATUS_INVALID;
}

static enum status get_body(struct cause *cause, const Spiral__V1__ToClient *envelope,
                            struct to_client *message)
{
    switch (message->kind) {
    case TO_CLIENT_WELCOME:
        return welcome_get(cause, envelope->welcome, &message->welcome);
    case TO_CLIENT_JOINED:
        return joined_get(cause, envelope->joined, &message->joined);
    case TO_CLIENT_REFUSAL:
        return wire_refusal_get(cause, envelope->refusal, &message->refusal);
    case TO_CLIENT_ACCEPTED:
        return accepted_get(cause, envelope->accepted, &message->accepted);
    case TO_CLIENT_BRIEFING:
        return wire_briefing_get(cause, envelope->briefing, &message->briefing);
    case TO_CLIENT_SITUATION:
        return wire_situation_get(cause, envelope->situation, &message->situation);
    case TO_CLIENT_TURN_REPORT:
        return wire_report_get(cause, envelope->turn_report, &message->turn_report);
    case TO_CLIENT_CLOCK:
        return wire_clock_get(cause, envelope->clock, &message->clock);
    case TO_CLIENT_PRESS:
        return wire_press_get(cause, envelope->press, &message->press);
    case TO_CLIENT_RECORD_PART:
        return wire_record_part_get(cause, envelope->record_part, &message->record_part);
    case TO_CLIENT_WORLD_ENDED:
        return wire_ended_get(cause, envelope->world_ended, &message->world_ended);
    case TO_CLIENT_NOTICE:
        return notice_get(cause, envelope->notice, &message->notice);
    case TO_CLIENT_WATCHING:
        return wire_watching_get(cause, envelope->watching, &message->watching);
    case TO_CLIENT_PUBLIC_CLOCK:
        return wire_public_clock_get(cause, envelope->public_clock, &message->public_clock);
    case TO_CLIENT_PUBLIC_TURN:
        return wire_public_turn_get(cause, envelope->public_turn, &message->public_turn);
    case TO_CLIENT_CONSIDERED:
        return wire_considered_get(cause, envelope->considered, &message->considered);
    case TO_CLIENT_DEBRIEF_PART:
        return wire_debrief_part_get(cause, envelope->debrief_part, &message->debrief_part);
    case TO_CLIENT_FACILITATING:
        return wire_facilitating_get(cause, envelope->facilitating, &message->facilitating);
    case TO_CLIENT_EXERCISE_STATE:
        return wire_state_get(cause, envelope->exercise_state, &message->exercise_state);
    case TO_CLIENT_CONTROL_ANSWER:
        return wire_control_answer_get(cause, envelope->control_answer, &message->control_answer);
    case TO_CLIENT_BULLETIN:
        return wire_bulletin_get(cause, envelope->bulletin, &message->bulletin);
    case TO_CLIENT_DEBRIEF_STEP:
        return wire_debrief_step_get(cause, envelope->debrief_step, &message->debrief_step);
    case TO_CLIENT_EXERCISE_INFO:
        return wire_exercise_info_get(cause, envelope->exercise_info, &message->exercise_info);
    case TO_CLIENT_PONG:
    case TO_CLIENT_UNKNOWN:
    case TO_CLIENT_KIND_COUNT:
        break;
    }
    return STATUS_OK;
}

#define BODY(kind, name) [TO_CLIENT_##kind] = {#name, SPIRAL__V1__TO_CLIENT__BODY_##kind}

static const struct {
    const char *name;
    Spiral__V1__ToClient__BodyCase body;
} bodies[TO_CLIENT_KIND_COUNT] = {
    BODY(WELCOME, welcome),
    BODY(JOINED, joined),
    BODY(REFUSAL, refusal),
    BODY(ACCEPTED, accepted),
    BODY(BRIEFING, briefing),
    BODY(SITUATION, situation),
    BODY(TURN_REPORT, turn_report),
    BODY(CLOCK, clock),
    BODY(PRESS, press),
    BODY(RECORD_PART, record_part),
    BODY(WORLD_ENDED, world_ended),
    BODY(NOTICE, notice),
    BODY(PONG, pong),
    BODY(WATCHING, watching),
    BODY(PUBLIC_CLOCK, public_clock),
    BODY(PUBLIC_TURN, public_turn),
    BODY(CONSIDERED, considered),
    BODY(DEBRIEF_PART, debrief_part),
    BODY(FACILITATING, facilitating),
    BODY(EXERCISE_STATE, exercise_state),
    BODY(CONTROL_ANSWER, control_answer),
    BODY(BULLETIN, bulletin),
    BODY(DEBRIEF_STEP, debrief_step),
    BODY(EXERCISE_INFO, exercise_info),
};

static enum status read_body(const Spiral__V1__ToClient *envelope, struct to_client *message,
                             struct cause *cause)
{
    if (!envelope->body_case && !envelope->base.n_unknown_fields)
        return status_fail(cause, STATUS_INVALID, "body: missing; a message is expected");
    for (int kind = TO_CLIENT_UNKNOWN + 1; kind < TO_CLIENT_KIND_COUNT; kind++) {
        if (envelope->body_case != bodies[kind].body)
            continue;
        message->kind = (enum to_client_kind)kind;
        return wire_within(cause, get_body(cause, envelope, message), bodies[kind].name);
    }
    return STATUS_OK;
}

enum status wire_read_to_client(const uint8_t *bytes, size_t count, struct to_client *message,
                                struct cause *cause)
{
    ProtobufCMessage *envelope;
    memset(message, 0, sizeof *message);
    message->request = wire_request_of(bytes, count);
    enum status status =
        wire_unpack(&spiral__v1__to_client__descriptor, bytes, count, WIRE_TO_CLIENT_MAX, &envelope, cause);
    if (status != STATUS_OK)
        return status;
    status = read_body((const Spiral__V1__ToClient *)envelope, message, cause);
    protobuf_c_message_free_unpacked(envelope, NULL);
    if (status != STATUS_OK)
        to_client_free(message);
    return status;
}

void to_client_free(struct to_client *message)
{
    if (message->kind == TO_CLIENT_TURN_REPORT)
        free(message->turn_report.events);
    if (message->kind == TO_CLIENT_RECORD_PART)
        free(wire_string(message->record_part.text));
    if (message->kind == TO_CLIENT_PUBLIC_TURN)
        free(message->public_turn.owned);
    if (message->kind == TO_CLIENT_CONSIDERED)
        free(message->considered.considered);
    if (message->kind == TO_CLIENT_DEBRIEF_PART)
        free(wire_string(message->debrief_part.text));
    if (message->kind == TO_CLIENT_EXERCISE_STATE)
        wire_state_free(&message->exercise_state);
    if (message->kind == TO_CLIENT_DEBRIEF_STEP)
        free(message->debrief_step.owned);
    message->kind = TO_CLIENT_UNKNOWN;
}
