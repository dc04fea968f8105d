/* Typed lines from a terminal, a pipe, a file or the null device, one at a time, on the loop.
 *
 * While held, nothing is delivered and, once the buffer is full, nothing is read: a script cannot run ahead
 * of the game. Owner: its opener until input_close, after which it frees itself and says `closed`. Loop
 * thread. */
#ifndef SPIRAL_TERM_INPUT_H
#define SPIRAL_TERM_INPUT_H

#include "common/base/text.h"

#include <uv.h>

enum {
    INPUT_LINE_MAX = 4096,        /* bytes of a line; a longer one is delivered as too long and empty */
    INPUT_BUFFER_MAX = 64 * 1024, /* bytes read ahead */
};

struct input;

struct input_events {
    void (*line)(void *user, struct slice line, bool too_long);
    void (*end)(void *user);    /* once, after the last line; also when reading fails */
    void (*closed)(void *user); /* the last call, after input_close */
    void *user;
};

/* Begins to read from a copy of the descriptor; held until input_hold(input, false). */
struct input *input_open(uv_loop_t *loop, int fd, const struct input_events *events);
bool input_is_terminal(const struct input *input);
void input_hold(struct input *input, bool hold);
/* Nothing is delivered any more. */
void input_close(struct input *input);

#endif
