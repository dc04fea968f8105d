/* What a war this turn would bring, what one point more changes, and what happens if nothing is saved. */
#include "client/term/tell_figures.h"
#include "common/aids/idle.h"
#include "common/aids/margins.h"

static const struct orders *now(const struct game *game)
{
    return &game->draft.now.orders;
}

static const char *chance_piece(const struct game *game, const struct odds *chance, struct piece *piece)
{
    struct text text = text_over(piece->at, sizeof piece->at);
    put_chance(game, chance, &text);
    return piece->at;
}

static const char *unreached_piece(const struct game *game, const char *key, struct piece *piece)
{
    struct text text = text_over(piece->at, sizeof piece->at);
    page_piece(&game->page, key, NULL, &text);
    return piece->at;
}

static const char *states_piece(const struct game *game, uint32_t mask, struct piece *piece)
{
    struct text text = text_over(piece->at, sizeof piece->at);
    put_states(game, mask, &text);
    return piece->at;
}

static void tell_line(struct game *game, const struct prospects *all, int state)
{
    const struct prospect *prospect = &all->of[state];
    struct piece name, takes_me, i_take;
    if (!prospect->reaches_me && !prospect->i_reach) {
        page_tell(&game->page, "prospects.apart", SLOTS(str("state", state_piece(game, state, &name))));
        return;
    }
    if (prospect->reaches_me)
        chance_piece(game, &prospect->takes_me, &takes_me);
    else
        unreached_piece(game, "chance.it_cannot", &takes_me);
    if (prospect->i_reach)
        chance_piece(game, &prospect->i_take, &i_take);
    else
        unreached_piece(game, "chance.you_cannot", &i_take);
    page_tell(&game->page, "prospects.line",
              SLOTS(str("state", state_piece(game, state, &name)), str("takes_me", takes_me.at),
                    str("i_take", i_take.at)));
}

static void tell_headline(struct game *game, const struct prospects *all)
{
    page_tell(&game->page, "prospects.headline", SLOTS(num("balance", all->balance)));
    if (all->balance_hidden)
        page_say(&game->page, "prospects.hidden");
    if (all->is_grace)
        page_tell(&game->page, "prospects.grace", SLOTS(num("from", all->attack_from)));
}

/* ---- what one point more changes */

/* Effects one after the other, with "; " between them. */
static struct text *next_effect(struct text *text)
{
    if (text->length)
        text_put(text, "; ");
    return text;
}

static void put_effect(const struct game *game, const char *key, int state, int64_t tenths, struct text *text)
{
    struct piece name = {""}, change;
    struct text number = text_over(change.at, sizeof change.at);
    put_change(game, tenths, &number);
    if (state >= 0)
        state_piece(game, state, &name);
    page_piece(&game->page, key, SLOTS(str("state", name.at), str("change", change.at)), next_effect(text));
}

static void put_whole(const struct game *game, const char *key, int64_t number, struct text *text)
{
    char digits[24] = "";
    struct text change = text_over(digits, sizeof digits);
    put_signed(number, &change);
    page_piece(&game->page, key, SLOTS(str("change", digits)), next_effect(text));
}

static void put_civil(const struct game *game, const struct margins *all, struct text *text)
{
    const struct margin *margin = &all->of[LINE_CIVIL];
    put_whole(game, "margins.score", margin->score, text);
    if (margin->income)
        put_whole(game, "margins.income", margin->income, text);
    if (all->civil_for_growth)
        page_piece(&game->page, "margins.growth", SLOTS(num("points", all->civil_for_growth)),
                   next_effect(text));
}

static void put_arms(const struct game *game, const struct margins *all, int line, struct text *text)
{
    const struct margin *margin = &all->of[line];
    if (all->danger >= 0)
        put_effect(game, "margins.fear", all->danger, margin->takes_me, text);
    if (all->prey >= 0)
        put_effect(game, "margins.hope", all->prey, margin->i_take, text);
    put_effect(game, "margins.seen", -1, margin->seen / 10, text);
}

static void tell_margin(struct game *game, const struct margins *all, int line)
{
    const struct margin *margin = &all->of[line];
    struct piece effects = {""};
    struct text text = text_over(effects.at, sizeof effects.at);
    if (line == LINE_DUAL && !now(game)->budget[line] && dual_is_dominated(game_view(game)))
        return;
    if (margin->is_defined && line == LINE_CIVIL)
        put_civil(game, all, &text);
    else if (margin->is_defined && line == LINE_INTEL)
        page_piece(
            &game->page, margin->error == margin->error_before ? "margins.same_error" : "margins.error",
            SLOTS(num("error", (margin->error + 5) / 10), num("before", (margin->error_before + 5) / 10)),
            &text);
    else if (margin->is_defined)
        put_arms(game, all, line, &text);
    const char *key = !margin->is_defined                     ? "margins.none"
                      : margin->is_last && line != LINE_CIVIL ? "margins.last"
                                                              : "margins.line";
    page_tell(&game->page, key,
              SLOTS(str("line", page_word(&game->page, "line", line_names.names[line])),
                    str("effects", effects.at)));
}

static void tell_margins(struct game *game)
{
    struct margins margins;
    margins_of(game_view(game), now(game), &margins);
    page_say(&game->page, "margins.headline");
    for (int line = 0; line < LINE_COUNT; line++)
        tell_margin(game, &margins, line);
}

