#include "common/debrief/diagnosis.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/common/debrief/story.h"

#include <string.h>

/* The diagnosis of the last war. */
static struct diagnosis diagnosed(struct story *story)
{
    struct diagnosis diagnosis;
    const struct metric_input *input = story_input(story);
    assert_true(input->findings.war_count > 0);
    memset(&diagnosis, 0x5a, sizeof diagnosis);
    diagnose(input, &input->findings.wars[input->findings.war_count - 1], &diagnosis);
    assert_in_range(diagnosis.evidence_count, 1, EVIDENCE_MAX);
    assert_true(diagnosis.causes & 1u << diagnosis.main);
    return diagnosis;
}

static void assert_causes(const struct diagnosis *diagnosis, unsigned causes, int main_cause)
{
    if (diagnosis->causes != causes || diagnosis->main != main_cause)
        fail_msg("causes %x, main %s", diagnosis->causes, diagnosis_rules[diagnosis->main].name);
    assert_int_equal(diagnosis_is_dilemma(diagnosis), diagnosis_rules[main_cause].dilemma);
}

/* The diagnosis rests on exactly one piece of evidence of that kind, and this is it. */
static void assert_evidence(const struct diagnosis *diagnosis, const struct evidence *wanted)
{
    int found = 0;
    for (int e = 0; e < diagnosis->evidence_count; e++) {
        const struct evidence *evidence = &diagnosis->evidence[e];
        if (evidence->kind != wanted->kind)
            continue;
        found++;
        assert_int_equal(evidence->turn, wanted->turn);
        assert_int_equal(evidence->who, wanted->who);
        assert_int_equal(evidence->whom, wanted->whom);
        assert_int_equal(evidence->first, wanted->first);
        assert_int_equal(evidence->second, wanted->second);
    }
    assert_int_equal(found, 1);
}

#define EVIDENCE(diagnosis, ...) assert_evidence(diagnosis, &(const struct evidence){__VA_ARGS__})

/* i attacks j, and after the turn nothing is as it was before: what came after the attack is not why it came.
 */
static void attack(struct story *story, int i, int j)
{
    int n = story->world.scenario.actor_count;
    story_attack(story, i, j);
    story_battle(story, j, true, 500);
    story_suspicion(story, 950);
    for (int x = 0; x < n; x++)
        story_arms(story, x, 7 + x, 3 * x);
    story_sees_all(story);
    story_turn(story);
}

/* A greedy 0 with 1000 of strike sees 1000 of fortify: 500 permille, attack pays from 344 (deterrence.c). */
static void aggression_on_weakness(void **state)
{
    struct story *story = story_new(state, 2);
    story->world.actors[0].motive = MOTIVE_GREEDY;
    story_arms(story, 0, 0, 1000);
    story_sees(story, 0, 1, 1000, 0);
    story_begin(story);
    attack(story, 0, 1);
    struct diagnosis diagnosis = diagnosed(story);
    assert_causes(&diagnosis, 1 << CAUSE_AGGRESSION | 1 << CAUSE_WEAKNESS, CAUSE_AGGRESSION);
    assert_int_equal(diagnosis.evidence_count, 2);
    assert_int_equal(diagnosis.roe, ROE_LOOSE);
    EVIDENCE(&diagnosis, EVIDENCE_MOTIVE, 1, 0, 1, MOTIVE_GREEDY, 0);
    EVIDENCE(&diagnosis, EVIDENCE_TEMPTED, 1, 0, 1, 500, 344);
    story_arms(story, 0, 0, 1000);
    story_sees(story, 0, 1, 1382, 0); /* 344 (deterrence.c): just enough */
    story_begin(story);
    attack(story, 0, 1);
    diagnosis = diagnosed(story);
    EVIDENCE(&diagnosis, EVIDENCE_TEMPTED, 1, 0, 1, 344, 344);
}

