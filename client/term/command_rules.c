#include "client/term/commands.h"
#include "client/term/tell.h"

const char *const rules_keys[] = {"rules.1", "rules.2", "rules.3", "rules.4", "rules.5",
                                  "rules.6", "rules.7", "rules.8", "rules.9"};
const int rules_count = sizeof rules_keys / sizeof rules_keys[0];

static enum outcome run(struct game *game, struct slice rest)
{
    (void)rest;
    for (int x = 0; x < rules_count; x++)
        page_say(&game->page, rules_keys[x]);
    return OUTCOME_SHOWN;
}

const struct command command_rules = {
    .name = "rules",
    .aliases = "",
    .usage = "rules",
    .group = GROUP_LOOK,
    .needs_view = false,
    .needs_turn = false,
    .run = run,
};
