#include "client/term/commands.h"
#include "client/term/tell.h"

static enum outcome run(struct game *game, struct slice rest)
{
    (void)rest;
    if (draft_state(&game->draft) == DRAFT_SAVED) {
        tell_status(game);
        return OUTCOME_SHOWN;
    }
    game_save(game);
    page_say(&game->page, "status.sent");
    return OUTCOME_SENT;
}

const struct command command_save = {
    .name = "save",
    .aliases = "",
    .usage = "save",
    .group = GROUP_TURN,
    .needs_view = true,
    .needs_turn = true,
    .run = run,
};
