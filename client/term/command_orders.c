#include "client/term/commands.h"
#include "client/term/tell.h"

static enum outcome run(struct game *game, struct slice rest)
{
    (void)rest;
    tell_orders(game);
    return OUTCOME_SHOWN;
}

const struct command command_orders = {
    .name = "orders",
    .aliases = "2 o draft",
    .usage = "orders",
    .group = GROUP_ORDER,
    .needs_view = true,
    .needs_turn = false,
    .run = run,
};
