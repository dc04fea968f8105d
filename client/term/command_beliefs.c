#include "client/term/commands.h"
#include "client/term/tell.h"

static enum outcome run(struct game *game, struct slice rest)
{
    (void)rest;
    tell_belief_sheet(game);
    tell_stated(game);
    return OUTCOME_SHOWN;
}

const struct command command_beliefs = {
    .name = "beliefs",
    .aliases = "5",
    .usage = "beliefs",
    .group = GROUP_LOOK,
    .needs_view = true,
    .needs_beliefs = true,
    .needs_turn = false,
    .run = run,
};
