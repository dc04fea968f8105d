/* Graduated reciprocation in tension reduction (Osgood 1962): announced restraint with open books, then a
 * softer demand for safety while the others do not build. */
#include "common/bots/calculus.h"

enum { RESTRAINT_TURNS = 3, SOFT_DEMAND = 120 };

static void restrain(const struct view *view, struct orders *orders)
{
    orders_init(orders);
    state_beliefs(view, orders);
    orders->declare = DECLARE_PEACEFUL;
    orders->scrap = view->own.strike >= 200 ? 1 : 0;
    open_all_books(view, orders);
    answer_calls(view, ANSWER_HONOUR_IF_VICTIM, orders);
    accept_offers(view, 250, orders);
    spend(view, orders, 0, 0, 0);
}

static bool somebody_builds(const struct view *view)
{
    for (int j = 0; j < view->n; j++)
        if (is_rival(view, j) && view->scenario.proximity[j][view->me] &&
            estimated_arms(view, j) * 100 > (int64_t)view->est_before[j] * 110)
            return true;
    return false;
}

static void play(const struct view *view, struct siphash_key key, struct orders *orders)
{
    (void)key;
    if (view->turn < RESTRAINT_TURNS) {
        restrain(view, orders);
        return;
    }
    bool building = somebody_builds(view);
    struct seeker_style style = seeker_style_default;
    style.demand = building ? style.demand : SOFT_DEMAND;
    style.answer = ANSWER_HONOUR_IF_VICTIM;
    seeker_play(view, &style, orders);
    orders->declare = orders->attack >= 0 ? DECLARE_NONE : DECLARE_PEACEFUL;
    if (!building)
        open_all_books(view, orders);
}

const struct bot bot_grit = {
    .name = "grit",
    .doctrine = "announced restraint first, then reciprocity (Osgood)",
    .play = play,
};
