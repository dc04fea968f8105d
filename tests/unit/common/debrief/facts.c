#include "common/debrief/facts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/common/debrief/story.h"

static void motives_and_arms(void **state)
{
    static const bool seeks[MOTIVE_COUNT] = {true, false, false, true, true};
    struct story *story = story_new(state, 5);
    for (int motive = 0; motive < MOTIVE_COUNT; motive++) {
        story->world.actors[motive].motive = motive;
        assert_int_equal(fact_seeks_security(&story->world, motive), seeks[motive]);
    }
    story_arms(story, 1, STOCK_MAX, STOCK_MAX);
    story->world.actors[1].dual = STOCK_MAX;
    assert_int_equal(fact_arms(&story->world, 1), 3000000);
    story_sees_all(story);
    assert_int_equal(fact_seen_arms(&story->world, 0, 1), 3000000);
    assert_int_equal(fact_seen_arms(&story->world, 1, 0), 0);
}

static void reach_has_a_direction(void **state)
{
    struct story *story = story_new(state, 2);
    story->world.scenario.proximity[0][1] = 0;
    story->world.scenario.proximity[1][0] = 1;
    assert_false(fact_in_reach(&story->world, 0, 1));
    assert_true(fact_in_reach(&story->world, 1, 0));
    story->world.scenario.proximity[0][0] = 100;
    assert_false(fact_in_reach(&story->world, 0, 0));
}

/* What was stated; else the assessment with which the turn began, not the one with which it ended. */
static void beliefs(void **state)
{
    struct story *story = story_new(state, 2);
    story_begin(story);
    story->book.orders[0].belief[1] = 0;
    story_suspects(story, 0, 1, 700);
    story_suspects(story, 1, 0, 750);
    story_turn(story);
    story_turn(story);
    assert_int_equal(fact_belief(&story->log, 1, 0, 1), 0);
    assert_int_equal(fact_belief(&story->log, 1, 1, 0), 200);
    assert_int_equal(fact_belief(&story->log, 2, 0, 1), 700);
    assert_int_equal(fact_belief(&story->log, 2, 1, 0), 750);
    assert_int_equal(fact_assessment(log_start(&story->log), 0, 1), 200);
}

/* Who dies in a turn was alive in it, spent in it, and not any more in the next. */
static void the_dead_spend_nothing(void **state)
{
    struct story *story = story_new(state, 3);
    story_begin(story);
    story_budget(story, 0, 4, 3, 2, 1, 5);
    story_turn(story);
    story->world.actors[0].alive = 0;
    story_turn(story);
    story_turn(story);
    static const int points[] = {15, 15, 0}, arms[] = {6, 6, 0};
    for (int t = 1; t <= 3; t++) {
        assert_int_equal(fact_points(&story->log, t, 0), points[t - 1]);
        assert_int_equal(fact_arms_points(&story->log, t, 0), arms[t - 1]);
        assert_int_equal(fact_pair_alive(&story->log, t, 0, 1), t < 3);
        assert_int_equal(fact_pair_alive(&story->log, t, 1, 0), t < 3);
        assert_true(fact_pair_alive(&story->log, t, 1, 2));
        assert_false(fact_pair_alive(&story->log, t, 1, 1));
    }
}

/* Two equals, 1000 of each kind, g 200: they and I succeed with 4/5; a meeting is even. Prize 30, home 300.
 * Attack a waiting one: 0.8 * 30 - 0.2 * 75 - 75 = -66. Both: 0.5 * 30 - 0.5 * 300 - 75 = -210. Be attacked:
 * -0.8 * 300 - 75 = -315. tau = 66 / (66 + 105) = 0.385. */
static void an_attack_game(void **state)
{
    struct story *story = story_new(state, 2);
    story_arms(story, 0, 1000, 1000);
    story_sees(story, 0, 1, 1000, 1000);
    story_arms(story, 1, 9, 9); /* only what is seen counts */
    story->world.balance = 20;
    story->world.actors[0].doctrine = 200;
    struct attack_game game = fact_attack_game(&story->world, 0, 1);
    assert_int_equal(game.i_succeed, 800);
    assert_int_equal(game.they_succeed, 800);
    assert_int_equal(game.attack_wait, -66);
    assert_int_equal(game.attack_attack, -210);
    assert_int_equal(game.wait_attack, -315);
    assert_int_equal(attack_threshold(&game), 385);
    /* the greedy prize is 360: 0.8 * 360 - 0.2 * 75 - 75 */
    story->world.actors[0].motive = MOTIVE_GREEDY;
    game = fact_attack_game(&story->world, 0, 1);
    assert_int_equal(game.attack_wait, 198);
    /* half of my force arrives: 200 * 500 against 100 * 1000 */
    story->world.scenario.proximity[0][1] = 50;
    game = fact_attack_game(&story->world, 0, 1);
    assert_int_equal(game.i_succeed, 500);
    assert_int_equal(game.they_succeed, 800);
    /* their fortress takes a step of 10 off my 200, their project does nothing for them */
    story->world.actors[1].tech = PROJECT_FORTRESS;
    game = fact_attack_game(&story->world, 0, 1);
    assert_int_equal(game.i_succeed, 474); /* 0.95^2 / (0.95^2 + 1) = 0.4744 */
    assert_int_equal(game.they_succeed, 800);
    story->world.actors[1].tech = PROJECT_STRIKE; /* 2.1^2 / (2.1^2 + 1) = 0.8152 */
    game = fact_attack_game(&story->world, 0, 1);
    assert_int_equal(game.i_succeed, 500);
    assert_int_equal(game.they_succeed, 815);
}

/* Their arms count by their fungibility, mine by mine: phi 50, mine less 20. */
static void fungible_arms(void **state)
{
    struct story *story = story_new(state, 2);
    story->world.scenario.parameters.fungibility = 50;
    story->world.actors[0].tech = PROJECT_SPECIALISE;
    story_arms(story, 0, 1000, 700);  /* off 700 + 300 = 1000, def 1000 + 210 = 1210 */
    story_sees(story, 0, 1, 2000, 0); /* off 1000, def 2000 */
    story->world.actors[0].dual = 0;
    struct attack_game game = fact_attack_game(&story->world, 0, 1);
    assert_int_equal(game.i_succeed, 200);
    assert_int_equal(game.they_succeed, 406); /* 1 / (1 + 1.21^2) = 0.4058 */
    /* 1000 dual units of mine are worth 700 both ways: off 1700, def 1910 */
    story->world.actors[0].dual = 1000;
    game = fact_attack_game(&story->world, 0, 1);
    assert_int_equal(game.i_succeed, 419);    /* 1.7^2 / (1.7^2 + 4) = 0.4195 */
    assert_int_equal(game.they_succeed, 215); /* 1 / (1 + 1.91^2) = 0.2151 */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY_TEST(motives_and_arms),       STORY_TEST(reach_has_a_direction), STORY_TEST(beliefs),
        STORY_TEST(the_dead_spend_nothing), STORY_TEST(an_attack_game),        STORY_TEST(fungible_arms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
