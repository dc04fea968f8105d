/* What the seat was shown about the others, turn by turn, as far as this program has seen it.
 *
 * A plain value. Pure; any thread. */
#ifndef SPIRAL_SCREEN_SIGHTINGS_H
#define SPIRAL_SCREEN_SIGHTINGS_H

#include "common/aids/estimates.h"

#include <stdbool.h>

enum sighting_source {
    SIGHTING_NONE, /* not seen by this program, or eliminated */
    SIGHTING_STAFF,
    SIGHTING_BOOKS, /* it opened its books */
    SIGHTING_MOLE,
};

struct sighting {
    int32_t fortify, strike, dual; /* centi-units, as shown */
    struct range all;              /* of all arms together, units */
    int32_t assessment;            /* permille that it is greedy, of the staff */
    int32_t source;
};

struct sightings {
    int last;                                      /* the newest turn that was seen, 0: none */
    struct sighting at[TURNS_MAX + 2][ACTORS_MAX]; /* by the turn that was open, the first is 1 */
};

/* Once a situation; the same turn again replaces. */
void sightings_add(struct sightings *sightings, const struct view *view);

#endif
