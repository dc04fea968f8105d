/* The debrief for a browser: the same cards as on a terminal, as one JSON object in one language, whose parts
 * are blocks that the reader lays out. proto/README.md says the form.
 *
 * Nothing is left out for lack of width. D0 to D2 tell no motive. Pure; any thread. */
#ifndef SPIRAL_CARDS_CARD_DEBRIEF_H
#define SPIRAL_CARDS_CARD_DEBRIEF_H

#include "common/cards/card_own.h"

enum { CARD_DEBRIEF_MAX = 4 * 1024 * 1024 }; /* bytes, of the largest world in the longer language */

/* All cards; `width` of the input does not matter. `text.cut`: it did not fit. */
void card_put_debrief(const struct card_input *input, struct text *text);

/* The page of one seat, in the same form: one card that is named "own" and asks nothing. */
void card_put_debrief_own(const struct card_input *input, int seat, const struct own_mirror *mirror,
                          struct text *text);

#endif
