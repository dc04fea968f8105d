#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/debrief/families.h"
#include "tests/unit/common/debrief/story.h"

#include <stdlib.h>

/* Final scores 90, 100, -300, 50, -10, 45 by score - insecurity of actors 0..5: two seekers, greedy, limited,
 * protector, fearful. E: (90 + 100 - 10 + 45) / 4. */
static struct story *scored(void **state)
{
    static const int motives[] = {MOTIVE_SECURITY_SEEKER, MOTIVE_SECURITY_SEEKER, MOTIVE_GREEDY,
                                  MOTIVE_LIMITED,         MOTIVE_PROTECTOR,       MOTIVE_FEARFUL};
    static const int scores[] = {100, 130, -250, 50, 0, 100}, insecurity[] = {10, 30, 50, 0, 10, 55};
    struct story *story = story_new(state, 6);
    for (int i = 0; i < 6; i++)
        story->world.actors[i].motive = motives[i];
    story_begin(story);
    for (int i = 0; i < 6; i++) {
        story->world.actors[i].score = scores[i];
        story->world.actors[i].insecurity = insecurity[i];
    }
    story_turn(story);
    return story;
}

static void scores_by_motive(void **state)
{
    struct story *story = scored(state);
    story_expect(story, "seeker_score", "56.25", 4);
    story_expect(story, "greedy_score", "-300", 1);
    story_expect(story, "limited_score", "50", 1);
    story_expect(story, "protector_score", "-10", 1);
    story_expect(story, "fearful_score", "45", 1);
    story_expect(story, "insecurity", "25.833333", 6); /* 155 / 6 */
    story->log.worlds[1].actors[0].alive = 0;          /* the dead have a score, too */
    story_expect(story, "seeker_score", "56.25", 4);
    for (int i = 0; i < 6; i++)
        story->log.worlds[1].actors[i].motive = MOTIVE_GREEDY;
    story_expect_none(story, "seeker_score");
    story_expect_none(story, "limited_score");
    story_expect_none(story, "protector_score");
    story_expect_none(story, "fearful_score");
    story_expect(story, "greedy_score", "-4.166667", 6); /* 90 + 100 - 300 + 50 - 10 + 45 = -25 */
}

/* Greedy with 14 of 10 units, limited with 12: met; each with one less: not. Seekers of 10 units and no arms
 * face contest(0, 0) = 500 = parity at g 100: safe; with 9 units not; dead not. */
static void goals(void **state)
{
    struct story *story = story_new(state, 5);
    story->world.actors[0].motive = MOTIVE_GREEDY;
    story->world.actors[1].motive = MOTIVE_LIMITED;
    story->world.actors[0].territory = 14;
    story->world.actors[1].territory = 12;
    story->world.actors[3].territory = 9;
    story->world.actors[4].alive = 0;
    story_begin(story);
    story_expect(story, "greedy_goal", "100", 2);
    story_expect(story, "seeker_goal", "33.333333", 3);
    story_expect(story, "survival", "80", 5);
    story->world.actors[2].alive = 0;
    story_turn(story);
    story_expect(story, "survival", "60", 5);
    story->world.actors[2].alive = 1;
    story_begin(story);
    story->world.actors[0].territory = 13;
    story->world.actors[1].territory = 11;
    story_arms(story, 0, 0, 1100); /* against 1000: 0.5475, above parity and the goal of 300 */
    story_arms(story, 2, 1000, 0);
    story_turn(story);
    story_expect(story, "greedy_goal", "0", 2);
    story_expect(story, "seeker_goal", "0", 3);
    for (int i = 0; i < 5; i++)
        story->log.worlds[1].actors[i].motive = MOTIVE_GREEDY;
    story_expect_none(story, "seeker_goal");
}

static void ends(void **state)
{
    struct story *story = story_new(state, 2);
    story_begin(story);
    story_expect(story, "hegemony", "0", 1);
    for (int end = END_TIME; end < END_COUNT; end++) {
        story_begin(story);
        story->world.end = end;
        story_turn(story);
        story->world.end = 0;
        story_expect(story, "hegemony", end == END_HEGEMONY ? "100" : "0", 1);
    }
}

/* Turn 1: 1 of 20 points: calm. Turn 2: 2 of 20: a tenth is not below a tenth. Turn 3: intelligence counts.
 * Turn 4: 1 of 10, its other actor dead with a budget of old: not calm. Turn 5: none of 10: calm. */
