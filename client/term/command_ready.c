#include "client/term/commands.h"
#include "client/term/tell.h"

static enum outcome run(struct game *game, struct slice rest)
{
    struct slice word;
    bool yes = true;
    if (word_take(&rest, &word) && !typed_yes(game->page.language, word, &yes))
        return command_usage(game, "ready");
    if (game_may_take_back(game)) { /* what asks for it, and changes nothing else */
        player_set_ready(game->player, false);
        page_say(&game->page, "ready.take_back");
        return OUTCOME_SENT;
    }
    bool saves = yes && draft_state(&game->draft) != DRAFT_SAVED;
    game_set_ready(game, yes);
    page_say(&game->page, saves ? "ready.saving" : yes ? "ready.sent" : "ready.back");
    return OUTCOME_SENT;
}

const struct command command_ready = {
    .name = "ready",
    .aliases = "6",
    .usage = "ready [no]",
    .group = GROUP_TURN,
    .needs_view = true,
    .needs_turn = true,
    .takes_back = true,
    .run = run,
};
