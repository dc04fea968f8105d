/* In drawn worlds: what a seat is told of its prospects holds in the true world, as long as nobody else does
 * what the figure leaves out. The chances are computed here from the true stocks and not by a turn. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/aids/idle.h"
#include "common/aids/looks.h"
#include "common/aids/prospects.h"
#include "common/aids/suspicion.h"
#include "common/rules/arithmetic.h"
#include "tests/property/worlds.h"

#include <string.h>

enum { WORLDS = 60, TURNS = 5, SEATS_A_TURN = 2 };

/* One seat at one moment of the true world. */
struct moment {
    const struct world *world;
    struct view view;
    struct orders orders; /* without an attack */
    struct world after;   /* the turn of these orders in peace, everybody else by default */
    struct prospects prospects;
    uint32_t seed;
    int checked;
};

static void peace(const struct moment *moment, const struct orders *orders, struct world *after)
{
    struct order_book book = {.given = {false}};
    struct event_list events;
    *after = *moment->world;
    if (orders) {
        book.given[moment->view.me] = true;
        book.orders[moment->view.me] = *orders;
    }
    turn_resolve(after, &book, &events);
}

static void expect_within(struct moment *moment, const char *what, int rival, int64_t low, int64_t value,
                          int64_t high)
{
    if (value < low || value > high)
        fail_msg("seed %u, turn %d, seat %d, rival %d, %s: %d is not within %d..%d", moment->seed,
                 moment->view.turn, moment->view.me, rival, what, (int)value, (int)low, (int)high);
    moment->checked++;
}

static void figures_hold_the_true_arms(struct moment *moment, int rival)
{
    const struct parameters *p = &moment->view.scenario.parameters;
    const struct actor *actor = &moment->world->actors[rival];
    struct arms_bounds bounds = estimate_arms(&moment->view, rival);
    int64_t phi = view_fungibility(&moment->view, rival), dual = p->dual_value;
    const struct arms *low = &bounds.low, *high = &bounds.high;
    struct range total = estimate_total_range(&moment->view, rival);
    expect_within(moment, "all arms", rival, 100 * total.low,
                  (int64_t)actor->fortify + actor->strike + actor->dual, 100 * total.high);
    expect_within(moment, "offence", rival, offence_value(low->fortify, low->strike, low->dual, phi, dual),
                  offence_value(actor->fortify, actor->strike, actor->dual, phi, dual),
                  offence_value(high->fortify, high->strike, high->dual, phi, dual));
    expect_within(moment, "defence", rival, defence_value(low->fortify, low->strike, low->dual, phi, dual),
                  defence_value(actor->fortify, actor->strike, actor->dual, phi, dual),
                  defence_value(high->fortify, high->strike, high->dual, phi, dual));
}

/* The true world as the war finds it: the seat after its purchases, the others as they are. `mobilise`: the
 * others mobilise this turn. */
static void before_war(const struct moment *moment, bool mobilise, struct world *world)
{
    int me = moment->view.me;
    *world = *moment->world;
    world->balance = moment->view.balance; /* what the seat believes in is no error of the estimates */
    world->actors[me] = moment->after.actors[me];
    for (int k = 0; k < moment->view.n; k++)
        if (k != me)
            world->actors[k].mobilised = (world->actors[k].mobilised & 1) << 1 | mobilise;
}

static int64_t force_of(const struct world *world, int i, int j)
{
    const struct parameters *p = &world->scenario.parameters;
    int64_t force = world_offence(world, i);
    if (p->mobilisation && !(world->actors[i].mobilised & 2))
        force = floor_div(force * p->unmobilised_strike, 100);
    return floor_div(force * world->scenario.proximity[i][j], 100);
}

static int64_t battle(const struct world *world, int i, int j, uint32_t helpers)
{
    int64_t wall = world_defence(world, j) + world->scenario.parameters.referee_force;
    for (int k = 0; k < world->scenario.actor_count; k++)
        if (helpers >> k & 1)
            wall += floor_div(world_defence(world, k) * world->scenario.proximity[k][j], 100);
    return contest(world_balance(world, i, j) * force_of(world, i, j), 100 * wall);
}

