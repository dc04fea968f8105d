#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/rules/dice.h"

static const struct siphash_key key = {0x0706050403020100u, 0x0f0e0d0c0b0a0908u};

static void the_reference_draw(void **state)
{
    (void)state;
    assert_true(dice_bits(key, (struct draw){3, 4, 0, 1, 0}) == 0x5e9a42baefb1799fu);
    /* 0x5e9a42ba / 2^32 is 0.36953, 0xefb1799f / 2^32 is 0.93630 */
    assert_int_equal(dice_below(key, (struct draw){3, 4, 0, 1, 0}, 1000), 369);
    assert_int_equal(dice_error(key, (struct draw){3, 4, 0, 1, 0}, 200), 74 + 188 - 200);
}

static void every_word_of_a_draw_counts(void **state)
{
    (void)state;
    const struct draw draws[] = {{1, 2, 3, 4, 5}, {2, 2, 3, 4, 5}, {1, 3, 3, 4, 5},         {1, 2, 4, 4, 5},
                                 {1, 2, 3, 5, 5}, {1, 2, 3, 4, 6}, {1, 2, 3, 4, UINT32_MAX}};
    enum { COUNT = sizeof draws / sizeof draws[0] };
    for (int a = 0; a < COUNT; a++) {
        assert_true(dice_bits(key, draws[a]) == dice_bits(key, draws[a]));
        for (int b = 0; b < a; b++)
            assert_true(dice_bits(key, draws[a]) != dice_bits(key, draws[b]));
    }
}

static void draws_stay_in_their_bounds(void **state)
{
    (void)state;
    static const int64_t sides[] = {1, 2, 3, 1000, 2147483647, 4294967295};
    for (uint32_t turn = 0; turn < 2000; turn++) {
        struct draw draw = {turn, PHASE_WAR, 1, 2, 0};
        for (int s = 0; s < 6; s++) {
            int64_t drawn = dice_below(key, draw, sides[s]);
            assert_true(drawn >= 0 && drawn < sides[s]);
        }
        assert_int_equal(dice_error(key, draw, 0), 0);
        int64_t error = dice_error(key, draw, 2147483647);
        assert_true(error >= -2147483647 && error <= 2147483647);
    }
}

/* Chi-square of 10 cells: beyond 27.9 once in a thousand keys; the key is fixed. */
static void draws_are_uniform(void **state)
{
    (void)state;
    enum { DRAWS = 20000, CELLS = 10 };
    int64_t cells[CELLS] = {0}, sum = 0;
    for (uint32_t i = 0; i < DRAWS; i++)
        cells[dice_below(key, (struct draw){i, PHASE_SETUP, i % 12, 0, 0}, CELLS)]++;
    for (int c = 0; c < CELLS; c++) {
        int64_t off = cells[c] - DRAWS / CELLS;
        sum += off * off;
    }
    assert_true(10 * sum / (DRAWS / CELLS) < 279);
    assert_true(sum > 0);
}

/* Two uniforms minus h: every value occurs, the middle most often, both sides alike. */
static void errors_are_triangular(void **state)
{
    (void)state;
    enum { DRAWS = 25000, H = 4 };
    int64_t cells[2 * H + 1] = {0};
    for (uint32_t i = 0; i < DRAWS; i++) {
        int64_t error = dice_error(key, (struct draw){i, PHASE_INTEL, 0, 1, 2}, H);
        assert_true(error >= -H && error <= H);
        cells[error + H]++;
    }
    for (int64_t c = 0; c <= 2 * H; c++) {
        int64_t ways = c <= H ? c + 1 : 2 * H + 1 - c;
        assert_in_range(cells[c], ways * 1000 - 200, ways * 1000 + 200);
    }
}

static void a_pair_of_errors_is_two_draws(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < 200; i++) {
        struct draw draw = {i, PHASE_INTEL, i % 12, i % 7, i % 3}, next = draw;
        int64_t errors[2], h = i * 37;
        next.k++;
        dice_error_pair(key, draw, h, errors);
        assert_int_equal(errors[0], dice_error(key, draw, h));
        assert_int_equal(errors[1], dice_error(key, next, h));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_reference_draw),         cmocka_unit_test(every_word_of_a_draw_counts),
        cmocka_unit_test(draws_stay_in_their_bounds), cmocka_unit_test(draws_are_uniform),
        cmocka_unit_test(errors_are_triangular),      cmocka_unit_test(a_pair_of_errors_is_two_draws),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
