#include "client/term/commands.h"
#include "client/term/tell.h"

/* An open turn without a clock closes only when this seat is ready too: waiting for it would be for ever. */
static bool would_never_end(const struct game *game)
{
    const struct model *model = game->model;
    return game_may_order(game) && !game->ready && model->briefing.turn_seconds == 0 &&
           !model->situation.bot_holds_seat;
}

static enum outcome run(struct game *game, struct slice rest)
{
    struct slice word;
    bool end = word_take(&rest, &word) && typed_is(game->page.language, word, "end");
    if (word.length && !end)
        return command_usage(game, "wait");
    if (model_withheld(game->model)) { /* the next thing to wait for is its debrief */
        game->wish = WISH_WAIT_END;
        page_say(&game->page, "web_step.waits");
        return OUTCOME_SHOWN;
    }
    if (game->model->has_ended) { /* it came before it was waited for */
        tell_status(game);
        return OUTCOME_SHOWN;
    }
    if (would_never_end(game)) {
        page_say(&game->page, "wait.never");
        return OUTCOME_SHOWN;
    }
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
