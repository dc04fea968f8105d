/* What is stated about states in percent: the chance of greed, of an attack, and how they see me. The three
 * read the same list: STATE PERCENT, as often as wanted, or all PERCENT. */
#include "client/term/commands.h"
#include "client/term/tell.h"

static bool keep(struct game *game, struct sheet *next)
{
    const struct view *view = game_view(game);
    if (!draft_can_keep(&game->draft)) {
        page_say(&game->page, "belief.nothing_to_keep");
        return false;
    }
    for (int j = 0; j < view->n; j++)
        if (view->alive[j] && next->orders.belief[j] < 0)
            next->orders.belief[j] = game->draft.believed_before[j];
    return true;
}

static void set(const struct view *view, int state, int64_t percent, int32_t list[ACTORS_MAX])
{
    for (int j = 0; j < view->n; j++)
        if (j != view->me && view->alive[j] && (state < 0 || j == state))
            list[j] = (int32_t)(10 * percent);
}

/* Fills the list from what was typed; false after saying what is wrong. */
static bool read_list(struct game *game, struct slice rest, const char *name, int32_t list[ACTORS_MAX])
{
    struct slice whom, number;
    int64_t percent;
    int count = 0, state;
    for (; word_take(&rest, &whom); count++) {
        state = -1;
        if (!word_take(&rest, &number) || !percent_parse(number, 0, 100, &percent)) {
            (void)command_usage(game, name);
            return false;
        }
        if (!typed_is(game->page.language, whom, "all") && !command_state(game, whom, true, &state))
            return false;
        set(game_view(game), state, percent, list);
    }
    if (count == 0)
        (void)command_usage(game, name);
    return count > 0;
}

static enum outcome run(struct game *game, struct slice rest)
{
    struct sheet next = game->draft.now;
    struct slice peek = rest, word;
    if (!word_take(&peek, &word)) {
        tell_belief_sheet(game);
        return OUTCOME_SHOWN;
    }
    bool keeps = typed_is(game->page.language, word, "keep");
    if (keeps ? !keep(game, &next) : !read_list(game, rest, "belief", next.orders.belief))
        return OUTCOME_REFUSED;
    return command_take(game, &next, PART_BELIEF);
}

static enum outcome take_stated(struct game *game, const struct sheet *next, void (*say)(struct game *game))
{
    struct verdicts verdicts = draft_take(&game->draft, game_view(game), next);
    if (!verdicts_ok(&verdicts)) {
        tell_verdicts(game, &verdicts, next);
        return OUTCOME_REFUSED;
    }
    say(game);
    return OUTCOME_CHANGED;
}

static enum outcome run_expect(struct game *game, struct slice rest)
{
    struct sheet next = game->draft.now;
    if (!read_list(game, rest, "expect", next.stated.attack_next))
        return OUTCOME_REFUSED;
    return take_stated(game, &next, tell_expected);
}

static enum outcome run_seesme(struct game *game, struct slice rest)
{
    struct sheet next = game->draft.now;
    if (!read_list(game, rest, "seesme", next.stated.sees_me))
        return OUTCOME_REFUSED;
    return take_stated(game, &next, tell_seen);
}

static enum outcome run_balance(struct game *game, struct slice rest)
{
    struct sheet next = game->draft.now;
    struct slice word;
    int64_t percent;
    if (!word_take(&rest, &word) || !percent_parse(word, 20, 400, &percent))
        return command_usage(game, "balance");
    next.stated.perceived_balance = (int32_t)percent;
    return take_stated(game, &next, tell_balance);
}

const struct command command_belief = {
    .name = "belief",
    .aliases = "",
    .usage = "belief STATE PERCENT ... | belief keep",
    .group = GROUP_ORDER,
    .needs_view = true,
    .needs_beliefs = true,
    .needs_turn = true,
    .run = run,
};

const struct command command_expect = {
    .name = "expect",
    .aliases = "",
    .usage = "expect STATE PERCENT ...",
    .group = GROUP_ORDER,
    .needs_view = true,
    .needs_beliefs = true,
    .needs_turn = true,
    .run = run_expect,
};

const struct command command_seesme = {
    .name = "seesme",
    .aliases = "",
    .usage = "seesme STATE PERCENT ...",
    .group = GROUP_ORDER,
    .needs_view = true,
    .needs_beliefs = true,
    .needs_turn = true,
    .run = run_seesme,
};

const struct command command_balance = {
    .name = "balance",
    .aliases = "",
    .usage = "balance PERCENT",
    .group = GROUP_ORDER,
    .needs_view = true,
    .needs_beliefs = true,
    .needs_turn = true,
    .run = run_balance,
};
