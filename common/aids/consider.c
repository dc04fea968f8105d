#include "common/aids/consider.h"

#include <string.h>

enum {
    /* rests on the orders, and so on their being legal */
    OF_ORDERS = CONSIDER_PROSPECTS | CONSIDER_MARGINS | CONSIDER_LOOKS,
    /* lists states */
    OF_STATES = CONSIDER_CHOICES | CONSIDER_FIGURES | CONSIDER_PROSPECTS | CONSIDER_LOOKS | CONSIDER_GAME,
};

void consider(const struct view *view, const struct orders *orders, const int32_t *answers, unsigned topics,
              struct considered *considered)
{
    struct orders none;
    orders_usual(view, NULL, &none); /* what counts for a seat that saves nothing */
    const struct orders *in_hand = orders ? orders : &none;
    memset(considered, 0, sizeof *considered);
    considered->verdicts = orders_check(view, in_hand);
    considered->available = (int32_t)orders_available(view, in_hand);
    considered->topics = topics & CONSIDER_ALL;
    if (!verdicts_ok(&considered->verdicts))
        considered->topics &= ~(unsigned)OF_ORDERS;
    topics = considered->topics;
    considered->n = topics & OF_STATES ? view->n : 0;
    if (topics & CONSIDER_CHOICES)
        choices_of(view, answers, &considered->choices);
    for (int j = 0; (topics & CONSIDER_FIGURES) && j < view->n; j++)
        if (prospect_is_rival(view, j))
            figures_of(view, j, &considered->figures[j]);
    if (topics & CONSIDER_PROSPECTS)
        prospects_of(view, orders, &considered->prospects);
    if (topics & CONSIDER_MARGINS)
        margins_of(view, in_hand, &considered->margins);
    if (topics & CONSIDER_LOOKS)
        looks_of(view, in_hand, &considered->looks);
    if (topics & CONSIDER_IDLE)
        idle_of(view, &considered->idle);
    if (topics & CONSIDER_GAME) {
        believed_game_of(view, &considered->game);
        considered->game.stage.kind = 0;
    }
}
