/* How one looks to the others, by hand: what is seen, and what is thought of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/aids/looks.h"
#include "common/aids/suspicion.h"
#include "tests/unit/common/rules/stage.h"

#include <string.h>

/* Three who begin with 1500 fortify and 500 strike each; nothing wears, and only how much there is counts. */
static void begin(struct stage *stage)
{
    stage_init(stage, "looks", 3);
    struct parameters *p = &stage->scenario.parameters;
    p->depreciation = p->learn_mix = 0;
    p->fungibility = 50;
    p->noise = 100;
    stage_begin(stage, NULL);
}

static void look(struct stage *stage, struct view *view, struct looks *looks)
{
    view_of(&stage->world, 0, view);
    looks_of(view, &stage->book.orders[0], looks);
}

static void expect_arms(const struct arms *arms, int fortify, int strike, int dual)
{
    assert_int_equal(arms->fortify, fortify);
    assert_int_equal(arms->strike, strike);
    assert_int_equal(arms->dual, dual);
}

static void expect_effect(const struct act_effect *effect, int low, int high)
{
    assert_true(effect->is_used);
    assert_int_equal(effect->low, low);
    assert_int_equal(effect->high, high);
}

static void arms_blur_and_errors_widen(void **state)
{
    struct stage stage;
    struct view view;
    struct looks looks;
    (void)state;
    begin(&stage);
    stage_arms(&stage, 0, 1000, 200, 0);
    stage.book.orders[0].budget[LINE_CIVIL] = 6;
    stage.book.orders[0].budget[LINE_DUAL] = 4;
    stage.book.orders[0].open_books = 1 << 2;
    stage.world.actors[1].tech = PROJECT_INTEL;
    look(&stage, &view, &looks);
    expect_arms(&looks.mine_now, 1000, 200, 0);
    expect_arms(&looks.mine, 1000, 200, 400);
    expect_arms(&looks.blurred_now, 800, 400, 0); /* a quarter of each looks like the other */
    expect_arms(&looks.blurred, 800, 400, 400);
    assert_int_equal(looks.alike, 25);
    assert_false(looks.of[0].sees);
    assert_int_equal(looks.of[1].error, 50); /* sharper eyes */
    expect_arms(&looks.of[1].low, 760, 380, 380);
    expect_arms(&looks.of[1].high, 840, 420, 420);
    assert_int_equal(looks.of[2].error_now, 100);
    assert_int_equal(looks.of[2].error, 0); /* open books */
    expect_arms(&looks.of[2].now_high, 880, 440, 0);
    expect_arms(&looks.of[2].low, 800, 400, 400);
    assert_false(looks.moles);
    stage.world.scenario.parameters.leak = 100; /* a mole would see 1000 and 200 */
    look(&stage, &view, &looks);
    assert_true(looks.moles);
    expect_arms(&looks.of[2].low, 800, 200, 400);
    expect_arms(&looks.of[2].high, 1000, 400, 400);
}

static void peace_without_arms_changes_nothing(void **state)
{
    struct stage stage;
    struct view view;
    struct looks looks;
    (void)state;
    begin(&stage);
    stage.world.scenario.parameters.noise = 0;
    look(&stage, &view, &looks);
    assert_int_equal(looks.of[1].prior, 200);
    assert_int_equal(looks.of[1].standing, 200);
    expect_effect(&looks.of[1].acts[LOOK_LEVEL], 0, 0);
    expect_effect(&looks.of[1].all, 0, 0);
    for (int act = LOOK_LEVEL + 1; act < LOOK_ACT_COUNT; act++)
        assert_false(looks.of[1].acts[act].is_used);
}

/* A weight of 150 for arms twice those of the start: 2000. */
static void arms_bought_weigh_by_empathy(void **state)
{
    struct stage stage;
    struct view view;
    struct looks looks;
    struct orders *orders = &stage.book.orders[0];
    (void)state;
    begin(&stage);
    stage.world.scenario.parameters.noise = 0;
    orders->budget[LINE_CIVIL] = 0;
    orders->budget[LINE_FORTIFY] = 10;
    stage_arms(&stage, 2, 0, 9000, 0);
    world_estimate(&stage.world, NULL, NULL);
    look(&stage, &view, &looks);
    /* an eye of no empathy: 150 * 1000 / 2000. One of full empathy would want, strong as it may be by
     * now, 1.22 times its offence of 750 + 500 + 1000: 2745 against it and so understands 745 of the 1000
     * more */
    expect_effect(&looks.of[1].acts[LOOK_ARMS], 19, 75);
    expect_effect(&looks.of[2].acts[LOOK_ARMS], 0, 75); /* stronger, it understands all of it */
    expect_effect(&looks.of[1].acts[LOOK_LEVEL], 0, 0);
    expect_effect(&looks.of[1].all, 19, 75);
    stage.world.scenario.parameters.noise = 100; /* 3000 may look like 2700 and 3300, less 745 and 0 */
    stage.world.scenario.parameters.empathy = stage.world.scenario.parameters.empathy_spread = 0;
    look(&stage, &view, &looks);
    expect_effect(&looks.of[1].acts[LOOK_ARMS], 75, 75);
    expect_effect(&looks.of[1].all, 52, 97);
}

