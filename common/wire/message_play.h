/* What players, spectators and bots say and are told, as plain values; see message.h.
 *
 * What a server may tell is a type: there is a member for a view, a report, a clock, and none for a world.
 * Values; strings are NUL-terminated and checked; any thread. */
#ifndef SPIRAL_WIRE_MESSAGE_PLAY_H
#define SPIRAL_WIRE_MESSAGE_PLAY_H

#include "common/aids/choices.h"
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
    char guest[WIRE_GUEST_SECRET_SIZE]; /* of a personal link; empty: none */
    uint32_t consent;                   /* enum consent; 0: not said */
};

struct wire_resume {
    struct id person, token;
};

struct wire_move {
    char code[WIRE_CODE_SIZE];
    char seat_code[WIRE_SEAT_CODE_SIZE];
    uint32_t consent;                 /* enum consent, for a card that brings somebody new */
    char name[WIRE_PERSON_NAME_SIZE]; /* the same; empty: the state's */
    struct id secret;                 /* the same, as of a join; zero: none */
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

/* ---- to a client */

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
    REFUSAL_GUESTS_ONLY,
    REFUSAL_CONSENT_NEEDED,
    REFUSAL_NO_RIGHT,
    REFUSAL_NOT_OPENED,
    REFUSAL_REMOVED,
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
    uint32_t turn_seconds, misses_allowed, away_seconds;
    char world_name[WIRE_WORLD_NAME_SIZE]; /* empty: the only world */
    uint32_t beliefs, role;                /* enum belief_mode, enum team_role */
    bool debrief_in_step;
};

/* Why a bot plays a seat, as world.proto says; told to the seat alone. */
enum bot_reason {
    BOT_REASON_NONE, /* no bot does, or the server does not say why */
    BOT_REASON_MISSED,
    BOT_REASON_LEFT,
    BOT_REASON_CONTROL,
    BOT_REASON_VACANT,
    BOT_REASON_COUNT,
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
    bool bot_holds_seat, held, returning;
    enum bot_reason bot_reason;
    bool has_choices; /* a turn is open and the state lives */
    struct choices choices;
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
    uint32_t branch;               /* so often the world was rolled back */
    bool practice, start_by_hand;
    uint16_t bots; /* bit mask, where that is told */
    uint32_t places;
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
    bool withheld; /* no results, key and salt yet */
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
    NOTICE_ROLLED_BACK,
    NOTICE_PRACTICE_OVER,
    NOTICE_NUDGED,
    NOTICE_MOVED,
    NOTICE_REMOVED,
    NOTICE_ORDERS_ON_BEHALF,
    NOTICE_KIND_COUNT,
};

struct wire_notice {
    enum notice_kind kind;
    uint32_t ms;
    enum bot_reason bot_reason; /* with NOTICE_BOT_HOLDS_SEAT */
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
    char world_name[WIRE_WORLD_NAME_SIZE]; /* empty: the only world */
    uint32_t worlds;
    char link[WIRE_LINK_SIZE];
    char code[WIRE_CODE_SIZE];
};

struct wire_public_clock {
    struct id world;
    uint32_t turn; /* the open one; 0 in the lobby */
    enum clock_state state;
    uint32_t shown;       /* so many turns may be asked for, from 0 on, which is the start */
    int64_t remaining_ms; /* -1: no limit */
    uint32_t persons, places;
    char reason[WIRE_REASON_SIZE];
    uint32_t branch; /* so often the world was rolled back */
    bool practice, start_by_hand;
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

#endif
