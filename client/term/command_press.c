#include "client/term/commands.h"
#include "client/term/tell.h"

static enum outcome run(struct game *game, struct slice rest)
{
    (void)rest;
    for (int x = 0; x < game->model->press_count; x++)
        tell_press(game, &game->model->press[x]);
    if (game->model->press_count == 0)
        page_say(&game->page, "press.none");
    return OUTCOME_SHOWN;
}

const struct command command_press = {
    .name = "press",
    .aliases = "messages read",
    .usage = "press",
    .group = GROUP_TALK,
    .needs_view = true,
    .needs_turn = false,
    .run = run,
};
