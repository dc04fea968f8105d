#include "client/term/commands.h"
#include "client/term/tell.h"

static enum outcome run(struct game *game, struct slice rest)
{
    (void)rest;
    tell_world_game(game);
    return OUTCOME_SHOWN;
}

const struct command command_game = {
    .name = "game",
    .aliases = "matrix",
    .usage = "game",
    .group = GROUP_LOOK,
    .needs_view = true,
    .needs_turn = false,
    .run = run,
};
