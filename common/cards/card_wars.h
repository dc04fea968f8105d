/* The wars of a world with their causes and their evidence, for the card of the diagnosis. Pure; any thread.
 */
#ifndef SPIRAL_CARDS_CARD_WARS_H
#define SPIRAL_CARDS_CARD_WARS_H

#include "common/cards/card_page.h"

/* Every war; gives the set (1 << enum cause_of_war) of all causes named. */
uint32_t card_draw_wars(const struct metric_input *input, struct card_page *page);

/* All rules as people read them, those that fit first. */
void card_draw_rules(uint32_t fitting, struct card_page *page);

#endif
