/* Plays of all scenarios, for the programs of this folder. A finding fails the test, by scenario, seed, seat,
 * step and act. */
#ifndef SPIRAL_TESTS_INTERFERENCE_PLAYS_H
#define SPIRAL_TESTS_INTERFERENCE_PLAYS_H

#include "acts.h"

struct seeds {
    uint64_t first, count;
};

/* From a program's arguments: [count [first]]; `count` of its own without. */
struct seeds seeds_of(int argument_count, char **arguments, uint64_t count);

void play_plan(const struct plan *plan, struct coverage *coverage);
/* Every scenario of config/scenarios once for each seed: another seat, pace, delay. */
void play_scenarios(bool to_everybody, struct seeds seeds, struct coverage *coverage);

/* What the watched of one program must have sent, been told and been refused: bits by kind. */
struct expected {
    uint32_t to_server, to_client, refusals;
};

void expect_covered(const struct coverage *coverage, const struct expected *expected);

#endif
