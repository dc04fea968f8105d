#include "client/term/commands.h"
#include "client/term/tell.h"

static enum outcome run(struct game *game, struct slice rest)
{
    struct sheet next = game->draft.now;
    struct slice word;
    if (!word_take(&rest, &word))
        return command_usage(game, "project");
    int project = typed_choose(game->page.language, word, project_names.names, PROJECT_COUNT);
    if (project < 0)
        return command_usage(game, "project");
    next.orders.project = project;
    return command_take(game, &next, PART_PROJECT);
}

const struct command command_project = {
    .name = "project",
    .aliases = "research",
    .usage = "project intel|fortress|strike|specialise|none",
    .group = GROUP_ORDER,
    .needs_view = true,
    .needs_turn = true,
    .run = run,
};
