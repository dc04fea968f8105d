/* Offensive realist (Mearsheimer 2001): assumes the worst of everybody. */
#include "common/bots/calculus.h"

static void play(const struct view *view, struct siphash_key key, struct orders *orders)
{
    (void)key;
    struct seeker_style style = seeker_style_default;
    style.suspicion = 600;
    style.strike_share = 50;
    seeker_play(view, &style, orders);
}

const struct bot bot_offensive_realist = {
    .name = "offensive_realist",
    .doctrine = "worst-case beliefs, half of its arms for strike (Mearsheimer)",
    .play = play,
};
