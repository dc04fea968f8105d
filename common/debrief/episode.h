/* Episodes: stretches of turns in which two actors drive each other up, or one of them shows restraint. The
 * definitions are part of METRICS_VERSION. Pure; any thread. */
#ifndef SPIRAL_DEBRIEF_EPISODE_H
#define SPIRAL_DEBRIEF_EPISODE_H

#include "common/debrief/world_log.h"

enum {
    SPIRAL_TURNS_MIN = 3,
    SPIRALS_MAX = TURNS_MAX / SPIRAL_TURNS_MIN * PACTS_MAX,
    RESTRAINT_TURNS_MIN = 2,
    REASSURANCES_MAX = TURNS_MAX / RESTRAINT_TURNS_MIN * ACTORS_MAX,
};

/* At least SPIRAL_TURNS_MIN turns running, both i and j raise their arms, each had seen a rise of the other
 * in the same turn or the one before, and neither trusts the other more at the end than at the beginning. */
struct spiral_episode {
    int8_t i, j;        /* i < j */
    int8_t first, last; /* turns */
};

/* Fills in the episodes, by pair and turn; returns their number, at most SPIRALS_MAX. */
int spirals_of(const struct world_log *log, struct spiral_episode episodes[SPIRALS_MAX]);

/* One pair, i < j, followed turn by turn: finds the same spirals without a log, and the one that goes on. All
 * zero before the first turn. */
struct spiral_run {
    int8_t first; /* since this turn both raise their arms and had seen the other's rise; 0: no */
    bool seen_by_i, seen_by_j;    /* a rise of the other, in the turn before */
    int64_t fear_of_i, fear_of_j; /* assessments with which turn `first` began, permille */
};

/* The pair has just played turn t. True: a spiral ended with the turn before it. */
bool spiral_follow(struct spiral_run *run, const struct world *before, const struct world *after, int t,
                   int i, int j, struct spiral_episode *ended);
/* After turn t: are they in a spiral, were this the last turn? */
bool spiral_goes_on(const struct spiral_run *run, const struct world *after, int t, int i, int j,
                    struct spiral_episode *episode);

/* One of the two can reach the other: others are not looked at. */
bool spiral_possible(const struct world *start, int i, int j);

/* Does turn t of the pair belong to a spiral? */
bool spiral_holds(const struct spiral_episode *episodes, int count, int i, int j, int t);

enum restraint {
    RESTRAINT_NO_ARMS = 1, /* not a point for arms */
    RESTRAINT_OPEN = 2,    /* opened its books */
    RESTRAINT_SCRAP = 4,   /* destroyed strike arms in public */
    RESTRAINT_PEACEFUL = 8 /* declared itself peaceful, without an attack */
};

/* At least RESTRAINT_TURNS_MIN turns running, the actor buys no arms or gives a signal of peace and buys
 * fewer than the turn before, and attacks nobody. How the others in reach answered within two turns after it:
 */
struct reassurance_episode {
    int8_t actor, first, last;
    uint8_t acts;       /* enum restraint, all that were seen in it */
    uint16_t audience;  /* living actors in reach at its end */
    uint16_t believed;  /* those whose suspicion of it fell */
    uint16_t answered;  /* those who spent less on arms after it than before it */
    uint16_t exploited; /* those who attacked it */
};

int reassurances_of(const struct world_log *log, struct reassurance_episode episodes[REASSURANCES_MAX]);

/* What of enum restraint the actor showed in turn t, as a set. */
int restraint_in(const struct world_log *log, int t, int i);

#endif
