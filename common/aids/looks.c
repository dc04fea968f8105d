#include "common/aids/looks.h"

#include "common/aids/believed.h"
#include "common/aids/duel.h"
#include "common/aids/prospects.h"
#include "common/aids/suspicion.h"
#include "common/rules/arithmetic.h"

#include <string.h>

/* ---- what is seen */

static struct arms at_edge(const struct arms *seen, int32_t error)
{
    return (struct arms){
        (int32_t)floor_div(seen->fortify * (int64_t)(1000 + error), 1000),
        (int32_t)floor_div(seen->strike * (int64_t)(1000 + error), 1000),
        (int32_t)floor_div(seen->dual * (int64_t)(1000 + error), 1000),
    };
}

static void stretch(int32_t value, int32_t *low, int32_t *high)
{
    *low = (int32_t)min_of(*low, value);
    *high = (int32_t)max_of(*high, value);
}

/* From the blurred figures within the error; a mole sees the true ones. */
static void see(const struct arms *blurred, const struct arms *mine, int32_t error, bool moles,
                struct arms *low, struct arms *high)
{
    *low = at_edge(blurred, -error);
    *high = at_edge(blurred, error);
    if (!moles)
        return;
    stretch(mine->fortify, &low->fortify, &high->fortify);
    stretch(mine->strike, &low->strike, &high->strike);
    stretch(mine->dual, &low->dual, &high->dual);
}

static void set_figures(const struct view *view, const struct orders *orders, struct looks *looks)
{
    struct own_side own;
    own_side_of(view, orders, &own);
    looks->mine_now = (struct arms){view->own.fortify, view->own.strike, view->own.dual};
    looks->mine = (struct arms){own.after.fortify, own.after.strike, own.after.dual};
    looks->blurred_now = blurred_now(view);
    looks->blurred = blurred_after(view, orders);
    for (int k = 0; k < view->n; k++) {
        struct look *look = &looks->of[k];
        look->sees = prospect_is_rival(view, k);
        if (!look->sees)
            continue;
        look->error_now = (int32_t)intel_error(&view->scenario.parameters, 0, view->tech[k]);
        look->error = orders->open_books >> k & 1 ? 0 : look->error_now;
        see(&looks->blurred_now, &looks->mine_now, look->error_now, looks->moles, &look->now_low,
            &look->now_high);
        see(&looks->blurred, &looks->mine, look->error, looks->moles, &look->low, &look->high);
    }
}

/* ---- what is thought of it */

static bool clear_pacts(struct orders *orders)
{
    bool any = false;
    for (int j = 0; j < ACTORS_MAX; j++) {
        any = any || orders->pact[j] >= 0;
        orders->pact[j] = -1;
        orders->secret[j] = 0;
    }
    return any;
}

static bool clear(int32_t *value, int32_t nothing)
{
    bool any = *value != nothing;
    *value = nothing;
    return any;
}

/* Takes the act out of the orders; false when it was not in them. */
static bool leave_out(const struct view *view, enum look_act act, struct orders *orders)
{
    bool any = false;
    switch (act) {
    case LOOK_ARMS:
        for (int line = LINE_FORTIFY; line <= LINE_DUAL; line++)
            any = clear(&orders->budget[line], 0) || any;
        break;
    case LOOK_SCRAP:
        any = clear(&orders->scrap, 0);
        break;
    case LOOK_MOBILISE:
        any = clear(&orders->mobilise, 0);
        break;
    case LOOK_ATTACK:
        any = clear(&orders->attack, -1);
        break;
    case LOOK_BOOKS:
        any = clear(&orders->open_books, 0);
        break;
    case LOOK_DECLARE:
        any = clear(&orders->declare, DECLARE_NONE);
        orders->declare_to = -1;
        break;
    case LOOK_PACTS:
        any = clear_pacts(orders);
        break;
    case LOOK_LEVEL:
    case LOOK_ACT_COUNT:
        break;
    }
    orders_fill(view, orders);
    return any;
}

