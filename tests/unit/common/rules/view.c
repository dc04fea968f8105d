#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/rules/arithmetic.h"
#include "common/rules/view.h"
#include "tests/unit/common/rules/stage.h"

#include <string.h>

static struct view view_from(const struct stage *stage, int me)
{
    struct view view;
    view_of(&stage->world, me, &view);
    return view;
}

static void motives_of_others_are_hidden(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage, "motives", 3);
    stage.scenario.actors[1].motive = MOTIVE_GREEDY;
    stage.scenario.actors[2].motive = MOTIVE_DRAWN;
    stage_begin(&stage, NULL);
    struct view view = view_from(&stage, 1);
    assert_int_equal(view.own.motive, MOTIVE_GREEDY);
    assert_int_equal(view.scenario.actors[0].motive, MOTIVE_DRAWN);
    assert_int_equal(view.scenario.actors[1].motive, MOTIVE_GREEDY);
    assert_int_equal(view.scenario.actors[2].motive, MOTIVE_DRAWN);
    view = view_from(&stage, 0);
    assert_int_equal(view.own.motive, MOTIVE_SECURITY_SEEKER);
    assert_int_equal(view.scenario.actors[1].motive, MOTIVE_DRAWN);
}

static void the_believed_balance_stands_for_the_true_one(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage, "belief", 2);
    stage.scenario.parameters.balance = 60;
    stage.scenario.parameters.perceived_balance = 160;
    stage_begin(&stage, NULL);
    struct view view = view_from(&stage, 0);
    assert_int_equal(view.balance, 160);
    assert_int_equal(view.scenario.parameters.balance, 160);
    assert_int_equal(view.scenario.parameters.perceived_balance, 0);
    stage.world.actors[0].tech = PROJECT_STRIKE;
    stage.world.actors[1].tech = PROJECT_FORTRESS;
    view = view_from(&stage, 0);
    assert_int_equal(view_balance(&view, 0, 1), 160);
    stage.world.actors[1].tech = 0;
    view = view_from(&stage, 0);
    assert_int_equal(view_balance(&view, 0, 1), 170);
    assert_int_equal(view_balance(&view, 1, 0), 160);
}

static void secret_pacts_are_for_the_parties(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage, "secret", 4);
    stage.scenario.pact_count = 2;
    stage.scenario.pacts[0] = (struct scenario_pact){0, 1, PACT_DEFENSIVE, 1};
    stage.scenario.pacts[1] = (struct scenario_pact){2, 3, PACT_NON_AGGRESSION, 0};
    stage_begin(&stage, NULL);
    for (int me = 0; me < 4; me++) {
        struct view view = view_from(&stage, me);
        int known = me < 2 ? PACT_DEFENSIVE : PACT_NONE;
        assert_int_equal(view.pact[0][1], known);
        assert_int_equal(view.pact[1][0], known);
        assert_int_equal(view.pact[2][3], PACT_NON_AGGRESSION);
        assert_int_equal(view.scenario.pact_count, me < 2 ? 2 : 1);
        assert_int_equal(view.my_secret[me ^ 1], me < 2);
    }
}

static void a_mole_tells_secret_pacts(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage, "mole", 4);
    stage_begin(&stage, NULL);
    stage_pact(&stage, 0, 1, PACT_UNCONDITIONAL, 1);
    stage.world.relations[2][1].leaked = 1;
    struct view view = view_from(&stage, 2);
    assert_int_equal(view.leaked[1], 1);
    assert_int_equal(view.pact[0][1], PACT_UNCONDITIONAL);
    assert_int_equal(view.pact[1][0], PACT_UNCONDITIONAL);
    view = view_from(&stage, 3);
    assert_int_equal(view.leaked[1], 0);
    assert_int_equal(view.pact[0][1], PACT_NONE);
}

static void estimates_and_assessments_are_ones_own(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage, "estimates", 3);
    stage.scenario.assessment_count = 2;
    stage.scenario.assessments[0] = (struct scenario_assessment){0, 1, 700};
    stage.scenario.assessments[1] = (struct scenario_assessment){1, 0, 100};
    stage_begin(&stage, NULL);
    struct relation *mine = &stage.world.relations[0][1];
    *mine = (struct relation){.est_fortify = 1,
                              .est_strike = 2,
                              .est_dual = 3,
                              .est_before = 4,
                              .assess = (int32_t)logit(700),
                              .seen_mobilised = 1};
    struct view view = view_from(&stage, 0);
    assert_int_equal(view.est_fortify[1], 1);
    assert_int_equal(view.est_strike[1], 2);
    assert_int_equal(view.est_dual[1], 3);
    assert_int_equal(view.est_before[1], 4);
    assert_int_equal(view.seen_mobilised[1], 1);
    assert_int_equal(view.assessment[0], 0);
    assert_int_equal(view.assessment[1], 700);
    assert_int_equal(view.scenario.assessment_count, 1);
    assert_int_equal(view.scenario.assessments[0].permille, 700);
}

static void offers_are_for_both_sides(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage, "offers", 3);
    stage_begin(&stage, NULL);
    stage.world.relations[0][1].offer = PACT_DEFENSIVE;
    stage.world.relations[0][1].offer_secret = 1;
    stage.world.relations[0][1].opened = 1;
    struct view view = view_from(&stage, 0);
    assert_int_equal(view.offer_out[1], PACT_DEFENSIVE);
    assert_int_equal(view.offer_out_secret[1], 1);
    assert_int_equal(view.offer_in[1], 0);
    view = view_from(&stage, 1);
    assert_int_equal(view.offer_in[0], PACT_DEFENSIVE);
    assert_int_equal(view.offer_in_secret[0], 1);
    assert_int_equal(view.opened[0], 1);
    view = view_from(&stage, 2);
    for (int j = 0; j < 3; j++)
        assert_int_equal(view.offer_in[j] | view.offer_out[j] | view.opened[j], 0);
}

