#include "say.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

void say_bytes(struct peer *peer, const void *bytes, size_t count)
{
    assert_non_null(peer->session);
    if (peer->house->on_frame)
        peer->house->on_frame(peer, true, bytes, count);
    hub_message(peer->session, bytes, count);
    if (!peer->house->slow)
        house_step(peer->house);
}

void say(struct peer *peer, struct to_server *message)
{
    struct buffer buffer = buffer_with_cap(WIRE_TO_SERVER_MAX);
    if (!message->request)
        message->request = ++peer->request;
    peer->request = message->request;
    assert_int_equal(wire_write_to_server(message, &buffer), STATUS_OK);
    say_bytes(peer, buffer_bytes(&buffer), buffer_length(&buffer));
    buffer_free(&buffer);
}

void say_hello(struct peer *peer, uint32_t version)
{
    struct to_server message = {.kind = TO_SERVER_HELLO,
                                .hello = {.version = version, .client = "test", .language = "en"}};
    say(peer, &message);
}

void say_join(struct peer *peer, const char *code, const char *name, struct id secret)
{
    struct to_server message = {.kind = TO_SERVER_JOIN, .join = {.secret = secret}};
    snprintf(message.join.code, sizeof message.join.code, "%s", code);
    snprintf(message.join.name, sizeof message.join.name, "%s", name);
    say(peer, &message);
}

void say_resume(struct peer *peer, const struct wire_joined *joined, struct id token)
{
    struct to_server message = {.kind = TO_SERVER_RESUME,
                                .resume = {.person = joined->person, .token = token}};
    say(peer, &message);
}

void say_move(struct peer *peer, const char *code, const char *seat_code)
{
    struct to_server message = {.kind = TO_SERVER_MOVE};
    snprintf(message.move.code, sizeof message.move.code, "%s", code);
    snprintf(message.move.seat_code, sizeof message.move.seat_code, "%s", seat_code);
    say(peer, &message);
}

static uint32_t open_turn(const struct peer *peer)
{
    return (uint32_t)peer->situation.view.turn + 1;
}

void say_orders(struct peer *peer, struct id command, uint32_t revision, const struct orders *orders)
{
    struct to_server message = {.kind = TO_SERVER_SAVE_ORDERS,
                                .save_orders = {.command = command,
                                                .world = peer->joined.world,
                                                .turn = open_turn(peer),
                                                .revision = revision,
                                                .orders = *orders}};
    say(peer, &message);
}

void say_ready(struct peer *peer, struct id command, bool ready)
{
    struct to_server message = {
        .kind = TO_SERVER_SET_READY,
        .set_ready = {
            .command = command, .world = peer->joined.world, .turn = open_turn(peer), .ready = ready}};
    say(peer, &message);
}

void say_beliefs(struct peer *peer, struct id command)
{
    struct to_server message = {
        .kind = TO_SERVER_STATE_BELIEFS,
        .state_beliefs = {.command = command, .world = peer->joined.world, .turn = open_turn(peer)}};
    stated_beliefs_init(&message.state_beliefs.stated);
    message.state_beliefs.stated.perceived_balance = 120;
    say(peer, &message);
}

void say_press(struct peer *peer, struct id command, uint16_t to, const char *text)
{
    struct to_server message = {
        .kind = TO_SERVER_SEND_PRESS,
        .send_press = {.command = command, .world = peer->joined.world, .everyone = to == 0, .to = to}};
    snprintf(message.send_press.text, sizeof message.send_press.text, "%s", text);
    say(peer, &message);
}

void say_leave(struct peer *peer, struct id command)
{
    struct to_server message = {.kind = TO_SERVER_LEAVE, .leave = {.command = command}};
    say(peer, &message);
}

void say_ask_record(struct peer *peer, uint32_t offset)
{
    struct to_server message = {.kind = TO_SERVER_ASK_RECORD,
                                .ask_record = {.world = peer->joined.world, .offset = offset}};
    say(peer, &message);
}

void say_ask_debrief(struct peer *peer, const char *language, bool own, uint32_t offset)
{
    struct to_server message = {.kind = TO_SERVER_ASK_DEBRIEF,
                                .ask_debrief = {.world = peer->joined.world, .own = own, .offset = offset}};
    snprintf(message.ask_debrief.language, sizeof message.ask_debrief.language, "%s", language);
    say(peer, &message);
}

void say_consider(struct peer *peer, const struct orders *orders, unsigned topics)
{
    struct to_server message = {
        .kind = TO_SERVER_CONSIDER,
        .consider = {.world = peer->joined.world, .turn = open_turn(peer), .topics = topics}};
    message.consider.has_orders = orders != NULL;
    if (orders)
        message.consider.orders = *orders;
    say(peer, &message);
}

