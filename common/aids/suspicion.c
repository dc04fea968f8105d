#include "common/aids/suspicion.h"

#include "common/aids/believed.h"
#include "common/aids/prospects.h"
#include "common/rules/arithmetic.h"
#include "common/rules/phases.h"

#include <string.h>

enum { DOCTRINE_MAX = 400 }; /* %, the highest balance that anybody can believe in */

static const struct siphash_key no_key;

void suspicion_prior(const struct view *view, int32_t prior[ACTORS_MAX])
{
    struct world world;
    world_setup(&world, &view->scenario, no_key);
    for (int k = 0; k < view->n; k++)
        prior[k] = world.relations[k][view->me].assess;
}

void suspicion_standing(const struct view *view, int32_t standing[ACTORS_MAX])
{
    const struct parameters *p = &view->scenario.parameters;
    int32_t attacks = 0, begun = view->begun[view->me];
    for (int j = 0; j < view->n; j++)
        attacks += view->attacked[view->me][j];
    int64_t blame = begun * (int64_t)p->learn_attack + (attacks - begun) * floor_div(p->learn_attack, 2);
    suspicion_prior(view, standing);
    for (int k = 0; k < view->n; k++)
        standing[k] = (int32_t)clamp(standing[k] + blame, logit(0), logit(1000));
}

/* Everybody lives to see it, without error. */
static void set_plain_sight(struct parameters *p)
{
    p->noise = p->leak = p->eliminated_at = 0;
}

static void set_eye(const struct eyes *eyes, enum eye eye, struct world *world)
{
    const struct view *view = eyes->view;
    const struct parameters *p = &view->scenario.parameters;
    int64_t empathy = eye == EYE_MILD ? p->empathy + p->empathy_spread : p->empathy - p->empathy_spread;
    set_plain_sight(&world->scenario.parameters);
    for (int k = 0; k < view->n; k++) {
        if (!prospect_is_rival(view, k))
            continue;
        world->actors[k].empathy = (int32_t)clamp(empathy, 0, 100);
        if (p->hidden_balance)
            world->actors[k].doctrine = eye == EYE_MILD ? DOCTRINE_MAX : 0;
        world->relations[k][view->me].assess = eyes->standing[k];
    }
}

void eyes_of(const struct view *view, struct eyes *eyes)
{
    struct world *mild = &eyes->worlds[EYE_MILD], *stern = &eyes->worlds[EYE_STERN];
    memset(eyes->standing, 0, sizeof eyes->standing);
    eyes->view = view;
    suspicion_standing(view, eyes->standing);
    believed_world(view, GUESS_MOST, mild);
    believed_world(view, GUESS_LEAST, stern);
    believed_wealth(view, mild);
    for (int k = 0; k < view->n; k++)
        stern->actors[k].productivity = mild->actors[k].productivity;
    set_eye(eyes, EYE_MILD, mild);
    set_eye(eyes, EYE_STERN, stern);
}

/* A mild rival buys all the strike it can, for the more it threatens the more arms it understands; a stern
 * one buys none. */
static void set_book(const struct view *view, enum eye eye, const struct world *world,
                     const struct orders *orders, struct order_book *book)
{
    for (int k = 0; k < view->n; k++) {
        book->given[k] = true;
        orders_init(&book->orders[k]);
        book->orders[k].budget[eye == EYE_MILD ? LINE_STRIKE : LINE_CIVIL] = (int32_t)world_income(world, k);
    }
    book->orders[view->me] = *orders;
}

/* A turn of the orders before those eyes; `world` is what is left of it. */
static void play(const struct view *view, enum eye eye, const struct orders *orders, struct world *world,
                 struct order_book *book)
{
    struct event_list events;
    set_book(view, eye, world, orders, book);
    turn_resolve(world, book, &events);
}

void suspicion_plain(const struct eyes *eyes, const struct orders *orders,
                     struct suspicion change[ACTORS_MAX])
{
    const struct view *view = eyes->view;
    struct orders waits = *orders;
    int32_t by[EYES][ACTORS_MAX] = {{0}};
    waits.attack = -1;
    for (int eye = 0; eye < EYES; eye++) {
        struct world world = eyes->worlds[eye];
        struct order_book book;
        world.scenario.parameters.mobilise_seen = 1000;
        play(view, eye, &waits, &world, &book);
        for (int k = 0; k < view->n; k++)
            by[eye][k] = world.relations[k][view->me].assess - eyes->standing[k];
    }
    for (int k = 0; k < view->n; k++) {
        change[k] = (struct suspicion){0};
        if (prospect_is_rival(view, k))
            change[k] = (struct suspicion){by[EYE_MILD][k], by[EYE_STERN][k]};
    }
}

