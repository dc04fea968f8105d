/* Lines of text for panes and pagers: what the sentences of line mode become on a screen.
 *
 * Bounded; what does not fit is left out at the end, or forgotten at the beginning where lines are added to.
 * A plain value. */
#ifndef SPIRAL_SCREEN_LINES_H
#define SPIRAL_SCREEN_LINES_H

#include "client/term/game.h"

enum {
    LINES_MAX = 1024,
    LINES_BYTES = 96 * 1024,
};

struct lines {
    int count;
    size_t used;
    size_t begins[LINES_MAX]; /* in `bytes`; each line ends with a NUL */
    char bytes[LINES_BYTES];
};

void lines_clear(struct lines *lines);
/* One line; false when there is no more room. */
bool lines_add(struct lines *lines, const char *line);
/* All lines that end with a newline, and what stands behind the last one. */
void lines_split(struct lines *lines, const char *text, size_t size);
const char *lines_at(const struct lines *lines, int index);
/* Forgets the oldest ones until so many are left. */
void lines_keep(struct lines *lines, int count);

/* What `tell` says about the game, wrapped at so many columns; nothing reaches the game's own page. */
void lines_tell(struct lines *lines, struct game *game, int columns,
                void (*tell)(struct game *game, void *user), void *user);

/* Takes what stands on the game's page. */
void lines_take(struct lines *lines, struct game *game);

#endif
