#include "common/debrief/escalation.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/debrief/families.h"
#include "tests/unit/common/debrief/story.h"

/* The weights and rungs of rulebook section 13, after Rivera et al. 2024. */
static void weights_and_rungs(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int weight;
        enum rung rung;
    } acts[ACT_COUNT] = {
        {"open_books", -2, RUNG_RESTRAINT},
        {"scrap", -2, RUNG_RESTRAINT},
        {"peaceful", -2, RUNG_RESTRAINT},
        {"non_aggression", -2, RUNG_RESTRAINT},
        {"arms", 4, RUNG_ARMS},
        {"other_pact", 4, RUNG_ARMS},
        {"mobilise", 4, RUNG_CRISIS},
        {"warn", 12, RUNG_CRISIS},
        {"demand", 12, RUNG_CRISIS},
        {"breach", 12, RUNG_CRISIS},
        {"mole", 12, RUNG_CRISIS},
        {"attack", 28, RUNG_WAR},
        {"eliminate", 60, RUNG_RUIN},
    };
    assert_int_equal(act_names.count, ACT_COUNT);
    for (int act = 0; act < ACT_COUNT; act++) {
        assert_string_equal(act_names.names[act], acts[act].name);
        assert_int_equal(act_weight(act), acts[act].weight);
        assert_int_equal(act_rung(act), acts[act].rung);
    }
}

/* Turn 1: 0 opens its books twice, scraps, declares itself peaceful and agrees on peace with 1: -8 and -2.
 * Turn 2: 0 arms, mobilises and has another pact with 1, who warns: 12 and 16; 2 breaks a pact, has a mole
 * and attacks: 52. Turn 3: 2 eliminates 1, who warned it: 60 and 12. Turn 4: 2 demands: 12; 1 is dead. */
static struct story *ladder(void **state)
{
    struct story *story = story_new(state, 3);
    story_begin(story);
    STORY_EVENT(story, EVENT_OPEN_BOOKS, 0, 1);
    STORY_EVENT(story, EVENT_OPEN_BOOKS, 0, 2);
    STORY_EVENT(story, EVENT_SCRAP, 0, 1);
    STORY_EVENT(story, EVENT_DECLARE, 0, DECLARE_PEACEFUL, -1);
    STORY_EVENT(story, EVENT_PACT, 0, 1, PACT_NON_AGGRESSION, 0);
    STORY_EVENT(story, EVENT_OFFER, 2, 1, PACT_DEFENSIVE, 0);
    STORY_EVENT(story, EVENT_BUDGET, 2, 10, 0, 0, 0, 0);
    story_turn(story);
    story_arms(story, 0, 100, 0);
    STORY_EVENT(story, EVENT_MOBILISE, 0);
    STORY_EVENT(story, EVENT_PACT, 0, 1, PACT_UNCONDITIONAL, 1);
    STORY_EVENT(story, EVENT_DECLARE, 1, DECLARE_WARN, 0);
    STORY_EVENT(story, EVENT_BREACH, 2, 1);
    STORY_EVENT(story, EVENT_LEAK, 2, 0);
    story_attack(story, 2, 1);
    story_battle(story, 1, false, 500);
    story_turn(story);
    story_attack(story, 2, 1);
    story_battle(story, 1, true, 500);
    STORY_EVENT(story, EVENT_ELIMINATED, 1);
    STORY_EVENT(story, EVENT_DECLARE, 1, DECLARE_WARN, 2); /* its last act */
    story->world.actors[1].alive = 0;
    story_turn(story);
    STORY_EVENT(story, EVENT_DECLARE, 2, DECLARE_DEMAND, 0);
    story_turn(story);
    return story;
}

static void acts_of_a_turn(void **state)
{
    static const int scores[4][3] = {{-8, -2, 0}, {12, 16, 52}, {0, 12, 60}, {0, 0, 12}};
    static const enum rung rungs[4][3] = {{RUNG_RESTRAINT, RUNG_RESTRAINT, RUNG_QUIET},
                                          {RUNG_CRISIS, RUNG_CRISIS, RUNG_WAR},
                                          {RUNG_QUIET, RUNG_CRISIS, RUNG_RUIN},
                                          {RUNG_QUIET, RUNG_QUIET, RUNG_CRISIS}};
    struct story *story = ladder(state);
    for (int t = 1; t <= 4; t++) {
        for (int i = 0; i < 3; i++) {
            assert_int_equal(escalation_score(&story->log, t, i), scores[t - 1][i]);
            assert_int_equal(escalation_rung(&story->log, t, i), rungs[t - 1][i]);
        }
    }
    assert_int_equal(escalation_acts(&story->log, 2, 2), 1 << ACT_BREACH | 1 << ACT_MOLE | 1 << ACT_ATTACK);
    assert_int_equal(escalation_acts(&story->log, 3, 2), 1 << ACT_ELIMINATE);
}

/* -10, 80, 72 and 12 over 3, 3, 3 and 2 actors. */
static void scores_over_time(void **state)
{
    struct story *story = ladder(state);
    story_expect(story, "escalation", "14", 11);
    story_expect(story, "escalation_first", "-3.333333", 3);
    story_expect(story, "escalation_middle", "26.666667", 3); /* turn 2 of 4 */
    story_expect(story, "escalation_last", "6", 2);
    story->log.turns = 3;
    story_expect(story, "escalation_middle", "26.666667", 3); /* turn 2 of 3 */
    story_expect(story, "escalation_last", "24", 3);
    story->log.turns = 1;
    story_expect(story, "escalation_middle", "-3.333333", 3);
    story_expect(story, "escalation_last", "-3.333333", 3);
    story->log.turns = 0;
    story_expect_none(story, "escalation");
    story_expect_none(story, "escalation_first");
    story_expect_none(story, "escalation_middle");
    story_expect_none(story, "escalation_last");
}