static void calm_turns(void **state)
{
    static const int arms[] = {1, 2, 1, 1, 0}, intel[] = {0, 0, 1, 0, 0};
    struct story *story = story_new(state, 2);
    story_budget(story, 1, 10, 0, 0, 0, 0);
    story_begin(story);
    story_expect_none(story, "calm");
    for (int t = 0; t < 5; t++) {
        story_budget(story, 0, 10 - arms[t] - intel[t], 0, 0, arms[t], intel[t]);
        story->world.actors[1].alive = t < 2;
        story_turn(story);
    }
    story_expect(story, "calm", "40", 5);
    story_budget(story, 0, 181, 19, 0, 0, 0); /* 9.5 % */
    story_turn(story);
    story_expect(story, "calm", "50", 6);
}

/* Shares of all arms 50 % and 50 % with v 400 and 400, then 75 % and 25 % with 0 and 800: x in percent. n 4,
 * Sx 200, Sy 1600, Sxx 2500 + 2500 + 5625 + 625 = 11 250, Sxy 20 000 + 20 000 + 0 + 20 000 = 60 000: (240 000
 * - 320 000) / (45 000 - 40 000) = -16. */
static void strength_and_safety(void **state)
{
    struct story *story = story_new(state, 2);
    story_begin(story);
    for (int t = 0; t < 2; t++) {
        for (int i = 0; i < 2; i++) {
            story_arms(story, i, t ? i ? 100 : 300 : 200, t ? i ? 150 : 450 : 300);
            story_vulnerable(story, i, t ? i ? 800 : 0 : 400);
        }
        story_turn(story);
        if (t == 0)
            story_expect_none(story, "strength_effect");
    }
    story_turn(story); /* no vulnerability: no case */
    story_arms(story, 0, 0, 0);
    story_arms(story, 1, 0, 0);
    story_vulnerable(story, 0, 500);
    story_turn(story); /* no arms at all: no share */
    story_expect(story, "strength_effect", "-16", 4);
}

/* What a dead state left behind arms nobody: the shares are those of the living. */
static void strength_among_the_living(void **state)
{
    struct story *story = story_new(state, 3);
    story_begin(story);
    story->world.actors[2].alive = 0;
    story_arms(story, 2, 10000, 0);
    for (int t = 0; t < 2; t++) {
        for (int i = 0; i < 2; i++) {
            story_arms(story, i, t && !i ? 750 : t ? 250 : 500, 0);
            story_vulnerable(story, i, t ? i ? 900 : 100 : 500);
        }
        story_turn(story);
    }
    story_expect(story, "strength_effect", "-16", 4);
}

/* Played: 90, 100, -10, 45 of E; informed: each 20 more, and the greedy one 1000, which does not count. */
static void price_of_uncertainty(void **state)
{
    struct story *story = scored(state);
    struct world_log *informed = malloc(sizeof *informed);
    struct metric_value value;
    assert_non_null(informed);
    story_expect_none(story, "price_of_uncertainty");
    log_begin(informed, log_end(&story->log));
    for (int i = 0; i < 6; i++)
        informed->worlds[0].actors[i].score += i == 2 ? 1000 : 20;
    metric_input_init(&story->input, &story->log, informed);
    metric_compute(metric_find(slice_of("price_of_uncertainty")), &story->input, &value);
    assert_true(value.defined);
    assert_int_equal(value.millionths, 20000000);
    assert_int_equal(value.cases, 4);
    log_turn(informed, &story->book, &story->events, log_start(informed)); /* the end counts */
    informed->worlds[0].actors[0].score = 9999;
    informed->worlds[1].actors[5].score -= 121; /* (80 - 121) / 4 */
    metric_compute(metric_find(slice_of("price_of_uncertainty")), &story->input, &value);
    assert_int_equal(value.millionths, -10250000);
    free(informed);
    story_covered("price_of_uncertainty");
}

static void every_row_has_a_case(void **state)
{
    (void)state;
    story_covers(&metrics_outcome);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY_TEST(scores_by_motive),
        STORY_TEST(goals),
        STORY_TEST(ends),
        STORY_TEST(calm_turns),
        STORY_TEST(strength_and_safety),
        STORY_TEST(strength_among_the_living),
        STORY_TEST(price_of_uncertainty),
        cmocka_unit_test(every_row_has_a_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
