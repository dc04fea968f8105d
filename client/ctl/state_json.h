/* How an exercise stands, as one JSON object. Pure; any thread. */
#ifndef SPIRAL_CTL_STATE_JSON_H
#define SPIRAL_CTL_STATE_JSON_H

#include "common/base/text.h"
#include "common/wire/message_admin.h"

/* `acted`: with the member "already", which only acts have. */
void state_put_json(const struct wire_exercise_state *state, bool acted, struct text *text);

#endif
