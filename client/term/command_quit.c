#include "client/term/commands.h"
#include "client/term/tell.h"

static enum outcome run(struct game *game, struct slice rest)
{
    (void)rest;
    if (game_waits(game) && game->wish != WISH_QUIT && player_connected(game->player)) {
        page_say(&game->page, "quit.unanswered");
        game->wish = WISH_QUIT;
        return OUTCOME_REFUSED;
    }
    if (game_may_order(game))
        tell_status(game);
    if (!game->model->has_ended)
        page_say(&game->page, "quit.done");
    game->wish = WISH_QUIT_NOW;
    return OUTCOME_SHOWN;
}

const struct command command_quit = {
    .name = "quit",
    .aliases = "exit q",
    .usage = "quit",
    .group = GROUP_TURN,
    .needs_view = false,
    .needs_turn = false,
    .run = run,
};
