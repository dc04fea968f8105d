#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/common/rules/stage.h"

/* Nothing wears and arms do one thing only, so the odds can be read off: forces of 1000 strike meet walls of
 * 1000 fortify. STRONG against that is certain to win, WEAK to lose. */
enum { STRONG = 100000, WEAK = 1 };

static void begin(struct stage *stage, int n)
{
    stage_init(stage, "war", n);
    stage->scenario.parameters.depreciation = 0;
    stage->scenario.parameters.fungibility = 0;
    stage_begin(stage, NULL);
    for (int i = 0; i < n; i++)
        stage_arms(stage, i, 1000, 1000, 1000);
    stage->world.scenario.parameters.dual_value = 0;
}

static void expect_arms(const struct stage *stage, int i, int fortify, int strike, int dual)
{
    assert_int_equal(stage->world.actors[i].fortify, fortify);
    assert_int_equal(stage->world.actors[i].strike, strike);
    assert_int_equal(stage->world.actors[i].dual, dual);
}

static void a_victory(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage, 2);
    stage_arms(&stage, 0, 1000, STRONG, 1000);
    stage.book.orders[0].attack = 1;
    stage_resolve(&stage);
    EXPECT_EVENT(&stage, 0, 3, EVENT_ATTACK, 0, 1, 0);
    EXPECT_EVENT(&stage, 0, 3, EVENT_BATTLE, 1, 1, 0, 1);
    EXPECT_EVENT(&stage, 0, 0, EVENT_ODDS, 1, -1, 1000);
    EXPECT_EVENT(&stage, 0, 3, EVENT_GAIN, 0, 1, 3);
    expect_arms(&stage, 0, 1000, STRONG * 4 / 5, 800);
    expect_arms(&stage, 1, 600, 800, 600);
    assert_int_equal(stage.world.actors[0].territory, 13);
    assert_int_equal(stage.world.actors[1].territory, 7);
    assert_int_equal(stage.world.actors[0].score, 100 - 75 + 30);
    assert_int_equal(stage.world.actors[1].score, 100 - 75 - 300);
    assert_int_equal(stage.world.relations[0][1].attacked, 1);
    assert_int_equal(stage.world.actors[0].begun, 1);
}

static void a_failure(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage, 2);
    stage_arms(&stage, 0, 1000, WEAK, 1000);
    stage.world.scenario.parameters.referee_fine = 7;
    stage.book.orders[0].attack = 1;
    stage_resolve(&stage);
    EXPECT_EVENT(&stage, 0, 3, EVENT_BATTLE, 1, 1, 0, 0);
    assert_int_equal(stage_count(&stage, EVENT_GAIN), 0);
    expect_arms(&stage, 0, 1000, 0, 600);
    expect_arms(&stage, 1, 800, 1000, 800);
    assert_int_equal(stage.world.actors[0].score, 100 - 75 - 75 - 7);
    assert_int_equal(stage.world.actors[1].score, 100 - 75);
}

static void the_referee_stands_behind_every_victim(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage, 2);
    stage.world.scenario.parameters.referee_force = 2000;
    stage.book.orders[0].attack = 1;
    stage_resolve(&stage);
    EXPECT_EVENT(&stage, 0, 0, EVENT_ODDS, 1, -1, 100); /* 1000 against 3000 */
}

static void distance_and_mobilisation_weaken(void **state)
{
    (void)state;
    static const struct {
        int mobilised, proximity, odds;
    } cases[] = {{2, 100, 500}, {2, 50, 200}, {1, 100, 265}, {0, 100, 265}, {0, 50, 83}};
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        struct stage stage;
        begin(&stage, 2);
        stage.world.scenario.parameters.mobilisation = 1;
        stage.world.scenario.proximity[0][1] = cases[c].proximity;
        /* bit 0 becomes bit 1, "mobilised when the turn began", when the turn begins */
        stage.world.actors[0].mobilised = cases[c].mobilised >> 1;
        stage.book.orders[0].attack = 1;
        stage_resolve(&stage);
        EXPECT_EVENT(&stage, 0, 0, EVENT_ODDS, 1, -1, cases[c].odds);
    }
}

static void helpers_come_at_their_distance(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage, 4);
    stage_pact(&stage, 1, 2, PACT_DEFENSIVE, 0);
    stage_pact(&stage, 1, 3, PACT_NON_AGGRESSION, 0);
    stage_arms(&stage, 2, 4000, 0, 1000);
    stage_arms(&stage, 0, 0, WEAK, 0);
    stage.world.scenario.proximity[2][1] = 50;
    stage.book.orders[0].attack = 1;
    stage_resolve(&stage);
    EXPECT_EVENT(&stage, 0, 15, EVENT_CALLED, 2, 1, 0, 1);
    EXPECT_EVENT(&stage, 0, 15, EVENT_BATTLE, 1, 1, 1, 0);
    assert_int_equal(stage_count(&stage, EVENT_CALLED), 1);
    expect_arms(&stage, 2, 3600, 0, 900);
    assert_int_equal(stage.world.actors[2].score, 100 - 75);
    assert_int_equal(stage.world.actors[2].kept, 1);
    stage_arms(&stage, 0, 0, 1000, 0);
    stage_arms(&stage, 1, 1000, 0, 0);
    stage_arms(&stage, 2, 4000, 0, 0);
    stage.book.orders[0].attack = 1;
    stage_resolve(&stage);
    EXPECT_EVENT(&stage, 0, 0, EVENT_ODDS, 1, -1, 100); /* 1000 against 1000 + 2000 */
}

