/* The closed lists of the rules: motives, pacts, answers, declarations, projects, ends, budget lines. The
 * order is part of the rules version: numbers stand in canonical text and on the wire. Pure; any thread. */
#ifndef SPIRAL_RULES_NAMES_H
#define SPIRAL_RULES_NAMES_H

#include "common/base/text.h"

enum motive {
    MOTIVE_SECURITY_SEEKER,
    MOTIVE_GREEDY,
    MOTIVE_LIMITED,
    MOTIVE_PROTECTOR,
    MOTIVE_FEARFUL,
    MOTIVE_COUNT
};
enum { MOTIVE_DRAWN = -1 }; /* in a scenario: drawn from the priors */

enum pact { PACT_NONE, PACT_NON_AGGRESSION, PACT_DEFENSIVE, PACT_UNCONDITIONAL, PACT_COUNT };
enum answer { ANSWER_STAND_ASIDE, ANSWER_HONOUR, ANSWER_HONOUR_IF_VICTIM, ANSWER_COUNT };
enum declaration { DECLARE_NONE, DECLARE_PEACEFUL, DECLARE_WARN, DECLARE_DEMAND, DECLARE_COUNT };
enum project {
    PROJECT_NONE,
    PROJECT_INTEL,
    PROJECT_FORTRESS,
    PROJECT_STRIKE,
    PROJECT_SPECIALISE,
    PROJECT_COUNT
};
enum ending { END_RUNNING, END_TIME, END_HEGEMONY, END_SURVIVOR, END_COUNT };
enum line { LINE_CIVIL, LINE_FORTIFY, LINE_STRIKE, LINE_DUAL, LINE_INTEL, LINE_COUNT };

/* A list of names; the index is the number. */
struct name_list {
    const char *const *names;
    int count;
};

extern const struct name_list motive_names, pact_names, answer_names, declaration_names, project_names,
    ending_names, line_names;

/* Index of the name, or -1. */
int name_find(const struct name_list *list, struct slice name);

/* Wants territory for its own sake: its conquests count as success (greedy and limited). */
static inline int motive_expands(int motive)
{
    return motive == MOTIVE_GREEDY || motive == MOTIVE_LIMITED;
}

#endif
