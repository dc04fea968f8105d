/* What facilitators and operators say over the admin socket, as plain values; see message.h.
 *
 * A message owns nothing but the rows of a list (from_admin_free). Any thread. */
#ifndef SPIRAL_WIRE_MESSAGE_ADMIN_H
#define SPIRAL_WIRE_MESSAGE_ADMIN_H

#include "common/wire/message.h"

struct wire_exercise_new {
    char scenario[NAME_SIZE];
    uint32_t turn_seconds, wait_seats, team_size, misses_allowed;
    uint64_t seed;
    bool seeded;
    bool has_spectator_delay; /* else the server's default */
    uint32_t spectator_delay; /* turns */
};

struct wire_exercise_created {
    char code[WIRE_CODE_SIZE];
    struct id exercise;
    int world_count;
    struct id worlds[WIRE_WORLDS_MAX];
    uint32_t seats;
    char link[WIRE_LINK_SIZE]; /* where browsers join; empty: not known */
};

struct wire_exercise_row {
    char code[WIRE_CODE_SIZE];
    struct id exercise;
    char scenario[NAME_SIZE];
    uint32_t seats, persons, turn, end; /* end: as in wire_ended; 0: none yet */
    bool started, paused;
};

struct wire_exercise_rows {
    int count;
    struct wire_exercise_row *rows; /* encoding: borrowed; decoding: owned by the message */
};

struct wire_exercise_show {
    char code[WIRE_CODE_SIZE];
};

enum exercise_act {
    EXERCISE_NO_ACT,
    EXERCISE_PAUSE,
    EXERCISE_RESUME,
    EXERCISE_EXTEND,
    EXERCISE_RESOLVE,
    EXERCISE_CLOSE,
    EXERCISE_ACT_COUNT,
};

/* What whoever runs an exercise does to it. */
struct wire_exercise_act {
    char code[WIRE_CODE_SIZE];
    enum exercise_act act;
    char reason[WIRE_REASON_SIZE]; /* with pause and close */
    int32_t ms;                    /* with extend */
    uint32_t turn;                 /* with extend and resolve; 0: the open one */
};

struct wire_exercise_person {
    char name[WIRE_PERSON_NAME_SIZE];
    bool here, left;
};

/* How a seat stands: there is no member for what it ordered, believes or wants. */
struct wire_exercise_seat {
    char state[NAME_SIZE];
    bool alive, bot, returning;
    int person_count;
    struct wire_exercise_person persons[WIRE_SEAT_PERSONS_MAX];
    uint32_t revision; /* of the orders saved for the open turn; 0: none */
    bool stated, ready;
    uint32_t misses; /* turns in a row */
};

struct wire_exercise_state {
    char code[WIRE_CODE_SIZE];
    struct id exercise;
    char scenario[NAME_SIZE];
    struct wire_clock clock;
    uint32_t end, turn_seconds, misses_allowed;
    int seat_count;
    struct wire_exercise_seat seats[ACTORS_MAX];
    bool already; /* the act was done before */
    char link[WIRE_LINK_SIZE];
};

enum to_admin_kind {
    TO_ADMIN_UNKNOWN,
    TO_ADMIN_EXERCISE_NEW,
    TO_ADMIN_EXERCISE_LIST,
    TO_ADMIN_EXERCISE_SHOW,
    TO_ADMIN_EXERCISE_ACT,
    TO_ADMIN_KIND_COUNT,
};

struct to_admin {
    uint64_t request;
    enum to_admin_kind kind;
    union {
        struct wire_exercise_new exercise_new;
        struct wire_exercise_show exercise_show;
        struct wire_exercise_act exercise_act;
    };
};

enum from_admin_kind {
    FROM_ADMIN_UNKNOWN,
    FROM_ADMIN_REFUSAL,
    FROM_ADMIN_EXERCISE_CREATED,
    FROM_ADMIN_EXERCISE_ROWS,
    FROM_ADMIN_EXERCISE_STATE,
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
    };
};

#endif
