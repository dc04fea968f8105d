/* What the names that a facilitator types mean in an exercise: worlds, states, persons, facilitators.
 *
 * A name is meant by itself, by a letter or a number where it has one, and by its beginning where no other
 * begins so; case does not matter. What is not found or means two things is refused with what there is, in
 * words of the language. Pure; any thread. */
#ifndef SPIRAL_CTL_NAMES_H
#define SPIRAL_CTL_NAMES_H

#include "common/base/status.h"
#include "common/base/text.h"
#include "common/wire/message_exercise.h"
#include "common/words/sentences.h"

enum { WORLD_LETTERS_SIZE = 4 };

/* States by their seats; names are borrowed. */
struct states_named {
    int count;
    const char *name[ACTORS_MAX];
};

/* `world` -1: of any world, which all have the same. None where the exercise has no worlds yet. */
struct states_named states_of(const struct wire_exercise_state *state, int world);

/* "A" is 0, "AB" is 27; -1: it is no name of a world. */
int world_number(struct slice name);
/* And back: "A" ... "Z", "AA" ...; of WIRE_WORLDS_MAX at most. */
void world_letters(int world, char letters[WORLD_LETTERS_SIZE]);

MUST_USE enum status name_world(const struct wire_exercise_state *state, const char *name,
                                const struct language *language, int *world, struct cause *cause);
MUST_USE enum status name_state(const struct states_named *states, struct slice name,
                                const struct language *language, int *seat, struct cause *cause);
MUST_USE enum status name_seat(const struct wire_exercise_state *state, int world, struct slice name,
                               const struct language *language, int *seat, struct cause *cause);
/* Also by 32 hex digits, which --json tells. */
MUST_USE enum status name_person(const struct wire_exercise_state *state, const char *name,
                                 const struct language *language, struct id *person, struct cause *cause);
/* Nobody who holds a seat is called so, nor begins so. */
bool name_is_of_nobody(const struct wire_exercise_state *state, const char *name);
MUST_USE enum status name_facilitator(const struct wire_exercise_state *state, const char *name,
                                      const struct language *language, uint32_t *number, struct cause *cause);

#endif
