#include "client/term/commands.h"
#include "client/term/tell.h"

static enum outcome run(struct game *game, struct slice rest)
{
    (void)rest;
    tell_role(game);
    return OUTCOME_SHOWN;
}

const struct command command_role = {
    .name = "role",
    .aliases = "who",
    .usage = "role",
    .group = GROUP_LOOK,
    .needs_view = false,
    .needs_turn = false,
    .run = run,
};
