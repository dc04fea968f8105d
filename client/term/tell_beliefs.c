#include "client/term/tell.h"

static int put_beliefs(const struct game *game, const int32_t list[ACTORS_MAX], struct text *text)
{
    int count = 0;
    for (int j = 0; j < game_view(game)->n; j++) {
        if (list[j] < 0)
            continue;
        struct piece name;
        if (count++)
            text_put(text, ", ");
        page_piece(&game->page, "belief.piece",
                   SLOTS(str("state", state_piece(game, j, &name)), num("percent", (list[j] + 5) / 10)),
                   text);
    }
    return count;
}

void tell_beliefs(struct game *game)
{
    struct piece piece;
    struct text text = text_over(piece.at, sizeof piece.at);
    if (put_beliefs(game, game->draft.now.orders.belief, &text))
        page_tell(&game->page, "orders.beliefs", SLOTS(str("beliefs", piece.at)));
    else if (put_beliefs(game, game->draft.believed_before, &text))
        page_tell(&game->page, "orders.beliefs_last", SLOTS(str("beliefs", piece.at)));
    else
        page_tell(&game->page, "orders.no_beliefs", SLOTS(str("rival", rival_letter(game))));
}

/* "30 in 100" or "not stated". */
static const char *stated(const struct game *game, int32_t permille, struct piece *piece)
{
    struct text text = text_over(piece->at, sizeof piece->at);
    page_piece(&game->page, permille < 0 ? "belief.none" : "belief.number",
               SLOTS(num("percent", (permille + 5) / 10)), &text);
    return piece->at;
}

void tell_belief_sheet(struct game *game)
{
    const struct view *view = game_view(game);
    const struct draft *draft = &game->draft;
    page_say(&game->page, "belief.headline");
    for (int j = 0; j < view->n; j++) {
        struct piece name, mine, last;
        if (j == view->me || !view->alive[j])
            continue;
        page_tell(&game->page, "belief.line",
                  SLOTS(str("state", state_piece(game, j, &name)),
                        str("mine", stated(game, draft->now.orders.belief[j], &mine)),
                        str("last", stated(game, draft->believed_before[j], &last)),
                        num("aid", (view->assessment[j] + 5) / 10)));
    }
    page_tell(&game->page, "belief.how", SLOTS(str("rival", rival_letter(game))));
    if (game->model->briefing.beliefs == BELIEFS_SCORED)
        page_say(&game->page, "web_step.scored");
}

static void tell_list(struct game *game, const int32_t list[ACTORS_MAX], const char *key, const char *none)
{
    struct piece piece;
    struct text text = text_over(piece.at, sizeof piece.at);
    bool any = put_beliefs(game, list, &text) > 0;
    page_tell(&game->page, any ? key : none,
              SLOTS(str("beliefs", piece.at), str("rival", rival_letter(game))));
}

void tell_expected(struct game *game)
{
    tell_list(game, game->draft.now.stated.attack_next, "stated.attack", "stated.no_attack");
}

void tell_seen(struct game *game)
{
    tell_list(game, game->draft.now.stated.sees_me, "stated.sees_me", "stated.no_sees_me");
}

void tell_balance(struct game *game)
{
    int32_t percent = game->draft.now.stated.perceived_balance;
    page_tell(&game->page, percent < 0 ? "stated.no_balance" : "stated.balance",
              SLOTS(num("percent", percent)));
}

void tell_stated(struct game *game)
{
    tell_expected(game);
    tell_seen(game);
    tell_balance(game);
}
