#include "client/term/commands.h"
#include "client/term/tell.h"

static enum outcome run(struct game *game, struct slice rest)
{
    const struct view *view = game_view(game);
    struct sheet next = game->draft.now;
    struct slice word;
    struct piece name;
    int state;
    if (!word_take(&rest, &word))
        return command_usage(game, "cancel");
    if (!command_state(game, word, true, &state))
        return OUTCOME_REFUSED;
    bool withdraws = next.orders.pact[state] > PACT_NONE;
    if (!withdraws && !view->pact[view->me][state]) {
        page_tell(&game->page, "cancel.none", SLOTS(str("state", state_piece(game, state, &name))));
        return OUTCOME_REFUSED;
    }
    next.orders.pact[state] = withdraws ? -1 : PACT_NONE;
    next.orders.secret[state] = 0;
    if (withdraws)
        page_tell(&game->page, "cancel.offer", SLOTS(str("state", state_piece(game, state, &name))));
    return command_take(game, &next, PART_PACT);
}

const struct command command_cancel = {
    .name = "cancel",
    .aliases = "",
    .usage = "cancel STATE",
    .group = GROUP_ORDER,
    .needs_view = true,
    .needs_turn = true,
    .run = run,
};
