/* What counts for a state: points by its motive and the parameters of its world, as the role card lists them,
 * on paper and on a screen.
 *
 * Values. Pure; any thread. */
#ifndef SPIRAL_AIDS_POINTS_H
#define SPIRAL_AIDS_POINTS_H

#include "common/rules/scenario.h"

enum { POINTS_MAX = 10 };

struct point {
    const char *key; /* of the sentence that says what for: "role_card.conquered" */
    int64_t points;
};

/* In the order of the card; gives how many. */
int points_of(const struct parameters *parameters, enum motive motive, struct point list[POINTS_MAX]);

/* Of a unit of territory that such a state conquers. */
int64_t points_of_conquest(const struct parameters *parameters, enum motive motive);

#endif
