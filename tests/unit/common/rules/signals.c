#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/common/rules/stage.h"

static void begin(struct stage *stage)
{
    stage_init(stage, "signals", 3);
    stage->scenario.parameters.depreciation = 0;
    stage_begin(stage, NULL);
}

static void scrapping_is_public(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage);
    stage_arms(&stage, 0, 0, 550, 0);
    stage.book.orders[0].scrap = 5;
    stage_resolve(&stage);
    assert_int_equal(stage.world.actors[0].strike, 50);
    EXPECT_EVENT(&stage, 0, 7, EVENT_SCRAP, 0, 5);
}

/* The check knows the stock before its wear, so less may be left than was ordered. */
static void no_more_is_scrapped_than_is_left(void **state)
{
    (void)state;
    struct stage stage;
    stage_init(&stage, "worn", 2);
    stage.scenario.parameters.depreciation = 50;
    stage_begin(&stage, NULL);
    stage_arms(&stage, 0, 0, 500, 0);
    stage.book.orders[0].scrap = 5;
    stage_resolve(&stage);
    assert_int_equal(stage.world.actors[0].strike, 0);
    EXPECT_EVENT(&stage, 0, 3, EVENT_SCRAP, 0, 2);
}

static void books_are_open_for_one_turn(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage);
    stage.world.actors[2].alive = 0;
    stage.book.orders[0].open_books = 2 | 4;
    stage_resolve(&stage);
    assert_int_equal(stage_count(&stage, EVENT_OPEN_BOOKS), 1);
    EXPECT_EVENT(&stage, 0, 3, EVENT_OPEN_BOOKS, 0, 1);
    assert_int_equal(stage.world.relations[0][1].opened, 1);
    stage_resolve(&stage);
    assert_int_equal(stage.world.relations[0][1].opened, 0);
}

static void declarations_are_words(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage);
    stage.book.orders[0].declare = DECLARE_WARN;
    stage.book.orders[0].declare_to = 2;
    stage_resolve(&stage);
    EXPECT_EVENT(&stage, 0, 7, EVENT_DECLARE, 0, DECLARE_WARN, 2);
    assert_int_equal(stage.world.actors[0].declared, DECLARE_WARN);
    assert_int_equal(stage.world.actors[0].declared_to, 2);
    stage_resolve(&stage);
    assert_int_equal(stage_count(&stage, EVENT_DECLARE), 0);
    assert_int_equal(stage.world.actors[0].declared, DECLARE_NONE);
    assert_int_equal(stage.world.actors[0].declared_to, -1);
}

static void mobilise(struct stage *stage)
{
    stage->book.orders[0].mobilise = 1;
    stage->book.orders[0].budget[LINE_CIVIL] -= stage->world.scenario.parameters.mobilise_cost;
    stage_resolve(stage);
}

static void mobilisation_is_remembered_for_a_turn(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage);
    stage.world.scenario.parameters.mobilisation = 1;
    static const int expected[] = {1, 3, 2, 0};
    for (int turn = 0; turn < 4; turn++) {
        if (turn < 2)
            mobilise(&stage);
        else
            stage_resolve(&stage);
        assert_int_equal(stage.world.actors[0].mobilised, expected[turn]);
    }
}

static void mobilisation_is_seen_by_chance_and_in_reach(void **state)
{
    (void)state;
    static const int chances[] = {0, 1000};
    for (int c = 0; c < 2; c++) {
        struct stage stage;
        begin(&stage);
        stage.world.scenario.parameters.mobilisation = 1;
        stage.world.scenario.parameters.mobilise_seen = chances[c];
        stage.world.scenario.proximity[0][2] = stage.world.scenario.proximity[2][0] = 0;
        mobilise(&stage);
        EXPECT_EVENT(&stage, 0, c ? 3 : 1, EVENT_MOBILISE, 0);
        assert_int_equal(stage.world.relations[1][0].seen_mobilised, c);
        assert_int_equal(stage.world.relations[2][0].seen_mobilised, 0);
        stage_resolve(&stage);
        assert_int_equal(stage.world.relations[1][0].seen_mobilised, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scrapping_is_public),
        cmocka_unit_test(no_more_is_scrapped_than_is_left),
        cmocka_unit_test(books_are_open_for_one_turn),
        cmocka_unit_test(declarations_are_words),
        cmocka_unit_test(mobilisation_is_remembered_for_a_turn),
        cmocka_unit_test(mobilisation_is_seen_by_chance_and_in_reach),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
