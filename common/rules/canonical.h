/* Canonical text: one way, to the letter, to write a scenario, a world, a view, orders and events. Golden
 * games, records and hashes stand on it; a changed letter is a new rules version.
 *
 * Writers append to the caller's text. Readers accept exactly what writers write and say what they did not
 * understand. Pure; any thread. */
#ifndef SPIRAL_RULES_CANONICAL_H
#define SPIRAL_RULES_CANONICAL_H

#include "common/base/text.h"
#include "common/rules/event.h"
#include "common/rules/orders.h"
#include "common/rules/view.h"
#include "common/rules/world.h"

enum {
    CANONICAL_WORLD_MAX = 72 * 1024, /* bytes; the largest text of each kind, checked by a test */
    CANONICAL_SCENARIO_MAX = 8 * 1024,
    CANONICAL_VIEW_MAX = 8 * 1024,
    CANONICAL_ORDERS_MAX = 1024,
    CANONICAL_EVENT_MAX = 128,
};

/* The names of the numbers of struct actor and struct relation, in order. */
extern const char *const actor_number_names[];
extern const char *const relation_number_names[];
/* The names of the scalars of struct orders in order, then of its lists. */
extern const char *const order_scalar_names[];
extern const char *const order_list_names[];

void canonical_scenario(const struct scenario *scenario, struct text *text);
void canonical_world(const struct world *world, struct text *text);
void canonical_view(const struct view *view, struct text *text);
/* `n` actors; `orders` NULL: none given. No newline at the end. */
void canonical_orders(int actor, const struct orders *orders, int n, struct text *text);
/* No newline at the end. */
void canonical_event(const struct event *event, struct text *text);

/* Reads the lines of a scenario; the result is checked. */
bool canonical_scenario_read(struct slice lines, struct scenario *scenario, struct text *why);

/* Reads the lines of a world over a scenario and a key that are known already. Numbers that are not named
 * stay 0, where that is a number that they may be. */
bool canonical_world_read(struct slice lines, const struct scenario *scenario, struct siphash_key key,
                          struct world *world, struct text *why);

/* Reads one line "order I ..."; values may be anything that fits 32 bits, for orders_check to judge. */
bool canonical_orders_read(struct slice line, int n, int *actor, bool *given, struct orders *orders,
                           struct text *why);

#endif
