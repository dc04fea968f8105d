/* A finished world with everything that its debrief is drawn from: its log, what was found in it, and the
 * same world played again by bots, in the same dark and with all motives known.
 *
 * Made from the text of its record; holds motives and true figures, so it is made when a world has ended and
 * not before. Owner: its creator. About 12 MiB, of which a short world touches little. One thread at a time.
 */
#ifndef SPIRAL_WORLDS_TOLD_WORLD_H
#define SPIRAL_WORLDS_TOLD_WORLD_H

#include "common/base/status.h"
#include "common/cards/card.h"

struct told_world;

/* Checks the record turn by turn; keeps nothing of the text. STATUS_INVALID: it has not ended, or no turn of
 * it was played. STATUS_MEMORY: there is none left. */
MUST_USE enum status told_world_create(struct slice record, struct told_world **told, struct cause *cause);
void told_world_destroy(struct told_world *told); /* NULL is allowed */

/* Plays it again by bots, for as many turns as were played where it was closed early. Up to a second for the
 * largest worlds; the second call does nothing. */
void told_world_play_again(struct told_world *told);

/* Fills in all but language and width. Before told_world_play_again the plays by bots are left out: only D7
 * and D8 need them. Borrowed from the told world. */
void told_world_input(const struct told_world *told, struct card_input *input);

const struct metric_input *told_world_played(const struct told_world *told);

/* Whoever ran it closed it before the rules ended it. */
bool told_world_was_closed(const struct told_world *told);

#endif
