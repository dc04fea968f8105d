/* Messages as plain values: what sessions and clients work with. Only common/wire knows how they look as
 * bytes.
 *
 * What a server may tell is a type: there is a member for a view, a report, a clock, and none for a world.
 * Values; strings are NUL-terminated and checked; any thread. */
#ifndef SPIRAL_WIRE_MESSAGE_H
#define SPIRAL_WIRE_MESSAGE_H

#include "common/base/digest.h"
#include "common/base/id.h"
#include "common/rules/event.h"
#include "common/rules/orders.h"
#include "common/rules/public_view.h"
#include "common/rules/view.h"
#include "common/wire/limits.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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
    TO_SERVER_KIND_COUNT,
};

struct wire_hello {
    uint32_t version;
    char client[WIRE_SOFTWARE_SIZE];
    char language[WIRE_LANGUAGE_SIZE];
    int capability_count;
    char capabilities[WIRE_CAPABILITIES_MAX][WIRE_CAPABILITY_SIZE];
};

struct wire_join {
    char code[WIRE_CODE_SIZE];
    char name[WIRE_PERSON_NAME_SIZE];
    struct id secret;
};

struct wire_resume {
    struct id person, token;
};

struct wire_move {
    char code[WIRE_CODE_SIZE];
    char seat_code[WIRE_SEAT_CODE_SIZE];
};

struct wire_save_orders {
    struct id command, world;
    uint32_t turn, revision;
    struct orders orders;
};

struct wire_set_ready {
    struct id command, world;
    uint32_t turn;
    bool ready;
};

/* What is stated besides the chance of greed; -1 where nothing is. */
struct stated_beliefs {
    int32_t attack_next[ACTORS_MAX]; /* permille */
    int32_t sees_me[ACTORS_MAX];     /* permille */
    int32_t perceived_balance;       /* percent */
};

void stated_beliefs_init(struct stated_beliefs *stated);

struct wire_state_beliefs {
    struct id command, world;
    uint32_t turn;
    struct stated_beliefs stated;
};

struct wire_send_press {
    struct id command, world;
    bool everyone;
    uint16_t to; /* bit mask of states */
    char text[WIRE_PRESS_SIZE];
};

struct wire_leave {
    struct id command;
};

struct wire_ask_record {
    struct id world;
    uint32_t offset;
};

struct wire_watch {
    char code[WIRE_CODE_SIZE];
};

struct wire_ask_turn {
    struct id world;
    uint32_t turn;
};

struct wire_consider {
    struct id world;
    uint32_t turn;
    bool has_orders;
    struct orders orders;
    unsigned topics; /* set of enum consider_topic, common/aids/consider.h */
};

struct wire_ask_debrief {
    struct id world;
    char language[WIRE_LANGUAGE_SIZE];
    bool own;
    uint32_t offset;
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
    TO_CLIENT_KIND_COUNT,
};

struct wire_welcome {
    uint32_t version;
    char server[WIRE_SOFTWARE_SIZE];
    uint32_t orders_max_bytes, press_max_bytes;
};

struct wire_joined {
    struct id person, token; /* token and seat code: zero and empty after a resume */
    char seat_code[WIRE_SEAT_CODE_SIZE];
    struct id exercise, world;
    uint32_t seat;
    char name[WIRE_PERSON_NAME_SIZE];
};

enum refusal_code {
    REFUSAL_NONE,
    REFUSAL_UNSUPPORTED,
    REFUSAL_UPGRADE_NEEDED,
    REFUSAL_BUSY,
    REFUSAL_MOVED,
    REFUSAL_NOT_NOW,
    REFUSAL_MALFORMED,
    REFUSAL_UNKNOWN_CODE,
    REFUSAL_UNKNOWN_PERSON,
    REFUSAL_FULL,
    REFUSAL_OVER,
    REFUSAL_NOT_YOURS,
    REFUSAL_STALE_TURN,
    REFUSAL_STALE_REVISION,
    REFUSAL_ILLEGAL_ORDERS,
    REFUSAL_ELIMINATED,
    REFUSAL_NOT_ENDED,
    REFUSAL_BOT_HOLDS_SEAT,
    REFUSAL_CODE_COUNT,
};

/* The name in lower case, as in sentence keys: "refusal.<name>" and "remedy.<name>". */
const char *refusal_name(enum refusal_code code);

struct refusal {
    enum refusal_code code;
    char item[WIRE_KEY_SIZE];
    char sentence[WIRE_KEY_SIZE],
        remedy[WIRE_KEY_SIZE]; /* keys; filled by the encoder from the code when empty */
    struct verdicts verdicts;  /* with illegal_orders */
    uint32_t retry_after_ms;   /* with busy */
    char host[WIRE_HOST_SIZE]; /* with moved */
    uint32_t port;
    uint32_t oldest, newest; /* with upgrade_needed */
    uint32_t current_turn, current_revision;
};

