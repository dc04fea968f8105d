/* What several families of metrics, the diagnosis and the cards look for in a log, found in one walk. A value
 * in the caller's space. Pure; any thread. */
#ifndef SPIRAL_DEBRIEF_FINDINGS_H
#define SPIRAL_DEBRIEF_FINDINGS_H

#include "common/debrief/episode.h"
#include "common/debrief/wars.h"

/* Deterrence, counted over (greedy or limited i, living j in reach, turn after the grace turns). p: i's
 * chance by its own estimates; c: the chance from which attacking pays for it. */
struct deterrence {
    int success, failure;                     /* p < c; no attack, attack */
    int tempted_waited, tempted_attacked;     /* p >= c: nothing deterred it */
    int extended_success, extended_failure;   /* p >= c alone, p < c with j's known partners */
    int immediate_success, immediate_failure; /* i mobilised, j answered in kind or warned, then ... */
    int mobilised, mobilised_attacked;        /* and how many attacked within two turns, any motive */
};

struct findings {
    int war_count;
    struct war wars[WARS_MAX];
    struct deterrence deterrence;
    int spiral_count;
    struct spiral_episode spirals[SPIRALS_MAX];
    int reassurance_count;
    struct reassurance_episode reassurances[REASSURANCES_MAX];
};

void findings_of(const struct world_log *log, struct findings *findings);

/* deterrence.c */
void deterrence_find(const struct world_log *log, struct deterrence *deterrence);

/* Was the attack of the seeker i on j in turn t a backfire: within two turns after j's arms rose by a fifth
 * or j mobilised, while i's suspicion of j rose? Gives the turn of j's rise, or 0. */
int attack_backfired(const struct world_log *log, int t, int i, int j);

/* Was the attack of the seeker i on j in turn t pre-emption: suspicion above the threshold of the attack game
 * (Schelling 1960)? Gives both, permille. */
bool attack_preempted(const struct world_log *log, int t, int i, int j, int *suspicion, int *threshold);

/* The chance from which attacking j pays for i in world w, permille; from the rulebook, without margin. */
int64_t deterrence_threshold(const struct world *world, int i, int j);

#endif
