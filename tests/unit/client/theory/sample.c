/* Samples, their errors by hand, and when a figure of the reference holds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/theory/sample.h"

#include <math.h>

static const struct theory_run reference = {.scenarios = "", .seed = 0, .percent = 100};
static const struct theory_run other_dice = {.scenarios = "", .seed = 3, .percent = 100};
static const struct theory_run fewer_games = {.scenarios = "", .seed = 0, .percent = 10};

static char memory[512];
static struct text said;

static struct text *measured(void)
{
    said = text_over(memory, sizeof memory);
    return &said;
}

/* So many games, so many of them with a war. */
static struct sample share_of(int games, int wars)
{
    struct sample share = {.kind = SAMPLE_SHARE};
    for (int x = 0; x < games; x++)
        sample_add(&share, x < wars ? 100 : 0, 1);
    return share;
}

/* 1, 2, 3, 4: mean 2.5, standard deviation root of 5/3. */
static struct sample four(void)
{
    struct sample sample = {0};
    for (int x = 1; x <= 4; x++)
        sample_add(&sample, x, 1);
    return sample;
}

static void values_and_errors_by_hand(void **state)
{
    (void)state;
    struct sample mean = four(), ratio = {0}, nothing = {0};
    assert_float_equal(sample_value(&mean), 2.5, 1e-12);
    assert_float_equal(sample_error(&mean), sqrt(5.0 / 3) / 2, 1e-12);
    /* 1/2 and 3/2 of two each: value 1, residuals -1 and 1, error root of 2 * 2 over 4 */
    sample_add(&ratio, 1, 2);
    sample_add(&ratio, 3, 2);
    assert_float_equal(sample_value(&ratio), 1, 1e-12);
    assert_float_equal(sample_error(&ratio), 0.5, 1e-12);
    assert_float_equal(sample_value(&nothing), 0, 0);
    assert_float_equal(sample_error(&nothing), 0, 0);
    struct sample share = share_of(98, 0);
    assert_float_equal(sample_error(&share), 100 * sqrt(0.01 * 0.99 / 98), 1e-12);
}

static void games_follow_the_percentage_down_to_a_floor(void **state)
{
    (void)state;
    assert_int_equal(theory_games(&reference, 500), 500);
    assert_int_equal(theory_games(&fewer_games, 1500), 150);
    assert_int_equal(theory_games(&fewer_games, 100), THEORY_GAMES_MIN);
    assert_int_equal(theory_games(&fewer_games, 30), 30);
}

static void on_the_reference_dice_digits_count(void **state)
{
    (void)state;
    struct sample sample = {.count = 500, .a = 58.24 * 500, .b = 500};
    assert_true(theory_figure_holds(&reference, &sample, 500, "58.2"));
    assert_true(theory_figure_holds(&reference, &sample, 500, "58"));
    assert_true(theory_figure_holds(&reference, &sample, 500, "58.2~4"));
    assert_false(theory_figure_holds(&reference, &sample, 500, "58.3"));
    assert_false(theory_figure_holds(&reference, &sample, 500, "58.25"));
    assert_false(theory_figure_holds(&fewer_games, &sample, 500, "59"));
}

static void shares_hold_within_the_binomial_error(void **state)
{
    (void)state;
    /* pooled 0.5: 3.5 * root of 0.25 * 2 / 100 is 24.7 points */
    struct sample even = share_of(100, 50);
    assert_true(theory_figure_holds(&other_dice, &even, 100, "70.0"));
    assert_false(theory_figure_holds(&other_dice, &even, 100, "80.0"));
    /* never less than one game of the smaller sample */
    struct sample none = share_of(100, 0), one = share_of(100, 1), ten = share_of(100, 10);
    assert_true(theory_figure_holds(&other_dice, &none, 100, "1.0"));
    assert_true(theory_figure_holds(&other_dice, &one, 500, "0.0"));
    assert_false(theory_figure_holds(&other_dice, &ten, 500, "0.0"));
}

static void means_hold_within_their_own_error(void **state)
{
    (void)state;
    /* error 0.6455, of the difference to as many games 0.9129: 3.5 of them are 3.195, and half a digit */
    struct sample sample = four();
    assert_true(theory_figure_holds(&other_dice, &sample, 4, "5.7"));
    assert_false(theory_figure_holds(&other_dice, &sample, 4, "5.8"));
    /* against very many games only our own error counts: 2.259 */
    assert_true(theory_figure_holds(&other_dice, &sample, 1000000, "4.7"));
    assert_false(theory_figure_holds(&other_dice, &sample, 1000000, "4.9"));
}

