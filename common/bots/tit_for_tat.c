/* Tit for tat (Axelrod 1984): keeps level with the strongest rival's observed arms, in the proportion
 * observed, and returns each attack once. */
#include "common/bots/calculus.h"
#include "common/rules/arithmetic.h"

enum { BAND = 10 }; /* percent by which a rival must lead before it is followed */

static void play(const struct view *view, struct siphash_key key, struct orders *orders)
{
    const struct parameters *p = &view->scenario.parameters;
    int me = view->me, lead = -1;
    (void)key;
    orders_init(orders);
    state_beliefs(view, orders);
    int64_t mine = worn(view, view->own.fortify) + worn(view, view->own.strike) + worn(view, view->own.dual);
    int64_t want = view->base[me];
    for (int j = 0; j < view->n; j++) {
        if (!is_rival(view, j) || !view->scenario.proximity[j][me] || is_partner(view, j))
            continue;
        int64_t theirs = floor_div(estimated_arms(view, j) * view->scenario.proximity[j][me], 100);
        if (theirs * 100 > want * (100 + BAND)) {
            want = theirs;
            lead = j;
        }
        if (view->attacked[j][me] > view->attacked[me][j] && view->turn >= p->grace_turns &&
            view->scenario.proximity[me][j])
            orders->attack = j;
    }
    mobilise_first(view, orders);
    int64_t arms = 0, strike = 0;
    if (lead >= 0) {
        arms =
            min_of(ceil_div(max_of(0, want - mine), 100), floor_div(orders_available(view, orders) * 7, 10));
        strike = floor_div(arms * view->est_strike[lead], max_of(1, estimated_arms(view, lead)));
    }
    answer_calls(view, ANSWER_HONOUR_IF_VICTIM, orders);
    accept_offers(view, 250, orders);
    spend(view, orders, arms - strike, strike, 0);
}

const struct bot bot_tit_for_tat = {
    .name = "tit_for_tat",
    .doctrine = "keeps level with the strongest rival and returns each attack once (Axelrod)",
    .play = play,
};
