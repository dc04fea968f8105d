/* What whoever ran the exercise told a world and did to its course, from the world's own stream: no record
 * has it. Reads the store, blocking; one thread at a time. */
#ifndef SPIRAL_SIM_JOURNAL_STEERING_H
#define SPIRAL_SIM_JOURNAL_STEERING_H

#include "common/store/store.h"
#include "common/worlds/told_steering.h"

/* Added to `steering`, which is the caller's to free, also after a failure. STATUS_CORRUPT names the world.
 */
MUST_USE enum status journal_steering_read(struct store *store, const struct id *world,
                                           struct told_steering *steering, struct cause *cause);

#endif
