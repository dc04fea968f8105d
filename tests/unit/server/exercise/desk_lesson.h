/* A session, second by second: who comes when, turns that close by their time, acts. */
#ifndef SPIRAL_TESTS_EXERCISE_DESK_LESSON_H
#define SPIRAL_TESTS_EXERCISE_DESK_LESSON_H

#include "hall.h"

#include "common/plan/plan.h"

enum { MINUTE = 60, BEFORE = 12 * MINUTE, EXIT = PLAN_EXIT_MINUTES * MINUTE, DUEL_TURNS = 16 };

struct lesson {
    struct hall *hall;
    uint64_t now_ms;
    int persons;
    struct desk_room room;
    struct wire_exercise_state state;
    struct desk_answer answer;
};

/* Doors are open; `turn_seconds` and `plan` (minutes): 0, none. Nobody is ever replaced by a bot. */
struct lesson *lesson_open(const char *scenario, int worlds, int turn_seconds, int plan, bool practice);
/* People came at minute 0 of 75, and turn 1 opens as planned. */
struct lesson *lesson_start(const char *scenario, int worlds, int turn_seconds);
void lesson_close(struct lesson *lesson);

void come(struct lesson *lesson, int count);
/* Seconds, one by one: a turn closes when its time is over. */
void pass(struct lesson *lesson, int seconds);
void act(struct lesson *lesson, enum exercise_act kind, int world, uint32_t turn);
void extend(struct lesson *lesson, int seconds);
/* The server is away for some seconds and comes back from its journal. */
void restart(struct lesson *lesson, int away);

/* Seconds of the plan, as facilitators are told them. */
int used(struct lesson *lesson);
int begins(struct lesson *lesson);
/* Closed turns of the first world. */
int turn_of(struct lesson *lesson);

#endif