static void calls_may_be_refused(void **state)
{
    (void)state;
    static const struct {
        int pact, answer, attacked_before, comes, cost;
    } cases[] = {
        {PACT_DEFENSIVE, -1, 0, 1, 75},
        {PACT_DEFENSIVE, ANSWER_STAND_ASIDE, 0, 0, 25},
        {PACT_UNCONDITIONAL, ANSWER_STAND_ASIDE, 0, 0, 50},
        {PACT_DEFENSIVE, ANSWER_HONOUR_IF_VICTIM, 0, 1, 75},
        {PACT_DEFENSIVE, ANSWER_HONOUR_IF_VICTIM, 1, 0, 0},
        {PACT_UNCONDITIONAL, ANSWER_HONOUR_IF_VICTIM, 1, 0, 50},
        {PACT_DEFENSIVE, ANSWER_HONOUR, 1, 1, 75},
    };
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        struct stage stage;
        begin(&stage, 3);
        stage_pact(&stage, 1, 2, cases[c].pact, 1);
        stage.world.relations[1][0].attacked = cases[c].attacked_before;
        stage.book.orders[2].answer[1] = cases[c].answer;
        stage.book.orders[0].attack = 1;
        stage_resolve(&stage);
        EXPECT_EVENT(&stage, 0, 7, EVENT_EXPOSED, 2, 1, cases[c].pact);
        EXPECT_EVENT(&stage, 0, 7, EVENT_CALLED, 2, 1, 0, cases[c].comes);
        assert_int_equal(stage.world.actors[2].score, 100 - cases[c].cost);
        assert_int_equal(stage.world.actors[2].kept, cases[c].comes);
        assert_int_equal(stage.world.actors[2].refused, cases[c].cost == 25 || cases[c].cost == 50);
    }
}

static void a_breach_frees_the_others(void **state)
{
    (void)state;
    for (int breaks = 0; breaks < 2; breaks++) {
        struct stage stage;
        begin(&stage, 3);
        stage_pact(&stage, 1, 2, PACT_DEFENSIVE, 0);
        stage_pact(&stage, 0, 2, PACT_NON_AGGRESSION, 0);
        if (breaks)
            stage_pact(&stage, 0, 1, PACT_NON_AGGRESSION, 1);
        stage_arms(&stage, 0, 0, WEAK, 0);
        stage.book.orders[0].attack = 1;
        stage_resolve(&stage);
        assert_int_equal(stage_count(&stage, EVENT_BREACH), breaks);
        if (breaks) {
            EXPECT_EVENT(&stage, 0, 7, EVENT_BREACH, 0, 1);
            EXPECT_EVENT(&stage, 0, 7, EVENT_CALLED, 2, 1, 0, 1);
        } else {
            EXPECT_EVENT(&stage, 0, 4, EVENT_CONFLICTED, 2, 1, 0);
        }
        assert_int_equal(stage.world.relations[0][1].pact | stage.world.relations[1][0].secret, 0);
        assert_int_equal(stage.world.actors[0].broken, breaks);
        assert_int_equal(stage.world.actors[0].score, 100 - 150 - 50 * breaks);
    }
}

/* Contributions 3 : 2 : 1 share 3 units as 1.5, 1, 0.5: floors 1, 1, 0 and one to the first of the tie. */
static void spoils_go_by_contribution(void **state)
{
    (void)state;
    static const struct {
        int strike[3], stake, shares[3];
    } cases[] = {
        {{300000, 200000, 100000}, 30, {2, 1, 0}},
        {{100000, 100000, 100000}, 40, {2, 1, 1}},
        {{100000, 200000, 300000}, 30, {1, 1, 1}},
        {{0, 0, 300000}, 30, {0, 0, 3}},
    };
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        struct stage stage;
        begin(&stage, 4);
        stage.world.scenario.parameters.stake = cases[c].stake;
        for (int i = 0; i < 3; i++) {
            stage_arms(&stage, i, 0, cases[c].strike[i], 0);
            stage.book.orders[i].attack = 3;
        }
        stage_resolve(&stage);
        for (int i = 0; i < 3; i++)
            assert_int_equal(stage.world.actors[i].territory, 10 + cases[c].shares[i]);
        assert_int_equal(stage.world.actors[3].territory, 10 - cases[c].stake / 10);
    }
}

