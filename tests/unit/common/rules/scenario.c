#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/rules/scenario.h"

#include <stdio.h>
#include <string.h>

static void expect_refused(const struct scenario *scenario, const char *sentence)
{
    char memory[256];
    struct text why = text_over(memory, sizeof memory);
    assert_false(scenario_check(scenario, &why));
    assert_string_equal(memory, sentence);
}

static void expect_accepted(const struct scenario *scenario)
{
    char memory[256];
    struct text why = text_over(memory, sizeof memory);
    assert_true(scenario_check(scenario, &why));
    assert_string_equal(memory, "");
}

static struct scenario fresh(void)
{
    struct scenario scenario;
    scenario_init(&scenario, "fresh", 3);
    return scenario;
}

static void a_new_scenario_is_legal(void **state)
{
    (void)state;
    for (int n = ACTORS_MIN; n <= ACTORS_MAX; n++) {
        struct scenario scenario;
        scenario_init(&scenario, "new", n);
        expect_accepted(&scenario);
        assert_string_equal(scenario.name, "new");
        char last[NAME_SIZE];
        snprintf(last, sizeof last, "A%d", n - 1);
        assert_string_equal(scenario.actors[n - 1].name, last);
        assert_int_equal(scenario.actors[0].motive, MOTIVE_DRAWN);
        assert_int_equal(scenario.proximity[0][0], 0);
        assert_int_equal(scenario.proximity[0][n - 1], 100);
    }
}

static void a_long_name_is_cut(void **state)
{
    (void)state;
    struct scenario scenario;
    scenario_init(&scenario, "a-name-of-more-than-thirty-one-characters", 2);
    assert_int_equal(strlen(scenario.name), NAME_SIZE - 1);
}

static void parameters_are_described(void **state)
{
    (void)state;
    struct parameters p;
    for (int row = 0; row < PARAMETER_COUNT; row++) {
        const struct parameter_row *r = &parameter_rows[row];
        assert_true(r->low <= r->initial && r->initial <= r->high);
        assert_true(strlen(r->unit) > 0 && strlen(r->meaning) > 0);
        assert_int_equal(parameter_find(slice_of(r->name)), row);
        *parameter_at(&p, row) = row;
        assert_int_equal(parameter_get(&p, row), row);
    }
    assert_int_equal(parameter_find(slice_of("phi")), -1);
    assert_int_equal(p.balance, parameter_find(slice_of("balance")));
    assert_int_equal(p.gain[MOTIVE_FEARFUL], parameter_find(slice_of("gain_fearful")));
    assert_int_equal(p.prior[MOTIVE_FEARFUL - 1], parameter_find(slice_of("prior_fearful")));
    assert_int_equal(p.grace_turns, parameter_find(slice_of("grace_turns")));
    assert_int_equal(p.start_strike, parameter_find(slice_of("start_strike")));
    assert_int_equal(p.balance_high, parameter_find(slice_of("balance_high")));
    assert_int_equal(p.leak, PARAMETER_COUNT - 1);
}

/* Each parameter at, just below and just above its bounds. */
static void parameters_keep_their_bounds(void **state)
{
    (void)state;
    for (int row = 0; row < PARAMETER_COUNT; row++) {
        const struct parameter_row *r = &parameter_rows[row];
        struct scenario scenario = fresh();
        scenario.parameters.prior[0] = 0;
        scenario.parameters.balance_low = 20;
        scenario.parameters.balance_high = 400;
        int32_t *value = parameter_at(&scenario.parameters, row);
        const int32_t legal[] = {r->low, r->high}, illegal[] = {r->low - 1, r->high + 1};
        for (int side = 0; side < 2; side++) {
            char sentence[256];
            *value = legal[side];
            expect_accepted(&scenario);
            *value = illegal[side];
            snprintf(sentence, sizeof sentence, "%s is %d, allowed %d..%d", r->name, *value, r->low, r->high);
            expect_refused(&scenario, sentence);
        }
    }
}

static void parameters_agree_with_each_other(void **state)
{
    (void)state;
    struct scenario scenario = fresh();
    scenario.parameters.prior[0] = 600;
    scenario.parameters.prior[3] = 400;
    expect_accepted(&scenario);
    scenario.parameters.prior[1] = 1;
    expect_refused(&scenario, "the sum of the priors is 1001, allowed 0..1000");
    scenario = fresh();
    scenario.parameters.balance_low = 161;
    expect_refused(&scenario, "balance_low is above balance_high");
}

