#include "client/term/step.h"

#include "client/term/debrief.h"
#include "client/term/tell.h"
#include "common/base/must.h"
#include "common/cards/card.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MOST = 120 }; /* longer lines are hard to read */

int step_columns(const struct page *page)
{
    int columns = page->width ? page->width : CARD_WIDTH;
    return columns < CARD_WIDTH_MIN ? CARD_WIDTH_MIN : columns > COLUMNS_MOST ? COLUMNS_MOST : columns;
}

static struct text text_of(struct step_shown *shown)
{
    if (!shown->memory)
        shown->memory = malloc(CARD_TEXT_MAX);
    must(shown->memory != NULL);
    return text_over(shown->memory, CARD_TEXT_MAX);
}

static bool put_blocks(const struct wire_debrief_step *step, const struct player *player,
                       const struct page *page, int from, int columns, struct text *text)
{
    size_t size = 0;
    const char *blocks = player_cards(player, &size);
    return blocks && step_cards_put((struct slice){blocks, size}, debrief_card_name(step->card), from,
                                    (int)step->part, page->language, columns, text);
}

bool step_goes_on(const struct step_shown *shown, const struct wire_debrief_step *step)
{
    return shown->card == step->card && (int)step->part > shown->part;
}

/* ---- without a seat: what the server wrote is all there is */

const char *step_public_text(const struct model *model, const struct player *player, const struct page *page,
                             struct step_shown *shown, int from, int columns)
{
    if (!model->has_step || model->step.card < 0)
        return NULL;
    struct text text = text_of(shown);
    bool put = model->ended.turns > 0 && put_blocks(&model->step, player, page, from, columns, &text);
    step_worlds_put(page, &model->step, from, columns, &text);
    return put || text.length ? shown->memory : NULL;
}

/* ---- in a seat: from the record, as soon as it may be seen */

static bool put_own_record(struct debrief *debrief, const struct game *game, int from, int to, int columns,
                           struct text *text)
{
    int card = game->model->step.card;
    if (card >= debrief_card_count())
        return false;
    int parts = debrief_parts(debrief, card);
    if (parts == 1) {
        text_put(text, debrief_card_text(debrief, game, card, DEBRIEF_WHOLE, columns));
        return true;
    }
    for (int part = from; part <= to && part < parts; part++)
        text_put(text, debrief_card_text(debrief, game, card, part, columns));
    return true;
}

const char *step_text(struct game *game, int from, int columns)
{
    const struct model *model = game->model;
    size_t size = 0;
    if (!model->has_step || model->step.card < 0 || !game->player)
        return NULL;
    if (model->ended.turns == 0 || !player_record(game->player, &size))
        return step_public_text(model, game->player, &game->page, &game->step, from, columns);
    struct text text = text_of(&game->step);
    struct debrief *debrief = debrief_of(game);
    bool put = debrief && put_own_record(debrief, game, from, (int)model->step.part, columns, &text);
    step_worlds_put(&game->page, &model->step, from, columns, &text);
    return put || text.length ? game->step.memory : NULL;
}

const char *step_opened_text(struct game *game, int card, int columns)
{
    const struct model *model = game->model;
    size_t size = 0;
    const char *blocks = game->player ? player_cards(game->player, &size) : NULL;
    if (!blocks || !model->has_step || model->ended.turns == 0)
        return NULL;
    struct text text = text_of(&game->step);
    bool put = step_cards_put((struct slice){blocks, size}, debrief_card_name(card), 0, ACTORS_MAX,
                              game->page.language, columns, &text);
    return put ? game->step.memory : NULL;
}