static void set_effect(int32_t standing, int64_t x, int64_t y, struct act_effect *effect)
{
    int64_t from = sigmoid(standing), low = min_of(x, y), high = max_of(x, y);
    effect->is_used = true;
    effect->low = (int32_t)low;
    effect->high = (int32_t)high;
    effect->low_permille = (int32_t)(sigmoid(standing + low) - from);
    effect->high_permille = (int32_t)(sigmoid(standing + high) - from);
}

/* One by one: the whole against the whole without the act. */
static void set_acts(const struct eyes *eyes, const struct orders *orders, struct looks *looks)
{
    const struct view *view = eyes->view;
    const int32_t *standing = eyes->standing;
    struct suspicion whole[ACTORS_MAX], without[ACTORS_MAX];
    struct orders bare = *orders;
    suspicion_plain(eyes, orders, whole);
    for (int act = LOOK_LEVEL + 1; act < LOOK_ACT_COUNT; act++) {
        struct orders variant = *orders;
        (void)leave_out(view, act, &bare);
        if (act == LOOK_ATTACK || !leave_out(view, act, &variant))
            continue;
        suspicion_plain(eyes, &variant, without);
        for (int k = 0; k < view->n; k++)
            if (looks->of[k].sees)
                set_effect(standing[k], whole[k].low - without[k].low, whole[k].high - without[k].high,
                           &looks->of[k].acts[act]);
    }
    suspicion_plain(eyes, &bare, without);
    for (int k = 0; k < view->n; k++)
        if (looks->of[k].sees)
            set_effect(standing[k], without[k].low, without[k].high, &looks->of[k].acts[LOOK_LEVEL]);
}

/* Who does not see a mobilisation does not judge it. */
static void set_whole(const struct eyes *eyes, const struct orders *orders, struct looks *looks)
{
    const struct view *view = eyes->view;
    const int32_t *standing = eyes->standing;
    const struct parameters *p = &view->scenario.parameters;
    int32_t attack[ACTORS_MAX], error[ACTORS_MAX] = {0};
    struct suspicion unseen[ACTORS_MAX], seen[ACTORS_MAX];
    for (int k = 0; k < view->n; k++)
        error[k] = looks->of[k].error;
    suspicion_attack(eyes, orders, attack);
    suspicion_bounds(eyes, orders, false, error, unseen);
    memcpy(seen, unseen, sizeof seen);
    if (orders->mobilise && p->mobilise_seen > 0)
        suspicion_bounds(eyes, orders, true, error, seen);
    for (int k = 0; k < view->n; k++) {
        struct look *look = &looks->of[k];
        if (!look->sees)
            continue;
        int32_t low = p->mobilise_seen == 1000 ? seen[k].low : unseen[k].low;
        set_effect(standing[k], (int64_t)low + attack[k], (int64_t)seen[k].high + attack[k], &look->all);
        if (orders->attack >= 0)
            set_effect(standing[k], attack[k], attack[k], &look->acts[LOOK_ATTACK]);
    }
}

void looks_of(const struct view *view, const struct orders *orders, struct looks *looks)
{
    const struct parameters *p = &view->scenario.parameters;
    struct eyes eyes;
    int32_t prior[ACTORS_MAX];
    memset(looks, 0, sizeof *looks);
    looks->alike = (int32_t)floor_div(view_fungibility(view, view->me), 2);
    looks->moles = p->leak > 0;
    looks->seen_mobilised = p->mobilise_seen;
    looks->begun = view->begun[view->me];
    looks->answered = -looks->begun;
    for (int j = 0; j < view->n; j++)
        looks->answered += view->attacked[view->me][j];
    suspicion_prior(view, prior);
    eyes_of(view, &eyes);
    set_figures(view, orders, looks);
    for (int k = 0; k < view->n; k++) {
        if (!looks->of[k].sees)
            continue;
        looks->of[k].prior = (int32_t)sigmoid(prior[k]);
        looks->of[k].standing = (int32_t)sigmoid(eyes.standing[k]);
    }
    set_acts(&eyes, orders, looks);
    set_whole(&eyes, orders, looks);
}
