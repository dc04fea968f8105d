#include "client/term/commands.h"
#include "client/term/tell.h"

static enum outcome run(struct game *game, struct slice rest)
{
    struct sheet next = game->draft.now;
    struct slice word;
    bool yes;
    if (!word_take(&rest, &word) || !typed_yes(game->page.language, word, &yes))
        return command_usage(game, "mobilise");
    next.orders.mobilise = yes;
    return command_take(game, &next, PART_MOBILISE);
}

const struct command command_mobilise = {
    .name = "mobilise",
    .aliases = "mobilize",
    .usage = "mobilise yes|no",
    .group = GROUP_ORDER,
    .needs_view = true,
    .needs_turn = true,
    .run = run,
};
