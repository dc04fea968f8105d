#include "tests/torture/script.h"

#include "common/base/must.h"
#include "common/record/record.h"
#include "common/rules/orders.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    IDLE_MS = 400,   /* longer than JOURNAL_IDLE_MS */
    STOP_MS = 20000, /* longer than a server takes for what waits */
};

static void phase(struct game *game, enum play_phase phase)
{
    atomic_store(&game->sites->phase, phase);
}

/* ---- the steps */

static bool make_exercise(struct game *game)
{
    struct to_admin wanted = {.kind = TO_ADMIN_EXERCISE_NEW,
                              .exercise_new = {.scenario = "duel", .turn_seconds = 600, .wait_seats = 2}};
    wanted.exercise_new.has_spectator_delay = true;
    struct from_admin answer;
    if (!game_ask_admin(game, &wanted, FROM_ADMIN_EXERCISE_CREATED, &answer))
        return false;
    game->ledger.created = true;
    memcpy(game->ledger.code, answer.exercise_created.code, sizeof game->ledger.code);
    game->ledger.exercise = answer.exercise_created.exercise;
    game->ledger.world = answer.exercise_created.worlds[0];
    struct to_admin list = {.kind = TO_ADMIN_EXERCISE_LIST};
    if (!game_ask_admin(game, &list, FROM_ADMIN_EXERCISE_ROWS, &answer))
        return false;
    bool there = false;
    for (int x = 0; x < answer.exercise_rows.count; x++)
        there = there || id_equal(&answer.exercise_rows.rows[x].exercise, &game->ledger.exercise);
    from_admin_free(&answer);
    return there || game_wrong(game, "the exercise that was made is not listed");
}

static bool act(struct game *game, enum exercise_act what)
{
    struct to_admin wanted = {.kind = TO_ADMIN_EXERCISE_ACT};
    struct wire_exercise_act *act = &wanted.exercise_act;
    struct from_admin answer;
    wire_exercise_act_init(act, what);
    memcpy(act->code, game->ledger.code, sizeof act->code);
    act->everyone = what == EXERCISE_ANSWER;
    snprintf(act->reason, sizeof act->reason, "%s", what == EXERCISE_ANSWER ? "as you like" : "");
    act->has_inject = what == EXERCISE_INJECT;
    act->inject = (struct wire_inject){.world = -1, .text = {"rain"}};
    act->command = game_id(game); /* asked again, it was done already */
    bool told = game_ask_admin(game, &wanted, FROM_ADMIN_EXERCISE_STATE, &answer);
    if (told)
        from_admin_free(&answer);
    return told;
}

static bool ask_control(struct game *game, int player)
{
    struct to_server message = {.kind = TO_SERVER_ASK_CONTROL};
    message.ask_control.command = game_id(game);
    snprintf(message.ask_control.text, sizeof message.ask_control.text, "may I?");
    return game_ask(game, &game->players[player], &message, TO_CLIENT_ACCEPTED);
}

static bool join(struct game *game, int player)
{
    struct to_server message = {.kind = TO_SERVER_JOIN};
    snprintf(message.join.name, sizeof message.join.name, "Player %d", player);
    memcpy(message.join.code, game->ledger.code, sizeof message.join.code);
    message.join.secret = game->players[player].secret;
    return game_ask(game, &game->players[player], &message, TO_CLIENT_JOINED);
}

/* A command, and its acknowledgement in the ledger. */
static bool command(struct game *game, int player, struct to_server *message, const struct id *id,
                    const char *kind, const char *saying)
{
    if (!game_ask(game, &game->players[player], message, TO_CLIENT_ACCEPTED))
        return false;
    const struct wire_accepted *accepted = &game->heard.accepted;
    if (!id_equal(&accepted->command, id))
        return game_wrong(game, "another command was accepted than the one that was sent");
    must(game->ledger.ack_count < ACKS_MAX);
    struct ack *ack = &game->ledger.acks[game->ledger.ack_count++];
    *ack = (struct ack){.kind = kind, .command = *id};
    snprintf(ack->saying, sizeof ack->saying, "%s", saying);
    if (message->kind == TO_SERVER_SAVE_ORDERS) {
        game->ledger.players[player].revision = accepted->revision;
        game->ledger.players[player].revision_turn = message->save_orders.turn;
    }
    return true;
}

