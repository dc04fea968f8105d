/* The terminal in screen mode: the only place that knows ncurses.
 *
 * Shows canvases, gives keys. It uses the alternate screen, gives the terminal back as it was, writes ASCII
 * where the terminal's character set is not UTF-8, and no colour where NO_COLOR is set. One a process. Loop
 * thread. */
#ifndef SPIRAL_SCREEN_TERMINAL_H
#define SPIRAL_SCREEN_TERMINAL_H

#include "client/screen/canvas.h"

#include <stdbool.h>

struct terminal;

/* What was pressed. */
enum press {
    PRESS_NOTHING, /* no key waits */
    PRESS_TEXT,    /* a character: `text` */
    PRESS_ENTER,
    PRESS_ESCAPE,
    PRESS_TABULATOR,
    PRESS_TABULATOR_BACK,
    PRESS_ARROW_UP,
    PRESS_ARROW_DOWN,
    PRESS_ARROW_LEFT,
    PRESS_ARROW_RIGHT,
    PRESS_PAGE_UP,
    PRESS_PAGE_DOWN,
    PRESS_BEGINNING,
    PRESS_ENDING,
    PRESS_BACK_SPACE,
    PRESS_DELETE,
    PRESS_KILL,      /* Ctrl-U */
    PRESS_REDRAW,    /* Ctrl-L */
    PRESS_INTERRUPT, /* Ctrl-C */
    PRESS_PASTE,     /* what follows up to PRESS_PASTE_DONE was pasted */
    PRESS_PASTE_DONE,
    PRESS_RESIZED,
    PRESS_OTHER, /* a key that means nothing here */
};

struct key {
    enum press kind;
    char text[8]; /* UTF-8, NUL-terminated; PRESS_TEXT only */
};

/* NULL: it cannot be used. The descriptors are borrowed. */
struct terminal *terminal_open(int in_fd, int out_fd);
void terminal_close(struct terminal *terminal);

void terminal_size(const struct terminal *terminal, int *rows, int *columns);
/* What to poll for keys; stays the terminal's. */
int terminal_fd(const struct terminal *terminal);
/* Nobody is there any more: the terminal was closed. */
bool terminal_gone(const struct terminal *terminal);
/* After a SIGWINCH: asks the system for the size. */
void terminal_resized(struct terminal *terminal);
/* Everything anew, for a terminal that somebody else wrote on. */
void terminal_redraw(struct terminal *terminal);
struct key terminal_key(struct terminal *terminal);
void terminal_draw(struct terminal *terminal, const struct canvas *canvas);

#endif
