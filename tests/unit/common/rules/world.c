#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/rules/arithmetic.h"
#include "common/rules/world.h"
#include "tests/unit/common/rules/stage.h"

static void actors_start_from_the_scenario(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage, "start", 3);
    stage.scenario.actors[1].territory = 25;
    stage.scenario.actors[1].motive = MOTIVE_PROTECTOR;
    stage_begin(&stage, NULL);
    const struct actor *actor = &stage.world.actors[1];
    assert_int_equal(actor->alive, 1);
    assert_int_equal(actor->motive, MOTIVE_PROTECTOR);
    assert_int_equal(actor->territory, 25);
    assert_int_equal(actor->start, 25);
    assert_int_equal(actor->productivity, 100);
    assert_int_equal(actor->fortify, 3750);
    assert_int_equal(actor->strike, 1250);
    assert_int_equal(actor->dual, 0);
    assert_int_equal(actor->base, 5000);
    assert_int_equal(actor->doctrine, 100);
    assert_int_equal(actor->posture, -1);
    assert_int_equal(actor->routine, -1);
    assert_int_equal(actor->declared_to, -1);
    assert_int_equal(stage.world.turn, 0);
    assert_int_equal(stage.world.end, END_RUNNING);
    assert_int_equal(stage.world.actors[3].alive, 0);
}

static void stocks_are_capped_at_the_start(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage, "capped", 2);
    stage.scenario.actors[0].territory = 990;
    stage.scenario.parameters.start_fortify = 100000;
    stage.scenario.parameters.start_strike = 100000;
    stage_begin(&stage, NULL);
    assert_int_equal(stage.world.actors[0].fortify, STOCK_MAX);
    assert_int_equal(stage.world.actors[0].base, 2 * STOCK_MAX);
    assert_int_equal(stage.world.actors[1].strike, 100000);
}

static struct siphash_key numbered_key(uint64_t number)
{
    return (struct siphash_key){number, ~number};
}

/* 3000 draws of one motive: five standard errors of a chance of 0.2 are 0.037. */
static void motives_are_drawn_by_the_priors(void **state)
{
    (void)state;
    struct scenario scenario;
    struct world world;
    int count[MOTIVE_COUNT] = {0};
    scenario_init(&scenario, "drawn", 3);
    for (int m = 0; m < MOTIVE_COUNT - 1; m++)
        scenario.parameters.prior[m] = 200;
    for (uint64_t k = 0; k < 1000; k++) {
        world_setup(&world, &scenario, numbered_key(k));
        for (int i = 0; i < 3; i++)
            count[world.actors[i].motive]++;
    }
    for (int m = 0; m < MOTIVE_COUNT; m++)
        assert_in_range(count[m], 600 - 111, 600 + 111);
    for (int m = 0; m < MOTIVE_COUNT - 1; m++)
        scenario.parameters.prior[m] = m == 2 ? 1000 : 0;
    world_setup(&world, &scenario, numbered_key(7));
    assert_int_equal(world.actors[2].motive, MOTIVE_PROTECTOR);
    scenario.parameters.prior[2] = 0;
    world_setup(&world, &scenario, numbered_key(7));
    assert_int_equal(world.actors[2].motive, MOTIVE_SECURITY_SEEKER);
}

static void empathy_is_spread_and_clamped(void **state)
{
    (void)state;
    struct scenario scenario;
    struct world world;
    scenario_init(&scenario, "empathy", 2);
    scenario.parameters.empathy = 60;
    scenario.parameters.empathy_spread = 10;
    int lowest = 100, highest = 0;
    for (uint64_t k = 0; k < 300; k++) {
        world_setup(&world, &scenario, numbered_key(k));
        lowest = (int)min_of(lowest, world.actors[1].empathy);
        highest = (int)max_of(highest, world.actors[1].empathy);
    }
    assert_int_equal(lowest, 50);
    assert_int_equal(highest, 70);
    scenario.parameters.empathy = 98;
    scenario.parameters.empathy_spread = 100;
    for (uint64_t k = 0; k < 300; k++) {
        world_setup(&world, &scenario, numbered_key(k));
        assert_in_range(world.actors[0].empathy, 0, 100);
    }
}

static void a_hidden_balance_is_drawn(void **state)
{
    (void)state;
    struct scenario scenario;
    struct world world;
    scenario_init(&scenario, "hidden", 2);
    scenario.parameters.balance = 100;
    scenario.parameters.perceived_balance = 140;
    scenario.parameters.balance_low = 90;
    scenario.parameters.balance_high = 93;
    world_setup(&world, &scenario, numbered_key(1));
    assert_int_equal(world.balance, 100);
    scenario.parameters.hidden_balance = 1;
    uint32_t seen = 0;
    for (uint64_t k = 0; k < 100; k++) {
        world_setup(&world, &scenario, numbered_key(k));
        assert_in_range(world.balance, 90, 93);
        assert_int_equal(world.actors[0].doctrine, 140);
        seen |= 1u << (world.balance - 90);
    }
    assert_int_equal(seen, 15);
}