/* It sees 2000: 200 permille. The last turn of the world. */
static void deterrence_that_failed(void **state)
{
    struct story *story = story_new(state, 2);
    story->world.actors[1].motive = MOTIVE_LIMITED;
    story->world.scenario.parameters.gain[MOTIVE_LIMITED] = 120;
    story_arms(story, 1, 0, 1000);
    story_sees(story, 1, 0, 2000, 0);
    story_begin(story);
    story_turns(story, TURNS_MAX - 1);
    attack(story, 1, 0);
    struct diagnosis diagnosis = diagnosed(story);
    assert_causes(&diagnosis, 1 << CAUSE_AGGRESSION | 1 << CAUSE_DETERRENCE_FAILURE, CAUSE_AGGRESSION);
    EVIDENCE(&diagnosis, EVIDENCE_MOTIVE, TURNS_MAX, 1, 0, MOTIVE_LIMITED, 0);
    EVIDENCE(&diagnosis, EVIDENCE_DETERRED, TURNS_MAX, 1, 0, 200, 344);
}

/* A seeker strikes a greedy one: right, whatever else drove it. Two with nothing: contest 500: risked 98,
 * saved 15, as between equals: the threshold is 867. */
static void fear_that_was_right(void **state)
{
    struct story *story = story_new(state, 2);
    story->world.actors[1].motive = MOTIVE_GREEDY;
    story_begin(story);
    story->book.orders[0].belief[1] = 867;
    attack(story, 0, 1);
    struct diagnosis diagnosis = diagnosed(story);
    assert_causes(&diagnosis, 1 << CAUSE_RIGHT_FEAR, CAUSE_RIGHT_FEAR);
    EVIDENCE(&diagnosis, EVIDENCE_MOTIVE, 1, 1, 0, MOTIVE_GREEDY, 0);
    EVIDENCE(&diagnosis, EVIDENCE_NO_FEAR, 1, 0, 1, 867, 867);
    story = story_new(state, 2);
    story->world.actors[1].motive = MOTIVE_GREEDY;
    story_begin(story);
    story->book.orders[0].belief[1] = 868;
    attack(story, 0, 1);
    diagnosis = diagnosed(story);
    assert_causes(&diagnosis, 1 << CAUSE_RIGHT_FEAR | 1 << CAUSE_PREEMPTION, CAUSE_RIGHT_FEAR);
    EVIDENCE(&diagnosis, EVIDENCE_FEAR, 1, 0, 1, 868, 867);
}

/* Both rise by 100 from 2000 on for `turns` turns; the suspicion of 0 about 1 goes from 150 to 300 in turn 1,
 * that of 1 about 0 from 200 to 250. Then `still` dull turns. */
static struct story *raced(void **state, int turns, int still)
{
    struct story *story = story_new(state, 2);
    for (int i = 0; i < 2; i++)
        story_arms(story, i, 1000, 1000);
    story_sees_all(story);
    story_suspects(story, 0, 1, 150);
    story_begin(story);
    for (int t = 1; t <= turns; t++) {
        for (int i = 0; i < 2; i++)
            story_arms(story, i, 1000 + 100 * t, 1000);
        story_sees_all(story);
        story_suspects(story, 0, 1, 300);
        story_suspects(story, 1, 0, 250);
        story_turn(story);
    }
    story_turns(story, still);
    return story;
}

static void a_spiral(void **state)
{
    struct story *story = raced(state, 3, 1);
    attack(story, 1, 0);
    struct diagnosis diagnosis = diagnosed(story);
    assert_causes(&diagnosis, 1 << CAUSE_SPIRAL, CAUSE_SPIRAL);
    assert_int_equal(diagnosis.evidence_count, 3);
    EVIDENCE(&diagnosis, EVIDENCE_EPISODE, 5, 1, 0, 1, 3);
    EVIDENCE(&diagnosis, EVIDENCE_SUSPICION, 5, 1, 0, 200, 250);
    /* 1300 / 1000 against me: p 372; AW 11 - 47 - 75 = -112 (floors), AA -210, WA -111 - 75: saved -24: never
     */
    EVIDENCE(&diagnosis, EVIDENCE_NO_FEAR, 5, 1, 0, 250, -1);
}

