/* What everybody may know: the only way from a world to somebody who has no seat in it.
 *
 * Computed from public facts alone. Never holds a motive, stock, budget, estimate, offer, belief or secret
 * pact, nor who is ready. Plain values in the caller's space. Pure; any thread. */
#ifndef SPIRAL_RULES_PUBLIC_VIEW_H
#define SPIRAL_RULES_PUBLIC_VIEW_H

#include "common/rules/event.h"
#include "common/rules/limits.h"

#include <stdbool.h>
#include <stdint.h>

struct world;

/* Lists are by actor, fields as in struct actor; pact[i][j] is PACT_NONE where the pact is secret. */
struct public_view {
    int32_t n, turn, end; /* turn: finished ones, 0 at the start; end: enum ending */
    int32_t alive[ACTORS_MAX], territory[ACTORS_MAX], start[ACTORS_MAX];
    int32_t kept[ACTORS_MAX], refused[ACTORS_MAX], broken[ACTORS_MAX], begun[ACTORS_MAX];
    int32_t tech[ACTORS_MAX], declared[ACTORS_MAX], declared_to[ACTORS_MAX];
    int32_t pact[ACTORS_MAX][ACTORS_MAX];
};

void public_view_of(const struct world *world, struct public_view *view);

enum {
    PUBLIC_NUMBERS_MAX = 4, /* of an event of a public kind */
    /* most public events that one turn can raise; see EVENTS_MAX */
    PUBLIC_EVENTS_MAX = ASSESSMENTS_MAX + PACTS_MAX /* cancel, pact */
                        + 5 * ACTORS_MAX            /* tech, scrap, declare, attack, breach */
                        + 4 * ASSESSMENTS_MAX       /* called to attack and to help, with exposure */
                        + ACTORS_MAX                /* battle or meeting */
                        + ASSESSMENTS_MAX           /* gains */
                        + ACTORS_MAX                /* eliminated */
                        + 1                         /* end */
};

static_assert((int)PUBLIC_EVENTS_MAX <= (int)EVENTS_MAX, "public events are some of all events");

/* An event that everybody was told; who was told of others has no place here. */
struct public_event {
    uint8_t kind;
    uint8_t count; /* numbers in use */
    int32_t numbers[PUBLIC_NUMBERS_MAX];
};

/* May events of the kind be public at all? */
bool event_kind_is_public(int kind);

/* Did the rules tell everybody? That all happen to know is not enough: in a duel both know of a secret pact,
 * and who saw a mobilisation is nobody's business. `before`: the public view when the turn began, which tells
 * whether a cancelled pact was public. */
bool event_is_public(const struct event *event, const struct public_view *before);

/* The public events of a turn, in their order; `events` has room for PUBLIC_EVENTS_MAX. Gives how many. */
int public_events_of(const struct event_list *list, const struct public_view *before,
                     struct public_event *events);

#endif
