/* The debrief of an ended world, as texts: the cards, the reveal state by state, and a page for the person's
 * own eyes.
 *
 * The texts come from common/cards. Made from the record when it is asked for first; owner: the game, until
 * debrief_destroy. walk.h leads a person through it line by line; a screen may ask for the same texts and
 * keep its own place. Loop thread. */
#ifndef SPIRAL_TERM_DEBRIEF_H
#define SPIRAL_TERM_DEBRIEF_H

#include "client/term/game.h"

enum { DEBRIEF_WHOLE = -1 }; /* a card in one piece */

struct debrief;

/* The game's debrief, or NULL after saying on the page why there is none (yet). */
struct debrief *debrief_of(struct game *game);
void debrief_destroy(struct debrief *debrief); /* NULL is allowed */

/* Cards count from 0. Names and titles are static: "D3", "The reveal". */
int debrief_card_count(void);
const char *debrief_card_name(int card);
const char *debrief_card_title(const struct game *game, int card);
/* By what was typed, "D4", "d4" or "4"; -1: none. */
int debrief_card_find(struct slice word);
/* This card and those behind it tell motives. */
int debrief_reveal(void);

/* In so many parts a card is shown, one after the other: a state each for the reveal, else 1. */
int debrief_parts(const struct debrief *debrief, int card);

/* Lines broken at so many columns, 40 to 240. Borrowed until the next text. One part (from 0) or
 * DEBRIEF_WHOLE; all parts up to one, for a screen that keeps them in sight; and the page that concerns the
 * person's own seat alone. */
const char *debrief_card_text(struct debrief *debrief, const struct game *game, int card, int part,
                              int columns);
const char *debrief_parts_text(struct debrief *debrief, const struct game *game, int card, int last_part,
                               int columns);
const char *debrief_own_text(struct debrief *debrief, const struct game *game, int columns);
/* All cards and the own page, one below the other. */
const char *debrief_all_text(struct debrief *debrief, const struct game *game, int columns);

#endif
