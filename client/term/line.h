/* Line mode: one world, from the join to the end, in sentences on a descriptor and typed lines from another.
 *
 * Append-only: no cursor movement, colour, box or spinner, so it can be spoken, read in braille, piped and
 * scripted. Loop thread. */
#ifndef SPIRAL_TERM_LINE_H
#define SPIRAL_TERM_LINE_H

#include "client/core/player.h"

struct bot;

struct line_options {
    struct player_options player; /* its language is also the one that is spoken here */
    bool hints;                   /* a hint in each of the first turns */
    int in_fd, out_fd;            /* borrowed */
    bool is_auto;                 /* a bot plays, the person watches; nothing is read from in_fd */
    const struct bot *doctrine;   /* with is_auto; NULL: what fits the motive */
    uint64_t think_ms;            /* with is_auto: pause before orders */
    const char *record_path;      /* NULL, or where the checked record is written */
};

enum line_exit {
    LINE_ENDED = 0,  /* the world ended and its record agrees with the commitment */
    LINE_FAILED = 1, /* refused, broken, or the record does not agree: the last lines say why */
    LINE_LEFT = 3,   /* the input ended or the person left while the world goes on */
};

/* Plays on the loop and returns when everything it opened is closed. */
int line_run(uv_loop_t *loop, const struct line_options *options);

#endif