static void expect_chance(struct moment *moment, const char *what, int rival, const struct odds *chance,
                          int64_t truth)
{
    expect_within(moment, what, rival, chance->low, truth, chance->high);
    expect_within(moment, "about", rival, chance->low, chance->about, chance->high);
}

static void chances_hold_the_true_ones(struct moment *moment, int rival, bool mobilise)
{
    const struct prospect *prospect = &moment->prospects.of[rival];
    int me = moment->view.me;
    struct world world;
    before_war(moment, mobilise && moment->view.scenario.parameters.mobilisation, &world);
    if (prospect->reaches_me) {
        expect_chance(moment, "takes me", rival, &prospect->takes_me, battle(&world, rival, me, 0));
        expect_chance(moment, "takes me, helped", rival, &prospect->takes_me_helped,
                      battle(&world, rival, me, prospect->helpers));
    }
    if (prospect->i_reach) {
        expect_chance(moment, "I take", rival, &prospect->i_take, battle(&world, me, rival, 0));
        expect_chance(moment, "I take, helped", rival, &prospect->i_take_helped,
                      battle(&world, me, rival, prospect->its_helpers));
    }
    if (prospect->reaches_me && prospect->i_reach) {
        int64_t mine = force_of(&world, me, rival), its = force_of(&world, rival, me);
        int64_t chance = me < rival ? 1000 - contest(its, mine) : contest(mine, its);
        expect_chance(moment, "meeting", rival, &prospect->i_win_meeting, chance);
    }
}

/* All that the rival can truly earn, on top of what it truly has. */
static void arming_is_the_worst(struct moment *moment, int rival)
{
    const struct prospect *prospect = &moment->prospects.of[rival];
    int me = moment->view.me;
    struct world world;
    before_war(moment, false, &world);
    int64_t income = 100 * world_income(moment->world, rival);
    int32_t *strike = &world.actors[rival].strike, *fortify = &world.actors[rival].fortify;
    int32_t kept = *strike;
    if (prospect->reaches_me) {
        *strike = (int32_t)min_of(STOCK_MAX, *strike + income);
        expect_within(moment, "armed", rival, 0, battle(&world, rival, me, 0), prospect->takes_me_armed);
        *strike = kept;
    }
    if (prospect->i_reach) {
        *fortify = (int32_t)min_of(STOCK_MAX, *fortify + income);
        expect_within(moment, "walled", rival, prospect->i_take_armed, battle(&world, me, rival, 0), 1000);
    }
}

static void defaults_are_foretold(struct moment *moment)
{
    struct world after;
    struct idle idle;
    peace(moment, NULL, &after);
    idle_of(&moment->view, &idle);
    const struct actor *mine = &after.actors[moment->view.me];
    assert_int_equal(idle.next.fortify, mine->fortify);
    assert_int_equal(idle.next.strike, mine->strike);
    assert_int_equal(idle.next.dual, mine->dual);
    assert_int_equal(idle.score, mine->score - moment->view.own.score);
    assert_int_equal(idle.income_next, world_income(&after, moment->view.me));
    assert_memory_equal(idle.budget, mine->budget, sizeof idle.budget);
    moment->checked++;
}

/* Others spend as they like, but neither say nor do anything to anybody. */
static void set_quiet(const struct world *world, int me, struct order_book *book)
{
    for (int k = 0; k < world->scenario.actor_count; k++) {
        struct orders *orders = &book->orders[k];
        orders->attack = -1;
        if (k == me)
            continue;
        orders->declare = DECLARE_NONE;
        orders->declare_to = -1;
        orders->open_books = 0;
        for (int j = 0; j < ACTORS_MAX; j++)
            orders->pact[j] = -1;
    }
}

