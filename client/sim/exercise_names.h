/* What people call the worlds of a data directory: the code of the exercise that each is of, its letter
 * there, and whether it was a rehearsal. Read from the exercises' own streams, which lie beside their
 * worlds'.
 *
 * Owner: whoever read them. Read-only once made; one thread at a time while they are. */
#ifndef SPIRAL_SIM_EXERCISE_NAMES_H
#define SPIRAL_SIM_EXERCISE_NAMES_H

#include "common/base/id.h"
#include "common/base/text.h"
#include "common/store/store.h"

enum { EXERCISE_NAME_SIZE = 24, EXERCISE_NAME_CODE_SIZE = 16, EXERCISE_NAME_LETTER_SIZE = 4 };

struct exercise_name {
    struct id world, exercise;
    char code[EXERCISE_NAME_CODE_SIZE];
    char letter[EXERCISE_NAME_LETTER_SIZE]; /* empty: the exercise has one world */
    bool rehearsal;
};

struct exercise_names;

/* What cannot be read of an exercise is left out: its worlds go by their ids then. */
MUST_USE enum status exercise_names_read(struct store *store, struct exercise_names **names,
                                         struct cause *cause);
void exercise_names_free(struct exercise_names *names);

/* NULL: no exercise of the directory is known to have that world. */
const struct exercise_name *exercise_names_of(const struct exercise_names *names, const struct id *world);

/* "K7QX2M-B", or the code alone where there is one world. */
void exercise_name_put(const struct exercise_name *name, struct text *text);

/* Whether a world can be asked for so: by the beginning of its id, or by a name, "K7QX2M", "k7qx2m-b", or the
 * letter alone, which is a capital. */
bool exercise_name_can_ask(const char *asked);
/* Whether the world is meant by it; by the code alone all worlds of that exercise are, by a letter alone none
 * of a rehearsal. */
bool exercise_name_fits(const struct exercise_name *name, const char *asked);

#endif
