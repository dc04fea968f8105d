/* Messages and parts about how an exercise is run that have a file of their own; see codec.h for frames.
 *
 * Used in this folder only. Any thread. */
#ifndef SPIRAL_WIRE_EXERCISE_H
#define SPIRAL_WIRE_EXERCISE_H

#include "common/wire/codec.h"
#include "spiral/v1/admin.pb-c.h"

/* ---- exercise_act.c */

struct inject_frame {
    Spiral__V1__Inject inject;
    Spiral__V1__Target world;
};

void wire_inject_put(const struct wire_inject *inject, struct inject_frame *frame);
/* `written`: WIRE_WRITTEN where a server takes it in, which also refuses triggers that it does not know. */
MUST_USE enum status wire_inject_get(struct cause *cause, const Spiral__V1__Inject *wire, unsigned written,
                                     struct wire_inject *inject);

struct act_frame {
    Spiral__V1__ExerciseAct act;
    Spiral__V1__Target world, seat;
    struct orders_frame orders;
    struct inject_frame inject;
    uint32_t seen_turn[WIRE_WORLDS_MAX], seen_branch[WIRE_WORLDS_MAX];
};

MUST_USE enum status wire_act_put(const struct wire_exercise_act *act, struct act_frame *frame);
MUST_USE enum status wire_act_get(struct cause *cause, const Spiral__V1__ExerciseAct *wire,
                                  struct wire_exercise_act *act);

/* ---- exercise_world.c */

struct exercise_seat_frame {
    Spiral__V1__ExerciseSeat seat;
    Spiral__V1__ExercisePerson persons[WIRE_SEAT_PERSONS_MAX], *person_list[WIRE_SEAT_PERSONS_MAX];
};

struct sign_frame {
    Spiral__V1__Sign sign;
    uint32_t states[ACTORS_MAX];
};

struct exercise_world_frame {
    Spiral__V1__ExerciseWorld world;
    Spiral__V1__Target owner;
    struct clock_frame clock;
    struct exercise_seat_frame seats[ACTORS_MAX];
    Spiral__V1__ExerciseSeat *seat_list[ACTORS_MAX];
    struct sign_frame signs[WIRE_SIGNS_MAX];
    Spiral__V1__Sign *sign_list[WIRE_SIGNS_MAX];
};

void wire_world_put(const struct wire_exercise_world *world, struct exercise_world_frame *frame);
MUST_USE enum status wire_world_get(struct cause *cause, const Spiral__V1__ExerciseWorld *wire,
                                    struct wire_exercise_world *world);

/* ---- exercise_state.c: too much for a stack: 9 KiB for each world */

/* NULL: there is no memory. The state borrows from `memory`, which the caller frees once it is packed. */
Spiral__V1__ExerciseState *wire_state_put(const struct wire_exercise_state *state, void **memory);
MUST_USE enum status wire_state_get(struct cause *cause, const Spiral__V1__ExerciseState *wire,
                                    struct wire_exercise_state *state);
void wire_state_free(struct wire_exercise_state *state);

/* ---- exercise_new.c, exercise_roles.c: whole messages of the admin socket */

MUST_USE enum status wire_new_put(const struct wire_exercise_new *new, Spiral__V1__ToAdmin *envelope,
                                  struct buffer *buffer);
MUST_USE enum status wire_new_get(struct cause *cause, const Spiral__V1__ExerciseNew *wire,
                                  struct wire_exercise_new *new);
void wire_new_free(struct wire_exercise_new *new);
MUST_USE enum status wire_created_put(Spiral__V1__FromAdmin *envelope,
                                      const struct wire_exercise_created *created, struct buffer *buffer);
MUST_USE enum status wire_created_get(struct cause *cause, const Spiral__V1__ExerciseCreated *wire,
                                      struct wire_exercise_created *created);
MUST_USE enum status wire_role_rows_put(Spiral__V1__FromAdmin *envelope,
                                        const struct wire_exercise_role_rows *rows, struct buffer *buffer);
MUST_USE enum status wire_role_rows_get(struct cause *cause, const Spiral__V1__ExerciseRoleRows *wire,
                                        struct wire_exercise_role_rows *rows);
void wire_role_rows_free(struct wire_exercise_role_rows *rows);

/* ---- whole messages of a session. To the server: an envelope with its request in, one more in the buffer */

#define WIRE_TO_SERVER(name)                                                                                 \
    MUST_USE enum status wire_##name##_put(const struct to_server *message, Spiral__V1__ToServer *envelope,  \
                                           struct buffer *buffer);                                           \
    MUST_USE enum status wire_##name##_get(struct cause *cause, const Spiral__V1__ToServer *envelope,        \
                                           struct to_server *message)

#define WIRE_TO_CLIENT(name, Name)                                                                           \
    MUST_USE enum status wire_##name##_put(Spiral__V1__ToClient *envelope, const struct wire_##name *name,   \
                                           struct buffer *buffer);                                           \
    MUST_USE enum status wire_##name##_get(struct cause *cause, const Spiral__V1__##Name *wire,              \
                                           struct wire_##name *name)

/* door.c */
WIRE_TO_SERVER(join);
WIRE_TO_SERVER(resume);
WIRE_TO_SERVER(move);
WIRE_TO_SERVER(facilitate);
WIRE_TO_SERVER(ask_exercise);
WIRE_TO_CLIENT(facilitating, Facilitating);
WIRE_TO_CLIENT(exercise_info, ExerciseInfo);
/* exercise_act.c, exercise_state.c */
WIRE_TO_SERVER(exercise_act);
MUST_USE enum status wire_exercise_state_put(Spiral__V1__ToClient *envelope,
                                             const struct wire_exercise_state *state, struct buffer *buffer);
/* control.c */
WIRE_TO_SERVER(ask_control);
WIRE_TO_SERVER(state_feelings);
WIRE_TO_CLIENT(control_answer, ControlAnswer);
WIRE_TO_CLIENT(bulletin, Bulletin);
/* debrief_step.c */
WIRE_TO_CLIENT(debrief_step, DebriefStep);

#undef WIRE_TO_SERVER
#undef WIRE_TO_CLIENT

#endif
