/* Sentences with places in braces, for the debrief: {who}, {whom}, {target}, {turn}, {first}, {second}. Pure.
 */
#ifndef SPIRAL_DEBRIEF_SENTENCE_H
#define SPIRAL_DEBRIEF_SENTENCE_H

#include "common/base/text.h"

struct sentence_word {
    const char *name; /* without braces */
    const char *word;
};

/* Copies the pattern, each {name} replaced by its word; an unknown name stays as it is. */
void sentence_fill(struct text *text, const char *pattern, const struct sentence_word *words, int count);

#endif
