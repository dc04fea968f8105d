#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/rules/score.h"
#include "common/rules/turn.h"
#include "tests/unit/common/rules/stage.h"

#include <string.h>

static void expect_actor(const struct stage *stage, int i, int territory, int score, int insecurity)
{
    assert_int_equal(stage->world.actors[i].territory, territory);
    assert_int_equal(stage->world.actors[i].score, score);
    assert_int_equal(stage->world.actors[i].insecurity, insecurity);
    assert_int_equal(score_final(&stage->world, i), score - insecurity);
}

/* The worked examples of the rulebook, with their keys. */
static void one_battle(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage, "battle", 2);
    stage.scenario.parameters.balance = 160;
    stage.scenario.parameters.fungibility = 90;
    stage_begin(&stage, "71d53556a2a4387af4b8bc751b59f81e");
    stage_arms(&stage, 0, 1500, 2000, 0);
    stage.book.orders[0].attack = 1;
    stage_resolve(&stage);
    EXPECT_EVENT(&stage, 0, 0, EVENT_ODDS, 1, -1, 883);
    EXPECT_EVENT(&stage, 0, 3, EVENT_BATTLE, 1, 1, 0, 1);
    EXPECT_EVENT(&stage, 1, 0, EVENT_VULNERABILITY, 1, 933);
    expect_actor(&stage, 0, 13, 55, 0);
    expect_actor(&stage, 1, 7, -275, 63);
    assert_int_equal(stage.world.actors[0].strike, 1440);
    assert_int_equal(stage.world.actors[1].fortify, 810);
    assert_int_equal(stage.world.actors[1].strike, 360);
}

static void a_coalition(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage, "coalition", 4);
    stage.scenario.parameters.balance = 160;
    stage_begin(&stage, "378c43ecd3daf104f47363cb5d2bd503");
    for (int i = 0; i < 4; i++)
        stage_arms(&stage, i, 1500, (const int[]){2000, 1000, 500, 0}[i], 0);
    for (int i = 0; i < 3; i++)
        stage.book.orders[i].attack = 3;
    stage_resolve(&stage);
    EXPECT_EVENT(&stage, 0, 0, EVENT_ODDS, 3, -1, 974);
    for (int i = 0; i < 3; i++)
        EXPECT_EVENT(&stage, i, 15, EVENT_GAIN, i, 3, 1);
    expect_actor(&stage, 3, 7, -275, 64);
}

static void a_meeting(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage, "meeting", 2);
    stage.scenario.parameters.balance = 160;
    stage_begin(&stage, "56363e074ba37df16edb1fa8241e05bb");
    stage_arms(&stage, 0, 1500, 2000, 0);
    stage_arms(&stage, 1, 1500, 1500, 0);
    stage.book.orders[0].attack = 1;
    stage.book.orders[1].attack = 0;
    stage_resolve(&stage);
    EXPECT_EVENT(&stage, 0, 0, EVENT_ODDS, 0, 1, 401);
    EXPECT_EVENT(&stage, 0, 3, EVENT_MEETING, 0, 1, 0);
    EXPECT_EVENT(&stage, 0, 3, EVENT_GAIN, 0, 1, 3);
    expect_actor(&stage, 0, 13, 55, 23);
    expect_actor(&stage, 1, 7, -275, 57);
}

static void refused_calls(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage, "calls-refused", 4);
    stage.scenario.parameters.balance = 130;
    stage_begin(&stage, "e1fe4a33758a647cfefc728de6bb3013");
    stage_pact(&stage, 1, 2, PACT_DEFENSIVE, 0);
    stage_pact(&stage, 1, 3, PACT_UNCONDITIONAL, 0);
    stage.book.orders[0].attack = 1;
    stage.book.orders[2].answer[1] = stage.book.orders[3].answer[1] = ANSWER_STAND_ASIDE;
    stage_resolve(&stage);
    expect_actor(&stage, 2, 10, 100 - 25, 16);
    expect_actor(&stage, 3, 10, 100 - 50, 16);
    expect_actor(&stage, 1, 7, -275, 38);
}

static void a_breach(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage, "breach", 3);
    stage_begin(&stage, "00ad1cc0c650e9e7e1520d755e918fd7");
    stage_pact(&stage, 0, 1, PACT_DEFENSIVE, 0);
    stage_pact(&stage, 1, 2, PACT_DEFENSIVE, 0);
    stage.book.orders[0].attack = 1;
    stage_resolve(&stage);
    EXPECT_EVENT(&stage, 0, 7, EVENT_CALLED, 2, 1, 0, 1);
    EXPECT_EVENT(&stage, 0, 0, EVENT_ODDS, 1, -1, 113);
    expect_actor(&stage, 0, 10, 100 - 75 - 75 - 50, 3);
    assert_int_equal(stage.world.relations[0][1].pact, PACT_NONE);
}

static void the_absent_get_defaults(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage, "absent", 2);
    stage_begin(&stage, NULL);
    const int32_t last[LINE_COUNT] = {5, 3, 1, 0, 1};
    memcpy(stage.world.actors[0].budget, last, sizeof last);
    for (int i = 0; i < 2; i++) {
        stage.book.given[i] = false;
        memset(&stage.book.orders[i], 0x7f, sizeof stage.book.orders[i]); /* not to be looked at */
    }
    stage_resolve(&stage);
    EXPECT_EVENT(&stage, 0, 1, EVENT_REJECTED, 0, PART_BUDGET);
    EXPECT_EVENT(&stage, 1, 2, EVENT_REJECTED, 1, PART_BUDGET);
    assert_int_equal(stage_count(&stage, EVENT_REJECTED), 2);
    EXPECT_EVENT(&stage, 0, 1, EVENT_BUDGET, 0, 5, 3, 1, 0, 1);
    EXPECT_EVENT(&stage, 1, 2, EVENT_BUDGET, 1, 10, 0, 0, 0, 0);
}