/* ---- nothing saved */

static void tell_mask(struct game *game, const char *key, uint32_t mask)
{
    struct piece states;
    if (mask)
        page_tell(&game->page, key, SLOTS(str("states", states_piece(game, mask, &states))));
}

static void put_idle(const struct game *game, const struct idle *idle, struct piece *budget,
                     struct piece *arms)
{
    struct text texts[2] = {text_over(budget->at, sizeof budget->at), text_over(arms->at, sizeof arms->at)};
    put_budget(game, idle->budget, &texts[0]);
    put_stocks(game, &idle->next, &texts[1]);
}

static void tell_idle(struct game *game)
{
    struct idle idle;
    struct piece budget, arms, name;
    idle_of(game_view(game), &idle);
    put_idle(game, &idle, &budget, &arms);
    page_tell(&game->page, "nothing.headline", SLOTS(str("budget", budget.at)));
    page_tell(&game->page, "nothing.arms", SLOTS(str("arms", arms.at), num("income", idle.income_next)));
    if (idle.research)
        page_tell(
            &game->page, "nothing.research",
            SLOTS(str("project", page_word(&game->page, "project", project_names.names[idle.research]))));
    tell_mask(game, "nothing.honours", idle.honours);
    tell_mask(game, "nothing.marches", idle.marches);
    tell_mask(game, "nothing.lapses", idle.lapses);
    if (idle.danger >= 0)
        page_tell(&game->page, "nothing.danger",
                  SLOTS(str("state", state_piece(game, idle.danger, &name)),
                        num("chance", (idle.takes_me + 5) / 10)));
}

/* ---- all of it */

void tell_prospects(struct game *game)
{
    const struct view *view = game_view(game);
    struct prospects all;
    bool any = false;
    prospects_of(view, now(game), &all);
    for (int j = 0; j < view->n; j++) {
        if (!all.of[j].is_rival)
            continue;
        if (!any)
            tell_headline(game, &all);
        any = true;
        tell_line(game, &all, j);
    }
    page_say(&game->page, any ? "prospects.range" : "prospects.nobody");
    tell_margins(game);
    if (!game->draft.has_saved)
        tell_idle(game);
}

static int count_of(uint32_t mask)
{
    int count = 0;
    for (; mask; mask &= mask - 1)
        count++;
    return count;
}

static void tell_its_attack(struct game *game, const struct prospect *prospect)
{
    struct piece chance, states;
    page_tell(&game->page, "prospects.armed", SLOTS(num("chance", (prospect->takes_me_armed + 9) / 10)));
    if (!prospect->helpers) {
        page_say(&game->page, "prospects.alone");
        return;
    }
    page_tell(&game->page, "prospects.helped",
              SLOTS(str("states", states_piece(game, prospect->helpers, &states)),
                    num("count", count_of(prospect->helpers)),
                    str("chance", chance_piece(game, &prospect->takes_me_helped, &chance))));
}

static void tell_my_attack(struct game *game, const struct prospect *prospect)
{
    struct piece chance, states;
    page_tell(&game->page, "prospects.walled", SLOTS(num("chance", prospect->i_take_armed / 10)));
    if (prospect->its_helpers)
        page_tell(&game->page, "prospects.its_help",
                  SLOTS(str("states", states_piece(game, prospect->its_helpers, &states)),
                        num("count", count_of(prospect->its_helpers)),
                        str("chance", chance_piece(game, &prospect->i_take_helped, &chance))));
}

void tell_prospect(struct game *game, int state)
{
    struct prospects all;
    struct piece chance;
    prospects_of(game_view(game), now(game), &all);
    const struct prospect *prospect = &all.of[state];
    tell_headline(game, &all);
    tell_line(game, &all, state);
    if (prospect->reaches_me)
        tell_its_attack(game, prospect);
    if (prospect->i_reach)
        tell_my_attack(game, prospect);
    if (prospect->reaches_me && prospect->i_reach)
        page_tell(&game->page, "prospects.meeting",
                  SLOTS(str("chance", chance_piece(game, &prospect->i_win_meeting, &chance))));
}

void tell_beside_orders(struct game *game)
{
    struct prospects all;
    struct piece danger = {""}, prey = {""}, takes_me = {""}, i_take = {""};
    if (!game_may_order(game))
        return;
    prospects_of(game_view(game), now(game), &all);
    if (all.most_dangerous >= 0) {
        state_piece(game, all.most_dangerous, &danger);
        chance_piece(game, &all.of[all.most_dangerous].takes_me, &takes_me);
    }
    if (all.weakest >= 0) {
        state_piece(game, all.weakest, &prey);
        chance_piece(game, &all.of[all.weakest].i_take, &i_take);
    }
    const char *key = !*danger.at ? "beside.prey" : !*prey.at ? "beside.danger" : "beside.war";
    if (*danger.at || *prey.at)
        page_tell(&game->page, key,
                  SLOTS(str("danger", danger.at), str("takes_me", takes_me.at), str("prey", prey.at),
                        str("i_take", i_take.at)));
    if (game->draft.has_saved)
        return;
    struct idle idle;
    struct piece budget, arms;
    idle_of(game_view(game), &idle);
    put_idle(game, &idle, &budget, &arms);
    page_tell(&game->page, "beside.idle", SLOTS(str("budget", budget.at), str("arms", arms.at)));
}
