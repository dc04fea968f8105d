#include "client/term/commands.h"
#include "client/term/tell.h"

static enum outcome run(struct game *game, struct slice rest)
{
    struct slice word;
    int64_t turn = game_view(game)->turn;
    if (word_take(&rest, &word) && !slice_int(word, 1, TURNS_MAX, &turn))
        return command_usage(game, "log");
    if (tell_log(game, (uint32_t)turn))
        return OUTCOME_SHOWN;
    if (turn == 0)
        page_say(&game->page, "change.first_turn");
    else
        page_tell(&game->page, "log.unknown", SLOTS(num("turn", turn)));
    return OUTCOME_REFUSED;
}

const struct command command_log = {
    .name = "log",
    .aliases = "",
    .usage = "log [TURN]",
    .group = GROUP_LOOK,
    .needs_view = true,
    .needs_turn = false,
    .run = run,
};
