/* Expansionist: half of the income for arms, and attacks the best prey. */
#include "common/bots/calculus.h"
#include "common/rules/arithmetic.h"

enum { LEAST_PROFIT = 60 };

void greedy_play(const struct view *view, int64_t least, struct orders *orders)
{
    orders_init(orders);
    state_beliefs(view, orders);
    orders->attack = best_prey(view, least, gain_of(view));
    mobilise_first(view, orders);
    int64_t arms = floor_div(orders_available(view, orders), 2);
    int64_t strike =
        view->scenario.parameters.fungibility < 50 ? floor_div(arms * 7, 10) : floor_div(arms, 2);
    answer_calls(view, ANSWER_STAND_ASIDE, orders);
    spend(view, orders, arms - strike, strike, 0);
}

static void play(const struct view *view, struct siphash_key key, struct orders *orders)
{
    (void)key;
    greedy_play(view, LEAST_PROFIT, orders);
}

const struct bot bot_greedy = {
    .name = "greedy",
    .doctrine = "expansionist: arms with half of its income and takes the best prey",
    .play = play,
};
