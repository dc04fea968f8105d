/* One seat's orders for a turn: always a whole, replaced as a whole.
 *
 * Plain values. Pure; any thread. */
#ifndef SPIRAL_RULES_ORDERS_H
#define SPIRAL_RULES_ORDERS_H

#include "common/rules/limits.h"
#include "common/rules/names.h"

#include <stdbool.h>
#include <stdint.h>

struct view;

struct orders {
    int32_t budget[LINE_COUNT];  /* points; their sum is what is available */
    int32_t attack;              /* actor or -1 */
    int32_t mobilise;            /* 0, 1 */
    int32_t project;             /* enum project */
    int32_t scrap;               /* strike units destroyed in public */
    int32_t open_books;          /* bit mask of actors */
    int32_t declare, declare_to; /* enum declaration; actor or -1 */
    int32_t focus;               /* actor or -1 (module leaks) */
    int32_t pact[ACTORS_MAX];    /* -1 no change, 0 cancel, 1..3 offer (enum pact) */
    int32_t secret[ACTORS_MAX];  /* 0, 1: the offer is secret */
    int32_t answer[ACTORS_MAX];  /* -1 default (honour) or enum answer */
    int32_t belief[ACTORS_MAX];  /* -1 not stated, 0..1000: chance that the actor is greedy */
};

enum {
    ORDER_SCALARS = LINE_COUNT + 8, /* the numbers before the lists */
    ORDER_LISTS = 4,
};

/* Nothing but an empty budget: no attack, no signal, no change of pacts, default answers. */
void orders_init(struct orders *orders);

/* The parts that are judged apart; an illegal one is replaced by its default, the others stand. */
enum order_part {
    PART_ATTACK,
    PART_MOBILISE,
    PART_PROJECT,
    PART_SCRAP,
    PART_OPEN_BOOKS,
    PART_DECLARE,
    PART_FOCUS,
    PART_PACT,
    PART_ANSWER,
    PART_BELIEF,
    PART_BUDGET,
    PART_COUNT,
};

static_assert((int)PART_COUNT == (int)ORDER_PARTS, "limits.h counts the parts");

enum verdict {
    VERDICT_OK,
    VERDICT_BAD_TARGET,
    VERDICT_GRACE,
    VERDICT_OUT_OF_REACH,
    VERDICT_MODULE_OFF,
    VERDICT_BAD_VALUE,
    VERDICT_TOO_POOR,
    VERDICT_TAKEN,
    VERDICT_TOO_MANY,
    VERDICT_WRONG_SUM,
    VERDICT_COUNT,
};

struct verdicts {
    uint8_t of[PART_COUNT]; /* enum verdict */
};

const char *part_name(int part);
const char *verdict_name(int verdict);

/* What the legality of orders rests on: a small part of the view. view_ground takes it from a view,
 * seat_ground (view.h) makes the same without computing the rest; a test holds them equal. */
struct order_ground {
    const struct parameters *parameters;
    const int32_t *reach; /* percent of my force that arrives at each actor */
    int32_t me, n, turn, income, tech, project, strike;
    int32_t alive[ACTORS_MAX];
    int32_t budget[LINE_COUNT]; /* last turn's */
};

struct verdicts ground_check(const struct order_ground *ground, const struct orders *orders);
void ground_mend(const struct order_ground *ground, const struct verdicts *verdicts, struct orders *orders);
int ground_research(const struct order_ground *ground, const struct orders *orders);
int64_t ground_available(const struct order_ground *ground, const struct orders *orders);
void ground_budget(const struct order_ground *ground, int64_t points, int32_t budget[LINE_COUNT]);

/* The same from a whole view, as players, bots and servers have it.
 *
 * Judges each part. Takes the view and never the world, so a refusal cannot tell what the seat may not know;
 * the same function runs in a client for instant feedback. */
struct verdicts orders_check(const struct view *view, const struct orders *orders);
bool verdicts_ok(const struct verdicts *verdicts);

/* Research project under way after these orders, 0 = none. */
int orders_research(const struct view *view, const struct orders *orders);

/* Budget points to be distributed after the charges of mobilisation and research. */
int64_t orders_available(const struct view *view, const struct orders *orders);

/* Last turn's split scaled to `points` (floors, the rest civil; all civil on the first turn). */
void budget_default(const struct view *view, int64_t points, int32_t budget[LINE_COUNT]);

/* Puts the default in place of every part that is not VERDICT_OK. */
void orders_mend(const struct view *view, const struct verdicts *verdicts, struct orders *orders);

#endif
