/* Two machines that nobody could tell apart. */
#ifndef SPIRAL_TESTS_WORLD_SAME_H
#define SPIRAL_TESTS_WORLD_SAME_H

#include "server/world/machine.h"

/* Compares all that may be asked of a machine: situations, reports, clock, press, end and record. True when
 * equal; otherwise `why` names the seat and the first difference. */
bool machines_same(const struct world_machine *a, const struct world_machine *b, uint64_t now_ms,
                   struct text *why);

#endif
