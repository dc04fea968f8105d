#include "client/term/commands.h"
#include "client/term/tell.h"

static enum outcome run(struct game *game, struct slice rest)
{
    (void)rest;
    draft_clear(&game->draft);
    page_say(&game->page, "clear.done");
    tell_orders(game);
    return OUTCOME_CHANGED;
}

const struct command command_clear = {
    .name = "clear",
    .aliases = "",
    .usage = "clear",
    .group = GROUP_ORDER,
    .needs_view = true,
    .needs_turn = true,
    .run = run,
};
