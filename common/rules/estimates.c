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

static int32_t off_by(int64_t value, int64_t error)
{
    return (int32_t)min_of(2 * STOCK_MAX, floor_div(value * (1000 + error), 1000));
}

/* i's figures of j. Where there is nothing to be wrong about, or no error, nothing is drawn: a draw moves no
 * other. */
static void look(const struct world *world, int i, int j, const struct figures *seen, int64_t half_width,
                 struct relation *mine)
{
    struct draw draw = {(uint32_t)world->turn, PHASE_INTEL, (uint32_t)i, (uint32_t)j, 0};
    int64_t errors[3] = {0, 0, 0};
    if (half_width) {
        dice_error_pair(world->key, draw, half_width, errors);
        draw.k = 2;
        if (seen->dual)
            errors[2] = dice_error(world->key, draw, half_width);
    }
    mine->est_fortify = off_by(seen->fortify, errors[0]);
    mine->est_strike = off_by(seen->strike, errors[1]);
    mine->est_dual = off_by(seen->dual, errors[2]);
}

/* Does the mole of i at j deliver? */
static bool leaks(const struct world *world, const struct orders *const *orders, int i, int j)
{
    int32_t leak = world->scenario.parameters.leak;
    if (!leak || orders[i]->focus != j)
        return false;
    int64_t chance = min_of(LEAK_CHANCE_MAX, (int64_t)leak * world->actors[i].intel);
    struct draw draw = {(uint32_t)world->turn, PHASE_LEAK, (uint32_t)i, (uint32_t)j, 0};
    return dice_below(world->key, draw, 1000) < chance;
}

/* What everybody sees of j, and how wrong i is about everybody. */
struct sight {
    struct figures blurred[ACTORS_MAX];
    int64_t half_width; /* permille */
};

static void estimate(struct world *world, int i, int j, const struct sight *sight,
                     const struct orders *const *orders, struct event_list *events)
{
    struct relation *mine = &world->relations[i][j];
    if (orders)
        mine->est_before = mine->est_fortify + mine->est_strike + mine->est_dual;
    mine->leaked = 0;
    if (!world->actors[j].alive) {
        mine->est_fortify = mine->est_strike = mine->est_dual = 0;
        return;
    }
    if (orders && leaks(world, orders, i, j)) {
        struct figures bare = blurred(&world->actors[j], 0);
        mine->leaked = 1;
        EVENT(events, 1u << i, EVENT_LEAK, i, j);
        look(world, i, j, &bare, 0, mine);
        return;
    }
    bool opened = orders && world->relations[j][i].opened;
    look(world, i, j, &sight->blurred[j], opened ? 0 : sight->half_width, mine);
}

static int64_t half_width_of(const struct world *world, int i)
{
    const struct actor *actor = &world->actors[i];
    int64_t half_width = floor_div(world->scenario.parameters.noise * (int64_t)4, 4 + (int64_t)actor->intel);
    return actor->tech == PROJECT_INTEL ? floor_div(half_width, 2) : half_width;
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
void world_estimate(struct world *world, const struct orders *const *orders, struct event_list *events)
{
    int n = world->scenario.actor_count;
    struct sight sight;
    for (int j = 0; j < n; j++)
        sight.blurred[j] = blurred(&world->actors[j], floor_div(world_fungibility(world, j), 2));
    for (int i = 0; i < n; i++) {
        if (!world->actors[i].alive)
            continue;
        sight.half_width = half_width_of(world, i);
        for (int j = 0; j < n; j++)
            if (i != j)
                estimate(world, i, j, &sight, orders, events);
        if (orders && world->scenario.parameters.hidden_balance)
            read_doctrine(world, i);
    }
}
