/* Parts of the admin socket's messages that have a file of their own; see codec.h for frames.
 *
 * Used in this folder only. Any thread. */
#ifndef SPIRAL_WIRE_EXERCISE_H
#define SPIRAL_WIRE_EXERCISE_H

#include "common/wire/codec.h"
#include "spiral/v1/admin.pb-c.h"

void wire_show_put(const struct wire_exercise_show *show, Spiral__V1__ExerciseShow *wire);
MUST_USE enum status wire_show_get(struct cause *cause, const Spiral__V1__ExerciseShow *wire,
                                   struct wire_exercise_show *show);

void wire_act_put(const struct wire_exercise_act *act, Spiral__V1__ExerciseAct *wire);
MUST_USE enum status wire_act_get(struct cause *cause, const Spiral__V1__ExerciseAct *wire,
                                  struct wire_exercise_act *act);

struct exercise_seat_frame {
    Spiral__V1__ExerciseSeat seat;
    Spiral__V1__ExercisePerson persons[WIRE_SEAT_PERSONS_MAX], *person_list[WIRE_SEAT_PERSONS_MAX];
};

struct exercise_state_frame {
    Spiral__V1__ExerciseState state;
    struct clock_frame clock;
    struct exercise_seat_frame seats[ACTORS_MAX];
    Spiral__V1__ExerciseSeat *seat_list[ACTORS_MAX];
};

void wire_state_put(const struct wire_exercise_state *state, struct exercise_state_frame *frame);
MUST_USE enum status wire_state_get(struct cause *cause, const Spiral__V1__ExerciseState *wire,
                                    struct wire_exercise_state *state);

#endif
