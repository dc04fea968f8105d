#include "common/bots/bot.h"

extern const struct bot bot_security_seeker, bot_greedy, bot_offensive_realist, bot_pacifist, bot_appeaser,
    bot_hawk, bot_tit_for_tat, bot_grit, bot_buck_passer, bot_loyal_ally, bot_opportunist, bot_random_legal;

const struct bot *const bots[] = {
    &bot_security_seeker, &bot_greedy,     &bot_offensive_realist, &bot_pacifist,
    &bot_appeaser,        &bot_hawk,       &bot_tit_for_tat,       &bot_grit,
    &bot_buck_passer,     &bot_loyal_ally, &bot_opportunist,       &bot_random_legal,
};

const int bot_count = sizeof bots / sizeof bots[0];

const struct bot *bot_find(struct slice name)
{
    for (int b = 0; b < bot_count; b++)
        if (slice_is(name, bots[b]->name))
            return bots[b];
    return NULL;
}

void bot_put_names(struct text *text)
{
    for (int b = 0; b < bot_count; b++) {
        text_put(text, b ? ", " : "");
        text_put(text, bots[b]->name);
    }
}

const struct bot *bot_for_motive(int motive)
{
    return motive_expands(motive) ? &bot_greedy : &bot_security_seeker;
}
