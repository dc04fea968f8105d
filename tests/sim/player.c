/* A player: takes a seat, plays, loses the link at any moment, comes back by token, by seat code, or by the
 * secret of its first join. */
#include "common/bots/bot.h"
#include "tests/sim/client.h"
#include "tests/sim/truth.h"

#include <stdio.h>
#include <string.h>

/* ---- coming in */

static void say_join(struct client *client)
{
    struct to_server message = {.kind = TO_SERVER_JOIN, .join = {.secret = client->secret}};
    memcpy(message.join.code, client->code, sizeof message.join.code);
    snprintf(message.join.name, sizeof message.join.name, "Player %d", client->number);
    guest_fills(client, &message.join);
    client_say(client, &message);
    guest_said(client, &message);
}

static void say_move(struct client *client)
{
    struct to_server message = {.kind = TO_SERVER_MOVE};
    memcpy(message.move.code, client->code, sizeof message.move.code);
    memcpy(message.move.seat_code, client->joined.seat_code, sizeof message.move.seat_code);
    client_say(client, &message);
}

static void enter(struct client *client)
{
    struct sim *sim = client->sim;
    if (!client->code[0]) {
        if (sim->exercise_count == 0)
            return;
        uint64_t which = chance_below(&client->chance, (uint64_t)sim->exercise_count);
        memcpy(client->code, sim->exercises[which].code, sizeof client->code);
    }
    client->entered = true;
    client->lied = false;
    if (!client->has_token) {
        say_join(client);
    } else if (client->joined.seat_code[0] && chance_permille(&client->chance, 100)) {
        say_move(client);
    } else {
        struct to_server message = {
            .kind = TO_SERVER_RESUME,
            .resume = {.person = client->joined.person, .token = client->joined.token}};
        client->lied = !sim->calm && chance_permille(&client->chance, 20);
        message.resume.token.bytes[3] ^= client->lied;
        client_say(client, &message);
    }
}

/* ---- playing */

/* Keeps a command, so that it may be sent once more on any later connection. */
static void command(struct client *client, const struct to_server *message)
{
    struct to_server copy = *message;
    int place = client->command_count < CLIENT_COMMANDS_MAX
                    ? client->command_count++
                    : (int)chance_below(&client->chance, CLIENT_COMMANDS_MAX);
    client->commands[place] = copy;
    client_say(client, &copy);
}

static struct id world_of(struct client *client)
{
    const struct sim *sim = client->sim;
    if (!sim->calm && chance_permille(&client->chance, 20)) /* somebody else's, or nobody's */
        return sim->exercise_count
                   ? sim->exercises[chance_below(&client->chance, (uint64_t)sim->exercise_count)].worlds[0]
                   : client->secret;
    return client->joined.world;
}

static uint32_t turn_of(struct client *client)
{
    uint32_t turn = (uint32_t)client->situation.view.turn + 1;
    if (!client->sim->calm && chance_permille(&client->chance, 30))
        turn += (uint32_t)chance_below(&client->chance, 3) - 1;
    return turn;
}

static void save_orders(struct client *client)
{
    struct to_server message = {.kind = TO_SERVER_SAVE_ORDERS};
    struct wire_save_orders *save = &message.save_orders;
    struct siphash_key key = {chance_draw(&client->chance), 1};
    save->command = command_id(client, TO_SERVER_SAVE_ORDERS);
    save->world = world_of(client);
    save->turn = turn_of(client);
    save->revision = client->situation.revision;
    bot_find(slice_of("random_legal"))->play(&client->situation.view, key, &save->orders);
    if (!client->sim->calm && chance_permille(&client->chance, 50))
        save->orders.budget[chance_below(&client->chance, LINE_COUNT)] +=
            (int32_t)chance_below(&client->chance, 500);
    if (!client->sim->calm && chance_permille(&client->chance, 50))
        save->revision += 1;
    command(client, &message);
}

static void set_ready(struct client *client, bool ready)
{
    struct to_server message = {.kind = TO_SERVER_SET_READY,
                                .set_ready = {.command = command_id(client, TO_SERVER_SET_READY),
                                              .world = world_of(client),
                                              .turn = turn_of(client),
                                              .ready = ready}};
    command(client, &message);
}

