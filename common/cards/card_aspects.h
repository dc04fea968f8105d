/* The twelve points on which Butterfield, Herz and Jervis can be compared, each with what to look at in a
 * game. Const tables; any thread. */
#ifndef SPIRAL_CARDS_CARD_ASPECTS_H
#define SPIRAL_CARDS_CARD_ASPECTS_H

#include "common/cards/card_page.h"

enum card_mark {
    MARK_NO,
    MARK_YES,
    MARK_WAVERING,
    MARK_IMPLICIT,
    MARK_NEARLY,
    MARK_PSYCHOLOGICAL,
    MARK_NOT_STRESSED,
    MARK_BOTH,
    MARK_UNIVERSAL,
    MARK_CONDITIONAL,
    MARK_COUNT,
};

extern const struct name_list card_mark_names; /* the ends of the keys of their words */

enum { CARD_ASPECT_METRICS = 3 };

struct card_aspect {
    const char *name; /* its title: "card.aspect.anarchy" */
    uint8_t mark[3];  /* enum card_mark: Butterfield 1951, Herz 1950, Jervis 1978 */
    /* what no metric says; may be NULL */
    void (*say)(const struct card_input *input, struct card_page *page);
    const char *metrics[CARD_ASPECT_METRICS]; /* names of rows; NULL ends the list */
};

extern const struct card_aspect card_aspects[];
extern const int card_aspect_count;

#endif
