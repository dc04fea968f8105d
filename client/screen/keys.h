/* The keymap: one row a key. The rows are also what the help shows.
 *
 * A letter runs a command of line mode or a function; keys that belong to one screen come before those of
 * all. Loop thread. */
#ifndef SPIRAL_SCREEN_KEYS_H
#define SPIRAL_SCREEN_KEYS_H

#include "client/screen/ui.h"

enum { ON_ALL = (1 << SCREEN_COUNT) - 1 };

struct binding {
    unsigned screens; /* bit mask of enum screen_id */
    enum press kind;
    char letter;         /* with PRESS_TEXT */
    const char *shown;   /* how the key is called in the help: "s", "Tab", "<- ->" */
    const char *name;    /* "save": says "key.save" in the help */
    const char *command; /* run as typed; NULL: */
    void (*run)(struct ui *ui);
    const char *begin; /* with command and run NULL: begins a command that is typed on */
};

/* False: no row has it. */
bool keys_run(struct ui *ui, const struct key *key);

/* The help of the screen one is on, as an overlay. */
void keys_help(struct ui *ui);

/* The few keys worth a line at the bottom of the screen. */
void keys_put_hints(const struct ui *ui, struct text *text);

#endif
