/* The true state of one running game. Nothing here may be sent to anybody: it has no encoder for the wire;
 * what an audience may know is computed by view.h.
 *
 * A plain value in the caller's space (about 13 KiB); the scenario and the key are part of it, so a world is
 * all that turn_resolve needs besides the orders. Pure; any thread. */
#ifndef SPIRAL_RULES_WORLD_H
#define SPIRAL_RULES_WORLD_H

#include "common/rules/dice.h"
#include "common/rules/scenario.h"

#include <stdint.h>

/* One state. The numbers stand in the order of canonical text (canonical.c names them). */
struct actor {
    int32_t alive, motive, territory, start,
        productivity;                     /* start: territory at the start; productivity in % */
    int32_t fortify, strike, dual;        /* stocks, centi-units */
    int32_t intel;                        /* points spent on intelligence last turn */
    int32_t score, insecurity;            /* points; insecurity stays hidden until the debrief */
    int32_t empathy;                      /* %, of the assessment aid */
    int32_t base;                         /* arms at the start, centi-units */
    int32_t kept, refused, broken, begun; /* public record: calls kept and refused, pacts broken, wars */
    int32_t mobilised;                    /* bit 0 this turn, bit 1 when the turn began */
    int32_t project, progress, tech;
    int32_t doctrine;               /* balance it believes in, % */
    int32_t routine, posture, held; /* posture 0..2 held for so many turns; -1 none yet */
    int32_t declared, declared_to;
    int32_t budget[LINE_COUNT]; /* last turn's points */
};

/* What holds from actor i toward actor j. */
struct relation {
    int32_t pact, secret, ending;              /* ending: cancelled this turn */
    int32_t offer, offer_secret;               /* open offer of i to j */
    int32_t est_fortify, est_strike, est_dual; /* i's estimate of j, centi-units */
    int32_t est_before;                        /* i's estimate of all of j's arms a turn ago */
    int32_t assess;                            /* log-odds that j is greedy, milli-nats */
    int32_t attacked;                          /* times i attacked j */
    int32_t seen_mobilised, leaked, opened; /* i saw j mobilise; i has a mole at j; i opened its books to j */
    int32_t relation;                       /* culture module, -100..100 */
};

enum {
    ACTOR_NUMBERS = sizeof(struct actor) / sizeof(int32_t),
    RELATION_NUMBERS = sizeof(struct relation) / sizeof(int32_t),
};

struct world {
    struct scenario scenario;
    struct siphash_key key;
    int32_t turn;    /* finished turns */
    int32_t end;     /* enum ending */
    int32_t balance; /* the true one, % */
    struct actor actors[ACTORS_MAX];
    struct relation relations[ACTORS_MAX][ACTORS_MAX];
};

/* The world before turn 1: draws motives and empathy, makes the first estimates. The scenario is checked. */
void world_setup(struct world *world, const struct scenario *scenario, struct siphash_key key);

/* Derived values, all from the true state. */
int64_t world_income(const struct world *world, int i);         /* budget points a turn */
int64_t world_fungibility(const struct world *world, int i);    /* % */
int64_t world_offence(const struct world *world, int i);        /* centi-units */
int64_t world_defence(const struct world *world, int i);        /* centi-units */
int64_t world_balance(const struct world *world, int i, int j); /* % for i attacking j, with technology */
int64_t world_vulnerability(const struct world *world, int i);  /* permille: the most dangerous in reach */

/* Balance points that technology adds for the attacker. */
int64_t technology_shift(const struct parameters *parameters, int tech_attacker, int tech_defender);

/* Phase 6, also used at setup; see estimates.c. */
struct orders;
struct event_list;
void world_estimate(struct world *world, const struct orders *const *orders, struct event_list *events);

#endif
