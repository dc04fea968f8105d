#include "client/term/commands.h"
#include "client/term/tell.h"

static int answer_named(struct slice word)
{
    static const char *const words[] = {"aside", "honour", "if-victim"};
    for (int x = 0; x < 3; x++)
        if (word.length && (word_starts(words[x], word) || word_is(word, answer_names.names[x])))
            return x; /* in the order of enum answer */
    return word_is(word, "honor") ? ANSWER_HONOUR : -1;
}

static enum outcome run(struct game *game, struct slice rest)
{
    struct sheet next = game->draft.now;
    struct slice whom, how;
    int state;
    if (!word_take(&rest, &whom) || !word_take(&rest, &how) || answer_named(how) < 0)
        return command_usage(game, "answer");
    if (!command_state(game, whom, true, &state))
        return OUTCOME_REFUSED;
    next.orders.answer[state] = answer_named(how);
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
