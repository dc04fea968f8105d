#include "tests/torture/script.h"

#include "common/base/must.h"
#include "common/record/record.h"
#include "common/rules/orders.h"

#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ATTEMPTS = 4,
    BUSY_MS = 20,
    GONE_MS = 500,  /* after a link ended: for the process to follow */
    IDLE_MS = 400,  /* longer than JOURNAL_IDLE_MS */
    STOP_MS = 8000, /* longer than a server takes for what waits */
};

static bool wrong(struct game *game, const char *format, ...) __attribute__((format(printf, 2, 3)));

static bool wrong(struct game *game, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    if (!game->wrong[0])
        vsnprintf(game->wrong, sizeof game->wrong, format, arguments);
    va_end(arguments);
    return false;
}

static struct id new_id(struct game *game)
{
    struct id id = {.bytes = {0xaa}};
    game->ledger.ids++;
    memcpy(id.bytes + 8, &game->ledger.ids, sizeof game->ledger.ids);
    return id;
}

static void phase(struct game *game, enum play_phase phase)
{
    atomic_store(&game->sites->phase, phase);
}

void game_begin(struct game *game, struct callers *callers, struct sites *sites, const struct ledger *ledger)
{
    memset(game, 0, sizeof *game);
    game->callers = callers;
    game->sites = sites;
    game->ledger = *ledger;
    for (int x = 0; x < PLAYERS; x++)
        game->players[x] =
            (struct party){.caller.socket = -1, .player = x, .secret = new_id(game), .turn = -1};
    game->watcher = (struct party){.caller.socket = -1, .player = -1};
    game->admin = (struct party){.caller.socket = -1, .player = -1, .is_admin = true};
}

void game_hang_up(struct game *game)
{
    for (int x = 0; x < PLAYERS; x++)
        caller_close(&game->players[x].caller);
    caller_close(&game->watcher.caller);
    caller_close(&game->admin.caller);
}

/* ---- hearing */

static void learn_situation(struct game *game, struct party *party, const struct wire_situation *told)
{
    party->turn = told->view.turn;
    party->view = told->view;
    view_complete(&party->view, &party->briefing);
    if ((uint32_t)told->view.turn > game->ledger.turn)
        game->ledger.turn = (uint32_t)told->view.turn;
    if (party->player < 0 || (uint32_t)told->view.turn < game->ledger.turn)
        return;
    uint32_t revision = game->ledger.players[party->player].revision;
    uint32_t turn = game->ledger.players[party->player].revision_turn;
    if (turn == (uint32_t)told->view.turn + 1 && (!told->has_saved || told->revision < revision))
        wrong(game, "revision %u of the orders was accepted, the situation shows %u", revision,
              told->has_saved ? told->revision : 0);
}

static void learn(struct game *game, struct party *party, const struct to_client *message)
{
    struct ledger *ledger = &game->ledger;
    if (message->kind == TO_CLIENT_JOINED) {
        ledger->players[party->player].joined = true;
        ledger->players[party->player].person = message->joined.person;
        ledger->players[party->player].seat = message->joined.seat;
        if (!id_is_zero(&message->joined.token)) /* said once */
            ledger->players[party->player].token = message->joined.token;
    } else if (message->kind == TO_CLIENT_SITUATION) {
        learn_situation(game, party, &message->situation);
    } else if (message->kind == TO_CLIENT_BRIEFING) {
        party->briefing = message->briefing;
    } else if (message->kind == TO_CLIENT_CLOCK) {
        party->in_lobby = message->clock.state == CLOCK_LOBBY;
    } else if (message->kind == TO_CLIENT_WORLD_ENDED) {
        ledger->ended = true;
    }
}

/* What the end of a link means for the one who asked: try again while there is a server. */
static void ended(struct game *game, struct party *party, enum heard heard)
{
    caller_close(&party->caller);
    if (heard == HEARD_NOTHING)
        wrong(game, "the server neither answers nor ends the link");
    if (heard == HEARD_GARBAGE)
        wrong(game, "the server sent what is no message");
    game->endings++;
    if (server_wait(&game->server, 0))
        game->gone = true;
}

static bool stopped(const struct game *game)
{
    return game->gone || game->wrong[0];
}

/* One message, and what it says noted; false: the link is gone. */
static bool hear(struct game *game, struct party *party)
{
    enum heard heard = caller_hear(&party->caller, &game->heard);
    if (heard == HEARD_MESSAGE)
        learn(game, party, &game->heard);
    else
        ended(game, party, heard);
    return heard == HEARD_MESSAGE;
}

/* ---- asking: one attempt gives ASKED_AGAIN where a client would try again */

enum asked { ASKED_WELL, ASKED_AGAIN, ASKED_NO };

static enum asked answered(struct game *game, enum to_client_kind wanted)
{
    if (game->heard.kind == wanted)
        return ASKED_WELL;
    const struct refusal *refusal = &game->heard.refusal;
    if (game->heard.kind == TO_CLIENT_REFUSAL && refusal->code == REFUSAL_BUSY) {
        game->refusals++;
        poll(NULL, 0, BUSY_MS);
        return ASKED_AGAIN;
    }
    if (game->heard.kind == TO_CLIENT_REFUSAL)
        wrong(game, "refused: %s %s", refusal_name(refusal->code), refusal->item);
    else
        wrong(game, "an answer of kind %d where %d was awaited", game->heard.kind, wanted);
    return ASKED_NO;
}

