/* Keys that follow from a row of a table: KEY("metric", row->name), KEY("rule", rule->name, "title"). So a
 * row has one name, and whoever adds one adds its words under it.
 *
 * Pure; any thread. */
#ifndef SPIRAL_WORDS_KEY_H
#define SPIRAL_WORDS_KEY_H

#include "common/words/sentences.h"

enum { KEY_SIZE = 96 };

struct key {
    char at[KEY_SIZE];
};

/* Puts the parts, NULL-ended, with dots between them; letters become small ones and blanks "_". A key longer
 * than there is room for is a programmer's mistake. Gives key->at. */
const char *key_put(struct key *key, const char *const *parts);

/* Lives as long as the block that it stands in. */
#define KEY(...) key_put(&(struct key){{0}}, (const char *const[]){__VA_ARGS__, NULL})

/* The words of a sentence without places; "?" where there is no such key. */
const char *key_words(const struct language *language, const char *key);

#endif