void suspicion_attack(const struct eyes *eyes, const struct orders *orders, int32_t change[ACTORS_MAX])
{
    const struct view *view = eyes->view;
    int32_t with[ACTORS_MAX] = {0}, without[ACTORS_MAX] = {0};
    memset(change, 0, ACTORS_MAX * sizeof change[0]);
    if (orders->attack < 0)
        return;
    for (int attacks = 0; attacks < 2; attacks++) {
        struct world world = eyes->worlds[EYE_STERN];
        struct order_book book;
        struct orders variant = *orders;
        /* what the war leaves of anybody's arms is chance, and is not looked at */
        world.scenario.parameters.learn_level = world.scenario.parameters.learn_mix = 0;
        variant.attack = attacks ? orders->attack : -1;
        play(view, EYE_STERN, &variant, &world, &book);
        for (int k = 0; k < view->n; k++)
            (attacks ? with : without)[k] = world.relations[k][view->me].assess;
    }
    for (int k = 0; k < view->n; k++)
        if (prospect_is_rival(view, k))
            change[k] = with[k] - without[k];
}

/* ---- within the error of each eye */

/* What counts: only how much there is; of what kind it is, and the relations; or all at once. */
enum channels { CHANNEL_LEVEL, CHANNEL_REST, CHANNEL_ALL };

/* The assessments of a turn over again, with other figures of the seat's arms. */
struct again {
    const struct view *view;
    const struct world *before, *after;
    const struct order_book *book;
    const int32_t *error; /* permille */
    enum channels channels;
    bool has_dual; /* somebody sees some: without, its edges are all one */
};

static bool sees_dual(const struct view *view, const struct world *world)
{
    for (int k = 0; k < view->n; k++)
        if (k != view->me && world->relations[k][view->me].est_dual)
            return true;
    return false;
}

static int32_t figure_at_edge(int32_t seen, int32_t error, bool most)
{
    return (int32_t)floor_div(seen * (int64_t)(most ? 1000 + error : 1000 - error), 1000);
}

/* Beside the edge: what counts half is cut to a whole, so that odd figures and even ones have edges apart. */
static int32_t figure_beside_edge(int32_t seen, int32_t error, bool most)
{
    int32_t edge = figure_at_edge(seen, error, most), other = figure_at_edge(seen, error, !most);
    return edge < other ? edge + 1 : edge > other ? edge - 1 : edge;
}

/* A bit for the most of each of three kinds of arms, and one for beside the edge of dual. */
enum { EDGES = 16, EDGES_WITHOUT_DUAL = 4 };

/* With those edges. `assess`: log-odds in, and out. */
static void judge_again(const struct again *again, unsigned edges, int32_t assess[ACTORS_MAX])
{
    struct world world = *again->after;
    struct event_list events = {.count = 0};
    struct turn turn = {.world = &world, .events = &events};
    struct parameters *p = &world.scenario.parameters;
    int me = again->view->me, n = again->view->n;
    p->learn_mix = again->channels == CHANNEL_LEVEL ? 0 : p->learn_mix;
    p->culture = again->channels == CHANNEL_LEVEL ? 0 : p->culture;
    p->learn_level = again->channels == CHANNEL_REST ? 0 : p->learn_level;
    for (int k = 0; k < n; k++) {
        struct relation *theirs = &world.relations[k][me];
        turn.orders[k] = &again->book->orders[k];
        turn.side[k] = -1;
        theirs->assess = assess[k];
        theirs->est_fortify = figure_at_edge(theirs->est_fortify, again->error[k], edges & 1);
        theirs->est_strike = figure_at_edge(theirs->est_strike, again->error[k], edges & 2);
        theirs->est_dual =
            (edges & 8 ? figure_beside_edge : figure_at_edge)(theirs->est_dual, again->error[k], edges & 4);
        for (int j = 0; j < n; j++)
            world.relations[k][j].relation = again->before->relations[k][j].relation;
    }
    phase_assessment(&turn);
    for (int k = 0; k < n; k++)
        assess[k] = world.relations[k][me].assess;
}

/* From `least` and `most` on by one channel. Its own least and most lie where every figure is at an edge of
 * its error: what the amount says rises with each of them, and the share of strike rises or falls with each
 * all the way. */
