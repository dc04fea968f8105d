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

enum { QUESTION_COUNT = sizeof questions / sizeof questions[0], ATTACK = 2, BELIEFS = 4 };

static bool may_attack(const struct game *game)
{
    const struct view *view = game_view(game);
    if (view->turn < view->scenario.parameters.grace_turns)
        return false;
    for (int j = 0; j < view->n; j++)
        if (j != view->me && view->alive[j] && view->scenario.proximity[view->me][j])
            return true;
    return false;
}

static int next_question(const struct game *game, int step)
{
    bool skips = (step + 1 == ATTACK && !may_attack(game)) ||
                 (step + 1 == BELIEFS && !model_asks_beliefs(game->model));
    return skips ? step + 2 : step + 1;
}

static void ask(struct game *game)
{
    int attack = !may_attack(game), beliefs = !model_asks_beliefs(game->model);
    int number = game->guide - (game->guide > ATTACK ? attack : 0) - (game->guide > BELIEFS ? beliefs : 0);
    if (game->guide == 1)
        tell_budget(game);
    page_tell(&game->page, questions[game->guide - 1].key,
              SLOTS(num("number", number), num("of", QUESTION_COUNT - attack - beliefs),
                    str("rival", rival_letter(game))));
}

/* "all 20" and "C 20" answer the question about beliefs, whatever commands are called. */
static bool is_belief(const struct game *game, struct slice answer)
{
    struct slice whom, number;
    int64_t percent;
    int state;
    return word_take(&answer, &whom) && word_take(&answer, &number) &&
           percent_parse(number, 0, 100, &percent) &&
           (typed_is(game->page.language, whom, "all") ||
            state_parse(&game->model->briefing.scenario, whom, &state) == STATE_FOUND);
}

/* The command that is typed instead of an answer, or NULL. */
static const struct command *command_in(const struct game *game, struct slice answer)
{
    struct slice word;
    if ((game->guide == BELIEFS && is_belief(game, answer)) || !word_take(&answer, &word))
        return NULL;
    for (int x = 0; x < command_count; x++)
        if (typed_is(game->page.language, word, commands[x]->name))
            return commands[x];
    return NULL;
}

/* Gives the answer to the question's command, unless `instead` is one. True when the guide may go on: a
 * message goes to others and answers nothing. */
static bool answered(struct game *game, const struct question *question, const struct command *instead,
                     struct slice answer)
{
    char memory[PAGE_LINE_MAX];
    struct text text = text_over(memory, sizeof memory);
    if (question->command && !instead) {
        text_put(&text, question->command);
        text_put_char(&text, ' ');
    }
    if (answer.length)
        text_put_span(&text, answer.at, answer.length);
    else
        text_put(&text, question->keep);
    enum outcome outcome = command_line(game, (struct slice){memory, text.length});
    return outcome == OUTCOME_CHANGED || (outcome == OUTCOME_SENT && instead != &command_say);
}

bool guide_takes(struct game *game, struct slice line)
{
    int step = game->guide;
    struct slice answer = slice_trim(line);
    if (!step)
        return false;
    const struct command *instead = command_in(game, answer);
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
    bool keeps =
        answer.length == 0 && (!question->keep || (step == BELIEFS && !draft_can_keep(&game->draft)));
    bool done = keeps || answered(game, question, instead, answer);
    if ((done && step == QUESTION_COUNT) || game->wish == WISH_QUIT || game->wish == WISH_QUIT_NOW)
        return true;
    game->guide = done ? next_question(game, step) : step;
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
