#include "common/wire/codec.h"
#include "common/wire/value.h"

#include <string.h>

/* What the wire can hold of each number of struct orders. */
static const struct order_range {
    size_t offset;
    int count;
    int32_t low, high;
} order_ranges[] = {
    {offsetof(struct orders, budget), LINE_COUNT, 0, ORDER_VALUE_MAX},
    {offsetof(struct orders, attack), 1, -1, ACTORS_MAX - 1},
    {offsetof(struct orders, mobilise), 1, 0, 1},
    {offsetof(struct orders, project), 1, 0, PROJECT_COUNT - 1},
    {offsetof(struct orders, scrap), 1, 0, ORDER_VALUE_MAX},
    {offsetof(struct orders, open_books), 1, 0, (1 << ACTORS_MAX) - 1},
    {offsetof(struct orders, declare), 1, 0, DECLARE_COUNT - 1},
    {offsetof(struct orders, declare_to), 1, -1, ACTORS_MAX - 1},
    {offsetof(struct orders, focus), 1, -1, ACTORS_MAX - 1},
    {offsetof(struct orders, pact), ACTORS_MAX, -1, PACT_COUNT - 1},
    {offsetof(struct orders, secret), ACTORS_MAX, 0, 1},
    {offsetof(struct orders, answer), ACTORS_MAX, -1, ANSWER_COUNT - 1},
    {offsetof(struct orders, belief), ACTORS_MAX, -1, 1000},
};

static bool orders_fit(const struct orders *orders)
{
    for (size_t x = 0; x < sizeof order_ranges / sizeof order_ranges[0]; x++) {
        const struct order_range *range = &order_ranges[x];
        const int32_t *numbers = (const int32_t *)orders + range->offset / sizeof(int32_t);
        for (int i = 0; i < range->count; i++)
            if (numbers[i] < range->low || numbers[i] > range->high)
                return false;
    }
    return true;
}

Spiral__V1__Target *wire_target_put(int32_t number, Spiral__V1__Target *target)
{
    if (number < 0)
        return NULL;
    spiral__v1__target__init(target);
    target->state = (uint32_t)number;
    return target;
}

enum status wire_target_get(struct cause *cause, const char *item, const Spiral__V1__Target *wire,
                            int32_t count, int32_t *number)
{
    *number = -1;
    if (!wire)
        return STATUS_OK;
    enum status status = wire_range(cause, "state", wire->state, 0, count - 1);
    if (status == STATUS_OK)
        *number = (int32_t)wire->state;
    return wire_within(cause, status, item);
}

static void put_lists(const struct orders *orders, struct orders_frame *frame)
{
    Spiral__V1__Orders *wire = &frame->orders;
    for (int j = 0; j < ACTORS_MAX; j++) {
        if (orders->pact[j] >= 0) {
            Spiral__V1__PactMove *pact = &frame->pacts[wire->n_pacts];
            spiral__v1__pact_move__init(pact);
            pact->state = (uint32_t)j;
            pact->move = (Spiral__V1__PactMoveKind)(orders->pact[j] + 1);
            pact->secret = orders->secret[j];
            frame->pact_list[wire->n_pacts++] = pact;
        }
        if (orders->answer[j] >= 0) {
            Spiral__V1__StandingAnswer *answer = &frame->answers[wire->n_answers];
            spiral__v1__standing_answer__init(answer);
            answer->state = (uint32_t)j;
            answer->answer = (Spiral__V1__Answer)(orders->answer[j] + 1);
            frame->answer_list[wire->n_answers++] = answer;
        }
    }
    wire->pacts = frame->pact_list;
    wire->answers = frame->answer_list;
}

void wire_budget_put(const int32_t points[LINE_COUNT], Spiral__V1__Budget *budget)
{
    spiral__v1__budget__init(budget);
    budget->civil = (uint32_t)points[LINE_CIVIL];
    budget->fortify = (uint32_t)points[LINE_FORTIFY];
    budget->strike = (uint32_t)points[LINE_STRIKE];
    budget->dual = (uint32_t)points[LINE_DUAL];
    budget->intel = (uint32_t)points[LINE_INTEL];
}

