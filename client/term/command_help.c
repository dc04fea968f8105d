#include "client/term/commands.h"
#include "client/term/tell.h"

/* What one is never asked for is in no list; who types it reads why. */
static bool is_offered(const struct game *game, const struct command *command)
{
    return !command->needs_beliefs || !game->model->has_briefing || model_asks_beliefs(game->model);
}

static void tell_group(struct game *game, enum command_group group)
{
    static const char *const keys[GROUP_COUNT] = {"group.look", "group.order", "group.talk", "group.turn",
                                                  "group.debrief"};
    struct piece piece;
    struct text text = text_over(piece.at, sizeof piece.at);
    for (int x = 0; x < command_count; x++) {
        if (commands[x]->group != group || !is_offered(game, commands[x]))
            continue;
        text_put(&text, text.length ? ", " : "");
        put_typed(game->page.language, commands[x]->name, &text);
    }
    page_tell(&game->page, keys[group], SLOTS(str("names", piece.at)));
}

static void tell_command(struct game *game, const struct command *command)
{
    struct piece usage;
    struct text text = text_over(usage.at, sizeof usage.at);
    put_usage(game->page.language, command->usage, &text);
    page_tell(&game->page, "help.line",
              SLOTS(str("usage", usage.at), str("help", page_word(&game->page, "help", command->name))));
}

static enum outcome run(struct game *game, struct slice rest)
{
    struct slice word;
    bool ambiguous;
    if (!word_take(&rest, &word)) {
        for (int group = 0; group < GROUP_COUNT; group++)
            tell_group(game, (enum command_group)group);
        page_say(&game->page, "help.states");
        page_say(&game->page, "help.how");
        return OUTCOME_SHOWN;
    }
    if (typed_is(game->page.language, word, "all")) {
        for (int x = 0; x < command_count; x++)
            if (is_offered(game, commands[x]))
                tell_command(game, commands[x]);
        return OUTCOME_SHOWN;
    }
    const struct command *command = command_find(game->page.language, word, &ambiguous);
    if (!command) {
        page_say(&game->page, "help.unknown");
        return OUTCOME_REFUSED;
    }
    tell_command(game, command);
    return OUTCOME_SHOWN;
}

const struct command command_help = {
    .name = "help",
    .aliases = "8 ? h",
    .usage = "help [COMMAND|all]",
    .group = GROUP_LOOK,
    .needs_view = false,
    .needs_turn = false,
    .run = run,
};