static bool await(struct game *game, int player, uint32_t turn, bool end)
{
    struct party *party = &game->players[player];
    while (!game_stopped(game) && (end ? !game->ledger.ended : party->turn < (int)turn))
        if (game_present(game, party) && game_hear(game, party))
            to_client_free(&game->heard);
    return !game_stopped(game);
}

static bool save_orders(struct game *game, int player)
{
    struct id id = game_id(game);
    struct to_server message = {.kind = TO_SERVER_SAVE_ORDERS};
    struct orders *orders = &message.save_orders.orders;
    if (!await(game, player, game->ledger.turn, false))
        return false;
    message.save_orders =
        (struct wire_save_orders){.command = id, .world = game->ledger.world, .turn = game->ledger.turn + 1};
    orders_init(orders);
    orders->budget[0] = (int32_t)orders_available(&game->players[player].view, orders);
    return command(game, player, &message, &id, "orders", "");
}

static bool state_beliefs(struct game *game, int player)
{
    struct id id = game_id(game);
    struct to_server message = {.kind = TO_SERVER_STATE_BELIEFS};
    message.state_beliefs = (struct wire_state_beliefs){
        .command = id, .world = game->ledger.world, .turn = game->ledger.turn + 1};
    stated_beliefs_init(&message.state_beliefs.stated);
    message.state_beliefs.stated.perceived_balance = 100;
    return command(game, player, &message, &id, "beliefs", "");
}

/* To another player, or to everyone (-1). */
static bool send_press(struct game *game, int player, int to, const char *saying)
{
    struct id id = game_id(game);
    struct to_server message = {.kind = TO_SERVER_SEND_PRESS};
    message.send_press =
        (struct wire_send_press){.command = id, .world = game->ledger.world, .everyone = to < 0};
    if (to >= 0)
        message.send_press.to = (uint16_t)(1u << game->ledger.players[to].seat);
    snprintf(message.send_press.text, sizeof message.send_press.text, "%s", saying);
    return command(game, player, &message, &id, "press", saying);
}

static bool set_ready(struct game *game, int player, uint32_t turn)
{
    struct id id = game_id(game);
    struct to_server message = {.kind = TO_SERVER_SET_READY};
    message.set_ready =
        (struct wire_set_ready){.command = id, .world = game->ledger.world, .turn = turn, .ready = true};
    return command(game, player, &message, &id, "ready", "");
}

/* Both are ready, and both are told of the turn, from which on it is the newest. */
static bool resolve(struct game *game)
{
    uint32_t turn = game->ledger.turn + 1;
    if (!set_ready(game, 0, turn) || !set_ready(game, 1, turn))
        return false;
    return await(game, 0, turn, false);
}

static bool look_on(struct game *game)
{
    struct to_server message = {.kind = TO_SERVER_ASK_TURN};
    message.ask_turn = (struct wire_ask_turn){.world = game->ledger.world, .turn = game->ledger.turn};
    game->watcher.watches = true;
    bool told = game_ask(game, &game->watcher, &message, TO_CLIENT_PUBLIC_TURN);
    if (told)
        to_client_free(&game->heard);
    return told;
}

