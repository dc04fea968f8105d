/* An exercise with two worlds as a facilitator is told of it, for the tests of pages and monitors. */
#ifndef SPIRAL_TEST_CTL_SAMPLE_STATE_H
#define SPIRAL_TEST_CTL_SAMPLE_STATE_H

#include "common/wire/message_admin.h"

enum { SAMPLE_WORLDS = 2 };

/* One world is told unless the test says otherwise. */
struct sample {
    struct wire_exercise_state state;
    struct wire_exercise_world worlds[SAMPLE_WORLDS];
    struct wire_exercise_question question;
    struct wire_exercise_inject inject;
    struct wire_exercise_facilitator facilitator;
    struct wire_exercise_deed deed;
};

/* Three states: a team of two, a bot, one who left. Nothing of it is to be freed. */
void sample_fill(struct sample *sample);
/* Two worlds, and everything else that may be told. */
void sample_fill_all(struct sample *sample);

void sample_set(char *to, size_t size, const char *from);
#define SET(array, from) sample_set(array, sizeof array, from)

#endif
