#include "common/rules/view.h"

#include "common/rules/arithmetic.h"
#include "common/rules/world.h"

#include <string.h>

static void view_scenario(const struct scenario *true_one, int me, int32_t believed, struct scenario *known)
{
    *known = *true_one;
    known->parameters.balance = believed;
    known->parameters.perceived_balance = 0;
    for (int j = 0; j < known->actor_count; j++)
        if (j != me)
            known->actors[j].motive = MOTIVE_DRAWN;
    memset(known->pacts, 0, sizeof known->pacts);
    memset(known->assessments, 0, sizeof known->assessments);
    known->pact_count = known->assessment_count = 0;
    for (int x = 0; x < true_one->pact_count; x++) {
        const struct scenario_pact *pact = &true_one->pacts[x];
        if (!pact->secret || pact->i == me || pact->j == me)
            known->pacts[known->pact_count++] = *pact;
    }
    for (int x = 0; x < true_one->assessment_count; x++)
        if (true_one->assessments[x].i == me)
            known->assessments[known->assessment_count++] = true_one->assessments[x];
}

static void view_public(const struct world *world, struct view *view)
{
    for (int j = 0; j < view->n; j++) {
        const struct actor *actor = &world->actors[j];
        view->alive[j] = actor->alive;
        view->territory[j] = actor->territory;
        view->start[j] = actor->start;
        view->base[j] = actor->base;
        view->kept[j] = actor->kept;
        view->refused[j] = actor->refused;
        view->broken[j] = actor->broken;
        view->begun[j] = actor->begun;
        view->tech[j] = actor->tech;
        view->declared[j] = actor->declared;
        view->declared_to[j] = actor->declared_to;
        for (int k = 0; k < view->n; k++) {
            view->attacked[j][k] = world->relations[j][k].attacked;
            view->relation[j][k] = world->relations[j][k].relation;
        }
    }
}

/* The same for every seat, so that it is gathered once a turn. Whole rows: copies of a known size cost least.
 */
static void copy_public(const struct view *from, struct view *to)
{
    memcpy(to->alive, from->alive, sizeof to->alive);
    memcpy(to->territory, from->territory, sizeof to->territory);
    memcpy(to->start, from->start, sizeof to->start);
    memcpy(to->base, from->base, sizeof to->base);
    memcpy(to->kept, from->kept, sizeof to->kept);
    memcpy(to->refused, from->refused, sizeof to->refused);
    memcpy(to->broken, from->broken, sizeof to->broken);
    memcpy(to->begun, from->begun, sizeof to->begun);
    memcpy(to->tech, from->tech, sizeof to->tech);
    memcpy(to->declared, from->declared, sizeof to->declared);
    memcpy(to->declared_to, from->declared_to, sizeof to->declared_to);
    for (int j = 0; j < to->n; j++) {
        memcpy(to->attacked[j], from->attacked[j], sizeof to->attacked[j]);
        memcpy(to->relation[j], from->relation[j], sizeof to->relation[j]);
    }
}

static void view_own(const struct actor *actor, struct view_own *own)
{
    *own = (struct view_own){
        .motive = actor->motive,
        .productivity = actor->productivity,
        .fortify = actor->fortify,
        .strike = actor->strike,
        .dual = actor->dual,
        .intel = actor->intel,
        .score = actor->score,
        .empathy = actor->empathy,
        .mobilised = actor->mobilised,
        .project = actor->project,
        .progress = actor->progress,
        .routine = actor->routine,
        .posture = actor->posture,
        .held = actor->held,
    };
    memcpy(own->budget, actor->budget, sizeof own->budget);
}

static void view_relations(const struct world *world, struct view *view)
{
    int me = view->me;
    for (int j = 0; j < view->n; j++) {
        const struct relation *mine = &world->relations[me][j], *theirs = &world->relations[j][me];
        view->est_fortify[j] = mine->est_fortify;
        view->est_strike[j] = mine->est_strike;
        view->est_dual[j] = mine->est_dual;
        view->est_before[j] = mine->est_before;
        view->seen_mobilised[j] = mine->seen_mobilised;
        view->leaked[j] = mine->leaked;
        view->ending[j] = mine->ending;
        view->assessment[j] = j == me ? 0 : (int32_t)sigmoid(mine->assess);
        view->opened[j] = theirs->opened;
        view->offer_in[j] = theirs->offer;
        view->offer_in_secret[j] = theirs->offer_secret;
        view->offer_out[j] = mine->offer;
        view->offer_out_secret[j] = mine->offer_secret;
        view->my_secret[j] = mine->secret;
    }
    for (int i = 0; i < view->n; i++) {
        for (int j = 0; j < view->n; j++) {
            const struct relation *relation = &world->relations[i][j];
            bool known = i == me || j == me || !relation->secret || world->relations[me][i].leaked ||
                         world->relations[me][j].leaked;
            view->pact[i][j] = known ? relation->pact : PACT_NONE;
        }
    }
}

