#include "client/term/margins.h"

#include "client/term/draft.h"
#include "client/term/estimates.h"
#include "client/term/prospects.h"
#include "client/term/suspicion.h"
#include "common/rules/arithmetic.h"

#include <string.h>

/* The orders with a point moved between civil and another line, and what comes of them. */
struct variant {
    struct orders orders;
    struct own_side side;
};

static void play(const struct view *view, struct variant *variant)
{
    own_side_of(view, &variant->orders, &variant->side);
}

/* With fewer points elsewhere for `points` more on civil; false when there are not so many. */
static bool move_to_civil(struct orders *orders, int32_t points)
{
    for (int line = LINE_COUNT - 1; line > LINE_CIVIL && points > 0; line--) {
        int32_t taken = (int32_t)min_of(points, orders->budget[line]);
        orders->budget[line] -= taken;
        orders->budget[LINE_CIVIL] += taken;
        points -= taken;
    }
    return points == 0;
}

/* The two sheets that differ by a point on the line: `with` has it. False when there are none. */
static bool make_pair(const struct orders *now, int line, struct orders *without, struct orders *with,
                      bool *is_last)
{
    *without = *with = *now;
    *is_last = false;
    if (line == LINE_CIVIL) {
        *is_last = !move_to_civil(with, 1);
        if (!*is_last)
            return true;
        if (!now->budget[LINE_CIVIL])
            return false;
        without->budget[LINE_CIVIL]--;
        without->budget[LINE_INTEL]++; /* intel touches neither score nor income */
        return true;
    }
    *is_last = now->budget[LINE_CIVIL] == 0;
    if (*is_last && !now->budget[line])
        return false;
    struct orders *from = *is_last ? without : with;
    int32_t points = *is_last ? -1 : 1;
    from->budget[line] += points;
    from->budget[LINE_CIVIL] -= points;
    return true;
}

/* What a point on civil brings, whoever pays for it. */
static void weigh_civil(const struct variant *without, const struct variant *with, struct margin *margin)
{
    const struct actor *before = &without->side.after, *after = &with->side.after;
    margin->score = after->score - before->score;
    margin->productivity = after->productivity - before->productivity;
    margin->income = with->side.income - without->side.income;
}

static void weigh_arms(const struct view *view, const struct margins *all, const struct variant *without,
                       const struct variant *with, struct margin *margin)
{
    const struct actor *before = &without->side.after, *after = &with->side.after;
    struct arms seen_before = blurred_after(view, &without->orders),
                seen = blurred_after(view, &with->orders);
    margin->fortify = after->fortify - before->fortify;
    margin->strike = after->strike - before->strike;
    margin->dual = after->dual - before->dual;
    margin->seen = seen.fortify + seen.strike + seen.dual -
                   (seen_before.fortify + seen_before.strike + seen_before.dual);
    if (all->prey >= 0)
        margin->i_take = prospect_i_take(&with->side, all->prey) - prospect_i_take(&without->side, all->prey);
    if (all->danger < 0)
        return;
    margin->takes_me =
        prospect_takes_me(&with->side, all->danger) - prospect_takes_me(&without->side, all->danger);
    struct suspicion before_them[ACTORS_MAX], then[ACTORS_MAX];
    suspicion_plain(view, &without->orders, before_them);
    suspicion_plain(view, &with->orders, then);
    int32_t low = then[all->danger].low - before_them[all->danger].low;
    int32_t high = then[all->danger].high - before_them[all->danger].high;
    margin->suspicion_low = (int32_t)min_of(low, high);
    margin->suspicion_high = (int32_t)max_of(low, high);
}

static int32_t error_after(const struct view *view, const struct variant *variant)
{
    const struct actor *after = &variant->side.after;
    return (int32_t)intel_error(&view->scenario.parameters, after->intel, after->tech);
}

static void margin_of(const struct view *view, const struct orders *orders, int line,
                      const struct margins *all, struct margin *margin)
{
    struct variant without, with;
    margin->is_defined = make_pair(orders, line, &without.orders, &with.orders, &margin->is_last);
    if (!margin->is_defined)
        return;
    play(view, &without);
    play(view, &with);
    if (line == LINE_CIVIL)
        weigh_civil(&without, &with, margin);
    else if (line != LINE_INTEL)
        weigh_arms(view, all, &without, &with, margin);
    margin->error_before = margin->error = error_after(view, &without);
    if (line == LINE_INTEL)
        margin->error = error_after(view, &with);
}

static int32_t productivity_with(const struct view *view, const struct orders *orders, int32_t points)
{
    struct variant variant = {.orders = *orders};
    if (!move_to_civil(&variant.orders, points))
        return 0;
    play(view, &variant);
    return variant.side.after.productivity;
}

/* More civil never grows less, so the least number of points that makes a step can be halved down to. */
static int32_t points_to_growth(const struct view *view, const struct orders *orders)
{
    int32_t low = 0, high = (int32_t)budget_spent(orders);
    int32_t now = productivity_with(view, orders, 0);
    if (high <= 0 || productivity_with(view, orders, high) <= now)
        return 0;
    while (high - low > 1) {
        int32_t middle = low + (high - low) / 2;
        if (productivity_with(view, orders, middle) > now)
            high = middle;
        else
            low = middle;
    }
    return high;
}

void margins_of(const struct view *view, const struct orders *orders, struct margins *margins)
{
    struct own_side own;
    memset(margins, 0, sizeof *margins);
    margins->danger = margins->prey = -1;
    own_side_of(view, orders, &own);
    for (int j = 0; j < view->n; j++) {
        if (!prospect_is_rival(view, j))
            continue;
        int32_t takes_me = prospect_takes_me(&own, j), i_take = prospect_i_take(&own, j);
        if (view->scenario.proximity[j][view->me] && (margins->danger < 0 || takes_me > margins->takes_me)) {
            margins->danger = j;
            margins->takes_me = takes_me;
        }
        if (view->scenario.proximity[view->me][j] && (margins->prey < 0 || i_take > margins->i_take)) {
            margins->prey = j;
            margins->i_take = i_take;
        }
    }
    margins->civil_for_growth = points_to_growth(view, orders);
    for (int line = 0; line < LINE_COUNT; line++)
        margin_of(view, orders, line, margins, &margins->of[line]);
}