static void state_beliefs(struct client *client)
{
    struct to_server message = {.kind = TO_SERVER_STATE_BELIEFS};
    struct wire_state_beliefs *state = &message.state_beliefs;
    state->command = command_id(client, TO_SERVER_STATE_BELIEFS);
    state->world = world_of(client);
    state->turn = turn_of(client);
    stated_beliefs_init(&state->stated);
    for (int x = 0; x < client->situation.view.n; x++)
        if (x != (int)client->joined.seat)
            state->stated.attack_next[x] = (int32_t)chance_below(&client->chance, 1001);
    command(client, &message);
}

static void send_press(struct client *client)
{
    struct to_server message = {.kind = TO_SERVER_SEND_PRESS};
    struct wire_send_press *send = &message.send_press;
    send->command = command_id(client, TO_SERVER_SEND_PRESS);
    send->world = world_of(client);
    send->everyone = chance_permille(&client->chance, 400);
    if (!send->everyone)
        send->to = (uint16_t)chance_below(&client->chance, 1u << client->situation.view.n);
    int length = (int)chance_between(&client->chance, 1, chance_permille(&client->chance, 50) ? 1900 : 60);
    for (int x = 0; x < length; x++)
        send->text[x] = (char)('a' + (x + client->number) % 26);
    command(client, &message);
}

static void ask_record(struct client *client)
{
    struct to_server message = {.kind = TO_SERVER_ASK_RECORD,
                                .ask_record = {.world = client->joined.world, .offset = client->record_at}};
    client_say(client, &message);
}

/* In pieces, most often in order; from the beginning again once all of it is there. */
static void ask_debrief(struct client *client)
{
    struct to_server message = {.kind = TO_SERVER_ASK_DEBRIEF,
                                .ask_debrief = {.world = client->joined.world,
                                                .language = "es",
                                                .own = client->asks_own,
                                                .offset = client->debrief_at}};
    if (chance_permille(&client->chance, 300))
        memcpy(message.ask_debrief.language, "en", 3);
    if (!client->sim->calm && chance_permille(&client->chance, 50))
        message.ask_debrief.offset = (uint32_t)chance_below(&client->chance, 1u << 20);
    client_say(client, &message);
}

static void take_debrief(struct client *client, const struct wire_debrief_part *part)
{
    client->debrief_at = (part->offset + (uint32_t)part->text_size) % part->total;
    client->asks_own = client->debrief_at ? client->asks_own : !client->asks_own;
}

static void ask_control(struct client *client)
{
    struct to_server message = {.kind = TO_SERVER_ASK_CONTROL};
    message.ask_control.command = command_id(client, TO_SERVER_ASK_CONTROL);
    snprintf(message.ask_control.text, sizeof message.ask_control.text, "may %d?", client->number);
    client_say(client, &message);
}

static void tell_feelings(struct client *client)
{
    struct to_server message = {.kind = TO_SERVER_STATE_FEELINGS};
    message.state_feelings.command = command_id(client, TO_SERVER_STATE_FEELINGS);
    message.state_feelings.word_count = 1;
    snprintf(message.state_feelings.words[0], sizeof message.state_feelings.words[0], "tense");
    for (int x = 0; x < ACTORS_MAX; x++)
        message.state_feelings.greedy[x] = -1;
    client_say(client, &message);
}

static void leave(struct client *client)
{
    struct to_server message = {.kind = TO_SERVER_LEAVE,
                                .leave = {.command = command_id(client, TO_SERVER_LEAVE)}};
    command(client, &message);
}

static void say_again(struct client *client)
{
    if (client->again_count > 0 && chance_permille(&client->chance, 400)) {
        uint64_t which = chance_below(&client->chance, (uint64_t)client->again_count);
        conn_say(client->conn, client->again[which].bytes, client->again[which].size);
    } else if (client->command_count > 0) {
        struct to_server message =
            client->commands[chance_below(&client->chance, (uint64_t)client->command_count)];
        message.request = 0;
        client_say(client, &message);
    }
}

static void say_garbage(struct client *client)
{
    uint8_t bytes[200];
    size_t count = (size_t)chance_between(&client->chance, 1, sizeof bytes);
    chance_bytes(&client->chance, bytes, count);
    conn_say(client->conn, bytes, count);
}

