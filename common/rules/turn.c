#include "common/rules/phases.h"

#include "common/rules/view.h"

#include <string.h>

/* Phase 0: every illegal part is replaced by its default and the actor is told. */
static void lock_orders(struct turn *turn, const struct order_book *book)
{
    for (int i = 0; i < turn->world->scenario.actor_count; i++) {
        struct orders *mended = &turn->mended[i];
        bool alive = turn->world->actors[i].alive, given = book->given[i];
        turn->orders[i] = alive && given ? &book->orders[i] : mended;
        turn->blame[i] = 0;
        if (!alive || !given)
            orders_init(mended);
        if (!alive)
            continue;
        if (!given)
            mended->budget[LINE_CIVIL] = -1; /* no sum: the default budget */
        struct order_ground ground = seat_ground(turn->world, i);
        struct verdicts verdicts = ground_check(&ground, turn->orders[i]);
        if (verdicts_ok(&verdicts))
            continue;
        for (int part = 0; part < PART_COUNT; part++)
            if (verdicts.of[part] != VERDICT_OK)
                EVENT(turn->events, seen_by(i), EVENT_REJECTED, i, part);
        if (given)
            *mended = book->orders[i];
        ground_mend(&ground, &verdicts, mended);
        turn->orders[i] = mended;
    }
}

void turn_resolve(struct world *world, const struct order_book *book, struct event_list *events)
{
    events->count = 0;
    if (world->end)
        return;
    struct turn turn; /* each phase fills in what it hands on */
    turn.world = world;
    turn.events = events;
    lock_orders(&turn, book);
    phase_diplomacy(&turn);
    phase_economy(&turn);
    phase_signals(&turn);
    phase_coalitions(&turn);
    phase_war(&turn);
    world->turn++;
    world_estimate(world, turn.orders, events);
    phase_assessment(&turn);
    phase_insecurity(&turn);
    phase_ending(&turn);
}
