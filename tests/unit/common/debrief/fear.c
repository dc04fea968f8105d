#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/debrief/families.h"
#include "tests/unit/common/debrief/story.h"

/* 0 and 1 want safety, 2 is greedy. Turn 1: 0 states 300 about 1 and 700 about 2, 1 nothing about 0 (the
 * assessment: 200) and 0 about 2, 2 states 1000 about 0 and nothing about 1 (500). Squares: 0.09 + 0.09 +
 * 0.04 + 1 + 1 + 0.25 = 2.47; distances: 0.3 + 0.3 + 0.2 + 1 + 1 + 0.5 = 3.3. About seekers: 0.3 + 0.2 + 1 +
 * 0.5 = 2; about the greedy: 0.7 + 0. */
static struct story *believers(void **state)
{
    struct story *story = story_new(state, 3);
    story->world.actors[2].motive = MOTIVE_GREEDY;
    story_suspects(story, 2, 1, 500);
    story_begin(story);
    story->book.orders[0].belief[1] = 300;
    story->book.orders[0].belief[2] = 700;
    story->book.orders[1].belief[2] = 0;
    story->book.orders[2].belief[0] = 1000;
    story_suspicion(story, 950); /* the assessments after the turn do not count for it */
    story_turn(story);
    return story;
}

static void beliefs_against_motives(void **state)
{
    struct story *story = believers(state);
    story_expect(story, "brier", "0.411667", 6);
    story_expect(story, "misperception", "55", 6);
    story_expect(story, "hostility_bias", "50", 4);
    story_expect(story, "greed_seen", "35", 2);
}

/* A second turn, in which 2 falls, and a third with 0 and 1 alone, who assess each other with 200 now:
 * squares 2.47 + 4 * 0.9025 (950 about seekers) + 2 * 0.0025 (950 about the greedy) + 2 * 0.04 = 6.165 of 14.
 */
static void beliefs_about_the_dead_end(void **state)
{
    struct story *story = believers(state);
    story->world.actors[2].alive = 0;
    story_suspicion(story, 200);
    story_turn(story);
    story_turn(story);
    story_expect(story, "brier", "0.440357", 14);
    story_expect(story, "misperception", "54.285714", 14); /* 3.3 + 3.8 + 0.1 + 0.4 = 7.6 */
    story_expect(story, "hostility_bias", "62", 10);       /* 2 + 3.8 + 0.4 */
    story_expect(story, "greed_seen", "65", 4);            /* 0.7 + 1.9 */
}

static void no_beliefs(void **state)
{
    struct story *story = story_new(state, 2);
    story_begin(story);
    story_expect_none(story, "brier");
    story_expect_none(story, "misperception");
    story_turn(story);
    story_expect(story, "hostility_bias", "20", 2);
    story_expect_none(story, "greed_seen");
    for (int i = 0; i < 2; i++)
        story->log.worlds[0].actors[i].motive = MOTIVE_LIMITED;
    story_expect_none(story, "hostility_bias");
    story_expect(story, "greed_seen", "20", 2);
    story_expect(story, "brier", "0.64", 2);
}

/* At the end q_01 100, q_02 600, q_10 250, q_12 50, q_20 350, q_21 300; 2 is greedy. About 0: 250, 350; about
 * 1: 100, 300: mean 250 permille, 50 above the start. Smaller of each pair: 100, 350, 50: 500 / 3. Pair of
 * seekers: (100 + 250) / 2 and 150. */
static void suspicion_at_the_end(void **state)
{
    struct story *story = story_new(state, 3);
    story->world.actors[2].motive = MOTIVE_GREEDY;
    story_begin(story);
    story_expect(story, "mistrust", "20", 4);
    story_expect(story, "mistrust_rise", "0", 4);
    story_suspicion(story, 900);
    story_turn(story); /* on the way does not count */
    story_suspects(story, 0, 1, 100);
    story_suspects(story, 0, 2, 600);
    story_suspects(story, 1, 0, 250);
    story_suspects(story, 1, 2, 50);
    story_suspects(story, 2, 0, 350);
    story_suspects(story, 2, 1, 300);
    story_turn(story);
    story_expect(story, "mistrust", "25", 4);
    story_expect(story, "mistrust_rise", "5", 4);
    story_expect(story, "mutual_fear", "16.666667", 3);
    story_expect(story, "mirror_gap", "17.5", 1);
    story_expect(story, "asymmetry", "15", 1);
}

/* The greedy one stands between the seekers 0 and 2: q_02 300, q_20 500. */
static void pairs_of_seekers(void **state)
{
    struct story *story = story_new(state, 3);
    story->world.actors[1].motive = MOTIVE_GREEDY;
    story_suspects(story, 0, 2, 300);
    story_suspects(story, 2, 0, 500);
    story_begin(story);
    story_expect(story, "mirror_gap", "40", 1);
    story_expect(story, "asymmetry", "20", 1);
}

/* The furthest that suspicion can go: from 1 % to 99 %. */
static void the_ends_of_suspicion(void **state)
{
    struct story *story = story_new(state, 2);
    story_suspicion(story, 0);
    story_begin(story);
    story->world.relations[0][1].assess = 2000000000;
    story->world.relations[1][0].assess = 2000000000;
    story_turn(story);
    story_expect(story, "mistrust", "99", 2);
    story_expect(story, "mistrust_rise", "98", 2);
    story_expect(story, "mutual_fear", "99", 1);
    story_expect(story, "mirror_gap", "99", 1);
    story->log.worlds[1].relations[1][0].assess = -2000000000;
    story_expect(story, "mutual_fear", "1", 1);
    story_expect(story, "asymmetry", "98", 1);
    story_expect(story, "mirror_gap", "50", 1);
}

static void suspicion_of_the_guilty_alone(void **state)
{
    struct story *story = story_new(state, 2);
    story->world.actors[0].motive = MOTIVE_GREEDY;
    story_begin(story);
    story_turn(story);
    story_expect(story, "mistrust", "20", 1);
    story_expect_none(story, "mirror_gap");
    story_expect_none(story, "asymmetry");
    story->log.worlds[1].actors[1].motive = story->log.worlds[0].actors[1].motive = MOTIVE_LIMITED;
    story_expect_none(story, "mistrust");
    story_expect_none(story, "mistrust_rise");
    story_expect(story, "mutual_fear", "20", 1);
}

static void every_row_has_a_case(void **state)
{
    (void)state;
    story_covers(&metrics_fear);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY_TEST(beliefs_against_motives),
        STORY_TEST(beliefs_about_the_dead_end),
        STORY_TEST(no_beliefs),
        STORY_TEST(suspicion_at_the_end),
        STORY_TEST(pairs_of_seekers),
        STORY_TEST(the_ends_of_suspicion),
        STORY_TEST(suspicion_of_the_guilty_alone),
        cmocka_unit_test(every_row_has_a_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
