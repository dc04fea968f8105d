/* The words that people type, in their own language as well as in English.
 *
 * The sources know commands and arguments by their English words. For `offer` the catalogues have the key
 * "typed.offer": the words of that language, separated by blanks, the one that is shown first. English is
 * understood in every language; case and accents do not matter. Const tables; any thread. */
#ifndef SPIRAL_TERM_TYPED_H
#define SPIRAL_TERM_TYPED_H

#include "client/term/parse.h"
#include "common/words/sentences.h"

/* The word means `name`. */
bool typed_is(const struct language *language, struct slice word, const char *name);

/* The word is the beginning of a word for `name`; an empty one is of none. */
bool typed_begins(const struct language *language, struct slice word, const char *name);

/* Which of the names the word means or, as the beginning of one alone, could mean; -1: none, or several. */
int typed_choose(const struct language *language, struct slice word, const char *const *names, int count);

/* yes or no. */
bool typed_yes(const struct language *language, struct slice word, bool *yes);

/* The word to show for `name`. */
void put_typed(const struct language *language, const char *name, struct text *text);

/* The usage of a command, such as "attack STATE|nobody", with the words of the language. What stands in
 * capitals is to be replaced: "place.state". */
void put_usage(const struct language *language, const char *usage, struct text *text);

#endif
