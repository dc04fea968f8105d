/* Each formula holds with the figures of the literature, and fails with a wrong one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/theory/formulas.h"

#include <string.h>

static const struct theory_run a_sample = {.scenarios = "", .seed = 0, .percent = 10},
                               whole = {.scenarios = "", .seed = 0, .percent = 100};

static char memory[2048];
static struct text said;

static struct text *measured(void)
{
    said = text_over(memory, sizeof memory);
    return &said;
}

static void every_row_agrees(void **state)
{
    (void)state;
    for (int x = 0; x < theory_formulas.count; x++) {
        const struct theory_row *row = &theory_formulas.rows[x];
        if (row->check(&a_sample, measured()) != THEORY_AGREES)
            fail_msg("%s: %s", row->id, memory);
        assert_false(said.cut);
        assert_true(said.length > 0);
        for (int y = 0; y < x; y++)
            assert_string_not_equal(row->id, theory_formulas.rows[y].id);
    }
}

static void races_can_differ(void **state)
{
    (void)state;
    struct richardson race = {.k = 2, .l = 2, .a = 5, .b = 3, .g = 5, .h = 5};
    assert_true(richardson_rest_holds(&race, 25 / 11.0, 35 / 11.0, 0.01, measured()));
    assert_false(richardson_rest_holds(&race, 25 / 11.0, 34 / 11.0, 0.01, measured()));
    assert_false(richardson_divergence_holds(&race, measured()));
    race.k = 9; /* ab = 15 < kl = 18 */
    assert_false(richardson_rest_holds(&race, 25 / 11.0, 35 / 11.0, 0.01, measured()));
    assert_true(richardson_divergence_holds(&race, measured()));
    assert_true(richardson_stability_holds(1, measured()));
    assert_false(richardson_stability_holds(1.1, measured()));
    assert_false(richardson_stability_holds(0.9, measured()));
}

static void attrition_can_differ(void **state)
{
    (void)state;
    assert_true(lanchester_holds(LANCHESTER_SQUARE, 1000, 800, 600, measured()));
    assert_true(lanchester_holds(LANCHESTER_SQUARE, 500, 400, 300, measured()));
    assert_false(lanchester_holds(LANCHESTER_SQUARE, 1000, 800, 200, measured()));
    assert_true(lanchester_holds(LANCHESTER_LINEAR, 1000, 800, 200, measured()));
    assert_false(lanchester_holds(LANCHESTER_LINEAR, 1000, 800, 201, measured()));
}

static void contests_can_differ(void **state)
{
    (void)state;
    static const int32_t weak = 60;
    assert_true(battles_hold(&whole, &weak, 1, 2, 1.1, measured()));
    assert_false(battles_hold(&whole, &weak, 1, 1, 1.1, measured()));
    assert_false(battles_hold(&whole, &weak, 1, 2.5, 1.1, measured()));
    assert_true(tullock_holds(1, 250, measured()));
    assert_true(tullock_holds(1.5, 375, measured()));
    assert_false(tullock_holds(1, 252, measured()));
    assert_false(tullock_holds(2, 250, measured()));
    assert_true(peace_holds(1, measured()));
    assert_false(peace_holds(0.8, measured()));
    assert_false(peace_holds(1.2, measured()));
    assert_true(submission_holds(400, measured()));
    assert_false(submission_holds(900, measured())); /* worth contending for */
}

static void fear_can_differ(void **state)
{
    (void)state;
    struct fear_expectation row = {160, 481};
    assert_true(fear_formula_holds(&row, 1, measured()));
    row.threshold = 483; /* the rules' own rounding */
    assert_false(fear_formula_holds(&row, 1, measured()));
    row = (struct fear_expectation){90, 1000};
    assert_false(fear_formula_holds(&row, 1, measured()));
    assert_true(selection_holds(5, 150, 160, measured()));
    assert_false(selection_holds(5, 156, 170, measured()));
    assert_false(selection_holds(5, 140, 154, measured()));
}

static void arming_and_trust_can_differ(void **state)
{
    (void)state;
    struct arming_expectation row = {500, 10, 0.0196};
    assert_true(arming_holds(&row, 1, 0.001, measured()));
    row.gained = 12;
    assert_false(arming_holds(&row, 1, 0.001, measured()));
    row = (struct arming_expectation){990, 10, 1}; /* 10/20 in truth */
    assert_false(arming_holds(&row, 1, 0.001, measured()));
    struct signal_expectation signal = {0.3, 0.375, 0.6};
    assert_true(signals_hold(&signal, 1, 0.002, measured()));
    signal.low = 0.3;
    assert_false(signals_hold(&signal, 1, 0.002, measured()));
    signal = (struct signal_expectation){0.3, 0.375, 0.61};
    assert_false(signals_hold(&signal, 1, 0.002, measured()));
    assert_true(trust_holds(0.5, measured()));
    assert_false(trust_holds(0.51, measured()));
}

static void bargains_can_differ(void **state)
{
    (void)state;
    struct prevention_expectation row = {0.3, 0.35, 0.9, 0.5, false};
    assert_true(range_holds(1, measured()));
    assert_false(range_holds(0.5, measured()));
    assert_true(first_strike_holds(1, measured()));
    assert_false(first_strike_holds(0.5, measured()));
    assert_false(first_strike_holds(2, measured()));
    assert_true(prevention_holds(&row, 1, 1, measured()));
    assert_false(prevention_holds(&row, 1, 3, measured()));
    assert_false(prevention_holds(&row, 1, 0.2, measured()));
    row.war = true;
    assert_false(prevention_holds(&row, 1, 1, measured()));
}

static void alliances_can_differ(void **state)
{
    (void)state;
    struct join_expectation row = {150, 80, 1};
    assert_true(joiners_hold(&row, 1, 25, measured()));
    assert_false(joiners_hold(&row, 1, 75, measured())); /* refusing costs as much as war: all come */
    row.joiners = 2;
    assert_false(joiners_hold(&row, 1, 25, measured()));
    struct volunteer_expectation nobody = {3, 0.3536};
    assert_true(volunteers_hold(0.5, &nobody, 1, measured()));
    assert_false(volunteers_hold(0.51, &nobody, 1, measured()));
    nobody.nobody = 0.3537;
    assert_false(volunteers_hold(0.5, &nobody, 1, measured()));
    struct balance_expectation balance = {{100, 90, 80, 30}, 7};
    assert_true(essential_states_hold(&balance, 1, measured()));
    assert_string_equal(memory, "100 90 80 30 (not needed)");
    balance.essential = 15;
    assert_false(essential_states_hold(&balance, 1, measured()));
    /* half is no majority: of 50, 25, 25 the pair of small ones does not win, but each makes the large one
     * win */
    balance = (struct balance_expectation){{50, 25, 25}, 7};
    assert_true(essential_states_hold(&balance, 1, measured()));
    balance = (struct balance_expectation){{60, 25, 15}, 1};
    assert_true(essential_states_hold(&balance, 1, measured()));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_agrees),     cmocka_unit_test(races_can_differ),
        cmocka_unit_test(attrition_can_differ), cmocka_unit_test(contests_can_differ),
        cmocka_unit_test(fear_can_differ),      cmocka_unit_test(arming_and_trust_can_differ),
        cmocka_unit_test(bargains_can_differ),  cmocka_unit_test(alliances_can_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
