#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/debrief/families.h"
#include "tests/unit/common/debrief/story.h"

/* 0 shows restraint in turns 2 and 3, before 1, 2 and 3 (4 is dead, 5 far away): 1 believes it and spends
 * less, 2 attacks it. In turns 5 and 6 1 does, before 0, 2, 3, of whom nobody thinks or spends less: of six
 * who saw restraint one believed, one answered, one exploited it. */
static void restraint_and_its_answers(void **state)
{
    struct story *story = story_new(state, 6);
    for (int i = 0; i < 6; i++) {
        story_budget(story, i, 6, 4, 0, 0, 0);
        story->world.scenario.proximity[i][5] = story->world.scenario.proximity[5][i] = 0;
    }
    story->world.actors[4].alive = 0;
    story_begin(story);
    story_expect(story, "reassurances", "0", 1);
    story_expect_none(story, "reassurance_believed");
    story_turn(story);
    story_budget(story, 0, 10, 0, 0, 0, 0);
    story_turn(story);
    story_suspects(story, 1, 0, 150);
    story_turn(story);
    story_budget(story, 0, 6, 4, 0, 0, 0);
    story_budget(story, 1, 7, 3, 0, 0, 0);
    story_attack(story, 2, 0);
    story_battle(story, 0, false, 500);
    story_turn(story);
    story_budget(story, 1, 10, 0, 0, 0, 0);
    story_turns(story, 2);
    story_budget(story, 1, 7, 3, 0, 0, 0);
    story_turn(story);
    story_expect(story, "reassurances", "2", 1);
    story_expect(story, "reassurance_believed", "16.666667", 6);
    story_expect(story, "reassurance_answered", "16.666667", 6);
    story_expect(story, "reassurance_exploited", "16.666667", 6);
}

/* 0 believes 1 and 2 benign (50) and arms: a case. 1 believes 0 benign, but not 2 (100): none. 2 believes
 * both benign and does not arm. Nobody reaches 3, whom nobody can reassure: none. */
static void arming_without_fear(void **state)
{
    struct story *story = story_new(state, 4);
    for (int i = 0; i < 3; i++)
        story->world.scenario.proximity[i][3] = 0;
    story->world.scenario.proximity[3][0] = story->world.scenario.proximity[3][1] = 0;
    story->world.scenario.proximity[3][2] = 0;
    story_suspicion(story, 50);
    story_suspects(story, 1, 2, 100);
    story_begin(story);
    story_expect_none(story, "routine_arming");
    for (int i = 0; i < 4; i++)
        story_budget(story, i, 9, 0, 0, i != 2, 0);
    story_turn(story);
    story_expect(story, "routine_arming", "50", 2);
    story->book.orders[1].belief[2] = 99; /* what is stated counts */
    story->book.orders[0].belief[1] = 100;
    story_turn(story);
    story_expect(story, "routine_arming", "50", 4); /* 0 and 2; 1 and 2 */
    story->world.actors[2].alive = 0;
    story_turn(story); /* the last turn in which 2 counts: as in the first one */
    story_turn(story); /* 1 has only 0 left: 0 and 1 */
    story_expect(story, "routine_arming", "62.5", 8);
}

static void every_row_has_a_case(void **state)
{
    (void)state;
    story_covers(&metrics_reassurance);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY_TEST(restraint_and_its_answers),
        STORY_TEST(arming_without_fear),
        cmocka_unit_test(every_row_has_a_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
