/* What the files of the player share; besides them only its tests include it.
 *
 *   player.c           life, stages, one connection after the other
 *   player_options.c   what was asked for, checked
 *   player_entry.c     Hello, then Resume, Move or Join, and what may be answered
 *   player_commands.c  commands: queued, sent, answered, sent again
 *   ack_log.c          the file of acknowledged orders
 *   player_messages.c  what a server tells, one function a message
 *   player_control.c   news from outside, questions and answers, the debrief in step, another seat
 *   record_fetch.c     the record of the finished world
 *   cards_fetch.c      the cards of the debrief that are opened
 *   watcher.c          looking on without a seat
 *
 * A connection that ends is handled in one place, on_closed in player.c; all else only asks for its end. Any
 * call of the listener may stop the player: look at the stage again behind one. */
#ifndef SPIRAL_CLIENT_CORE_PLAYER_INTERNAL_H
#define SPIRAL_CLIENT_CORE_PLAYER_INTERNAL_H

#include "client/core/connection.h"
#include "client/core/home.h"
#include "client/core/pins.h"
#include "client/core/player.h"
#include "client/core/tokens.h"
#include "common/wire/wire.h"

#include <stdio.h>

enum {
    PLAYER_TEXT_SIZE = PIN_EXPLANATION_SIZE,
    PLAYER_MOVES_MAX = 2,        /* servers that send on to the next one, in a row */
    PLAYER_RETRY_MAX_MS = 60000, /* the longest wait that a busy server may ask for */
};

enum stage {
    STAGE_WAITING,    /* for the time of the next attempt */
    STAGE_CONNECTING, /* a connection is being made */
    STAGE_GREETING,   /* Hello was sent */
    STAGE_ENTERING,   /* Resume, Move, Join or Watch was sent */
    STAGE_PLAYING,    /* Joined or Watching came */
    STAGE_FAILED,     /* for good; waits for player_stop */
    STAGE_STOPPING,   /* handles are being closed */
    STAGE_CLOSED,
    STAGE_COUNT,
};

struct player_times {
    uint32_t tick_ms;   /* how often the times below are looked at */
    uint32_t ping_ms;   /* between two pings */
    uint32_t silent_ms; /* a connection that says nothing for so long is dropped */
    uint32_t entry_ms;  /* for Welcome, and for Joined */
    uint32_t retry_ms;  /* the first wait before another attempt, doubled up to the next */
    uint32_t retry_most_ms;
    uint32_t settled_ms; /* a seat held for so long makes the next wait the first one again */
};

extern const struct player_times player_times_default;

/* One kind of command, in the order of sending again. */
enum slot {
    SLOT_SAVE,
    SLOT_BELIEFS,
    SLOT_READY,
    SLOT_PRESS,
    SLOT_ASK,
    SLOT_FEELINGS,
    SLOT_LEAVE,
    SLOT_COUNT,
};

struct command_slot {
    bool busy;     /* `message` has no answer yet */
    bool sent;     /* over this connection */
    bool repeated; /* was sent anew after a stale revision */
    bool has_next; /* `next` follows when `message` is answered */
    struct to_server message, next;
};

enum { PRESS_WAITING_MAX = 16 }; /* messages that wait behind the one in its slot */

struct commands {
    struct command_slot slots[SLOT_COUNT];
    uint32_t revision; /* of the saved orders of the open turn, as far as known */
    int press_count;
    struct wire_send_press press[PRESS_WAITING_MAX]; /* oldest first */
    bool held; /* the server is busy: nothing is sent until `hold` runs out */
};

struct record_fetch {
    bool wanted; /* asked for and not answered */
    bool complete;
    uint64_t request; /* 0: none under way */
    char *text;       /* owned, NUL-terminated */
    size_t size, total;
};

struct cards_fetch {
    bool wanted, complete;
    uint64_t request; /* 0: none under way */
    char *text;       /* owned */
    size_t size, total;
};

struct player {
    uv_loop_t *loop;
    player_listener *listener;
    void *user;
    enum stage stage;
    uint64_t stage_ms; /* since when, loop time */
    struct player_times times;

    char host[WIRE_HOST_SIZE], code[WIRE_CODE_SIZE], name[WIRE_PERSON_NAME_SIZE];
    char seat_code[WIRE_SEAT_CODE_SIZE], language[WIRE_LANGUAGE_SIZE], home[HOME_PATH_SIZE];
    char guest[WIRE_GUEST_SECRET_SIZE];
    uint32_t consent;
    bool may_ask_consent, awaits_consent;
    int port;
    bool has_demanded; /* fingerprint */
    struct digest demanded;
    bool first_use_allowed;
    FILE *ack_log; /* NULL: none */

    struct link_context *context;
    struct connection *connection; /* NULL: none */
    char at_host[WIRE_HOST_SIZE];  /* where the next attempt goes */
    int at_port;
    bool trust_refused, pin_wanted; /* what the judgement of the server's key left to do */
    struct digest seen_key;

    uv_timer_t retry, tick, hold;
    int open_handles;
    unsigned attempts; /* failed ones in a row */
    int moves;         /* in a row */
    bool has_delay;    /* `delay_ms` is the next wait, and the next attempt goes to at_host */
    uint32_t delay_ms;
    bool following;      /* to another server: no loss to speak of */
    bool loss_told;      /* since the last Joined */
    bool forgot;         /* a seat that the server does not know was given up already */
    bool situation_seen; /* over this connection: the open turn is known to be the server's */
    uint64_t pinged_ms;
    uint64_t last_request;
    uint64_t entry_request; /* of Hello, then of Resume, Move or Join */
    enum to_server_kind entry_kind;

