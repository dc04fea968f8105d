#include "client/term/commands.h"
#include "client/term/tell.h"

static enum outcome run(struct game *game, struct slice rest)
{
    struct slice word;
    int state;
    if (!word_take(&rest, &word)) {
        tell_rivals(game);
        page_say(&game->page, "rivals.how");
        return OUTCOME_SHOWN;
    }
    do {
        if (!command_state(game, word, false, &state))
            return OUTCOME_REFUSED;
        if (state == game_view(game)->me)
            tell_own(game);
        else
            tell_rival(game, state);
    } while (word_take(&rest, &word));
    return OUTCOME_SHOWN;
}

const struct command command_rivals = {
    .name = "rivals",
    .aliases = "3 intelligence r",
    .usage = "rivals [STATE ...]",
    .group = GROUP_LOOK,
    .needs_view = true,
    .needs_turn = false,
    .run = run,
};
