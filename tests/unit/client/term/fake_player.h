/* A player without a network: a whole world in the same process, played by the rules, the other states by
 * bots. It stands in for client/core/player.h at link time and answers everything from the loop, as a server
 * would.
 *
 * One at a time; the settings are read when it is created. */
#ifndef SPIRAL_TEST_TERM_FAKE_PLAYER_H
#define SPIRAL_TEST_TERM_FAKE_PLAYER_H

#include "client/core/player.h"

struct fake_settings {
    int turns;               /* of the world */
    int64_t turn_ms;         /* 0: no limit */
    bool refuses_first_save; /* as illegal: an attack in the grace turns */
    bool wrong_record;
    bool refuses_record;
    bool refuses_join;
    bool loses_link;    /* once, after the first save; the turn closes meanwhile */
    bool whispers;      /* state 1 sends a message that tries to steer the terminal */
    int lobby_clocks;   /* clocks told before the world begins */
    const char *record; /* that the server would send; NULL: the true one. It is not checked */
    bool withholds;     /* the end is withheld, and everything is opened when the words were handed in */
    bool in_step;       /* as the briefing says */
    enum belief_mode beliefs; /* 0: stated */
    const char *cards;        /* that are opened meanwhile, one step on; NULL: none */
    bool keeps_record;        /* until everything is opened */
    bool bot;                 /* plays the seat in turn 1; who is ready then closes it, and is refused */
};

extern struct fake_settings fake_settings;

struct fake_seen {
    int saves, readies, beliefs, presses, leaves;
    struct orders last_orders;
    struct stated_beliefs last_stated;
    struct wire_send_press last_press;
    int questions, feelings;
    char last_question[WIRE_QUESTION_SIZE];
    struct wire_state_feelings last_feelings;
    enum consent consent;
};

/* What the last player was asked for. */
extern struct fake_seen fake_seen;

/* The scenario of the world: Aldan, Borea (the person's), Corvo. */
void fake_scenario(struct scenario *scenario, int turns);

#endif
