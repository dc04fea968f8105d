/* A world as one seat may take it to be: what is public, what is its own, and a guess at everybody else's
 * arms within the bounds of its estimates. In it the rules themselves say what would come of orders, so that
 * no formula is written twice.
 *
 * Only from a view. Plain values in the caller's space. Pure; any thread. */
#ifndef SPIRAL_AIDS_BELIEVED_H
#define SPIRAL_AIDS_BELIEVED_H

#include "common/rules/turn.h"
#include "common/rules/view.h"

/* How strong the seat takes a rival to be: see estimate_arms. GUESS_LEAST and GUESS_MOST also settle what it
 * cannot know of mobilisation: not mobilised unless it was seen, or mobilised whenever the rules allow. */
enum guess { GUESS_ABOUT, GUESS_LEAST, GUESS_MOST };

/* The world of the view with one guess about all rivals. Its dice have a key of no meaning: only that counts
 * which is not left to chance. It runs whatever the view says, nothing ends it early, and everybody believes
 * in the balance that the seat believes in. Rivals spend on civil by default. */
void believed_world(const struct view *view, enum guess guess, struct world *world);

/* Replaces the guess about one living rival. */
void believed_guess(const struct view *view, int rival, enum guess guess, struct world *world);

/* Resolves a turn of the seat's orders in which all others keep to the defaults. Without `orders` the seat
 * saved none. The events are those of that turn. */
void believed_turn(struct world *world, int me, const struct orders *orders, struct event_list *events);

/* Makes every rival as rich as it can be by now: all was spent on civil since the start. */
void believed_wealth(const struct view *view, struct world *world);

/* The orders with all points that are not spent given to civil, after a part was changed. */
void orders_fill(const struct view *view, struct orders *orders);

#endif
