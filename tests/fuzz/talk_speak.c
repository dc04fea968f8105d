/* Messages made for a link that knows its seat: an input need not guess ids, turns and tokens, but may say
 * them wrong. */
#include "tests/fuzz/talk.h"

#include "common/base/must.h"

#include <stdio.h>
#include <string.h>

enum { ORDER_NUMBERS = sizeof(struct orders) / sizeof(int32_t) };

/* Few of them, so that some come twice. */
static struct id take_command(struct take *take)
{
    struct id id = {{0xc0}};
    id.bytes[1] = take_byte(take);
    return id;
}

/* 0: the open turn. */
static uint32_t take_turn(const struct slot *slot, struct take *take)
{
    return (uint32_t)slot->peer->situation.view.turn + 1 + take_byte(take);
}

static struct id world_of(const struct talk *talk, uint8_t choice)
{
    struct id world = talk->created.worlds[0];
    world.bytes[0] ^= choice == 255; /* another one */
    return world;
}

/* How many numbers differ from peaceful orders; then place and value of each. */
static struct orders take_orders(const struct slot *slot, struct take *take)
{
    struct orders orders;
    orders_init(&orders);
    if (slot->peer->has_situation)
        orders = plain_orders(slot->peer);
    for (int changes = take_byte(take) % 8; changes > 0; changes--) {
        uint8_t place = take_byte(take) % ORDER_NUMBERS;
        ((int32_t *)&orders)[place] = (int32_t)take_byte(take) - 2;
    }
    return orders;
}

static void put_string(char *to, size_t size, struct take *take)
{
    size_t count;
    const uint8_t *bytes = take_bytes(take, take_byte(take) % size, &count);
    memcpy(to, bytes, count);
    to[count] = '\0';
}

static void fill_login(struct talk *talk, struct take *take, struct to_server *message)
{
    const struct wire_joined *joined = &talk->slots[take_byte(take) % SLOTS].joined;
    switch (message->kind) {
    case TO_SERVER_HELLO:
        message->hello =
            (struct wire_hello){.version = WIRE_VERSION - (take_byte(take) == 255), .client = "fuzz"};
        break;
    case TO_SERVER_JOIN:
        memcpy(message->join.code, talk->created.code, sizeof message->join.code);
        message->join.secret.bytes[0] = take_byte(take);
        put_string(message->join.name, sizeof message->join.name, take);
        break;
    case TO_SERVER_RESUME:
        message->resume = (struct wire_resume){.person = joined->person, .token = joined->token};
        break;
    case TO_SERVER_MOVE:
        memcpy(message->move.code, talk->created.code, sizeof message->move.code);
        memcpy(message->move.seat_code, joined->seat_code, sizeof message->move.seat_code);
        break;
    default:
        memcpy(message->watch.code, talk->created.code, sizeof message->watch.code);
        message->watch.code[0] = (char)(message->watch.code[0] ^ (take_byte(take) == 255));
        break;
    }
}

static void fill_play(const struct talk *talk, const struct slot *slot, struct take *take,
                      struct to_server *message)
{
    struct id command = take_command(take), world = world_of(talk, take_byte(take));
    switch (message->kind) {
    case TO_SERVER_SAVE_ORDERS:
        message->save_orders =
            (struct wire_save_orders){.command = command,
                                      .world = world,
                                      .turn = take_turn(slot, take),
                                      .revision = slot->peer->situation.revision + take_byte(take)};
        message->save_orders.orders = take_orders(slot, take);
        break;
    case TO_SERVER_SET_READY:
        message->set_ready = (struct wire_set_ready){.command = command,
                                                     .world = world,
                                                     .turn = take_turn(slot, take),
                                                     .ready = take_byte(take) % 4 != 3};
        break;
    case TO_SERVER_STATE_BELIEFS:
        message->state_beliefs =
            (struct wire_state_beliefs){.command = command, .world = world, .turn = take_turn(slot, take)};
        stated_beliefs_init(&message->state_beliefs.stated);
        message->state_beliefs.stated.attack_next[take_byte(take) % ACTORS_MAX] = take_byte(take) * 4;
        break;
    case TO_SERVER_SEND_PRESS:
        message->send_press = (struct wire_send_press){.command = command, .world = world};
        message->send_press.to = (uint16_t)take_byte(take);
        message->send_press.everyone = message->send_press.to == 0;
        put_string(message->send_press.text, 256, take);
        break;
    case TO_SERVER_LEAVE:
        message->leave.command = command;
        break;
    case TO_SERVER_ASK_RECORD:
        message->ask_record =
            (struct wire_ask_record){.world = world, .offset = (uint32_t)take_number(take, 2)};
        break;
    default:
        message->ask_turn = (struct wire_ask_turn){.world = world, .turn = take_byte(take)};
        break;
    }
}

