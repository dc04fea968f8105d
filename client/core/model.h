/* What a client knows of the world it plays in: replaced whole by what the server tells, never computed.
 *
 * Owner: struct player. Loop thread only; readers borrow it between two callbacks. */
#ifndef SPIRAL_CLIENT_CORE_MODEL_H
#define SPIRAL_CLIENT_CORE_MODEL_H

#include "common/wire/message.h"

enum { MODEL_PRESS_MAX = 512 }; /* the newest are kept */

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
};

/* Seconds left as of `now_ms`, -1 without limit. */
int64_t model_seconds_left(const struct model *model, uint64_t now_ms);

/* "Aldan" for state 0; borrowed. */
const char *model_state_name(const struct model *model, int state);

#endif
