#include "common/rules/world.h"

#include "common/rules/arithmetic.h"

#include <string.h>

static int motive_drawn(const struct parameters *parameters, struct siphash_key key, int actor)
{
    int64_t x = dice_below(key, (struct draw){0, PHASE_SETUP, (uint32_t)actor, 0, 0}, 1000);
    for (int m = MOTIVE_GREEDY; m < MOTIVE_COUNT; m++) {
        int32_t prior = parameters->prior[m - 1];
        if (x < prior)
            return m;
        x -= prior;
    }
    return MOTIVE_SECURITY_SEEKER;
}

static void setup_actor(struct world *world, int i)
{
    const struct parameters *p = &world->scenario.parameters;
    const struct scenario_actor *given = &world->scenario.actors[i];
    struct actor *actor = &world->actors[i];
    actor->motive = given->motive == MOTIVE_DRAWN ? motive_drawn(p, world->key, i) : given->motive;
    actor->alive = 1;
    actor->productivity = 100;
    actor->territory = actor->start = given->territory;
    actor->fortify = (int32_t)min_of(STOCK_MAX, floor_div((int64_t)p->start_fortify * given->territory, 10));
    actor->strike = (int32_t)min_of(STOCK_MAX, floor_div((int64_t)p->start_strike * given->territory, 10));
    actor->base = actor->fortify + actor->strike;
    int64_t empathy =
        dice_below(world->key, (struct draw){0, PHASE_SETUP, (uint32_t)i, 0, 1}, 2 * p->empathy_spread + 1);
    actor->empathy = (int32_t)clamp(p->empathy + empathy - p->empathy_spread, 0, 100);
    actor->doctrine = p->perceived_balance ? p->perceived_balance : p->balance;
    actor->posture = actor->routine = -1;
    actor->declared_to = -1;
}

static void setup_relations(struct world *world)
{
    const struct scenario *scenario = &world->scenario;
    const struct parameters *p = &scenario->parameters;
    for (int i = 0; i < scenario->actor_count; i++) {
        for (int j = 0; j < scenario->actor_count; j++) {
            if (i == j)
                continue;
            struct relation *relation = &world->relations[i][j];
            relation->assess = (int32_t)logit(p->mistrust >= 0 ? p->mistrust : p->prior[MOTIVE_GREEDY - 1]);
            relation->relation = p->relation_start;
            int64_t arms = (int64_t)(p->start_fortify + p->start_strike) * scenario->actors[j].territory;
            relation->est_before = (int32_t)floor_div(arms, 10);
        }
    }
    for (int x = 0; x < scenario->pact_count; x++) {
        const struct scenario_pact *pact = &scenario->pacts[x];
        struct relation *sides[2] = {&world->relations[pact->i][pact->j],
                                     &world->relations[pact->j][pact->i]};
        for (int side = 0; side < 2; side++) {
            sides[side]->pact = pact->kind;
            sides[side]->secret = pact->secret;
            sides[side]->assess = (int32_t)logit(p->ally_mistrust);
        }
    }
    for (int x = 0; x < scenario->assessment_count; x++) {
        const struct scenario_assessment *assessment = &scenario->assessments[x];
        world->relations[assessment->i][assessment->j].assess = (int32_t)logit(assessment->permille);
    }
}

void world_setup(struct world *world, const struct scenario *scenario, struct siphash_key key)
{
    const struct parameters *p = &scenario->parameters;
    memset(world, 0, sizeof *world);
    world->scenario = *scenario;
    world->key = key;
    world->balance = p->balance;
    if (p->hidden_balance)
        world->balance = p->balance_low + (int32_t)dice_below(key, (struct draw){0, PHASE_DOCTRINE, 0, 0, 1},
                                                              p->balance_high - p->balance_low + 1);
    for (int i = 0; i < scenario->actor_count; i++)
        setup_actor(world, i);
    setup_relations(world);
    world_estimate(world, NULL, NULL);
}

int64_t world_income(const struct world *world, int i)
{
    return floor_div((int64_t)world->actors[i].territory * world->actors[i].productivity, 100);
}

int64_t world_fungibility(const struct world *world, int i)
{
    const struct parameters *p = &world->scenario.parameters;
    return max_of(0, p->fungibility - (world->actors[i].tech == PROJECT_SPECIALISE ? p->specialise_step : 0));
}

int64_t world_offence(const struct world *world, int i)
{
    const struct actor *a = &world->actors[i];
    return offence_value(a->fortify, a->strike, a->dual, world_fungibility(world, i),
                         world->scenario.parameters.dual_value);
}

int64_t world_defence(const struct world *world, int i)
{
    const struct actor *a = &world->actors[i];
    const struct parameters *p = &world->scenario.parameters;
    int64_t value = defence_value(a->fortify, a->strike, a->dual, world_fungibility(world, i), p->dual_value);
    return a->mobilised & 1 ? floor_div(value * (100 + p->mobilise_defence), 100) : value;
}

int64_t technology_shift(const struct parameters *parameters, int tech_attacker, int tech_defender)
{
    return (tech_attacker == PROJECT_STRIKE ? parameters->tech_step : 0) -
           (tech_defender == PROJECT_FORTRESS ? parameters->tech_step : 0);
}

int64_t world_balance(const struct world *world, int i, int j)
{
    return max_of(1, world->balance + technology_shift(&world->scenario.parameters, world->actors[i].tech,
                                                       world->actors[j].tech));
}

int64_t world_vulnerability(const struct world *world, int i)
{
    const struct parameters *p = &world->scenario.parameters;
    int64_t worst = 0, wall = 100 * (world_defence(world, i) + p->referee_force);
    for (int j = 0; j < world->scenario.actor_count; j++) {
        int32_t proximity = world->scenario.proximity[j][i];
        if (j == i || !world->actors[j].alive || !proximity)
            continue;
        int64_t force = floor_div(world_offence(world, j) * proximity, 100);
        int64_t chance = contest(world_balance(world, j, i) * force, wall);
        if (world->relations[i][j].pact >= PACT_DEFENSIVE)
            chance = floor_div(chance * p->partner_threat, 100);
        worst = max_of(worst, chance);
    }
    return worst;
}
