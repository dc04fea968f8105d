#include "common/aids/estimates.h"

#include "common/rules/arithmetic.h"

int64_t intel_error(const struct parameters *p, int64_t intel, int tech)
{
    int64_t width = floor_div(p->noise * (int64_t)4, 4 + intel);
    return tech == PROJECT_INTEL ? floor_div(width, 2) : width;
}

int64_t estimate_error(const struct view *view, int state)
{
    if (view->opened[state] || view->leaked[state])
        return 0;
    return intel_error(&view->scenario.parameters, view->own.intel, view->tech[view->me]);
}

/* What may have been seen before the error made `figure` of it; the rules cut what is left of a centi-unit.
 */
static int64_t seen_least(int64_t figure, int64_t error)
{
    return ceil_div(figure * 1000, 1000 + error);
}

static int64_t seen_most(int64_t figure, int64_t error)
{
    return ceil_div((figure + 1) * 1000, 1000 - error) - 1;
}

static int32_t stock_of(int64_t centi)
{
    return (int32_t)clamp(centi, 0, STOCK_MAX);
}

/* What was seen, each in hundredths of a centi-unit: (100 - blur) parts of the one kind and `blur` of the
 * other. Both kinds count at least as much where more is seen of either, so that the least and the most lie
 * in the corners; a corner that would need less than nothing of one kind is drawn in to where it needs
 * nothing. */
struct seen {
    int64_t fortify, strike, blur;
};

static bool needs_no_strike(const struct seen *seen)
{
    return (100 - seen->blur) * seen->strike <= seen->blur * seen->fortify;
}

static bool needs_no_fortify(const struct seen *seen)
{
    return (100 - seen->blur) * seen->fortify <= seen->blur * seen->strike;
}

/* No stock can be larger than STOCK_MAX: what would be is of the other kind. */
static struct arms arms_of(int64_t fortify, int64_t strike)
{
    int64_t too_much = max_of(0, fortify - STOCK_MAX), too_many = max_of(0, strike - STOCK_MAX);
    return (struct arms){.fortify = stock_of(fortify + too_many), .strike = stock_of(strike + too_much)};
}

static struct arms least_arms(const struct seen *seen)
{
    int64_t blur = seen->blur, both = 100 * (100 - 2 * blur);
    if (needs_no_strike(seen))
        return arms_of(floor_div(seen->fortify, 100 - blur), 0);
    if (needs_no_fortify(seen))
        return arms_of(0, floor_div(seen->strike, 100 - blur));
    return arms_of(floor_div((100 - blur) * seen->fortify - blur * seen->strike, both),
                   floor_div((100 - blur) * seen->strike - blur * seen->fortify, both));
}

static struct arms most_arms(const struct seen *seen)
{
    int64_t blur = seen->blur, both = 100 * (100 - 2 * blur);
    if (blur && needs_no_strike(seen))
        return arms_of(ceil_div(seen->strike, blur), 0);
    if (blur && needs_no_fortify(seen))
        return arms_of(0, ceil_div(seen->fortify, blur));
    return arms_of(ceil_div((100 - blur) * seen->fortify - blur * seen->strike, both),
                   ceil_div((100 - blur) * seen->strike - blur * seen->fortify, both));
}

/* The figures as if there were no error; where they cannot be, their sum is kept. */
static struct arms middle_arms(const struct seen *seen)
{
    int64_t all = floor_div(seen->fortify + seen->strike + 50, 100);
    if (needs_no_strike(seen))
        return arms_of(all, 0);
    if (needs_no_fortify(seen))
        return arms_of(0, all);
    struct arms arms = least_arms(seen);
    return arms_of(all - arms.strike, arms.strike);
}

struct arms_bounds estimate_arms(const struct view *view, int state)
{
    int64_t error = estimate_error(view, state);
    int64_t blur = view->leaked[state] ? 0 : floor_div(view_fungibility(view, state), 2);
    int64_t fortify = view->est_fortify[state], strike = view->est_strike[state],
            dual = view->est_dual[state];
    struct seen least = {100 * seen_least(fortify, error), 100 * seen_least(strike, error), blur};
    struct seen middle = {100 * fortify, 100 * strike, blur};
    /* the rules cut what is left of a centi-unit once more */
    struct seen most = {100 * seen_most(fortify, error), 100 * seen_most(strike, error), blur};
    most.fortify += blur ? 99 : 0;
    most.strike += blur ? 99 : 0;
    struct arms_bounds bounds = {least_arms(&least), middle_arms(&middle), most_arms(&most)};
    bounds.low.dual = stock_of(seen_least(dual, error));
    bounds.about.dual = stock_of(dual);
    bounds.high.dual = stock_of(seen_most(dual, error));
    return bounds;
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

struct range estimate_total_range(const struct view *view, int state)
{
    const int32_t figures[3] = {view->est_fortify[state], view->est_strike[state], view->est_dual[state]};
    int64_t error = estimate_error(view, state), low = 0, high = 0;
    for (int kind = 0; kind < 3; kind++) {
        low += seen_least(figures[kind], error);
        high += seen_most(figures[kind], error);
    }
    if (!view->leaked[state] && view_fungibility(view, state) > 1)
        high += 2; /* the blur cuts what is left of a centi-unit, of two kinds */
    return (struct range){
        .low = floor_div(low, 100),
        .about = floor_div(estimate_total(view, state) + 50, 100),
        .high = ceil_div(high, 100),
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

void figures_of(const struct view *view, int state, struct figures *figures)
{
    figures->error = (int32_t)estimate_error(view, state);
    figures->arms = estimate_arms(view, state);
    figures->total = estimate_total_range(view, state);
    figures->change = (int32_t)estimate_change(view, state, &figures->change_certain);
}
