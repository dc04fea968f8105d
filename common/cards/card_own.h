/* A page for the person of one seat alone: how far its beliefs were from the truth, how it thought that it
 * was seen, what it did when others armed, and which figure misled it most.
 *
 * No card: it is not projected, and no other seat's page is shown to anybody. It tells motives. Pure; any
 * thread. */
#ifndef SPIRAL_CARDS_CARD_OWN_H
#define SPIRAL_CARDS_CARD_OWN_H

#include "common/cards/card.h"
#include "common/debrief/own.h"

/* `mirror`: what the seat said of how others see it; NULL: nobody knows any more. */
void card_put_own(const struct card_input *input, int seat, const struct own_mirror *mirror,
                  struct text *text);

/* The parts of the page, for card_debrief.c. */
void card_put_own_title(const struct card_page *page, int seat, struct text *text);
void card_draw_own(const struct card_input *input, int seat, const struct own_mirror *mirror,
                   struct card_page *page);

#endif
