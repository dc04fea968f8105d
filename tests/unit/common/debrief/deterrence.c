#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/debrief/families.h"
#include "tests/unit/common/debrief/story.h"

/* 0 is greedy with 1000 of strike: attack pays from c = 1000 * 150 / (360 + 75) = 344 permille. It sees 1
 * with 2000 of fortify (p 200: deterred) or with 1000 (p 500: tempted). */
static struct story *predator(void **state, int n)
{
    struct story *story = story_new(state, n);
    story->world.actors[0].motive = MOTIVE_GREEDY;
    story_arms(story, 0, 0, 1000);
    story_sees(story, 0, 1, 2000, 0);
    return story;
}

static void attack(struct story *story, int i, int j)
{
    story_attack(story, i, j);
    story_battle(story, j, false, 200);
    story_turn(story);
}

/* Deterred four times, once it attacks all the same; tempted twice, once it attacks. */
static void direct_deterrence(void **state)
{
    struct story *story = predator(state, 2);
    story_begin(story);
    story_expect_none(story, "deterrence_success");
    story_turns(story, 3);
    story_expect(story, "deterrence_success", "100", 3);
    attack(story, 0, 1);
    story_sees(story, 0, 1, 1000, 0);
    story_turn(story); /* what is seen after the turn counts for the next one */
    story_expect(story, "deterrence_failure", "20", 5);
    story_expect(story, "no_deterrent", "0", 5);
    story_expect_none(story, "weakness_attacked");
    story_turn(story);
    story_expect(story, "weakness_attacked", "0", 1);
    attack(story, 0, 1);
    story_expect(story, "deterrence_success", "80", 5);
    story_expect(story, "deterrence_failure", "20", 5);
    story_expect(story, "no_deterrent", "28.571429", 7);
    story_expect(story, "weakness_attacked", "50", 2);
}

/* The very threshold: 1000 against 1382 of wall are 344 permille (0.34368): not below c, so it tempts;
 * against 1384 343 (0.34303). */
static void the_threshold_itself(void **state)
{
    struct story *story = predator(state, 2);
    story_sees(story, 0, 1, 1382, 0);
    story_begin(story);
    story_turn(story);
    story_expect(story, "no_deterrent", "100", 1);
    story->log.worlds[0].relations[0][1].est_fortify = 1384;
    story_expect(story, "no_deterrent", "0", 1);
    assert_int_equal(deterrence_threshold(&story->world, 0, 1), 344);
    /* the prize is of the victim's territory: 6 of 20 units: 150 000 / (720 + 75) = 188.6 */
    story->world.actors[1].territory = 20;
    assert_int_equal(deterrence_threshold(&story->world, 0, 1), 188);
    /* limited aims: 60 %: 360 + 75 */
    story->world.actors[0].motive = MOTIVE_LIMITED;
    assert_int_equal(deterrence_threshold(&story->world, 0, 1), 344);
    story->world.scenario.parameters.gain[MOTIVE_LIMITED] = 0;
    story->world.scenario.parameters.fail_cost = 0;
    assert_int_equal(deterrence_threshold(&story->world, 0, 1), 75000);
}

/* Seekers, the dead, those out of reach and the turns of grace make no case. */
static void no_cases(void **state)
{
    struct story *story = predator(state, 4);
    story->world.scenario.parameters.grace_turns = 2;
    story->world.actors[2].alive = 0;
    story->world.scenario.proximity[0][3] = 0;
    story_begin(story);
    story_turns(story, 2);
    story_expect_none(story, "deterrence_success");
    story_expect_none(story, "no_deterrent");
    story_turn(story);
    story_expect(story, "deterrence_success", "100", 1); /* 1 alone */
    story->world.actors[0].alive = 0;
    story_turns(story, 2);
    story_expect(story, "deterrence_success", "100", 2);
}

/* An attack to which an ally called it is an attack on that one, and none on the others. */
static void called_attacks_count(void **state)
{
    struct story *story = predator(state, 3);
    story_sees(story, 0, 2, 2000, 0);
    story_begin(story);
    story_joined(story, 0, 2, 1);
    story_attack(story, 2, 1);
    story_battle(story, 1, false, 200);
    story_turn(story);
    story_expect(story, "deterrence_failure", "50", 2);
}

