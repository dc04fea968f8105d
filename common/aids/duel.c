#include "common/aids/duel.h"

#include "common/rules/arithmetic.h"

#include <string.h>

void own_side_of(const struct view *view, const struct orders *orders, struct own_side *side)
{
    struct world world;
    struct event_list events;
    side->view = view;
    orders_init(&side->orders);
    if (orders)
        side->orders = *orders;
    side->orders.attack = -1;
    believed_world(view, GUESS_ABOUT, &world);
    believed_turn(&world, view->me, orders ? &side->orders : NULL, &events);
    side->after = world.actors[view->me];
    side->income = (int32_t)world_income(&world, view->me);
}

/* A turn of war and nothing else: what was built is built, nothing wears, everybody may attack. */
static void set_only_war(struct parameters *p)
{
    p->depreciation = p->technology = p->mobilise_cost = p->research_cost = 0;
    p->grace_turns = p->leak = p->noise = 0;
}

/* More of one kind; what its stock cannot take is of the other. */
static void raise_stock(int32_t *stock, int32_t extra, int32_t *other)
{
    int64_t sum = *stock + (int64_t)extra;
    *stock = (int32_t)min_of(STOCK_MAX, sum);
    *other = (int32_t)min_of(STOCK_MAX, *other + sum - *stock);
}

static void place_sides(const struct own_side *side, const struct duel *duel, struct world *world)
{
    int me = side->view->me;
    int32_t mobilised = side->view->own.mobilised; /* as the turn begins: its orders come again */
    struct actor *rival = &world->actors[duel->rival];
    believed_world(side->view, duel->help_arms, world);
    believed_guess(side->view, duel->rival, duel->rival_arms, world);
    raise_stock(&rival->fortify, duel->extra_fortify, &rival->strike);
    raise_stock(&rival->strike, duel->extra_strike, &rival->fortify);
    world->actors[me] = side->after;
    world->actors[me].mobilised = mobilised;
    memset(world->actors[me].budget, 0, sizeof world->actors[me].budget); /* a split to go on with */
    set_only_war(&world->scenario.parameters);
}

/* What everybody does in that turn; no budget is given and none was before, so that nothing is bought but
 * civil. */
static void give_orders(const struct own_side *side, const struct duel *duel, struct order_book *book)
{
    const struct view *view = side->view;
    int me = view->me, attacker = duel->i_attack ? me : duel->rival,
        target = duel->i_attack ? duel->rival : me;
    for (int k = 0; k < view->n; k++) {
        struct orders *orders = &book->orders[k];
        enum guess guess = k == duel->rival ? duel->rival_arms : duel->help_arms;
        book->given[k] = true;
        orders_init(orders);
        orders->budget[LINE_CIVIL] = -1;
        orders->mobilise =
            k == me ? side->orders.mobilise : view->scenario.parameters.mobilisation && guess == GUESS_MOST;
        orders->answer[attacker] = ANSWER_STAND_ASIDE;
        orders->answer[target] = duel->helped ? ANSWER_HONOUR : ANSWER_STAND_ASIDE;
    }
    for (int j = 0; j < view->n; j++) {
        book->orders[me].pact[j] = side->orders.pact[j];
        book->orders[me].secret[j] = side->orders.secret[j];
    }
    book->orders[me].attack = duel->i_attack ? duel->rival : -1;
    book->orders[duel->rival].attack = duel->it_attacks ? me : -1;
}

static bool is_possible(const struct view *view, const struct duel *duel)
{
    const struct scenario *scenario = &view->scenario;
    return (!duel->i_attack || scenario->proximity[view->me][duel->rival]) &&
           (!duel->it_attacks || scenario->proximity[duel->rival][view->me]);
}

static uint32_t helpers_in(const struct event_list *events)
{
    uint32_t mask = 0;
    for (int x = 0; x < events->count; x++)
        if (events->events[x].kind == EVENT_CALLED && events->events[x].numbers[3])
            mask |= 1u << events->events[x].numbers[0];
    return mask;
}

int32_t duel_chance(const struct own_side *side, const struct duel *duel, uint32_t *helpers)
{
    struct world world;
    struct event_list events;
    struct order_book book;
    if (helpers)
        *helpers = 0;
    if (!is_possible(side->view, duel))
        return 0;
    place_sides(side, duel, &world);
    give_orders(side, duel, &book);
    turn_resolve(&world, &book, &events);
    if (helpers)
        *helpers = helpers_in(&events);
    for (int x = 0; x < events.count; x++) {
        const struct event *event = &events.events[x];
        if (event->kind != EVENT_ODDS)
            continue;
        bool meets = event->numbers[1] >= 0, at_me = event->numbers[0] == side->view->me;
        return meets && at_me ? 1000 - event->numbers[2] : event->numbers[2];
    }
    return 0;
}