static void a_refused_part_leaves_the_others(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage, "part", 3);
    stage_begin(&stage, NULL);
    stage.book.orders[1].attack = 1;
    stage.book.orders[1].declare = DECLARE_PEACEFUL;
    stage.book.orders[1].belief[0] = 1001;
    stage_resolve(&stage);
    assert_int_equal(stage_count(&stage, EVENT_REJECTED), 2);
    EXPECT_EVENT(&stage, 0, 2, EVENT_REJECTED, 1, PART_ATTACK);
    EXPECT_EVENT(&stage, 1, 2, EVENT_REJECTED, 1, PART_BELIEF);
    EXPECT_EVENT(&stage, 0, 7, EVENT_DECLARE, 1, DECLARE_PEACEFUL, -1);
}

static void the_dead_give_no_orders(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage, "dead", 3);
    stage_begin(&stage, NULL);
    stage.world.actors[2].alive = 0;
    stage.book.orders[2].attack = 0;
    stage.book.orders[2].declare = DECLARE_PEACEFUL;
    stage_resolve(&stage);
    assert_int_equal(stage_count(&stage, EVENT_ATTACK) + stage_count(&stage, EVENT_DECLARE), 0);
    assert_int_equal(stage_count(&stage, EVENT_BUDGET), 2);
    assert_int_equal(stage.world.actors[2].score, 0);
}

static void an_ended_world_stays_as_it_is(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage, "ended", 2);
    stage_begin(&stage, NULL);
    for (int ending = END_TIME; ending < END_COUNT; ending++) {
        stage.world.end = ending;
        struct world before = stage.world;
        stage.events.count = 5;
        stage_resolve(&stage);
        assert_int_equal(stage.events.count, 0);
        assert_memory_equal(&stage.world, &before, sizeof before);
    }
}

static void the_same_arguments_give_the_same_turn(void **state)
{
    (void)state;
    static struct stage first, second;
    stage_init(&first, "same", 12);
    stage_begin(&first, NULL);
    for (int i = 0; i < 12; i++)
        first.book.orders[i].attack = (i * 5 + 1) % 12 == i ? -1 : (i * 5 + 1) % 12;
    second = first;
    memset(&second.events, 0xaa, sizeof second.events); /* what stood there before does not matter */
    stage_resolve(&first);
    stage_resolve(&second);
    assert_memory_equal(&first.world, &second.world, sizeof first.world);
    assert_int_equal(first.events.count, second.events.count);
    assert_memory_equal(first.events.events, second.events.events,
                        (size_t)first.events.count * sizeof first.events.events[0]);
    second.world.key.low ^= 1;
    stage_resolve(&first);
    stage_resolve(&second);
    assert_memory_not_equal(first.world.relations, second.world.relations, sizeof first.world.relations);
}

/* As many events as twelve actors can raise with legal orders: books and offers to all, everybody bound to
 * everybody in secret, six attacking the other six. */
static void the_busiest_turn_fits(void **state)
{
    (void)state;
    static struct stage stage;
    stage_init(&stage, "busy", 12);
    stage.scenario.parameters.mobilisation = stage.scenario.parameters.technology = 1;
    stage.scenario.parameters.leak = 1000;
    stage.scenario.parameters.research_turns = 1;
    stage.scenario.parameters.max_turns = 1;
    stage_begin(&stage, NULL);
    for (int i = 0; i < 12; i++) {
        struct orders *orders = &stage.book.orders[i];
        for (int j = 0; j < 12; j++) {
            if (i == j)
                continue;
            stage_pact(&stage, i, j, PACT_UNCONDITIONAL, 1);
            orders->pact[j] = (i + j) % 3 ? PACT_NONE : PACT_DEFENSIVE;
        }
        orders->open_books = 0xfff & ~(1 << i);
        orders->declare = DECLARE_PEACEFUL;
        orders->mobilise = orders->project = orders->scrap = 1;
        orders->focus = (i + 1) % 12;
        orders->attack = i < 6 ? i + 6 : -1;
        const int32_t budget[LINE_COUNT] = {1, 1, 1, 1, 2};
        memcpy(orders->budget, budget, sizeof budget);
        stage.world.relations[i][(i + 1) % 12].pact = stage.world.relations[(i + 1) % 12][i].pact = 0;
    }
    stage_resolve(&stage);
    assert_int_equal(stage_count(&stage, EVENT_REJECTED), 0);
    assert_int_equal(stage_count(&stage, EVENT_OPEN_BOOKS), 132);
    assert_in_range(stage.events.count, 400, EVENTS_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_battle),
        cmocka_unit_test(a_coalition),
        cmocka_unit_test(a_meeting),
        cmocka_unit_test(refused_calls),
        cmocka_unit_test(a_breach),
        cmocka_unit_test(the_absent_get_defaults),
        cmocka_unit_test(a_refused_part_leaves_the_others),
        cmocka_unit_test(the_dead_give_no_orders),
        cmocka_unit_test(an_ended_world_stays_as_it_is),
        cmocka_unit_test(the_same_arguments_give_the_same_turn),
        cmocka_unit_test(the_busiest_turn_fits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
