/* The cards, one file each; for card.c and the tests. */
#ifndef SPIRAL_CARDS_CARD_LIST_H
#define SPIRAL_CARDS_CARD_LIST_H

#include "common/cards/card.h"

extern const struct card card_feelings;  /* D0 */
extern const struct card card_story;     /* D1 */
extern const struct card card_thoughts;  /* D2 */
extern const struct card card_reveal;    /* D3 */
extern const struct card card_beside;    /* D4 */
extern const struct card card_sight;     /* D5 */
extern const struct card card_diagnosis; /* D6 */
extern const struct card card_worlds;    /* D7 */
extern const struct card card_theory;    /* D8 */

#endif
