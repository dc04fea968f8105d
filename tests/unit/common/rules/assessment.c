#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/rules/arithmetic.h"
#include "tests/unit/common/rules/stage.h"

/* Arms can be told apart, nothing wears, figures are exact, empathy is 50 for all. */
static void begin(struct stage *stage, int n)
{
    stage_init(stage, "assessment", n);
    stage->scenario.parameters.depreciation = 0;
    stage->scenario.parameters.noise = 0;
    stage->scenario.parameters.fungibility = 0;
    stage->scenario.parameters.empathy_spread = 0;
    stage_begin(stage, NULL);
}

static int change(const struct stage *stage, int i, int j)
{
    return stage->world.relations[i][j].assess - (int)logit(200);
}

/* Half strike arms say nothing, each percent more 50 milli-nats, 600 at most; the level is that of the start.
 */
static void the_mix_of_arms_tells(void **state)
{
    (void)state;
    static const struct {
        int fortify, strike, change;
    } cases[] = {{1000, 1000, 0}, {900, 1100, 250}, {1100, 900, -250}, {0, 2000, 600}, {2000, 0, -600}};
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        struct stage stage;
        begin(&stage, 2);
        stage_arms(&stage, 1, cases[c].fortify, cases[c].strike, 0);
        stage_resolve(&stage);
        assert_int_equal(change(&stage, 0, 1), cases[c].change);
    }
}

static void what_serves_both_ends_tells_nothing(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage, 2);
    stage.world.scenario.parameters.fungibility = 100;
    stage_arms(&stage, 1, 0, 2000, 0);
    stage_resolve(&stage);
    assert_int_equal(change(&stage, 0, 1), 0);
}

/* Up to 150 for a doubling, -100 at most for disarming; half strike throughout. */
static void the_level_of_arms_tells(void **state)
{
    (void)state;
    static const struct {
        int each, empathy, my_strike, change;
    } cases[] = {
        {1500, 0, 500, 75},    {2000, 0, 500, 150}, {90000, 0, 500, 150},
        {900, 0, 500, -15},    {0, 0, 500, -100},   {1500, 50, 500, 75}, /* I threaten nobody: no excuse */
        {1500, 50, 2000, 58},  /* needed 2440: half of 440 is taken off 1000 */
        {1500, 100, 9000, 0},  /* all of it is because of me */
        {900, 100, 9000, -15}, /* nothing to excuse */
    };
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        struct stage stage;
        begin(&stage, 2);
        stage.world.scenario.parameters.learn_mix = 0;
        stage.world.actors[0].empathy = cases[c].empathy;
        stage_arms(&stage, 0, 0, cases[c].my_strike, 0);
        stage_arms(&stage, 1, cases[c].each, cases[c].each, 0);
        stage_resolve(&stage);
        assert_int_equal(change(&stage, 0, 1), cases[c].change);
    }
}

/* Only attacks and mobilisation change anything here: the parts that look at arms are switched off. */
static void begin_deaf(struct stage *stage)
{
    begin(stage, 4);
    stage->world.scenario.parameters.learn_mix = 0;
    stage->world.scenario.parameters.learn_level = 0;
}

static void attacks_tell_everybody(void **state)
{
    (void)state;
    struct stage stage;
    begin_deaf(&stage);
    stage.book.orders[0].attack = 1;
    stage_resolve(&stage);
    assert_int_equal(change(&stage, 1, 0), 1200);
    assert_int_equal(change(&stage, 2, 0), 1200);
    assert_int_equal(change(&stage, 0, 1), 0);
    stage.book.orders[1].attack = 0; /* in return */
    stage_resolve(&stage);
    assert_int_equal(change(&stage, 3, 1), 600);
}

static void mutual_attacks_and_called_ones_tell_half(void **state)
{
    (void)state;
    struct stage stage;
    begin_deaf(&stage);
    stage_pact(&stage, 0, 2, PACT_UNCONDITIONAL, 0);
    stage.book.orders[0].attack = 1;
    stage.book.orders[1].attack = 0;
    stage_resolve(&stage);
    for (int j = 0; j < 3; j++)
        assert_int_equal(change(&stage, 3, j), 600);
}

static void mobilisation_seen_tells_its_watchers(void **state)
{
    (void)state;
    struct stage stage;
    begin_deaf(&stage);
    struct parameters *p = &stage.world.scenario.parameters;
    p->mobilisation = 1;
    p->mobilise_seen = 1000;
    p->mobilise_cost = 0;
    stage.world.scenario.proximity[0][2] = stage.world.scenario.proximity[2][0] = 0;
    stage_arms(&stage, 0, 1000, 1000, 0); /* as many as at the start, half and half */
    p->learn_level = 150;
    stage.book.orders[0].mobilise = 1;
    stage_resolve(&stage);
    assert_int_equal(change(&stage, 1, 0), 150);
    assert_int_equal(change(&stage, 2, 0), 0);
}

static void log_odds_are_bounded(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage, 2);
    stage.world.scenario.parameters.learn_attack = 5000;
    stage.book.orders[0].attack = 1;
    for (int turn = 0; turn < 3; turn++)
        stage_resolve(&stage);
    stage.world.relations[0][1].assess = -4600;
    stage_arms(&stage, 1, 10, 0, 0);
    stage.book.orders[0].attack = 1;
    stage_resolve(&stage);
    assert_int_equal(stage.world.relations[1][0].assess, 4600);
    assert_int_equal(stage.world.relations[0][1].assess, -4600);
}

static void relations_move_with_public_acts(void **state)
{
    (void)state;
    struct stage stage;
    begin_deaf(&stage);
    stage.world.scenario.parameters.culture = 1;
    stage_pact(&stage, 1, 2, PACT_DEFENSIVE, 0);
    stage_pact(&stage, 1, 3, PACT_DEFENSIVE, 1);
    stage.world.relations[2][3].relation = stage.world.relations[3][2].relation = -80;
    stage.book.orders[2].attack = 3;
    stage.book.orders[0].declare = DECLARE_WARN;
    stage.book.orders[0].declare_to = 2;
    stage.book.orders[0].open_books = 2;
    stage_resolve(&stage);
    const struct relation(*r)[ACTORS_MAX] = stage.world.relations;
    assert_int_equal(r[0][1].relation, 7);    /* quiet 2, books 5 */
    assert_int_equal(r[0][2].relation, -5);   /* a warning */
    assert_int_equal(r[0][3].relation, 2);    /* quiet */
    assert_int_equal(r[1][2].relation, 5);    /* quiet 2, public pact 3 */
    assert_int_equal(r[1][3].relation, 2);    /* a secret pact is no public act */
    assert_int_equal(r[2][3].relation, -100); /* -120, clamped */
    for (int i = 0; i < 4; i++)
        for (int j = 0; j < 4; j++)
            assert_int_equal(r[i][j].relation, r[j][i].relation);
    /* pulled a twentieth of the way to the log-odds of 250 - 2 * relation */
    assert_int_equal(change(&stage, 0, 1), floor_div(logit(236) - logit(200), 20));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_mix_of_arms_tells),
        cmocka_unit_test(what_serves_both_ends_tells_nothing),
        cmocka_unit_test(the_level_of_arms_tells),
        cmocka_unit_test(attacks_tell_everybody),
        cmocka_unit_test(mutual_attacks_and_called_ones_tell_half),
        cmocka_unit_test(mobilisation_seen_tells_its_watchers),
        cmocka_unit_test(log_odds_are_bounded),
        cmocka_unit_test(relations_move_with_public_acts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