/* Suspicion fell again before the attack: it had calmed down. */
static void a_spiral_that_had_ended(void **state)
{
    struct story *story = raced(state, 3, 1);
    story_suspects(story, 1, 0, 200);
    story_turn(story);
    attack(story, 1, 0);
    struct diagnosis diagnosis = diagnosed(story);
    assert_causes(&diagnosis, 1 << CAUSE_MISREADING, CAUSE_MISREADING);
    assert_int_equal(diagnosis.evidence_count, 1);
}

/* The spiral was with another: 0 and 2 raced, 0 attacks 1; 1 and 2 raced, 1 attacks 0;
 * and then 2 and the third fight, which did not race each other. */
static void a_spiral_with_another(void **state)
{
    for (int who = 0; who < 2; who++) {
        struct story *story = story_new(state, 3);
        story_begin(story);
        for (int t = 1; t <= 3; t++) {
            story_arms(story, who, 1000 + 100 * t, 0);
            story_arms(story, 2, 1000 + 100 * t, 0);
            story_sees(story, who, 2, 1000 + 100 * t, 0);
            story_sees(story, 2, who, 1000 + 100 * t, 0);
            story_turn(story);
        }
        story_turn(story);
        attack(story, who, !who);
        assert_int_equal(story_input(story)->findings.spiral_count, 1);
        struct diagnosis diagnosis = diagnosed(story);
        assert_causes(&diagnosis, 1 << CAUSE_MISREADING, CAUSE_MISREADING);
        attack(story, 2, !who);
        diagnosis = diagnosed(story);
        assert_int_equal(diagnosis.causes & 1 << CAUSE_SPIRAL, 0);
        attack(story, !who, who);
        diagnosis = diagnosed(story);
        assert_int_equal(diagnosis.causes & 1 << CAUSE_SPIRAL, 0);
    }
}

/* An attack in the middle of a race: four turns before it, two after. */
static void a_spiral_that_goes_on(void **state)
{
    struct story *story = raced(state, 4, 0);
    for (int t = 5; t <= 6; t++) {
        for (int i = 0; i < 2; i++)
            story_arms(story, i, 1000 + 100 * t, 1000);
        story_sees_all(story);
        if (t == 5)
            story_attack(story, 0, 1);
        if (t == 5)
            story_battle(story, 1, true, 500);
        story_turn(story);
    }
    struct diagnosis diagnosis = diagnosed(story);
    assert_causes(&diagnosis, 1 << CAUSE_SPIRAL, CAUSE_SPIRAL);
    EVIDENCE(&diagnosis, EVIDENCE_EPISODE, 5, 0, 1, 1, 4);
}

/* 1 struck 0 in turn 1; 0 strikes back in turn 3 and again in turn 4, when that is too long ago. */
static void an_answer(void **state)
{
    for (int late = 0; late < 2; late++) {
        struct story *story = story_new(state, 2);
        story_begin(story);
        story_attack(story, 1, 0);
        story_battle(story, 0, false, 500);
        story_turn(story);
        for (int t = 2; t < 3 + late; t++)
            story_turn(story);
        story_attack(story, 0, 1);
        story_battle(story, 1, false, 500);
        story_turn(story);
        const struct metric_input *input = story_input(story);
        struct diagnosis diagnosis;
        assert_int_equal(input->findings.war_count, 2);
        diagnose(input, &input->findings.wars[1], &diagnosis);
        assert_int_equal((diagnosis.causes >> CAUSE_ANSWER) & 1, !late);
        assert_int_equal(diagnosis.main == CAUSE_ANSWER, !late);
        if (!late)
            EVIDENCE(&diagnosis, EVIDENCE_ATTACKED, 3, 0, 1, 1, 0);
    }
}

