/* What facilitators and operators say over the admin socket, as plain values; see message.h.
 *
 * A message owns nothing but its lists (to_admin_free, from_admin_free). Any thread. */
#ifndef SPIRAL_WIRE_MESSAGE_ADMIN_H
#define SPIRAL_WIRE_MESSAGE_ADMIN_H

#include "common/wire/message_exercise.h"

struct wire_condition {
    int world; /* -1: all */
    char parameter[NAME_SIZE];
    int32_t value;
};

struct wire_guest_link {
    char name[WIRE_PERSON_NAME_SIZE];
    char secret[WIRE_GUEST_SECRET_SIZE];
};

struct wire_exercise_new {
    char scenario[NAME_SIZE];
    uint32_t turn_seconds, wait_seats, team_size, misses_allowed, away_seconds;
    uint64_t seed;
    bool seeded;
    bool has_spectator_delay; /* else the server's default */
    uint32_t spectator_delay; /* turns */
    uint32_t places, worlds;  /* 0: the server decides */
    bool start_by_hand, practice, consent, debrief_in_step;
    enum belief_mode beliefs;
    enum bot_disclosure bots;
    enum horizon horizon;
    uint32_t plan_minutes;
    char facilitator[WIRE_PERSON_NAME_SIZE];        /* the name of the one who leads; may be empty */
    char rehearsal_of[WIRE_CODE_SIZE];              /* may be empty */
    int condition_count, guest_count, inject_count; /* the lists: encoding: borrowed; decoding: owned */
    struct wire_condition *conditions;
    char (*guests)[WIRE_PERSON_NAME_SIZE];
    struct wire_inject *injects;
};

struct wire_exercise_created {
    char code[WIRE_CODE_SIZE];
    struct id exercise;
    int world_count;
    struct id worlds[WIRE_WORLDS_MAX];
    uint32_t seats;
    char link[WIRE_LINK_SIZE]; /* where browsers join; empty: not known */
    char facilitator_key[WIRE_FACILITATOR_KEY_SIZE];
    int guest_count;
    struct wire_guest_link *guests; /* encoding: borrowed; decoding: owned by the message */
};

struct wire_exercise_row {
    char code[WIRE_CODE_SIZE];
    struct id exercise;
    char scenario[NAME_SIZE];
    uint32_t seats, persons, turn, end; /* end: as in wire_ended; 0: none yet */
    bool started, paused;
    uint32_t worlds;
};

struct wire_exercise_rows {
    int count;
    struct wire_exercise_row *rows; /* encoding: borrowed; decoding: owned by the message */
};

struct wire_exercise_show {
    char code[WIRE_CODE_SIZE];
};

/* Roles as they are printed before class. */
struct wire_exercise_roles {
    char code[WIRE_CODE_SIZE];
    bool seat_codes; /* new ones; those told before take nothing any more */
};

struct wire_role {
    uint32_t world, seat;
    char state[NAME_SIZE];
    uint32_t motive;
    int32_t territory, fortify, strike, dual, income; /* arms in centi-units */
    char seat_code[WIRE_SEAT_CODE_SIZE];              /* empty: not asked for, or the seat is held */
};

/* The conditions of a world, and its secret pacts, which are for the cards of both partners alone. */
struct wire_role_world {
    char name[WIRE_WORLD_NAME_SIZE];
    struct scenario scenario; /* motives: not known */
};

struct wire_exercise_role_rows {
    char code[WIRE_CODE_SIZE];
    uint32_t team_size;
    int world_count, role_count;
    struct wire_role_world *worlds; /* both lists: encoding: borrowed; decoding: owned by the message */
    struct wire_role *roles;
};

enum to_admin_kind {
    TO_ADMIN_UNKNOWN,
    TO_ADMIN_EXERCISE_NEW,
    TO_ADMIN_EXERCISE_LIST,
    TO_ADMIN_EXERCISE_SHOW,
    TO_ADMIN_EXERCISE_ACT,
    TO_ADMIN_EXERCISE_ROLES,
    TO_ADMIN_KIND_COUNT,
};

struct to_admin {
    uint64_t request;
    enum to_admin_kind kind;
    union {
        struct wire_exercise_new exercise_new;
        struct wire_exercise_show exercise_show;
        struct wire_exercise_act exercise_act;
        struct wire_exercise_roles exercise_roles;
    };
};

enum from_admin_kind {
    FROM_ADMIN_UNKNOWN,
    FROM_ADMIN_REFUSAL,
    FROM_ADMIN_EXERCISE_CREATED,
    FROM_ADMIN_EXERCISE_ROWS,
    FROM_ADMIN_EXERCISE_STATE,
    FROM_ADMIN_EXERCISE_ROLE_ROWS,
    FROM_ADMIN_KIND_COUNT,
};

struct from_admin {
    uint64_t request;
    char cause[WIRE_CAUSE_SIZE]; /* with a refusal: item, reason and remedy in words */
    enum from_admin_kind kind;
    union {
        struct refusal refusal;
        struct wire_exercise_created exercise_created;
        struct wire_exercise_rows exercise_rows;
        struct wire_exercise_state exercise_state;
        struct wire_exercise_role_rows exercise_role_rows;
    };
};

#endif
