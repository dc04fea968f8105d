/* A small world made by hand, and one turn of it at a time, for tests of the rules.
 *
 * After stage_init change the scenario, after stage_begin the world and the orders, then stage_resolve. A
 * plain value in the test's space. */
#ifndef SPIRAL_TESTS_RULES_STAGE_H
#define SPIRAL_TESTS_RULES_STAGE_H

#include "common/rules/turn.h"
#include "common/rules/view.h"

struct stage {
    struct scenario scenario;
    struct world world;
    struct order_book book; /* peaceful unless the test changes it */
    struct event_list events;
};

/* `n` security seekers of territory 10 in full reach, no grace turns; everything else by default. */
void stage_init(struct stage *stage, const char *name, int n);

/* Checks the scenario and sets the world up; `key` are 32 hex digits, NULL: any key. */
void stage_begin(struct stage *stage, const char *key);

/* Orders of everybody alive: all income to civil, nothing else. Done by begin and after each turn. */
void stage_peace(struct stage *stage);

/* A pact on both sides, as if agreed before. */
void stage_pact(struct stage *stage, int i, int j, int kind, int secret);

/* Sets the stocks of all three kinds, centi-units. */
void stage_arms(struct stage *stage, int i, int fortify, int strike, int dual);

/* Resolves the turn and makes peaceful orders for the next one. */
void stage_resolve(struct stage *stage);

/* How many events of a kind the last turn raised. */
int stage_count(const struct stage *stage, int kind);

/* The last turn raised, as the `nth` (from 0) of this kind, an event with exactly these numbers. */
void stage_expect(const struct stage *stage, int nth, uint32_t seen_by, int kind, const int32_t *numbers);

#define EXPECT_EVENT(stage, nth, seen_by, kind, ...)                                                         \
    stage_expect(stage, nth, seen_by, kind, (const int32_t[EVENT_NUMBERS_MAX]){__VA_ARGS__})

#endif
