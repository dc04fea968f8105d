/* The language that the environment asks for. Reads the environment: at the start of a program, before
 * threads.
 */
#ifndef SPIRAL_WORDS_PREFERRED_H
#define SPIRAL_WORDS_PREFERRED_H

#include "common/base/status.h"
#include "common/words/sentences.h"

/* The first of $LANGUAGE that there is a table of; else what the first of $LC_ALL, $LC_MESSAGES and $LANG
 * that is set names; else English. $LANGUAGE does not count where those say C or POSIX, as everywhere. */
const struct language *language_preferred(void);

/* What somebody asked for by name. STATUS_INVALID says which languages there are. */
MUST_USE enum status language_ask(const char *code, const struct language **language, struct cause *cause);

#endif
