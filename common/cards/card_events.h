/* Public events as sentences. Pure; any thread. */
#ifndef SPIRAL_CARDS_CARD_EVENTS_H
#define SPIRAL_CARDS_CARD_EVENTS_H

#include "common/cards/card_page.h"

/* Was every seat told? */
bool card_event_is_public(const struct world *world, const struct event *event);

/* One sentence; false, and nothing put, for a kind that is told by another one. */
bool card_put_event(const struct card_page *page, const struct event *event, struct text *text);

#endif
