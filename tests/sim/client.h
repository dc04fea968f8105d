/* Those who use the server: players, spectators, whoever runs the exercises, and strangers who mean no good.
 *
 * They know only what they were told. They lose links, come back on others, say things twice, late, wrongly
 * and about other people's worlds. Once the trouble is over everybody plays to the end. One file a kind. */
#ifndef SPIRAL_TESTS_SIM_CLIENT_H
#define SPIRAL_TESTS_SIM_CLIENT_H

#include "tests/sim/sim.h"

enum {
    CLIENT_AGAIN_MAX = 6,      /* frames that are kept to be said again */
    CLIENT_COMMANDS_MAX = 16,  /* commands that are kept to be sent again */
    CLIENT_JOINS_MAX = 32,     /* joins of which it is known what was said with them */
    CLIENT_PATIENCE_MS = 8000, /* for an answer, before it hangs up */
};

struct client_kind {
    const char *name;
    /* Does one thing, on an open connection. */
    void (*act)(struct client *client);
    /* One envelope of the server. */
    void (*hear)(struct client *client, const uint8_t *bytes, size_t count);
};

extern const struct client_kind client_player, client_watcher, client_facilitator, client_helper,
    client_stranger;

/* With what a player came to the door. */
struct client_join {
    uint64_t request; /* 0: none */
    int exercise;
    uint32_t consent;
    char guest[WIRE_GUEST_SECRET_SIZE];
};

struct client {
    const struct client_kind *kind;
    struct sim *sim;
    struct chance chance;
    int number;
    struct conn *conn; /* NULL: not connected */
    uint64_t act_ms;
    uint64_t asked_ms;         /* of the oldest question without an answer; 0: none */
    uint64_t request, asked;   /* asked: the request that an answer is awaited to */
    bool greeted, entered;     /* of this connection */
    bool lied;                 /* its token was wrong on purpose */
    char code[WIRE_CODE_SIZE]; /* of the exercise that it wants into */

    /* a player: who it is and what it was told */
    struct id secret;
    struct wire_joined joined;
    bool has_token, turned_away; /* turned away: the exercise wants it no more */
    struct wire_briefing briefing;
    struct wire_situation situation;
    bool has_situation, ended;
    int32_t turn;                   /* the highest that it was told of; -1: none */
    uint32_t record_at, debrief_at; /* how much of it was told */
    bool asks_own;                  /* its own page, not the cards */
    int join_count;
    struct client_join joins[CLIENT_JOINS_MAX]; /* a ring */
    /* to be said again */
    int again_count;
    struct {
        size_t size;
        uint8_t bytes[1024];
    } again[CLIENT_AGAIN_MAX];
    int command_count;
    struct to_server commands[CLIENT_COMMANDS_MAX];

    /* what it asked about orders in hand, the last time */
    struct {
        bool is_open; /* without an answer, on this connection */
        uint64_t request;
        struct wire_consider asked;
    } question;

    /* a spectator */
    struct wire_public_clock public_clock;
    /* whoever runs the exercises */
    int wanted, next;
    uint64_t act_request; /* of the last act, until it is answered: the link may be lost before */
    struct wire_exercise_act act;
    struct id someone; /* that was seen in some exercise */
    uint32_t card, part;
};

struct client *client_create(struct sim *sim, const struct client_kind *kind);
void client_free(struct client *client);
/* It is time for its next act. */
void client_act(struct client *client);
void client_hear(struct client *client, const uint8_t *bytes, size_t count);
/* Its connection is gone. */
void client_lost(struct client *client);

/* Says a message; a new number unless it has one. */
void client_say(struct client *client, struct to_server *message);
void client_say_bytes(struct client *client, const uint8_t *bytes, size_t count);
void client_greet(struct client *client);

/* facilitator.c: what an act needs, right or wrong: worlds, seats, turns and numbers that are there, and some
 * that are not. */
void facilitator_names(struct client *client, struct wire_exercise_act *act);

/* dictate.c: an act on a seat that somebody asked for; false: nobody did */
bool facilitator_helps_seat(struct client *helper, struct wire_exercise_act *act);

/* guest.c: personal links and consent */
void guests_invite(struct sim *sim, struct wire_exercise_new *wish);
void guests_learn(struct sim *sim, int exercise, const struct wire_exercise_created *created);
void guest_fills(struct client *client, struct wire_join *join);
void guest_said(struct client *client, const struct to_server *message);
/* An act by which somebody takes a yes back; false: nobody does. */
bool guest_withdraws(struct client *facilitator, struct wire_exercise_act *act);
/* True: whoever was turned away at the door comes again. */
bool guest_tries_again(struct client *client, const struct refusal *refusal);

/* question.c: what may come of orders; any message to a player with a request */
void question_ask(struct client *client, struct id world, uint32_t turn);
void question_hear(struct client *client, const struct to_client *message);

/* A command's id tells what it asks for, so that the truth knows what was acknowledged. */
struct id command_id(struct client *client, enum to_server_kind kind);
enum to_server_kind command_kind(const struct id *command);

#endif
