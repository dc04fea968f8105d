#include "client/term/commands.h"
#include "client/term/tell.h"

static enum outcome run(struct game *game, struct slice rest)
{
    struct sheet next = game->draft.now;
    struct slice word;
    int64_t units;
    if (!word_take(&rest, &word) || !slice_int(word, 0, ORDER_VALUE_MAX, &units))
        return command_usage(game, "scrap");
    next.orders.scrap = (int32_t)units;
    return command_take(game, &next, PART_SCRAP);
}

const struct command command_scrap = {
    .name = "scrap",
    .aliases = "",
    .usage = "scrap UNITS",
    .group = GROUP_ORDER,
    .needs_view = true,
    .needs_turn = true,
    .run = run,
};
