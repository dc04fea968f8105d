/* The debrief in step, as text: the card that all look at, as far as it is uncovered.
 *
 * Until everything is open the cards come from the server, as blocks (proto/README.md); then they are those
 * of the record. What belongs to several worlds, how it felt and how they compare, comes with the step.
 * Loop thread. */
#ifndef SPIRAL_TERM_STEP_H
#define SPIRAL_TERM_STEP_H

#include "client/term/game.h"

/* The current card from one of its parts on, broken at so many columns, 40 to 240; NULL: there is none (yet).
 * Borrowed from the game until the next text. */
const char *step_text(struct game *game, int from, int columns);
/* While the rest is withheld: a card that was opened, as far as it was; NULL: it is none. */
const char *step_opened_text(struct game *game, int card, int columns);

/* The same card, and more of it, than was told? */
bool step_goes_on(const struct step_shown *shown, const struct wire_debrief_step *step);
/* How long lines are on a page. */
int step_columns(const struct page *page);

/* From a part on, for who has no seat; borrowed from `shown` until the next call. */
const char *step_public_text(const struct model *model, const struct player *player, const struct page *page,
                             struct step_shown *shown, int from, int columns);

/* What belongs to several worlds: behind the first part of a card. */
void step_worlds_put(const struct page *words, const struct wire_debrief_step *step, int from, int columns,
                     struct text *text);

/* Cards that came as blocks: part `from` to part `to` of a card, with the title before its first part and the
 * question behind its last. False: that card is not there, or the text is no debrief. */
bool step_cards_put(struct slice json, const char *card, int from, int to, const struct language *language,
                    int columns, struct text *text);

#endif
