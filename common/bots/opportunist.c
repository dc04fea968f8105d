/* Opportunist: defends itself, and takes what is nearly certain. */
#include "common/bots/calculus.h"
#include "common/rules/arithmetic.h"

enum { LEAST_PROFIT = 120, LEAST_GAIN = 100 };

static void play(const struct view *view, struct siphash_key key, struct orders *orders)
{
    (void)key;
    struct seeker_style style = seeker_style_default;
    style.strike_share = 30;
    style.answer = ANSWER_STAND_ASIDE;
    seeker_play(view, &style, orders);
    if (orders->attack >= 0)
        return;
    orders->attack = best_prey(view, LEAST_PROFIT, max_of(gain_of(view), LEAST_GAIN));
    if (orders->attack < 0)
        return;
    int64_t before = orders_available(view, orders);
    mobilise_first(view, orders);
    orders->budget[LINE_CIVIL] -= (int32_t)(before - orders_available(view, orders));
    if (orders->budget[LINE_CIVIL] < 0)
        spend(view, orders, 0, 0, 0);
}

const struct bot bot_opportunist = {
    .name = "opportunist",
    .doctrine = "defends itself and takes what is nearly certain",
    .play = play,
};
