/* All that the cards say, for programs: one JSON object about one finished world, in both languages.
 *
 * States are numbers by seat, beliefs permille, arms centi-units, as in the rules. New fields may be added;
 * CARD_JSON_VERSION changes when one changes its meaning or goes. Pure; any thread. */
#ifndef SPIRAL_CARDS_CARD_JSON_H
#define SPIRAL_CARDS_CARD_JSON_H

#include "common/cards/card.h"

enum {
    CARD_JSON_VERSION = 1,
    CARD_JSON_MAX = 16 * 1024 * 1024, /* bytes */
};

/* `language` and `width` of the input do not matter. */
void card_put_json(const struct card_input *input, struct text *text);

#endif
