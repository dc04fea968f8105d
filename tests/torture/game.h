/* A game against a server which may fail at any request for memory: the parties, how they ask, and the ledger
 * of what the server has acknowledged. A link that ends or a refusal as busy is taken as a client takes it:
 * it comes back and asks again. */
#ifndef SPIRAL_TESTS_TORTURE_GAME_H
#define SPIRAL_TESTS_TORTURE_GAME_H

#include "tests/torture/caller.h"

enum { PLAYERS = 2, ACKS_MAX = 64, SAYING_SIZE = 32, WRONG_SIZE = 512 };

/* A command that the server said it had accepted. */
struct ack {
    const char *kind; /* of its entry in the journal */
    struct id command;
    char saying[SAYING_SIZE]; /* of a message between states; else empty */
};

struct ledger {
    bool created;
    char code[WIRE_CODE_SIZE];
    struct id exercise, world;
    struct {
        bool joined;
        struct id person, token;
        uint32_t seat;
        uint32_t revision; /* of the orders that were accepted last, and their turn */
        uint32_t revision_turn;
    } players[PLAYERS];
    int ack_count;
    struct ack acks[ACKS_MAX];
    uint32_t turn; /* the highest that was told as resolved */
    bool ended;
    uint64_t ids; /* given out so far, so that none comes twice */
};

/* Somebody with a link: a player, one who looks on, or the operator. */
struct party {
    struct caller caller;
    int player; /* -1: none */
    struct id secret;
    bool watches, is_admin;
    int turn;      /* of the last situation; -1: none */
    bool in_lobby; /* so the last clock said */
    struct wire_briefing briefing;
    struct view view;
};

struct game {
    struct callers *callers;
    struct sites *sites;
    struct server server;
    struct ledger ledger;
    struct party players[PLAYERS], watcher, admin;
    bool patient;          /* waits for the journal's idle moments */
    int refusals, endings; /* that the server is allowed when it has no memory */
    bool gone;             /* the server does not serve any more */
    char wrong[WRONG_SIZE];
    struct to_client heard; /* scratch, and the last answer */
};

void game_begin(struct game *game, struct callers *callers, struct sites *sites, const struct ledger *ledger);

void game_hang_up(struct game *game);

/* An id that was never given out. */
struct id game_id(struct game *game);

/* Says why, unless something was wrong before; false. */
bool game_wrong(struct game *game, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool game_stopped(const struct game *game);

/* The party has a link, and is who it was; false: the game has stopped. */
bool game_present(struct game *game, struct party *party);
/* One message, and what it says noted; it is in game->heard. False: the link is gone. */
bool game_hear(struct game *game, struct party *party);

/* Asks until there is an answer, which is in game->heard. False: the game has stopped. */
bool game_ask(struct game *game, struct party *party, struct to_server *message, enum to_client_kind wanted);
bool game_ask_admin(struct game *game, struct to_admin *message, enum from_admin_kind wanted,
                    struct from_admin *answer);

#endif
