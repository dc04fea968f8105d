#include "client/term/commands.h"
#include "client/term/tell.h"

static enum outcome run(struct game *game, struct slice rest)
{
    struct sheet next = game->draft.now;
    struct slice what, whom;
    int state = -1;
    if (!word_take(&rest, &what))
        return command_usage(game, "declare");
    const struct language *language = game->page.language;
    bool warns = typed_is(language, what, "warn"), demands = typed_is(language, what, "demand");
    bool peace = typed_is(language, what, "peaceful");
    if (!warns && !demands && !peace && !typed_is(language, what, "nothing"))
        return command_usage(game, "declare");
    if (warns || demands) {
        if (!word_take(&rest, &whom))
            return command_usage(game, "declare");
        if (!command_state(game, whom, true, &state))
            return OUTCOME_REFUSED;
    }
    next.orders.declare = warns     ? DECLARE_WARN
                          : demands ? DECLARE_DEMAND
                          : peace   ? DECLARE_PEACEFUL
                                    : DECLARE_NONE;
    next.orders.declare_to = state;
    return command_take(game, &next, PART_DECLARE);
}

const struct command command_declare = {
    .name = "declare",
    .aliases = "",
    .usage = "declare peaceful|warn STATE|demand STATE|nothing",
    .group = GROUP_ORDER,
    .needs_view = true,
    .needs_turn = true,
    .run = run,
};
