/* Views: one table of numbers for each message, used in both directions. */
#include "common/wire/codec.h"
#include "common/wire/numbers.h"
#include "common/wire/value.h"
#include "common/wire/wire.h"

#include "common/base/must.h"

#include <string.h>

enum {
    COUNTER_MAX = 10000,    /* of deeds in a world */
    AMOUNT_MAX = 100000000, /* arms, centi-units */
    SCORE_MAX = 1000000000,
    POSTURE_MAX = 2,
};

#define HEAD(field, low, high)  NUMBER(Spiral__V1__Situation, struct view, field, low, high)
#define OWN(field, low, high)   NUMBER(Spiral__V1__Own, struct view_own, field, low, high)
#define STATE(field, low, high) NUMBER(Spiral__V1__StateView, struct view, field, low, high)

static const struct number head_numbers[] = {
    HEAD(turn, 0, TURNS_MAX), HEAD(end, 0, END_COUNT - 1),
    HEAD(balance, 1, 400),    HEAD(income, 0, TERRITORY_MAX *PRODUCTIVITY_MAX / 100),
    HEAD(band, 0, 3),
};

static const struct number own_numbers[] = {
    OWN(motive, 0, MOTIVE_COUNT - 1),
    OWN(productivity, 0, PRODUCTIVITY_MAX),
    OWN(fortify, 0, STOCK_MAX),
    OWN(strike, 0, STOCK_MAX),
    OWN(dual, 0, STOCK_MAX),
    OWN(intel, 0, ORDER_VALUE_MAX),
    OWN(score, -SCORE_MAX, SCORE_MAX),
    OWN(empathy, 0, 100),
    OWN(mobilised, 0, 3),
    OWN(project, 0, PROJECT_COUNT - 1),
    OWN(progress, 0, TURNS_MAX),
    OWN(routine, -1, POSTURE_MAX),
    OWN(posture, -1, POSTURE_MAX),
    OWN(held, 0, TURNS_MAX),
};

/* Of each state; in the view they are lists by state. */
static const struct number state_numbers[] = {
    STATE(alive, 0, 1),
    STATE(territory, 0, TERRITORY_MAX),
    STATE(start, 0, TERRITORY_MAX),
    {"base_arms", offsetof(Spiral__V1__StateView, base_arms), offsetof(struct view, base), 0, AMOUNT_MAX,
     false},
    STATE(kept, 0, COUNTER_MAX),
    STATE(refused, 0, COUNTER_MAX),
    STATE(broken, 0, COUNTER_MAX),
    STATE(begun, 0, COUNTER_MAX),
    STATE(tech, 0, PROJECT_COUNT - 1),
    STATE(declared, 0, DECLARE_COUNT - 1),
    STATE(declared_to, -1, ACTORS_MAX - 1),
    STATE(est_fortify, 0, 2 * STOCK_MAX),
    STATE(est_strike, 0, 2 * STOCK_MAX),
    STATE(est_dual, 0, 2 * STOCK_MAX),
    STATE(est_before, 0, AMOUNT_MAX),
    STATE(seen_mobilised, 0, 1),
    STATE(leaked, 0, 1),
    STATE(ending, 0, 1),
    STATE(assessment, 0, 1000),
    STATE(opened, 0, 1),
    STATE(offer_in, 0, PACT_COUNT - 1),
    STATE(offer_in_secret, 0, 1),
    STATE(offer_out, 0, PACT_COUNT - 1),
    STATE(offer_out_secret, 0, 1),
    STATE(my_secret, 0, 1),
};

/* The lists of a state point into the view. */
static void put_state(struct view *view, int j, Spiral__V1__StateView *wire)
{
    spiral__v1__state_view__init(wire);
    wire_numbers_put(NUMBERS(state_numbers), view, (size_t)j, wire);
    wire->attacked = view->attacked[j];
    wire->relation = view->relation[j];
    wire->pact = view->pact[j];
    wire->n_attacked = wire->n_relation = wire->n_pact = (size_t)view->n;
}

