/* Words joined as in a list, as each language joins them: "North, East and West", "Francia e Italia".
 *
 * Pure; any thread. */
#ifndef SPIRAL_WORDS_LISTS_H
#define SPIRAL_WORDS_LISTS_H

#include "common/words/sentences.h"

/* Puts part `index` of `count` parts, made harmless, with what stands between it and the one before. */
void list_put(const struct language *language, int index, int count, const char *part, struct text *text);

#endif
