/* Defensive realist (Jervis 1976, 1978): arms until nobody in reach is too likely to prevail, and strikes
 * first only out of fear. */
#include "common/bots/calculus.h"
#include "common/rules/arithmetic.h"

const struct seeker_style seeker_style_default = {
    .demand = 60,
    .suspicion = 150,
    .preempts = true,
    .arms_cap = 70,
    .answer = ANSWER_WEIGHED,
    .trust = 250,
};

/* Defence wanted: vulnerability to each rival at most 1000 * demand / suspicion. Partners count too: nobody
 * enforces a promise. */
static int64_t defence_needed(const struct view *view, const struct seeker_style *style)
{
    int64_t need = 0;
    for (int j = 0; j < view->n; j++) {
        if (!is_rival(view, j))
            continue;
        int64_t suspicion =
            max_of(floor_div(view->assessment[j] * (int64_t)(100 - style->empathy), 100), style->suspicion);
        int64_t accepted = clamp(floor_div(1000 * style->demand, suspicion), 50, 900);
        int64_t threat = floor_div(view_offence(view, j) * view->scenario.proximity[j][view->me], 100);
        int64_t odds = int_sqrt(floor_div((1000 - accepted) * 1000000, accepted));
        need = max_of(need, floor_div(view_balance(view, j, view->me) * threat * odds, 100000));
    }
    return need;
}

static int most_suspected(const struct view *view)
{
    int worst = -1;
    for (int j = 0; j < view->n; j++)
        if (is_rival(view, j) && (worst < 0 || view->assessment[j] > view->assessment[worst]))
            worst = j;
    return worst;
}

void seeker_play(const struct view *view, const struct seeker_style *style, struct orders *orders)
{
    const struct parameters *p = &view->scenario.parameters;
    orders_init(orders);
    state_beliefs(view, orders);
    bool can_research = p->technology && !view->tech[view->me] && !view->own.project;
    if (can_research && view->income >= p->mobilise_cost + p->research_cost)
        orders->project = style->project ? style->project : PROJECT_FORTRESS;
    if (style->preempts)
        orders->attack = preempt(view);
    mobilise_first(view, orders);
    int64_t have =
        defence_value(worn(view, view->own.fortify), worn(view, view->own.strike), worn(view, view->own.dual),
                      view_fungibility(view, view->me), p->dual_value) +
        p->referee_force;
    int64_t gap = max_of(0, with_margin(view, defence_needed(view, style)) - have);
    int64_t arms =
        min_of(ceil_div(gap, 100), floor_div(orders_available(view, orders) * style->arms_cap, 100));
    int64_t strike = floor_div(arms * style->strike_share, 100);
    if (p->leak && style->intel)
        orders->focus = most_suspected(view);
    answer_calls(view, style->answer, orders);
    accept_offers(view, style->trust, orders);
    spend(view, orders, arms - strike, strike, style->intel);
}

static void play(const struct view *view, struct siphash_key key, struct orders *orders)
{
    (void)key;
    seeker_play(view, &seeker_style_default, orders);
}

const struct bot bot_security_seeker = {
    .name = "security_seeker",
    .doctrine = "defensive realist: arms until it feels safe, strikes first only out of fear (Jervis)",
    .play = play,
};
