/* The inside of line mode, for line.c and line_news.c only. */
#ifndef SPIRAL_TERM_LINE_PLAY_H
#define SPIRAL_TERM_LINE_PLAY_H

#include "client/core/auto.h"
#include "client/term/game.h"
#include "client/term/input.h"
#include "client/term/line.h"

struct line_play {
    uv_loop_t *loop;
    const struct line_options *options;
    struct game game;
    struct player *player;
    struct auto_play *auto_play; /* NULL while nobody plays for the person */
    struct input *input;         /* NULL with is_auto */
    uv_timer_t timer;            /* the next time warning */
    int64_t warning;             /* seconds left that it will say */
    bool briefed, checked;       /* the role card was shown; the record was checked */
    bool was_lost;
    bool prompted; /* the last thing on the terminal is the prompt */
    bool stops, stopping;
    int open; /* player, timer, input: what must be closed before the memory goes */
    int exit_status;
    bool untold;             /* a turn began, but its clock is not known yet */
    uint32_t turn;           /* the turn that was told last, 0: none */
    struct wire_clock clock; /* as told last */
};

/* Ends the session as soon as the loop is back; the first status counts. */
void line_stop(struct line_play *line, int exit_status);

/* Around everything that happens: what time it is; then what was written goes out, and what may be typed now
 * may come in. */
void line_begin(struct line_play *line);
void line_finish(struct line_play *line);

/* Says the start of a turn that was not told yet. */
void line_tell_turn(struct line_play *line);

/* The timer for the next warning that still lies ahead. */
void line_arm_warning(struct line_play *line);

player_listener line_on_news;

#endif
