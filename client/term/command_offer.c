#include "client/term/commands.h"
#include "client/term/tell.h"

/* By the beginning of a kind: n, d, u. */
static int kind_named(const struct language *language, struct slice word)
{
    static const char *const kinds[] = {"non-aggression", "defensive", "unconditional"};
    for (int x = 0; x < 3; x++)
        if (word_is(word, pact_names.names[x + 1]))
            return x + PACT_NON_AGGRESSION;
    int found = typed_choose(language, word, kinds, 3);
    return found < 0 ? -1 : found + PACT_NON_AGGRESSION;
}

static enum outcome run(struct game *game, struct slice rest)
{
    const struct view *view = game_view(game);
    struct sheet next = game->draft.now;
    struct slice to, kind, how = {"", 0};
    int state;
    if (!word_take(&rest, &to) || !word_take(&rest, &kind))
        return command_usage(game, "offer");
    const struct language *language = game->page.language;
    bool has_how = word_take(&rest, &how), secret = typed_is(language, how, "secret");
    int pact = kind_named(language, kind);
    if (pact < 0 || (has_how && !secret && !typed_is(language, how, "public")))
        return command_usage(game, "offer");
    if (!command_state(game, to, true, &state))
        return OUTCOME_REFUSED;
    next.orders.pact[state] = pact;
    next.orders.secret[state] = secret;
    if (view->pact[view->me][state] == next.orders.pact[state] &&
        view->my_secret[state] == next.orders.secret[state]) {
        page_say(&game->page, "offer.stands");
        return OUTCOME_REFUSED;
    }
    return command_take(game, &next, PART_PACT);
}

const struct command command_offer = {
    .name = "offer",
    .aliases = "propose",
    .usage = "offer STATE non-aggression|defensive|unconditional [secret]",
    .group = GROUP_ORDER,
    .needs_view = true,
    .needs_turn = true,
    .run = run,
};
