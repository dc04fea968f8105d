/* The debrief that is opened step by step, for who looks on. */
#include "client/term/debrief.h"
#include "client/term/step.h"
#include "client/term/watch.h"

#include <string.h>

bool watched_step_is_new(const struct player *player, const struct step_shown *shown)
{
    const struct model *model = player_model(player);
    const struct wire_debrief_step *step = &model->step;
    return model->has_step && step->card >= 0 &&
           (step->card != shown->card || (int)step->part != shown->part);
}

void tell_watched_step(struct page *page, const struct player *player, struct step_shown *shown)
{
    const struct wire_debrief_step *step = &player_model(player)->step;
    bool goes_on = step_goes_on(shown, step);
    const char *text = step_public_text(player_model(player), player, page, shown,
                                        goes_on ? shown->part + 1 : 0, step_columns(page));
    if (!goes_on) {
        page_blank(page);
        page_tell(page, "step.look", SLOTS(str("card", debrief_card_name(step->card))));
    }
    if (text)
        page_block(page, text, strlen(text));
    shown->card = step->card;
    shown->part = (int)step->part;
}
