/* Why a part of somebody's orders is not possible, and what to do instead. Pure; any thread. */
#ifndef SPIRAL_TERM_VERDICT_WORDS_H
#define SPIRAL_TERM_VERDICT_WORDS_H

#include "common/rules/view.h"
#include "common/words/sentences.h"

enum { VERDICT_WORDS_MAX = 512 }; /* bytes of a sentence, with the NUL */

/* `verdict` is not VERDICT_OK; `tried` are the orders that were judged; `rival` is a state for examples. */
void put_verdict(const struct language *language, int part, int verdict, const struct view *view,
                 const struct orders *tried, const char *rival, struct text *text);

#endif
