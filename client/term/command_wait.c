#include "client/term/commands.h"
#include "client/term/tell.h"

static enum outcome run(struct game *game, struct slice rest)
{
    struct slice word;
    bool end = word_take(&rest, &word) && word_is(word, "end");
    if (word.length && !end)
        return command_usage(game, "wait");
    game->wish = end ? WISH_WAIT_END : WISH_WAIT_TURN;
    page_say(&game->page, end ? "wait.end" : "wait.turn");
    return OUTCOME_SHOWN;
}

const struct command command_wait = {
    .name = "wait",
    .aliases = "",
    .usage = "wait [end]",
    .group = GROUP_TURN,
    .needs_view = true,
    .needs_turn = false,
    .run = run,
};
