#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/rules/arithmetic.h"

static void divisions_round_down(void **state)
{
    (void)state;
    assert_int_equal(floor_div(7, 2), 3);
    assert_int_equal(floor_div(-7, 2), -4);
    assert_int_equal(floor_div(-8, 2), -4);
    assert_int_equal(floor_div(-1, 1000), -1);
    assert_int_equal(floor_div(0, 5), 0);
    assert_int_equal(floor_div(INT64_MIN, 2), INT64_MIN / 2);
    assert_int_equal(floor_div(INT64_MAX, 1), INT64_MAX);
    assert_int_equal(ceil_div(1, 100), 1);
    assert_int_equal(ceil_div(100, 100), 1);
    assert_int_equal(ceil_div(101, 100), 2);
    assert_int_equal(ceil_div(0, 100), 0);
    assert_int_equal(ceil_div(-1, 2), 0);
    for (int64_t a = -50; a <= 50; a++) {
        for (int64_t b = 1; b <= 12; b++) {
            int64_t q = floor_div(a, b);
            assert_true(q * b <= a && a < (q + 1) * b);
        }
    }
}

static void bounds_of_two(void **state)
{
    (void)state;
    assert_int_equal(min_of(-3, 2), -3);
    assert_int_equal(max_of(-3, 2), 2);
    assert_int_equal(clamp(11, 0, 10), 10);
    assert_int_equal(clamp(-1, 0, 10), 0);
    assert_int_equal(clamp(7, 0, 10), 7);
}

static void roots_around_squares(void **state)
{
    (void)state;
    static const int64_t roots[] = {2, 3, 10, 255, 256, 46340, 46341, 65536, 1000000, 2147483648, 3037000499};
    assert_int_equal(int_sqrt(0), 0);
    assert_int_equal(int_sqrt(1), 1);
    for (size_t i = 0; i < sizeof roots / sizeof roots[0]; i++) {
        int64_t r = roots[i];
        assert_int_equal(int_sqrt(r * r - 1), r - 1);
        assert_int_equal(int_sqrt(r * r), r);
        assert_int_equal(int_sqrt(r * r + 1), r);
    }
    assert_int_equal(int_sqrt(INT64_MAX), 3037000499);
}

static void contests_by_hand(void **state)
{
    (void)state;
    assert_int_equal(contest(0, 0), 500);
    assert_int_equal(contest(0, 1), 0);
    assert_int_equal(contest(1, 0), 1000);
    assert_int_equal(contest(2, 1), 800);
    assert_int_equal(contest(1, 3), 100);
    assert_int_equal(contest(3, 4), 360);
    assert_int_equal(contest(482400, 175500), 883); /* the battle of the rulebook */
    assert_int_equal(contest(1, 31), 1);            /* 1.04, rounded */
    assert_int_equal(contest(1, 45), 0);            /* 0.49 */
    assert_int_equal(contest(1, 44), 1);            /* 0.52 */
}

static void contests_of_equals_are_even(void **state)
{
    (void)state;
    for (int64_t force = 1; force > 0 && force < INT64_MAX / 3; force *= 3)
        assert_int_equal(contest(force, force), 500);
    assert_int_equal(contest(INT64_MAX, INT64_MAX), 500);
}

/* 12 attackers at the largest stocks and balance; the wall of 12 and the referee; and beyond all that. */
static void contests_of_the_largest(void **state)
{
    (void)state;
    static const int64_t forces[] = {0,
                                     1,
                                     (1 << 26) - 1,
                                     1 << 26,
                                     (1 << 26) + 1,
                                     (int64_t)100 * (12 * 3300000 + 100000),
                                     (int64_t)12 * 3000000 * 500,
                                     (int64_t)1 << 52,
                                     INT64_MAX - 1,
                                     INT64_MAX};
    enum { COUNT = sizeof forces / sizeof forces[0] };
    for (int a = 0; a < COUNT; a++) {
        for (int d = 0; d < COUNT; d++) {
            int64_t chance = contest(forces[a], forces[d]);
            assert_true(chance >= 0 && chance <= 1000);
            assert_in_range(chance + contest(forces[d], forces[a]), 1000, 1001);
            if (a > 0)
                assert_true(contest(forces[a - 1], forces[d]) <= chance || forces[d] == 0);
        }
    }
    assert_int_equal(contest(INT64_MAX, 1), 1000);
    assert_int_equal(contest(1, INT64_MAX), 0);
}

