/* Phase 2. Wear and building, welfare, growth, research, and the routine of a posture (Mitzen 2006). */
#include "common/rules/arithmetic.h"
#include "common/rules/phases.h"

static int32_t built(int32_t stock, int32_t depreciation, int32_t points)
{
    return (int32_t)min_of(STOCK_MAX,
                           floor_div((int64_t)stock * (100 - depreciation), 100) + 100 * (int64_t)points);
}

static void research(struct turn *turn, int i)
{
    const struct parameters *p = &turn->world->scenario.parameters;
    struct actor *actor = &turn->world->actors[i];
    if (!p->technology || actor->tech)
        return;
    if (!actor->project)
        actor->project = turn->orders[i]->project;
    if (!actor->project)
        return;
    actor->progress++;
    if (actor->progress >= p->research_turns) {
        actor->tech = actor->project;
        EVENT(turn->events, seen_by_all(turn->world), EVENT_TECH, i, actor->tech);
    }
}

/* A posture held for three turns becomes a routine; leaving it may cost. */
static void keep_posture(const struct parameters *p, struct actor *actor, int64_t arms_share)
{
    int32_t posture = arms_share < 20 ? 0 : arms_share < 50 ? 1 : 2;
    actor->held = posture == actor->posture ? actor->held + 1 : 1;
    actor->posture = posture;
    if (actor->held >= 3)
        actor->routine = posture;
    else if (p->routine_cost && actor->routine >= 0 && posture != actor->routine)
        actor->score -= p->routine_cost;
}

static void spend(struct turn *turn, int i)
{
    const struct parameters *p = &turn->world->scenario.parameters;
    struct actor *actor = &turn->world->actors[i];
    const int32_t *points = turn->orders[i]->budget;
    int64_t income = world_income(turn->world, i), civil = points[LINE_CIVIL];
    actor->fortify = built(actor->fortify, p->depreciation, points[LINE_FORTIFY]);
    actor->strike = built(actor->strike, p->depreciation, points[LINE_STRIKE]);
    actor->dual = built(actor->dual, p->depreciation, points[LINE_DUAL]);
    actor->intel = points[LINE_INTEL];
    int64_t welfare = p->civil_value * civil;
    if (!motive_expands(
            actor->motive)) /* conquered land is no welfare for those who do not want it (Glaser 2010) */
        welfare = floor_div(welfare * min_of(actor->territory, actor->start), actor->territory);
    actor->score += (int32_t)welfare;
    if (income) {
        int64_t grown =
            floor_div(floor_div(10 * civil, income) * p->growth, 100) + turn->world->scenario.actors[i].rise;
        actor->productivity = (int32_t)min_of(PRODUCTIVITY_MAX, actor->productivity + grown);
    }
    for (int line = 0; line < LINE_COUNT; line++)
        actor->budget[line] = points[line];
    research(turn, i);
    int64_t arms = (int64_t)points[LINE_FORTIFY] + points[LINE_STRIKE] + points[LINE_DUAL];
    keep_posture(p, actor, income ? floor_div(100 * arms, income) : 0);
    EVENT(turn->events, seen_by(i), EVENT_BUDGET, i, points[LINE_CIVIL], points[LINE_FORTIFY],
          points[LINE_STRIKE], points[LINE_DUAL], points[LINE_INTEL]);
}

void phase_economy(struct turn *turn)
{
    for (int i = 0; i < turn->world->scenario.actor_count; i++)
        if (turn->world->actors[i].alive)
            spend(turn, i);
}
