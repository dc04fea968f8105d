/* Appeaser: content with little safety, and slow to suspect. */
#include "common/bots/calculus.h"

static void play(const struct view *view, struct siphash_key key, struct orders *orders)
{
    (void)key;
    struct seeker_style style = seeker_style_default;
    style.demand = 200;
    style.suspicion = 50;
    seeker_play(view, &style, orders);
}

const struct bot bot_appeaser = {
    .name = "appeaser",
    .doctrine = "asks for little safety and suspects nobody",
    .play = play,
};
