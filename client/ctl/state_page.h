/* How an exercise stands, in words and columns: at most 80 of them, whatever names people have. Pure but for
 * the widths of characters (width.h); any thread. */
#ifndef SPIRAL_CTL_STATE_PAGE_H
#define SPIRAL_CTL_STATE_PAGE_H

#include "common/base/text.h"
#include "common/wire/message_admin.h"
#include "common/words/sentences.h"

enum { STATE_COLUMNS = 80 };

/* Clock, reason, and a row a seat. */
void state_put_page(const struct wire_exercise_state *state, const struct language *language,
                    struct text *text);

/* What an act came to: done or so already, and how it stands now. */
void state_put_outcome(const struct wire_exercise_state *state, const struct language *language,
                       struct text *text);

#endif
