/* An exercise as a server tells it, from a scenario of the tree, for tests of what is printed. */
#ifndef SPIRAL_TESTS_PAPER_GIVEN_H
#define SPIRAL_TESTS_PAPER_GIVEN_H

#include "client/paper/handout.h"

enum { GIVEN_WORLDS_MAX = 4 };

struct given {
    struct wire_exercise_state state;
    struct wire_exercise_role_rows roles;
    struct wire_exercise_world worlds[GIVEN_WORLDS_MAX];
    struct wire_role_world role_worlds[GIVEN_WORLDS_MAX];
    struct wire_role role_list[GIVEN_WORLDS_MAX * ACTORS_MAX];
    struct handout handout;
    char *memory; /* of the page that was put last */
    struct text page;
};

/* All worlds are alike; motives go round, so that every one is there; each seat has a code. English. */
struct given *given_of(const char *scenario, int worlds);
void given_free(struct given *given);

/* Prints the sheets of that name (NULL: all) and gives the page. */
const char *given_page(struct given *given, const char *sheet);

/* Its text without tags, entities told as they are; freed by the caller. */
char *given_text(const char *page);
int given_words(const char *text);

#endif
