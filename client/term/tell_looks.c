/* How one looks to the others. */
#include "client/term/tell_figures.h"
#include "common/aids/looks.h"

#include <string.h>

static const char *const act_keys[LOOK_ACT_COUNT] = {"act.level",  "act.arms",  "act.scrap",   "act.mobilise",
                                                     "act.attack", "act.books", "act.declare", "act.pacts"};

static void tell_figures(struct game *game, const struct looks *looks)
{
    struct piece mine, blurred;
    struct text texts[2] = {text_over(mine.at, sizeof mine.at), text_over(blurred.at, sizeof blurred.at)};
    put_stocks(game, &looks->mine, &texts[0]);
    put_stocks(game, &looks->blurred, &texts[1]);
    page_tell(&game->page, "looks.truth",
              SLOTS(str("mine", mine.at), str("blurred", blurred.at), num("alike", looks->alike)));
}

static void tell_sight(struct game *game, const struct look *look, const char *states)
{
    struct piece low, high;
    struct text texts[2] = {text_over(low.at, sizeof low.at), text_over(high.at, sizeof high.at)};
    put_stocks(game, &look->low, &texts[0]);
    put_stocks(game, &look->high, &texts[1]);
    page_tell(&game->page, look->error ? "looks.sees" : "looks.sees_open",
              SLOTS(str("states", states), str("low", low.at), str("high", high.at),
                    num("error", (look->error + 5) / 10)));
}

static const char *points_of(const struct game *game, const struct act_effect *effect, struct piece *piece)
{
    struct text text = text_over(piece->at, sizeof piece->at);
    put_changes(game, effect->low_permille, effect->high_permille, &text);
    return piece->at;
}

static void tell_standing(struct game *game, const struct look *look, const char *states)
{
    struct piece change;
    page_tell(&game->page, "looks.standing",
              SLOTS(str("states", states), num("prior", (look->prior + 5) / 10),
                    num("standing", (look->standing + 5) / 10),
                    str("change", points_of(game, &look->all, &change))));
}

/* Those who see and think the same in a line together: most often that is everybody. */
static void tell_alike(struct game *game, const struct looks *looks, int state, uint32_t *told)
{
    const struct look *look = &looks->of[state];
    uint32_t mask = 1u << state;
    struct piece states;
    struct text text = text_over(states.at, sizeof states.at);
    for (int k = 0; k < game_view(game)->n; k++)
        if (memcmp(look, &looks->of[k], sizeof *look) == 0)
            mask |= 1u << k;
    *told |= mask;
    put_states(game, mask, &text);
    tell_sight(game, look, states.at);
    tell_standing(game, look, states.at);
}

static void tell_acts(struct game *game, const struct look *look)
{
    for (int act = 0; act < LOOK_ACT_COUNT; act++) {
        struct piece change;
        if (look->acts[act].is_used)
            page_tell(&game->page, "looks.act",
                      SLOTS(str("act", sentence_words(game->page.language, act_keys[act])),
                            str("change", points_of(game, &look->acts[act], &change))));
    }
}

static void tell_one(struct game *game, const struct look *look, int state)
{
    struct piece name;
    state_piece(game, state, &name);
    tell_sight(game, look, name.at);
    tell_standing(game, look, name.at);
    tell_acts(game, look);
}

static void tell_known(struct game *game, const struct looks *looks)
{
    const struct view *view = game_view(game);
    page_tell(&game->page, "looks.record",
              SLOTS(num("begun", looks->begun), num("answered", looks->answered),
                    num("kept", view->kept[view->me]), num("refused", view->refused[view->me]),
                    num("broken", view->broken[view->me])));
}

void tell_looks(struct game *game, int state)
{
    const struct view *view = game_view(game);
    uint32_t told = 0;
    struct looks looks;
    looks_of(view, &game->draft.now.orders, &looks);
    page_say(&game->page, "looks.headline");
    tell_figures(game, &looks);
    if (looks.moles)
        page_say(&game->page, "looks.moles");
    if (state >= 0)
        tell_one(game, &looks.of[state], state);
    for (int j = 0; state < 0 && j < view->n; j++)
        if (looks.of[j].sees && !(told >> j & 1))
            tell_alike(game, &looks, j, &told);
    tell_known(game, &looks);
    page_say(&game->page, "looks.unknown");
    if (state < 0)
        page_say(&game->page, "looks.how");
}