/* Alone 1 tempts (500 permille); with the 1000 of its partner 2 it does not (200). */
static struct story *protected(void **state)
{
    struct story *story = predator(state, 3);
    story_sees(story, 0, 1, 1000, 0);
    story_sees(story, 0, 2, 1000, 0);
    story->world.scenario.proximity[0][2] = 0;
    story_pact(story, 1, 2, PACT_DEFENSIVE);
    return story;
}

static void extended_deterrence(void **state)
{
    struct story *story = protected(state);
    story_begin(story);
    story_turn(story);
    story_expect(story, "extended_success", "100", 1);
    attack(story, 0, 1);
    story_expect(story, "extended_success", "50", 2);
    story_expect(story, "no_deterrent", "100", 2);
}

enum unprotected { NO_PACT, ONLY_PEACE, TOO_FAR, TOO_WEAK, DEAD, OWN_PARTNER, SECRET, WAYS };

/* What takes the protection away, one by one. */
static void extended_deterrence_needs_a_wall(void **state)
{
    for (int way = 0; way < WAYS; way++) {
        struct story *story = protected(state);
        if (way == NO_PACT || way == ONLY_PEACE)
            story_pact(story, 1, 2, way == NO_PACT ? PACT_NONE : PACT_NON_AGGRESSION);
        else if (way == TOO_FAR)
            story->world.scenario.proximity[2][1] = 30; /* 1300: 1 / (1 + 1.69) = 372 */
        else if (way == TOO_WEAK)
            story_sees(story, 0, 2, 381, 0); /* 1381: 344, not below c */
        else if (way == DEAD)
            story->world.actors[2].alive = 0;
        else if (way == OWN_PARTNER)
            story_pact(story, 0, 2, PACT_NON_AGGRESSION);
        else
            story->world.relations[1][2].secret = story->world.relations[2][1].secret = 1;
        story_begin(story);
        story_turn(story);
        story_expect_none(story, "extended_success");
        story_expect(story, "weakness_attacked", "0", 1);
        if (way != SECRET)
            continue;
        story->world.relations[0][2].leaked = 1; /* a mole reads the pact */
        story_begin(story);
        story_turn(story);
        story_expect(story, "extended_success", "100", 1);
    }
}

/* The same among others: 1 is the predator, 2 the prey, 3 its partner; 0 stands by, knows secrets and has
 * bonds of its own. */
static void deterrence_among_others(void **state)
{
    for (int way = 0; way < 3; way++) {
        struct story *story = story_new(state, 4);
        story->world.actors[1].motive = MOTIVE_GREEDY;
        story_arms(story, 1, 0, 1000);
        story->world.scenario.proximity[1][0] = story->world.scenario.proximity[1][3] = 0;
        story_sees(story, 1, 2, 1000, 0);
        story_sees(story, 1, 3, 1000, 0);
        story_pact(story, 2, 3, PACT_DEFENSIVE);
        story_pact(story, 0, 3, PACT_NON_AGGRESSION);
        if (way)
            story->world.relations[3][2].secret = 1;
        story->world.relations[0][2].leaked = story->world.relations[1][0].leaked = 1;
        story->world.relations[1][2].leaked = way == 2;
        story_begin(story);
        story_attack(story, 0, 2);
        story_battle(story, 2, false, 200);
        story_turn(story);
        story_expect(story, "weakness_attacked", "0", 1);
        if (way == 1)
            story_expect_none(story, "extended_success");
        else
            story_expect(story, "extended_success", "100", 1);
        attack(story, 1, 2);
        story_expect(story, "weakness_attacked", "50", 2);
    }
}

static void mobilise(struct story *story, int i)
{
    STORY_EVENT(story, EVENT_MOBILISE, i);
}

