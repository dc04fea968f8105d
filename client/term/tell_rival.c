#include "client/term/tell.h"

#include "client/term/tell_figures.h"
#include "common/aids/estimates.h"
#include "common/aids/prospects.h"

/* The total as a range; the kinds only as what they look like, for with arms that look alike a range of one
 * kind alone need not hold the truth. */
static void put_arms(const struct game *game, int state, struct text *text)
{
    const struct view *view = game_view(game);
    struct piece total;
    struct text put = text_over(total.at, sizeof total.at);
    put_total(game, state, &put);
    page_piece(&game->page, view->est_dual[state] >= 50 ? "rival.arms_dual" : "rival.arms",
               SLOTS(str("total", total.at), num("fortify", (view->est_fortify[state] + 50) / 100),
                     num("strike", (view->est_strike[state] + 50) / 100),
                     num("dual", (view->est_dual[state] + 50) / 100)),
               text);
}

/* "a defensive pact", with its secrecy, or "no pact". */
static const char *pact_with(const struct game *game, int state)
{
    const struct view *view = game_view(game);
    return page_word(&game->page, "pact", pact_names.names[view->pact[view->me][state]]);
}

/* Borea (B), and who plays it where that is told. */
static void name_piece(const struct game *game, int state, struct piece *piece)
{
    struct piece name;
    struct text text = text_over(piece->at, sizeof piece->at);
    state_piece(game, state, is_bot(game, state) ? &name : piece);
    if (is_bot(game, state))
        page_piece(&game->page, "rival.bot", SLOTS(str("state", name.at)), &text);
}

void tell_rival_line(struct game *game, int state)
{
    const struct view *view = game_view(game);
    struct piece name, arms;
    struct text text = text_over(arms.at, sizeof arms.at);
    if (!view->alive[state]) {
        page_tell(&game->page, "rival.eliminated", SLOTS(str("state", state_piece(game, state, &name))));
        return;
    }
    name_piece(game, state, &name);
    put_arms(game, state, &text);
    bool secret = view->pact[view->me][state] && view->my_secret[state];
    const struct slot *slots =
        SLOTS(str("state", name.at), str("arms", arms.at), num("territory", view->territory[state]),
              num("greedy", (view->assessment[state] + 5) / 10), str("pact", pact_with(game, state)));
    page_tell(&game->page, secret ? "rival.line_secret" : "rival.line", slots);
}

static void tell_chance(struct game *game, const char *key, int state, const struct odds *chance)
{
    struct piece name, words;
    struct text text = text_over(words.at, sizeof words.at);
    put_chance(game, chance, &text);
    page_tell(&game->page, key,
              SLOTS(str("state", state_piece(game, state, &name)), str("chance", words.at)));
}

/* The figures of `prospects`. */
static void tell_chances(struct game *game, int state)
{
    const struct view *view = game_view(game);
    struct prospects all;
    struct piece name;
    if (!view->alive[view->me])
        return;
    prospects_of(view, game_may_order(game) ? &game->draft.now.orders : NULL, &all);
    const struct prospect *prospect = &all.of[state];
    state_piece(game, state, &name);
    if (prospect->reaches_me)
        tell_chance(game, "rival.takes_me", state, &prospect->takes_me);
    else
        page_tell(&game->page, "rival.cannot_reach", SLOTS(str("state", name.at)));
    if (prospect->i_reach)
        tell_chance(game, "rival.i_take", state, &prospect->i_take);
    else
        page_tell(&game->page, "rival.out_of_reach", SLOTS(str("state", name.at)));
}

static void tell_trend(struct game *game, int state)
{
    const struct view *view = game_view(game);
    if (view->turn == 0 || view->est_before[state] == 0)
        return;
    bool certain;
    int64_t change = estimate_change(view, state, &certain);
    const struct slot *slots =
        SLOTS(num("now", (estimate_total(view, state) + 50) / 100),
              num("before", (view->est_before[state] + 50) / 100),
              str("trust", page_word(&game->page, "trust", certain ? "certain" : "doubtful")));
    page_tell(&game->page, change > 0 ? "rival.more" : change < 0 ? "rival.less" : "rival.same", slots);
}

/* Its pacts with others that the seat knows of. */
static void tell_its_pacts(struct game *game, int state)
{
    const struct view *view = game_view(game);
    for (int j = 0; j < view->n; j++) {
        if (j == view->me || j == state || !view->pact[state][j])
            continue;
        struct piece name, other;
        page_tell(&game->page, "rival.pact",
                  SLOTS(str("state", state_piece(game, state, &name)),
                        str("other", state_piece(game, j, &other)),
                        str("pact", page_word(&game->page, "pact", pact_names.names[view->pact[state][j]]))));
    }
}

static void tell_record(struct game *game, int state)
{
    const struct view *view = game_view(game);
    struct piece name, to;
    state_piece(game, state, &name);
    page_tell(&game->page, "rival.record",
              SLOTS(str("state", name.at), num("begun", view->begun[state]), num("kept", view->kept[state]),
                    num("refused", view->refused[state]), num("broken", view->broken[state])));
    if (view->attacked[state][view->me])
        page_tell(&game->page, "rival.attacked_you",
                  SLOTS(str("state", name.at), num("times", view->attacked[state][view->me])));
    if (view->declared[state] && view->declared_to[state] >= 0)
        page_tell(&game->page, view->declared[state] == DECLARE_WARN ? "rival.warns" : "rival.demands",
                  SLOTS(str("state", name.at), str("to", state_piece(game, view->declared_to[state], &to))));
    else if (view->declared[state])
        page_tell(&game->page, "rival.peaceful", SLOTS(str("state", name.at)));
    if (view->seen_mobilised[state])
        page_tell(&game->page, "rival.mobilised", SLOTS(str("state", name.at)));
    if (view->tech[state])
        page_tell(
            &game->page, "rival.tech",
            SLOTS(str("state", name.at),
                  str("project", page_word(&game->page, "project", project_names.names[view->tech[state]]))));
    if (view->scenario.parameters.culture)
        page_tell(&game->page, "rival.relation",
                  SLOTS(str("state", name.at), num("relation", view->relation[view->me][state])));
}

void tell_rival(struct game *game, int state)
{
    const struct view *view = game_view(game);
    tell_rival_line(game, state);
    if (!view->alive[state])
        return;
    if (view->leaked[state])
        page_say(&game->page, "rival.mole");
    else if (view->opened[state])
        page_say(&game->page, "rival.open_books");
    else
        page_tell(&game->page, "rival.error", SLOTS(num("percent", (estimate_error(view, state) + 5) / 10)));
    int64_t blur = view_fungibility(view, state) / 2;
    if (blur && !view->leaked[state])
        page_tell(&game->page, "rival.blur", SLOTS(num("blur", blur)));
    tell_trend(game, state);
    tell_chances(game, state);
    tell_its_pacts(game, state);
    tell_record(game, state);
}