static void play_on(struct client *client)
{
    bool alive = client->has_situation && client->situation.view.alive[client->joined.seat];
    if (!client->has_situation || client->ended || !alive || client->situation.bot_holds_seat)
        return;
    if (!client->situation.has_saved)
        save_orders(client);
    else if (!client->situation.ready)
        set_ready(client, true);
}

static void do_something(struct client *client)
{
    struct to_server ping = {.kind = TO_SERVER_PING};
    uint64_t dice = chance_below(&client->chance, 1000);
    if (dice < 80)
        question_ask(client, world_of(client), turn_of(client));
    else if (dice < 330)
        save_orders(client);
    else if (dice < 640)
        set_ready(client, dice >= 360);
    else if (dice < 700)
        state_beliefs(client);
    else if (dice < 790)
        send_press(client);
    else if (dice < 800)
        leave(client);
    else if (dice < 830)
        ask_record(client);
    else if (dice < 860)
        client_say(client, &ping);
    else if (dice < 940)
        say_again(client);
    else if (dice < 943)
        say_garbage(client);
    else if (dice < 960)
        conn_reset(client->conn);
    else if (dice < 970)
        ask_control(client);
    else if (dice < 975)
        tell_feelings(client);
    else
        ask_debrief(client);
}

static void act(struct client *client)
{
    if (!client->greeted) {
        client_greet(client);
    } else if (!client->entered) {
        if (!client->turned_away)
            enter(client);
    } else if (client->sim->calm) {
        if (!client->asked && client->ended && chance_permille(&client->chance, 300))
            ask_debrief(client);
        else if (!client->asked)
            play_on(client);
    } else if (client->has_situation) {
        do_something(client);
    }
}

/* ---- hearing */

/* Another seat: nothing of the one before holds any more. */
static void forget_seat(struct client *client)
{
    client->has_situation = client->ended = false;
    client->turn = -1;
    client->record_at = client->debrief_at = 0;
    client->command_count = client->again_count = 0;
}

static void hear_joined(struct client *client, const struct wire_joined *joined)
{
    struct wire_joined before = client->joined;
    sim_holds(client->sim, !client->lied, "player %d was let in with a wrong token", client->number);
    sim_holds(client->sim, !client->has_token || id_equal(&before.person, &joined->person),
              "player %d came back as somebody else", client->number);
    if (!id_is_zero(&before.world) &&
        (before.seat != joined->seat || !id_equal(&before.world, &joined->world)))
        forget_seat(client); /* the truth knows whether it was moved */
    client->joined = *joined;
    if (id_is_zero(&joined->token)) { /* a resume: what was told once stays */
        client->joined.token = before.token;
        memcpy(client->joined.seat_code, before.seat_code, sizeof before.seat_code);
        client->sim->counts.resumed++;
    } else if (!joined->seat_code[0]) {
        memcpy(client->joined.seat_code, before.seat_code, sizeof before.seat_code);
    }
    client->has_token = true;
}

static void hear_refused(struct client *client, const struct refusal *refusal)
{
    if (refusal->code == REFUSAL_UNKNOWN_PERSON) { /* another device has the token now */
        client->has_token = client->lied && client->has_token;
        client->entered = client->lied = false;
    } else if (refusal->code == REFUSAL_REMOVED) {
        client->turned_away = true;
        client->entered = false;
    } else if (refusal->code == REFUSAL_GUESTS_ONLY || refusal->code == REFUSAL_CONSENT_NEEDED) {
        client->turned_away = !guest_tries_again(client, refusal);
        client->entered = false;
    } else if (strcmp(refusal->item, "questions") == 0) {
        return; /* too many are open; it stays where it is */
    } else if (refusal->code == REFUSAL_FULL || refusal->code == REFUSAL_OVER) {
        client->turned_away = client->turned_away || !client->has_token;
        client->entered = client->has_token;
    } else if (refusal->code == REFUSAL_BUSY && !client->has_situation) {
        client->entered = false;
    }
}

