#include "tests/torture/game.h"

#include "common/base/must.h"

#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum {
    ATTEMPTS = 4,
    BUSY_MS = 20,
    GONE_MS = 500, /* after a link ended: for the process to follow */
};

bool game_wrong(struct game *game, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    if (!game->wrong[0])
        vsnprintf(game->wrong, sizeof game->wrong, format, arguments);
    va_end(arguments);
    return false;
}

struct id game_id(struct game *game)
{
    struct id id = {.bytes = {0xaa}};
    game->ledger.ids++;
    memcpy(id.bytes + 8, &game->ledger.ids, sizeof game->ledger.ids);
    return id;
}

void game_begin(struct game *game, struct callers *callers, struct sites *sites, const struct ledger *ledger)
{
    memset(game, 0, sizeof *game);
    game->callers = callers;
    game->sites = sites;
    game->ledger = *ledger;
    for (int x = 0; x < PLAYERS; x++)
        game->players[x] =
            (struct party){.caller.socket = -1, .player = x, .secret = game_id(game), .turn = -1};
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
        game_wrong(game, "revision %u of the orders was accepted, the situation shows %u", revision,
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
        game_wrong(game, "the server neither answers nor ends the link");
    if (heard == HEARD_GARBAGE)
        game_wrong(game, "the server sent what is no message");
    game->endings++;
    if (server_wait(&game->server, 0))
        game->gone = true;
}

bool game_stopped(const struct game *game)
{
    return game->gone || game->wrong[0];
}

/* One message, and what it says noted; false: the link is gone. */
bool game_hear(struct game *game, struct party *party)
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
        game_wrong(game, "refused: %s %s", refusal_name(refusal->code), refusal->item);
    else
        game_wrong(game, "an answer of kind %d where %d was awaited", game->heard.kind, wanted);
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
    while (game_hear(game, party)) {
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

bool game_present(struct game *game, struct party *party)
{
    for (int x = 0; x < ATTEMPTS && !game_stopped(game); x++)
        if (party->caller.socket >= 0 || come_in(game, party) == ASKED_WELL)
            return true;
    game->gone = true; /* whoever cannot be reached serves nobody, even if it runs */
    return false;
}

bool game_ask(struct game *game, struct party *party, struct to_server *message, enum to_client_kind wanted)
{
    for (int x = 0; x < ATTEMPTS && game_present(game, party); x++) {
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
                game_wrong(game, "the operator is refused: %s", answer->cause);
            return busy || lacks ? ASKED_AGAIN : ASKED_NO;
        }
    }
    ended(game, admin, heard);
    return ASKED_AGAIN;
}

bool game_ask_admin(struct game *game, struct to_admin *message, enum from_admin_kind wanted,
                    struct from_admin *answer)
{
    for (int x = 0; x < ATTEMPTS && game_present(game, &game->admin); x++) {
        enum asked asked = ask_admin_once(game, message, wanted, answer);
        if (asked != ASKED_AGAIN)
            return asked == ASKED_WELL;
    }
    game->gone = true;
    return false;
}
