/* The split of the income: whole, line by line, or last turn's. Civil takes what the other lines leave. */
#include "client/term/commands.h"
#include "client/term/tell.h"

#include <string.h>

enum { POINTS_MAX = 100000 };

static int line_named(const struct game *game, struct slice word)
{
    return typed_choose(game->page.language, word, line_names.names, LINE_COUNT);
}

static enum outcome take(struct game *game, const struct sheet *next)
{
    if (next->orders.budget[LINE_DUAL] > game->draft.now.orders.budget[LINE_DUAL] &&
        dual_is_dominated(game_view(game)))
        page_say(&game->page, "budget.dual");
    return command_take(game, next, PART_BUDGET);
}

/* "6 2 2 0 0" in the order of the lines, or "6 2 2 0" where dual is not shown. */
static enum outcome set_all(struct game *game, struct slice rest)
{
    int64_t values[LINE_COUNT], sum = 0;
    struct slice word;
    int count = 0;
    while (word_take(&rest, &word)) {
        if (count == LINE_COUNT || !slice_int(word, 0, POINTS_MAX, &values[count]))
            return command_usage(game, "budget");
        sum += values[count++];
    }
    if (count == LINE_COUNT - 1 && dual_is_dominated(game_view(game))) {
        values[LINE_INTEL] = values[LINE_DUAL];
        values[LINE_DUAL] = 0;
        count++;
    }
    if (count != LINE_COUNT)
        return command_usage(game, "budget");
    struct sheet next = game->draft.now;
    int64_t points = orders_available(game_view(game), &next.orders);
    if (sum != points) {
        page_tell(&game->page, "budget.sum", SLOTS(num("sum", sum), num("points", points)));
        return OUTCOME_REFUSED;
    }
    for (int line = 0; line < LINE_COUNT; line++)
        next.orders.budget[line] = (int32_t)values[line];
    return take(game, &next);
}

/* "fortify 4 strike +1". */
static enum outcome set_lines(struct game *game, struct slice rest)
{
    struct sheet next = game->draft.now;
    struct slice name, amount;
    int64_t value;
    while (word_take(&rest, &name)) {
        int line = line_named(game, name);
        if (line < 0 || !word_take(&rest, &amount) ||
            !amount_parse(amount, next.orders.budget[line], POINTS_MAX, &value))
            return command_usage(game, "budget");
        next.orders.budget[line] = (int32_t)value;
        if (line == LINE_CIVIL &&
            value + budget_spent(&next.orders) != orders_available(game_view(game), &next.orders)) {
            page_tell(&game->page, "budget.civil",
                      SLOTS(num("civil", game->draft.now.orders.budget[LINE_CIVIL])));
            return OUTCOME_REFUSED;
        }
    }
    return take(game, &next);
}

static enum outcome run(struct game *game, struct slice rest)
{
    struct slice peek = rest, word;
    if (!word_take(&peek, &word)) {
        tell_budget(game);
        return OUTCOME_SHOWN;
    }
    if (typed_is(game->page.language, word, "last")) {
        struct sheet next = game->draft.now;
        budget_default(game_view(game), orders_available(game_view(game), &next.orders), next.orders.budget);
        return take(game, &next);
    }
    return line_named(game, word) >= 0 ? set_lines(game, rest) : set_all(game, rest);
}

static enum outcome run_line(struct game *game, enum line line, struct slice rest)
{
    char memory[64];
    struct text text = text_over(memory, sizeof memory);
    text_put(&text, line_names.names[line]);
    text_put_char(&text, ' ');
    text_put_span(&text, rest.at, rest.length);
    return text.cut ? command_usage(game, "budget") : set_lines(game, (struct slice){memory, text.length});
}

static enum outcome run_civil(struct game *game, struct slice rest)
{
    return run_line(game, LINE_CIVIL, rest);
}

static enum outcome run_fortify(struct game *game, struct slice rest)
{
    return run_line(game, LINE_FORTIFY, rest);
}

static enum outcome run_strike(struct game *game, struct slice rest)
{
    return run_line(game, LINE_STRIKE, rest);
}

static enum outcome run_dual(struct game *game, struct slice rest)
{
    return run_line(game, LINE_DUAL, rest);
}

/* `intel` alone, or about a state, asks for intelligence instead of paying for it. */
static enum outcome run_intel(struct game *game, struct slice rest)
{
    int64_t amount;
    struct slice peek = rest, word;
    bool pays = word_take(&peek, &word) && amount_parse(word, POINTS_MAX / 2, POINTS_MAX, &amount);
    return pays ? run_line(game, LINE_INTEL, rest) : command_rivals.run(game, rest);
}

const struct command command_budget = {
    .name = "budget",
    .aliases = "b",
    .usage = "budget CIVIL FORTIFY STRIKE DUAL INTEL | budget LINE POINTS ... | budget last",
    .group = GROUP_ORDER,
    .needs_view = true,
    .needs_turn = true,
    .run = run,
};

const struct command command_civil = {
    .name = "civil",
    .aliases = "",
    .usage = "civil POINTS",
    .group = GROUP_ORDER,
    .needs_view = true,
    .needs_turn = true,
    .run = run_civil,
};

const struct command command_fortify = {
    .name = "fortify",
    .aliases = "",
    .usage = "fortify POINTS|+POINTS|-POINTS",
    .group = GROUP_ORDER,
    .needs_view = true,
    .needs_turn = true,
    .run = run_fortify,
};

const struct command command_strike = {
    .name = "strike",
    .aliases = "",
    .usage = "strike POINTS|+POINTS|-POINTS",
    .group = GROUP_ORDER,
    .needs_view = true,
    .needs_turn = true,
    .run = run_strike,
};

const struct command command_dual = {
    .name = "dual",
    .aliases = "",
    .usage = "dual POINTS|+POINTS|-POINTS",
    .group = GROUP_ORDER,
    .needs_view = true,
    .needs_turn = true,
    .run = run_dual,
};

const struct command command_intel = {
    .name = "intel",
    .aliases = "",
    .usage = "intel POINTS|+POINTS|-POINTS",
    .group = GROUP_ORDER,
    .needs_view = true,
    .needs_turn = true,
    .run = run_intel,
};