/* The war stands at the second turn of what becomes a race of three: the race of the time after it is not
 * what it came from. */
static void a_spiral_that_came_later(void **state)
{
    struct story *story = story_new(state, 2);
    story_sees_all(story);
    story_begin(story);
    for (int t = 1; t <= 4; t++) {
        for (int i = 0; i < 2; i++)
            story_arms(story, i, 1000 + 100 * t, 1000);
        story_sees_all(story);
        if (t == 2)
            story_attack(story, 0, 1);
        if (t == 2)
            story_battle(story, 1, true, 500);
        story_turn(story);
    }
    struct diagnosis diagnosis = diagnosed(story);
    assert_int_equal(diagnosis.causes & 1 << CAUSE_SPIRAL, 0);
}

/* In turn 2 1's arms rise from 1000 to 1200, seen as 1300; 0's suspicion rises from 200 to 300, and 0 strikes
 * in turn 4. Both want only safety. 0 with nothing against 1300: p 0: never worth it. */
static void a_backfire(void **state)
{
    struct story *story = story_new(state, 2);
    story_arms(story, 1, 1000, 0);
    story_sees(story, 0, 1, 1000, 0);
    story_suspects(story, 1, 0, 600);
    story_begin(story);
    story_turn(story);
    story_arms(story, 1, 1200, 0);
    story_sees(story, 0, 1, 1300, 0);
    story_turn(story);
    story_suspects(story, 0, 1, 300);
    story_turn(story);
    attack(story, 0, 1);
    struct diagnosis diagnosis = diagnosed(story);
    assert_causes(&diagnosis, 1 << CAUSE_BACKFIRE, CAUSE_BACKFIRE);
    assert_int_equal(diagnosis.evidence_count, 3);
    EVIDENCE(&diagnosis, EVIDENCE_RISE, 2, 0, 1, 300, 200);
    EVIDENCE(&diagnosis, EVIDENCE_SUSPICION, 4, 0, 1, 200, 300);
    /* AW -75 - 75, AA 0 - 300 ... : a meeting is 500 of nothing against nothing: -135 - 75 = -210; nobody can
     * attack me either: WA 500: -225: saved 15: 1000 * 150 / 165 = 909 */
    EVIDENCE(&diagnosis, EVIDENCE_NO_FEAR, 4, 0, 1, 300, 909);
}

static struct story *frightened(void **state, int permille)
{
    struct story *story = story_new(state, 2);
    for (int i = 0; i < 2; i++) {
        story_arms(story, i, 1000, 1000);
        story->world.actors[i].doctrine = 200;
    }
    story_sees_all(story);
    story_suspicion(story, permille);
    story_begin(story);
    attack(story, 0, 1); /* the first turn */
    return story;
}

static void a_pre_emption(void **state)
{
    struct diagnosis diagnosis = diagnosed(frightened(state, 400));
    assert_causes(&diagnosis, 1 << CAUSE_PREEMPTION, CAUSE_PREEMPTION);
    assert_int_equal(diagnosis.evidence_count, 1);
    EVIDENCE(&diagnosis, EVIDENCE_FEAR, 1, 0, 1, 400, 385);
    diagnosis = diagnosed(frightened(state, 350));
    assert_causes(&diagnosis, 1 << CAUSE_MISREADING, CAUSE_MISREADING);
    EVIDENCE(&diagnosis, EVIDENCE_NO_FEAR, 1, 0, 1, 350, 385);
}