enum status wire_orders_put(const struct orders *orders, struct orders_frame *frame)
{
    if (!orders_fit(orders))
        return STATUS_INVALID;
    Spiral__V1__Orders *wire = &frame->orders;
    spiral__v1__orders__init(wire);
    wire_budget_put(orders->budget, &frame->budget);
    wire->budget = &frame->budget;
    wire->attack = wire_target_put(orders->attack, &frame->attack);
    wire->mobilise = orders->mobilise;
    wire->project = (Spiral__V1__Project)orders->project;
    wire->scrap = (uint32_t)orders->scrap;
    wire->open_books = frame->open_books;
    wire->n_open_books = wire_states_put((uint32_t)orders->open_books, frame->open_books);
    wire->declare = (Spiral__V1__Declaration)orders->declare;
    wire->declare_to = wire_target_put(orders->declare_to, &frame->declare_to);
    wire->focus = wire_target_put(orders->focus, &frame->focus);
    put_lists(orders, frame);
    enum status status = wire_beliefs_put(orders->belief, &frame->greedy);
    wire->greedy = frame->greedy.list;
    wire->n_greedy = frame->greedy.count;
    return status;
}

enum status wire_budget_get(struct cause *cause, const Spiral__V1__Budget *wire, int32_t budget[LINE_COUNT])
{
    const uint32_t points[LINE_COUNT] = {wire->civil, wire->fortify, wire->strike, wire->dual, wire->intel};
    for (int line = 0; line < LINE_COUNT; line++) {
        enum status status = wire_range(cause, line_names.names[line], points[line], 0, ORDER_VALUE_MAX);
        if (status != STATUS_OK)
            return wire_within(cause, status, "budget");
        budget[line] = (int32_t)points[line];
    }
    return STATUS_OK;
}

/* One row of a list by state into `list`, where -1 stands for "no row yet". */
static enum status get_choice(struct cause *cause, uint32_t state, const char *item, int choice, int count,
                              int32_t list[ACTORS_MAX])
{
    enum status status = wire_range(cause, "state", state, 0, ACTORS_MAX - 1);
    if (status == STATUS_OK)
        status = wire_range(cause, item, choice, 1, count);
    if (status != STATUS_OK)
        return status;
    if (list[state] >= 0)
        return status_fail(cause, STATUS_INVALID, "state: stands twice; name each state once");
    list[state] = choice - 1;
    return STATUS_OK;
}

static enum status get_lists(struct cause *cause, const Spiral__V1__Orders *wire, struct orders *orders)
{
    for (size_t x = 0; x < wire->n_pacts; x++) {
        const Spiral__V1__PactMove *pact = wire->pacts[x];
        enum status status =
            get_choice(cause, pact->state, "move", (int)pact->move, PACT_COUNT, orders->pact);
        if (status != STATUS_OK)
            return wire_within_row(cause, status, "pacts", x);
        orders->secret[pact->state] = pact->secret ? 1 : 0;
    }
    for (size_t x = 0; x < wire->n_answers; x++) {
        const Spiral__V1__StandingAnswer *answer = wire->answers[x];
        enum status status =
            get_choice(cause, answer->state, "answer", (int)answer->answer, ANSWER_COUNT, orders->answer);
        if (status != STATUS_OK)
            return wire_within_row(cause, status, "answers", x);
    }
    return wire_beliefs_get(cause, "greedy", wire->greedy, wire->n_greedy, orders->belief);
}

enum status wire_orders_get(struct cause *cause, const Spiral__V1__Orders *wire, struct orders *orders)
{
    uint16_t open_books = 0;
    orders_init(orders);
    enum status status = wire_present(cause, "budget", wire->budget);
    if (status == STATUS_OK)
        status = wire_budget_get(cause, wire->budget, orders->budget);
    if (status == STATUS_OK)
        status = wire_target_get(cause, "attack", wire->attack, ACTORS_MAX, &orders->attack);
    if (status == STATUS_OK)
        status = wire_range(cause, "project", (int)wire->project, 0, PROJECT_COUNT - 1);
    if (status == STATUS_OK)
        status = wire_range(cause, "scrap", wire->scrap, 0, ORDER_VALUE_MAX);
    if (status == STATUS_OK)
        status = wire_states_get(cause, "open_books", wire->open_books, wire->n_open_books, &open_books);
    if (status == STATUS_OK)
        status = wire_range(cause, "declare", (int)wire->declare, 0, DECLARE_COUNT - 1);
    if (status == STATUS_OK)
        status = wire_target_get(cause, "declare_to", wire->declare_to, ACTORS_MAX, &orders->declare_to);
    if (status == STATUS_OK)
        status = wire_target_get(cause, "focus", wire->focus, ACTORS_MAX, &orders->focus);
    if (status != STATUS_OK)
        return status;
    orders->mobilise = wire->mobilise ? 1 : 0;
    orders->project = (int32_t)wire->project;
    orders->scrap = (int32_t)wire->scrap;
    orders->open_books = open_books;
    orders->declare = (int32_t)wire->declare;
    return get_lists(cause, wire, orders);
}
