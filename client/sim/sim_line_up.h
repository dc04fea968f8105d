/* Which doctrine plays which seat, as --bots says. A value; pure; any thread. */
#ifndef SPIRAL_SIM_SIM_LINE_UP_H
#define SPIRAL_SIM_SIM_LINE_UP_H

#include "common/base/status.h"
#include "common/worlds/headless.h"

struct sim_line_up {
    int seats;                          /* 0: by motive; 1: all seats the same; else one a seat */
    const struct bot *seat[ACTORS_MAX]; /* NULL: what fits the motive */
    const struct bot *motive[MOTIVE_COUNT];
};

/* `words` as behind --bots, or NULL: what fits each motive. STATUS_INVALID names what is not known and what
 * there is. */
MUST_USE enum status sim_line_up_parse(const char *words, struct sim_line_up *line_up, struct cause *cause);

/* STATUS_INVALID where the line-up names more or fewer seats than the scenario has. */
MUST_USE enum status sim_line_up_check(const struct sim_line_up *line_up, const struct scenario *scenario,
                                       struct cause *cause);

/* Seats the bots of a game; by motive it looks at the motives that the game's key gives. */
void sim_line_up_seat(const struct sim_line_up *line_up, struct headless *game);

#endif
