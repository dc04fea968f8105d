/* The desk: what whoever runs an exercise does and sees. Facilitators and their rights, every act with its
 * scope, what was done and can be undone, questions, injects, feelings, and where the debrief is.
 *
 * Several facilitators work at once, each over as many sessions as they like; nobody is logged out by
 * another, and no session is needed for the clock to run. Whoever opened the admin socket acts as one who
 * leads. Everything is stored in the exercise's stream (or, where it changes a world, in that world's), so it
 * comes back after a kill. Part of its exercise, which owns it. One thread. */
#ifndef SPIRAL_EXERCISE_DESK_H
#define SPIRAL_EXERCISE_DESK_H

#include "server/exercise/exercise.h"

enum {
    DESK_OPERATOR = -1, /* instead of a facilitator's number: over the admin socket */
    DESK_NOBODY = -2,
};

/* ---- facilitators */

/* Adds one. `key` is filled in and known to nobody else afterwards: only its hash is kept. False: there are
 * too many. */
bool desk_add_facilitator(struct exercise *exercise, const char *name, enum rights rights,
                          char key[WIRE_FACILITATOR_KEY_SIZE]);
/* Whose key that is, or DESK_NOBODY. Case and hyphens do not matter. */
int desk_find_key(const struct exercise *exercise, const char *key);
/* A session of the facilitator began or ended. */
void desk_arrive(struct exercise *exercise, int facilitator);
void desk_depart(struct exercise *exercise, int facilitator);
/* Is any session of a facilitator there? */
bool desk_is_watched(const struct exercise *exercise);
/* How many facilitators beside this one have no session. */
int desk_others_away(const struct exercise *exercise, int facilitator);
void desk_tell_facilitating(const struct exercise *exercise, int facilitator, struct wire_facilitating *told);
/* Does the facilitator still have that much? A right may be taken while a session is open. */
bool desk_may(const struct exercise *exercise, int facilitator, enum rights rights);

/* ---- acts */

/* What became of an act. */
struct desk_answer {
    bool already;           /* it was done before: nothing changed */
    bool look;              /* what the seat of the act sees is to be shown, behind the answer */
    struct refusal refusal; /* REFUSAL_NONE: done */
    const char *why;        /* with a refusal: item, reason and remedy in English, for operators; static */
    char new_key[WIRE_FACILITATOR_KEY_SIZE]; /* of a facilitator who was added */
};

/* Judges rights and scope, does it, stores it, notes it among the deeds, tells whom it concerns. An act on
 * every world is done in each where it can be, and refused only if it can be in none. */
void desk_act(struct exercise *exercise, int facilitator, const struct wire_exercise_act *act,
              uint64_t now_ms, struct desk_answer *answer);

/* Number of the deed that EXERCISE_UNDO takes back for the facilitator when it names none; 0: there is none.
 */
uint32_t desk_undoable(const struct exercise *exercise, int facilitator);

/* ---- what they see: how everything stands, and nothing of what seats ordered, believe or want: that is seen
 * through the eyes of one seat at a time, by an act that is listed among the deeds. The lists of
 * `state` point into `room`, which is the caller's. */

struct desk_room {
    struct wire_exercise_world worlds[WORLDS_MAX];
    struct wire_exercise_question questions[WIRE_QUESTIONS_MAX];
    struct wire_exercise_inject injects[WIRE_INJECTS_MAX];
    struct wire_exercise_facilitator facilitators[WIRE_FACILITATORS_MAX];
    struct wire_exercise_deed deeds[WIRE_DEEDS_MAX];
};

void desk_tell(const struct exercise *exercise, uint64_t now_ms, struct desk_room *room,
               struct wire_exercise_state *state);

/* ---- players and control */

/* A question of a person; its number, or 0 with a refusal: too many are open, of the person or in all. */
uint32_t desk_ask(struct exercise *exercise, struct person *person, const struct wire_ask_control *ask,
                  uint64_t now_ms, struct refusal *refusal);
/* Question `number` as its asker, or everybody, is told of it; false: there is none, or it is not for the
 * person. */
bool desk_tell_answer(const struct exercise *exercise, const struct person *person, uint32_t number,
                      struct wire_control_answer *told);
/* Calls back for each question that the person asked or that was answered to all, oldest first. */
void desk_each_answer(const struct exercise *exercise, const struct person *person,
                      void (*each)(void *user, uint32_t number), void *user);

/* Three words, and what one believes at the end. Refused once D1 is shown. */
bool desk_feel(struct exercise *exercise, struct person *person, const struct wire_state_feelings *feelings,
               struct refusal *refusal);

/* Whether words came while D0 is shown, once: the step is told to all again, many words at a time. */
bool desk_take_fresh_feelings(struct exercise *exercise);

/* ---- the debrief */

/* Where it stands, for a person or (NULL) for those who look on. What it points to is borrowed until the next
 * call. */
void desk_tell_step(struct exercise *exercise, const struct person *person, struct wire_debrief_step *step);
/* How much of a world's debrief may be told now: cards up to `card`, of that one parts up to `part`; -1:
 * none. An exercise that is not debriefed in step opens all of a world with its end. */
struct desk_opened {
    bool all;
    int card, part; /* of no meaning with `all`, but not -1 */
    bool own;       /* the own page as well */
};
struct desk_opened desk_opened(const struct exercise *exercise, int world);

#endif
