/* What the files samples*.c share; nobody else includes it. */
#ifndef SPIRAL_TESTS_WIRE_SAMPLES_PARTS_H
#define SPIRAL_TESTS_WIRE_SAMPLES_PARTS_H

#include "tests/unit/common/wire/samples.h"

/* Needs `chance` and `most` in its surroundings. */
#define TEXT(array) sample_text(chance, array, sizeof array, most)

bool chance_flag(struct chance *chance);
struct id sample_id(struct chance *chance);
/* Bytes 1..255. */
void sample_bytes(struct chance *chance, void *bytes, size_t count);
/* Letters of one to four bytes; never empty. */
void sample_text(struct chance *chance, char *to, size_t size, bool most);
/* A mask of at least one state. */
uint16_t sample_states(struct chance *chance);
void sample_numbers(struct chance *chance, int32_t *list, int count, int32_t low, int32_t high);
void sample_full_orders(struct chance *chance, bool most, struct orders *orders);
void sample_stated(struct chance *chance, bool most, struct stated_beliefs *stated);
/* samples_aids.c; other kinds are left as they are. */
void sample_aids(struct chance *chance, enum to_client_kind kind, bool most, struct sample_room *room,
                 struct to_client *message);
/* samples_watch.c; other kinds are left as they are. */
void sample_to_spectator(struct chance *chance, enum to_client_kind kind, bool most, struct sample_room *room,
                         struct to_client *message);
/* Title and lesson in some languages; in all with `most`. */
void sample_texts(struct chance *chance, bool most, struct wire_scenario_text texts[WIRE_LANGUAGES]);
/* samples_client.c */
void sample_clock(struct chance *chance, bool most, struct wire_clock *clock);
void sample_refusal(struct chance *chance, bool most, struct refusal *refusal);
void sample_scenario(struct chance *chance, bool most, struct scenario *scenario);
/* samples_exercise.c; other kinds are left as they are. */
void sample_exercise_to_server(struct chance *chance, bool most, struct to_server *message);
void sample_exercise_to_client(struct chance *chance, bool most, struct sample_room *room,
                               struct to_client *message);
void sample_inject(struct chance *chance, bool most, struct wire_inject *inject);
void sample_act(struct chance *chance, bool most, struct wire_exercise_act *act);
void sample_exercise_state(struct chance *chance, bool most, struct sample_room *room,
                           struct wire_exercise_state *state);

#endif
