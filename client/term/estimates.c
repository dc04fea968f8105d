#include "client/term/estimates.h"

#include "common/rules/arithmetic.h"

int64_t estimate_error(const struct view *view, int state)
{
    if (view->opened[state] || view->leaked[state])
        return 0;
    int64_t width = floor_div(view->scenario.parameters.noise * (int64_t)4, 4 + (int64_t)view->own.intel);
    return view->tech[view->me] == PROJECT_INTEL ? floor_div(width, 2) : width;
}

struct range estimate_range(const struct view *view, int state, int64_t centi)
{
    int64_t error = estimate_error(view, state);
    return (struct range){
        .low = floor_div(floor_div(centi * 1000, 1000 + error), 100),
        .about = floor_div(centi + 50, 100),
        .high = ceil_div(ceil_div(centi * 1000, 1000 - error), 100),
    };
}

int64_t estimate_total(const struct view *view, int state)
{
    return view->est_fortify[state] + (int64_t)view->est_strike[state] + view->est_dual[state];
}

int64_t estimate_change(const struct view *view, int state, bool *certain)
{
    int64_t now = estimate_total(view, state), before = view->est_before[state];
    int64_t error = estimate_error(view, state), error_before = view->scenario.parameters.noise;
    int64_t change = now - before, size = change < 0 ? -change : change;
    *certain = false;
    if (view->turn == 0 || !view->alive[state] || before == 0 || 1000 * size <= max_of(100, error) * before)
        return 0;
    /* the largest error there can have been: what was spent on intel then is no longer known */
    *certain = now * (1000 - error_before) > before * (1000 + error) ||
               now * (1000 + error_before) < before * (1000 - error);
    return change;
}

int64_t estimate_chance(const struct view *view, int attacker, int target)
{
    int64_t reach = view->scenario.proximity[attacker][target];
    int64_t force = floor_div(view_offence(view, attacker) * reach, 100);
    int64_t wall = 100 * (view_defence(view, target) + view->scenario.parameters.referee_force);
    return contest(view_balance(view, attacker, target) * force, wall);
}
