#include "client/term/commands.h"
#include "client/term/tell.h"

static enum outcome run(struct game *game, struct slice rest)
{
    (void)rest;
    tell_status(game);
    return OUTCOME_SHOWN;
}

const struct command command_status = {
    .name = "status",
    .aliases = "time",
    .usage = "status",
    .group = GROUP_LOOK,
    .needs_view = false,
    .needs_turn = false,
    .run = run,
};
