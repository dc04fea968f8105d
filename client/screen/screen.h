/* Screen mode: the same play as line mode, drawn on a terminal of at least 80 columns and 24 rows.
 *
 * Loop thread. */
#ifndef SPIRAL_SCREEN_SCREEN_H
#define SPIRAL_SCREEN_SCREEN_H

#include "client/term/play.h"

/* Plays on the loop and returns when everything it opened is closed; gives an enum play_exit. What must
 * outlive the screen (why it failed, the result) is printed on the terminal afterwards. terminal_fits said
 * that a screen may be drawn here. */
int screen_run(uv_loop_t *loop, const struct play_options *options);

#endif
