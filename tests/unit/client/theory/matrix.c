/* Each check of the iterated games holds with the figures of the literature, and fails with a wrong one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/theory/matrix.h"

static const struct theory_run a_sample = {.scenarios = "", .seed = 0, .percent = 1};

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
    for (int x = 0; x < theory_matrix.count; x++) {
        const struct theory_row *row = &theory_matrix.rows[x];
        if (row->check(&a_sample, measured()) != THEORY_AGREES)
            fail_msg("%s: %s", row->id, memory);
        assert_false(said.cut);
        assert_true(said.length > 0);
    }
}

static void matches_can_differ(void **state)
{
    (void)state;
    struct matrix_expectation pair = {"tit_for_tat", "always_defect", 199, 204};
    assert_true(matrix_matches_hold(&pair, 1, measured()));
    assert_string_equal(memory, "tit_for_tat-always_defect 199/204");
    pair.second_points = 205;
    assert_false(matrix_matches_hold(&pair, 1, measured()));
    pair = (struct matrix_expectation){"tit_for_tat", "always_defect", 200, 204};
    assert_false(matrix_matches_hold(&pair, 1, measured()));
}

static void averages_can_differ(void **state)
{
    (void)state;
    struct matrix_expectation pair = {"win_stay_lose_shift", "win_stay_lose_shift", 2.7765, 2.7765};
    assert_true(matrix_averages_hold(&a_sample, 50, 0.01, &pair, 1, measured()));
    assert_false(matrix_averages_hold(&a_sample, 49, 0.01, &pair, 1, measured()));
    pair.first_points = 2.7766; /* the fourth decimal: the chain sees it */
    assert_false(matrix_averages_hold(&a_sample, 50, 0.01, &pair, 1, measured()));
    /* the trigger that never forgives is another rule than the literature's grim */
    struct matrix_expectation grim = {"grim", "grim", 1.1925, 1.1925};
    assert_true(matrix_averages_hold(&a_sample, 50, 0.01, &grim, 1, measured()));
    grim.first = grim.second = "grim_trigger";
    assert_false(matrix_averages_hold(&a_sample, 50, 0.01, &grim, 1, measured()));
}

static void means_can_differ(void **state)
{
    (void)state;
    struct matrix_expectation pair = {"tit_for_tat", "random", 449.25, 451.75};
    assert_true(matrix_mean_holds(&a_sample, &pair, measured()));
    pair.first_points = 450;
    assert_false(matrix_mean_holds(&a_sample, &pair, measured()));
}

static void searches_can_differ(void **state)
{
    (void)state;
    struct matrix_payoffs rich = matrix_axelrod;
    assert_true(matrix_generosity_holds(&matrix_axelrod, 1 / 3.0, measured()));
    assert_false(matrix_generosity_holds(&matrix_axelrod, 0.335, measured()));
    assert_true(matrix_shadow_holds(&matrix_axelrod, 2 / 3.0, measured()));
    assert_false(matrix_shadow_holds(&matrix_axelrod, 0.667, measured()));
    /* with R = 4 the formulas give min(3/4, 3/4) and max(1/4, 1/4) */
    rich.reward = 4;
    assert_true(matrix_generosity_holds(&rich, 3 / 4.0, measured()));
    assert_true(matrix_shadow_holds(&rich, 1 / 4.0, measured()));
    assert_false(matrix_shadow_holds(&rich, 2 / 3.0, measured()));
}

static void resistance_and_order_can_differ(void **state)
{
    (void)state;
    static const char *const order[] = {"contrite_tit_for_tat", "tit_for_tat"}, *const wrong[] = {
                                                                                    "tit_for_tat",
                                                                                    "contrite_tit_for_tat"};
    assert_true(matrix_resistance_holds(2, measured()));
    assert_false(matrix_resistance_holds(3, measured()));
    assert_true(matrix_order_holds(order, 2, measured()));
    assert_false(matrix_order_holds(wrong, 2, measured()));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_agrees),    cmocka_unit_test(matches_can_differ),
        cmocka_unit_test(averages_can_differ), cmocka_unit_test(means_can_differ),
        cmocka_unit_test(searches_can_differ), cmocka_unit_test(resistance_and_order_can_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