/* Turn 1: 0 mobilises, turn 2: 1 does so too, no attack: success. Turn 6: 0 mobilises, turn 7: 1 warns it; 0
 * attacks 1 in turn 9, the second after the answer: failure, though three turns after the mobilisation. Turn
 * 11: 0 mobilises, 12: 1 warns another; no case. Turn 13: 0 mobilises, 14: attacks 2. Of five mobilisations
 * (1's in turn 2 too) one is followed by an attack within two turns. */
static void immediate_deterrence(void **state)
{
    struct story *story = story_new(state, 3);
    story_begin(story);
    mobilise(story, 0);
    story_turn(story);
    mobilise(story, 1);
    story_turn(story);
    story_expect(story, "immediate_success", "100", 1);
    story_turns(story, 3);
    mobilise(story, 0);
    story_turn(story);
    STORY_EVENT(story, EVENT_DECLARE, 1, DECLARE_WARN, 0);
    story_turns(story, 2);
    attack(story, 0, 1);
    story_expect(story, "immediate_success", "50", 2);
    story_expect(story, "mobilisation_attack", "0", 3);
    story_turn(story);
    mobilise(story, 0);
    story_turn(story);
    STORY_EVENT(story, EVENT_DECLARE, 1, DECLARE_WARN, 2);
    STORY_EVENT(story, EVENT_DECLARE, 2, DECLARE_DEMAND, 0);
    story_turn(story);
    mobilise(story, 0);
    story_turn(story);
    attack(story, 0, 2);
    story_expect(story, "immediate_success", "50", 2);
    story_expect(story, "mobilisation_attack", "20", 5);
}

/* One turn later it is another story; in the last turn there is nobody to answer. */
static void the_window_of_an_answer(void **state)
{
    struct story *story = story_new(state, 3);
    story_begin(story);
    mobilise(story, 0);
    story_turn(story);
    mobilise(story, 2);
    story_turns(story, 3);
    attack(story, 0, 2); /* turn 5 */
    story_expect(story, "immediate_success", "100", 1);
    mobilise(story, 0);
    story_turn(story);
    story_expect(story, "immediate_success", "100", 1);
    story_expect(story, "mobilisation_attack", "0", 3);
    mobilise(story, 0); /* in the same turn as the attack */
    attack(story, 0, 2);
    story_expect(story, "mobilisation_attack", "50", 4); /* the one of the turn before was followed too */
}

/* 1 mobilises and attacks 0 in the same turn; 0 and 2 answer, 1 attacks 2 in the third turn after: against 0
 * it was deterred from then on. 3 mobilises in turn 1 and attacks in turn 3: within two turns; 2 in turn 2
 * and 5: not. */
static void mobilisations_among_others(void **state)
{
    struct story *story = story_new(state, 4);
    story_begin(story);
    mobilise(story, 1);
    story->world.scenario.proximity[3][0] = story->world.scenario.proximity[3][2] = 0;
    mobilise(story, 3);
    attack(story, 1, 0);
    mobilise(story, 0);
    mobilise(story, 2);
    story_turn(story);
    attack(story, 3, 1);
    attack(story, 1, 2);
    attack(story, 2, 1);
    /* 1: answered by 0 (success) and by 2 (failure); 3: its answers are out of its reach */
    story_expect(story, "immediate_success", "50", 2);
    story_expect(story, "mobilisation_attack", "50", 4); /* 1 and 3; not 0, and 2 only in turn 5 */
}

/* Who died before it could answer; the attack on another one is none on who answered. */
static void answers_of_the_living(void **state)
{
    struct story *story = story_new(state, 4);
    story->world.actors[0].alive = 0;
    story->world.actors[3].alive = 0;
    story_begin(story);
    mobilise(story, 1);
    story_turn(story);
    STORY_EVENT(story, EVENT_DECLARE, 2, DECLARE_WARN, 1);
    STORY_EVENT(story, EVENT_DECLARE, 3, DECLARE_WARN, 1);
    story_turn(story);
    story_expect(story, "immediate_success", "100", 1);
    story->world.actors[0].alive = 1;
    story_begin(story);
    mobilise(story, 1);
    story_turn(story);
    STORY_EVENT(story, EVENT_DECLARE, 0, DECLARE_WARN, 1);
    attack(story, 1, 2);
    story_expect(story, "immediate_success", "100", 1);
}