static void a_given_deviation_stands_in_for_rare_games(void **state)
{
    (void)state;
    struct sample flat = {0};
    for (int x = 0; x < 4; x++)
        sample_add(&flat, 620, 1);
    assert_false(theory_figure_holds(&other_dice, &flat, 4, "508.7"));
    assert_true(theory_figure_holds(&other_dice, &flat, 4, "508.7~100"));
    assert_false(theory_figure_holds(&other_dice, &flat, 4, "508.7~10"));
}

static void a_median_holds_within_its_range(void **state)
{
    (void)state;
    struct sample median = {.kind = SAMPLE_MEDIAN, .count = 30, .a = 9, .b = 1, .low = 8, .high = 10};
    assert_true(theory_figure_holds(&reference, &median, 30, "9.0"));
    assert_false(theory_figure_holds(&reference, &median, 30, "8.0"));
    assert_true(theory_figure_holds(&other_dice, &median, 30, "8.0"));
    assert_false(theory_figure_holds(&other_dice, &median, 30, "7.0"));
}

static void patterns_are_filled_in_and_judged(void **state)
{
    (void)state;
    struct sample war = {.count = 500, .a = 58.2 * 500, .b = 500};
    struct sample score = {.count = 500, .a = -386.46 * 500, .b = 500};
    assert_true(FIGURES(&reference, measured(), 500, "war {58.2} %, score {-386.5~448}.", &war, &score));
    assert_string_equal(memory, "war 58.2 %, score -386.5.");
    assert_false(
        FIGURES(&reference, measured(), 500, "war {58} %, score {-386}, {58.9}", &war, &score, &war));
    assert_string_equal(memory, "war 58 %, score -386, 58.2 (not 58.9)");
}

static void criteria_are_exact_on_the_reference_dice(void **state)
{
    (void)state;
    struct sample low = share_of(100, 20), high = share_of(100, 21);
    assert_float_equal(theory_gap(&reference, &low, &high), -1, 1e-9);
    assert_true(theory_gap(&other_dice, &low, &high) > 0);
    assert_true(theory_gap(&fewer_games, &low, &high) > 0);
    struct sample far = share_of(100, 60);
    assert_true(theory_gap(&other_dice, &low, &far) < 0);
    assert_true(theory_above(&reference, &high, 20) && !theory_above(&reference, &low, 20));
    assert_true(theory_below(&reference, &low, 21) && !theory_below(&reference, &high, 21));
    const struct sample *const rising[] = {&low, &low, &high}, *const falling[] = {&far, &high, &low};
    assert_true(theory_sorted(&reference, 3, rising, false) && !theory_sorted(&reference, 3, rising, true));
    assert_true(theory_sorted(&reference, 3, falling, true) && !theory_sorted(&reference, 3, falling, false));
}

static void tolerances_grow_to_the_error_of_other_games(void **state)
{
    (void)state;
    struct sample share = share_of(100, 50);
    assert_true(theory_near(&reference, &share, 53, 0, 3));
    assert_false(theory_near(&reference, &share, 54, 0, 3));
    /* 3.5 * 5 points, and root 2 times that against a value of as many games */
    assert_true(theory_near(&other_dice, &share, 67, 0, 3) && !theory_near(&other_dice, &share, 68, 0, 3));
    assert_true(theory_near(&other_dice, &share, 74, 100, 3));
    assert_false(theory_near(&other_dice, &share, 75, 100, 3));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_and_errors_by_hand),
        cmocka_unit_test(games_follow_the_percentage_down_to_a_floor),
        cmocka_unit_test(on_the_reference_dice_digits_count),
        cmocka_unit_test(shares_hold_within_the_binomial_error),
        cmocka_unit_test(means_hold_within_their_own_error),
        cmocka_unit_test(a_given_deviation_stands_in_for_rare_games),
        cmocka_unit_test(a_median_holds_within_its_range),
        cmocka_unit_test(patterns_are_filled_in_and_judged),
        cmocka_unit_test(criteria_are_exact_on_the_reference_dice),
        cmocka_unit_test(tolerances_grow_to_the_error_of_other_games),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