void say_watch(struct peer *peer, const char *code)
{
    struct to_server message = {.kind = TO_SERVER_WATCH};
    snprintf(message.watch.code, sizeof message.watch.code, "%s", code);
    say(peer, &message);
}

void say_ask_turn(struct peer *peer, uint32_t turn)
{
    struct to_server message = {.kind = TO_SERVER_ASK_TURN,
                                .ask_turn = {.world = peer->joined.world, .turn = turn}};
    say(peer, &message);
}

void say_ping(struct peer *peer)
{
    struct to_server message = {.kind = TO_SERVER_PING};
    say(peer, &message);
}

void say_facilitate(struct peer *peer, const char *code, const char *key)
{
    struct to_server message = {.kind = TO_SERVER_FACILITATE};
    snprintf(message.facilitate.code, sizeof message.facilitate.code, "%s", code);
    snprintf(message.facilitate.key, sizeof message.facilitate.key, "%s", key);
    say(peer, &message);
}

void say_act(struct peer *peer, const struct wire_exercise_act *act)
{
    struct to_server message = {.kind = TO_SERVER_EXERCISE_ACT, .exercise_act = *act};
    say(peer, &message);
}

void say_question(struct peer *peer, struct id command, const char *text)
{
    struct to_server message = {.kind = TO_SERVER_ASK_CONTROL, .ask_control = {.command = command}};
    snprintf(message.ask_control.text, sizeof message.ask_control.text, "%s", text);
    say(peer, &message);
}

void say_feelings(struct peer *peer, struct id command, const char *word)
{
    struct to_server message = {.kind = TO_SERVER_STATE_FEELINGS,
                                .state_feelings = {.command = command, .word_count = 1}};
    for (int x = 0; x < ACTORS_MAX; x++)
        message.state_feelings.greedy[x] = -1;
    snprintf(message.state_feelings.words[0], sizeof message.state_feelings.words[0], "%s", word);
    say(peer, &message);
}

void say_ask_exercise(struct peer *peer, const char *code)
{
    struct to_server message = {.kind = TO_SERVER_ASK_EXERCISE};
    snprintf(message.ask_exercise.code, sizeof message.ask_exercise.code, "%s", code);
    say(peer, &message);
}

struct orders plain_orders(const struct peer *peer)
{
    struct orders orders;
    assert_true(peer->has_situation);
    orders_init(&orders);
    orders.budget[0] = (int32_t)orders_available(&peer->situation.view, &orders);
    return orders;
}

/* ---- listening */

const struct to_client *peer_next(struct peer *peer)
{
    struct cause cause;
    if (peer->taken == peer->letter_count)
        return NULL;
    const struct letter *letter = &peer->letters[peer->taken++];
    to_client_free(&peer->heard);
    if (wire_read_to_client(letter->bytes, letter->size, &peer->heard, &cause) != STATUS_OK)
        fail_msg("%s", cause.text);
    return &peer->heard;
}

const struct to_client *hear(struct peer *peer, enum to_client_kind kind)
{
    const struct to_client *message = peer_next(peer);
    if (!message)
        fail_msg("nothing more was sent; expected a message of kind %d", (int)kind);
    if (message->kind == TO_CLIENT_REFUSAL && kind != TO_CLIENT_REFUSAL)
        fail_msg("refused: %s %s", refusal_name(message->refusal.code), message->refusal.item);
    assert_int_equal(message->kind, kind);
    return message;
}

const struct to_client *hear_later(struct peer *peer, enum to_client_kind kind)
{
    for (const struct to_client *message = peer_next(peer); message; message = peer_next(peer))
        if (message->kind == kind)
            return message;
    fail_msg("no message of kind %d was sent", (int)kind);
    return NULL;
}

const struct to_client *hear_answer(struct peer *peer, enum to_client_kind kind)
{
    for (const struct to_client *message = peer_next(peer); message; message = peer_next(peer)) {
        if (message->request != peer->request)
            continue;
        if (message->kind == TO_CLIENT_REFUSAL && kind != TO_CLIENT_REFUSAL)
            fail_msg("refused: %s %s", refusal_name(message->refusal.code), message->refusal.item);
        assert_int_equal(message->kind, kind);
        return message;
    }
    fail_msg("request %d was not answered", (int)peer->request);
    return NULL;
}

const struct refusal *hear_refusal(struct peer *peer, enum refusal_code code, const char *item)
{
    const struct refusal *refusal = &hear_answer(peer, TO_CLIENT_REFUSAL)->refusal;
    assert_string_equal(refusal_name(refusal->code), refusal_name(code));
    if (item)
        assert_string_equal(refusal->item, item);
    return refusal;
}

const struct wire_accepted *hear_accepted(struct peer *peer)
{
    return &hear_answer(peer, TO_CLIENT_ACCEPTED)->accepted;
}

