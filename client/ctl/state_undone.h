/* What an undo took back: the deed that it named, and the newer ones that it passed over because nothing
 * takes them back. The state is that behind the undo, or the one in front of it. Pure but for the widths of
 * characters (width.h); any thread. */
#ifndef SPIRAL_CTL_STATE_UNDONE_H
#define SPIRAL_CTL_STATE_UNDONE_H

#include "common/base/text.h"
#include "common/wire/message_exercise.h"
#include "common/words/sentences.h"

/* Deed `number` and what was passed over, as lines; nothing where it is not among the deeds. */
void state_put_undone(const struct wire_exercise_state *state, uint32_t number,
                      const struct language *language, struct text *text);

/* Only what is passed over: the newest ones, a line each, and how many more there are. */
void state_put_passed_over(const struct wire_exercise_state *state, uint32_t number,
                           const struct language *language, struct text *text);

#endif
