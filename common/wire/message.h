/* Messages as plain values: what sessions and clients work with. Only common/wire knows how they look as
 * bytes. Here are the envelopes; the messages themselves stand in message_play.h and message_exercise.h.
 *
 * Values; strings are NUL-terminated and checked; any thread. */
#ifndef SPIRAL_WIRE_MESSAGE_H
#define SPIRAL_WIRE_MESSAGE_H

#include "common/wire/message_exercise.h"
#include "common/wire/message_play.h"

/* ---- to the server */

enum to_server_kind {
    TO_SERVER_UNKNOWN, /* a message of a later version */
    TO_SERVER_HELLO,
    TO_SERVER_JOIN,
    TO_SERVER_RESUME,
    TO_SERVER_MOVE,
    TO_SERVER_SAVE_ORDERS,
    TO_SERVER_SET_READY,
    TO_SERVER_STATE_BELIEFS,
    TO_SERVER_SEND_PRESS,
    TO_SERVER_LEAVE,
    TO_SERVER_ASK_RECORD,
    TO_SERVER_PING,
    TO_SERVER_WATCH,
    TO_SERVER_ASK_TURN,
    TO_SERVER_CONSIDER,
    TO_SERVER_ASK_DEBRIEF,
    TO_SERVER_FACILITATE,
    TO_SERVER_EXERCISE_ACT,
    TO_SERVER_ASK_CONTROL,
    TO_SERVER_STATE_FEELINGS,
    TO_SERVER_ASK_EXERCISE,
    TO_SERVER_KIND_COUNT,
};

struct to_server {
    uint64_t request;
    enum to_server_kind kind;
    union {
        struct wire_hello hello;
        struct wire_join join;
        struct wire_resume resume;
        struct wire_move move;
        struct wire_save_orders save_orders;
        struct wire_set_ready set_ready;
        struct wire_state_beliefs state_beliefs;
        struct wire_send_press send_press;
        struct wire_leave leave;
        struct wire_ask_record ask_record;
        struct wire_watch watch;
        struct wire_ask_turn ask_turn;
        struct wire_consider consider;
        struct wire_ask_debrief ask_debrief;
        struct wire_facilitate facilitate;
        struct wire_exercise_act exercise_act;
        struct wire_ask_control ask_control;
        struct wire_state_feelings state_feelings;
        struct wire_ask_exercise ask_exercise;
    };
};

/* ---- to a client */

enum to_client_kind {
    TO_CLIENT_UNKNOWN,
    TO_CLIENT_WELCOME,
    TO_CLIENT_JOINED,
    TO_CLIENT_REFUSAL,
    TO_CLIENT_ACCEPTED,
    TO_CLIENT_BRIEFING,
    TO_CLIENT_SITUATION,
    TO_CLIENT_TURN_REPORT,
    TO_CLIENT_CLOCK,
    TO_CLIENT_PRESS,
    TO_CLIENT_RECORD_PART,
    TO_CLIENT_WORLD_ENDED,
    TO_CLIENT_NOTICE,
    TO_CLIENT_PONG,
    TO_CLIENT_WATCHING,
    TO_CLIENT_PUBLIC_CLOCK,
    TO_CLIENT_PUBLIC_TURN,
    TO_CLIENT_CONSIDERED,
    TO_CLIENT_DEBRIEF_PART,
    TO_CLIENT_FACILITATING,
    TO_CLIENT_EXERCISE_STATE,
    TO_CLIENT_CONTROL_ANSWER,
    TO_CLIENT_BULLETIN,
    TO_CLIENT_DEBRIEF_STEP,
    TO_CLIENT_EXERCISE_INFO,
    TO_CLIENT_KIND_COUNT,
};

struct to_client {
    uint64_t request;
    enum to_client_kind kind;
    union {
        struct wire_welcome welcome;
        struct wire_joined joined;
        struct refusal refusal;
        struct wire_accepted accepted;
        struct wire_briefing briefing;
        struct wire_situation situation;
        struct wire_report turn_report;
        struct wire_clock clock;
        struct wire_press press;
        struct wire_record_part record_part;
        struct wire_ended world_ended;
        struct wire_notice notice;
        struct wire_watching watching;
        struct wire_public_clock public_clock;
        struct wire_public_turn public_turn;
        struct wire_considered considered;
        struct wire_debrief_part debrief_part;
        struct wire_facilitating facilitating;
        struct wire_exercise_state exercise_state;
        struct wire_control_answer control_answer;
        struct wire_bulletin bulletin;
        struct wire_debrief_step debrief_step;
        struct wire_exercise_info exercise_info;
    };
};

#endif
