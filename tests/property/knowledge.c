#include "tests/property/knowledge.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

static const char *const known_of_all[] = {"alive", "territory", "start",      "base",
                                           "kept",  "refused",   "broken",     "begun",
                                           "tech",  "declared",  "declared_to"};
static const char *const public_of_all[] = {"alive",  "territory", "start", "kept",     "refused",
                                            "broken", "begun",     "tech",  "declared", "declared_to"};
/* Its own insecurity is hidden from everybody until the debrief. */
static const char *const hidden_of_oneself[] = {"insecurity"};
static const char *const known_of_all_pairs[] = {"attacked", "relation"};
static const char *const known_to_the_looker[] = {"pact",         "secret",      "ending",         "offer",
                                                  "offer_secret", "est_fortify", "est_strike",     "est_dual",
                                                  "est_before",   "assess",      "seen_mobilised", "leaked"};
static const char *const known_to_the_other[] = {"offer", "offer_secret", "opened"};

#define LISTED(name, list) is_listed(name, list, sizeof list / sizeof list[0])

static bool is_listed(const char *name, const char *const *list, size_t count)
{
    for (size_t x = 0; x < count; x++)
        if (strcmp(list[x], name) == 0)
            return true;
    return false;
}

enum knowledge actor_knowledge(int audience, int i, const char *name)
{
    if (audience == EVERYBODY)
        return LISTED(name, public_of_all) ? KNOWN : HIDDEN;
    if (LISTED(name, known_of_all))
        return KNOWN;
    if (i == audience)
        return LISTED(name, hidden_of_oneself) ? HIDDEN : KNOWN;
    return HIDDEN;
}

/* A number of a pact that the audience is no part of. */
static enum knowledge public_relation(const struct relation *relation, const char *name)
{
    if (strcmp(name, "pact") == 0)
        return relation->secret ? HIDDEN : KNOWN;
    /* whether a pact is secret decides whether it is seen */
    return strcmp(name, "secret") == 0 && relation->pact ? UNSHOWN : HIDDEN;
}

static enum knowledge pact_knowledge(const struct world *world, int me, int i, int j)
{
    const struct relation *mine = world->relations[me];
    bool told = !world->relations[i][j].secret || mine[i].leaked || mine[j].leaked;
    return i == me || j == me || told ? KNOWN : HIDDEN;
}

enum knowledge relation_knowledge(const struct world *world, int me, int i, int j, const char *name)
{
    if (me == EVERYBODY)
        return public_relation(&world->relations[i][j], name);
    if (LISTED(name, known_of_all_pairs))
        return KNOWN;
    if (strcmp(name, "pact") == 0)
        return pact_knowledge(world, me, i, j);
    if (i == me)
        return LISTED(name, known_to_the_looker) ? KNOWN : UNSHOWN;
    if (j == me && LISTED(name, known_to_the_other))
        return KNOWN;
    /* that a public pact were secret would hide it */
    if (strcmp(name, "secret") == 0 && j != me && world->relations[i][j].pact)
        return UNSHOWN;
    return HIDDEN;
}
