#include "common/aids/choices.h"

#include <string.h>

/* The verdict on one part of orders that hold nothing else. What the budget would have to be does not count:
 * it follows from the rest. */
static uint8_t verdict_on(const struct order_ground *ground, const struct orders *orders, int part)
{
    return ground_check(ground, orders).of[part];
}

static uint8_t try_number(const struct order_ground *ground, size_t offset, int32_t value, int part)
{
    struct orders orders;
    orders_init(&orders);
    memcpy((char *)&orders + offset, &value, sizeof value);
    return verdict_on(ground, &orders, part);
}

#define TRY(ground, field, value, part) try_number(ground, offsetof(struct orders, field), value, part)
#define TRY_OF(ground, list, state, value, part)                                                             \
    try_number(ground, offsetof(struct orders, list) + (size_t)(state) * sizeof(int32_t), value, part)

static uint8_t try_offer(const struct order_ground *ground, int state, int pact, int secret)
{
    struct orders orders;
    orders_init(&orders);
    orders.pact[state] = pact;
    orders.secret[state] = secret;
    return verdict_on(ground, &orders, PART_PACT);
}

static uint8_t try_declaration(const struct order_ground *ground, int declaration, int to)
{
    struct orders orders;
    orders_init(&orders);
    orders.declare = declaration;
    orders.declare_to = to;
    return verdict_on(ground, &orders, PART_DECLARE);
}

static void choose_about(const struct order_ground *ground, int state, struct state_choices *choices)
{
    choices->attack = TRY(ground, attack, state, PART_ATTACK);
    choices->cancel = TRY_OF(ground, pact, state, PACT_NONE, PART_PACT);
    for (int pact = PACT_NONE + 1; pact < PACT_COUNT; pact++)
        for (int secret = 0; secret < 2; secret++)
            choices->offer[pact][secret] = try_offer(ground, state, pact, secret);
    choices->answer = TRY_OF(ground, answer, state, ANSWER_HONOUR, PART_ANSWER);
    choices->open_books = TRY(ground, open_books, 1 << state, PART_OPEN_BOOKS);
    choices->focus = TRY(ground, focus, state, PART_FOCUS);
    choices->belief = TRY_OF(ground, belief, state, 1000, PART_BELIEF);
    choices->warn = try_declaration(ground, DECLARE_WARN, state);
    choices->demand = try_declaration(ground, DECLARE_DEMAND, state);
}

/* The most that may be scrapped: less always may be, too. */
static int32_t most_scrap(const struct order_ground *ground)
{
    int32_t low = 0, high = STOCK_MAX;
    while (high - low > 1) {
        int32_t middle = low + (high - low) / 2;
        if (TRY(ground, scrap, middle, PART_SCRAP) == VERDICT_OK)
            low = middle;
        else
            high = middle;
    }
    return low;
}

void choices_of(const struct view *view, const int32_t *answers, struct choices *choices)
{
    const struct parameters *p = &view->scenario.parameters;
    struct order_ground ground = view_ground(view);
    memset(choices, 0, sizeof *choices);
    choices->income = view->income;
    for (int j = 0; j < view->n; j++)
        choose_about(&ground, j, &choices->of[j]);
    choices->mobilise = TRY(&ground, mobilise, 1, PART_MOBILISE);
    choices->peaceful = try_declaration(&ground, DECLARE_PEACEFUL, -1);
    for (int project = PROJECT_NONE + 1; project < PROJECT_COUNT; project++) {
        choices->project[project] = TRY(&ground, project, project, PART_PROJECT);
        choices->project_charges[project] = p->research_cost;
    }
    choices->scrap_max = most_scrap(&ground);
    choices->mobilise_charge = p->mobilise_cost;
    choices->dual_dominated = dual_is_dominated(view);
    orders_usual(view, answers, &choices->usual);
}

void orders_usual(const struct view *view, const int32_t *answers, struct orders *orders)
{
    orders_init(orders);
    budget_default(view, orders_available(view, orders), orders->budget);
    for (int j = 0; answers && j < view->n; j++)
        if (j != view->me && view->alive[j])
            orders->answer[j] = answers[j];
}

int64_t budget_spent(const struct orders *orders)
{
    int64_t spent = 0;
    for (int line = LINE_CIVIL + 1; line < LINE_COUNT; line++)
        spent += orders->budget[line];
    return spent;
}

bool dual_is_dominated_by(const struct parameters *parameters)
{
    return 2 * parameters->dual_value < 100 + parameters->fungibility;
}

bool dual_is_dominated(const struct view *view)
{
    return dual_is_dominated_by(&view->scenario.parameters);
}
