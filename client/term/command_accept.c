#include "client/term/commands.h"
#include "client/term/tell.h"

static enum outcome run(struct game *game, struct slice rest)
{
    const struct view *view = game_view(game);
    struct sheet next = game->draft.now;
    struct slice word;
    int state;
    if (!word_take(&rest, &word))
        return command_usage(game, "accept");
    if (!command_state(game, word, true, &state))
        return OUTCOME_REFUSED;
    if (!view->offer_in[state]) {
        struct piece name;
        page_tell(&game->page, "accept.none", SLOTS(str("state", state_piece(game, state, &name))));
        return OUTCOME_REFUSED;
    }
    next.orders.pact[state] = view->offer_in[state];
    next.orders.secret[state] = view->offer_in_secret[state];
    return command_take(game, &next, PART_PACT);
}

const struct command command_accept = {
    .name = "accept",
    .aliases = "",
    .usage = "accept STATE",
    .group = GROUP_ORDER,
    .needs_view = true,
    .needs_turn = true,
    .run = run,
};