static void widen(const struct again *again, int32_t least[ACTORS_MAX], int32_t most[ACTORS_MAX])
{
    int32_t low[ACTORS_MAX], high[ACTORS_MAX];
    memcpy(low, least, sizeof low);
    memcpy(high, most, sizeof high);
    bool same = memcmp(low, high, sizeof low) == 0;
    for (unsigned edges = 0; edges < (again->has_dual ? EDGES : EDGES_WITHOUT_DUAL); edges++) {
        int32_t from_least[ACTORS_MAX], from_most[ACTORS_MAX];
        memcpy(from_least, low, sizeof from_least);
        memcpy(from_most, high, sizeof from_most);
        judge_again(again, edges, from_least);
        if (same)
            memcpy(from_most, from_least, sizeof from_most);
        else
            judge_again(again, edges, from_most);
        for (int k = 0; k < again->view->n; k++) {
            least[k] = edges ? (int32_t)min_of(least[k], from_least[k]) : from_least[k];
            most[k] = edges ? (int32_t)max_of(most[k], from_most[k]) : from_most[k];
        }
    }
}

/* The channels one after the other cover every mixture of errors; all at once is asked too, because log-odds
 * end somewhere and what one channel adds there the other cannot take away. */
static void judge_within(struct again *again, const int32_t *standing, int32_t least[ACTORS_MAX],
                         int32_t most[ACTORS_MAX])
{
    int32_t low[ACTORS_MAX], high[ACTORS_MAX];
    for (int k = 0; k < ACTORS_MAX; k++)
        least[k] = most[k] = low[k] = high[k] = standing[k];
    again->channels = CHANNEL_LEVEL;
    widen(again, least, most);
    again->channels = CHANNEL_REST;
    widen(again, least, most);
    again->channels = CHANNEL_ALL;
    widen(again, low, high);
    for (int k = 0; k < again->view->n; k++) {
        least[k] = (int32_t)min_of(least[k], low[k]);
        most[k] = (int32_t)max_of(most[k], high[k]);
    }
}

void suspicion_bounds(const struct eyes *eyes, const struct orders *orders, bool sees,
                      const int32_t error[ACTORS_MAX], struct suspicion change[ACTORS_MAX])
{
    const struct view *view = eyes->view;
    const int32_t *standing = eyes->standing;
    struct orders waits = *orders;
    int32_t least[EYES][ACTORS_MAX], most[EYES][ACTORS_MAX];
    waits.attack = -1;
    for (int eye = 0; eye < EYES; eye++) {
        struct world before = eyes->worlds[eye], after;
        struct order_book book;
        before.scenario.parameters.mobilise_seen = sees ? 1000 : 0;
        after = before;
        play(view, eye, &waits, &after, &book);
        struct again again = {view, &before, &after, &book, error, CHANNEL_ALL, sees_dual(view, &after)};
        judge_within(&again, standing, least[eye], most[eye]);
    }
    for (int k = 0; k < view->n; k++) {
        change[k] = (struct suspicion){0};
        if (prospect_is_rival(view, k))
            change[k] =
                (struct suspicion){least[EYE_MILD][k] - standing[k], most[EYE_STERN][k] - standing[k]};
    }
}

/* ---- figures */

static int any_rival(const struct view *view)
{
    for (int k = 0; k < view->n; k++)
        if (prospect_is_rival(view, k))
            return k;
    return -1;
}

static struct arms seen_in(const struct view *view, const struct world *world)
{
    int rival = any_rival(view);
    if (rival < 0)
        return (struct arms){0};
    const struct relation *theirs = &world->relations[rival][view->me];
    return (struct arms){theirs->est_fortify, theirs->est_strike, theirs->est_dual};
}

struct arms blurred_now(const struct view *view)
{
    struct world world;
    believed_world(view, GUESS_ABOUT, &world);
    set_plain_sight(&world.scenario.parameters);
    world_estimate(&world, NULL, NULL);
    return seen_in(view, &world);
}

struct arms blurred_after(const struct view *view, const struct orders *orders)
{
    struct world world;
    struct event_list events;
    struct orders waits = *orders;
    waits.attack = -1;
    believed_world(view, GUESS_ABOUT, &world);
    set_plain_sight(&world.scenario.parameters);
    believed_turn(&world, view->me, &waits, &events);
    return seen_in(view, &world);
}
