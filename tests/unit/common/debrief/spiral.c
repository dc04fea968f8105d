#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/debrief/families.h"
#include "tests/unit/common/debrief/story.h"

static void arms_of(struct story *story, int first, int second)
{
    story_arms(story, 0, first, 0);
    story_arms(story, 1, 0, second);
}

/* Arms 1000, 1100, 1300, 1700 and 1000, 1200, 1500, 2000. Answers of 0 to 1: (200, 200), (300, 400); of 1 to
 * 0: (100, 300), (200, 500). n 4, Sx 800, Sy 1400, Sxx 180 000, Sxy 290 000: (1 160 000 - 1 120 000) /
 * (720 000 - 640 000) = 0.5. */
static void an_index_of_answers(void **state)
{
    static const int arms[][2] = {{1000, 1000}, {1100, 1200}, {1300, 1500}, {1700, 2000}};
    struct story *story = story_new(state, 2);
    arms_of(story, arms[0][0], arms[0][1]);
    story_begin(story);
    for (int t = 1; t <= 3; t++) {
        arms_of(story, arms[t][0], arms[t][1]);
        story_turn(story);
        if (t == 1)
            story_expect_none(story, "spiral_index");
    }
    story_expect(story, "spiral_index", "0.5", 4);
    /* out of 0's reach, 1 answers nobody: (200, 200), (300, 400) of 0 alone */
    for (int t = 0; t <= 3; t++)
        story->log.worlds[t].scenario.proximity[0][1] = 0;
    story_expect(story, "spiral_index", "2", 2);
}

/* The answer is given in turn t + 1: both must live when it begins. */
static void the_dead_answer_nobody(void **state)
{
    struct story *story = story_new(state, 2);
    arms_of(story, 1000, 1000);
    story_begin(story);
    for (int t = 1; t <= 4; t++) {
        arms_of(story, 1000 + 100 * t * t, 1000 + 300 * t * t);
        story->world.actors[1].alive = t < 3;
        story_turn(story);
    }
    /* rises 100, 300, 500 and 300, 900, 1500 in turns 1..3; pairs of turns (1, 2) and (2, 3):
     * (300, 300), (900, 500), (100, 900), (300, 1500). Sx 1600, Sy 3200, Sxx 1 000 000, Sxy 1 080 000:
     * (4 320 000 - 5 120 000) / (4 000 000 - 2 560 000) = -5/9 */
    story_expect(story, "spiral_index", "-0.555556", 4);
}

/* 0: 1000, 1500, 3000; 1: 400, 400, 300; 2: 0, 100, 200, and dead. 1.5, 2, 1, 0.75, 2 make 7.25 / 5. */
static void growth_of_arms(void **state)
{
    struct story *story = story_new(state, 4);
    story->world.actors[2].dual = 0;
    arms_of(story, 1000, 400);
    story_begin(story);
    story_expect_none(story, "growth");
    arms_of(story, 1500, 400);
    story->world.actors[2].dual = 100; /* from nothing: no factor */
    story_turn(story);
    arms_of(story, 3000, 300);
    story->world.actors[2].dual = 200;
    story_turn(story);
    story_expect(story, "growth", "1.45", 5);
    story->world.actors[0].alive = story->world.actors[1].alive = story->world.actors[2].alive = 0;
    story_turn(story);
    story_expect(story, "growth", "1.45", 5); /* the dead do not grow */
    story->log.worlds[3].actors[1].alive = 1;
    story_expect(story, "growth", "1.375", 6); /* but 1 does: 300 to 300 */
}

/* An uncapped race by the theory: with a vulnerability of 300 accepted, g 160, phi 90 it grows 2.31-fold
 * (rulebook 14). Here only that the mean factor of a geometric row is its quotient, to the sixth decimal. */
static void growth_of_a_race(void **state)
{
    struct story *story = story_new(state, 2);
    int arms = 1000;
    arms_of(story, arms, arms);
    story_begin(story);
    for (int t = 1; t <= 9; t++, arms *= 2) {
        arms_of(story, 2 * arms, 2 * arms);
        story_turn(story);
    }
    story_expect(story, "growth", "2", 18);
    story_expect(story, "spiral_index", "2", 16);
}

/* Three of four turns; three actors have three pairs, of which one spirals, and lose a member after turn 2:
 * 3 / (3 + 3 + 1 + 1). */
static void time_in_spirals(void **state)
{
    struct story *story = story_new(state, 3);
    arms_of(story, 1000, 1000);
    story_sees_all(story);
    story_begin(story);
    story_expect(story, "spirals", "0", 1);
    story_expect_none(story, "spiral_share");
    for (int t = 1; t <= 4; t++) {
        if (t <= 3)
            arms_of(story, 1000 + 100 * t, 1000 + 50 * t);
        story_sees_all(story);
        story->world.actors[2].alive = t < 2;
        story_turn(story);
    }
    story_expect(story, "spirals", "1", 1);
    story_expect(story, "spiral_share", "37.5", 8);
}

static void every_row_has_a_case(void **state)
{
    (void)state;
    story_covers(&metrics_spiral);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY_TEST(an_index_of_answers), STORY_TEST(the_dead_answer_nobody),
        STORY_TEST(growth_of_arms),      STORY_TEST(growth_of_a_race),
        STORY_TEST(time_in_spirals),     cmocka_unit_test(every_row_has_a_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
