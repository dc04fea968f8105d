/* Hawk: demands far more safety than a security seeker. */
#include "common/bots/calculus.h"

static void play(const struct view *view, struct siphash_key key, struct orders *orders)
{
    (void)key;
    struct seeker_style style = seeker_style_default;
    style.demand = 25;
    seeker_play(view, &style, orders);
}

const struct bot bot_hawk = {
    .name = "hawk",
    .doctrine = "demands much more safety than others",
    .play = play,
};
