/* The draft: each part in a line that says what it means and who will see it. */
#include "client/term/tell.h"

static const char *secrecy_word(const struct game *game, bool secret)
{
    return page_word(&game->page, "secrecy", secret ? "secret" : "public");
}

static const struct orders *now(const struct game *game)
{
    return &game->draft.now.orders;
}

void tell_budget(struct game *game)
{
    struct piece piece;
    struct text text = text_over(piece.at, sizeof piece.at);
    put_budget(game, now(game)->budget, &text);
    int64_t points = orders_available(game_view(game), now(game));
    page_tell(&game->page, "orders.budget", SLOTS(str("budget", piece.at), num("points", points)));
    if (points < game_view(game)->income)
        page_tell(&game->page, "orders.charges", SLOTS(num("points", game_view(game)->income - points)));
}

void tell_attack(struct game *game)
{
    const struct view *view = game_view(game);
    int32_t target = now(game)->attack;
    struct piece name;
    if (target < 0) {
        page_say(&game->page, "orders.attack_nobody");
        return;
    }
    state_piece(game, target, &name);
    page_tell(&game->page, "orders.attack",
              SLOTS(str("state", name.at), num("balance", view_balance(view, view->me, target))));
    if (view->pact[view->me][target])
        page_tell(&game->page, "orders.attack_breach",
                  SLOTS(str("state", name.at), num("cost", view->scenario.parameters.breach_cost)));
    if (view->scenario.parameters.mobilisation && !(view->own.mobilised & 1))
        page_tell(&game->page, "orders.attack_unmobilised",
                  SLOTS(num("percent", view->scenario.parameters.unmobilised_strike)));
}

static void tell_offer(struct game *game, int state)
{
    const struct view *view = game_view(game);
    const struct orders *orders = now(game);
    struct piece name;
    state_piece(game, state, &name);
    if (orders->pact[state] == PACT_NONE) {
        page_tell(&game->page, "orders.cancel", SLOTS(str("state", name.at)));
        return;
    }
    bool meets =
        view->offer_in[state] == orders->pact[state] && view->offer_in_secret[state] == orders->secret[state];
    page_tell(&game->page, meets ? "orders.accept" : "orders.offer",
              SLOTS(str("state", name.at),
                    str("pact", page_word(&game->page, "pact", pact_names.names[orders->pact[state]])),
                    str("secrecy", secrecy_word(game, orders->secret[state]))));
}

void tell_offers(struct game *game)
{
    bool any = false;
    for (int j = 0; j < game_view(game)->n; j++) {
        if (now(game)->pact[j] < 0)
            continue;
        any = true;
        tell_offer(game, j);
    }
    if (!any)
        page_say(&game->page, "orders.no_offers");
}

void tell_answers(struct game *game)
{
    const struct view *view = game_view(game);
    bool any = false;
    for (int j = 0; j < view->n; j++) {
        struct piece name;
        if (now(game)->answer[j] < 0 || j == view->me)
            continue;
        any = true;
        page_tell(
            &game->page, "orders.answer",
            SLOTS(str("state", state_piece(game, j, &name)),
                  str("answer", page_word(&game->page, "answer", answer_names.names[now(game)->answer[j]]))));
    }
    page_say(&game->page, any ? "orders.other_answers" : "orders.no_answers");
}

static void tell_declaration(struct game *game)
{
    const char *const keys[] = {"orders.declare_nothing", "orders.declare_peaceful", "orders.declare_warn",
                                "orders.declare_demand"};
    struct piece name = {""};
    int32_t to = now(game)->declare_to;
    if (to >= 0)
        state_piece(game, to, &name);
    page_tell(&game->page, keys[now(game)->declare & 3], SLOTS(str("state", name.at)));
}

static void tell_books(struct game *game)
{
    struct piece states;
    struct text text = text_over(states.at, sizeof states.at);
    put_states(game, (uint32_t)now(game)->open_books, &text);
    page_tell(&game->page, now(game)->open_books ? "orders.open_books" : "orders.open_nobody",
              SLOTS(str("states", states.at)));
}

static void tell_project(struct game *game)
{
    const struct view *view = game_view(game);
    int project = orders_research(view, now(game));
    const char *word = page_word(&game->page, "project", project_names.names[project]);
    page_tell(&game->page, project ? "orders.project" : "orders.no_project",
              SLOTS(str("project", word), num("cost", view->scenario.parameters.research_cost)));
}

