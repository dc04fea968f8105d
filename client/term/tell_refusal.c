/* Why not, and what to do instead: verdicts of the rules and refusals of the server. */
#include "client/term/tell.h"
#include "client/term/verdict_words.h"

#include <string.h>

void tell_verdicts(struct game *game, const struct verdicts *verdicts, const struct sheet *tried)
{
    for (int part = 0; part < PART_COUNT; part++) {
        char why[VERDICT_WORDS_MAX];
        struct text text = text_over(why, sizeof why);
        if (verdicts->of[part] == VERDICT_OK || verdicts->of[part] >= VERDICT_COUNT)
            continue;
        put_verdict(game->page.language, part, verdicts->of[part], game_view(game), &tried->orders,
                    rival_letter(game), &text);
        page_line(&game->page, why);
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