static void halving_keeps_the_odds(void **state)
{
    (void)state;
    int64_t a = (1 << 26) - 12345, d = (1 << 26) - 7654321;
    for (int shift = 0; shift < 37; shift++)
        assert_int_equal(contest(a << shift, d << shift), contest(a, d));
}

/* ln(q / (1 - q)) * 1000 at 5 %, 10 % ... 45 % */
static const int64_t log_odds[] = {-2944, -2197, -1735, -1386, -1099, -847, -619, -405, -201};

static void logit_at_the_table_points(void **state)
{
    (void)state;
    for (int k = 0; k < 9; k++) {
        assert_int_equal(logit(50 * (k + 1)), log_odds[k]);
        assert_int_equal(logit(1000 - 50 * (k + 1)), -log_odds[k]);
        assert_int_equal(sigmoid(log_odds[k]), 50 * (k + 1));
        assert_int_equal(sigmoid(-log_odds[k]), 1000 - 50 * (k + 1));
    }
    assert_int_equal(logit(500), 0);
    assert_int_equal(sigmoid(0), 500);
    assert_int_equal(logit(525), 100); /* half of 201, rounded down */
}

static void logit_and_sigmoid_are_clamped(void **state)
{
    (void)state;
    assert_int_equal(logit(-5000), logit(10));
    assert_int_equal(logit(0), logit(10));
    assert_int_equal(logit(5000), logit(990));
    assert_int_equal(sigmoid(INT64_MIN), 10);
    assert_int_equal(sigmoid(INT64_MAX), 990);
    assert_int_equal(sigmoid(-4600), 10);
    assert_int_equal(sigmoid(4600), 990);
}

static void sigmoid_inverts_logit(void **state)
{
    (void)state;
    for (int64_t permille = 11; permille <= 990; permille++) {
        assert_true(logit(permille) > logit(permille - 1));
        assert_in_range(sigmoid(logit(permille)), permille - 1, permille);
    }
    for (int64_t x = -4700; x <= 4700; x++) {
        assert_true(sigmoid(x) >= sigmoid(x - 1));
        assert_in_range(sigmoid(x), 10, 990);
    }
}

static void arms_have_two_values(void **state)
{
    (void)state;
    assert_int_equal(offence_value(1350, 1800, 0, 90, 70), 3015);
    assert_int_equal(defence_value(1350, 450, 0, 90, 70), 1755);
    assert_int_equal(offence_value(1000, 0, 0, 0, 70), 0);
    assert_int_equal(defence_value(0, 1000, 0, 0, 70), 0);
    assert_int_equal(offence_value(0, 0, 150, 0, 70), 105);
    assert_int_equal(defence_value(0, 0, 150, 0, 70), 105);
    assert_int_equal(offence_value(1, 0, 0, 50, 70), 0);
    assert_int_equal(defence_value(3, 1, 0, 50, 70), 3);
    assert_int_equal(offence_value(1000000, 1000000, 1000000, 100, 100), 3000000);
}

static void stakes(void **state)
{
    (void)state;
    assert_int_equal(stake_of(10, 30), 3);
    assert_int_equal(stake_of(7, 30), 3);
    assert_int_equal(stake_of(1, 1), 1);
    assert_int_equal(stake_of(0, 30), 0);
    assert_int_equal(stake_of(1000, 1), 10);
    assert_int_equal(stake_of(1000, 100), 1000);
    for (int64_t territory = 1; territory <= 1000; territory++)
        for (int64_t percent = 1; percent <= 100; percent += 11)
            assert_in_range(stake_of(territory, percent), 1, territory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(divisions_round_down),          cmocka_unit_test(bounds_of_two),
        cmocka_unit_test(roots_around_squares),          cmocka_unit_test(contests_by_hand),
        cmocka_unit_test(contests_of_equals_are_even),   cmocka_unit_test(contests_of_the_largest),
        cmocka_unit_test(halving_keeps_the_odds),        cmocka_unit_test(logit_at_the_table_points),
        cmocka_unit_test(logit_and_sigmoid_are_clamped), cmocka_unit_test(sigmoid_inverts_logit),
        cmocka_unit_test(arms_have_two_values),          cmocka_unit_test(stakes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
