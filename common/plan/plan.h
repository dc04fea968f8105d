/* The minutes of a session: joining, briefing, turns, exit, and a debrief that gets a third of them.
 *
 * Values; pure; any thread. */
#ifndef SPIRAL_PLAN_PLAN_H
#define SPIRAL_PLAN_PLAN_H

#include <stdbool.h>

enum {
    PLAN_USUAL_MINUTES = 75,
    PLAN_EXIT_MINUTES = 3, /* last beliefs and words, between the last turn and the debrief */
    PLAN_ROWS_MAX = 8,
};

/* Minutes from the beginning, but for the seconds of a turn. */
struct plan {
    int minutes;
    int brief, play, exit, debrief, end; /* when each begins */
    int turn_seconds;                    /* of the clock, or what a turn without one should take */
    int turns;                           /* that are planned for */
    bool too_long;                       /* there are more, for which there is no room */
    int fitting_seconds;                 /* of a turn, with which all would fit; 0: none would do */
    int share;                           /* of the debrief, percent */
};

/* `minutes`, `turn_seconds`: 0, not said. `turns` is 1 or more. */
struct plan plan_of(int minutes, int turn_seconds, int turns);

/* When turn `turn`, from 1, begins. */
int plan_turn_minute(const struct plan *plan, int turn);

/* When a turn of practice begins: the briefing ends with it. */
int plan_practice_minute(const struct plan *plan);

/* When card `card`, D0..D8, begins. */
int plan_card_minute(const struct plan *plan, int card);

/* What to say at a turn. */
enum plan_say { SAY_FIRST, SAY_GRACE, SAY_OPENS, SAY_MIDDLE, SAY_LOT, SAY_LAST };

struct plan_row {
    int first, last; /* turns */
    enum plan_say say;
    int middle; /* with SAY_MIDDLE: which of several things, from 0 */
};

struct plan_turns {
    int grace, end_from, max_turns; /* as in the parameters of a scenario */
};

/* The turns that are planned for, those alike together; gives how many rows there are. */
int plan_rows(const struct plan *plan, const struct plan_turns *turns, struct plan_row rows[PLAN_ROWS_MAX]);

#endif
