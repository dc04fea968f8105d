#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/common/rules/stage.h"

static void begin(struct stage *stage, int n)
{
    stage_init(stage, "coalition", n);
    stage_begin(stage, NULL);
}

/* 0 attacks 4; 1 is bound to 0, 2 to 1 and 3 to 2, the last in secret. */
static void begin_chain(struct stage *stage)
{
    begin(stage, 5);
    stage_pact(stage, 0, 1, PACT_UNCONDITIONAL, 0);
    stage_pact(stage, 1, 2, PACT_UNCONDITIONAL, 0);
    stage_pact(stage, 2, 3, PACT_UNCONDITIONAL, 1);
    stage->book.orders[0].attack = 4;
}

static void a_chain_pulls_in_link_by_link(void **state)
{
    (void)state;
    struct stage stage;
    begin_chain(&stage);
    stage_resolve(&stage);
    EXPECT_EVENT(&stage, 0, 31, EVENT_CALLED_ATTACK, 1, 0, 4, 1);
    EXPECT_EVENT(&stage, 1, 31, EVENT_CALLED_ATTACK, 2, 1, 4, 1);
    EXPECT_EVENT(&stage, 2, 31, EVENT_CALLED_ATTACK, 3, 2, 4, 1);
    EXPECT_EVENT(&stage, 0, 31, EVENT_EXPOSED, 3, 2, PACT_UNCONDITIONAL);
    assert_int_equal(stage.world.relations[2][3].secret, 0);
    assert_int_equal(stage_count(&stage, EVENT_ATTACK), 4);
    EXPECT_EVENT(&stage, 0, 31, EVENT_ATTACK, 0, 4, 0);
    EXPECT_EVENT(&stage, 3, 31, EVENT_ATTACK, 3, 4, 1);
    assert_int_equal(stage.world.actors[3].kept, 1);
    assert_int_equal(stage.world.actors[3].begun, 0);
    assert_int_equal(stage.world.actors[0].begun, 1);
}

static void a_refusal_breaks_the_chain(void **state)
{
    (void)state;
    static const int answers[] = {ANSWER_STAND_ASIDE, ANSWER_HONOUR_IF_VICTIM};
    for (int a = 0; a < 2; a++) {
        struct stage stage;
        begin_chain(&stage);
        stage.book.orders[1].answer[0] = answers[a];
        stage_resolve(&stage);
        EXPECT_EVENT(&stage, 0, 31, EVENT_CALLED_ATTACK, 1, 0, 4, 0);
        assert_int_equal(stage_count(&stage, EVENT_CALLED_ATTACK), 1);
        assert_int_equal(stage_count(&stage, EVENT_ATTACK), 1);
        assert_int_equal(stage.world.actors[1].refused, 1);
        assert_int_equal(stage.world.actors[1].score, 100 - 50);
        assert_int_equal(stage.world.relations[2][3].secret, 1);
    }
}

static void other_pacts_call_nobody_to_attack(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage, 3);
    stage_pact(&stage, 0, 1, PACT_DEFENSIVE, 0);
    stage.book.orders[0].attack = 2;
    stage_resolve(&stage);
    assert_int_equal(stage_count(&stage, EVENT_CALLED_ATTACK), 0);
    assert_int_equal(stage_count(&stage, EVENT_ATTACK), 1);
}

static void a_pact_with_the_target_or_distance_excuses(void **state)
{
    (void)state;
    for (int far = 0; far < 2; far++) {
        struct stage stage;
        begin(&stage, 3);
        stage_pact(&stage, 0, 1, PACT_UNCONDITIONAL, 1);
        if (far)
            stage.world.scenario.proximity[1][2] = 0;
        else
            stage_pact(&stage, 1, 2, PACT_NON_AGGRESSION, 0);
        stage.book.orders[0].attack = 2;
        stage_resolve(&stage);
        EXPECT_EVENT(&stage, 0, 2, EVENT_CONFLICTED, 1, 0, 2);
        assert_int_equal(stage_count(&stage, EVENT_CALLED_ATTACK), 0);
        assert_int_equal(stage.world.relations[0][1].secret, 1);
        assert_int_equal(stage.world.actors[1].refused, 0);
    }
}

