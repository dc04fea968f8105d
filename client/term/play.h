/* A session from the join to the end of the debrief: the flow that line mode and screen mode share.
 *
 * The play hears the player, keeps the game, says sentences on its page and knows when it is over. How that
 * is shown, and where keys or lines come from, is its face: line.c writes lines, client/screen draws. Owner:
 * play_run. Loop thread. */
#ifndef SPIRAL_TERM_PLAY_H
#define SPIRAL_TERM_PLAY_H

#include "client/core/auto.h"
#include "client/term/game.h"

struct bot;
struct play;

struct play_options {
    struct player_options player; /* its language is also the one that is spoken here */
    bool hints;                   /* a hint in each of the first turns */
    bool saves;                   /* changes are saved by themselves, half a second after the last one */
    int in_fd, out_fd;            /* borrowed */
    bool is_auto;                 /* a bot plays, the person watches; nothing is read from in_fd */
    const struct bot *doctrine;   /* with is_auto; NULL: what fits the motive */
    uint64_t think_ms;            /* with is_auto: pause before orders */
    const char *record_path;      /* NULL, or where the checked record is written */
    bool debrief;                 /* all cards at the end, without asking */
    bool leaves_at_end;           /* does not wait until the debrief in step has opened everything */
};

enum play_exit {
    PLAY_ENDED = 0,  /* the world ended and its record agrees with the commitment */
    PLAY_FAILED = 1, /* refused, broken, or the record does not agree: the last lines say why */
    PLAY_LEFT = 3,   /* the input ended or the person left while the world goes on */
};

/* What a face does; each gets the face's user. All but `show` and `close` may be told more than once. */
struct play_face {
    /* Opens what keys or lines come from; false after saying why on the page. */
    bool (*open)(void *user, struct play *play);
    void (*situation)(void *user); /* what is known is new, or known again after a reconnect */
    void (*role)(void *user);      /* the role card is known */
    void (*turn)(void *user);      /* a turn began, and all about it is known */
    void (*ended)(void *user);     /* the world has ended, and once more when all that was withheld is open */
    void (*step)(void *user);      /* what all look at in the debrief in step is new, and its text is there */
    void (*debrief)(void *user);   /* the record agrees: what it holds may be shown; the face stops the play
                                      when it is done */
    void (*show)(void *user);      /* after everything that happens: the page and the model may be new */
    void (*close)(
        void *user); /* closes what was opened, then calls play_closed as often as it called play_opened */
    void *user;
};

struct play {
    uv_loop_t *loop;
    const struct play_options *options;
    const struct play_face *face;
    struct game game;
    struct player *player;
    struct auto_play *auto_play; /* NULL while nobody plays for the person */
    uv_timer_t timer;            /* the next time warning */
    uv_timer_t saver;            /* what was changed is sent */
    int64_t warning;             /* seconds left that it will say */
    bool briefed, checked;       /* the role card was shown; the record was checked */
    uint32_t team_role;          /* as told last, enum team_role */
    bool was_lost;
    bool told_why; /* it is not let in, or not any more: the next failure says nothing new */
    bool stops, stopping;
    int open; /* handles of player, timer and face: what must be closed before the memory goes */
    int exit_status;
    bool anew;               /* the world was rolled back, or the seat is another one: all is told again */
    const char *anew_why;    /* the notice that said so; NULL: none */
    bool awaits_cards;       /* of the debrief in step: the card that all look at is not told yet */
    bool opened_due;         /* and then, that everything is open */
    bool untold;             /* a turn began, but its clock is not known yet */
    uint32_t turn;           /* the turn that was told last, 0: none */
    struct wire_clock clock; /* as told last */
};

/* Plays on the loop and returns when everything is closed. Gives an enum play_exit. */
int play_run(uv_loop_t *loop, const struct play_options *options, const struct play_face *face);

/* ---- for faces */

/* Around everything that happens: what time it is; then what was said is shown. */
void play_begin(struct play *play);
void play_finish(struct play *play);

/* Something of the face is open and must be closed before play_run returns; it is closed. */
void play_opened(struct play *play);
void play_closed(struct play *play);

/* Something was typed that must wait: there is no turn yet, an answer is on its way, or `wait` was asked for.
 */
bool play_waits(const struct play *play);

/* Ends the session as soon as the loop is back; the first status counts. */
void play_stop(struct play *play, int exit_status);

/* ---- between play.c and play_news.c */

/* Says the start of a turn that was not told yet. */
void play_tell_turn(struct play *play);
/* The timer for the next warning that still lies ahead. */
void play_arm_warning(struct play *play);

player_listener play_on_news;

/* ---- play_step.c: the end of the world, and the debrief that is told step by step */

void play_on_ended(struct play *play);
void play_on_opened(struct play *play);
void play_on_record(struct play *play, const struct player_news *news);
void play_on_step(struct play *play);
void play_on_cards(struct play *play, bool came); /* or will not come */

#endif
