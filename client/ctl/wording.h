/* Words that people type, compared without regard to case. Pure; any thread. */
#ifndef SPIRAL_CTL_WORDING_H
#define SPIRAL_CTL_WORDING_H

#include "common/base/status.h"
#include "common/base/text.h"
#include "common/words/sentences.h"

/* Equal but for the case of ASCII letters. */
bool wording_same(struct slice word, const char *name);
/* `name` begins with it; an empty word begins nothing. */
bool wording_begins(struct slice word, const char *name);
/* It is `name`, or what the language types for it ("typed.<name>"). */
bool wording_means(const struct language *language, struct slice word, const char *name);
/* Takes the next word off `rest`, without the blanks, commas and semicolons around it; false when there is
 * none. */
bool wording_next(struct slice *rest, struct slice *word);

/* STATUS_INVALID, with a sentence of the catalogue as its cause. */
MUST_USE enum status wording_fail(struct cause *cause, const struct language *language, const char *key,
                                  const struct slot *slots);

#endif
