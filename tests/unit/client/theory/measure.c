/* Games on the reference's dice, and what is counted in them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/theory/bots.h"
#include "client/theory/measure.h"

#include <string.h>

static const struct theory_run reference = {.scenarios = "", .seed = 0, .percent = 100};
static const struct theory_run held_out = {.scenarios = "", .seed = 7, .percent = 100};

static void keys_are_those_of_the_reference(void **state)
{
    static const struct {
        const struct theory_run *run;
        uint32_t base, x;
        uint64_t low, high;
    } cases[] = {
        {&reference, 1, 0, UINT64_C(0xe1ba37dc636a0449), UINT64_C(0x895ac6fed252eb91)},
        {&reference, 1, 499, UINT64_C(0x0f0f24a923d67c29), UINT64_C(0x384eb9a0b89b019d)},
        {&held_out, 1, 3, UINT64_C(0x6173cd42db55b536), UINT64_C(0xdacb9b48ecfb775a)},
        {&reference, 23, 70000, UINT64_C(0x7dff4335e9193468), UINT64_C(0x4b593fcd00126f8e)},
    };
    (void)state;
    for (size_t x = 0; x < sizeof cases / sizeof cases[0]; x++) {
        struct siphash_key key = theory_key(cases[x].run, cases[x].base, cases[x].x);
        assert_true(key.low == cases[x].low && key.high == cases[x].high);
    }
}

static struct siphash_key seen_key;

static void play_and_tell_key(const struct view *view, struct siphash_key key, struct orders *orders)
{
    seen_key = key;
    seeker_play(view, &seeker_style_default, orders);
}

static const struct bot teller = {"teller", "tells its key", play_and_tell_key};

static void bots_draw_from_the_digits_read_backwards(void **state)
{
    (void)state;
    struct scenario scenario = theory_duel(4);
    struct line_up line_up = {{&teller}};
    struct world world;
    theory_play(&reference, 1, 0, &scenario, &line_up, NULL, NULL, &world);
    assert_true(seen_key.low == UINT64_C(0x19be252def6ca598) &&
                seen_key.high == UINT64_C(0x9440a636cd73ab1e));
}

static void worlds_have_the_conditions_of_jervis(void **state)
{
    static const int32_t expected[4][2] = {{160, 90}, {60, 90}, {160, 10}, {60, 10}};
    (void)state;
    for (int world = 1; world <= 4; world++) {
        struct scenario scenario = theory_duel(world);
        assert_int_equal(scenario.actor_count, 2);
        assert_int_equal(scenario.parameters.balance, expected[world - 1][0]);
        assert_int_equal(scenario.parameters.fungibility, expected[world - 1][1]);
    }
}

/* Two seekers who never arm and never fight. */
static void peace_is_counted_as_peace(void **state)
{
    (void)state;
    struct scenario scenario = theory_duel(4);
    struct line_up line_up = {{theory_bot("pacifist"), theory_bot("pacifist")}};
    scenario.actors[0].motive = scenario.actors[1].motive = MOTIVE_SECURITY_SEEKER;
    struct measure m = theory_measure(&reference, &scenario, 10, &line_up);
    assert_float_equal(sample_value(&m.war), 0, 0);
    assert_float_equal(sample_value(&m.burden), 0, 0);
    assert_float_equal(sample_value(&m.attacks), 0, 0);
    assert_float_equal(sample_value(&m.eliminated), 0, 0);
    assert_float_equal(sample_value(&m.turns), scenario.parameters.max_turns, 0);
    assert_float_equal(sample_value(&m.mistrust), 1, 0); /* the least that the assessment knows */
    assert_float_equal(sample_value(&m.seekers), sample_value(&m.focal), 1e-9);
    assert_int_equal(m.first_war.count, 0);
    assert_int_equal(m.greedy.b, 0);
    assert_int_equal(m.war.count, 10);
}

