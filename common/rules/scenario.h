/* A checked scenario: the public conditions of a world, and the motives it fixes or leaves to be drawn.
 *
 * Made by common/scenario from YAML, by scenario_read from canonical text, or by hand in a test; whoever
 * makes one runs scenario_check. A plain value. Pure; any thread. */
#ifndef SPIRAL_RULES_SCENARIO_H
#define SPIRAL_RULES_SCENARIO_H

#include "common/base/text.h"
#include "common/rules/limits.h"
#include "common/rules/names.h"

#include <stdbool.h>
#include <stdint.h>

/* The knobs of a world, in the order of canonical text. parameter_rows describes each one. */
struct parameters {
    int32_t balance, perceived_balance, fungibility, dual_value, depreciation, growth, stake, eliminated_at;
    int32_t elimination_cost, hegemony, home_value;
    int32_t gain[MOTIVE_COUNT]; /* by motive; rows gain_security_seeker ... gain_fearful */
    int32_t protect_value, fearful_weight, war_cost, fail_cost, civil_value, insecurity_weight, security_goal;
    int32_t partner_threat, noise;
    int32_t prior[MOTIVE_COUNT - 1]; /* of greedy, limited, protector, fearful */
    int32_t mistrust, ally_mistrust, empathy, empathy_spread, learn_level, learn_mix, learn_attack,
        grace_turns;
    int32_t max_turns, end_from, end_hazard, honour_defensive, honour_unconditional, breach_cost,
        start_fortify;
    int32_t start_strike, mobilisation, unmobilised_strike, mobilise_cost, mobilise_seen, mobilise_defence;
    int32_t technology, research_cost, research_turns, tech_step, specialise_step, hidden_balance,
        balance_low;
    int32_t balance_high, doctrine_noise, culture, relation_start, routine_cost, audience_cost, referee_force;
    int32_t referee_fine, leak;
};

enum { PARAMETER_COUNT = sizeof(struct parameters) / sizeof(int32_t) };

struct parameter_row {
    const char *name;
    int32_t low, high, initial;
    const char *unit;
    const char *meaning; /* with its source in the literature */
};

/* Row p describes the p-th number of struct parameters. */
extern const struct parameter_row parameter_rows[];

static inline int32_t *parameter_at(struct parameters *parameters, int index)
{
    return (int32_t *)parameters + index;
}

static inline int32_t parameter_get(const struct parameters *parameters, int index)
{
    return ((const int32_t *)parameters)[index];
}

/* Index of the parameter of that name, or -1. */
int parameter_find(struct slice name);

struct scenario_actor {
    char name[NAME_SIZE];
    int32_t territory; /* 1..TERRITORY_MAX */
    int32_t motive;    /* enum motive or MOTIVE_DRAWN */
    int32_t rise;      /* extra productivity points a turn, 0..RISE_MAX */
};

struct scenario_pact {
    int32_t i, j, kind, secret; /* i < j; kind 1..3 */
};

struct scenario_assessment {
    int32_t i, j, permille; /* what i thinks at the start of the chance that j is greedy */
};

struct scenario {
    char name[NAME_SIZE];
    int32_t actor_count;
    struct parameters parameters;
    struct scenario_actor actors[ACTORS_MAX];
    int32_t proximity[ACTORS_MAX][ACTORS_MAX]; /* percent of i's force that arrives at j */
    int32_t pact_count, assessment_count;
    struct scenario_pact pacts[PACTS_MAX];
    struct scenario_assessment assessments[ASSESSMENTS_MAX];
};

/* Two or more actors A0, A1 ... of territory 10, motives drawn, every pair in full reach, default parameters.
 */
void scenario_init(struct scenario *scenario, const char *name, int actor_count);

/* True when every value is within its bounds and they agree with each other; otherwise `why` says which is
 * not. */
bool scenario_check(const struct scenario *scenario, struct text *why);

#endif