static void put_own(const struct view_own *own, Spiral__V1__Own *wire, Spiral__V1__Budget *budget)
{
    spiral__v1__own__init(wire);
    wire_numbers_put(NUMBERS(own_numbers), own, 0, wire);
    wire_budget_put(own->budget, budget);
    wire->budget = budget;
}

/* What the seat has given already for the open turn. */
struct given_frame {
    Spiral__V1__SavedOrders saved;
    struct orders_frame orders;
    Spiral__V1__Stated stated;
    struct stated_frame stated_parts;
};

static enum status put_given(const struct wire_situation *situation, struct given_frame *frame,
                             Spiral__V1__Situation *wire)
{
    enum status status = STATUS_OK;
    if (situation->has_saved) {
        spiral__v1__saved_orders__init(&frame->saved);
        status = wire_orders_put(&situation->saved, &frame->orders);
        frame->saved.revision = situation->revision;
        frame->saved.orders = &frame->orders.orders;
        wire->saved = &frame->saved;
    }
    if (situation->has_stated && status == STATUS_OK) {
        status = wire_stated_put(&situation->stated, &frame->stated_parts);
        spiral__v1__stated__init(&frame->stated);
        frame->stated.attack_next = frame->stated_parts.attack_next.list;
        frame->stated.n_attack_next = frame->stated_parts.attack_next.count;
        frame->stated.sees_me = frame->stated_parts.sees_me.list;
        frame->stated.n_sees_me = frame->stated_parts.sees_me.count;
        frame->stated.perceived_balance = frame->stated_parts.perceived_balance;
        wire->stated = &frame->stated;
    }
    return status;
}

enum status wire_situation_put(Spiral__V1__ToClient *envelope, const struct wire_situation *situation,
                               struct buffer *buffer)
{
    struct view view = situation->view;
    Spiral__V1__Situation wire;
    spiral__v1__situation__init(&wire);
    Spiral__V1__Own own;
    Spiral__V1__Budget budget;
    Spiral__V1__StateView states[ACTORS_MAX], *list[ACTORS_MAX];
    struct given_frame given;
    struct choices_frame choices;
    must(view.n >= ACTORS_MIN && view.n <= ACTORS_MAX);
    wire_numbers_put(NUMBERS(head_numbers), &view, 0, &wire);
    put_own(&view.own, &own, &budget);
    for (int j = 0; j < view.n; j++)
        put_state(&view, j, list[j] = &states[j]);
    wire.world = wire_bytes(situation->world.bytes, ID_SIZE);
    wire.own = &own;
    wire.states = list;
    wire.n_states = (size_t)view.n;
    wire.ready = situation->ready;
    wire.bot_holds_seat = situation->bot_holds_seat;
    wire.held = situation->held;
    wire.returning = situation->returning;
    wire.bot_reason = (Spiral__V1__BotReason)situation->bot_reason;
    enum status status = put_given(situation, &given, &wire);
    if (situation->has_choices && status == STATUS_OK) {
        status = wire_choices_put(&situation->choices, view.n, &choices);
        wire.choices = &choices.choices;
    }
    if (status != STATUS_OK)
        return status;
    envelope->body_case = SPIRAL__V1__TO_CLIENT__BODY_SITUATION;
    envelope->situation = &wire;
    return wire_to_client_pack(envelope, buffer);
}

static enum status get_row(struct cause *cause, const char *item, const int32_t *list, size_t count,
                           int32_t low, int32_t high, int n, int32_t row[ACTORS_MAX])
{
    if (count != (size_t)n)
        return status_fail(cause, STATUS_INVALID, "%s: not one number for each state", item);
    for (int k = 0; k < n; k++) {
        enum status status = wire_range(cause, item, list[k], low, high);
        if (status != STATUS_OK)
            return status;
        row[k] = list[k];
    }
    return STATUS_OK;
}