static void hear_situation(struct client *client, const struct wire_situation *situation)
{
    sim_holds(
        client->sim,
        situation->view.turn >= client->turn || truth_went_back(client->sim->truth, &client->joined.world),
        "player %d is told of turn %d after turn %d", client->number, situation->view.turn, client->turn);
    client->turn = situation->view.turn;
    client->situation = *situation;
    view_complete(&client->situation.view, &client->briefing);
    client->has_situation = true;
}

/* For whom and for which turn the command was meant; every player's command begins with these two. */
static void expect_meant(const struct client *client, const struct wire_accepted *accepted)
{
    for (int x = 0; x < client->command_count; x++) {
        const struct to_server *command = &client->commands[x];
        const struct id *id = command->kind == TO_SERVER_SAVE_ORDERS ? &command->save_orders.command
                              : command->kind == TO_SERVER_SET_READY ? &command->set_ready.command
                                                                     : &command->state_beliefs.command;
        const struct id *world = command->kind == TO_SERVER_SAVE_ORDERS ? &command->save_orders.world
                                 : command->kind == TO_SERVER_SET_READY ? &command->set_ready.world
                                                                        : &command->state_beliefs.world;
        uint32_t turn = command->kind == TO_SERVER_SAVE_ORDERS ? command->save_orders.turn
                        : command->kind == TO_SERVER_SET_READY ? command->set_ready.turn
                                                               : command->state_beliefs.turn;
        if (command->kind == TO_SERVER_LEAVE || command->kind == TO_SERVER_SEND_PRESS ||
            !id_equal(id, &accepted->command))
            continue;
        sim_holds(client->sim, id_equal(world, &client->joined.world),
                  "what player %d said to another world was taken", client->number);
        sim_holds(client->sim, turn == accepted->turn, "what player %d said of turn %u was taken for turn %u",
                  client->number, turn, accepted->turn);
    }
}

static void hear_accepted(struct client *client, const struct wire_accepted *accepted)
{
    expect_meant(client, accepted);
    if ((int32_t)accepted->turn != client->situation.view.turn + 1 ||
        accepted->revision < client->situation.revision)
        return; /* of something long past, said again */
    client->situation.has_saved = client->situation.has_saved || accepted->has_digest;
    client->situation.revision = accepted->revision;
    client->situation.ready = accepted->ready;
}

static void hear_briefing(struct client *client, const struct wire_briefing *briefing)
{
    bool moved = !id_equal(&briefing->world, &client->joined.world) || briefing->seat != client->joined.seat;
    client->briefing = *briefing;
    if (!moved)
        return;
    client->joined.world = briefing->world;
    client->joined.seat = briefing->seat;
    forget_seat(client);
}

static void hear(struct client *client, const uint8_t *bytes, size_t count)
{
    struct sim *sim = client->sim;
    struct to_client *message = &sim->heard;
    struct cause cause;
    if (wire_read_to_client(bytes, count, message, &cause) != STATUS_OK)
        sim_broken(sim, "player %d cannot read what it was sent: %s", client->number, cause.text);
    if (message->request && message->request == client->asked)
        client->asked = client->asked_ms = 0;
    if (message->request)
        question_hear(client, message);
    if (message->kind == TO_CLIENT_JOINED)
        door_answered(client, &message->joined, message->request);
    else if (message->kind == TO_CLIENT_REFUSAL)
        door_refused(client, &message->refusal, message->request);
    if (message->kind == TO_CLIENT_JOINED)
        hear_joined(client, &message->joined);
    else if (message->kind == TO_CLIENT_ACCEPTED)
        hear_accepted(client, &message->accepted);
    else if (message->kind == TO_CLIENT_REFUSAL)
        hear_refused(client, &message->refusal);
    else if (message->kind == TO_CLIENT_BRIEFING)
        hear_briefing(client, &message->briefing);
    else if (message->kind == TO_CLIENT_SITUATION)
        hear_situation(client, &message->situation);
    else if (message->kind == TO_CLIENT_WORLD_ENDED)
        client->ended = true;
    else if (message->kind == TO_CLIENT_DEBRIEF_PART)
        take_debrief(client, &message->debrief_part);
    to_client_free(message);
}

const struct client_kind client_player = {.name = "player", .act = act, .hear = hear};
