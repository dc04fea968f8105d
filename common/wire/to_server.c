#include "common/wire/exercise.h"
#include "common/wire/value.h"
#include "common/wire/wire.h"

#include "common/base/must.h"
#include "common/wire/check.h"

#include <string.h>

static enum status pack(const Spiral__V1__ToServer *envelope, struct buffer *buffer)
{
    return wire_pack(&envelope->base, WIRE_TO_SERVER_MAX, buffer);
}

static enum status hello_put(const struct to_server *message, Spiral__V1__ToServer *envelope,
                             struct buffer *buffer)
{
    const struct wire_hello *hello = &message->hello;
    Spiral__V1__Hello wire;
    spiral__v1__hello__init(&wire);
    char *capabilities[WIRE_CAPABILITIES_MAX];
    must(hello->capability_count >= 0 && hello->capability_count <= WIRE_CAPABILITIES_MAX);
    for (int x = 0; x < hello->capability_count; x++)
        capabilities[x] = wire_string(hello->capabilities[x]);
    wire.version = hello->version;
    wire.capabilities = capabilities;
    wire.n_capabilities = (size_t)hello->capability_count;
    wire.client = wire_string(hello->client);
    wire.language = wire_string(hello->language);
    envelope->hello = &wire;
    return pack(envelope, buffer);
}

static enum status hello_get(struct cause *cause, const Spiral__V1__ToServer *envelope,
                             struct to_server *message)
{
    const Spiral__V1__Hello *wire = envelope->hello;
    struct wire_hello *hello = &message->hello;
    hello->version = wire->version;
    enum status status =
        wire_string_get(cause, "client", wire->client, hello->client, sizeof hello->client, WIRE_ANY);
    if (status == STATUS_OK)
        status = wire_string_get(cause, "language", wire->language, hello->language, sizeof hello->language,
                                 WIRE_ANY);
    for (size_t x = 0; x < wire->n_capabilities && status == STATUS_OK; x++) {
        char *capability = hello->capabilities[hello->capability_count++];
        status = wire_string_get(cause, "capabilities", wire->capabilities[x], capability,
                                 WIRE_CAPABILITY_SIZE, WIRE_FILLED);
    }
    return status;
}

/* What every command about a turn begins with. Any turn that fits: the session says which one is open. */
static enum status command_get(struct cause *cause, const ProtobufCBinaryData *command_id,
                               const ProtobufCBinaryData *world_id, uint32_t turn, struct id *command,
                               struct id *world)
{
    enum status status = wire_id_get(cause, "command_id", command_id, command);
    if (status == STATUS_OK)
        status = wire_id_get(cause, "world", world_id, world);
    return status == STATUS_OK ? wire_range(cause, "turn", turn, 0, ORDER_VALUE_MAX) : status;
}

static enum status save_orders_put(const struct to_server *message, Spiral__V1__ToServer *envelope,
                                   struct buffer *buffer)
{
    const struct wire_save_orders *save = &message->save_orders;
    Spiral__V1__SaveOrders wire;
    spiral__v1__save_orders__init(&wire);
    struct orders_frame frame;
    enum status status = wire_orders_put(&save->orders, &frame);
    if (status != STATUS_OK)
        return status;
    wire.command_id = wire_bytes(save->command.bytes, ID_SIZE);
    wire.world = wire_bytes(save->world.bytes, ID_SIZE);
    wire.turn = save->turn;
    wire.revision = save->revision;
    wire.orders = &frame.orders;
    envelope->save_orders = &wire;
    return pack(envelope, buffer);
}

static enum status save_orders_get(struct cause *cause, const Spiral__V1__ToServer *envelope,
                                   struct to_server *message)
{
    const Spiral__V1__SaveOrders *wire = envelope->save_orders;
    struct wire_save_orders *save = &message->save_orders;
    save->turn = wire->turn;
    save->revision = wire->revision;
    enum status status =
        command_get(cause, &wire->command_id, &wire->world, wire->turn, &save->command, &save->world);
    if (status == STATUS_OK)
        status = wire_present(cause, "orders", wire->orders);
    if (status == STATUS_OK)
        status = wire_within(cause, wire_orders_get(cause, wire->orders, &save->orders), "orders");
    return status;
}

static enum status set_ready_put(const struct to_server *message, Spiral__V1__ToServer *envelope,
                                 struct buffer *buffer)
{
    Spiral__V1__SetReady wire;
    spiral__v1__set_ready__init(&wire);
    wire.command_id = wire_bytes(message->set_ready.command.bytes, ID_SIZE);
    wire.world = wire_bytes(message->set_ready.world.bytes, ID_SIZE);
    wire.turn = message->set_ready.turn;
    wire.ready = message->set_ready.ready;
    envelope->set_ready = &wire;
    return pack(envelope, buffer);
}

