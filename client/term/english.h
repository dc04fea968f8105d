/* The English catalogue, in parts. Const tables; any thread.
 *
 * A translation has the same keys and the same placeholders; a test compares them. */
#ifndef SPIRAL_TERM_ENGLISH_H
#define SPIRAL_TERM_ENGLISH_H

#include "client/term/sentences.h"

extern const struct sentence_list english_turn;     /* what is so and what happened */
extern const struct sentence_list english_orders;   /* the draft and why it is refused */
extern const struct sentence_list english_commands; /* what can be typed */
extern const struct sentence_list english_server;   /* connection, seat, clock, end */

#endif