    struct token token;
    struct commands commands;
    struct record_fetch fetch;
    struct cards_fetch cards;
    void *step_owned; /* what model.step stands in */
    bool moved;       /* to another seat: its briefing comes next */
    struct model model;
    bool watches;
    char world[WIRE_WORLD_NAME_SIZE]; /* that is watched; empty: the first */
    uint32_t worlds_told;             /* over this connection */
    struct watched watched;
    uint64_t turn_request;       /* of a public turn; 0: none under way */
    char text[PLAYER_TEXT_SIZE]; /* of the latest news */
};

/* ---- player.c */

/* The only way to another stage; a move that makes no sense is a programmer's mistake. */
void player_move_to(struct player *player, enum stage stage);
/* Tells news without an answer in it; `text` may be NULL. */
void player_tell(struct player *player, enum player_event event, const char *text);
/* Tells PLAYER_FAILED with `why` and ends the connection; nothing is tried any more. */
void player_fail(struct player *player, const char *why);
/* Drops the connection; another attempt follows by itself. */
void player_drop(struct player *player, const char *why);
/* The same, with a wait of that length before the next attempt. */
void player_drop_for(struct player *player, const char *why, uint32_t delay_ms);
/* How long to leave a busy server alone that asks for so much time. */
uint32_t player_busy_delay(const struct player *player, uint32_t asked_ms);
/* Drops the connection and goes to another server, as long as that does not go on and on. */
void player_follow(struct player *player, const char *host, uint32_t port);
/* Numbers and sends a message. False: it holds values that the wire cannot carry; a connection that does not
 * take it is lost anyway. */
MUST_USE bool player_send(struct player *player, struct to_server *message);
struct id player_random_id(void);
uint32_t player_random_below(uint32_t bound);

/* ---- player_options.c */

/* Checks and copies; opens the token. STATUS_INVALID names the option. */
MUST_USE enum status player_take_options(struct player *player, const struct player_options *options,
                                         struct cause *cause);

/* ---- player_entry.c */

void player_greet(struct player *player);
void player_on_welcome(struct player *player, const struct to_client *message);
void player_on_joined(struct player *player, const struct to_client *message);
void player_on_entry_refused(struct player *player, const struct refusal *refusal);

/* Another world or seat than before: nothing that was told holds. */
void player_begin_anew(struct player *player);

/* ---- player_control.c */

void control_on_bulletin(struct player *player, const struct to_client *message);
void control_on_answer(struct player *player, const struct to_client *message);
void control_on_step(struct player *player, const struct to_client *message);
/* Another seat: what is told from now on is of it. */
void control_on_moved(struct player *player);
/* The first briefing behind that. */
void control_on_new_seat(struct player *player, const struct wire_briefing *briefing);

/* ---- player_commands.c */
/* The command goes out as soon as it may, in place of one of its kind that waits. */
void commands_queue(struct player *player, enum slot which, const struct to_server *message);
bool commands_idle(const struct player *player, enum slot which);

/* 0: no turn is open. */
uint32_t player_open_turn(const struct player *player);
/* Sends what may be sent now. */
void commands_pump(struct player *player);
/* The connection is lost: what has no answer is sent again over the next one. */
void commands_unsend(struct player *player);
/* Forgets what was for a turn that is over, but for what this connection will still answer. */
void commands_drop_stale(struct player *player);
/* The open turn begins anew, or another one of its number: what was meant for it is not sent, nor once more.
 */
void commands_drop_turn(struct player *player);
/* Nothing is sent for a while. */
void commands_hold(struct player *player, uint32_t ms);
void commands_on_accepted(struct player *player, const struct to_client *message);
/* False: no command of that request waits. */
bool commands_on_refused(struct player *player, uint64_t request, const struct refusal *refusal);

/* ---- ack_log.c: a line for each acknowledged order set, on the disk before the owner hears of it */

MUST_USE enum status ack_log_open(struct player *player, const char *path, struct cause *cause);
MUST_USE enum status ack_log_add(struct player *player, const struct id *world,
                                 const struct wire_accepted *accepted, struct cause *cause);

/* ---- player_messages.c */

void player_on_message(struct player *player, const uint8_t *bytes, size_t count);

/* ---- record_fetch.c */

/* Asks (again) if the record is wanted. */
void record_fetch_pump(struct player *player);
void record_fetch_on_part(struct player *player, const struct to_client *message);
/* False: not the answer to our question. */
bool record_fetch_on_refused(struct player *player, uint64_t request, const struct refusal *refusal);

/* ---- cards_fetch.c */

void cards_fetch_pump(struct player *player);
/* The connection is lost, or the seat another one: begins anew. */
void cards_fetch_reset(struct player *player);
void cards_fetch_on_part(struct player *player, const struct to_client *message);
/* False: not the answer to our question. */
bool cards_fetch_on_refused(struct player *player, uint64_t request, const struct refusal *refusal);

/* ---- watcher.c */

/* Asks for the next turn, if one is shown. */
void watcher_pump(struct player *player);
void watcher_forget(struct player *player);
void watcher_on_watching(struct player *player, const struct to_client *message);
void watcher_on_public_clock(struct player *player, const struct to_client *message);
void watcher_on_public_turn(struct player *player, const struct to_client *message);
/* False: not the answer to our question. */
bool watcher_on_refused(struct player *player, uint64_t request, const struct refusal *refusal);

#endif