static void pacts_and_assessments_at_the_start(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage, "pairs", 3);
    stage.scenario.pact_count = 1;
    stage.scenario.pacts[0] = (struct scenario_pact){0, 2, PACT_UNCONDITIONAL, 1};
    stage.scenario.assessment_count = 1;
    stage.scenario.assessments[0] = (struct scenario_assessment){2, 0, 900};
    stage.scenario.parameters.relation_start = -30;
    stage_begin(&stage, NULL);
    const struct relation(*r)[ACTORS_MAX] = stage.world.relations;
    assert_int_equal(r[0][2].pact, PACT_UNCONDITIONAL);
    assert_int_equal(r[2][0].pact, PACT_UNCONDITIONAL);
    assert_int_equal(r[0][2].secret, 1);
    assert_int_equal(r[2][0].secret, 1);
    assert_int_equal(r[0][1].pact, PACT_NONE);
    assert_int_equal(r[0][2].assess, logit(50));
    assert_int_equal(r[2][0].assess, logit(900));
    assert_int_equal(r[0][1].assess, logit(200));
    assert_int_equal(r[1][0].relation, -30);
    assert_int_equal(r[1][0].est_before, 2000);
    stage.scenario.parameters.mistrust = 0;
    stage_begin(&stage, NULL);
    assert_int_equal(stage.world.relations[0][1].assess, logit(10));
}

static void the_same_key_makes_the_same_world(void **state)
{
    (void)state;
    struct scenario scenario;
    static struct world first, again, other;
    scenario_init(&scenario, "same", 12);
    world_setup(&first, &scenario, numbered_key(5));
    world_setup(&again, &scenario, numbered_key(5));
    world_setup(&other, &scenario, numbered_key(6));
    assert_memory_equal(&first, &again, sizeof first);
    assert_memory_not_equal(first.relations, other.relations, sizeof first.relations);
}

static void derived_values(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage, "derived", 2);
    stage.scenario.parameters.fungibility = 90;
    stage.scenario.parameters.balance = 160;
    stage_begin(&stage, NULL);
    struct world *world = &stage.world;
    world->actors[0].territory = 13;
    world->actors[0].productivity = 117;
    assert_int_equal(world_income(world, 0), 15);
    stage_arms(&stage, 0, 1350, 1800, 0);
    stage_arms(&stage, 1, 1350, 450, 0);
    assert_int_equal(world_offence(world, 0), 3015);
    assert_int_equal(world_defence(world, 1), 1755);
    assert_int_equal(world_vulnerability(world, 1), 883);
    world->actors[1].mobilised = 2; /* last turn only */
    assert_int_equal(world_defence(world, 1), 1755);
    world->actors[1].mobilised = 1;
    assert_int_equal(world_defence(world, 1), 1930); /* a tenth more, rounded down */
    world->actors[1].tech = PROJECT_SPECIALISE;
    assert_int_equal(world_fungibility(world, 1), 70);
    world->scenario.parameters.fungibility = 10;
    assert_int_equal(world_fungibility(world, 1), 0);
}

static void technology_shifts_the_balance(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage, "technology", 2);
    stage_begin(&stage, NULL);
    struct world *world = &stage.world;
    assert_int_equal(world_balance(world, 0, 1), 100);
    world->actors[0].tech = PROJECT_STRIKE;
    assert_int_equal(world_balance(world, 0, 1), 110);
    assert_int_equal(world_balance(world, 1, 0), 100);
    world->actors[1].tech = PROJECT_FORTRESS;
    assert_int_equal(world_balance(world, 0, 1), 100);
    world->actors[0].tech = PROJECT_INTEL;
    assert_int_equal(world_balance(world, 0, 1), 90);
    world->balance = 20;
    world->scenario.parameters.tech_step = 100;
    assert_int_equal(world_balance(world, 0, 1), 1);
}

static void the_worst_in_reach_counts(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage, "worst", 4);
    stage_begin(&stage, NULL);
    struct world *world = &stage.world;
    world->scenario.parameters.fungibility = 0;
    for (int i = 0; i < 4; i++)
        stage_arms(&stage, i, 1000, 0, 0);
    assert_int_equal(world_vulnerability(world, 0), 0);
    stage_arms(&stage, 1, 0, 1000, 0);
    stage_arms(&stage, 2, 0, 3000, 0);
    assert_int_equal(world_vulnerability(world, 0), 900);
    world->scenario.proximity[2][0] = 0;
    assert_int_equal(world_vulnerability(world, 0), 500);
    world->scenario.proximity[2][0] = 100;
    world->actors[2].alive = 0;
    assert_int_equal(world_vulnerability(world, 0), 500);
    stage_pact(&stage, 0, 1, PACT_DEFENSIVE, 0);
    world->scenario.parameters.partner_threat = 50;
    assert_int_equal(world_vulnerability(world, 0), 250);
    stage_pact(&stage, 0, 1, PACT_NON_AGGRESSION, 0);
    assert_int_equal(world_vulnerability(world, 0), 500);
    world->scenario.parameters.referee_force = 2000;
    assert_int_equal(world_vulnerability(world, 0), 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(actors_start_from_the_scenario),
        cmocka_unit_test(stocks_are_capped_at_the_start),
        cmocka_unit_test(motives_are_drawn_by_the_priors),
        cmocka_unit_test(empathy_is_spread_and_clamped),
        cmocka_unit_test(a_hidden_balance_is_drawn),
        cmocka_unit_test(pacts_and_assessments_at_the_start),
        cmocka_unit_test(the_same_key_makes_the_same_world),
        cmocka_unit_test(derived_values),
        cmocka_unit_test(technology_shifts_the_balance),
        cmocka_unit_test(the_worst_in_reach_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
