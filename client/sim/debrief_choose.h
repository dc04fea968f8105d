/* Which world of a place `spiral debrief` is about, and how it speaks on standard error. */
#ifndef SPIRAL_SIM_DEBRIEF_CHOOSE_H
#define SPIRAL_SIM_DEBRIEF_CHOOSE_H

#include "client/sim/debrief_options.h"
#include "client/sim/debrief_source.h"

/* A sentence behind the name of the command; gives `exit_status`. */
int debrief_say(const struct language *language, int exit_status, const char *key, const struct slot *slots);

/* The one world that is meant. Else tells why not, with a list of those there are, and gives the exit status.
 * `scratch` is written over. */
int debrief_choose(const struct debrief_options *options, struct debrief_source *source,
                   struct debrief_world *scratch, struct id *chosen);

#endif
