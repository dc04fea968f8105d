#include "common/aids/margins.h"

#include "common/aids/choices.h"
#include "common/aids/estimates.h"
#include "common/aids/prospects.h"
#include "common/aids/suspicion.h"
#include "common/rules/arithmetic.h"

#include <string.h>

/* The orders, perhaps with a point moved between civil and another line, and what comes of them. */
struct variant {
    struct orders orders;
    struct own_side side;
    /* what arms change */
    struct arms seen;
    int32_t takes_me, i_take;
    struct suspicion suspicion; /* in the danger's eyes */
};

static void play(const struct view *view, struct variant *variant)
{
    own_side_of(view, &variant->orders, &variant->side);
}

/* What variants are weighed on; most of them have the orders in hand on one side. */
struct scales {
    const struct view *view;
    const struct margins *all; /* danger and prey */
    struct eyes eyes;
    struct variant now; /* the orders in hand */
};

static void weigh(const struct scales *scales, struct variant *variant)
{
    const struct margins *all = scales->all;
    struct suspicion suspicion[ACTORS_MAX];
    variant->seen = blurred_after(scales->view, &variant->orders);
    variant->i_take = all->prey >= 0 ? prospect_i_take(&variant->side, all->prey) : 0;
    variant->takes_me = all->danger >= 0 ? prospect_takes_me(&variant->side, all->danger) : 0;
    variant->suspicion = (struct suspicion){0};
    if (all->danger < 0)
        return;
    suspicion_plain(&scales->eyes, &variant->orders, suspicion);
    variant->suspicion = suspicion[all->danger];
}

/* The orders in hand are played and weighed already. */
static const struct variant *variant_of(const struct scales *scales, int line, struct variant *variant)
{
    if (memcmp(&variant->orders, &scales->now.orders, sizeof variant->orders) == 0)
        return &scales->now;
    play(scales->view, variant);
    if (line >= LINE_FORTIFY && line <= LINE_DUAL)
        weigh(scales, variant);
    return variant;
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

static int64_t sum_of(const struct arms *arms)
{
    return (int64_t)arms->fortify + arms->strike + arms->dual;
}

static void weigh_arms(const struct variant *without, const struct variant *with, struct margin *margin)
{
    const struct actor *before = &without->side.after, *after = &with->side.after;
    int32_t low = with->suspicion.low - without->suspicion.low;
    int32_t high = with->suspicion.high - without->suspicion.high;
    margin->fortify = after->fortify - before->fortify;
    margin->strike = after->strike - before->strike;
    margin->dual = after->dual - before->dual;
    margin->seen = (int32_t)(sum_of(&with->seen) - sum_of(&without->seen));
    margin->i_take = with->i_take - without->i_take;
    margin->takes_me = with->takes_me - without->takes_me;
    margin->suspicion_low = (int32_t)min_of(low, high);
    margin->suspicion_high = (int32_t)max_of(low, high);
}

static int32_t error_after(const struct view *view, const struct variant *variant)
{
    const struct actor *after = &variant->side.after;
    return (int32_t)intel_error(&view->scenario.parameters, after->intel, after->tech);
}

static void margin_of(const struct scales *scales, int line, struct margin *margin)
{
    const struct view *view = scales->view;
    struct variant spaces[2];
    margin->is_defined =
        make_pair(&scales->now.orders, line, &spaces[0].orders, &spaces[1].orders, &margin->is_last);
    if (!margin->is_defined)
        return;
    const struct variant *without = variant_of(scales, line, &spaces[0]);
    const struct variant *with = variant_of(scales, line, &spaces[1]);
    if (line == LINE_CIVIL)
        weigh_civil(without, with, margin);
    else if (line != LINE_INTEL)
        weigh_arms(without, with, margin);
    margin->error_before = margin->error = error_after(view, without);
    if (line == LINE_INTEL)
        margin->error = error_after(view, with);
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

/* The most dangerous rival and the weakest, as in prospects. */
static void set_rivals(const struct view *view, const struct own_side *own, struct margins *margins)
{
    margins->danger = margins->prey = -1;
    for (int j = 0; j < view->n; j++) {
        if (!prospect_is_rival(view, j))
            continue;
        int32_t takes_me = prospect_takes_me(own, j), i_take = prospect_i_take(own, j);
        if (view->scenario.proximity[j][view->me] && (margins->danger < 0 || takes_me > margins->takes_me)) {
            margins->danger = j;
            margins->takes_me = takes_me;
        }
        if (view->scenario.proximity[view->me][j] && (margins->prey < 0 || i_take > margins->i_take)) {
            margins->prey = j;
            margins->i_take = i_take;
        }
    }
}

void margins_of(const struct view *view, const struct orders *orders, struct margins *margins)
{
    struct scales scales = {.view = view, .all = margins, .now.orders = *orders};
    memset(margins, 0, sizeof *margins);
    eyes_of(view, &scales.eyes);
    play(view, &scales.now);
    set_rivals(view, &scales.now.side, margins);
    weigh(&scales, &scales.now);
    margins->civil_for_growth = points_to_growth(view, orders);
    for (int line = 0; line < LINE_COUNT; line++)
        margin_of(&scales, line, &margins->of[line]);
}
