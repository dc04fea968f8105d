/* Loyal ally: offers a defensive pact to the least feared and honours every call. */
#include "common/bots/calculus.h"

enum { FEAR_MAX = 300 };

static void play(const struct view *view, struct siphash_key key, struct orders *orders)
{
    (void)key;
    struct seeker_style style = seeker_style_default;
    style.answer = ANSWER_HONOUR;
    style.trust = FEAR_MAX;
    seeker_play(view, &style, orders);
    int least = -1;
    for (int j = 0; j < view->n; j++) {
        if (!is_rival(view, j) || view->pact[view->me][j] || view->assessment[j] > FEAR_MAX)
            continue;
        if (least < 0 || view->assessment[j] < view->assessment[least])
            least = j;
    }
    if (least >= 0 && view->n > 2 && orders->pact[least] < 0)
        orders->pact[least] = PACT_DEFENSIVE;
}

const struct bot bot_loyal_ally = {
    .name = "loyal_ally",
    .doctrine = "offers defensive pacts to the least feared and honours every call",
    .play = play,
};