static void looks_hold_what_is_seen(struct moment *moment, const struct order_book *given)
{
    int me = moment->view.me;
    struct order_book book = *given;
    struct world world = *moment->world;
    struct event_list events;
    struct looks looks;
    int32_t standing[ACTORS_MAX];
    looks_of(&moment->view, &moment->orders, &looks);
    suspicion_standing(&moment->view, standing);
    set_quiet(&world, me, &book);
    book.given[me] = true;
    book.orders[me] = moment->orders;
    for (int k = 0; k < moment->view.n; k++) {
        if (!looks.of[k].sees)
            continue;
        const struct relation *now = &world.relations[k][me];
        const struct look *look = &looks.of[k];
        expect_within(moment, "fortify now", k, look->now_low.fortify, now->est_fortify,
                      look->now_high.fortify);
        expect_within(moment, "strike now", k, look->now_low.strike, now->est_strike, look->now_high.strike);
        expect_within(moment, "dual now", k, look->now_low.dual, now->est_dual, look->now_high.dual);
        world.relations[k][me].assess = standing[k];
    }
    turn_resolve(&world, &book, &events);
    for (int k = 0; k < moment->view.n; k++) {
        const struct relation *then = &world.relations[k][me];
        const struct look *look = &looks.of[k];
        if (!look->sees || !world.actors[k].alive || !world.actors[me].alive)
            continue; /* of so little land that it did not last the turn */
        expect_within(moment, "fortify", k, look->low.fortify, then->est_fortify, look->high.fortify);
        expect_within(moment, "strike", k, look->low.strike, then->est_strike, look->high.strike);
        expect_within(moment, "dual", k, look->low.dual, then->est_dual, look->high.dual);
        if (!then->leaked) /* a mole sees otherwise, and is not in `all` */
            expect_within(moment, "suspicion", k, look->all.low, then->assess - standing[k], look->all.high);
    }
}

static void check_moment(struct moment *moment, const struct order_book *book)
{
    int me = moment->view.me;
    moment->orders = book->orders[me];
    moment->orders.attack = -1;
    peace(moment, &moment->orders, &moment->after);
    prospects_of(&moment->view, &moment->orders, &moment->prospects);
    for (int k = 0; k < moment->view.n; k++) {
        assert_int_equal(moment->prospects.of[k].is_rival, k != me && moment->world->actors[k].alive);
        if (!moment->prospects.of[k].is_rival)
            continue;
        figures_hold_the_true_arms(moment, k);
        if (!moment->after.actors[me].alive)
            continue; /* it has so little land that it does not last the turn */
        chances_hold_the_true_ones(moment, k, false);
        chances_hold_the_true_ones(moment, k, true);
        arming_is_the_worst(moment, k);
    }
    defaults_are_foretold(moment);
    looks_hold_what_is_seen(moment, book);
}

static int play_world(uint32_t seed)
{
    struct noise noise = noise_of(seed);
    struct scenario scenario;
    struct world world;
    struct order_book book;
    struct event_list events;
    int checked = 0;
    scenario_draw(&noise, &scenario);
    world_setup(&world, &scenario, key_of(seed, 1));
    for (int turn = 0; turn < TURNS && !world.end; turn++) {
        book_draw(&world, key_of(seed, 100 + (uint32_t)turn), &book);
        for (int s = 0; s < SEATS_A_TURN; s++) {
            struct moment moment = {.world = &world, .seed = seed};
            int me = (int)noise_below(&noise, scenario.actor_count);
            if (!world.actors[me].alive)
                continue;
            view_of(&world, me, &moment.view);
            check_moment(&moment, &book);
            checked += moment.checked;
        }
        turn_resolve(&world, &book, &events);
    }
    return checked;
}

static void what_is_foretold_holds(void **state)
{
    int checked = 0;
    (void)state;
    for (uint32_t seed = 1; seed <= WORLDS; seed++)
        checked += play_world(seed);
    assert_true(checked > 10000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_foretold_holds)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
