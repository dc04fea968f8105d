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
        page_say(&game->page, "orders.no_beliefs");
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
    page_say(&game->page, "belief.how");
}

void tell_stated(struct game *game)
{
    const struct stated_beliefs *now = &game->draft.now.stated;
    struct piece piece;
    struct text text = text_over(piece.at, sizeof piece.at);
    if (put_beliefs(game, now->attack_next, &text))
        page_tell(&game->page, "stated.attack", SLOTS(str("beliefs", piece.at)));
    else
        page_say(&game->page, "stated.no_attack");
    text = text_over(piece.at, sizeof piece.at);
    if (put_beliefs(game, now->sees_me, &text))
        page_tell(&game->page, "stated.sees_me", SLOTS(str("beliefs", piece.at)));
    else
        page_say(&game->page, "stated.no_sees_me");
    if (now->perceived_balance >= 0)
        page_tell(&game->page, "stated.balance", SLOTS(num("percent", now->perceived_balance)));
    else
        page_say(&game->page, "stated.no_balance");
}
