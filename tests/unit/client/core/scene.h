/* A player and a fake server on one loop, with a real world of three states behind the server.
 *
 * The server answers as a good one does (scene_answer), unless the test's own script takes a message first.
 * Everything that either side said is kept for the test to look at. */
#ifndef SPIRAL_TESTS_CLIENT_SCENE_H
#define SPIRAL_TESTS_CLIENT_SCENE_H

#include "client/core/player_internal.h"
#include "common/record/record.h"
#include "fake_server.h"
#include "tests/unit/common/link/identity.h"

enum { SCENE_HEARD_MAX = 512, SCENE_STATES = 3, SCENE_TURNS = 4, SCENE_WAIT_MS = 20000 };

struct scene {
    uv_loop_t loop;
    struct identity identity;
    struct fake_server server;
    char home[64], ack_log[96];
    struct player_options options;

    struct player *player;
    int told[PLAYER_CLOSED + 1]; /* news by event */
    char text[PLAYER_TEXT_SIZE]; /* of the last news that had one */
    struct refusal refusal;      /* the last one */
    enum to_server_kind command; /* of the last answer */
    bool record_agrees;
    void (*news)(struct scene *scene, const struct player_news *news); /* may be NULL */

    int heard_count;
    struct to_server heard[SCENE_HEARD_MAX];
    int heard_over[SCENE_HEARD_MAX]; /* number of the connection */
    /* True: the message was dealt with. */
    bool (*script)(struct scene *scene, struct fake_peer *peer, const struct to_server *message);
    int step; /* for scripts */

    /* the server's side of the game; the player has state 0 */
    struct record_opening opening;
    struct world world;
    struct digest hash;
    struct id person, token;
    struct wire_situation saved; /* its seat's part of a situation */
    bool in_lobby;
    char record[RECORD_MAX];
    struct text record_text;
};

/* cmocka setup and teardown: *state is the scene; no player yet. */
int scene_setup(void **state);
int scene_teardown(void **state);

/* Makes the player from scene->options, with short times. */
void scene_play(struct scene *scene);
/* Stops and destroys it. */
void scene_end_player(struct scene *scene);

/* Run the loop until it happened; fail the test when it does not in time. */
void scene_wait(struct scene *scene, enum player_event event, int times);
void scene_wait_heard(struct scene *scene, enum to_server_kind kind, int times);
/* Runs it for so long. */
void scene_run(struct scene *scene, uint64_t ms);

int scene_heard(const struct scene *scene, enum to_server_kind kind);
/* The n-th message of a kind that the server heard, from 0; NULL when there is none. */
const struct to_server *scene_message(const struct scene *scene, enum to_server_kind kind, int n);

/* ---- scene_answers.c */

void scene_world(struct scene *scene);
void scene_answer(struct scene *scene, struct fake_peer *peer, const struct to_server *message);
void scene_send_joined(struct scene *scene, struct fake_peer *peer, uint64_t request);
void scene_send_briefing(struct scene *scene, struct fake_peer *peer);
void scene_send_situation(struct scene *scene, struct fake_peer *peer);
void scene_send_clock(struct scene *scene, struct fake_peer *peer);
void scene_send_record(struct scene *scene, struct fake_peer *peer, const struct to_server *message,
                       size_t part_max);
void scene_refuse(struct fake_peer *peer, uint64_t request, enum refusal_code code);
/* Resolves the turn: the player's saved orders and security seekers elsewhere. Tells report, situation and
 * clock to `peer` unless it is NULL, and the end when there is one. */
void scene_resolve(struct scene *scene, struct fake_peer *peer);

#endif
