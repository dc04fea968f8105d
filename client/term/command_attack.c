#include "client/term/commands.h"
#include "client/term/tell.h"

static enum outcome run(struct game *game, struct slice rest)
{
    struct sheet next = game->draft.now;
    struct slice word;
    int state = -1;
    if (!word_take(&rest, &word)) {
        tell_attack(game);
        return OUTCOME_SHOWN;
    }
    if (!typed_is(game->page.language, word, "nobody") && !command_state(game, word, true, &state))
        return OUTCOME_REFUSED;
    next.orders.attack = state;
    return command_take(game, &next, PART_ATTACK);
}

const struct command command_attack = {
    .name = "attack",
    .aliases = "",
    .usage = "attack STATE|nobody",
    .group = GROUP_ORDER,
    .needs_view = true,
    .needs_turn = true,
    .run = run,
};