/* 0 attacks 3 and calls 1, who comes, and 2, who does not; 4 helps 3, 5 does not. */
static void a_chain(void **state)
{
    struct story *story = story_new(state, 6);
    story_begin(story);
    STORY_EVENT(story, EVENT_BUDGET, 2, 3, 3, 3, 1, 0); /* other things were told, too */
    STORY_EVENT(story, EVENT_CALLED_ATTACK, 2, 0, 3, 0);
    story_joined(story, 1, 0, 3);
    story_attack(story, 0, 3);
    STORY_EVENT(story, EVENT_CALLED, 4, 3, 0, 1);
    story_battle(story, 3, true, 500);
    story_turn(story);
    struct diagnosis diagnosis = diagnosed(story);
    assert_causes(&diagnosis, 1 << CAUSE_MISREADING | 1 << CAUSE_CHAIN, CAUSE_MISREADING);
    assert_int_equal(diagnosis.evidence_count, 4);
    EVIDENCE(&diagnosis, EVIDENCE_JOINED, 1, 1, 0, 3, 1);
    EVIDENCE(&diagnosis, EVIDENCE_STOOD_ASIDE, 1, 2, 0, 3, 0);
    EVIDENCE(&diagnosis, EVIDENCE_HELPED, 1, 4, 3, 0, 1);
}

/* Who is called and stays away makes no chain. Calls of another war of the turn are not evidence here. */
static void no_chain(void **state)
{
    struct story *story = story_new(state, 6);
    story_begin(story);
    story_joined(story, 1, 0, 5);
    story_attack(story, 0, 5);
    STORY_EVENT(story, EVENT_CALLED, 2, 5, 0, 1);
    story_battle(story, 5, true, 500);
    story_attack(story, 3, 4);
    STORY_EVENT(story, EVENT_CALLED, 2, 4, 3, 0);
    story_battle(story, 4, true, 500);
    story_turn(story);
    struct diagnosis diagnosis = diagnosed(story);
    assert_causes(&diagnosis, 1 << CAUSE_MISREADING, CAUSE_MISREADING);
    EVIDENCE(&diagnosis, EVIDENCE_STOOD_ASIDE, 1, 2, 4, 3, 0);
}

/* 0 is bound to 1 and to 2, who attack 3 and 4. It answers both calls, and can go only one way: to the
 * nearer,
 * 4. That it came to the war against 3 must not be told. */
static void a_call_answered_elsewhere(void **state)
{
    struct story *story = story_new(state, 5);
    for (int i = 0; i < 5; i++) {
        story_arms(story, i, 1000, 1000);
        story->book.orders[i].budget[LINE_CIVIL] = 10;
    }
    story_pact(story, 0, 1, PACT_UNCONDITIONAL);
    story_pact(story, 0, 2, PACT_UNCONDITIONAL);
    story->world.scenario.proximity[0][3] = 50;
    story->book.orders[1].attack = 3;
    story->book.orders[2].attack = 4;
    story_begin(story);
    turn_resolve(&story->world, &story->book, &story->events);
    log_turn(&story->log, &story->book, &story->events, &story->world);
    const struct metric_input *input = story_input(story);
    assert_int_equal(input->findings.war_count, 2);
    for (int w = 0; w < 2; w++) {
        struct diagnosis diagnosis;
        int joined = 0;
        diagnose(input, &input->findings.wars[w], &diagnosis);
        for (int e = 0; e < diagnosis.evidence_count; e++)
            joined += diagnosis.evidence[e].kind == EVIDENCE_JOINED;
        assert_int_equal((diagnosis.causes >> CAUSE_CHAIN) & 1, w);
        assert_int_equal(joined, w);
    }
}

