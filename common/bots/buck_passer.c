/* Buck-passer (Christensen and Snyder 1990): lets others carry the burden when there are others. */
#include "common/bots/calculus.h"

static bool others_can_carry(const struct view *view)
{
    int unbound = 0;
    for (int j = 0; j < view->n; j++) {
        if (!is_rival(view, j))
            continue;
        if (is_partner(view, j))
            return true;
        unbound += view->pact[view->me][j] == PACT_NONE;
    }
    return unbound > 1;
}

static void play(const struct view *view, struct siphash_key key, struct orders *orders)
{
    (void)key;
    struct seeker_style style = seeker_style_default;
    style.answer = ANSWER_STAND_ASIDE;
    if (others_can_carry(view)) {
        style.demand = 120;
        style.arms_cap = 35;
    }
    seeker_play(view, &style, orders);
}

const struct bot bot_buck_passer = {
    .name = "buck_passer",
    .doctrine = "asks for less defence and stands aside when others can carry the burden",
    .play = play,
};