static enum status set_ready_get(struct cause *cause, const Spiral__V1__ToServer *envelope,
                                 struct to_server *message)
{
    const Spiral__V1__SetReady *wire = envelope->set_ready;
    struct wire_set_ready *set = &message->set_ready;
    set->turn = wire->turn;
    set->ready = wire->ready;
    return command_get(cause, &wire->command_id, &wire->world, wire->turn, &set->command, &set->world);
}

static enum status state_beliefs_put(const struct to_server *message, Spiral__V1__ToServer *envelope,
                                     struct buffer *buffer)
{
    const struct wire_state_beliefs *state = &message->state_beliefs;
    Spiral__V1__StateBeliefs wire;
    spiral__v1__state_beliefs__init(&wire);
    struct stated_frame frame;
    enum status status = wire_stated_put(&state->stated, &frame);
    if (status != STATUS_OK)
        return status;
    wire.command_id = wire_bytes(state->command.bytes, ID_SIZE);
    wire.world = wire_bytes(state->world.bytes, ID_SIZE);
    wire.turn = state->turn;
    wire.attack_next = frame.attack_next.list;
    wire.n_attack_next = frame.attack_next.count;
    wire.sees_me = frame.sees_me.list;
    wire.n_sees_me = frame.sees_me.count;
    wire.perceived_balance = frame.perceived_balance;
    envelope->state_beliefs = &wire;
    return pack(envelope, buffer);
}

static enum status state_beliefs_get(struct cause *cause, const Spiral__V1__ToServer *envelope,
                                     struct to_server *message)
{
    const Spiral__V1__StateBeliefs *wire = envelope->state_beliefs;
    struct wire_state_beliefs *state = &message->state_beliefs;
    Spiral__V1__Stated stated;
    spiral__v1__stated__init(&stated);
    stated.attack_next = wire->attack_next;
    stated.n_attack_next = wire->n_attack_next;
    stated.sees_me = wire->sees_me;
    stated.n_sees_me = wire->n_sees_me;
    stated.perceived_balance = wire->perceived_balance;
    state->turn = wire->turn;
    enum status status =
        command_get(cause, &wire->command_id, &wire->world, wire->turn, &state->command, &state->world);
    return status == STATUS_OK ? wire_stated_get(cause, &stated, &state->stated) : status;
}

static enum status send_press_put(const struct to_server *message, Spiral__V1__ToServer *envelope,
                                  struct buffer *buffer)
{
    const struct wire_send_press *send = &message->send_press;
    Spiral__V1__SendPress wire;
    spiral__v1__send_press__init(&wire);
    uint32_t to[ACTORS_MAX];
    wire.command_id = wire_bytes(send->command.bytes, ID_SIZE);
    wire.world = wire_bytes(send->world.bytes, ID_SIZE);
    wire.everyone = send->everyone;
    wire.to = to;
    wire.n_to = wire_states_put(send->to, to);
    wire.text = wire_string(send->text);
    envelope->send_press = &wire;
    return pack(envelope, buffer);
}

static enum status send_press_get(struct cause *cause, const Spiral__V1__ToServer *envelope,
                                  struct to_server *message)
{
    const Spiral__V1__SendPress *wire = envelope->send_press;
    struct wire_send_press *send = &message->send_press;
    send->everyone = wire->everyone;
    enum status status = command_get(cause, &wire->command_id, &wire->world, 0, &send->command, &send->world);
    if (status == STATUS_OK)
        status = wire_states_get(cause, "to", wire->to, wire->n_to, &send->to);
    if (status == STATUS_OK && send->everyone && send->to)
        status = status_fail(cause, STATUS_INVALID, "to: not together with everyone; send one of the two");
    if (status == STATUS_OK && !send->everyone && !send->to)
        status = status_fail(cause, STATUS_INVALID, "to: empty; name states or set everyone");
    if (status == STATUS_OK)
        status = wire_string_get(cause, "text", wire->text, send->text, sizeof send->text,
                                 WIRE_FILLED | WIRE_LINES | WIRE_WRITTEN);
    return status;
}

static enum status leave_put(const struct to_server *message, Spiral__V1__ToServer *envelope,
                             struct buffer *buffer)
{
    Spiral__V1__Leave wire;
    spiral__v1__leave__init(&wire);
    wire.command_id = wire_bytes(message->leave.command.bytes, ID_SIZE);
    envelope->leave = &wire;
    return pack(envelope, buffer);
}

static enum status leave_get(struct cause *cause, const Spiral__V1__ToServer *envelope,
                             struct to_server *message)
{
    return wire_id_get(cause, "command_id", &envelope->leave->command_id, &message->leave.command);
}

static enum status ask_record_put(const struct to_server *message, Spiral__V1__ToServer *envelope,
                                  struct buffer *buffer)
{
    Spiral__V1__AskRecord wire;
    spiral__v1__ask_record__init(&wire);
    wire.world = wire_bytes(message->ask_record.world.bytes, ID_SIZE);
    wire.offset = message->ask_record.offset;
    envelope->ask_record = &wire;
    return pack(envelope, buffer);
}

