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

/* Where the text may be cut, so that what is before, with CARD_CLOSING behind it, is a debrief that ends with
 * that part of that card: for whoever uncovers it step by step. */
enum { CARD_CUTS_MAX = 9 * ACTORS_MAX };

#define CARD_CLOSING "]}]}"

struct card_cuts {
    int count;
    struct card_cut {
        int card, part;
        size_t length;
    } of[CARD_CUTS_MAX]; /* in the order of the cards */
};

/* The same, with its cuts. */
void card_put_debrief_cut(const struct card_input *input, struct text *text, struct card_cuts *cuts);

/* The last cut that is not beyond part `part` of card `card`; NULL: nothing is told yet. */
const struct card_cut *card_cut_at(const struct card_cuts *cuts, int card, int part);

/* The page of one seat, in the same form: one card that is named "own" and asks nothing. */
void card_put_debrief_own(const struct card_input *input, int seat, const struct own_mirror *mirror,
                          struct text *text);

#endif
