/* What mutations break and nobody could guess: the commitment of an opening and the hash of a turn. Put right
 * again, so that a fuzzer reaches what lies behind them. One thread. */
#ifndef SPIRAL_TESTS_FUZZ_REPAIR_H
#define SPIRAL_TESTS_FUZZ_REPAIR_H

#include "common/record/record.h"

/* The opening with what the text says, as it must be written; false when its scenario or its numbers cannot
 * be read, and nothing is done. */
bool repair_opening(struct slice text, struct record_opening *opening, struct text *repaired);

/* The turn with the hash that its orders lead to from `world`, which stays; false as above. */
bool repair_turn(const struct world *world, const struct digest *before, struct slice text,
                 struct text *repaired);

#endif
