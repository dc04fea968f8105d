#include "client/term/commands.h"
#include "client/term/tell.h"

static enum outcome run(struct game *game, struct slice rest)
{
    (void)rest;
    tell_more(game);
    return OUTCOME_SHOWN;
}

const struct command command_more = {
    .name = "more",
    .aliases = "7",
    .usage = "more",
    .group = GROUP_ORDER,
    .needs_view = true,
    .needs_turn = false,
    .run = run,
};
