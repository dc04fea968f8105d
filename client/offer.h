/* What a person who starts `spiral play` on a terminal is asked first: the tutorial or a whole game.
 *
 * Plain lines on standard input and output, before any screen; blocking. */
#ifndef SPIRAL_CLIENT_OFFER_H
#define SPIRAL_CLIENT_OFFER_H

#include "common/words/sentences.h"

#include <stdbool.h>

enum offer { OFFER_TUTORIAL, OFFER_GAME, OFFER_LEAVE };

/* `first`: nobody has played here before, so that Enter means the tutorial. The end of the input leaves. */
enum offer offer_ask(const struct language *language, bool first);

#endif
