/* A hand-made moment of a game: turn 5 of a world of four, as Corvo sees it. */
#ifndef SPIRAL_TEST_TERM_SAMPLE_H
#define SPIRAL_TEST_TERM_SAMPLE_H

#include "client/term/game.h"

/* Fills the model and a game over it; the draft has begun and nothing is saved. The game has no player:
 * nothing may be sent. Give the game back with game_free. */
void sample_make(struct model *model, struct game *game);

/* What stands on the page, taken off it; freed by the caller. */
char *sample_take_page(struct game *game);

/* Types a line. */
void sample_type(struct game *game, const char *line);

#endif