static enum status get_state(struct cause *cause, const Spiral__V1__StateView *wire, int j, struct view *view)
{
    int n = view->n;
    enum status status = wire_numbers_get(cause, NUMBERS(state_numbers), wire, (size_t)j, view);
    if (status == STATUS_OK && view->alive[j]) /* nobody lives on nothing: rules divide by it */
        status = wire_range(cause, "territory", view->territory[j], 1, TERRITORY_MAX);
    if (status == STATUS_OK)
        status = wire_range(cause, "declared_to", view->declared_to[j], -1, n - 1);
    if (status == STATUS_OK)
        status = get_row(cause, "attacked", wire->attacked, wire->n_attacked, 0, COUNTER_MAX, n,
                         view->attacked[j]);
    if (status == STATUS_OK)
        status =
            get_row(cause, "relation", wire->relation, wire->n_relation, -100, 100, n, view->relation[j]);
    if (status == STATUS_OK)
        status = get_row(cause, "pact", wire->pact, wire->n_pact, 0, PACT_COUNT - 1, n, view->pact[j]);
    return status;
}

static enum status get_own(struct cause *cause, const Spiral__V1__Own *wire, struct view_own *own)
{
    enum status status = wire_numbers_get(cause, NUMBERS(own_numbers), wire, 0, own);
    if (status == STATUS_OK)
        status = wire_present(cause, "budget", wire->budget);
    if (status != STATUS_OK)
        return status;
    return wire_budget_get(cause, wire->budget, own->budget);
}

static enum status get_given(struct cause *cause, const Spiral__V1__Situation *wire,
                             struct wire_situation *situation)
{
    situation->has_saved = wire->saved != NULL;
    situation->has_stated = wire->stated != NULL;
    if (situation->has_saved) {
        situation->revision = wire->saved->revision;
        enum status status = wire_present(cause, "orders", wire->saved->orders);
        if (status == STATUS_OK)
            status =
                wire_within(cause, wire_orders_get(cause, wire->saved->orders, &situation->saved), "orders");
        if (status != STATUS_OK)
            return wire_within(cause, status, "saved");
    }
    if (situation->has_stated)
        return wire_within(cause, wire_stated_get(cause, wire->stated, &situation->stated), "stated");
    return STATUS_OK;
}

enum status wire_situation_get(struct cause *cause, const Spiral__V1__Situation *wire,
                               struct wire_situation *situation)
{
    struct view *view = &situation->view;
    enum status status = wire_id_get(cause, "world", &wire->world, &situation->world);
    if (status == STATUS_OK)
        status = wire_range(cause, "states", (int64_t)wire->n_states, ACTORS_MIN, ACTORS_MAX);
    if (status == STATUS_OK)
        status = wire_numbers_get(cause, NUMBERS(head_numbers), wire, 0, view);
    if (status == STATUS_OK)
        status = wire_present(cause, "own", wire->own);
    if (status == STATUS_OK)
        status = wire_within(cause, get_own(cause, wire->own, &view->own), "own");
    if (status != STATUS_OK)
        return status;
    view->rules = RULES_VERSION;
    view->n = (int32_t)wire->n_states;
    for (int j = 0; j < view->n; j++) {
        status = get_state(cause, wire->states[j], j, view);
        if (status != STATUS_OK)
            return wire_within_row(cause, status, "states", (size_t)j);
    }
    situation->ready = wire->ready;
    situation->bot_holds_seat = wire->bot_holds_seat;
    situation->held = wire->held;
    situation->returning = wire->returning;
    situation->bot_reason = (enum bot_reason)wire_known((int)wire->bot_reason, BOT_REASON_COUNT);
    situation->has_choices = wire->choices != NULL;
    int32_t n = view->n;
    if (situation->has_choices)
        status =
            wire_within(cause, wire_choices_get(cause, wire->choices, &n, &situation->choices), "choices");
    return status == STATUS_OK ? get_given(cause, wire, situation) : status;
}

void view_complete(struct view *view, const struct wire_briefing *briefing)
{
    view->me = (int32_t)briefing->seat;
    view->scenario = briefing->scenario;
    view->scenario.parameters.balance = view->balance;
}