static void public_facts_and_own_state(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage, "public", 2);
    stage_begin(&stage, NULL);
    struct actor *other = &stage.world.actors[1];
    other->territory = 7;
    other->kept = 1;
    other->refused = 2;
    other->broken = 3;
    other->begun = 4;
    other->tech = PROJECT_INTEL;
    other->declared = DECLARE_WARN;
    other->declared_to = 0;
    stage.world.relations[1][0].attacked = 5;
    stage.world.relations[1][0].relation = -6;
    stage.world.actors[0].score = -77;
    stage.world.actors[0].productivity = 150;
    stage.world.actors[0].budget[LINE_INTEL] = 8;
    struct view view = view_from(&stage, 0);
    assert_int_equal(view.territory[1], 7);
    assert_int_equal(view.start[1], 10);
    assert_int_equal(view.base[1], 2000);
    assert_int_equal(view.kept[1], 1);
    assert_int_equal(view.refused[1], 2);
    assert_int_equal(view.broken[1], 3);
    assert_int_equal(view.begun[1], 4);
    assert_int_equal(view.tech[1], PROJECT_INTEL);
    assert_int_equal(view.declared[1], DECLARE_WARN);
    assert_int_equal(view.declared_to[1], 0);
    assert_int_equal(view.attacked[1][0], 5);
    assert_int_equal(view.relation[1][0], -6);
    assert_int_equal(view.own.score, -77);
    assert_int_equal(view.own.productivity, 150);
    assert_int_equal(view.own.budget[LINE_INTEL], 8);
    assert_int_equal(view.income, 15);
}

/* Estimates of 1000 : wall gives the chance; steps at the goal, +150 and +350. */
static void the_band_is_felt_from_estimates(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage, "band", 2);
    stage_begin(&stage, NULL);
    stage.world.scenario.parameters.fungibility = 0;
    stage.world.relations[0][1].est_strike = 1000;
    stage_arms(&stage, 1, 0, 900000, 0); /* the truth does not matter */
    static const struct {
        int goal, band;
    } cases[] = {{500, 0}, {499, 1}, {350, 1}, {349, 2}, {150, 2}, {149, 3}};
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        stage_arms(&stage, 0, 1000, 0, 0);
        stage.world.scenario.parameters.security_goal = cases[c].goal;
        assert_int_equal(view_from(&stage, 0).band, cases[c].band);
    }
    stage.world.scenario.proximity[1][0] = 0;
    assert_int_equal(view_from(&stage, 0).band, 0);
    stage.world.scenario.proximity[1][0] = 100;
    stage_pact(&stage, 0, 1, PACT_DEFENSIVE, 0);
    stage.world.scenario.parameters.partner_threat = 0;
    assert_int_equal(view_from(&stage, 0).band, 0);
    stage.world.actors[0].mobilised = 1; /* raises the own wall: 1000 against 1100 gives 452 */
    stage.world.scenario.parameters.partner_threat = 100;
    stage.world.scenario.parameters.security_goal = 452;
    assert_int_equal(view_from(&stage, 0).band, 0);
    stage.world.scenario.parameters.security_goal = 451;
    assert_int_equal(view_from(&stage, 0).band, 1);
}

static void worth_of_arms_as_seen(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage, "worth", 2);
    stage.scenario.parameters.fungibility = 90;
    stage_begin(&stage, NULL);
    stage_arms(&stage, 0, 1350, 1800, 0);
    stage.world.relations[0][1].est_fortify = 1350;
    stage.world.relations[0][1].est_strike = 450;
    stage.world.relations[0][1].est_dual = 100;
    struct view view = view_from(&stage, 0);
    assert_int_equal(view_offence(&view, 0), 3015);
    assert_int_equal(view_defence(&view, 1), 1755 + 70);
    stage.world.actors[1].tech = PROJECT_SPECIALISE;
    view = view_from(&stage, 0);
    assert_int_equal(view_fungibility(&view, 1), 70);
    assert_int_equal(view_defence(&view, 1), 1350 + 315 + 70);
    assert_int_equal(view_fungibility(&view, 0), 90);
}

static void the_dead_may_look(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage, "dead", 3);
    stage_begin(&stage, NULL);
    stage.world.actors[2].alive = 0;
    struct view view = view_from(&stage, 2);
    assert_int_equal(view.me, 2);
    assert_int_equal(view.alive[2], 0);
    assert_int_equal(view.alive[0], 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(motives_of_others_are_hidden),
        cmocka_unit_test(the_believed_balance_stands_for_the_true_one),
        cmocka_unit_test(secret_pacts_are_for_the_parties),
        cmocka_unit_test(a_mole_tells_secret_pacts),
        cmocka_unit_test(estimates_and_assessments_are_ones_own),
        cmocka_unit_test(offers_are_for_both_sides),
        cmocka_unit_test(public_facts_and_own_state),
        cmocka_unit_test(the_band_is_felt_from_estimates),
        cmocka_unit_test(worth_of_arms_as_seen),
        cmocka_unit_test(the_dead_may_look),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
