#include "client/term/commands.h"
#include "client/term/tell.h"

static enum outcome run(struct game *game, struct slice rest)
{
    (void)rest;
    tell_turn(game);
    return OUTCOME_SHOWN;
}

const struct command command_situation = {
    .name = "situation",
    .aliases = "1 s look",
    .usage = "situation",
    .group = GROUP_LOOK,
    .needs_view = true,
    .needs_turn = false,
    .run = run,
};
