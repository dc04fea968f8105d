#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/term/estimates.h"

#include <string.h>

static void begin(struct view *view)
{
    memset(view, 0, sizeof *view);
    scenario_init(&view->scenario, "two", 2);
    view->n = 2;
    view->turn = 3;
    view->balance = 100;
    view->alive[0] = view->alive[1] = 1;
    view->est_fortify[1] = 1000;
    view->est_strike[1] = 500;
    view->est_before[1] = 1500;
    view->scenario.parameters.noise = 200;
}

static void the_range_holds_every_truth(void **state)
{
    struct view view;
    (void)state;
    begin(&view);
    assert_int_equal(estimate_error(&view, 1), 200);
    for (int64_t truth = 0; truth < 3000; truth += 7)
        for (int64_t error = -200; error <= 200; error += 8) {
            int64_t seen = truth * (1000 + error) / 1000;
            struct range range = estimate_range(&view, 1, seen);
            /* up to the rounding of the figure itself, two hundredths of a unit */
            assert_true(100 * range.low <= truth && truth <= 100 * range.high + 2);
        }
    struct range range = estimate_range(&view, 1, 1500);
    assert_int_equal(range.low, 12);
    assert_int_equal(range.about, 15);
    assert_int_equal(range.high, 19);
}

static void intelligence_narrows_the_range(void **state)
{
    struct view view;
    (void)state;
    begin(&view);
    view.own.intel = 4;
    assert_int_equal(estimate_error(&view, 1), 100);
    view.tech[0] = PROJECT_INTEL;
    assert_int_equal(estimate_error(&view, 1), 50);
    view.opened[1] = 1;
    assert_int_equal(estimate_error(&view, 1), 0);
    struct range range = estimate_range(&view, 1, 1500);
    assert_int_equal(range.low, 15);
    assert_int_equal(range.high, 15);
}

static void a_change_is_told_when_it_is_large(void **state)
{
    struct view view;
    bool certain;
    (void)state;
    begin(&view);
    assert_int_equal(estimate_change(&view, 1, &certain), 0);
    view.est_strike[1] = 800; /* a fifth more: may be error */
    assert_int_equal(estimate_change(&view, 1, &certain), 0);
    view.est_strike[1] = 900;
    assert_int_equal(estimate_change(&view, 1, &certain), 400);
    assert_false(certain);
    view.est_strike[1] = 1300; /* more than from the lowest to the highest figure of one stock */
    assert_int_equal(estimate_change(&view, 1, &certain), 800);
    assert_true(certain);
    view.est_fortify[1] = view.est_strike[1] = 450;
    assert_int_equal(estimate_change(&view, 1, &certain), -600);
    assert_true(certain);
    view.turn = 0;
    assert_int_equal(estimate_change(&view, 1, &certain), 0);
}

static void chances_follow_balance_and_reach(void **state)
{
    struct view view;
    (void)state;
    begin(&view);
    view.scenario.parameters.fungibility = 0;
    view.own.fortify = 500;
    assert_int_equal(estimate_chance(&view, 1, 0), 500); /* 500 against 500 */
    view.balance = 200;
    assert_int_equal(estimate_chance(&view, 1, 0), 800);
    view.scenario.proximity[1][0] = 50;
    assert_int_equal(estimate_chance(&view, 1, 0), 500);
    view.scenario.proximity[1][0] = 0;
    assert_int_equal(estimate_chance(&view, 1, 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_range_holds_every_truth),
        cmocka_unit_test(intelligence_narrows_the_range),
        cmocka_unit_test(a_change_is_told_when_it_is_large),
        cmocka_unit_test(chances_follow_balance_and_reach),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
