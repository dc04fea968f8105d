/* Line mode: one world, from the join to the end, in sentences on a descriptor and typed lines from another.
 *
 * Append-only: no cursor movement, colour, box or spinner, so it can be spoken, read in braille, piped and
 * scripted. Loop thread. */
#ifndef SPIRAL_TERM_LINE_H
#define SPIRAL_TERM_LINE_H

#include "client/term/play.h"

/* Plays on the loop and returns when everything it opened is closed. Gives an enum play_exit. */
int line_run(uv_loop_t *loop, const struct play_options *options);

#endif
