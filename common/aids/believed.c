#include "common/aids/believed.h"

#include "common/aids/choices.h"
#include "common/aids/estimates.h"
#include "common/rules/arithmetic.h"

#include <string.h>

static const struct siphash_key no_key;

/* Could the rival have mobilised last turn without being seen? */
static bool may_hide_mobilisation(const struct view *view, int rival)
{
    const struct scenario *scenario = &view->scenario;
    bool in_reach = scenario->proximity[rival][view->me] || scenario->proximity[view->me][rival];
    return view->turn > 0 && (!in_reach || scenario->parameters.mobilise_seen < 1000);
}

void believed_guess(const struct view *view, int rival, enum guess guess, struct world *world)
{
    struct actor *actor = &world->actors[rival];
    struct arms_bounds bounds = estimate_arms(view, rival);
    const struct arms *arms = guess == GUESS_LEAST  ? &bounds.low
                              : guess == GUESS_MOST ? &bounds.high
                                                    : &bounds.about;
    bool hidden = guess == GUESS_MOST && may_hide_mobilisation(view, rival);
    actor->fortify = arms->fortify;
    actor->strike = arms->strike;
    actor->dual = arms->dual;
    actor->mobilised = view->scenario.parameters.mobilisation && (view->seen_mobilised[rival] || hidden);
}

static void set_public(const struct view *view, int i, struct actor *actor)
{
    actor->alive = view->alive[i];
    actor->territory = view->territory[i];
    actor->start = view->start[i];
    actor->base = view->base[i];
    actor->kept = view->kept[i];
    actor->refused = view->refused[i];
    actor->broken = view->broken[i];
    actor->begun = view->begun[i];
    actor->tech = view->tech[i];
    actor->declared = view->declared[i];
    actor->declared_to = view->declared_to[i];
}

static void set_own(const struct view_own *own, struct actor *actor)
{
    actor->motive = own->motive;
    actor->productivity = own->productivity;
    actor->fortify = own->fortify;
    actor->strike = own->strike;
    actor->dual = own->dual;
    actor->intel = own->intel;
    actor->score = own->score;
    actor->empathy = own->empathy;
    actor->mobilised = own->mobilised;
    actor->project = own->project;
    actor->progress = own->progress;
    actor->routine = own->routine;
    actor->posture = own->posture;
    actor->held = own->held;
    memcpy(actor->budget, own->budget, sizeof actor->budget);
}

static void set_relations(const struct view *view, struct world *world)
{
    int me = view->me;
    for (int i = 0; i < view->n; i++) {
        for (int j = 0; j < view->n; j++) {
            struct relation *relation = &world->relations[i][j];
            bool mine = i == me || j == me;
            relation->pact = view->pact[i][j];
            relation->secret = mine && view->my_secret[i == me ? j : i];
            relation->attacked = view->attacked[i][j];
            relation->relation = view->relation[i][j];
        }
        world->relations[i][me].offer = view->offer_in[i];
        world->relations[i][me].offer_secret = view->offer_in_secret[i];
        world->relations[me][i].offer = view->offer_out[i];
        world->relations[me][i].offer_secret = view->offer_out_secret[i];
    }
}

/* Nothing ends the world before its time. Nobody errs: no figure of such a world is looked at, and drawing
 * errors is most of what a turn costs. */
static void setup(const struct view *view, struct world *world)
{
    struct scenario scenario = view->scenario;
    struct parameters *p = &scenario.parameters;
    p->hegemony = p->end_from = p->noise = 0;
    p->max_turns = TURNS_MAX;
    world_setup(world, &scenario, no_key);
}

void believed_world(const struct view *view, enum guess guess, struct world *world)
{
    setup(view, world);
    world->turn = view->turn;
    world->balance = view->balance;
    for (int i = 0; i < view->n; i++) {
        struct actor *actor = &world->actors[i];
        set_public(view, i, actor);
        actor->doctrine = view->balance;
        if (i == view->me)
            set_own(&view->own, actor);
        else
            believed_guess(view, i, guess, world);
    }
    set_relations(view, world);
}

void believed_turn(struct world *world, int me, const struct orders *orders, struct event_list *events)
{
    struct order_book book = {.given = {false}};
    if (orders) {
        book.given[me] = true;
        book.orders[me] = *orders;
    }
    turn_resolve(world, &book, events);
}

void believed_wealth(const struct view *view, struct world *world)
{
    struct world past;
    struct event_list events;
    setup(view, &past);
    past.scenario.parameters.eliminated_at = 0;
    for (int turn = 0; turn < view->turn; turn++)
        believed_turn(&past, view->me, NULL, &events);
    for (int i = 0; i < view->n; i++)
        if (i != view->me)
            world->actors[i].productivity = past.actors[i].productivity;
}

void orders_fill(const struct view *view, struct orders *orders)
{
    orders->budget[LINE_CIVIL] = (int32_t)(orders_available(view, orders) - budget_spent(orders));
}
