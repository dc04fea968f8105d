/* What people type, taken apart: words, states, numbers. Pure; any thread. */
#ifndef SPIRAL_TERM_PARSE_H
#define SPIRAL_TERM_PARSE_H

#include "common/base/text.h"
#include "common/rules/scenario.h"

/* Takes the next word, without the blanks around it, off `rest`; false when there is none. */
bool word_take(struct slice *rest, struct slice *word);

/* Without blanks at both ends. */
struct slice slice_trim(struct slice slice);

/* Equal but for the case of ASCII letters. */
bool word_is(struct slice word, const char *name);
bool word_starts(const char *name, struct slice beginning);

/* Equal but for case and accents: "ordenes" is "Órdenes". Letters of Latin-1; all others must be the same. */
bool word_alike(struct slice a, struct slice b);
bool word_alike_starts(struct slice whole, struct slice beginning);

/* A state by its name, its letter (A is the first), its number (1 is the first) or the beginning of its name,
 * with or without accents, when no other state fits. STATE_AMBIGUOUS also when a letter means one state and
 * begins the name of another only: an attack must not go astray. */
enum state_found { STATE_FOUND, STATE_UNKNOWN, STATE_AMBIGUOUS };
enum state_found state_parse(const struct scenario *scenario, struct slice word, int *state);

/* 70 or 70%, low..high. */
bool percent_parse(struct slice word, int64_t low, int64_t high, int64_t *percent);

/* 4, +1 or -2: gives the new value from the old one; false when malformed or outside 0..high. */
bool amount_parse(struct slice word, int64_t old, int64_t high, int64_t *amount);

#endif
