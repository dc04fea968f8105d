/* Variants of doctrines that the checks of the theory pit against each other, as bots. Pure; any thread. */
#ifndef SPIRAL_THEORY_BOTS_H
#define SPIRAL_THEORY_BOTS_H

#include "common/bots/seeker.h"

extern const struct bot theory_bold_greedy, /* greedy, but content with a profit of 20 points */
    theory_soft_seeker,                     /* security seeker with demand 120 */
    theory_racer,       /* spends all it wants on fortify and never attacks: Richardson's equation */
    theory_silent_grit, /* grit's spending without its signals */
    theory_restrained,  /* three turns without arms and without a signal, then a security seeker */
    theory_talker,      /* security seeker that declares peace every turn */
    theory_marcher,     /* attacks seat 1 as soon as it may, whatever happens */
    theory_watcher;     /* security seeker that spends 2 points on intel; greedy motives play greedy */

/* By project: security seekers that pursue it; greedy motives play greedy. [PROJECT_NONE] is not used. */
extern const struct bot theory_researchers[PROJECT_COUNT];

/* The bot of that name, which exists. */
const struct bot *theory_bot(const char *name);

#endif