static enum asked ask_once(struct game *game, struct party *party, struct to_server *message,
                           enum to_client_kind wanted)
{
    enum heard heard = caller_send(&party->caller, message);
    if (heard != HEARD_MESSAGE) {
        ended(game, party, heard);
        return ASKED_AGAIN;
    }
    while (hear(game, party)) {
        if (game->heard.request == message->request)
            return answered(game, wanted);
        to_client_free(&game->heard);
    }
    return ASKED_AGAIN;
}

/* Comes (back) in: a link, hello, and what the party is. */
static enum asked come_in(struct game *game, struct party *party)
{
    struct to_server hello = {.kind = TO_SERVER_HELLO,
                              .hello = {.version = WIRE_VERSION, .client = "torture", .language = "en"}};
    enum heard heard = caller_open(&party->caller, game->callers, &game->server, party->is_admin);
    if (heard != HEARD_MESSAGE) {
        ended(game, party, heard);
        if (!game->gone && server_wait(&game->server, GONE_MS))
            game->gone = true;
        return ASKED_AGAIN;
    }
    if (party->is_admin)
        return ASKED_WELL;
    enum asked asked = ask_once(game, party, &hello, TO_CLIENT_WELCOME);
    if (asked == ASKED_WELL && party->watches) {
        struct to_server watch = {.kind = TO_SERVER_WATCH};
        memcpy(watch.watch.code, game->ledger.code, sizeof watch.watch.code);
        asked = ask_once(game, party, &watch, TO_CLIENT_WATCHING);
    } else if (asked == ASKED_WELL && party->player >= 0 && game->ledger.players[party->player].joined) {
        struct to_server resume = {.kind = TO_SERVER_RESUME};
        resume.resume.person = game->ledger.players[party->player].person;
        resume.resume.token = game->ledger.players[party->player].token;
        asked = ask_once(game, party, &resume, TO_CLIENT_JOINED);
    }
    if (asked != ASKED_WELL)
        caller_close(&party->caller);
    return asked;
}

static bool present(struct game *game, struct party *party)
{
    for (int x = 0; x < ATTEMPTS && !stopped(game); x++)
        if (party->caller.socket >= 0 || come_in(game, party) == ASKED_WELL)
            return true;
    game->gone = true; /* whoever cannot be reached serves nobody, even if it runs */
    return false;
}

static bool ask(struct game *game, struct party *party, struct to_server *message, enum to_client_kind wanted)
{
    for (int x = 0; x < ATTEMPTS && present(game, party); x++) {
        enum asked asked = ask_once(game, party, message, wanted);
        if (asked != ASKED_AGAIN)
            return asked == ASKED_WELL;
    }
    game->gone = true;
    return false;
}

static enum asked ask_admin_once(struct game *game, struct to_admin *message, enum from_admin_kind wanted,
                                 struct from_admin *answer)
{
    struct party *admin = &game->admin;
    enum heard heard = caller_send_admin(&admin->caller, message);
    while (heard == HEARD_MESSAGE) {
        heard = caller_hear_admin(&admin->caller, answer);
        if (heard == HEARD_MESSAGE && answer->request == message->request) {
            if (answer->kind == wanted)
                return ASKED_WELL;
            bool busy = answer->kind == FROM_ADMIN_REFUSAL && answer->refusal.code == REFUSAL_BUSY;
            game->refusals += busy;
            /* a scenario file is read with a library that is not made to fail, but with memory of ours */
            bool lacks = answer->kind == FROM_ADMIN_REFUSAL && strstr(answer->cause, "no memory");
            if (!busy && !lacks)
                wrong(game, "the operator is refused: %s", answer->cause);
            return busy || lacks ? ASKED_AGAIN : ASKED_NO;
        }
    }
    ended(game, admin, heard);
    return ASKED_AGAIN;
}

static bool ask_admin(struct game *game, struct to_admin *message, enum from_admin_kind wanted,
                      struct from_admin *answer)
{
    for (int x = 0; x < ATTEMPTS && present(game, &game->admin); x++) {
        enum asked asked = ask_admin_once(game, message, wanted, answer);
        if (asked != ASKED_AGAIN)
            return asked == ASKED_WELL;
    }
    game->gone = true;
    return false;
}

/* ---- the steps */

