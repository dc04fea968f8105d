/* The log of a world made by hand, turn by turn, for tests of common/debrief.
 *
 * story_new makes a dull world; change story->world, then story_begin. Before each story_turn change the
 * world to what it is after that turn and raise its events. Nothing follows by itself: no wear, no estimates,
 * no vulnerability. The space (about 4 MiB) lives from story_setup to story_teardown. */
#ifndef SPIRAL_TESTS_DEBRIEF_STORY_H
#define SPIRAL_TESTS_DEBRIEF_STORY_H

#include "common/debrief/metric.h"

struct story {
    struct world world;
    struct order_book book;   /* of the turn to come: every seat gave orders that state nothing */
    struct event_list events; /* of the turn to come */
    struct world_log log;
    struct metric_input input; /* of the log so far, once a value was asked for */
};

/* `n` security seekers A0, A1 ... of territory 10 without arms, in full reach, no grace turns. Arms do one
 * thing (fungibility 0), so offence is strike and defence is fortify; g is 100. Everybody suspects everybody
 * with 200 permille and estimates 0. A stake is 3 of 10 units, home 300 points, a seeker's prize 30. */
struct story *story_new(void **state, int n);
void story_begin(struct story *story);
void story_turn(struct story *story);
void story_turns(struct story *story, int count); /* the same, dull, several times */

void story_arms(struct story *story, int i, int fortify, int strike); /* centi-units; dual arms stay */
void story_budget(struct story *story, int i, int civil, int fortify, int strike, int dual, int intel);
void story_sees(struct story *story, int i, int j, int fortify, int strike);
void story_sees_all(struct story *story); /* every estimate is right, dual arms too */
void story_suspects(struct story *story, int i, int j, int permille); /* a multiple of 50 is kept exactly */
void story_suspicion(struct story *story, int permille);              /* of everybody about everybody */
void story_pact(struct story *story, int i, int j, int kind);

#define STORY_EVENT(story, kind, ...) EVENT(&(story)->events, 0, kind, __VA_ARGS__)
void story_attack(struct story *story, int i, int j);
void story_joined(struct story *story, int i, int ally, int j); /* called by the ally, i attacks j too */
void story_battle(struct story *story, int target, bool success, int odds);
void story_meeting(struct story *story, int target, int opponent, bool success, int odds);
void story_vulnerable(struct story *story, int i, int permille);

/* Looks at the log anew. */
const struct metric_input *story_input(struct story *story);

/* The value of a metric, as decimals without trailing zeros, and what it rests on. */
void story_expect(struct story *story, const char *name, const char *value, int64_t cases);
void story_expect_none(struct story *story, const char *name);

/* A case that story_expect cannot make was made. */
void story_covered(const char *name);

/* Every row of the family was expected with a value by this program. */
void story_covers(const struct metric_family *family);

int story_setup(void **state);
int story_teardown(void **state);

#define STORY_TEST(function) cmocka_unit_test_setup_teardown(function, story_setup, story_teardown)

#endif
