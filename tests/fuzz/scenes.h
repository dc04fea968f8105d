/* The scenarios of config/scenarios in which fuzzers play, and orders for their worlds.
 *
 * They are read once, at the first call; $SPIRAL_TREE names the top of the tree when it is not the one that
 * was built. One thread. */
#ifndef SPIRAL_TESTS_FUZZ_SCENES_H
#define SPIRAL_TESTS_FUZZ_SCENES_H

#include "common/base/text.h"
#include "common/rules/turn.h"

struct scene {
    struct scenario scenario;
    char *yaml; /* the file, NUL behind it */
    size_t yaml_size;
};

int scene_count(void);
/* Any number; they come again after the last one. */
const struct scene *scene_at(int number);
/* The one that a line "scenario=NAME" of the text names; the first one when there is none. */
const struct scene *scene_of_text(struct slice text);

/* The top of the tree; sets $SPIRAL_TREE for those who look there. */
const char *scene_tree(void);

/* Legal orders for every seat that lives. */
void scene_book(const struct world *world, struct siphash_key key, struct order_book *book);
/* So many turns with such orders, or to the world's end. */
void scene_play(struct world *world, struct siphash_key key, int turns);

#endif
