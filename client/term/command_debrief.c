/* The commands of the debrief, once the world has ended. */
#include "client/term/commands.h"
#include "client/term/debrief.h"
#include "client/term/tell.h"

static enum outcome walk_on(struct game *game, void (*walk)(struct game *game, struct debrief *debrief))
{
    struct debrief *debrief = debrief_of(game);
    if (!debrief)
        return OUTCOME_REFUSED;
    walk(game, debrief);
    return OUTCOME_SHOWN;
}

static enum outcome run_next(struct game *game, struct slice rest)
{
    (void)rest;
    return walk_on(game, walk_next);
}

static enum outcome run_back(struct game *game, struct slice rest)
{
    (void)rest;
    return walk_on(game, walk_back);
}

static enum outcome run_all(struct game *game, struct slice rest)
{
    (void)rest;
    return walk_on(game, walk_all);
}

static enum outcome run_mine(struct game *game, struct slice rest)
{
    (void)rest;
    return walk_on(game, walk_own);
}

static enum outcome run_card(struct game *game, struct slice rest)
{
    struct slice word;
    int card = word_take(&rest, &word) ? debrief_card_find(word) : -1;
    if (card >= 0 && model_withheld(game->model) && walk_opened(game, card))
        return OUTCOME_SHOWN;
    struct debrief *debrief = debrief_of(game);
    if (!debrief)
        return OUTCOME_REFUSED;
    if (card < 0)
        return command_usage(game, "card");
    walk_card(game, debrief, card);
    return OUTCOME_SHOWN;
}

static enum outcome run_cards(struct game *game, struct slice rest)
{
    (void)rest;
    if (!debrief_of(game))
        return OUTCOME_REFUSED;
    page_say(&game->page, "cards.headline");
    for (int card = 0; card < debrief_card_count(); card++)
        page_tell(&game->page, card < debrief_reveal() ? "cards.line" : "cards.line_tells",
                  SLOTS(str("card", debrief_card_name(card)), str("title", debrief_card_title(game, card))));
    page_say(&game->page, "cards.own");
    return OUTCOME_SHOWN;
}

const struct command command_next = {
    .name = "next",
    .aliases = "",
    .usage = "next",
    .group = GROUP_DEBRIEF,
    .run = run_next,
};

const struct command command_back = {
    .name = "back",
    .aliases = "",
    .usage = "back",
    .group = GROUP_DEBRIEF,
    .run = run_back,
};

const struct command command_card = {
    .name = "card",
    .aliases = "",
    .usage = "card CARD",
    .group = GROUP_DEBRIEF,
    .run = run_card,
};

const struct command command_cards = {
    .name = "cards",
    .aliases = "",
    .usage = "cards",
    .group = GROUP_DEBRIEF,
    .run = run_cards,
};

const struct command command_all = {
    .name = "all",
    .aliases = "",
    .usage = "all",
    .group = GROUP_DEBRIEF,
    .run = run_all,
};

const struct command command_mine = {
    .name = "mine",
    .aliases = "",
    .usage = "mine",
    .group = GROUP_DEBRIEF,
    .run = run_mine,
};
