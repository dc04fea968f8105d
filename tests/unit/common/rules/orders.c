#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/rules/orders.h"
#include "tests/unit/common/rules/stage.h"

#include <string.h>

static void empty_orders(void **state)
{
    (void)state;
    struct orders orders;
    memset(&orders, 0x55, sizeof orders);
    orders_init(&orders);
    assert_int_equal(orders.attack, -1);
    assert_int_equal(orders.declare_to, -1);
    assert_int_equal(orders.focus, -1);
    assert_int_equal(orders.mobilise | orders.project | orders.scrap | orders.open_books | orders.declare, 0);
    for (int line = 0; line < LINE_COUNT; line++)
        assert_int_equal(orders.budget[line], 0);
    for (int j = 0; j < ACTORS_MAX; j++) {
        assert_int_equal(orders.pact[j], -1);
        assert_int_equal(orders.secret[j], 0);
        assert_int_equal(orders.answer[j], -1);
        assert_int_equal(orders.belief[j], -1);
    }
}

static void expect_budget(const struct view *view, int64_t points, const int32_t *expected)
{
    int32_t budget[LINE_COUNT];
    budget_default(view, points, budget);
    for (int line = 0; line < LINE_COUNT; line++)
        assert_int_equal(budget[line], expected[line]);
}

#define EXPECT_BUDGET(view, points, ...) expect_budget(view, points, (const int32_t[]){__VA_ARGS__})

static void the_default_budget_scales_the_last_one(void **state)
{
    (void)state;
    struct view view;
    memset(&view, 0, sizeof view);
    EXPECT_BUDGET(&view, 10, 10, 0, 0, 0, 0);
    EXPECT_BUDGET(&view, 0, 0, 0, 0, 0, 0);
    const int32_t last[LINE_COUNT] = {4, 3, 2, 0, 1};
    memcpy(view.own.budget, last, sizeof last);
    EXPECT_BUDGET(&view, 10, 4, 3, 2, 0, 1);
    EXPECT_BUDGET(&view, 15, 7, 4, 3, 0, 1); /* floors 4, 3, 0, 1; the rest is civil */
    EXPECT_BUDGET(&view, 1, 1, 0, 0, 0, 0);
    EXPECT_BUDGET(&view, 0, 0, 0, 0, 0, 0);
    EXPECT_BUDGET(&view, 400000, 160000, 120000, 80000, 0, 40000);
}

static void charges_lower_what_is_available(void **state)
{
    (void)state;
    struct stage stage;
    struct view view;
    struct orders orders;
    stage_init(&stage, "charges", 2);
    stage.scenario.parameters.mobilise_cost = 3;
    stage_begin(&stage, NULL);
    orders_init(&orders);
    orders.mobilise = 1;
    orders.project = PROJECT_STRIKE;
    view_of(&stage.world, 0, &view);
    assert_int_equal(orders_available(&view, &orders), 10);
    view.scenario.parameters.mobilisation = 1;
    assert_int_equal(orders_available(&view, &orders), 7);
    view.scenario.parameters.technology = 1;
    assert_int_equal(orders_available(&view, &orders), 5);
    view.income = 4;
    assert_int_equal(orders_available(&view, &orders), 0);
}

static void research_goes_on_until_it_is_done(void **state)
{
    (void)state;
    struct stage stage;
    struct view view;
    struct orders orders;
    stage_init(&stage, "research", 2);
    stage.scenario.parameters.technology = 1;
    stage_begin(&stage, NULL);
    view_of(&stage.world, 0, &view);
    orders_init(&orders);
    assert_int_equal(orders_research(&view, &orders), PROJECT_NONE);
    orders.project = PROJECT_INTEL;
    assert_int_equal(orders_research(&view, &orders), PROJECT_INTEL);
    orders.project = PROJECT_COUNT;
    assert_int_equal(orders_research(&view, &orders), PROJECT_NONE);
    view.own.project = PROJECT_FORTRESS;
    assert_int_equal(orders_research(&view, &orders), PROJECT_FORTRESS);
    view.tech[0] = PROJECT_FORTRESS;
    assert_int_equal(orders_research(&view, &orders), PROJECT_NONE);
}

/* Everything wrong at once: everything becomes the default. One part wrong: the others stand. */
static void mending(void **state)
{
    (void)state;
    struct stage stage;
    struct view view;
    struct orders orders, wanted;
    stage_init(&stage, "mend", 2);
    stage_begin(&stage, NULL);
    view_of(&stage.world, 0, &view);
    for (int32_t *number = (int32_t *)&orders; number < (int32_t *)(&orders + 1); number++)
        *number = INT32_MIN;
    struct verdicts v = orders_check(&view, &orders);
    for (int part = 0; part < PART_COUNT; part++)
        assert_int_not_equal(v.of[part], VERDICT_OK);
    orders_mend(&view, &v, &orders);
    orders_init(&wanted);
    wanted.budget[LINE_CIVIL] = 10;
    assert_memory_equal(&orders, &wanted, sizeof orders);

    orders.attack = 1;
    orders.answer[1] = ANSWER_STAND_ASIDE;
    orders.belief[1] = 5000;
    orders.budget[LINE_CIVIL] = 3;
    orders.budget[LINE_STRIKE] = 7;
    v = orders_check(&view, &orders);
    orders_mend(&view, &v, &orders);
    assert_int_equal(orders.attack, 1);
    assert_int_equal(orders.answer[1], ANSWER_STAND_ASIDE);
    assert_int_equal(orders.belief[1], -1);
    assert_int_equal(orders.budget[LINE_STRIKE], 7);
}

/* The budget is mended last: what a refused part would have cost is there to spend. */
static void mending_the_budget_last(void **state)
{
    (void)state;
    struct stage stage;
    struct view view;
    stage_init(&stage, "last", 2);
    stage.scenario.parameters.technology = 1;
    stage_begin(&stage, NULL);
    view_of(&stage.world, 0, &view);
    struct orders orders = stage.book.orders[0];
    orders.project = PROJECT_COUNT;
    orders.budget[LINE_CIVIL] = 8;
    struct verdicts v = orders_check(&view, &orders);
    orders_mend(&view, &v, &orders);
    assert_int_equal(orders.project, PROJECT_NONE);
    assert_int_equal(orders.budget[LINE_CIVIL], 10);
    orders.project = PROJECT_STRIKE;
    v = orders_check(&view, &orders);
    assert_int_equal(v.of[PART_BUDGET], VERDICT_WRONG_SUM);
    orders_mend(&view, &v, &orders);
    assert_int_equal(orders.project, PROJECT_STRIKE);
    assert_int_equal(orders.budget[LINE_CIVIL], 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(empty_orders),
        cmocka_unit_test(the_default_budget_scales_the_last_one),
        cmocka_unit_test(charges_lower_what_is_available),
        cmocka_unit_test(research_goes_on_until_it_is_done),
        cmocka_unit_test(mending),
        cmocka_unit_test(mending_the_budget_last),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
