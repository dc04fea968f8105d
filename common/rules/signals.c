/* Phase 3. Scrapping (public and costly), open books, declarations (cheap talk), mobilisation (seen by
 * chance). */
#include "common/rules/arithmetic.h"
#include "common/rules/phases.h"

static void scrap(struct turn *turn, int i)
{
    struct actor *actor = &turn->world->actors[i];
    int64_t units = min_of(100 * (int64_t)turn->orders[i]->scrap, actor->strike);
    if (!units)
        return;
    actor->strike -= (int32_t)units;
    EVENT(turn->events, seen_by_all(turn->world), EVENT_SCRAP, i, (int32_t)floor_div(units, 100));
}

static void open_books(struct turn *turn, int i)
{
    struct world *world = turn->world;
    for (int j = 0; j < world->scenario.actor_count; j++) {
        if (j == i || !(turn->orders[i]->open_books >> j & 1) || !world->actors[j].alive)
            continue;
        world->relations[i][j].opened = 1;
        EVENT(turn->events, seen_by(i) | seen_by(j), EVENT_OPEN_BOOKS, i, j);
    }
}

static void declare(struct turn *turn, int i)
{
    struct actor *actor = &turn->world->actors[i];
    const struct orders *orders = turn->orders[i];
    turn->warned[i] = actor->declared == DECLARE_WARN ? actor->declared_to : -1;
    actor->declared = orders->declare;
    actor->declared_to = orders->declare_to;
    if (orders->declare)
        EVENT(turn->events, seen_by_all(turn->world), EVENT_DECLARE, i, orders->declare, orders->declare_to);
}

static void mobilise(struct turn *turn, int i)
{
    struct world *world = turn->world;
    struct actor *actor = &world->actors[i];
    actor->mobilised = (turn->orders[i]->mobilise & 1) | (actor->mobilised & 1) << 1;
    if (!(actor->mobilised & 1))
        return;
    uint32_t seen = seen_by(i);
    for (int j = 0; j < world->scenario.actor_count; j++) {
        bool in_reach = world->scenario.proximity[i][j] || world->scenario.proximity[j][i];
        if (j == i || !world->actors[j].alive || !in_reach)
            continue;
        struct draw draw = {(uint32_t)world->turn, PHASE_SIGNALS, (uint32_t)i, (uint32_t)j, 0};
        if (dice_below(world->key, draw, 1000) < world->scenario.parameters.mobilise_seen) {
            world->relations[j][i].seen_mobilised = 1;
            seen |= seen_by(j);
        }
    }
    EVENT(turn->events, seen, EVENT_MOBILISE, i);
}

void phase_signals(struct turn *turn)
{
    int n = turn->world->scenario.actor_count;
    for (int i = 0; i < n; i++) {
        turn->warned[i] = -1;
        for (int j = 0; j < n; j++)
            turn->world->relations[i][j].seen_mobilised = turn->world->relations[i][j].opened = 0;
    }
    for (int i = 0; i < n; i++) {
        if (!turn->world->actors[i].alive)
            continue;
        scrap(turn, i);
        open_books(turn, i);
        declare(turn, i);
        mobilise(turn, i);
    }
}
