/* Never arms, never fights, trusts everybody. */
#include "common/bots/calculus.h"

static void play(const struct view *view, struct siphash_key key, struct orders *orders)
{
    (void)key;
    orders_init(orders);
    state_beliefs(view, orders);
    orders->declare = DECLARE_PEACEFUL;
    answer_calls(view, ANSWER_STAND_ASIDE, orders);
    accept_offers(view, 1000, orders);
    spend(view, orders, 0, 0, 0);
}

const struct bot bot_pacifist = {
    .name = "pacifist",
    .doctrine = "never arms and never fights",
    .play = play,
};