struct wire_accepted {
    struct id command;
    uint32_t turn, revision;
    bool has_digest;
    struct digest orders_digest;
    bool ready;
};

enum { WIRE_LANGUAGES = 2, WIRE_TITLE_SIZE = 128, WIRE_LESSON_SIZE = 512 };

struct wire_scenario_text {
    char language[WIRE_LANGUAGE_SIZE];
    char title[WIRE_TITLE_SIZE];
    char lesson[WIRE_LESSON_SIZE];
};

struct wire_briefing {
    struct id world;
    uint32_t seat;
    struct scenario scenario; /* as the seat knows it */
    struct wire_scenario_text texts[WIRE_LANGUAGES];
    struct digest commitment;
    uint32_t turn_seconds, misses_allowed;
};

struct wire_situation {
    struct id world;
    struct view view; /* decoded: without `scenario`, which stands in the briefing; see view_complete */
    bool has_saved;
    uint32_t revision;
    struct orders saved;
    bool ready;
    bool has_stated;
    struct stated_beliefs stated;
    bool bot_holds_seat;
};

struct wire_report {
    struct id world;
    uint32_t turn;
    bool your_orders_used;
    struct event_list *events; /* encoding: borrowed and already filtered; decoding: owned by the message */
};

enum clock_state { CLOCK_NONE, CLOCK_LOBBY, CLOCK_OPEN, CLOCK_PAUSED, CLOCK_ENDED };

struct wire_clock {
    struct id world;
    uint32_t turn;
    enum clock_state state;
    int64_t remaining_ms; /* -1: no limit */
    uint32_t seats, seats_ready, seats_bot, persons, persons_needed;
    char reason[WIRE_REASON_SIZE]; /* of a pause or a closing; may be empty */
};

struct wire_press {
    struct id world;
    uint32_t turn, from;
    bool everyone;
    uint16_t to;
    char text[WIRE_PRESS_SIZE];
    uint64_t number;
};

struct wire_result {
    char name[NAME_SIZE];
    uint32_t motive;
    int32_t score;
    bool goal_met;
};

struct wire_ended {
    struct id world;
    uint32_t end, turns;
    int result_count;
    struct wire_result results[ACTORS_MAX];
    uint8_t key[16], salt[16];
    struct digest commitment;
};

struct wire_record_part {
    struct id world;
    uint32_t offset, total;
    const char *text; /* encoding: borrowed; decoding: owned by the message */
    size_t text_size;
};

struct considered; /* common/aids/consider.h */

struct wire_considered {
    struct id world;
    uint32_t turn;
    struct considered *considered; /* encoding: borrowed; decoding: owned by the message */
};

/* Text in UTF-8; pieces may cut letters. */
struct wire_debrief_part {
    struct id world;
    uint32_t offset, total;
    const char *text; /* encoding: borrowed; decoding: owned by the message, with a NUL */
    size_t text_size;
};

enum notice_kind {
    NOTICE_NONE,
    NOTICE_SUPERSEDED,
    NOTICE_STOPPING,
    NOTICE_RESTARTED,
    NOTICE_BOT_HOLDS_SEAT,
    NOTICE_SEAT_IS_YOURS,
    NOTICE_EXTENDED,
    NOTICE_SHORTENED,
    NOTICE_RESOLVED,
    NOTICE_KIND_COUNT,
};

struct wire_notice {
    enum notice_kind kind;
    uint32_t ms;
};

/* ---- to a spectator: nothing here has a place for what only a seat may know */

struct wire_watching {
    struct id exercise, world;
    uint32_t delay; /* turns */
    char scenario[NAME_SIZE];
    int state_count;
    char states[ACTORS_MAX][NAME_SIZE];
    struct wire_scenario_text texts[WIRE_LANGUAGES];
    struct digest commitment;
};

struct wire_public_clock {
    struct id world;
    uint32_t turn; /* the open one; 0 in the lobby */
    enum clock_state state;
    uint32_t shown; /* so many turns may be asked for, from 0 on, which is the start */
};

/* What a state said to everybody. */
struct wire_public_press {
    uint32_t from;
    const char *text;
};

struct wire_public_turn {
    struct id world;
    struct public_view view; /* when the turn was over */
    int event_count, press_count;
    const struct public_event *events;     /* borrowed, decoded from `owned` */
    const struct wire_public_press *press; /* the same; oldest first */
    void *owned;                           /* decoding: by the message */
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
    };
};

#endif
