/* A line that is being typed: bytes of UTF-8, a cursor between two characters, and the lines typed before.
 *
 * A value. Pure but for the widths of characters; any thread. */
#ifndef SPIRAL_SCREEN_EDIT_H
#define SPIRAL_SCREEN_EDIT_H

#include "common/base/text.h"

enum {
    EDIT_MAX = 2048, /* bytes, with the NUL */
    EDIT_HISTORY = 16,
};

struct edit {
    char text[EDIT_MAX];
    int length, at;                       /* bytes */
    bool full;                            /* the last thing typed did not fit */
    int history_count, history_at;        /* history_at == history_count: the line in hand */
    char history[EDIT_HISTORY][EDIT_MAX]; /* oldest first */
};

enum edit_key {
    EDIT_LEFT,
    EDIT_RIGHT,
    EDIT_HOME,
    EDIT_END,
    EDIT_BACKSPACE,
    EDIT_DELETE,
    EDIT_KILL, /* the whole line */
    EDIT_OLDER,
    EDIT_NEWER,
};

/* Begins a line with some text, the cursor behind it. */
void edit_begin(struct edit *edit, const char *text);
/* One printable character; anything else is not taken. */
void edit_insert(struct edit *edit, const char *bytes, int count);
void edit_press(struct edit *edit, enum edit_key key);
/* Keeps the line for EDIT_OLDER, unless it is empty or the newest one already. */
void edit_remember(struct edit *edit);

#endif
