/* Another world that looks the same: everything that an audience may not know is changed, and nothing else.
 *
 * What may be known is taken from tests/property/knowledge.h. Changed numbers stay within the bounds of the
 * contract, so that the other seats of such a world can be told of it. Pure; any thread. */
#ifndef SPIRAL_TESTS_INTERFERENCE_PERTURB_H
#define SPIRAL_TESTS_INTERFERENCE_PERTURB_H

#include "common/record/record.h"
#include "common/rules/event.h"
#include "common/rules/public_view.h"
#include "common/rules/world.h"
#include "lot.h"

/* `audience`: a seat, or EVERYBODY. */
void perturb_world(struct world *world, int audience, struct lot lot);
/* Leaves out, changes and adds events that the audience is not told of. `before`: of the turn's beginning. */
void perturb_events(struct event_list *events, const struct public_view *before, int audience,
                    struct lot lot);
/* Key, salt, motives and conditions as the server keeps them besides its world. */
void perturb_opening(struct record_opening *opening, struct lot lot);

#endif
