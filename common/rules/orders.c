#include "common/rules/orders.h"

#include "common/rules/arithmetic.h"
#include "common/rules/view.h"

#include <string.h>

void orders_init(struct orders *orders)
{
    memset(orders, 0, sizeof *orders);
    orders->attack = orders->declare_to = orders->focus = -1;
    for (int j = 0; j < ACTORS_MAX; j++)
        orders->pact[j] = orders->answer[j] = orders->belief[j] = -1;
}

static int research_under_way(const struct parameters *p, int32_t tech, int32_t project, int32_t ordered)
{
    if (!p->technology || tech)
        return PROJECT_NONE;
    if (project)
        return project;
    return ordered >= 0 && ordered < PROJECT_COUNT ? ordered : PROJECT_NONE;
}

static int64_t points_left(const struct parameters *p, int32_t income, bool mobilises, bool researches)
{
    int64_t charges = p->mobilisation && mobilises ? p->mobilise_cost : 0;
    charges += researches ? p->research_cost : 0;
    return max_of(0, income - charges);
}

int ground_research(const struct order_ground *ground, const struct orders *orders)
{
    return research_under_way(ground->parameters, ground->tech, ground->project, orders->project);
}

int64_t ground_available(const struct order_ground *ground, const struct orders *orders)
{
    return points_left(ground->parameters, ground->income, orders->mobilise == 1,
                       ground_research(ground, orders) != PROJECT_NONE);
}

void ground_budget(const struct order_ground *ground, int64_t points, int32_t budget[LINE_COUNT])
{
    const int32_t *last = ground->budget;
    int64_t total = 0, spent = 0;
    for (int line = 0; line < LINE_COUNT; line++)
        total += last[line];
    for (int line = LINE_CIVIL + 1; line < LINE_COUNT; line++) {
        budget[line] = total ? (int32_t)floor_div(last[line] * points, total) : 0;
        spent += budget[line];
    }
    budget[LINE_CIVIL] = (int32_t)(points - spent);
}

static void mend_list(int32_t list[ACTORS_MAX], int32_t value)
{
    for (int j = 0; j < ACTORS_MAX; j++)
        list[j] = value;
}

static void mend_part(const struct order_ground *ground, int part, struct orders *orders)
{
    switch ((enum order_part)part) {
    case PART_ATTACK:
        orders->attack = -1;
        break;
    case PART_MOBILISE:
        orders->mobilise = 0;
        break;
    case PART_PROJECT:
        orders->project = PROJECT_NONE;
        break;
    case PART_SCRAP:
        orders->scrap = 0;
        break;
    case PART_OPEN_BOOKS:
        orders->open_books = 0;
        break;
    case PART_DECLARE:
        orders->declare = DECLARE_NONE;
        orders->declare_to = -1;
        break;
    case PART_FOCUS:
        orders->focus = -1;
        break;
    case PART_PACT:
        mend_list(orders->pact, -1);
        mend_list(orders->secret, 0);
        break;
    case PART_ANSWER:
        mend_list(orders->answer, -1);
        break;
    case PART_BELIEF:
        mend_list(orders->belief, -1);
        break;
    case PART_BUDGET:
        ground_budget(ground, ground_available(ground, orders), orders->budget);
        break;
    case PART_COUNT:
        break;
    }
}

void ground_mend(const struct order_ground *ground, const struct verdicts *verdicts, struct orders *orders)
{
    for (int part = 0; part < PART_COUNT; part++) /* the budget last: charges depend on the mended parts */
        if (verdicts->of[part] != VERDICT_OK)
            mend_part(ground, part, orders);
}

int orders_research(const struct view *view, const struct orders *orders)
{
    return research_under_way(&view->scenario.parameters, view->tech[view->me], view->own.project,
                              orders->project);
}

int64_t orders_available(const struct view *view, const struct orders *orders)
{
    return points_left(&view->scenario.parameters, view->income, orders->mobilise == 1,
                       orders_research(view, orders) != PROJECT_NONE);
}

void budget_default(const struct view *view, int64_t points, int32_t budget[LINE_COUNT])
{
    struct order_ground ground = view_ground(view);
    ground_budget(&ground, points, budget);
}

struct verdicts orders_check(const struct view *view, const struct orders *orders)
{
    struct order_ground ground = view_ground(view);
    return ground_check(&ground, orders);
}

void orders_mend(const struct view *view, const struct verdicts *verdicts, struct orders *orders)
{
    struct order_ground ground = view_ground(view);
    ground_mend(&ground, verdicts, orders);
}
