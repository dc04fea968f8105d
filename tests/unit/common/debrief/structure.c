#include "common/debrief/structure.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/debrief/families.h"
#include "tests/unit/common/debrief/story.h"

static struct parameters conditions(int balance, int fungibility)
{
    struct scenario scenario;
    scenario_init(&scenario, "conditions", 2);
    scenario.parameters.balance = balance;
    scenario.parameters.fungibility = fungibility;
    return scenario.parameters;
}

/* The four situations of Jervis 1978, rulebook section 2, in permille. One of them by hand, world 2, CD:
 * their offence 1000 + 0.9 * 1600 = 2440, my defence 1900: (0.6 * 2440 / 1900)^2 = 0.5937; 0.5937 / 1.5937 =
 * 373; less the goal of 300. World 1, DC: 1.6 * 1900 / (1600 + 900) = 1.216: 1.4787 / 2.4787 = 597: -297
 * - 60. */
static void four_worlds(void **state)
{
    (void)state;
    static const struct {
        int balance, fungibility, cc, dc, cd, dd;
        enum stage_kind kind;
    } worlds[] = {
        {160, 90, -419, -357, -509, -469, STAGE_PRISONER},
        {60, 90, 0, -60, -73, -60, STAGE_STAG_HUNT},
        {160, 10, -419, -277, -440, -304, STAGE_ARMING},
        {60, 10, 0, -60, 0, -60, STAGE_HARMONY},
    };
    for (int w = 0; w < 4; w++) {
        struct parameters p = conditions(worlds[w].balance, worlds[w].fungibility);
        struct stage_game game = stage_game_of(&p);
        assert_int_equal(game.cc, worlds[w].cc);
        assert_int_equal(game.dc, worlds[w].dc);
        assert_int_equal(game.cd, worlds[w].cd);
        assert_int_equal(game.dd, worlds[w].dd);
        assert_int_equal(game.kind, worlds[w].kind);
    }
    assert_int_equal(stage_names.count, STAGE_KINDS);
    assert_string_equal(stage_names.names[STAGE_PRISONER], "prisoners_dilemma");
    assert_string_equal(stage_names.names[STAGE_STAG_HUNT], "stag_hunt");
}

/* Where nobody can feel insecure arming only costs; nothing is bought, everything is lost. */
/* World 1 with other prices: a unit's wear is worth 20 * 5 % = 1 point, as before, and insecurity counts
 * twice, so that -41.9 becomes -83.8 and -6 - 29.7 becomes -6 - 59.4; with welfare worth nothing arming is
 * free. */
static void stage_games_follow_the_parameters(void **state)
{
    (void)state;
    struct scenario scenario;
    scenario_init(&scenario, "prices", 2);
    struct parameters *p = &scenario.parameters;
    p->balance = 160;
    p->fungibility = 90;
    p->civil_value = 20;
    p->depreciation = 5;
    p->insecurity_weight = 200;
    struct stage_game game = stage_game_of(p);
    assert_int_equal(game.cc, -838);
    assert_int_equal(game.dc, -654);
    p->civil_value = 0;
    game = stage_game_of(p);
    assert_int_equal(game.dc, -594);
    assert_int_equal(game.dd, -818);
    assert_int_equal(game.kind, STAGE_ARMING); /* -818 is better than -838 */
}

static void stage_games_at_the_ends(void **state)
{
    (void)state;
    struct parameters p = conditions(400, 100);
    p.security_goal = 950; /* 4^2 / (4^2 + 1) = 941 */
    struct stage_game game = stage_game_of(&p);
    assert_int_equal(game.cc, 0);
    assert_int_equal(game.dc, -60);
    assert_int_equal(game.kind, STAGE_HARMONY);
    p = conditions(20, 0);
    p.security_goal = 50; /* 0.2^2 / (0.2^2 + 1) = 38 */
    game = stage_game_of(&p);
    assert_int_equal(game.dd, -60);
    assert_int_equal(game.kind, STAGE_HARMONY);
}

/* g * (b + phi (1 - b)) * sqrt((1 - p) / p), b = phi / 2. phi 0.9: 0.45 + 0.9 * 0.55 = 0.945; sqrt(7 / 3) =
 * 1.5275. The rulebook gives 2.31, 1.44 and, with an old stock that wears by a tenth, 0.90 for 160, 100, 60.
 */
static void growth_of_a_race(void **state)
{
    (void)state;
    static const struct {
        int balance, fungibility, accepted, permille;
    } cases[] = {
        {160, 90, 300, 2309},  {100, 90, 300, 1443}, {60, 90, 300, 866},
        {100, 100, 500, 1000},                                            /* 1 * (0.5 + 0.5) * 1 */
        {100, 100, 200, 2000}, {100, 100, 800, 500}, {100, 50, 500, 625}, /* 0.25 + 0.5 * 0.75 */
        {400, 0, 50, 0},      /* arms that only defend threaten nobody */
        {100, 100, 1, 31606}, /* sqrt(999) = 31.6069 */
        {100, 100, 999, 31},
    };
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        struct parameters p = conditions(cases[c].balance, cases[c].fungibility);
        assert_int_equal(race_growth(&p, cases[c].accepted), cases[c].permille);
    }
}

/* 30 for a prize of 3 units, 300 for as much of one's own, 75 for war and for failure (rulebook section 14).
 */