/* Seat 0 attacks as soon as it may, whatever happens: a seeker a seeker, so that it is a tragedy. */
static void war_is_counted_as_war(void **state)
{
    (void)state;
    struct scenario scenario = theory_duel(4);
    struct line_up line_up = {{&theory_marcher, theory_bot("pacifist")}};
    scenario.actors[0].motive = scenario.actors[1].motive = MOTIVE_SECURITY_SEEKER;
    struct measure m = theory_measure(&reference, &scenario, 10, &line_up);
    int32_t first = scenario.parameters.grace_turns + 1;
    assert_float_equal(sample_value(&m.war), 100, 0);
    assert_float_equal(sample_value(&m.tragedy), 100, 0);
    assert_float_equal(sample_value(&m.first_war), first, 0);
    assert_float_equal(sample_value(&m.holder_begins), 0, 0);
    assert_float_equal(sample_value(&m.belligerents), 2, 0);
    assert_float_equal(sample_value(&m.rival_burden), 0, 0);
    assert_true(sample_value(&m.burden) > 0);
    /* an attack a turn, from the first allowed one until the world ends */
    assert_float_equal(sample_value(&m.attacks), sample_value(&m.turns) - first + 1, 1e-9);
    scenario.actors[0].motive = MOTIVE_GREEDY;
    m = theory_measure(&reference, &scenario, 10, &line_up);
    assert_float_equal(sample_value(&m.war), 100, 0);
    assert_float_equal(sample_value(&m.tragedy), 0, 0);
    assert_int_equal(m.greedy.b, 10);
}

/* The front is attacked, both of its partners always come. */
static void calls_are_counted(void **state)
{
    (void)state;
    struct scenario scenario;
    scenario_init(&scenario, "calls", 3);
    scenario.parameters.max_turns = scenario.parameters.grace_turns + 1;
    for (int i = 0; i < 3; i++)
        scenario.actors[i].motive = i == 0 ? MOTIVE_GREEDY : MOTIVE_SECURITY_SEEKER;
    scenario.pacts[scenario.pact_count++] = (struct scenario_pact){1, 2, PACT_DEFENSIVE, 0};
    struct line_up loyal = {{&theory_marcher, theory_bot("pacifist"), theory_bot("loyal_ally")}};
    struct measure m = theory_measure(&reference, &scenario, 10, &loyal);
    assert_float_equal(sample_value(&m.calls), 1, 0);
    assert_float_equal(sample_value(&m.honour), 100, 0);
    assert_float_equal(sample_value(&m.belligerents), 3, 0);
    struct line_up passing = {{&theory_marcher, theory_bot("pacifist"), theory_bot("buck_passer")}};
    m = theory_measure(&reference, &scenario, 10, &passing);
    assert_float_equal(sample_value(&m.calls), 1, 0);
    assert_float_equal(sample_value(&m.honour), 0, 0);
    assert_float_equal(sample_value(&m.belligerents), 2, 0);
}

static void world_1_has_the_figures_of_the_rulebook(void **state)
{
    (void)state;
    char memory[256];
    struct text measured = text_over(memory, sizeof memory);
    struct scenario scenario = theory_duel(1);
    struct measure m = theory_measure(&reference, &scenario, 500, NULL);
    assert_true(FIGURES(&reference, &measured, 500, "{58.2} {21.8} {65.2} {41.0} {-386.5} {135.1}", &m.war,
                        &m.tragedy, &m.burden, &m.mistrust, &m.seekers, &m.greedy));
    /* and other dice give others, near to them */
    m = theory_measure(&held_out, &scenario, 500, NULL);
    assert_true(FIGURES(&held_out, &measured, 500, "{58.2} {21.8} {65.2} {41.0} {-386.5} {135.1}", &m.war,
                        &m.tragedy, &m.burden, &m.mistrust, &m.seekers, &m.greedy));
    measured = text_over(memory, sizeof memory);
    FIGURES(&held_out, &measured, 500, "{56.0} {20.2} {65.3} {39.7} {-356.1} {72.6}", &m.war, &m.tragedy,
            &m.burden, &m.mistrust, &m.seekers, &m.greedy);
    assert_string_equal(memory, "56.0 20.2 65.3 39.7 -356.1 72.6");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_are_those_of_the_reference),
        cmocka_unit_test(bots_draw_from_the_digits_read_backwards),
        cmocka_unit_test(worlds_have_the_conditions_of_jervis),
        cmocka_unit_test(peace_is_counted_as_peace),
        cmocka_unit_test(war_is_counted_as_war),
        cmocka_unit_test(calls_are_counted),
        cmocka_unit_test(world_1_has_the_figures_of_the_rulebook),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