static void scrapping_and_mobilising_weigh(void **state)
{
    struct stage stage;
    struct view view;
    struct looks looks;
    struct orders *orders = &stage.book.orders[0];
    (void)state;
    begin(&stage);
    stage.world.scenario.parameters.noise = 0;
    stage.world.scenario.parameters.mobilisation = 1;
    orders->scrap = 2;
    orders->mobilise = 1;
    orders->budget[LINE_CIVIL] = 8;
    look(&stage, &view, &looks);
    expect_effect(&looks.of[1].acts[LOOK_SCRAP], -15, -15); /* 150 * -200 / 2000 */
    expect_effect(&looks.of[1].acts[LOOK_MOBILISE], 150, 150);
    expect_effect(&looks.of[1].all, -15, 135); /* unseen, or seen */
    assert_int_equal(looks.seen_mobilised, 800);
    stage.world.scenario.parameters.mobilise_seen = 1000;
    look(&stage, &view, &looks);
    expect_effect(&looks.of[1].all, 135, 135);
}

static void an_attack_is_remembered(void **state)
{
    struct stage stage;
    struct view view;
    struct looks looks;
    (void)state;
    begin(&stage);
    stage.world.scenario.parameters.noise = 0;
    stage.book.orders[0].attack = 2;
    look(&stage, &view, &looks);
    for (int k = 1; k < 3; k++) {
        expect_effect(&looks.of[k].acts[LOOK_ATTACK], 1200, 1200);
        /* from log-odds of -1386 to -186: 450 + 50 * 15 / 201 */
        assert_int_equal(looks.of[k].acts[LOOK_ATTACK].low_permille, 453 - 200);
        expect_effect(&looks.of[k].all, 1200, 1200);
    }
    stage.world.relations[2][0].attacked = 1; /* an answer counts half */
    look(&stage, &view, &looks);
    expect_effect(&looks.of[1].acts[LOOK_ATTACK], 600, 600);
    stage.book.orders[0].attack = -1;
    stage.world.relations[0][2].attacked = 2; /* one of them begun */
    stage.world.actors[0].begun = 1;
    look(&stage, &view, &looks);
    assert_int_equal(looks.begun, 1);
    assert_int_equal(looks.answered, 1);
    assert_int_equal(looks.of[1].prior, 200);
    assert_int_equal(looks.of[1].standing, 602); /* -1386 + 1800 = 414: 600 + 50 * 9 / 214 */
}

static void words_weigh_with_culture_only(void **state)
{
    struct stage stage;
    struct view view;
    struct looks looks;
    struct orders *orders = &stage.book.orders[0];
    (void)state;
    begin(&stage);
    stage.world.scenario.parameters.noise = 0;
    orders->declare = DECLARE_WARN;
    orders->declare_to = 1;
    orders->open_books = 1 << 2;
    orders->pact[2] = PACT_DEFENSIVE;
    look(&stage, &view, &looks);
    expect_effect(&looks.of[1].acts[LOOK_DECLARE], 0, 0);
    expect_effect(&looks.of[2].acts[LOOK_BOOKS], 0, 0);
    expect_effect(&looks.of[2].acts[LOOK_PACTS], 0, 0);
    stage.world.scenario.parameters.culture = 1;
    look(&stage, &view, &looks);
    assert_true(looks.of[1].acts[LOOK_DECLARE].high > 0); /* and no quiet turn */
    assert_true(looks.of[2].acts[LOOK_BOOKS].high < 0);
    expect_effect(&looks.of[2].acts[LOOK_DECLARE], 0, 0);
}

static void partners_and_the_dead(void **state)
{
    struct stage stage;
    struct view view;
    struct looks looks;
    (void)state;
    begin(&stage);
    stage.scenario.pact_count = 1;
    stage.scenario.pacts[0] = (struct scenario_pact){0, 1, PACT_DEFENSIVE, 0};
    stage_begin(&stage, NULL);
    stage.world.actors[2].alive = 0;
    look(&stage, &view, &looks);
    assert_int_equal(looks.of[1].prior, 50); /* ally_mistrust */
    assert_false(looks.of[2].sees);
    assert_false(looks.of[2].all.is_used);
    stage.world.actors[1].alive = 0; /* nobody is left to look */
    look(&stage, &view, &looks);
    expect_arms(&looks.blurred, 0, 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arms_blur_and_errors_widen),   cmocka_unit_test(peace_without_arms_changes_nothing),
        cmocka_unit_test(arms_bought_weigh_by_empathy), cmocka_unit_test(scrapping_and_mobilising_weigh),
        cmocka_unit_test(an_attack_is_remembered),      cmocka_unit_test(words_weigh_with_culture_only),
        cmocka_unit_test(partners_and_the_dead),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