static bool make_exercise(struct game *game)
{
    struct to_admin wanted = {.kind = TO_ADMIN_EXERCISE_NEW,
                              .exercise_new = {.scenario = "duel", .turn_seconds = 600, .wait_seats = 2}};
    wanted.exercise_new.has_spectator_delay = true;
    struct from_admin answer;
    if (!ask_admin(game, &wanted, FROM_ADMIN_EXERCISE_CREATED, &answer))
        return false;
    game->ledger.created = true;
    memcpy(game->ledger.code, answer.exercise_created.code, sizeof game->ledger.code);
    game->ledger.exercise = answer.exercise_created.exercise;
    game->ledger.world = answer.exercise_created.worlds[0];
    struct to_admin list = {.kind = TO_ADMIN_EXERCISE_LIST};
    if (!ask_admin(game, &list, FROM_ADMIN_EXERCISE_ROWS, &answer))
        return false;
    bool there = false;
    for (int x = 0; x < answer.exercise_rows.count; x++)
        there = there || id_equal(&answer.exercise_rows.rows[x].exercise, &game->ledger.exercise);
    from_admin_free(&answer);
    return there || wrong(game, "the exercise that was made is not listed");
}

static bool act(struct game *game, enum exercise_act what)
{
    struct to_admin wanted = {.kind = TO_ADMIN_EXERCISE_ACT, .exercise_act = {.act = what}};
    struct from_admin answer;
    memcpy(wanted.exercise_act.code, game->ledger.code, sizeof wanted.exercise_act.code);
    return ask_admin(game, &wanted, FROM_ADMIN_EXERCISE_STATE, &answer);
}

static bool join(struct game *game, int player)
{
    struct to_server message = {.kind = TO_SERVER_JOIN};
    snprintf(message.join.name, sizeof message.join.name, "Player %d", player);
    memcpy(message.join.code, game->ledger.code, sizeof message.join.code);
    message.join.secret = game->players[player].secret;
    return ask(game, &game->players[player], &message, TO_CLIENT_JOINED);
}

/* A command, and its acknowledgement in the ledger. */
static bool command(struct game *game, int player, struct to_server *message, const struct id *id,
                    const char *kind, const char *saying)
{
    if (!ask(game, &game->players[player], message, TO_CLIENT_ACCEPTED))
        return false;
    const struct wire_accepted *accepted = &game->heard.accepted;
    if (!id_equal(&accepted->command, id))
        return wrong(game, "another command was accepted than the one that was sent");
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
    while (!stopped(game) && (end ? !game->ledger.ended : party->turn < (int)turn))
        if (present(game, party) && hear(game, party))
            to_client_free(&game->heard);
    return !stopped(game);
}

static bool save_orders(struct game *game, int player)
{
    struct id id = new_id(game);
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
    struct id id = new_id(game);
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
    struct id id = new_id(game);
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
    struct id id = new_id(game);
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
    bool told = ask(game, &game->watcher, &message, TO_CLIENT_PUBLIC_TURN);
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
        going = ask(game, &game->players[0], &message, TO_CLIENT_RECORD_PART);
        if (!going)
            break;
        const struct wire_record_part *part = &game->heard.record_part;
        total = part->total;
        memcpy(record + have, part->text, part->text_size);
        have += (uint32_t)part->text_size;
        to_client_free(&game->heard);
    }
    if (going && record_verify((struct slice){record, have}, &summary, &world, &cause))
        going = wrong(game, "the record: %s", cause.text);
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
    if (!look_on(game) || !act(game, EXERCISE_PAUSE) || !act(game, EXERCISE_RESUME))
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

bool game_play(struct game *game, enum script script)
{
    phase(game, PHASE_GAME);
    bool done = script == SCRIPT_PLAY ? play(game) : play_on(game);
    phase(game, PHASE_STOP);
    int endings = game->endings; /* those that come now are no failure */
    server_signal(&game->server, SIGTERM);
    /* links are kept until the server ends them, as clients do */
    for (int x = 0; x < PLAYERS; x++)
        while (game->players[x].caller.socket >= 0 && hear(game, &game->players[x]))
            to_client_free(&game->heard);
    game_hang_up(game);
    game->endings = endings;
    if (!server_wait(&game->server, STOP_MS))
        return wrong(game, "the server does not stop");
    return done && !game->wrong[0];
}

bool game_return(struct game *game)
{
    for (int x = 0; x < PLAYERS; x++) {
        if (!game->ledger.players[x].joined)
            continue;
        uint32_t turn = game->ledger.turn;
        bool ended_told = game->ledger.ended;
        game->ledger.turn = 0;
        game->ledger.ended = false;
        while (!stopped(game) && game->players[x].turn < 0 && !game->players[x].in_lobby)
            if (present(game, &game->players[x]) && hear(game, &game->players[x]))
                to_client_free(&game->heard);
        if (!stopped(game) && game->ledger.turn < turn)
            wrong(game, "turn %u was told, after the restart it is turn %u", turn, game->ledger.turn);
        if (!stopped(game) && game->players[x].in_lobby && game->ledger.ack_count)
            wrong(game, "orders were accepted, after the restart the world is in its lobby");
        if (!stopped(game) && ended_told && !await(game, x, 0, true))
            return false;
    }
    server_signal(&game->server, SIGTERM);
    game_hang_up(game);
    if (!server_wait(&game->server, STOP_MS))
        return wrong(game, "the server does not stop");
    if (game->gone || game->server.status != 0)
        return wrong(game, "after the restart the server does not serve, or does not end well");
    return !game->wrong[0];
}
