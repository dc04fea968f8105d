#include "client/term/command.h"

#include "client/term/commands.h"
#include "client/term/tell.h"

/* In the order of `help`. */
const struct command *const commands[] = {
    &command_situation, &command_rivals,  &command_diplomacy, &command_beliefs, &command_role,
    &command_rules,     &command_log,     &command_status,    &command_help,    &command_orders,
    &command_prospects, &command_looks,   &command_game,      &command_more,    &command_guide,
    &command_budget,    &command_civil,   &command_fortify,   &command_strike,  &command_dual,
    &command_intel,     &command_attack,  &command_offer,     &command_accept,  &command_cancel,
    &command_answer,    &command_declare, &command_open,      &command_scrap,   &command_mobilise,
    &command_project,   &command_focus,   &command_belief,    &command_expect,  &command_seesme,
    &command_balance,   &command_undo,    &command_clear,     &command_say,     &command_press,
    &command_save,      &command_ready,   &command_wait,      &command_leave,   &command_quit,
    &command_next,      &command_back,    &command_card,      &command_cards,   &command_mine,
    &command_all,       &command_ask,     &command_consent,   &command_feel,    &command_final,
};

const int command_count = sizeof commands / sizeof commands[0];

static bool has_alias(const struct command *command, struct slice word)
{
    struct slice rest = slice_of(command->aliases), alias;
    while (word_take(&rest, &alias))
        if (alias.length == word.length && word_starts(alias.at, word))
            return true;
    return false;
}

const struct command *command_find(const struct language *language, struct slice word, bool *ambiguous)
{
    const struct command *found = NULL;
    int matches = 0;
    *ambiguous = false;
    for (int x = 0; x < command_count; x++)
        if (typed_is(language, word, commands[x]->name) || has_alias(commands[x], word))
            return commands[x];
    for (int x = 0; x < command_count; x++)
        if (typed_begins(language, word, commands[x]->name)) {
            found = commands[x];
            matches++;
        }
    *ambiguous = matches > 1;
    return matches == 1 ? found : NULL;
}

/* The commands that begin with the word, separated by commas. */
static const char *names_of(const struct language *language, struct slice word, struct piece *piece)
{
    struct text text = text_over(piece->at, sizeof piece->at);
    for (int x = 0; x < command_count; x++) {
        if (!typed_begins(language, word, commands[x]->name))
            continue;
        text_put(&text, text.length ? ", " : "");
        put_typed(language, commands[x]->name, &text);
    }
    return piece->at;
}

static const char *copy_of(struct slice word, struct piece *piece)
{
    struct text text = text_over(piece->at, sizeof piece->at);
    text_put_span(&text, word.at, word.length);
    return piece->at;
}

static bool may_run(struct game *game, const struct command *command)
{
    const char *why = NULL;
    bool bot = false;
    if (command->needs_turn && !game_may_order(game) && !(command->takes_back && game_may_take_back(game))) {
        const struct model *model = game->model;
        const struct view *view = game_view(game);
        bot = model->has_situation && !model->has_ended && view->alive[view->me] &&
              model->situation.bot_holds_seat;
        why = !model->has_situation ? "command.not_begun"
              : model->has_ended    ? "command.ended"
              : bot                 ? "command.bot"
                                    : "command.eliminated";
    } else if (command->needs_beliefs && game->model->has_briefing && !model_asks_beliefs(game->model)) {
        why = "seminar.no_beliefs";
    } else if (command->needs_view && (!game->model->has_situation || !game->model->has_briefing)) {
        why = "command.not_begun";
    }
    if (why)
        page_say(&game->page, why);
    if (bot)
        tell_bot_seat(game);
    return !why;
}

enum outcome command_line(struct game *game, struct slice line)
{
    struct slice rest = line, word;
    struct piece piece, names;
    bool ambiguous;
    if (guide_takes(game, line))
        return OUTCOME_CHANGED;
    if (walk_takes(game, line))
        return OUTCOME_SHOWN;
    if (!word_take(&rest, &word)) {
        tell_status(game);
        tell_menu(game);
        return OUTCOME_SHOWN;
    }
    const struct language *language = game->page.language;
    const struct command *command = command_find(language, word, &ambiguous);
    if (!command) {
        page_tell(&game->page, ambiguous ? "command.ambiguous" : "command.unknown",
                  SLOTS(str("word", copy_of(word, &piece)), str("names", names_of(language, word, &names))));
        return OUTCOME_REFUSED;
    }
    if (!may_run(game, command))
        return OUTCOME_REFUSED;
    if (command != &command_quit)
        game->asked_to_quit = false;
    enum outcome outcome = command->run(game, rest);
    if (outcome == OUTCOME_CHANGED) {
        game->touched_ms = game->now_ms;
        game->wants_ready = false; /* which was said of other orders */
        tell_status(game);
    }
    return outcome;
}

enum outcome command_usage(struct game *game, const char *name)
{
    bool ambiguous;
    const struct command *command = command_find(game->page.language, slice_of(name), &ambiguous);
    struct piece usage;
    struct text text = text_over(usage.at, sizeof usage.at);
    put_usage(game->page.language, command ? command->usage : name, &text);
    page_tell(&game->page, "command.usage", SLOTS(str("usage", usage.at)));
    return OUTCOME_REFUSED;
}

bool command_state(struct game *game, struct slice word, bool rival, int *state)
{
    const struct view *view = game_view(game);
    struct piece piece;
    enum state_found found = state_parse(&game->model->briefing.scenario, word, state);
    const char *why = found == STATE_AMBIGUOUS        ? "state.ambiguous"
                      : found == STATE_UNKNOWN        ? "state.unknown"
                      : rival && *state == view->me   ? "state.yourself"
                      : rival && !view->alive[*state] ? "state.eliminated"
                                                      : NULL;
    if (!why)
        return true;
    page_tell(&game->page, why, SLOTS(str("word", copy_of(word, &piece))));
    struct piece states;
    struct text text = text_over(states.at, sizeof states.at);
    put_states(game, ((1u << view->n) - 1) & ~(1u << view->me), &text);
    page_tell(&game->page, "state.choices", SLOTS(str("states", states.at)));
    return false;
}

enum outcome command_take(struct game *game, const struct sheet *next, enum order_part part)
{
    struct verdicts verdicts = draft_take(&game->draft, game_view(game), next);
    if (!verdicts_ok(&verdicts)) {
        tell_verdicts(game, &verdicts, next);
        return OUTCOME_REFUSED;
    }
    tell_part(game, part);
    return OUTCOME_CHANGED;
}
