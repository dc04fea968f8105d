/* A table at which facilitators sit: two duels side by side, somebody on each seat, whose data may be used,
 * and one facilitator of each right. Acts are one line each, and how everything stands can be read as text
 * and compared. */
#ifndef SPIRAL_TESTS_EXERCISE_DESK_TABLE_H
#define SPIRAL_TESTS_EXERCISE_DESK_TABLE_H

#include "hall.h"

enum { TABLE_TEXT_MAX = 128 * 1024, TABLE_STEPS_MAX = 200, TABLE_TURN_MS = 60000 };

struct desk_table {
    struct hall *hall;
    struct exercise *exercise; /* the hall's */
    int lead, run, assist, observe;
    struct person *persons[4];
    char lead_key[WIRE_FACILITATOR_KEY_SIZE];
    uint64_t now_ms;
    struct desk_answer answer; /* of the last act */
    struct desk_room room;
    struct wire_exercise_state state; /* as it was looked at last */
    /* how it stood after each act that was done */
    int step_count;
    struct {
        int entries;
        char *text;
    } steps[TABLE_STEPS_MAX];
};

/* In the lobby; `in_step`: as the setting says. */
struct desk_table *table_open(bool in_step);
/* ... and started. */
struct desk_table *table_start(bool in_step);
/* ... with beliefs asked of whom the exercise wants. */
struct desk_table *table_start_asking(bool in_step, enum belief_mode beliefs);
void table_close(struct desk_table *table);

/* An act of `kind`; -1: not named. */
struct wire_exercise_act act_on(enum exercise_act kind, int world, int seat);

/* The facilitator does it, and it is done, was done already, or is refused. */
void done(struct desk_table *table, int by, const struct wire_exercise_act *act);
void already(struct desk_table *table, int by, const struct wire_exercise_act *act);
void refused(struct desk_table *table, int by, const struct wire_exercise_act *act, enum refusal_code code,
             const char *item);
/* The same with an act that names nothing but that. */
void done_on(struct desk_table *table, int by, enum exercise_act kind, int world, int seat);
void already_on(struct desk_table *table, int by, enum exercise_act kind, int world, int seat);
void refused_on(struct desk_table *table, int by, enum exercise_act kind, int world, int seat,
                enum refusal_code code, const char *item);

/* How everything stands. */
const struct wire_exercise_state *look(struct desk_table *table);
/* The same as text, without what a restart changes: who is here, ages, and the time that is left. */
void put_state(struct desk_table *table, struct exercise *exercise, char text[TABLE_TEXT_MAX]);
/* Something that was not an act is to be compared after a recovery, too. */
void note_step(struct desk_table *table);

/* Time passes. */
void wait_ms(struct desk_table *table, int64_t ms);
/* The open turn of the world, or of each, closes. */
void play_turns(struct desk_table *table, int world, int count);
/* All worlds are closed. */
void end_all(struct desk_table *table);
/* The server dies and comes back: the same stands there. */
void restart(struct desk_table *table);

#endif
