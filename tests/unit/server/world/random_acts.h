/* Acts of whoever runs the exercise, drawn for random games: mostly such as fit the world, of every kind. */
#ifndef SPIRAL_TESTS_WORLD_RANDOM_ACTS_H
#define SPIRAL_TESTS_WORLD_RANDOM_ACTS_H

#include "tests/property/worlds.h"
#include "tests/unit/server/world/table.h"

/* A command with what it points to. */
struct random_act {
    enum command_kind kind;
    struct wire_exercise_act act;
    struct wire_inject inject;
};

void random_act_draw(struct random_act *drawn, struct noise *noise, const struct table *table);
struct command random_act_command(const struct random_act *drawn);

/* What came of them, so that a test knows that it looked. */
struct random_tally {
    int ruled[RULING_ILLEGAL + 1]; /* by ruling */
    int done[COMMAND_BULLETIN + 1];
};

void random_tally_add(struct random_tally *tally, enum command_kind kind, enum ruling ruling);
void random_tally_merge(struct random_tally *tally, const struct random_tally *other);
/* Every act was done, and every ruling given that such games lead to. */
void random_tally_assert(const struct random_tally *tally);

#endif
