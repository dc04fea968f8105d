/* D0: what it felt like, asked before anything is known. The log holds no feelings: the card asks for them.
 */
#include "common/cards/card_list.h"
#include "common/cards/card_page.h"

static void draw(const struct card_input *input, struct card_page *page)
{
    (void)input;
    card_say(page, 0, "card.d0.why", NULL);
    card_section(page, "card.d0.words", NULL);
    for (int word = 1; word <= 3; word++) {
        card_say(page, 3, "card.d0.line", SLOTS(num("word", word)));
    }
}

const struct card card_feelings = {
    .name = "D0",
    .draw = draw,
};