/* 1's arms rise by 100 in turn 1 and 2's by 300 in turn 2, as 0 sees it (truly 150 and 250). */
static struct story *rises(void **state)
{
    struct story *story = story_new(state, 3);
    story_arms(story, 1, 50, 0);
    story_begin(story);
    story_arms(story, 1, 200, 0);
    story_sees(story, 0, 1, 100, 0);
    story_turn(story);
    story_arms(story, 2, 0, 250);
    story_sees(story, 0, 2, 300, 0);
    story_turn(story);
    story_arms(story, 0, 100, 0);
    story_turn(story);
    story_arms(story, 0, 200, 0);
    story_turn(story);
    story_arms(story, 0, 300, 0);
    story_turn(story);
    return story;
}

static void causes(void **state)
{
    struct story *story = rises(state);
    static const struct {
        int turn, who, rose, seen, truly;
    } expected[] = {
        {1, -1, 0, 0, 0}, {2, 1, 1, 100, 150}, {3, 2, 2, 300, 250}, {4, 2, 2, 300, 250}, {5, -1, 0, 0, 0}};
    for (int c = 0; c < 5; c++) {
        struct escalation_cause cause = escalation_cause_of(&story->log, expected[c].turn, 0);
        assert_int_equal(cause.who, expected[c].who);
        if (cause.who < 0)
            continue;
        assert_int_equal(cause.turn, expected[c].rose);
        assert_int_equal(cause.seen_rise, expected[c].seen);
        assert_int_equal(cause.true_rise, expected[c].truly);
    }
    assert_int_equal(escalation_cause_of(&story->log, 3, 1).who, -1); /* saw nothing */
    for (int t = 0; t <= 5; t++)
        story->log.worlds[t].scenario.proximity[2][0] = 0; /* cannot harm 0 */
    assert_int_equal(escalation_cause_of(&story->log, 3, 0).who, 1);
    story->log.worlds[2].actors[1].alive = 0;
    assert_int_equal(escalation_cause_of(&story->log, 3, 0).who, -1);
}

/* The other end of the list: 0 falls, and 0's rise is what the others saw. */
static void the_first_of_the_list(void **state)
{
    struct story *story = story_new(state, 2);
    story_begin(story);
    story_arms(story, 0, 100, 0);
    story_sees(story, 1, 0, 100, 0);
    story_turn(story);
    story_arms(story, 1, 100, 0);
    story_attack(story, 1, 0);
    story_battle(story, 0, true, 500);
    story->world.actors[0].alive = 0;
    story_turn(story);
    assert_int_equal(escalation_score(&story->log, 2, 1), 64);
    assert_int_equal(escalation_cause_of(&story->log, 2, 1).who, 0);
    story_expect(story, "escalation_answered", "100", 1);
    story_arms(story, 1, 200, 0);
    STORY_EVENT(story, EVENT_SCRAP, 0, 1); /* the dead do nothing, whatever is told of them */
    story_turn(story);
    assert_int_equal(escalation_score(&story->log, 3, 0), 0);
    assert_int_equal(escalation_score(&story->log, 3, 1), 4);
}

/* Steps up from turn 2 on: 2's in turn 2 (it saw nothing) and 0's in turn 3 (caused); in turns 4 and 5 0
 * stays on its rung. */
static void steps_answered(void **state)
{
    struct story *story = rises(state);
    story_expect(story, "escalation_answered", "50", 2);
    story->log.turns = 1; /* 1's first step has nothing before it */
    story_expect_none(story, "escalation_answered");
}

/* An attack suffered comes before any rise: 1 struck 0 in turn 1, while 2's arms rose by 100. */
static void an_attack_is_the_first_cause(void **state)
{
    struct story *story = story_new(state, 3);
    story_begin(story);
    story_attack(story, 1, 0);
    story_battle(story, 0, false, 500);
    story_arms(story, 2, 100, 0);
    story_sees(story, 0, 2, 100, 0);
    story_turn(story);
    story_turn(story);
    story_turn(story);
    story_turn(story);
    struct escalation_cause cause = escalation_cause_of(&story->log, 3, 0);
    assert_int_equal(cause.who, 1);
    assert_int_equal(cause.turn, 1);
    assert_true(cause.attacked);
    assert_int_equal(cause.seen_rise, 0);
    assert_false(escalation_cause_of(&story->log, 4, 0).attacked);
    assert_int_equal(escalation_cause_of(&story->log, 4, 0).who, -1);
}

static void every_row_has_a_case(void **state)
{
    (void)state;
    story_covers(&metrics_escalation);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weights_and_rungs), STORY_TEST(acts_of_a_turn),
        STORY_TEST(scores_over_time),        STORY_TEST(causes),
        STORY_TEST(the_first_of_the_list),   STORY_TEST(an_attack_is_the_first_cause),
        STORY_TEST(steps_answered),          cmocka_unit_test(every_row_has_a_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
