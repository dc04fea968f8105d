/* The wars of a logged world. A war is one engagement: all who attack one target in one turn, with those who
 * came to its help; or the meeting of two coalitions whose leaders attack each other. Pure; any thread. */
#ifndef SPIRAL_DEBRIEF_WARS_H
#define SPIRAL_DEBRIEF_WARS_H

#include "common/debrief/world_log.h"

enum { WARS_MAX = TURNS_MAX * ACTORS_MAX };

struct war {
    int turn;
    int target;         /* in a meeting engagement: the one of the two that stands first in the event */
    int opponent;       /* whom the target attacks in a meeting engagement, or -1 */
    uint16_t attackers; /* bit i: actor i attacks the target */
    uint16_t opponents; /* in a meeting engagement: those who attack the opponent, the target among them */
    uint16_t joined;    /* those of both who were called in */
    uint16_t helpers;   /* called by the victim and came */
    uint16_t refused;   /* called by the victim or to attack it, and stood aside */
    bool success;       /* the side that attacks the target won */
    int odds;           /* permille, of that side */
    bool fatal;         /* somebody of either side was eliminated by it or in the same turn */
};

/* Fills in the wars in order; returns their number. */
int wars_of(const struct world_log *log, struct war wars[WARS_MAX]);

/* Everybody who fought. */
uint16_t war_belligerents(const struct war *war);

/* All who chose the war themselves: attackers (and opponents) that were not called in. */
uint16_t war_authors(const struct war *war);

/* Some attacker wants only safety and attacks one that does too: the rulebook's tragedy. */
bool war_is_tragedy(const struct world_log *log, const struct war *war);

/* Some belligerent is greedy or limited. */
bool war_has_greed(const struct world_log *log, const struct war *war);

int bits_in(uint32_t set);

#endif
