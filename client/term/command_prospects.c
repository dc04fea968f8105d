#include "client/term/commands.h"
#include "client/term/tell.h"

static enum outcome run(struct game *game, struct slice rest)
{
    struct slice word;
    int state;
    if (!word_take(&rest, &word)) {
        tell_prospects(game);
        return OUTCOME_SHOWN;
    }
    do {
        if (!command_state(game, word, true, &state))
            return OUTCOME_REFUSED;
        tell_prospect(game, state);
    } while (word_take(&rest, &word));
    return OUTCOME_SHOWN;
}

const struct command command_prospects = {
    .name = "prospects",
    .aliases = "odds",
    .usage = "prospects [STATE ...]",
    .group = GROUP_LOOK,
    .needs_view = true,
    .needs_turn = true,
    .run = run,
};