/* ---- whoever runs it, in a session and over the admin socket */

static void take_inject(struct take *take, struct wire_inject *inject)
{
    inject->seats = take_byte(take) & 3;
    inject->misleading = take_byte(take) & 1;
    inject->trigger = (enum inject_trigger)(take_byte(take) % TRIGGER_COUNT);
    inject->turn = take_byte(take) % 8;
    inject->tension = take_byte(take) % (WIRE_TENSION_MAX + 1);
    put_string(inject->text[0], 64, take);
}

/* What acts of all kinds may name; what a kind does not need is ignored, or refused. */
static void take_names(const struct talk *talk, const struct slot *slot, struct take *take,
                       struct wire_exercise_act *act)
{
    uint8_t which = take_byte(take);
    act->world = which % 4 - 1; /* none, the only one, and two that are not there */
    act->seat = which / 4 % 4 - 1;
    act->person = talk->slots[take_byte(take) % SLOTS].joined.person;
    act->number = take_byte(take) % 8;
    act->percent = take_byte(take) < 64 ? WIRE_TIME_PERCENT_MIN : 2 * WIRE_TIME_PERCENT_MIN;
    act->rights = (enum rights)(take_byte(take) % RIGHTS_COUNT);
    act->everyone = which & 64;
    act->release = which & 128;
    act->card = take_byte(take) % (WIRE_CARD_LAST + 1);
    act->part = take_byte(take) % 4;
    act->command = take_command(take);
    if (act->act == EXERCISE_ORDERS) {
        act->has_orders = true;
        act->orders = take_orders(slot, take);
    } else if (act->act == EXERCISE_INJECT) {
        act->has_inject = true;
        take_inject(take, &act->inject);
    } else if (act->act == EXERCISE_ANSWER) {
        put_string(act->reason, 64, take);
    } else if (act->act == EXERCISE_FACILITATOR_ADD) {
        put_string(act->name, 16, take);
    }
}

static void take_act(const struct talk *talk, const struct slot *slot, struct take *take,
                     struct wire_exercise_act *act)
{
    wire_exercise_act_init(act, (enum exercise_act)(1 + take_byte(take) % (EXERCISE_ACT_COUNT - 1)));
    memcpy(act->code, talk->created.code, sizeof act->code);
    act->turn = take_byte(take);
    uint8_t detail = take_byte(take);
    size_t count;
    const uint8_t *reason = take_bytes(take, detail % 8, &count);
    if (act->act == EXERCISE_EXTEND)
        act->ms = ((int32_t)detail - 128) * 1000;
    else if (act->act == EXERCISE_PAUSE || act->act == EXERCISE_CLOSE)
        memcpy(act->reason, reason, count);
    if (act->act > EXERCISE_CLOSE)
        take_names(talk, slot, take, act);
}