void hear_notice(struct peer *peer, enum notice_kind kind)
{
    assert_int_equal(hear(peer, TO_CLIENT_NOTICE)->notice.kind, kind);
}

void hear_nothing(struct peer *peer)
{
    assert_int_equal(peer->taken, peer->letter_count);
}

void ignore(struct peer *peer)
{
    peer->taken = peer->letter_count;
}

/* ---- scenes */

struct wire_exercise_new exercise_wish(const char *scenario)
{
    struct wire_exercise_new wish = {.seeded = true, .seed = 7};
    snprintf(wish.scenario, sizeof wish.scenario, "%s", scenario);
    return wish;
}

void admin_say(struct peer *peer, struct to_admin *message)
{
    struct buffer buffer = buffer_with_cap(WIRE_TO_SERVER_MAX);
    message->request = ++peer->request;
    assert_int_equal(wire_write_to_admin(message, &buffer), STATUS_OK);
    say_bytes(peer, buffer_bytes(&buffer), buffer_length(&buffer));
    buffer_free(&buffer);
}

const struct from_admin *admin_hear(struct peer *peer, enum from_admin_kind kind)
{
    struct cause cause;
    assert_true(peer->taken < peer->letter_count);
    const struct letter *letter = &peer->letters[peer->taken++];
    from_admin_free(&peer->answered);
    assert_int_equal(wire_read_from_admin(letter->bytes, letter->size, &peer->answered, &cause), STATUS_OK);
    if (peer->answered.kind == FROM_ADMIN_REFUSAL && kind != FROM_ADMIN_REFUSAL)
        fail_msg("refused: %s", peer->answered.refusal.item);
    assert_int_equal(peer->answered.kind, kind);
    assert_int_equal(peer->answered.request, peer->request);
    return &peer->answered;
}

void make_exercise(struct house *house, const struct wire_exercise_new *wish,
                   struct wire_exercise_created *created)
{
    struct peer *admin = peer_open_admin(house);
    struct to_admin message = {.kind = TO_ADMIN_EXERCISE_NEW, .exercise_new = *wish};
    admin_say(admin, &message);
    if (house->slow)
        house_step(house);
    *created = admin_hear(admin, FROM_ADMIN_EXERCISE_CREATED)->exercise_created;
    peer_close(admin);
}

struct peer *come(struct house *house)
{
    char address[32];
    snprintf(address, sizeof address, "10.0.%d.%d:50000", house->peer_count / 250, house->peer_count % 250);
    struct peer *peer = peer_open(house, address);
    say_hello(peer, WIRE_VERSION);
    if (!house->slow)
        hear(peer, TO_CLIENT_WELCOME);
    return peer;
}

struct peer *join(struct house *house, const char *code, const char *name)
{
    struct peer *peer = come(house);
    say_join(peer, code, name, house_id(house));
    if (!house->slow) {
        hear_answer(peer, TO_CLIENT_JOINED);
        ignore(peer);
    }
    return peer;
}

struct peer *resume(struct house *house, const struct wire_joined *joined, struct id token)
{
    struct peer *peer = come(house);
    say_resume(peer, joined, token);
    if (!house->slow) {
        hear_answer(peer, TO_CLIENT_JOINED);
        ignore(peer);
    }
    return peer;
}

struct peer *facilitate(struct house *house, const char *code, const char *key)
{
    struct peer *peer = come(house);
    say_facilitate(peer, code, key);
    if (!house->slow) {
        hear_answer(peer, TO_CLIENT_FACILITATING);
        hear(peer, TO_CLIENT_EXERCISE_STATE);
    }
    return peer;
}

struct wire_exercise_act act_on(enum exercise_act kind, int world)
{
    struct wire_exercise_act act;
    wire_exercise_act_init(&act, kind);
    act.world = world;
    return act;
}

const struct wire_exercise_state *does(struct peer *peer, const struct wire_exercise_act *act)
{
    say_act(peer, act);
    return &hear_answer(peer, TO_CLIENT_EXERCISE_STATE)->exercise_state;
}

void play_turn(struct peer *peer)
{
    struct orders orders = plain_orders(peer);
    say_orders(peer, house_id(peer->house), peer->situation.revision, &orders);
    hear_accepted(peer);
    say_ready(peer, house_id(peer->house), true);
    hear_accepted(peer);
}

void play_out(struct peer *const *peers, int count)
{
    for (int turn = 0; !peers[0]->ended; turn++) {
        assert_true(turn < TURNS_MAX);
        for (int x = 0; x < count; x++)
            if (peers[x]->situation.view.alive[peers[x]->joined.seat])
                play_turn(peers[x]);
    }
    for (int x = 0; x < count; x++)
        ignore(peers[x]);
}
