/* Leads through the usual questions of a turn, one line each; Enter keeps what stands. Every answer runs the
 * command of the same name, so the guide knows nothing of orders. */
#include "client/term/commands.h"
#include "client/term/tell.h"

static const struct question {
    const char *command; /* what the answer is given to */
    const char *keep;    /* what Enter means instead of nothing; NULL: nothing */
    const char *key;
} questions[] = {
    {"budget", NULL, "guide.budget"},    {"attack", NULL, "guide.attack"}, {NULL, NULL, "guide.diplomacy"},
    {"belief", "keep", "guide.beliefs"}, {"ready", "yes", "guide.ready"},
};

enum { QUESTION_COUNT = sizeof questions / sizeof questions[0] };

static void ask(struct game *game)
{
    if (game->guide == 1)
        tell_budget(game);
    page_tell(&game->page, questions[game->guide - 1].key, SLOTS(str("rival", rival_letter(game))));
}

static bool is_command(const struct game *game, struct slice word)
{
    for (int x = 0; x < command_count; x++)
        if (typed_is(game->page.language, word, commands[x]->name))
            return true;
    return false;
}

/* Gives the answer to the question's command; whoever types a command instead gets that. True when the guide
 * may go on. */
static bool answered(struct game *game, const struct question *question, struct slice answer)
{
    char memory[PAGE_LINE_MAX];
    struct text text = text_over(memory, sizeof memory);
    struct slice rest = answer, word;
    bool is_own = word_take(&rest, &word) && is_command(game, word);
    if (question->command && !is_own) {
        text_put(&text, question->command);
        text_put_char(&text, ' ');
    }
    if (answer.length)
        text_put_span(&text, answer.at, answer.length);
    else
        text_put(&text, question->keep);
    enum outcome outcome = command_line(game, (struct slice){memory, text.length});
    return outcome == OUTCOME_CHANGED || outcome == OUTCOME_SENT;
}

bool guide_takes(struct game *game, struct slice line)
{
    int step = game->guide;
    struct slice answer = slice_trim(line);
    if (!step)
        return false;
    game->guide = 0; /* while the answer runs as a command */
    const struct language *language = game->page.language;
    bool stops =
        typed_is(language, answer, "stop") || (step == QUESTION_COUNT && typed_is(language, answer, "no"));
    if (stops || !game_may_order(game)) {
        page_say(&game->page, "guide.stopped");
        tell_status(game);
        return true;
    }
    const struct question *question = &questions[step - 1];
    bool keeps = answer.length == 0 && (!question->keep || (step == 4 && !draft_can_keep(&game->draft)));
    bool done = keeps || answered(game, question, answer);
    if ((done && step == QUESTION_COUNT) || game->wish == WISH_QUIT || game->wish == WISH_QUIT_NOW)
        return true;
    game->guide = done ? step + 1 : step;
    ask(game);
    return true;
}

static enum outcome run(struct game *game, struct slice rest)
{
    (void)rest;
    if (game->drawn) { /* the order sheet asks the same, all at once */
        page_say(&game->page, "guide.drawn");
        return OUTCOME_SHOWN;
    }
    game->guide = 1;
    page_say(&game->page, "guide.headline");
    ask(game);
    return OUTCOME_SHOWN;
}

const struct command command_guide = {
    .name = "guide",
    .aliases = "9 turn walk",
    .usage = "guide",
    .group = GROUP_ORDER,
    .needs_view = true,
    .needs_turn = true,
    .run = run,
};
