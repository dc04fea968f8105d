#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/core/model.h"

#include <string.h>

static struct model model;

static int setup(void **state)
{
    (void)state;
    memset(&model, 0, sizeof model);
    return 0;
}

static void no_clock_means_no_limit(void **state)
{
    (void)state;
    assert_int_equal(model_seconds_left(&model, 5), -1);
    model.has_clock = true;
    model.clock = (struct wire_clock){.state = CLOCK_OPEN, .remaining_ms = -1};
    assert_int_equal(model_seconds_left(&model, 5), -1);
}

static void an_open_turn_runs_down(void **state)
{
    (void)state;
    model.has_clock = true;
    model.clock = (struct wire_clock){.state = CLOCK_OPEN, .remaining_ms = 10000};
    model.clock_read_ms = 1000;
    assert_int_equal(model_seconds_left(&model, 1000), 10);
    assert_int_equal(model_seconds_left(&model, 1001), 10);
    assert_int_equal(model_seconds_left(&model, 2000), 9);
    assert_int_equal(model_seconds_left(&model, 10999), 1);
    assert_int_equal(model_seconds_left(&model, 11000), 0);
    assert_int_equal(model_seconds_left(&model, 999999), 0);
    assert_int_equal(model_seconds_left(&model, 500), 10);
}

static void a_pause_stands_still(void **state)
{
    (void)state;
    model.has_clock = true;
    model.clock = (struct wire_clock){.state = CLOCK_PAUSED, .remaining_ms = 10000};
    model.clock_read_ms = 1000;
    assert_int_equal(model_seconds_left(&model, 61000), 10);
}

static void states_have_the_names_of_the_briefing(void **state)
{
    (void)state;
    assert_string_equal(model_state_name(&model, 0), "?");
    scenario_init(&model.briefing.scenario, "duel", 2);
    model.has_briefing = true;
    assert_string_equal(model_state_name(&model, 0), "A0");
    assert_string_equal(model_state_name(&model, 1), "A1");
    assert_string_equal(model_state_name(&model, 2), "?");
    assert_string_equal(model_state_name(&model, -1), "?");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(no_clock_means_no_limit, setup),
        cmocka_unit_test_setup(an_open_turn_runs_down, setup),
        cmocka_unit_test_setup(a_pause_stands_still, setup),
        cmocka_unit_test_setup(states_have_the_names_of_the_briefing, setup),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
