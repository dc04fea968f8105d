/* How an exercise stands, as one JSON object. Pure; any thread. */
#ifndef SPIRAL_CTL_STATE_JSON_H
#define SPIRAL_CTL_STATE_JSON_H

#include "common/base/text.h"
#include "common/wire/message_admin.h"

/* `act`: what it answers, with the member "already" and, behind an undo, with what that took back; NULL: it
 * was only asked for. What concerns one world stands in "worlds"; of the only one, or the first, it stands at
 * the top too. */
void state_put_json(const struct wire_exercise_state *state, const struct wire_exercise_act *act,
                    struct text *text);

#endif
