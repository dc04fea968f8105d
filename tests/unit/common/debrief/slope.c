#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/debrief/slope.h"

static struct metric_value value_of(const struct slope *slope)
{
    struct metric_value value = {.cases = -1};
    slope_set(slope, &value);
    assert_int_equal(value.cases, slope->n);
    return value;
}

static void assert_near(const struct slope *slope, int64_t millionths, int64_t off)
{
    struct metric_value value = value_of(slope);
    assert_true(value.defined);
    if (value.millionths < millionths - off || value.millionths > millionths + off)
        fail_msg("%lld millionths, not %lld", (long long)value.millionths, (long long)millionths);
}

static void nothing_to_fit(void **state)
{
    (void)state;
    struct slope slope = {0};
    assert_false(value_of(&slope).defined);
    slope_add(&slope, 5, 7);
    assert_false(value_of(&slope).defined);
    slope_add(&slope, 5, -900);
    slope_add(&slope, 5, 12);
    assert_false(value_of(&slope).defined); /* x does not vary */
    slope_add(&slope, 6, 12);
    assert_true(value_of(&slope).defined);
}

/* (1, 2), (2, 3), (4, 8): Sx 7, Sy 13, Sxx 21, Sxy 40; (3*40 - 7*13) / (3*21 - 49) = 29/14. */
static void three_points(void **state)
{
    (void)state;
    struct slope slope = {0}, mirrored = {0}, moved = {0};
    static const int64_t points[][2] = {{1, 2}, {2, 3}, {4, 8}};
    for (int p = 0; p < 3; p++) {
        slope_add(&slope, points[p][0], points[p][1]);
        slope_add(&mirrored, -points[p][0], points[p][1]);
        slope_add(&moved, points[p][0] - 1001, points[p][1] + 500);
    }
    assert_near(&slope, 2071429, 0);
    assert_near(&mirrored, -2071429, 0);
    assert_near(&moved, 2071429, 0);
}

static void no_connection(void **state)
{
    (void)state;
    struct slope slope = {0};
    for (int x = -1; x <= 1; x += 2)
        for (int y = -1; y <= 1; y += 2)
            slope_add(&slope, x, y);
    assert_near(&slope, 0, 0);
}

/* The bounds that the header gives: 8000 cases of 6 * 10^6, at once steep and flat. */
static void the_largest_sums(void **state)
{
    (void)state;
    static const int64_t most = 6000000;
    struct slope half = {0}, one = {0}, aside = {0}, flat = {0}, steep = {0};
    for (int x = 0; x < 8000; x++) {
        int64_t sign = x % 2 ? 1 : -1;
        slope_add(&half, sign * most, -sign * most / 2);
        slope_add(&one, sign * most, sign * most);
        slope_add(&aside, most - x, x - most);
        slope_add(&flat, sign * most, sign);
        slope_add(&steep, sign * (x < 4), sign * most);
    }
    assert_near(&half, -500000, 1);
    assert_near(&one, 1000000, 1);
    assert_near(&aside, -1000000, 10);
    assert_near(&flat, 0, 1); /* 1 in 6 * 10^6 */
    /* x is -1, 1, -1, 1, 0 ...: Sxx 4, Sxy 4 * most, both means 0 */
    assert_near(&steep, most * METRIC_ONE, most);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_to_fit),
        cmocka_unit_test(three_points),
        cmocka_unit_test(no_connection),
        cmocka_unit_test(the_largest_sums),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
