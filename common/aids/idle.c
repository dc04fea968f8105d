#include "common/aids/idle.h"

#include "common/aids/prospects.h"

#include <string.h>

static struct arms arms_of(const struct actor *actor)
{
    return (struct arms){actor->fortify, actor->strike, actor->dual};
}

static void set_partners(const struct view *view, struct idle *idle)
{
    for (int j = 0; j < view->n; j++) {
        if (!prospect_is_rival(view, j))
            continue;
        int32_t pact = view->pact[view->me][j];
        idle->honours |= pact >= PACT_DEFENSIVE ? 1u << j : 0;
        idle->marches |= pact == PACT_UNCONDITIONAL ? 1u << j : 0;
        idle->lapses |= view->offer_in[j] ? 1u << j : 0;
    }
}

static void set_danger(const struct own_side *own, struct idle *idle)
{
    const struct view *view = own->view;
    idle->danger = -1;
    for (int j = 0; j < view->n; j++) {
        if (!prospect_is_rival(view, j) || !view->scenario.proximity[j][view->me])
            continue;
        int32_t takes_me = prospect_takes_me(own, j);
        if (idle->danger >= 0 && takes_me <= idle->takes_me)
            continue;
        idle->danger = j;
        idle->takes_me = takes_me;
    }
}

void idle_of(const struct view *view, struct idle *idle)
{
    struct own_side own;
    const struct actor *after = &own.after;
    memset(idle, 0, sizeof *idle);
    own_side_of(view, NULL, &own);
    memcpy(idle->budget, after->budget, sizeof idle->budget);
    idle->research = orders_research(view, &own.orders);
    idle->now = (struct arms){view->own.fortify, view->own.strike, view->own.dual};
    idle->next = arms_of(after);
    idle->score = after->score - view->own.score;
    idle->income = view->income;
    idle->income_next = own.income;
    idle->error = (int32_t)intel_error(&view->scenario.parameters, after->intel, after->tech);
    set_partners(view, idle);
    set_danger(&own, idle);
}
