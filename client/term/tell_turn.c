/* The start of a turn: what changed first, then the others, then oneself. */
#include "client/term/tell.h"

enum { HINTED_TURNS = 5 };

static int64_t units(int64_t centi)
{
    return (centi + 50) / 100;
}

void tell_rivals(struct game *game)
{
    const struct view *view = game_view(game);
    page_say(&game->page, view->scenario.parameters.fungibility >= 50 ? "rivals.alike" : "rivals.apart");
    for (int j = 0; j < view->n; j++)
        if (j != view->me)
            tell_rival_line(game, j);
}

static void tell_pact(struct game *game, int state)
{
    const struct view *view = game_view(game);
    struct piece name;
    if (!view->pact[view->me][state])
        return;
    const char *kind = page_word(&game->page, "pact", pact_names.names[view->pact[view->me][state]]);
    const char *open = page_word(&game->page, "secrecy", view->my_secret[state] ? "secret" : "public");
    page_tell(&game->page, view->ending[state] ? "pact.ending_line" : "pact.line",
              SLOTS(str("state", state_piece(game, state, &name)), str("pact", kind), str("secrecy", open)));
}

static void tell_offer(struct game *game, int state)
{
    const struct view *view = game_view(game);
    struct piece name;
    state_piece(game, state, &name);
    if (view->offer_in[state])
        page_tell(&game->page, "pact.offer_in",
                  SLOTS(str("state", name.at),
                        str("pact", page_word(&game->page, "pact", pact_names.names[view->offer_in[state]])),
                        str("secrecy", page_word(&game->page, "secrecy",
                                                 view->offer_in_secret[state] ? "secret" : "public")),
                        str("plain", model_state_name(game->model, state))));
    if (view->offer_out[state])
        page_tell(&game->page, "pact.offer_out",
                  SLOTS(str("state", name.at),
                        str("pact", page_word(&game->page, "pact", pact_names.names[view->offer_out[state]])),
                        str("secrecy", page_word(&game->page, "secrecy",
                                                 view->offer_out_secret[state] ? "secret" : "public"))));
}

void tell_pacts(struct game *game)
{
    const struct view *view = game_view(game);
    bool any = false;
    for (int j = 0; j < view->n; j++) {
        if (j == view->me || !view->alive[j])
            continue;
        any = any || view->pact[view->me][j] || view->offer_in[j] || view->offer_out[j];
        tell_pact(game, j);
        tell_offer(game, j);
    }
    if (!any)
        page_say(&game->page, "pact.no_line");
}

void tell_own(struct game *game)
{
    const struct view *view = game_view(game);
    const struct view_own *own = &view->own;
    const char *const bands[] = {"band.0", "band.1", "band.2", "band.3"};
    const struct slot *arms =
        SLOTS(num("fortify", units(own->fortify)), num("strike", units(own->strike)),
              num("dual", units(own->dual)), num("attack", units(view_offence(view, view->me))),
              num("defence", units(view_defence(view, view->me))));
    page_tell(&game->page, own->dual >= 50 ? "own.arms_dual" : "own.arms", arms);
    page_tell(&game->page, "own.income",
              SLOTS(num("income", view->income), num("territory", view->territory[view->me]),
                    num("start", view->start[view->me]), num("score", own->score)));
    page_say(&game->page, bands[view->band & 3]);
    if (own->mobilised & 1)
        page_say(&game->page, "own.mobilised");
    if (own->project && !view->tech[view->me])
        page_tell(&game->page, "own.project",
                  SLOTS(str("project", page_word(&game->page, "project", project_names.names[own->project])),
                        num("done", own->progress), num("of", view->scenario.parameters.research_turns)));
}

void tell_menu(struct game *game)
{
    if (game_may_order(game) && !game->seen)
        page_say(&game->page, model_asks_beliefs(game->model) ? "turn.menu" : "turn.menu_no_beliefs");
}

void tell_hint(struct game *game)
{
    static const char *const hints[HINTED_TURNS] = {"hint.1", "hint.2", "hint.3", "hint.4", "hint.5"};
    static const char *const drawn[HINTED_TURNS] = {"hint.drawn_1", "hint.drawn_2", "hint.drawn_3",
                                                    "hint.drawn_4", "hint.drawn_5"};
    uint32_t turn = game->draft.turn;
    if (game->hints && turn >= 1 && turn <= HINTED_TURNS && game_may_order(game))
        page_tell(&game->page, game->drawn ? drawn[turn - 1] : hints[turn - 1],
                  SLOTS(str("rival", rival_letter(game))));
}

void tell_turn_headline(struct game *game)
{
    const struct view *view = game_view(game);
    const struct parameters *p = &view->scenario.parameters;
    const struct slot *slots =
        SLOTS(num("turn", game->draft.turn), num("last", p->max_turns), num("from", p->end_from),
              str("state", model_state_name(game->model, view->me)));
    struct piece line;
    struct text text = text_over(line.at, sizeof line.at);
    put_world(game, &text);
    if (text.length)
        text_put(&text, ". ");
    page_piece(&game->page, p->end_from ? "turn.headline_lot" : "turn.headline", slots, &text);
    page_line(&game->page, line.at);
}

void tell_turn(struct game *game)
{
    const struct view *view = game_view(game);
    page_blank(&game->page);
    tell_turn_headline(game);
    tell_practice(game);
    if (!game->model->situation.bot_holds_seat && view->alive[view->me] &&
        view->turn < view->scenario.parameters.grace_turns)
        page_tell(&game->page, "turn.grace", SLOTS(num("from", view->scenario.parameters.grace_turns + 1)));
    tell_changes(game);
    page_blank(&game->page);
    tell_rivals(game);
    if (view->turn == 0)
        tell_bots(game);
    page_blank(&game->page);
    tell_pacts(game);
    tell_own(game);
    page_blank(&game->page);
    tell_hint(game);
    tell_status(game);
    tell_menu(game);
}