/* Both sides of a meeting chose it: a greedy one attacks a seeker, who strikes it in fear. */
static void both_sides_of_a_meeting(void **state)
{
    struct story *story = story_new(state, 4);
    story->world.actors[0].motive = MOTIVE_GREEDY;
    story_begin(story);
    story_joined(story, 2, 1, 0);
    STORY_EVENT(story, EVENT_CALLED_ATTACK, 3, 0, 1, 0);
    STORY_EVENT(story, EVENT_CALLED_ATTACK, 3, 1, 2, 0); /* another war */
    story_attack(story, 0, 1);
    story_attack(story, 1, 0);
    story_meeting(story, 0, 1, true, 500);
    story_turn(story);
    struct diagnosis diagnosis = diagnosed(story);
    assert_causes(&diagnosis,
                  1 << CAUSE_AGGRESSION | 1 << CAUSE_WEAKNESS | 1 << CAUSE_RIGHT_FEAR | 1 << CAUSE_CHAIN,
                  CAUSE_AGGRESSION);
    assert_int_equal(diagnosis.evidence_count, 6);
    EVIDENCE(&diagnosis, EVIDENCE_STOOD_ASIDE, 1, 3, 0, 1, 0);
    EVIDENCE(&diagnosis, EVIDENCE_TEMPTED, 1, 0, 1, 500, 344);
    EVIDENCE(&diagnosis, EVIDENCE_NO_FEAR, 1, 1, 0, 200, 867);
    EVIDENCE(&diagnosis, EVIDENCE_JOINED, 1, 2, 1, 0, 1);
}

/* Two who want safety against one, each for its own reason: the first that fits in the order of the list is
 * the main one. 0 backfires, 1 misreads nothing: it pre-empts. */
static void the_first_cause_is_the_main_one(void **state)
{
    struct story *story = story_new(state, 3);
    story_arms(story, 2, 1000, 0);
    story_begin(story);
    story_arms(story, 2, 1300, 0);
    story_suspects(story, 0, 2, 250);
    story_turn(story);
    story->book.orders[1].belief[2] = 1000;
    story_attack(story, 0, 2);
    story_attack(story, 1, 2);
    story_battle(story, 2, true, 500);
    story_turn(story);
    struct diagnosis diagnosis = diagnosed(story);
    assert_causes(&diagnosis, 1 << CAUSE_BACKFIRE | 1 << CAUSE_PREEMPTION, CAUSE_BACKFIRE);
}

/* A war of twelve with more to say than there is room for: the causes stand, the list is cut. */
static void evidence_has_a_bound(void **state)
{
    struct story *story = story_new(state, ACTORS_MAX);
    story_begin(story);
    for (int t = 1; t <= 4; t++) {
        for (int i = 0; i < ACTORS_MAX; i++)
            story_arms(story, i, 1000 * t, 1000 * t);
        story_sees_all(story);
        story_suspicion(story, 200 + 50 * t);
        story_turn(story);
    }
    for (int i = 1; i < 10; i++)
        story_attack(story, i, 0);
    story_joined(story, 10, 1, 0);
    STORY_EVENT(story, EVENT_CALLED, 11, 0, 1, 1);
    story_battle(story, 0, true, 500);
    story_turn(story);
    struct diagnosis diagnosis = diagnosed(story);
    assert_int_equal(diagnosis.evidence_count, EVIDENCE_MAX);
    assert_int_equal(diagnosis.main, CAUSE_SPIRAL);
    assert_true(diagnosis.causes & 1 << CAUSE_CHAIN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY_TEST(aggression_on_weakness),
        STORY_TEST(deterrence_that_failed),
        STORY_TEST(fear_that_was_right),
        STORY_TEST(a_spiral),
        STORY_TEST(a_spiral_that_had_ended),
        STORY_TEST(a_spiral_with_another),
        STORY_TEST(a_spiral_that_goes_on),
        STORY_TEST(an_answer),
        STORY_TEST(a_spiral_that_came_later),
        STORY_TEST(a_backfire),
        STORY_TEST(a_pre_emption),
        STORY_TEST(a_chain),
        STORY_TEST(no_chain),
        STORY_TEST(a_call_answered_elsewhere),
        STORY_TEST(both_sides_of_a_meeting),
        STORY_TEST(the_first_cause_is_the_main_one),
        STORY_TEST(evidence_has_a_bound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
