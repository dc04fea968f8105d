/* What a client knows of the world it plays in: replaced whole by what the server tells, never computed.
 *
 * Owner: struct player, or who looks through the eyes of a seat. Loop thread only; readers borrow it between
 * two callbacks. */
#ifndef SPIRAL_CLIENT_CORE_MODEL_H
#define SPIRAL_CLIENT_CORE_MODEL_H

#include "common/wire/message.h"

enum {
    MODEL_PRESS_MAX = 512, /* the newest are kept, of each of these */
    MODEL_BULLETINS_MAX = 64,
    MODEL_ANSWERS_MAX = 64,
};

struct model {
    bool has_joined, has_briefing, has_situation, has_report, has_clock, has_ended;
    bool resumed; /* the seat was known from before: no new token came */
    struct wire_joined joined;
    struct wire_briefing briefing;
    struct wire_situation situation; /* its view is complete: scenario included */
    struct wire_situation
        before; /* the situation of the turn before, once there is one: for "what changed" */
    bool has_before;
    struct event_list report_events; /* of the last resolved turn */
    uint32_t report_turn;
    bool report_orders_used;
    struct wire_clock clock;
    uint64_t clock_read_ms; /* when the clock was told, as uv_now tells time */
    int press_count;
    struct wire_press press[MODEL_PRESS_MAX]; /* oldest first */
    struct wire_ended ended;
    int bulletin_count;
    struct wire_bulletin bulletins[MODEL_BULLETINS_MAX]; /* oldest first */
    int answer_count;
    struct wire_control_answer answers[MODEL_ANSWERS_MAX]; /* by number; also questions without one */
    bool has_step;
    struct wire_debrief_step step; /* its lists are the player's */
};

/* ---- what the server tells takes its place */

/* The situation is one of the world, and of a seat, that was briefed. */
bool model_fits(const struct model *model, const struct wire_situation *situation);
/* One that fits. An earlier turn than the last: the world was rolled back. */
void model_take_situation(struct model *model, const struct wire_situation *situation);
void model_take_report(struct model *model, const struct wire_report *report);
void model_take_clock(struct model *model, const struct wire_clock *clock, uint64_t now_ms);
/* NULL: it was told already. */
const struct wire_press *model_take_press(struct model *model, const struct wire_press *press);
const struct wire_bulletin *model_take_bulletin(struct model *model, const struct wire_bulletin *bulletin);

/* ---- what is read off it */

/* Seconds left as of `now_ms`, -1 without limit. */
int64_t model_seconds_left(const struct model *model, uint64_t now_ms);

/* Is the seat asked for beliefs? */
bool model_asks_beliefs(const struct model *model);

/* How many states are ready is told; where nobody is to know of bots it is not. */
bool model_counts_told(const struct model *model);

/* The world has ended, and what happened in it is told step by step: not all of it yet. */
bool model_withheld(const struct model *model);

/* "Aldan" for state 0; borrowed. */
const char *model_state_name(const struct model *model, int state);

#endif
