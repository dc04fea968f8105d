/* Parts of the JSON of an exercise; used in this folder only. Pure; any thread. */
#ifndef SPIRAL_CTL_STATE_JSON_PARTS_H
#define SPIRAL_CTL_STATE_JSON_PARTS_H

#include "common/cards/json.h"
#include "common/wire/message_exercise.h"

/* Numbers of states, from 0. */
void json_put_states(struct json *json, const char *key, uint16_t states);
/* null below 0. */
void json_put_target(struct json *json, const char *key, int target);

/* The name of the rung that a tension is: "war", as in the JSON of the debrief; null for 0. */
void json_put_rung(struct json *json, const char *key, uint32_t tension);

void json_put_deed(const char *key, const struct wire_exercise_deed *deed, struct json *json);
/* "taken_back", the deed `number` or null, and "passed_over", a list; see state_undone.h. */
void state_put_json_undone(const struct wire_exercise_state *state, uint32_t number, struct json *json);

/* Questions, injects, facilitators, deeds. */
void state_put_json_lists(const struct wire_exercise_state *state, struct json *json);

#endif
