/* Uniform noise within the rules, for tests. */
#include "common/bots/calculus.h"
#include "common/rules/arithmetic.h"
#include "common/rules/dice.h"

/* One bot's draws of one turn: numbered, so that they do not depend on each other. */
struct noise {
    struct siphash_key key;
    uint32_t turn, me;
};

static int32_t draw(const struct noise *noise, int number, int64_t sides)
{
    struct draw tuple = {noise->turn, PHASE_BOT, noise->me, (uint32_t)number, 0};
    return (int32_t)dice_below(noise->key, tuple, sides);
}

static void random_relations(const struct view *view, const struct noise *noise, struct orders *orders)
{
    for (int j = 0; j < view->n; j++) {
        if (!is_rival(view, j))
            continue;
        if (draw(noise, 20 + j, 4) == 0)
            orders->open_books |= 1 << j;
        int32_t pact = draw(noise, 40 + j, 10);
        if (pact < PACT_COUNT) {
            orders->pact[j] = pact;
            orders->secret[j] = draw(noise, 60 + j, 2);
        }
        if (view->offer_in[j] && draw(noise, 80 + j, 2)) {
            orders->pact[j] = view->offer_in[j];
            orders->secret[j] = view->offer_in_secret[j];
        }
        orders->answer[j] = draw(noise, 100 + j, 4) - 1;
        orders->belief[j] = draw(noise, 120 + j, 1001);
    }
}

static void random_budget(const struct view *view, const struct noise *noise, struct orders *orders)
{
    int64_t left = orders_available(view, orders);
    for (int line = LINE_FORTIFY; line < LINE_COUNT; line++) {
        orders->budget[line] = draw(noise, 10 + line, floor_div(left, 2) + 1);
        left -= orders->budget[line];
    }
    orders->budget[LINE_CIVIL] = (int32_t)left;
}

static void play(const struct view *view, struct siphash_key key, struct orders *orders)
{
    const struct parameters *p = &view->scenario.parameters;
    struct noise noise = {key, (uint32_t)view->turn, (uint32_t)view->me};
    int rivals[ACTORS_MAX], count = 0;
    for (int j = 0; j < view->n; j++)
        if (is_rival(view, j))
            rivals[count++] = j;
    orders_init(orders);
    if (count == 0)
        return;
    if (view->turn >= p->grace_turns && draw(&noise, 1, 4) == 0) {
        int target = rivals[draw(&noise, 2, count)];
        if (view->scenario.proximity[view->me][target])
            orders->attack = target;
    }
    bool rich = view->income >= p->mobilise_cost + p->research_cost;
    if (p->mobilisation && rich)
        orders->mobilise = draw(&noise, 3, 2);
    if (p->technology && rich && !view->tech[view->me] && !view->own.project)
        orders->project = draw(&noise, 4, PROJECT_COUNT);
    if (draw(&noise, 5, 4) == 0)
        orders->scrap = draw(&noise, 6, floor_div(view->own.strike, 100) + 1);
    random_relations(view, &noise, orders);
    orders->declare = draw(&noise, 7, DECLARE_COUNT);
    if (orders->declare >= DECLARE_WARN)
        orders->declare_to = rivals[draw(&noise, 8, count)];
    if (p->leak && draw(&noise, 9, 2))
        orders->focus = rivals[draw(&noise, 10, count)];
    random_budget(view, &noise, orders);
}

const struct bot bot_random_legal = {
    .name = "random_legal",
    .doctrine = "uniform noise within the rules, for tests",
    .play = play,
};
