#include "client/term/commands.h"
#include "client/term/tell.h"

static enum outcome run(struct game *game, struct slice rest)
{
    struct slice word;
    bool yes;
    if (!word_take(&rest, &word) || !typed_yes(game->page.language, word, &yes) || !yes) {
        page_say(&game->page, "leave.confirm");
        return OUTCOME_REFUSED;
    }
    game_save_touched(game); /* the turn that is open is played with it */
    player_leave(game->player);
    game->talks++;
    page_say(&game->page, "leave.sent");
    return OUTCOME_SENT;
}

const struct command command_leave = {
    .name = "leave",
    .aliases = "",
    .usage = "leave yes",
    .group = GROUP_TURN,
    .needs_view = false,
    .needs_turn = false,
    .run = run,
};
