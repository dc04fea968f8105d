/* What whoever ran the exercise told a world and did to its course, on D1. Pure; any thread. */
#ifndef SPIRAL_CARDS_CARD_TOLD_H
#define SPIRAL_CARDS_CARD_TOLD_H

#include "common/cards/card_page.h"

/* A section of its own; nothing where nothing was told or done. */
void card_draw_told(const struct card_input *input, struct card_page *page);

/* Is there anything to say? */
bool card_steered(const struct card_steering *steering);

/* In the language, or in the first one where it was not given in that; NULL: it was erased. */
const char *card_told_text(const struct card_told *told, int language);

#endif