static void tell_focus(struct game *game)
{
    struct piece name = {""};
    if (now(game)->focus >= 0)
        state_piece(game, now(game)->focus, &name);
    page_tell(&game->page, now(game)->focus >= 0 ? "orders.focus" : "orders.no_focus",
              SLOTS(str("state", name.at)));
}

static void tell_mobilise(struct game *game)
{
    const struct parameters *p = &game_view(game)->scenario.parameters;
    page_tell(&game->page, now(game)->mobilise ? "orders.mobilise" : "orders.no_mobilise",
              SLOTS(num("cost", p->mobilise_cost), num("seen", p->mobilise_seen / 10)));
}

void tell_part(struct game *game, enum order_part part)
{
    switch (part) {
    case PART_ATTACK:
        tell_attack(game);
        break;
    case PART_MOBILISE:
        tell_mobilise(game);
        break;
    case PART_PROJECT:
        tell_project(game);
        break;
    case PART_SCRAP:
        page_tell(&game->page, now(game)->scrap ? "orders.scrap" : "orders.no_scrap",
                  SLOTS(num("units", now(game)->scrap)));
        break;
    case PART_OPEN_BOOKS:
        tell_books(game);
        break;
    case PART_DECLARE:
        tell_declaration(game);
        break;
    case PART_FOCUS:
        tell_focus(game);
        break;
    case PART_PACT:
        tell_offers(game);
        break;
    case PART_ANSWER:
        tell_answers(game);
        break;
    case PART_BELIEF:
        tell_beliefs(game);
        break;
    case PART_BUDGET:
    case PART_COUNT:
        tell_budget(game);
        break;
    }
}

/* The rest of the orders, for those who ask; a part whose module is off in this world is not mentioned. */
static const struct rest_row {
    enum order_part part;
    int32_t parameters_offset; /* of the module's switch in struct parameters; -1: always there */
} rest_rows[] = {
    {PART_ANSWER, -1},
    {PART_DECLARE, -1},
    {PART_OPEN_BOOKS, -1},
    {PART_SCRAP, -1},
    {PART_MOBILISE, (int32_t)offsetof(struct parameters, mobilisation)},
    {PART_PROJECT, (int32_t)offsetof(struct parameters, technology)},
    {PART_FOCUS, (int32_t)offsetof(struct parameters, leak)},
};

enum { REST_ROWS = sizeof rest_rows / sizeof rest_rows[0] };

static bool is_in_play(const struct game *game, const struct rest_row *row)
{
    const struct parameters *p = &game_view(game)->scenario.parameters;
    return row->parameters_offset < 0 || parameter_get(p, row->parameters_offset / (int32_t)sizeof(int32_t));
}

static bool is_used(const struct orders *orders, enum order_part part)
{
    bool answers = false;
    for (int j = 0; j < ACTORS_MAX; j++)
        answers = answers || orders->answer[j] >= 0;
    switch (part) {
    case PART_ANSWER:
        return answers;
    case PART_DECLARE:
        return orders->declare != DECLARE_NONE;
    case PART_OPEN_BOOKS:
        return orders->open_books != 0;
    case PART_SCRAP:
        return orders->scrap != 0;
    case PART_MOBILISE:
        return orders->mobilise != 0;
    case PART_PROJECT:
        return orders->project != PROJECT_NONE;
    case PART_FOCUS:
        return orders->focus >= 0;
    default:
        return false;
    }
}

static void tell_rest(struct game *game, bool unused_too)
{
    for (int x = 0; x < REST_ROWS; x++)
        if (is_in_play(game, &rest_rows[x]) && (unused_too || is_used(now(game), rest_rows[x].part)))
            tell_part(game, rest_rows[x].part);
}

void tell_orders(struct game *game)
{
    page_tell(&game->page, "orders.headline", SLOTS(num("turn", game->draft.turn)));
    tell_budget(game);
    tell_attack(game);
    tell_offers(game);
    if (model_asks_beliefs(game->model))
        tell_beliefs(game);
    tell_rest(game, false);
    tell_beside_orders(game);
    if (!game->seen)
        page_say(&game->page, "orders.how");
}

void tell_more(struct game *game)
{
    page_say(&game->page, "more.headline");
    tell_rest(game, true);
    if (model_asks_beliefs(game->model))
        tell_stated(game);
    page_say(&game->page, "more.how");
}
