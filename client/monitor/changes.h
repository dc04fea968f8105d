/* What became different between two states of an exercise, as lines: the monitor where no screen is. Pure;
 * any thread. */
#ifndef SPIRAL_MONITOR_CHANGES_H
#define SPIRAL_MONITOR_CHANGES_H

#include "common/base/text.h"
#include "common/wire/message_exercise.h"
#include "common/words/sentences.h"

/* Nothing where nothing changed but the time that is left. */
void changes_put(const struct wire_exercise_state *before, const struct wire_exercise_state *now,
                 const struct language *language, struct text *text);

#endif