static void an_attack_of_ones_own_is_enough(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage, 4);
    stage_pact(&stage, 0, 1, PACT_UNCONDITIONAL, 0);
    stage.book.orders[0].attack = 2;
    stage.book.orders[1].attack = 3;
    stage_resolve(&stage);
    assert_int_equal(stage_count(&stage, EVENT_CALLED_ATTACK), 0);
    EXPECT_EVENT(&stage, 1, 15, EVENT_ATTACK, 1, 3, 0);
}

static void called_to_two_it_takes_the_nearer_then_the_lower(void **state)
{
    (void)state;
    for (int nearer = 0; nearer < 2; nearer++) {
        struct stage stage;
        begin(&stage, 5);
        stage_pact(&stage, 0, 2, PACT_UNCONDITIONAL, 0);
        stage_pact(&stage, 1, 2, PACT_UNCONDITIONAL, 0);
        stage.book.orders[0].attack = 4;
        stage.book.orders[1].attack = 3;
        if (nearer)
            stage.world.scenario.proximity[2][3] = 99;
        stage_resolve(&stage);
        assert_int_equal(stage_count(&stage, EVENT_CALLED_ATTACK), 2);
        EXPECT_EVENT(&stage, 2, 31, EVENT_ATTACK, 2, nearer ? 4 : 3, 1);
        assert_int_equal(stage.world.actors[2].kept, 2);
    }
}

/* The target is itself bound to the attacker's ally: nobody is called against itself. */
static void nobody_is_called_against_itself(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage, 2);
    stage_pact(&stage, 0, 1, PACT_UNCONDITIONAL, 0);
    stage.book.orders[0].attack = 1;
    stage_resolve(&stage);
    assert_int_equal(stage_count(&stage, EVENT_CALLED_ATTACK), 0);
    assert_int_equal(stage_count(&stage, EVENT_BREACH), 1);
}

static void refusing_one_that_was_warned_of_costs_more(void **state)
{
    (void)state;
    for (int when = 0; when < 4; when++) {
        struct stage stage;
        begin(&stage, 3);
        stage.world.scenario.parameters.audience_cost = 30;
        stage_pact(&stage, 0, 1, PACT_UNCONDITIONAL, 0);
        if (when == 1) { /* the turn before */
            stage.world.actors[1].declared = DECLARE_WARN;
            stage.world.actors[1].declared_to = 2;
        } else if (when == 2) { /* this turn */
            stage.book.orders[1].declare = DECLARE_WARN;
            stage.book.orders[1].declare_to = 2;
        } else if (when == 3) { /* a demand is no warning */
            stage.book.orders[1].declare = DECLARE_DEMAND;
            stage.book.orders[1].declare_to = 2;
        }
        stage.book.orders[0].attack = 2;
        stage.book.orders[1].answer[0] = ANSWER_STAND_ASIDE;
        stage_resolve(&stage);
        assert_int_equal(stage.world.actors[1].score, 100 - 50 - (when == 1 || when == 2 ? 30 : 0));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_chain_pulls_in_link_by_link),
        cmocka_unit_test(a_refusal_breaks_the_chain),
        cmocka_unit_test(other_pacts_call_nobody_to_attack),
        cmocka_unit_test(a_pact_with_the_target_or_distance_excuses),
        cmocka_unit_test(an_attack_of_ones_own_is_enough),
        cmocka_unit_test(called_to_two_it_takes_the_nearer_then_the_lower),
        cmocka_unit_test(nobody_is_called_against_itself),
        cmocka_unit_test(refusing_one_that_was_warned_of_costs_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
