/* What counts for each motive, by the parameters of the world. */
#include "common/aids/points.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static int64_t points_for(const struct parameters *parameters, enum motive motive, const char *key)
{
    struct point list[POINTS_MAX];
    int count = points_of(parameters, motive, list);
    assert_in_range(count, 1, POINTS_MAX);
    for (int x = 0; x < count; x++)
        if (strcmp(list[x].key, key) == 0)
            return list[x].points;
    return INT64_MAX;
}

static void a_conquest_is_worth_what_the_motive_says(void **state)
{
    static const int64_t worth[MOTIVE_COUNT] = {10, 120, 60, 10, 10};
    struct scenario scenario;
    (void)state;
    scenario_init(&scenario, "duel", 2);
    for (int motive = 0; motive < MOTIVE_COUNT; motive++) {
        const struct parameters *p = &scenario.parameters;
        assert_int_equal(points_of_conquest(p, motive), worth[motive]);
        assert_int_equal(points_for(p, motive, "role_card.conquered"), worth[motive]);
        assert_int_equal(points_for(p, motive, "role_card.civil"), 10);
        assert_int_equal(points_for(p, motive, "role_card.lost"), -100);
        assert_int_equal(points_for(p, motive, "role_card.battle"), -75);
        assert_int_equal(points_for(p, motive, "role_card.failed"), -75);
        assert_int_equal(points_for(p, motive, "role_card.refused_defensive"), -25);
        assert_int_equal(points_for(p, motive, "role_card.refused_unconditional"), -50);
        assert_int_equal(points_for(p, motive, "role_card.breach"), -50);
        assert_int_equal(points_for(p, motive, "role_card.destroyed"), -p->elimination_cost);
        assert_int_equal(points_for(p, motive, "role_card.partner"),
                         motive == MOTIVE_PROTECTOR ? -50 : INT64_MAX);
    }
}

static void the_world_sets_the_prices(void **state)
{
    struct scenario scenario;
    (void)state;
    scenario_init(&scenario, "duel", 2);
    scenario.parameters.home_value = 33;
    scenario.parameters.gain[MOTIVE_LIMITED] = 65;
    scenario.parameters.protect_value = 50;
    scenario.parameters.civil_value = 7;
    assert_int_equal(points_of_conquest(&scenario.parameters, MOTIVE_LIMITED), 21);
    assert_int_equal(points_for(&scenario.parameters, MOTIVE_PROTECTOR, "role_card.partner"), -16);
    assert_int_equal(points_for(&scenario.parameters, MOTIVE_GREEDY, "role_card.lost"), -33);
    assert_int_equal(points_for(&scenario.parameters, MOTIVE_GREEDY, "role_card.civil"), 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_conquest_is_worth_what_the_motive_says),
        cmocka_unit_test(the_world_sets_the_prices),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
