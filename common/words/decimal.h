/* Numbers with a decimal sign, as each language writes them: "0.25", "0,25".
 *
 * Pure; any thread. */
#ifndef SPIRAL_WORDS_DECIMAL_H
#define SPIRAL_WORDS_DECIMAL_H

#include "common/words/sentences.h"

/* A number that is written with a point. */
void decimal_put(const struct language *language, const char *number, struct text *text);

/* Tenths: "38.5" for 385, "40" for 400; so also a share in permille as percent. */
void tenths_put(const struct language *language, int64_t tenths, struct text *text);

#endif