static bool read_record(struct game *game)
{
    char *record = malloc(WIRE_RECORD_MAX);
    uint32_t have = 0, total = 1;
    struct record_summary summary;
    struct world world;
    struct cause cause;
    bool going = true;
    must(record != NULL);
    while (going && have < total) {
        struct to_server message = {.kind = TO_SERVER_ASK_RECORD};
        message.ask_record = (struct wire_ask_record){.world = game->ledger.world, .offset = have};
        going = game_ask(game, &game->players[0], &message, TO_CLIENT_RECORD_PART);
        if (!going)
            break;
        const struct wire_record_part *part = &game->heard.record_part;
        total = part->total;
        memcpy(record + have, part->text, part->text_size);
        have += (uint32_t)part->text_size;
        to_client_free(&game->heard);
    }
    if (going && record_verify((struct slice){record, have}, &summary, &world, &cause))
        going = game_wrong(game, "the record: %s", cause.text);
    free(record);
    return going;
}

/* ---- the scripts */

static bool play(struct game *game)
{
    if (!make_exercise(game) || !join(game, 0) || !join(game, 1) || !save_orders(game, 0) ||
        !save_orders(game, 1) || !state_beliefs(game, 0) || !send_press(game, 0, -1, "peace") ||
        !send_press(game, 1, 0, "a word in your ear") || !resolve(game))
        return false;
    caller_close(&game->players[1].caller); /* and comes back with the next thing it does */
    if (!look_on(game) || !act(game, EXERCISE_PAUSE) || !act(game, EXERCISE_RESUME) ||
        !ask_control(game, 0) || !act(game, EXERCISE_INJECT) || !act(game, EXERCISE_ANSWER))
        return false;
    if (game->patient) {
        phase(game, PHASE_IDLE);
        poll(NULL, 0, IDLE_MS);
        phase(game, PHASE_GAME);
    }
    game->ledger.players[0].revision = game->ledger.players[1].revision = 0;
    return save_orders(game, 0) && send_press(game, 1, -1, "no more words");
}

static bool play_on(struct game *game)
{
    return save_orders(game, 1) && resolve(game) && send_press(game, 0, -1, "the end") && look_on(game) &&
           act(game, EXERCISE_CLOSE) && await(game, 1, 0, true) && read_record(game);
}

bool script_play(struct game *game, enum script script)
{
    phase(game, PHASE_GAME);
    bool done = script == SCRIPT_PLAY ? play(game) : play_on(game);
    phase(game, PHASE_STOP);
    int endings = game->endings; /* those that come now are no failure */
    server_signal(&game->server, SIGTERM);
    /* links are kept until the server ends them, as clients do */
    for (int x = 0; x < PLAYERS; x++)
        while (game->players[x].caller.socket >= 0 && game_hear(game, &game->players[x]))
            to_client_free(&game->heard);
    game_hang_up(game);
    game->endings = endings;
    if (!server_wait(&game->server, STOP_MS))
        return game_wrong(game, "the server does not stop");
    return done && !game->wrong[0];
}

bool script_return(struct game *game)
{
    for (int x = 0; x < PLAYERS; x++) {
        if (!game->ledger.players[x].joined)
            continue;
        uint32_t turn = game->ledger.turn;
        bool ended_told = game->ledger.ended;
        game->ledger.turn = 0;
        game->ledger.ended = false;
        while (!game_stopped(game) && game->players[x].turn < 0 && !game->players[x].in_lobby)
            if (game_present(game, &game->players[x]) && game_hear(game, &game->players[x]))
                to_client_free(&game->heard);
        if (!game_stopped(game) && game->ledger.turn < turn)
            game_wrong(game, "turn %u was told, after the restart it is turn %u", turn, game->ledger.turn);
        if (!game_stopped(game) && game->players[x].in_lobby && game->ledger.ack_count)
            game_wrong(game, "orders were accepted, after the restart the world is in its lobby");
        if (!game_stopped(game) && ended_told && !await(game, x, 0, true))
            return false;
    }
    server_signal(&game->server, SIGTERM);
    game_hang_up(game);
    if (!server_wait(&game->server, STOP_MS))
        return game_wrong(game, "the server does not stop");
    if (game->gone || game->server.status != 0)
        return game_wrong(game, "after the restart the server does not serve, or does not end well");
    return !game->wrong[0];
}
