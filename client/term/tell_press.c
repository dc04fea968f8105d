#include "client/term/tell.h"

void tell_press(struct game *game, const struct wire_press *press)
{
    const struct model *model = game->model;
    struct piece to;
    struct text text = text_over(to.at, sizeof to.at);
    if (!model->has_briefing || press->from >= (uint32_t)model->briefing.scenario.actor_count)
        return;
    bool mine = press->from == model->briefing.seat;
    for (int j = 0, first = 1; j < model->briefing.scenario.actor_count; j++) {
        if (press->everyone || !(press->to >> j & 1))
            continue;
        text_put(&text, first ? "" : ", ");
        first = 0;
        if ((uint32_t)j == model->briefing.seat)
            page_piece(&game->page, "press.you", NULL, &text);
        else
            text_put(&text, model_state_name(model, j));
    }
    if (press->everyone)
        page_piece(&game->page, "press.everyone", NULL, &text);
    page_tell(&game->page, mine ? "press.sent" : "press.line",
              SLOTS(num("turn", press->turn), str("from", model_state_name(model, (int)press->from)),
                    str("to", to.at), str("text", press->text)));
}