/* Nothing against nothing is even; what nobody earned goes to the lowest. */
static void victors_without_force(void **state)
{
    (void)state;
    int won = 0;
    for (uint64_t k = 0; k < 20; k++) {
        struct stage stage;
        begin(&stage, 3);
        stage.world.key = (struct siphash_key){k, 3};
        for (int i = 0; i < 3; i++)
            stage_arms(&stage, i, 0, 0, 0);
        stage.book.orders[0].attack = stage.book.orders[1].attack = 2;
        stage_resolve(&stage);
        EXPECT_EVENT(&stage, 0, 0, EVENT_ODDS, 2, -1, 500);
        if (stage.world.actors[2].territory == 10)
            continue;
        won++;
        assert_int_equal(stage.world.actors[0].territory, 13);
        assert_int_equal(stage.world.actors[1].territory, 10);
    }
    assert_in_range(won, 4, 16);
}

/* Two that attack each other meet without balance, walls or helpers; their allies in attack are there. */
static void a_meeting_engagement(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage, 4);
    stage.world.balance = 400;
    stage_pact(&stage, 1, 3, PACT_DEFENSIVE, 0);
    stage_arms(&stage, 0, 1000, STRONG, 1000);
    stage.book.orders[0].attack = 1;
    stage.book.orders[2].attack = 1;
    stage.book.orders[1].attack = 0;
    stage_resolve(&stage);
    EXPECT_EVENT(&stage, 0, 15, EVENT_MEETING, 0, 1, 0);
    EXPECT_EVENT(&stage, 0, 0, EVENT_ODDS, 0, 1, 0);
    assert_int_equal(stage_count(&stage, EVENT_BATTLE) + stage_count(&stage, EVENT_CALLED), 0);
    expect_arms(&stage, 0, 800, STRONG * 4 / 5, 800);
    expect_arms(&stage, 2, 800, 800, 800);
    expect_arms(&stage, 1, 600, 600, 600);
    assert_int_equal(stage.world.actors[0].territory, 13);
    assert_int_equal(stage.world.actors[2].territory, 10);
    assert_int_equal(stage.world.actors[1].score, 100 - 75 - 300);
    assert_int_equal(stage.world.actors[0].begun | stage.world.actors[1].begun, 0);
    assert_int_equal(stage.world.actors[2].begun, 1);
}

/* Three in a circle: each attack is a battle of its own, with the stocks before the war. */
static void losses_add_up(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage, 3);
    for (int i = 0; i < 3; i++) {
        stage_arms(&stage, i, 0, STRONG, STRONG);
        stage.book.orders[i].attack = (i + 1) % 3;
    }
    stage_resolve(&stage);
    assert_int_equal(stage_count(&stage, EVENT_BATTLE), 3);
    for (int i = 0; i < 3; i++) {
        expect_arms(&stage, i, 0, STRONG * 6 / 10, STRONG * 6 / 10);
        assert_int_equal(stage.world.actors[i].territory, 10);
    }
}

static void the_eliminated_leave_pacts_and_offers(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage, 3);
    stage.world.scenario.parameters.stake = 80;
    stage_pact(&stage, 1, 2, PACT_DEFENSIVE, 0);
    stage_arms(&stage, 0, 0, STOCK_MAX, 0);
    stage.book.orders[2].pact[1] = PACT_UNCONDITIONAL;
    stage.book.orders[0].attack = 1;
    stage_resolve(&stage);
    EXPECT_EVENT(&stage, 0, 7, EVENT_ELIMINATED, 1);
    assert_int_equal(stage.world.actors[1].alive, 0);
    assert_int_equal(stage.world.actors[1].territory, 2);
    assert_int_equal(stage.world.actors[1].score, 100 - 75 - 800 - 300);
    assert_int_equal(stage.world.relations[2][1].pact | stage.world.relations[2][1].offer, 0);
    assert_int_equal(stage.world.end, END_RUNNING);
}

static void protectors_lose_with_their_partners(void **state)
{
    (void)state;
    static const struct {
        int pact, loss;
    } cases[] = {{PACT_NONE, 0}, {PACT_NON_AGGRESSION, 0}, {PACT_DEFENSIVE, 150}, {PACT_UNCONDITIONAL, 150}};
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        struct stage stage;
        begin(&stage, 3);
        stage.world.actors[2].motive = MOTIVE_PROTECTOR;
        stage.world.scenario.proximity[2][1] = 0; /* too far to be called */
        stage_pact(&stage, 1, 2, cases[c].pact, 0);
        stage_arms(&stage, 0, 0, STRONG, 0);
        stage.book.orders[0].attack = 1;
        stage_resolve(&stage);
        assert_int_equal(stage.world.actors[2].score, 100 - cases[c].loss);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_victory),
        cmocka_unit_test(a_failure),
        cmocka_unit_test(the_referee_stands_behind_every_victim),
        cmocka_unit_test(distance_and_mobilisation_weaken),
        cmocka_unit_test(helpers_come_at_their_distance),
        cmocka_unit_test(calls_may_be_refused),
        cmocka_unit_test(a_breach_frees_the_others),
        cmocka_unit_test(spoils_go_by_contribution),
        cmocka_unit_test(victors_without_force),
        cmocka_unit_test(a_meeting_engagement),
        cmocka_unit_test(losses_add_up),
        cmocka_unit_test(the_eliminated_leave_pacts_and_offers),
        cmocka_unit_test(protectors_lose_with_their_partners),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
