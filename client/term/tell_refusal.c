/* Why not, and what to do instead: verdicts of the rules and refusals of the server. */
#include "client/term/tell.h"

#include <string.h>

/* The sentence of a part's verdict: its own where there is one, else that of the verdict for any part. */
static const char *verdict_key(const struct page *page, int part, int verdict, struct piece *piece)
{
    const char *const prefixes[] = {part_name(part), NULL};
    for (int x = 0; x < 2; x++) {
        struct text text = text_over(piece->at, sizeof piece->at);
        text_put(&text, "verdict.");
        if (prefixes[x]) {
            text_put(&text, prefixes[x]);
            text_put_char(&text, '.');
        }
        for (const char *c = verdict_name(verdict); *c; c++)
            text_put_char(&text, *c == ' ' ? '_' : *c);
        if (sentence_words(page->language, piece->at))
            break;
    }
    return piece->at;
}

void tell_verdicts(struct game *game, const struct verdicts *verdicts, const struct sheet *tried)
{
    const struct view *view = game_view(game);
    for (int part = 0; part < PART_COUNT; part++) {
        struct piece key;
        if (verdicts->of[part] == VERDICT_OK || verdicts->of[part] >= VERDICT_COUNT)
            continue;
        int64_t spent = budget_spent(&tried->orders), points = orders_available(view, &tried->orders);
        page_tell(&game->page, verdict_key(&game->page, part, verdicts->of[part], &key),
                  SLOTS(str("part", page_word(&game->page, "part", part_name(part))), num("spent", spent),
                        num("points", points), num("strike", view->own.strike / 100),
                        num("from", view->scenario.parameters.grace_turns + 1),
                        str("rival", rival_letter(game)),
                        num("need", (int64_t)view->scenario.parameters.mobilise_cost +
                                        view->scenario.parameters.research_cost)));
    }
}

/* The server's key when this catalogue knows it, otherwise that of the code. */
static const char *refusal_key(const struct page *page, const char *told, const char *family,
                               enum refusal_code code, struct piece *piece)
{
    if (told[0] && sentence_words(page->language, told))
        return told;
    struct text text = text_over(piece->at, sizeof piece->at);
    text_put(&text, family);
    text_put(&text, refusal_name(code));
    return piece->at;
}

void tell_refusal(struct game *game, const struct refusal *refusal)
{
    struct piece piece;
    const struct slot *slots =
        SLOTS(str("item", refusal->item), num("seconds", ((int64_t)refusal->retry_after_ms + 999) / 1000),
              str("host", refusal->host), num("port", refusal->port), num("oldest", refusal->oldest),
              num("newest", refusal->newest), num("turn", refusal->current_turn),
              num("revision", refusal->current_revision));
    page_tell(&game->page, refusal_key(&game->page, refusal->sentence, "refusal.", refusal->code, &piece),
              slots);
    if (refusal->code == REFUSAL_ILLEGAL_ORDERS && game->model->has_situation)
        tell_verdicts(game, &refusal->verdicts, &game->draft.now);
    page_tell(&game->page, refusal_key(&game->page, refusal->remedy, "remedy.", refusal->code, &piece),
              slots);
    if (game->watches) /* whoever wrote or runs the bot wants what the protocol calls it */
        page_tell(&game->page, "refusal.code",
                  SLOTS(num("code", refusal->code), str("name", refusal_name(refusal->code))));
    if (game_may_order(game))
        tell_status(game);
}
