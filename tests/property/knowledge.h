/* What an audience may know of a world, number by number: the tables by which views, public views and whole
 * servers are held to non-interference.
 *
 * The numbers of actors and relations go by their names; whatever is not listed as known is taken to be
 * hidden, so that a new field must be declared in knowledge.c before anybody may be shown it. Pure; any
 * thread. */
#ifndef SPIRAL_TESTS_PROPERTY_KNOWLEDGE_H
#define SPIRAL_TESTS_PROPERTY_KNOWLEDGE_H

#include "common/rules/world.h"

enum { EVERYBODY = -1 /* the audience without a seat */ };

enum knowledge { HIDDEN, KNOWN, UNSHOWN /* known, but what the audience is shown has no place for it */ };

/* `audience`: a seat, or EVERYBODY. `name`: of a number of actor `i`, as in actor_number_names. */
enum knowledge actor_knowledge(int audience, int i, const char *name);
/* The same of what holds from `i` toward `j`. */
enum knowledge relation_knowledge(const struct world *world, int audience, int i, int j, const char *name);

#endif
