/* One person's side of a game: joins or resumes, keeps the model, sends commands until they are acknowledged,
 * reconnects by itself.
 *
 * Commands are values with an id; one that was not answered before the connection broke is sent again with
 * the same id after the resume, so it takes effect once. Owner: its creator, from player_create to
 * player_destroy (after player_stop has reported PLAYER_CLOSED). Runs on the caller's uv loop; no blocking;
 * one thread. */
#ifndef SPIRAL_CLIENT_CORE_PLAYER_H
#define SPIRAL_CLIENT_CORE_PLAYER_H

#include "client/core/model.h"
#include "client/core/watcher.h"
#include "common/base/status.h"

#include <uv.h>

struct player_options {
    const char *host; /* name or address, without brackets */
    int port;
    const char *code;        /* join code */
    const char *name;        /* of the person */
    const char *seat_code;   /* NULL, or: take the person over to this device */
    const char *guest;       /* NULL, or the secret of a personal link: then the name may be missing */
    uint32_t consent;        /* enum consent, where the exercise asks; 0: not said */
    bool asks_consent;       /* somebody is there who can answer PLAYER_CONSENT */
    const char *fingerprint; /* NULL, or 64 hex digits: the only public key that is trusted */
    const char *home;        /* directory of pins and tokens, see home.h */
    const char *ack_log;     /* NULL, or a file: a line for each acknowledged order set */
    const char *language;    /* en, es */
    bool no_trust_on_first_use;
    bool watches;      /* looks on: takes no seat, needs no name, keeps no file but the known servers */
    const char *world; /* with watches: the name of the world; NULL: the first */
};

enum player_event {
    PLAYER_CONNECTING,   /* trying; `text` says where */
    PLAYER_FIRST_TRUST,  /* the server's key was pinned on first use; `text` is the fingerprint */
    PLAYER_LOST,         /* connection lost; trying again */
    PLAYER_JOINED,       /* model.joined */
    PLAYER_BRIEFED,      /* model.briefing */
    PLAYER_SITUATION,    /* model.situation: a new turn, or after a reconnect */
    PLAYER_REPORT,       /* model.report_*; the situation follows */
    PLAYER_CLOCK,        /* model.clock */
    PLAYER_PRESS,        /* the newest of model.press */
    PLAYER_ACCEPTED,     /* `accepted` */
    PLAYER_REFUSED,      /* `refusal`; of a command, or of the join (then PLAYER_FAILED follows) */
    PLAYER_NOTICE,       /* `notice` */
    PLAYER_ENDED,        /* model.ended */
    PLAYER_OPENED,       /* what was withheld of the end is told now: model.ended is whole */
    PLAYER_BULLETIN,     /* `bulletin`: news from outside */
    PLAYER_ANSWER,       /* `answer`: a question of one's own is known to the server, or was answered */
    PLAYER_STEP,         /* model.step: the card that all look at */
    PLAYER_CARDS,        /* the opened cards that were asked for have come, or cannot: player_cards */
    PLAYER_CONSENT,      /* the exercise asks how the data may be used: player_consent goes on */
    PLAYER_RECORD,       /* the record came and agrees with the commitment kept, or `text` says why not */
    PLAYER_WATCHING,     /* who watches is let in: player_watched */
    PLAYER_PUBLIC_CLOCK, /* its clock */
    PLAYER_PUBLIC_TURN,  /* one more of its turns */
    PLAYER_FAILED,       /* final: `text` says why; exit status 1 */
    PLAYER_CLOSED,       /* after player_stop; nothing follows */
};

struct player_news {
    enum player_event event;
    const char *text;   /* with connecting, first_trust, lost, record, failed; English key or plain fact */
    bool record_agrees; /* with record */
    const struct wire_accepted *accepted;     /* with accepted */
    const struct refusal *refusal;            /* with refused */
    const struct wire_notice *notice;         /* with notice */
    const struct wire_bulletin *bulletin;     /* with bulletin */
    const struct wire_control_answer *answer; /* with answer */
    enum to_server_kind command;              /* with accepted and refused: what was answered */
};

struct player;
typedef void player_listener(void *user, struct player *player, const struct player_news *news);

/* Begins to connect. STATUS_INVALID names the option that is wrong. */
MUST_USE enum status player_create(uv_loop_t *loop, const struct player_options *options,
                                   player_listener *listener, void *user, struct player **player,
                                   struct cause *cause);
const struct model *player_model(const struct player *player);
/* What is known instead of the model by one who watches. */
const struct watched *player_watched(const struct player *player);
bool player_connected(const struct player *player);

/* Commands for the open turn. Each is queued (the newest orders replace queued ones), sent, and answered by
 * accepted or refused. */
void player_save_orders(struct player *player, const struct orders *orders);
void player_set_ready(struct player *player, bool ready);
void player_state_beliefs(struct player *player, const struct stated_beliefs *stated);
/* STATUS_INVALID for text that the server would refuse, with the reason; STATUS_FULL while too many messages
 * wait. */
MUST_USE enum status player_send_press(struct player *player, bool everyone, uint16_t to, const char *text,
                                       struct cause *cause);
void player_leave(struct player *player);
/* Asks whoever runs the exercise. As player_send_press; STATUS_FULL while another question waits to be sent.
 */
MUST_USE enum status player_ask_control(struct player *player, const char *text, struct cause *cause);
/* How it felt; the newest words count. `command` does not matter. */
void player_state_feelings(struct player *player, const struct wire_state_feelings *feelings);
/* After PLAYER_CONSENT: joins with that answer. */
void player_consent(struct player *player, enum consent consent);
/* A command for the open turn is queued or unanswered. */
bool player_waiting(const struct player *player);

/* After the end: asks for the record, checks it against the commitment that was kept; answered by
 * PLAYER_RECORD. The text stays with the player: player_record. */
void player_fetch_record(struct player *player);
const char *player_record(const struct player *player, size_t *size);

/* The cards that are opened so far, asked for anew, in the player's language; answered by PLAYER_CARDS. The
 * JSON of proto/README.md, borrowed until it is asked for again. NULL: none came. */
void player_fetch_cards(struct player *player);
const char *player_cards(const struct player *player, size_t *size);

/* Closes; PLAYER_CLOSED follows, then player_destroy may be called. */
void player_stop(struct player *player);
void player_destroy(struct player *player);

#endif
