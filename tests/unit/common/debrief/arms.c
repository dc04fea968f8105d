#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/debrief/families.h"
#include "tests/unit/common/debrief/story.h"

/* Turn 1: 3 of 10 and 0 of 10 points; turn 2: 2 + 1 + 1 + 1 of 10 and 4 of 5. Together 12 of 35. */
static void burden_of_all_points(void **state)
{
    struct story *story = story_new(state, 3);
    story_begin(story);
    story_expect_none(story, "burden");
    story->world.actors[2].alive = 0; /* its first turn: it spent before it fell */
    story_budget(story, 0, 7, 3, 0, 0, 0);
    story_budget(story, 1, 10, 0, 0, 0, 0);
    story_turn(story);
    story_expect(story, "burden", "15", 2); /* nobody counts who had nothing to spend */
    story_budget(story, 0, 5, 2, 1, 1, 1);
    story_budget(story, 1, 1, 0, 4, 0, 0);
    story_budget(story, 2, 0, 9, 9, 9, 9); /* dead */
    story_turn(story);
    story_expect(story, "burden", "34.285714", 4);
}

/* Actor 0 arms in turns 1, 2 and 3: 300 -> 300 two turns later (no safer), 310 -> 309 (safer), 300 -> 301 (no
 * safer). 1 arms in 2 and is dead in 4; it arms by intelligence in 1, which is none; 4 and 5 have no later
 * turn. */
static void self_defeat_two_turns_later(void **state)
{
    static const int v[] = {300, 310, 300, 309, 301};
    struct story *story = story_new(state, 2);
    story_begin(story);
    for (int t = 1; t <= 5; t++) {
        story_budget(story, 0, 9, t == 1, t == 2 || t > 3, t == 3, 0);
        story_budget(story, 1, 9, 0, 0, t == 2, t != 2);
        story_vulnerable(story, 0, v[t - 1]);
        if (t < 4)
            story_vulnerable(story, 1, 500);
        story->world.actors[1].alive = t < 4;
        story_turn(story);
        if (t == 2)
            story_expect_none(story, "self_defeat");
    }
    story_expect(story, "self_defeat", "66.666667", 3);
}

/* 0 is dead and 1 is quite safe in turn 1, less in turn 3: no safer; 2 falls to nothing: safer. */
static void safety_of_the_second(void **state)
{
    struct story *story = story_new(state, 3);
    story->world.actors[0].alive = 0;
    story_begin(story);
    for (int t = 1; t <= 3; t++) {
        for (int i = 0; i < 3; i++)
            story_budget(story, i, 9, t == 1, 0, 0, 0);
        story_vulnerable(story, 1, t == 1 ? 0 : 10);
        story_vulnerable(story, 2, t == 1 ? 10 : 0);
        story_turn(story);
    }
    story_expect(story, "self_defeat", "50", 2);
}

/* 0 ends the turn with 1500 of strike, 500 of them bought with 5 points, against 1's 1000 of fortify: 1 is
 * vulnerable with 1.5^2 / (1.5^2 + 1) = 692, without the purchase with 500. 1's two points of fortify harm
 * nobody, and nor does its point of intelligence. 2 is out of 0's and 1's reach. 192 / (5 + 2). */
static void externality_of_purchases(void **state)
{
    struct story *story = story_new(state, 3);
    for (int i = 0; i < 2; i++)
        story->world.scenario.proximity[i][2] = 0;
    story_begin(story);
    story_arms(story, 0, 0, 1500);
    story_budget(story, 0, 5, 0, 5, 0, 0);
    story_arms(story, 1, 1000, 0);
    story_budget(story, 1, 7, 2, 0, 0, 1);
    story_turn(story);
    story_expect(story, "externality", "27.428571", 2);
    assert_int_equal(log_end(&story->log)->actors[0].strike, 1500); /* the log stays as it is */
}

/* Dual arms, half of the way, and a neighbour that is more in danger from another. 0's 1000 dual units count
 * 700 there, of which half arrive: 350 against 1000 in one, with 3 points: 109 (0.35^2 / (0.35^2 + 1)), where
 * 700 without them would be (490, 245): 57. In danger from 2, 1 has 500 in either case: nothing is added. */
static void externality_of_dual_arms(void **state)
{
    struct story *story = story_new(state, 3);
    story->world.scenario.proximity[0][1] = 50;
    story->world.scenario.proximity[0][2] = story->world.scenario.proximity[2][0] = 0;
    story->world.scenario.proximity[2][1] = 0;
    story_begin(story);
    story->world.actors[0].dual = 1000;
    story_budget(story, 0, 7, 0, 0, 3, 0);
    story_arms(story, 1, 1000, 0);
    story_arms(story, 2, 1000, 1000);
    story_turn(story);
    story_expect(story, "externality", "17.333333", 1); /* 52 / 3 */
    story->world.scenario.proximity[2][1] = 100;
    story_begin(story);
    story_turn(story);
    story_expect(story, "externality", "0", 1);
    story_begin(story);
    story->world.actors[1].alive = 0;
    story_turn(story);
    story_expect_none(story, "externality");
}

/* phi 50: what defends threatens by half. 0 is dead. 1 holds 1000 of fortify, 200 of them new: it threatens
 * with 500 (400 without) and defends with 1000. 2 holds 1000 of fortify and 500 new dual units, worth 350:
 * 850 (500) and 1350. 1 is in danger with 0.7225 / 1.7225 = 419 (0.25 / 1.25 = 200), 2 with 500 against 1350
 * = 121 (400: 81): (219 + 40) / (5 + 2). */
static void externality_of_walls(void **state)
{
    struct story *story = story_new(state, 3);
    story->world.scenario.parameters.fungibility = 50;
    story->world.scenario.parameters.dual_value = 70;
    story->world.actors[0].alive = 0;
    story_begin(story);
    story_budget(story, 0, 0, 9, 9, 9, 0);
    story_arms(story, 1, 1000, 0);
    story_budget(story, 1, 8, 2, 0, 0, 0);
    story_arms(story, 2, 1000, 0);
    story->world.actors[2].dual = 500;
    story_budget(story, 2, 5, 0, 0, 5, 0);
    story_turn(story);
    story_expect(story, "externality", "37", 2);
}

static void every_row_has_a_case(void **state)
{
    (void)state;
    story_covers(&metrics_arms);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY_TEST(burden_of_all_points),       STORY_TEST(self_defeat_two_turns_later),
        STORY_TEST(externality_of_purchases),   STORY_TEST(externality_of_dual_arms),
        STORY_TEST(externality_of_walls),       STORY_TEST(safety_of_the_second),
        cmocka_unit_test(every_row_has_a_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