static void actors_keep_their_bounds(void **state)
{
    (void)state;
    struct scenario scenario = fresh();
    scenario.actor_count = 1;
    expect_refused(&scenario, "the number of actors is 1, allowed 2..12");
    scenario.actor_count = 13;
    expect_refused(&scenario, "the number of actors is 13, allowed 2..12");
    scenario = fresh();
    static const char *const names[] = {"", "a b", "a\nb", "a\x1b[2J", "a\xc2\x9b", "a\xc3", "a\u202e"};
    for (size_t x = 0; x < sizeof names / sizeof names[0]; x++) {
        strcpy(scenario.actors[2].name, names[x]);
        expect_refused(&scenario, "an actor's name is empty, or holds a blank or what does not print");
        strcpy(scenario.actors[2].name, "A\u00f1o");
        expect_accepted(&scenario);
        strcpy(scenario.name, names[x]);
        expect_refused(&scenario, "the scenario's name is empty, or holds a blank or what does not print");
        strcpy(scenario.name, "x");
    }
    scenario = fresh();
    scenario.actors[1].territory = 0;
    expect_refused(&scenario, "territory is 0, allowed 1..1000");
    scenario.actors[1].territory = 1001;
    expect_refused(&scenario, "territory is 1001, allowed 1..1000");
    scenario.actors[1].territory = 980;
    expect_accepted(&scenario);
    scenario.actors[1].territory = 981;
    expect_refused(&scenario, "the territory of all actors together is 1001, allowed 1..1000");
    scenario = fresh();
    scenario.actors[1].motive = MOTIVE_COUNT;
    expect_refused(&scenario, "motive is 5, allowed -1..4");
    scenario.actors[1].motive = -2;
    expect_refused(&scenario, "motive is -2, allowed -1..4");
    scenario = fresh();
    scenario.actors[0].rise = 21;
    expect_refused(&scenario, "rise is 21, allowed 0..20");
    scenario.actors[0].rise = -1;
    expect_refused(&scenario, "rise is -1, allowed 0..20");
    scenario = fresh();
    scenario.proximity[2][1] = 101;
    expect_refused(&scenario, "proximity is 101, allowed 0..100");
    scenario.proximity[2][1] = -1;
    expect_refused(&scenario, "proximity is -1, allowed 0..100");
}

static void pacts_are_between_two(void **state)
{
    (void)state;
    static const char between[] = "a pact is not between two different actors, the lower first";
    static const char kind[] = "a pact is of no known kind";
    static const char many[] = "there are more pacts or assessments than pairs of actors";
    static const struct {
        struct scenario_pact pact;
        const char *sentence;
    } cases[] = {
        {{1, 1, 2, 0}, between}, {{2, 1, 2, 0}, between}, {{-1, 1, 2, 0}, between}, {{0, 3, 2, 0}, between},
        {{0, 1, 0, 0}, kind},    {{0, 1, 4, 0}, kind},    {{0, 1, 2, 2}, kind},     {{0, 1, 2, -1}, kind},
    };
    struct scenario scenario = fresh();
    scenario.pact_count = 1;
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        scenario.pacts[0] = cases[c].pact;
        expect_refused(&scenario, cases[c].sentence);
    }
    scenario.pacts[0] = (struct scenario_pact){0, 2, PACT_UNCONDITIONAL, 1};
    expect_accepted(&scenario);
    scenario.pact_count = PACTS_MAX + 1;
    expect_refused(&scenario, many);
    scenario.pact_count = -1;
    expect_refused(&scenario, many);
    scenario.pact_count = 0;
    scenario.assessment_count = ASSESSMENTS_MAX + 1;
    expect_refused(&scenario, many);
    scenario.assessment_count = -1;
    expect_refused(&scenario, many);
}

static void assessments_are_about_others(void **state)
{
    (void)state;
    static const char other[] = "an assessment is not about another actor";
    struct scenario scenario = fresh();
    scenario.assessment_count = 1;
    static const struct scenario_assessment wrong[] = {
        {1, 1, 5}, {-1, 1, 5}, {3, 1, 5}, {1, -1, 5}, {1, 3, 5}};
    for (size_t c = 0; c < sizeof wrong / sizeof wrong[0]; c++) {
        scenario.assessments[0] = wrong[c];
        expect_refused(&scenario, other);
    }
    scenario.assessments[0] = (struct scenario_assessment){2, 0, 1001};
    expect_refused(&scenario, "an assessment is 1001, allowed 0..1000");
    scenario.assessments[0].permille = -1;
    expect_refused(&scenario, "an assessment is -1, allowed 0..1000");
    scenario.assessments[0].permille = 1000;
    expect_accepted(&scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_scenario_is_legal),
        cmocka_unit_test(a_long_name_is_cut),
        cmocka_unit_test(parameters_are_described),
        cmocka_unit_test(parameters_keep_their_bounds),
        cmocka_unit_test(parameters_agree_with_each_other),
        cmocka_unit_test(actors_keep_their_bounds),
        cmocka_unit_test(pacts_are_between_two),
        cmocka_unit_test(assessments_are_about_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