/* Who is out of the mobiliser's reach does not answer it. */
static void answers_from_far_away(void **state)
{
    struct story *story = story_new(state, 2);
    story->world.scenario.proximity[0][1] = 0;
    story_begin(story);
    mobilise(story, 0);
    story_turn(story);
    mobilise(story, 1);
    story_turns(story, 4);
    story_expect_none(story, "immediate_success");
    story_expect(story, "mobilisation_attack", "0", 2);
}

/* In turn 3 0 attacks 1, whose arms rose from 1000 to 1200 in turn 1 while 0's suspicion rose: a backfire. In
 * turn 4 again: the rise is three turns ago. */
static void backfires(void **state)
{
    struct story *story = story_new(state, 3);
    story_arms(story, 1, 1000, 0);
    story_suspects(story, 1, 0, 600);
    story_begin(story);
    story_arms(story, 1, 700, 500);
    story_turn(story);
    story_suspects(story, 0, 1, 250);
    story_turn(story);
    attack(story, 0, 1);
    story_expect(story, "backfire", "100", 1);
    attack(story, 0, 1);
    story_expect(story, "backfire", "50", 2);
    assert_int_equal(attack_backfired(&story->log, 3, 0, 1), 1);
    assert_int_equal(attack_backfired(&story->log, 4, 0, 1), 0);
    story->log.worlds[1].actors[1].strike = 499; /* 1199 */
    story_expect(story, "backfire", "0", 2);
    story->log.turn[1].mobilised[1] = true;
    story_expect(story, "backfire", "50", 2);
    story->log.worlds[2].relations[0][1].assess = story->log.worlds[0].relations[0][1].assess;
    story_expect(story, "backfire", "0", 2); /* suspicion did not rise */
}

/* 1 attacks 0, which rose from nothing; 0 is joined by nobody. Then 0 has nothing, again and again: no rise.
 */
static void backfires_of_the_first(void **state)
{
    struct story *story = story_new(state, 2);
    story_begin(story);
    story_arms(story, 0, 100, 0);
    story_turn(story);
    story_suspects(story, 1, 0, 250);
    story_suspects(story, 0, 1, 100);
    story_turn(story);
    attack(story, 1, 0);
    story_expect(story, "backfire", "100", 1);
    story->log.worlds[1].actors[0].fortify = 0;
    story->log.worlds[2].actors[0].fortify = 0;
    story_expect(story, "backfire", "0", 1);
}

/* Called allies, the greedy, and the first turn. */
static void no_backfires(void **state)
{
    struct story *story = story_new(state, 3);
    story->world.actors[2].motive = MOTIVE_GREEDY;
    story_begin(story);
    story_arms(story, 1, 1000, 0); /* from nothing */
    story_suspicion(story, 300);
    attack(story, 0, 1);
    story_expect(story, "backfire", "0", 1); /* the rise of the same turn is not seen yet */
    story_joined(story, 0, 2, 1);
    attack(story, 2, 1);
    story_expect(story, "backfire", "0", 1);
    attack(story, 0, 1);
    story_expect(story, "backfire", "50", 2); /* turn 3 after turn 1: from nothing is a rise */
}

static void every_row_has_a_case(void **state)
{
    (void)state;
    story_covers(&metrics_deterrence);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY_TEST(direct_deterrence),
        STORY_TEST(the_threshold_itself),
        STORY_TEST(no_cases),
        STORY_TEST(called_attacks_count),
        STORY_TEST(extended_deterrence),
        STORY_TEST(extended_deterrence_needs_a_wall),
        STORY_TEST(deterrence_among_others),
        STORY_TEST(mobilisations_among_others),
        STORY_TEST(answers_of_the_living),
        STORY_TEST(backfires_of_the_first),
        STORY_TEST(immediate_deterrence),
        STORY_TEST(the_window_of_an_answer),
        STORY_TEST(answers_from_far_away),
        STORY_TEST(backfires),
        STORY_TEST(no_backfires),
        cmocka_unit_test(every_row_has_a_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
