#include "client/term/commands.h"
#include "client/term/tell.h"

/* A person is asked once where orders of an open turn would not count; a script means what it says, and a
 * screen asks by itself. */
static bool asks(struct game *game)
{
    enum draft_state state = draft_state(&game->draft);
    bool goes = state == DRAFT_SENT && player_connected(game->player);
    if (!game->walk.by_hand || game->drawn || game->asked_to_quit || !game_may_order(game) || goes ||
        state == DRAFT_SAVED)
        return false;
    tell_status(game);
    page_say(&game->page, game->draft.has_saved ? "quit.changed" : "quit.unsaved");
    game->asked_to_quit = true;
    return true;
}

static enum outcome run(struct game *game, struct slice rest)
{
    (void)rest;
    game_save_touched(game); /* it would have been saved in a moment */
    if (asks(game))
        return OUTCOME_REFUSED;
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