static void fill_seminar(const struct talk *talk, const struct slot *slot, struct take *take,
                         struct to_server *message)
{
    int rival;
    switch (message->kind) {
    case TO_SERVER_FACILITATE:
        memcpy(message->facilitate.code, talk->created.code, sizeof message->facilitate.code);
        memcpy(message->facilitate.key, talk->created.facilitator_key, sizeof message->facilitate.key);
        message->facilitate.key[0] = (char)(message->facilitate.key[0] ^ (take_byte(take) == 255));
        break;
    case TO_SERVER_EXERCISE_ACT:
        take_act(talk, slot, take, &message->exercise_act);
        break;
    case TO_SERVER_ASK_CONTROL:
        message->ask_control.command = take_command(take);
        put_string(message->ask_control.text, 128, take);
        break;
    case TO_SERVER_STATE_FEELINGS:
        message->state_feelings.command = take_command(take);
        message->state_feelings.word_count = take_byte(take) % (WIRE_FEELINGS + 1);
        for (int x = 0; x < message->state_feelings.word_count; x++)
            put_string(message->state_feelings.words[x], 8, take);
        for (int x = 0; x < ACTORS_MAX; x++)
            message->state_feelings.greedy[x] = -1;
        rival = take_byte(take) % ACTORS_MAX;
        message->state_feelings.greedy[rival] = take_byte(take) * 4 - 1;
        break;
    default:
        memcpy(message->ask_exercise.code, talk->created.code, sizeof message->ask_exercise.code);
        break;
    }
}

static enum status make_player(struct talk *talk, struct slot *slot, struct take *take, struct buffer *buffer)
{
    struct to_server message = {.request = ++slot->request};
    message.kind = (enum to_server_kind)(1 + take_byte(take) % (TO_SERVER_KIND_COUNT - 1));
    switch (message.kind) {
    case TO_SERVER_HELLO:
    case TO_SERVER_JOIN:
    case TO_SERVER_RESUME:
    case TO_SERVER_MOVE:
    case TO_SERVER_WATCH:
        fill_login(talk, take, &message);
        break;
    case TO_SERVER_FACILITATE:
    case TO_SERVER_EXERCISE_ACT:
    case TO_SERVER_ASK_CONTROL:
    case TO_SERVER_STATE_FEELINGS:
    case TO_SERVER_ASK_EXERCISE:
        fill_seminar(talk, slot, take, &message);
        break;
    case TO_SERVER_PING:
        break;
    default:
        fill_play(talk, slot, take, &message);
        break;
    }
    return wire_write_to_server(&message, buffer);
}

static enum status make_admin(struct talk *talk, struct slot *slot, struct take *take, struct buffer *buffer)
{
    static const char *const scenarios[] = {"duel", "tutorial", "grand-12", "none-such"};
    struct to_admin message = {.request = ++slot->request};
    message.kind = (enum to_admin_kind)(1 + take_byte(take) % (TO_ADMIN_KIND_COUNT - 1));
    if (message.kind == TO_ADMIN_EXERCISE_NEW) {
        message.exercise_new = exercise_wish(scenarios[take_byte(take) % 4]);
        message.exercise_new.team_size = take_byte(take);
        message.exercise_new.turn_seconds = take_byte(take);
        message.exercise_new.worlds = take_byte(take) % 3;
    } else if (message.kind == TO_ADMIN_EXERCISE_SHOW) {
        memcpy(message.exercise_show.code, talk->created.code, sizeof message.exercise_show.code);
    } else if (message.kind == TO_ADMIN_EXERCISE_ROLES) {
        memcpy(message.exercise_roles.code, talk->created.code, sizeof message.exercise_roles.code);
        message.exercise_roles.seat_codes = take_byte(take) & 1;
    } else if (message.kind == TO_ADMIN_EXERCISE_ACT) {
        take_act(talk, slot, take, &message.exercise_act);
    }
    return wire_write_to_admin(&message, buffer);
}

void talk_speak(struct talk *talk, int number, struct take *take)
{
    struct slot *slot = &talk->slots[number];
    struct buffer buffer = buffer_with_cap(WIRE_TO_SERVER_MAX);
    if (!id_is_zero(&slot->peer->joined.token))
        slot->joined = slot->peer->joined;
    enum status status =
        number == SLOT_ADMIN ? make_admin(talk, slot, take, &buffer) : make_player(talk, slot, take, &buffer);
    if (status == STATUS_OK && talk->spoken)
        talk->spoken(talk->user, number, buffer_bytes(&buffer), buffer_length(&buffer));
    if (status == STATUS_OK) /* no text that cannot be written */
        talk_frame(talk, number, buffer_bytes(&buffer), buffer_length(&buffer));
    buffer_free(&buffer);
}
