/* The worlds that the property tests play in, and dice of their own. Everything is drawn from fixed seeds, so
 * that a failure names its case and comes again. */
#ifndef SPIRAL_TESTS_PROPERTY_WORLDS_H
#define SPIRAL_TESTS_PROPERTY_WORLDS_H

#include "common/rules/dice.h"
#include "common/rules/scenario.h"
#include "common/rules/turn.h"

enum { COMMITTED_MAX = 64 };

/* The scenarios of config/scenarios, in the order of their names. */
struct committed {
    int count;
    struct scenario scenarios[COMMITTED_MAX];
};

/* Reads them all through the scenario library, below $SPIRAL_TREE; fails the test when that goes wrong. */
void committed_load(struct committed *committed);

/* A key for the seed, another one for each `use`. */
struct siphash_key key_of(uint32_t seed, uint32_t use);

/* Draws that do not repeat: number after number of one seed. */
struct noise {
    struct siphash_key key;
    uint32_t drawn;
};

struct noise noise_of(uint32_t seed);
int64_t noise_below(struct noise *noise, int64_t sides);

/* A legal scenario of 2..12 actors with every parameter anywhere within its bounds, modules, pacts, secrets
 * and distances included. */
void scenario_draw(struct noise *noise, struct scenario *scenario);

/* Orders of the bot random_legal for every seat that lives. */
void book_draw(const struct world *world, struct siphash_key key, struct order_book *book);

#endif
