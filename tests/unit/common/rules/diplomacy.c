#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/common/rules/stage.h"

static void begin(struct stage *stage)
{
    stage_init(stage, "diplomacy", 3);
    stage_begin(stage, NULL);
}

static void offer(struct stage *stage, int i, int j, int kind, int secret)
{
    stage->book.orders[i].pact[j] = kind;
    stage->book.orders[i].secret[j] = secret;
}

static void expect_pact(const struct stage *stage, int i, int j, int kind, int secret)
{
    assert_int_equal(stage->world.relations[i][j].pact, kind);
    assert_int_equal(stage->world.relations[j][i].pact, kind);
    assert_int_equal(stage->world.relations[i][j].secret, secret);
    assert_int_equal(stage->world.relations[j][i].secret, secret);
}

static void two_offers_of_one_turn(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage);
    offer(&stage, 0, 1, PACT_DEFENSIVE, 0);
    offer(&stage, 1, 0, PACT_DEFENSIVE, 0);
    stage_resolve(&stage);
    expect_pact(&stage, 0, 1, PACT_DEFENSIVE, 0);
    EXPECT_EVENT(&stage, 0, 7, EVENT_PACT, 0, 1, PACT_DEFENSIVE, 0);
    assert_int_equal(stage_count(&stage, EVENT_OFFER), 0);
}

static void an_offer_stays_open_for_one_more_turn(void **state)
{
    (void)state;
    for (int wait = 1; wait <= 2; wait++) {
        struct stage stage;
        begin(&stage);
        offer(&stage, 2, 1, PACT_NON_AGGRESSION, 0);
        stage_resolve(&stage);
        EXPECT_EVENT(&stage, 0, 6, EVENT_OFFER, 2, 1, PACT_NON_AGGRESSION, 0);
        assert_int_equal(stage.world.relations[2][1].offer, PACT_NON_AGGRESSION);
        if (wait == 2) {
            stage_resolve(&stage);
            assert_int_equal(stage.world.relations[2][1].offer, PACT_NONE);
        }
        offer(&stage, 1, 2, PACT_NON_AGGRESSION, 0);
        stage_resolve(&stage);
        expect_pact(&stage, 1, 2, wait == 1 ? PACT_NON_AGGRESSION : PACT_NONE, 0);
    }
}

static void offers_must_be_equal(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage);
    offer(&stage, 0, 1, PACT_DEFENSIVE, 1);
    offer(&stage, 1, 0, PACT_DEFENSIVE, 0);
    offer(&stage, 0, 2, PACT_DEFENSIVE, 0);
    offer(&stage, 2, 0, PACT_UNCONDITIONAL, 0);
    stage_resolve(&stage);
    expect_pact(&stage, 0, 1, PACT_NONE, 0);
    expect_pact(&stage, 0, 2, PACT_NONE, 0);
    assert_int_equal(stage_count(&stage, EVENT_OFFER), 4);
    offer(&stage, 1, 0, PACT_DEFENSIVE, 1); /* now matches the open one */
    stage_resolve(&stage);
    expect_pact(&stage, 0, 1, PACT_DEFENSIVE, 1);
    EXPECT_EVENT(&stage, 0, 3, EVENT_PACT, 0, 1, PACT_DEFENSIVE, 1);
}

static void a_pact_can_be_changed(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage);
    stage_pact(&stage, 0, 1, PACT_DEFENSIVE, 0);
    offer(&stage, 0, 1, PACT_DEFENSIVE, 0);
    offer(&stage, 1, 0, PACT_DEFENSIVE, 0);
    stage_resolve(&stage);
    assert_int_equal(stage_count(&stage, EVENT_PACT), 0); /* it is that already */
    offer(&stage, 0, 1, PACT_UNCONDITIONAL, 1);
    offer(&stage, 1, 0, PACT_UNCONDITIONAL, 1);
    stage_resolve(&stage);
    expect_pact(&stage, 0, 1, PACT_UNCONDITIONAL, 1);
    assert_int_equal(stage_count(&stage, EVENT_PACT), 1);
}

static void a_cancelled_pact_holds_until_the_turn_is_over(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage);
    stage_pact(&stage, 0, 1, PACT_DEFENSIVE, 0);
    stage_arms(&stage, 2, 0, 900000, 0);
    offer(&stage, 0, 1, PACT_NONE, 0);
    stage.book.orders[2].attack = 1;
    stage_resolve(&stage);
    EXPECT_EVENT(&stage, 0, 7, EVENT_CANCEL, 0, 1);
    EXPECT_EVENT(&stage, 0, 7, EVENT_CALLED, 0, 1, 2, 1);
    expect_pact(&stage, 0, 1, PACT_NONE, 0);
    assert_int_equal(stage.world.relations[1][0].ending, 0);
}

static void cancelling_a_secret_pact_is_told_to_its_parties(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage);
    stage_pact(&stage, 1, 2, PACT_DEFENSIVE, 1);
    offer(&stage, 2, 1, PACT_NONE, 0);
    offer(&stage, 0, 1, PACT_NONE, 0); /* nothing to cancel */
    stage_resolve(&stage);
    assert_int_equal(stage_count(&stage, EVENT_CANCEL), 1);
    EXPECT_EVENT(&stage, 0, 6, EVENT_CANCEL, 2, 1);
    expect_pact(&stage, 1, 2, PACT_NONE, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_offers_of_one_turn),
        cmocka_unit_test(an_offer_stays_open_for_one_more_turn),
        cmocka_unit_test(offers_must_be_equal),
        cmocka_unit_test(a_pact_can_be_changed),
        cmocka_unit_test(a_cancelled_pact_holds_until_the_turn_is_over),
        cmocka_unit_test(cancelling_a_secret_pact_is_told_to_its_parties),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
