#include "client/term/commands.h"
#include "client/term/tell.h"

static enum outcome run(struct game *game, struct slice rest)
{
    (void)rest;
    if (!draft_undo(&game->draft)) {
        page_say(&game->page, "undo.nothing");
        return OUTCOME_REFUSED;
    }
    page_say(&game->page, "undo.done");
    tell_orders(game);
    return OUTCOME_CHANGED;
}

const struct command command_undo = {
    .name = "undo",
    .aliases = "u",
    .usage = "undo",
    .group = GROUP_ORDER,
    .needs_view = true,
    .needs_turn = true,
    .run = run,
};