static void thresholds_of_fear(void **state)
{
    (void)state;
    static const int tau[][2] = {{100, 867}, {120, 679}, {140, 562}, {160, 483}, {200, 385},
                                 {90, -1},   {80, -1},   {60, -1},   {20, -1}};
    for (size_t c = 0; c < sizeof tau / sizeof tau[0]; c++) {
        for (int fungibility = 0; fungibility <= 100; fungibility += 50) {
            struct parameters p = conditions(tau[c][0], fungibility); /* between equals it does not matter */
            assert_int_equal(parity_threshold(&p), tau[c][1]);
        }
    }
}

/* g 100, phi 0. Neither: 1. Both 600 more of fortify: 1000 against 1600: p 281, sqrt(281 / 719) = 0.625: -37.
 * Of strike: p 719, sqrt(719 / 281) = 1.5996: +60. World 1, fortify: 1.6 * 2440 / 2500: p 709, sqrt(709 /
 * 291) = 1.5609 less 1.5996: -3.9; strike: 1.6 * 2500 / 2440: p 729, 1.6402: +4.1. Dual arms count 70 both
 * ways. */
static void net_assessments(void **state)
{
    (void)state;
    struct parameters p = conditions(100, 0);
    assert_int_equal(net_assessment(&p, WEAPON_FORTIFY), -37);
    assert_int_equal(net_assessment(&p, WEAPON_STRIKE), 60);
    assert_int_equal(net_assessment(&p, WEAPON_DUAL), 0);
    p = conditions(160, 90);
    assert_int_equal(net_assessment(&p, WEAPON_FORTIFY), -4);
    assert_int_equal(net_assessment(&p, WEAPON_STRIKE), 4);
    assert_int_equal(net_assessment(&p, WEAPON_DUAL), 0);
    p = conditions(160, 100); /* one weapon: nothing to tell apart */
    assert_int_equal(net_assessment(&p, WEAPON_FORTIFY), 0);
    assert_int_equal(net_assessment(&p, WEAPON_STRIKE), 0);
}

static void roe(void **state)
{
    (void)state;
    struct parameters p = conditions(100, 100);
    assert_false(roe_is_tight(&p, 500, 500)); /* 1 * 1 is not below 1 */
    assert_true(roe_is_tight(&p, 510, 500));
    assert_false(roe_is_tight(&p, 800, 200)); /* 0.5 * 2 */
    assert_true(roe_is_tight(&p, 800, 210));
    assert_false(roe_is_tight(&p, 0, 900)); /* 50 and 900: 4.36 * 0.33 */
    assert_false(roe_is_tight(&p, 1000, 0));
    assert_true(roe_is_tight(&p, 1000, 1000));
    p = conditions(400, 0);
    assert_true(roe_is_tight(&p, 0, 0));
}

static void conditions_as_metrics(void **state)
{
    struct story *story = story_new(state, 2);
    story->world.scenario.parameters.balance = 160; /* as published; the true one was drawn */
    story->world.scenario.parameters.fungibility = 90;
    story->world.balance = 80;
    story_begin(story);
    story_expect(story, "balance_true", "80", 1);
    story_expect(story, "sigma", "2.309", 1);
    story_expect(story, "preemption_threshold", "483", 1);
    story_expect(story, "net_fortify", "-4", 1);
    story_expect(story, "net_strike", "4", 1);
    story_expect(story, "net_dual", "0", 1);
    story->log.worlds[0].scenario.parameters.balance = 60;
    story_expect_none(story, "preemption_threshold");
}

/* 100 and 160 in turn 1, 140 and 120 in turn 2, 120 alone in turn 3: 640 / 5. */
static void believed_balance(void **state)
{
    struct story *story = story_new(state, 2);
    story->world.actors[1].doctrine = 160;
    story_begin(story);
    story_expect_none(story, "balance_believed");
    story->world.actors[0].doctrine = 140;
    story->world.actors[1].doctrine = 120;
    story_turn(story);
    story->world.actors[0].alive = 0;
    story_turn(story);
    story_turn(story);
    story_expect(story, "balance_believed", "128", 5);
}

/* 15, 5 and 0 of 20: 0.5625 + 0.0625. */
static void concentration(void **state)
{
    struct story *story = story_new(state, 3);
    story_begin(story);
    story_expect(story, "herfindahl", "0.333333", 1);
    story_expect(story, "largest_share", "33.333333", 1);
    story->world.actors[0].territory = 15;
    story->world.actors[1].territory = 5;
    story->world.actors[2].territory = 0;
    story->world.actors[2].alive = 0;
    story_turn(story);
    story_expect(story, "herfindahl", "0.625", 1);
    story_expect(story, "largest_share", "75", 1);
}

static void every_row_has_a_case(void **state)
{
    (void)state;
    story_covers(&metrics_structure);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(four_worlds),
        cmocka_unit_test(stage_games_at_the_ends),
        cmocka_unit_test(stage_games_follow_the_parameters),
        cmocka_unit_test(growth_of_a_race),
        cmocka_unit_test(thresholds_of_fear),
        cmocka_unit_test(net_assessments),
        cmocka_unit_test(roe),
        STORY_TEST(conditions_as_metrics),
        STORY_TEST(believed_balance),
        STORY_TEST(concentration),
        cmocka_unit_test(every_row_has_a_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