/* Coarse band of felt insecurity: the most dangerous rival in reach, by own estimates and the believed
 * balance. */
static int32_t view_band(const struct world *world, const struct view *view)
{
    const struct parameters *p = &view->scenario.parameters;
    int me = view->me;
    int64_t felt = 0, wall = 100 * (world_defence(world, me) + p->referee_force);
    for (int j = 0; j < view->n; j++) {
        int32_t proximity = view->scenario.proximity[j][me];
        if (j == me || !view->alive[j] || !proximity)
            continue;
        int64_t force = floor_div(view_offence(view, j) * proximity, 100);
        int64_t chance = contest(view_balance(view, j, me) * force, wall);
        if (view->pact[me][j] >= PACT_DEFENSIVE)
            chance = floor_div(chance * p->partner_threat, 100);
        felt = max_of(felt, chance);
    }
    int64_t above = felt - p->security_goal;
    return above <= 0 ? 0 : above <= 150 ? 1 : above <= 350 ? 2 : 3;
}

/* All that a turn can change. */
static void view_moving(const struct world *world, struct view *view)
{
    int me = view->me;
    view->turn = world->turn;
    view->end = world->end;
    view->balance = view->scenario.parameters.balance = world->actors[me].doctrine;
    view->income = (int32_t)world_income(world, me);
    view_own(&world->actors[me], &view->own);
    view_relations(world, view);
    view->band = view_band(world, view);
}

void view_of(const struct world *world, int me, struct view *view)
{
    memset(view, 0, sizeof *view);
    view->rules = RULES_VERSION;
    view->me = me;
    view->n = world->scenario.actor_count;
    view_scenario(&world->scenario, me, world->actors[me].doctrine, &view->scenario);
    view_public(world, view);
    view_moving(world, view);
}

void view_again(const struct world *world, const struct view *fresh, struct view *view)
{
    if (fresh)
        copy_public(fresh, view);
    else
        view_public(world, view);
    view_moving(world, view);
}

struct order_ground view_ground(const struct view *view)
{
    struct order_ground ground = {
        .parameters = &view->scenario.parameters,
        .reach = view->scenario.proximity[view->me],
        .me = view->me,
        .n = view->n,
        .turn = view->turn,
        .income = view->income,
        .tech = view->tech[view->me],
        .project = view->own.project,
        .strike = view->own.strike,
    };
    memcpy(ground.alive, view->alive, sizeof ground.alive);
    memcpy(ground.budget, view->own.budget, sizeof ground.budget);
    return ground;
}

struct order_ground seat_ground(const struct world *world, int me)
{
    const struct actor *actor = &world->actors[me];
    struct order_ground ground = {
        .parameters = &world->scenario.parameters,
        .reach = world->scenario.proximity[me],
        .me = me,
        .n = world->scenario.actor_count,
        .turn = world->turn,
        .income = (int32_t)world_income(world, me),
        .tech = actor->tech,
        .project = actor->project,
        .strike = actor->strike,
    };
    for (int j = 0; j < ground.n; j++)
        ground.alive[j] = world->actors[j].alive;
    memcpy(ground.budget, actor->budget, sizeof ground.budget);
    return ground;
}

int64_t view_fungibility(const struct view *view, int actor)
{
    const struct parameters *p = &view->scenario.parameters;
    return max_of(0, p->fungibility - (view->tech[actor] == PROJECT_SPECIALISE ? p->specialise_step : 0));
}

int64_t view_offence(const struct view *view, int actor)
{
    int64_t phi = view_fungibility(view, actor), dual_value = view->scenario.parameters.dual_value;
    if (actor == view->me)
        return offence_value(view->own.fortify, view->own.strike, view->own.dual, phi, dual_value);
    return offence_value(view->est_fortify[actor], view->est_strike[actor], view->est_dual[actor], phi,
                         dual_value);
}

int64_t view_defence(const struct view *view, int actor)
{
    int64_t phi = view_fungibility(view, actor), dual_value = view->scenario.parameters.dual_value;
    if (actor == view->me)
        return defence_value(view->own.fortify, view->own.strike, view->own.dual, phi, dual_value);
    return defence_value(view->est_fortify[actor], view->est_strike[actor], view->est_dual[actor], phi,
                         dual_value);
}

int64_t view_balance(const struct view *view, int i, int j)
{
    return max_of(1,
                  view->balance + technology_shift(&view->scenario.parameters, view->tech[i], view->tech[j]));
}