static enum status ask_record_get(struct cause *cause, const Spiral__V1__ToServer *envelope,
                                  struct to_server *message)
{
    message->ask_record.offset = envelope->ask_record->offset;
    enum status status =
        wire_id_get(cause, "world", &envelope->ask_record->world, &message->ask_record.world);
    if (status == STATUS_OK)
        status = wire_range(cause, "offset", envelope->ask_record->offset, 0, WIRE_RECORD_MAX);
    return status;
}

static enum status ping_put(const struct to_server *message, Spiral__V1__ToServer *envelope,
                            struct buffer *buffer)
{
    (void)message;
    Spiral__V1__Ping wire;
    spiral__v1__ping__init(&wire);
    envelope->ping = &wire;
    return pack(envelope, buffer);
}

static enum status ping_get(struct cause *cause, const Spiral__V1__ToServer *envelope,
                            struct to_server *message)
{
    (void)cause, (void)envelope, (void)message;
    return STATUS_OK;
}

#define ROW(kind, name)                                                                                      \
    [TO_SERVER_##kind] = {#name, SPIRAL__V1__TO_SERVER__BODY_##kind, name##_put, name##_get}

/* The same of another file. */
#define WIRE_ROW(kind, name)                                                                                 \
    [TO_SERVER_##kind] = {#name, SPIRAL__V1__TO_SERVER__BODY_##kind, wire_##name##_put, wire_##name##_get}

static const struct to_server_row {
    const char *name;
    Spiral__V1__ToServer__BodyCase body;
    enum status (*put)(const struct to_server *message, Spiral__V1__ToServer *envelope,
                       struct buffer *buffer);
    enum status (*get)(struct cause *cause, const Spiral__V1__ToServer *envelope, struct to_server *message);
} rows[TO_SERVER_KIND_COUNT] = {
    ROW(HELLO, hello),
    WIRE_ROW(JOIN, join),
    WIRE_ROW(RESUME, resume),
    WIRE_ROW(MOVE, move),
    ROW(SAVE_ORDERS, save_orders),
    ROW(SET_READY, set_ready),
    ROW(STATE_BELIEFS, state_beliefs),
    ROW(SEND_PRESS, send_press),
    ROW(LEAVE, leave),
    ROW(ASK_RECORD, ask_record),
    ROW(PING, ping),
    WIRE_ROW(WATCH, watch),
    WIRE_ROW(ASK_TURN, ask_turn),
    WIRE_ROW(CONSIDER, consider),
    WIRE_ROW(ASK_DEBRIEF, ask_debrief),
    WIRE_ROW(FACILITATE, facilitate),
    WIRE_ROW(EXERCISE_ACT, exercise_act),
    WIRE_ROW(ASK_CONTROL, ask_control),
    WIRE_ROW(STATE_FEELINGS, state_feelings),
    WIRE_ROW(ASK_EXERCISE, ask_exercise),
};

enum status wire_write_to_server(const struct to_server *message, struct buffer *buffer)
{
    must(message->kind > TO_SERVER_UNKNOWN && message->kind < TO_SERVER_KIND_COUNT);
    Spiral__V1__ToServer envelope;
    spiral__v1__to_server__init(&envelope);
    envelope.request = message->request;
    envelope.body_case = rows[message->kind].body;
    return rows[message->kind].put(message, &envelope, buffer);
}

static enum status read_body(const Spiral__V1__ToServer *envelope, struct to_server *message,
                             struct cause *cause)
{
    if (message->request == 0)
        return status_fail(cause, STATUS_INVALID, "request: 0; number requests from 1");
    if (!envelope->body_case && !envelope->base.n_unknown_fields)
        return status_fail(cause, STATUS_INVALID, "body: missing; send one message");
    for (int kind = TO_SERVER_UNKNOWN + 1; kind < TO_SERVER_KIND_COUNT; kind++) {
        if (envelope->body_case != rows[kind].body)
            continue;
        message->kind = (enum to_server_kind)kind;
        return wire_within(cause, rows[kind].get(cause, envelope, message), rows[kind].name);
    }
    return STATUS_OK;
}

enum status wire_read_to_server(const uint8_t *bytes, size_t count, struct to_server *message,
                                struct cause *cause)
{
    ProtobufCMessage *envelope;
    memset(message, 0, sizeof *message);
    message->request = wire_request_of(bytes, count);
    enum status status =
        wire_unpack(&spiral__v1__to_server__descriptor, bytes, count, WIRE_TO_SERVER_MAX, &envelope, cause);
    if (status != STATUS_OK)
        return status;
    status = read_body((const Spiral__V1__ToServer *)envelope, message, cause);
    protobuf_c_message_free_unpacked(envelope, NULL);
    return status;
}
