/* Phase 6. What every actor believes to see of the others: first the blur (arms that serve both ends cannot
 * be told apart, Jervis 1978), then an error that intelligence halves at 4 points. Open books remove the
 * error, a mole removes both. */
#include "common/rules/arithmetic.h"
#include "common/rules/event.h"
#include "common/rules/orders.h"
#include "common/rules/world.h"

enum { LEAK_CHANCE_MAX = 800 };

struct figures {
    int64_t fortify, strike, dual;
};

static struct figures blurred(const struct actor *actor, int64_t blur)
{
    int64_t fortify = actor->fortify, strike = actor->strike;
    return (struct figures){
        floor_div(fortify * (100 - blur) + strike * blur, 100),
        floor_div(strike * (100 - blur) + fortify * blur, 100),
        actor->dual,
    };
}

static int32_t with_error(const struct world *world, int i, int j, uint32_t what, int64_t value,
                          int64_t half_width)
{
    struct draw draw = {(uint32_t)world->turn, PHASE_INTEL, (uint32_t)i, (uint32_t)j, what};
    int64_t error = half_width ? dice_error(world->key, draw, half_width) : 0;
    return (int32_t)min_of(2 * STOCK_MAX, floor_div(value * (1000 + error), 1000));
}

/* Does the mole of i at j deliver? */
static bool leaks(const struct world *world, const struct orders *orders, int i, int j)
{
    int32_t leak = world->scenario.parameters.leak;
    if (!leak || orders[i].focus != j)
        return false;
    int64_t chance = min_of(LEAK_CHANCE_MAX, (int64_t)leak * world->actors[i].intel);
    struct draw draw = {(uint32_t)world->turn, PHASE_LEAK, (uint32_t)i, (uint32_t)j, 0};
    return dice_below(world->key, draw, 1000) < chance;
}

static void estimate(struct world *world, int i, int j, const struct orders *orders,
                     struct event_list *events)
{
    struct relation *mine = &world->relations[i][j];
    if (orders)
        mine->est_before = mine->est_fortify + mine->est_strike + mine->est_dual;
    mine->leaked = 0;
    if (!world->actors[j].alive) {
        mine->est_fortify = mine->est_strike = mine->est_dual = 0;
        return;
    }
    const struct parameters *p = &world->scenario.parameters;
    const struct actor *actor = &world->actors[i];
    int64_t blur = floor_div(world_fungibility(world, j), 2);
    int64_t half_width = floor_div(p->noise * (int64_t)4, 4 + (int64_t)actor->intel);
    if (actor->tech == PROJECT_INTEL)
        half_width = floor_div(half_width, 2);
    if (orders && world->relations[j][i].opened)
        half_width = 0;
    if (orders && leaks(world, orders, i, j)) {
        half_width = blur = 0;
        mine->leaked = 1;
        EVENT(events, 1u << i, EVENT_LEAK, i, j);
    }
    struct figures seen = blurred(&world->actors[j], blur);
    mine->est_fortify = with_error(world, i, j, 0, seen.fortify, half_width);
    mine->est_strike = with_error(world, i, j, 1, seen.strike, half_width);
    mine->est_dual = with_error(world, i, j, 2, seen.dual, half_width);
}

/* Where the true balance is hidden, each actor moves a quarter of the way to a noisy report of it. */
static void read_doctrine(struct world *world, int i)
{
    const struct parameters *p = &world->scenario.parameters;
    struct draw draw = {(uint32_t)world->turn, PHASE_DOCTRINE, (uint32_t)i, 0, 0};
    int64_t report =
        floor_div(world->balance * (1000 + dice_error(world->key, draw, p->doctrine_noise)), 1000);
    int32_t *doctrine = &world->actors[i].doctrine;
    *doctrine = (int32_t)clamp(*doctrine + floor_div(report - *doctrine, 4), 20, 400);
}

/* `orders` and `events` are NULL at setup, when nobody has ordered anything yet. */
void world_estimate(struct world *world, const struct orders *orders, struct event_list *events)
{
    int n = world->scenario.actor_count;
    for (int i = 0; i < n; i++) {
        if (!world->actors[i].alive)
            continue;
        for (int j = 0; j < n; j++)
            if (i != j)
                estimate(world, i, j, orders, events);
        if (orders && world->scenario.parameters.hidden_balance)
            read_doctrine(world, i);
    }
}
