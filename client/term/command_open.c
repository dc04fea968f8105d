#include "client/term/commands.h"
#include "client/term/tell.h"

static enum outcome run(struct game *game, struct slice rest)
{
    const struct view *view = game_view(game);
    struct sheet next = game->draft.now;
    struct slice word;
    int state;
    uint32_t mask = 0;
    if (!word_take(&rest, &word))
        return command_usage(game, "open");
    do {
        if (typed_is(game->page.language, word, "nobody"))
            continue;
        if (typed_is(game->page.language, word, "all")) {
            for (int j = 0; j < view->n; j++)
                mask |= j != view->me && view->alive[j] ? 1u << j : 0;
            continue;
        }
        if (!command_state(game, word, true, &state))
            return OUTCOME_REFUSED;
        mask |= 1u << state;
    } while (word_take(&rest, &word));
    next.orders.open_books = (int32_t)mask;
    return command_take(game, &next, PART_OPEN_BOOKS);
}

const struct command command_open = {
    .name = "open",
    .aliases = "books",
    .usage = "open STATE ...|all|nobody",
    .group = GROUP_ORDER,
    .needs_view = true,
    .needs_turn = true,
    .run = run,
};
