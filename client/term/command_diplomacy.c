#include "client/term/commands.h"
#include "client/term/tell.h"

static enum outcome run(struct game *game, struct slice rest)
{
    (void)rest;
    tell_pacts(game);
    tell_answers(game);
    page_say(&game->page, "diplomacy.how");
    return OUTCOME_SHOWN;
}

const struct command command_diplomacy = {
    .name = "diplomacy",
    .aliases = "4 pacts",
    .usage = "diplomacy",
    .group = GROUP_LOOK,
    .needs_view = true,
    .needs_turn = false,
    .run = run,
};
