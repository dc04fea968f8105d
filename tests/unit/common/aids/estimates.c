#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/aids/estimates.h"

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

static void the_total_holds_whatever_arms_look_like(void **state)
{
    struct view view;
    (void)state;
    begin(&view);
    for (int64_t fungibility = 0; fungibility <= 90; fungibility += 45) {
        int64_t blur = fungibility / 2;
        view.scenario.parameters.fungibility = (int32_t)fungibility;
        for (int64_t strike = 0; strike <= 3000; strike += 7) {
            int64_t fortify = 3000 - strike;
            for (int64_t error = -200; error <= 200; error += 200) {
                view.est_fortify[1] =
                    (int32_t)((fortify * (100 - blur) + strike * blur) / 100 * (1000 + error) / 1000);
                view.est_strike[1] =
                    (int32_t)((strike * (100 - blur) + fortify * blur) / 100 * (1000 - error) / 1000);
                struct range range = estimate_total_range(&view, 1);
                assert_true(range.low <= 30 && 30 <= range.high);
                assert_true(range.low <= range.about && range.about <= range.high);
            }
        }
    }
    view.est_fortify[1] = 1600;
    view.est_strike[1] = 900;
    struct range range = estimate_total_range(&view, 1);
    assert_int_equal(range.low, 20); /* 2500 * 1000 / 1200 is 2083.3 */
    assert_int_equal(range.about, 25);
    assert_int_equal(range.high, 32); /* 2500 * 1000 / 800 is 3125 */
    view.leaked[1] = 1;
    range = estimate_total_range(&view, 1);
    assert_int_equal(range.low, 25);
    assert_int_equal(range.high, 25);
}

static void expect_arms(const struct arms *arms, int fortify, int strike, int dual)
{
    assert_int_equal(arms->fortify, fortify);
    assert_int_equal(arms->strike, strike);
    assert_int_equal(arms->dual, dual);
}

/* The range holds every pair of stocks that the rules could have shown as these figures. */
static void arms_are_found_behind_the_blur(void **state)
{
    struct view view;
    (void)state;
    begin(&view);
    view.scenario.parameters.noise = 0;
    view.scenario.parameters.fungibility = 50; /* 1000 and 200 are seen as 800 and 400 */
    view.est_fortify[1] = 800;
    view.est_strike[1] = 400;
    struct arms_bounds bounds = estimate_arms(&view, 1);
    expect_arms(&bounds.low, 1000, 200, 0);
    expect_arms(&bounds.about, 1000, 200, 0);
    expect_arms(&bounds.high, 1001, 201, 0);
    view.scenario.parameters.noise = 200;
    view.est_dual[1] = 100;
    bounds = estimate_arms(&view, 1);
    /* 667 and 334 at least; 1001 and 501 at most, and less than a hundredth more */
    expect_arms(&bounds.low, 833, 167, 84);
    expect_arms(&bounds.about, 1000, 200, 100);
    expect_arms(&bounds.high, 1252, 252, 126);
    view.leaked[1] = 1; /* a mole sees through both */
    bounds = estimate_arms(&view, 1);
    expect_arms(&bounds.low, 800, 400, 100);
    expect_arms(&bounds.high, 800, 400, 100);
}

static void figures_at_odds_are_drawn_together(void **state)
{
    struct view view;
    (void)state;
    begin(&view);
    view.scenario.parameters.noise = 200;
    view.scenario.parameters.fungibility = 90; /* nobody looks more one-sided than 55 to 45 */
    view.est_fortify[1] = 1200;
    view.est_strike[1] = 800;
    struct arms_bounds bounds = estimate_arms(&view, 1);
    expect_arms(&bounds.about, 2000, 0, 0);
    expect_arms(&bounds.low, 1818, 0, 0); /* 1000 seen of 55 parts in 100 */
    /* 1001 of strike at most, where 45 of 100 units are seen as strike: all fortify */
    expect_arms(&bounds.high, 2227, 0, 1);
    view.scenario.parameters.fungibility = 100; /* nothing can be told apart but the sum */
    bounds = estimate_arms(&view, 1);
    assert_int_equal(bounds.about.fortify + bounds.about.strike, 2000);
    assert_int_equal(bounds.low.fortify + bounds.low.strike, 2000);
    assert_int_equal(bounds.high.fortify + bounds.high.strike, 2004);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_range_holds_every_truth),
        cmocka_unit_test(intelligence_narrows_the_range),
        cmocka_unit_test(a_change_is_told_when_it_is_large),
        cmocka_unit_test(the_total_holds_whatever_arms_look_like),
        cmocka_unit_test(arms_are_found_behind_the_blur),
        cmocka_unit_test(figures_at_odds_are_drawn_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
