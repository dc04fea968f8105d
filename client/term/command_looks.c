#include "client/term/commands.h"
#include "client/term/tell.h"

static enum outcome run(struct game *game, struct slice rest)
{
    struct slice word;
    int state = -1;
    if (word_take(&rest, &word) && !command_state(game, word, true, &state))
        return OUTCOME_REFUSED;
    tell_looks(game, state);
    return OUTCOME_SHOWN;
}

const struct command command_looks = {
    .name = "looks",
    .aliases = "mirror",
    .usage = "looks [STATE]",
    .group = GROUP_LOOK,
    .needs_view = true,
    .needs_turn = true,
    .run = run,
};
