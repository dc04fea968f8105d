#include "client/term/commands.h"
#include "client/term/tell.h"

static int answer_named(const struct language *language, struct slice word)
{
    static const char *const words[ANSWER_COUNT] = {"aside", "honour", "if-victim"};
    for (int x = 0; x < ANSWER_COUNT; x++)
        if (word_is(word, answer_names.names[x]))
            return x;
    return typed_choose(language, word, words, ANSWER_COUNT);
}

static enum outcome run(struct game *game, struct slice rest)
{
    struct sheet next = game->draft.now;
    struct slice whom, how;
    int state, answer;
    if (!word_take(&rest, &whom) || !word_take(&rest, &how) ||
        (answer = answer_named(game->page.language, how)) < 0)
        return command_usage(game, "answer");
    if (!command_state(game, whom, true, &state))
        return OUTCOME_REFUSED;
    next.orders.answer[state] = answer;
    return command_take(game, &next, PART_ANSWER);
}

const struct command command_answer = {
    .name = "answer",
    .aliases = "",
    .usage = "answer STATE honour|aside|if-victim",
    .group = GROUP_ORDER,
    .needs_view = true,
    .needs_turn = true,
    .run = run,
};
