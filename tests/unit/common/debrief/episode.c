#include "common/debrief/episode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/common/debrief/story.h"

#include <string.h>

static struct spiral_episode spirals[SPIRALS_MAX];
static struct reassurance_episode calms[REASSURANCES_MAX];

/* Plays `letters`, one a turn: '+' both arm and see it, '0' nobody, '1' only actor 1, 'b' both arm unseen,
 * 'x' seen by 0 alone, 'y' by 1 alone. */
static int spirals_played(struct story *story, const char *letters)
{
    int arms[2] = {1000, 1000};
    story_begin(story);
    for (; *letters; letters++) {
        bool both = *letters == '+' || *letters == 'b' || *letters == 'x' || *letters == 'y';
        arms[0] += 100 * both;
        arms[1] += 100 * (both || *letters == '1');
        for (int i = 0; i < 2; i++)
            story_arms(story, i, arms[i], 0);
        if (*letters == '+' || *letters == '1')
            story_sees_all(story);
        if (*letters == 'x')
            story_sees(story, 0, 1, arms[1], 0);
        if (*letters == 'y')
            story_sees(story, 1, 0, arms[0], 0);
        story_turn(story);
    }
    return spirals_of(&story->log, spirals);
}

static struct story *ready(void **state)
{
    struct story *story = story_new(state, 2);
    for (int i = 0; i < 2; i++)
        story_arms(story, i, 1000, 0);
    story_sees_all(story);
    return story;
}

static void three_turns_make_a_spiral(void **state)
{
    static const struct {
        const char *letters;
        int count, first, last;
    } cases[] = {
        {"", 0, 0, 0},         {"++", 0, 0, 0},    {"+++", 1, 1, 3},     {"++++", 1, 1, 4},
        {"0+++", 1, 2, 4},     {"++0++", 0, 0, 0}, {"++1+++", 1, 4, 6},  {"+++0", 1, 1, 3},
        {"bbb", 0, 0, 0},      {"+b+", 1, 1, 3}, /* a rise seen in the turn before is answered */
        {"+bb", 0, 0, 0},      {"xxx", 0, 0, 0},   {"yyy", 0, 0, 0},     {"+xy", 1, 1, 3},
        {"+xx", 0, 0, 0},      {"+yy", 0, 0, 0},   {"+++0+++", 2, 1, 3}, {"+++b++", 1, 1, 6},
        {"+++bb+++", 2, 1, 4},
    };
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        int count = spirals_played(ready(state), cases[c].letters);
        if (count != cases[c].count)
            fail_msg("%s: %d spirals", cases[c].letters, count);
        if (count && (spirals[0].first != cases[c].first || spirals[0].last != cases[c].last))
            fail_msg("%s: turns %d to %d", cases[c].letters, spirals[0].first, spirals[0].last);
    }
}

/* Suspicion may stand still, but when either ends with less of it than it began with, it was no spiral. */
static void trust_ends_a_spiral(void **state)
{
    for (int who = 0; who < 2; who++) {
        struct story *story = ready(state);
        story_suspects(story, who, !who, 300);
        assert_int_equal(spirals_played(story, "+++"), 1);
        story = ready(state);
        story_suspects(story, who, !who, 300);
        story_begin(story);
        for (int t = 1; t <= 3; t++) {
            for (int i = 0; i < 2; i++)
                story_arms(story, i, 1000 + 100 * t, 0);
            story_sees_all(story);
            story_suspects(story, who, !who, t == 2 ? 600 : t == 3 ? 250 : 300);
            story_turn(story);
        }
        assert_int_equal(spirals_of(&story->log, spirals), 0);
    }
    /* what came in between does not count: 200, 600, 600, 250 */
    struct story *story = ready(state);
    story_begin(story);
    for (int t = 1; t <= 3; t++) {
        for (int i = 0; i < 2; i++)
            story_arms(story, i, 1000 + 100 * t, 0);
        story_sees_all(story);
        story_suspicion(story, t < 3 ? 600 : 250);
        story_turn(story);
    }
    assert_int_equal(spirals_of(&story->log, spirals), 1);
}

static void spirals_need_life_and_reach(void **state)
{
    struct story *story = ready(state);
    story->world.scenario.proximity[0][1] = 0;
    assert_int_equal(spirals_played(story, "+++"), 1); /* one of the two can strike */
    story = ready(state);
    story->world.scenario.proximity[1][0] = 0;
    assert_int_equal(spirals_played(story, "+++"), 1);
    story = ready(state);
    story->world.scenario.proximity[0][1] = story->world.scenario.proximity[1][0] = 0;
    assert_int_equal(spirals_played(story, "+++"), 0);
    for (int dead = 0; dead < 2; dead++) {
        story = ready(state);
        story_begin(story);
        for (int t = 1; t <= 3; t++) {
            for (int i = 0; i < 2; i++)
                story_arms(story, i, 1000 + 100 * t, 0);
            story_sees_all(story);
            story->world.actors[dead].alive = t < 3;
            story_turn(story);
        }
        assert_int_equal(spirals_of(&story->log, spirals), 0);
    }
}

static void turns_within_a_spiral(void **state)
{
    assert_int_equal(spirals_played(ready(state), "0+++0"), 1);
    for (int t = 0; t <= 6; t++) {
        assert_int_equal(spiral_holds(spirals, 1, 0, 1, t), t >= 2 && t <= 4);
        assert_int_equal(spiral_holds(spirals, 1, 1, 0, t), t >= 2 && t <= 4);
        assert_false(spiral_holds(spirals, 1, 0, 2, t));
        assert_false(spiral_holds(spirals, 1, 1, 2, t));
        assert_false(spiral_holds(spirals, 1, 2, 0, t));
        assert_false(spiral_holds(spirals, 0, 0, 1, t));
    }
}

/* The longest world: three turns up and one still, for all pairs. */
static void the_most_spirals(void **state)
{
    struct story *story = story_new(state, ACTORS_MAX);
    story_begin(story);
    for (int t = 1; t <= TURNS_MAX; t++) {
        for (int i = 0; i < ACTORS_MAX; i++)
            story->world.actors[i].fortify += t % 4 ? 100 : 0;
        story_sees_all(story);
        story_turn(story);
    }
    assert_int_equal(spirals_of(&story->log, spirals), 15 * 66);
    story_expect(story, "spirals", "990", 1);
    story_expect(story, "spiral_share", "75", 66 * 60);
}

static void acts_of_restraint(void **state)
{
    struct story *story = story_new(state, 2);
    story_budget(story, 0, 5, 5, 0, 0, 0);
    story_begin(story);
    STORY_EVENT(story, EVENT_OPEN_BOOKS, 0, 1); /* turn 1: there is no turn before to spend less than */
    story_turn(story);
    STORY_EVENT(story, EVENT_OPEN_BOOKS, 0, 1); /* turn 2: as much as before */
    story_turn(story);
    story_budget(story, 0, 6, 4, 0, 0, 0); /* turn 3: less, with three signals */
    STORY_EVENT(story, EVENT_SCRAP, 1, 2);
    STORY_EVENT(story, EVENT_OPEN_BOOKS, 0, 1);
    STORY_EVENT(story, EVENT_SCRAP, 0, 2);
    STORY_EVENT(story, EVENT_DECLARE, 0, DECLARE_PEACEFUL, -1);
    story_turn(story);
    story_budget(story, 0, 7, 3, 0, 0, 0); /* turn 4: less, but without a word */
    STORY_EVENT(story, EVENT_DECLARE, 0, DECLARE_WARN, 1);
    story_turn(story);
    story_budget(story, 0, 9, 0, 0, 0, 1); /* turn 5: no arms; intelligence is none */
    story_turn(story);
    story_attack(story, 0, 1); /* turn 6: no arms, but war */
    story_battle(story, 1, true, 500);
    story_turn(story);
    story_budget(story, 0, 0, 0, 0, 0, 0); /* turn 7: no points at all are no choice */
    story->world.actors[0].alive = 0;
    story_turn(story);
    story_budget(story, 0, 9, 0, 0, 0, 1);
    story_turn(story); /* turn 8: dead */
    static const int shown[] = {
        0, 0, RESTRAINT_OPEN | RESTRAINT_SCRAP | RESTRAINT_PEACEFUL, 0, RESTRAINT_NO_ARMS, 0, 0, 0};
    story->log.worlds[5].actors[0].alive = 0; /* its last turn was one of restraint all the same */
    for (int t = 1; t <= 8; t++)
        assert_int_equal(restraint_in(&story->log, t, 0), shown[t - 1]);
    assert_int_equal(reassurances_of(&story->log, calms), 0); /* never two turns running; 1 had no points */
}

/* 0 buys no arms in turns 3 and 4 of 6. 1 spends 4, 4, 4, 4, 3: it answers, one turn after. 2 attacks it in
 * turn 6: it exploits. 3 spends less from turn 7 on: too late. 4 dies before. 5 is out of reach. */
static struct story *calm_world(void **state)
{
    struct story *story = story_new(state, 6);
    for (int i = 0; i < 6; i++)
        story_budget(story, i, 6, 4, 0, 0, 0);
    story->world.scenario.proximity[0][5] = story->world.scenario.proximity[5][0] = 0;
    story->world.scenario.proximity[0][3] = 0; /* 3 reaches 0 all the same */
    story_begin(story);
    story_turns(story, 2);
    story_budget(story, 0, 10, 0, 0, 0, 0);
    story_turn(story);
    story->world.actors[4].alive = 0;
    story_suspects(story, 1, 0, 150);
    story_suspects(story, 3, 0, 250);
    story_suspects(story, 5, 0, 100);
    STORY_EVENT(story, EVENT_OPEN_BOOKS, 0, 1);
    story_turn(story);
    story_budget(story, 0, 6, 4, 0, 0, 0);
    story_budget(story, 1, 7, 3, 0, 0, 0);
    story_turn(story);
    story_attack(story, 2, 0);
    story_battle(story, 0, false, 500);
    story_budget(story, 2, 10, 0, 0, 0, 0); /* less, but with a war */
    story_turn(story);
    story_budget(story, 3, 10, 0, 0, 0, 0);
    story_attack(story, 3, 0); /* one turn too late to be an answer */
    story_battle(story, 0, false, 500);
    story_turn(story);
    return story;
}

static void answers_to_restraint(void **state)
{
    struct story *story = calm_world(state);
    assert_int_equal(reassurances_of(&story->log, calms), 1);
    assert_int_equal(calms[0].actor, 0);
    assert_int_equal(calms[0].first, 3);
    assert_int_equal(calms[0].last, 4);
    assert_int_equal(calms[0].acts, RESTRAINT_NO_ARMS | RESTRAINT_OPEN);
    assert_int_equal(calms[0].audience, 2 | 4 | 8);
    assert_int_equal(calms[0].believed, 2);
    assert_int_equal(calms[0].answered, 2);
    assert_int_equal(calms[0].exploited, 4);
}

/* 1 spends less only in the turn in which the restraint begins, before it could see it: no answer. */
static void answers_come_after(void **state)
{
    struct story *story = story_new(state, 2);
    for (int i = 0; i < 2; i++)
        story_budget(story, i, 6, 4, 0, 0, 0);
    story_begin(story);
    story_turn(story);
    for (int i = 0; i < 2; i++)
        story_budget(story, i, 10, 0, 0, 0, 0);
    story_attack(story, 1, 0);
    story_battle(story, 0, false, 500);
    story_turn(story);
    story_budget(story, 1, 6, 4, 0, 0, 0);
    story_turns(story, 3);
    assert_int_equal(reassurances_of(&story->log, calms), 1);
    assert_int_equal(calms[0].exploited, 2);
    story->log.turn[2].attack[1] = -1;
    assert_int_equal(reassurances_of(&story->log, calms), 1);
    assert_int_equal(calms[0].exploited, 0);
    assert_int_equal(calms[0].answered, 0);
}

/* Restraint from the first turn on is measured against the first turn, restraint to the last one ends there.
 */
static void restraint_at_the_edges(void **state)
{
    struct story *story = story_new(state, 2);
    story_budget(story, 0, 10, 0, 0, 0, 0);
    story_budget(story, 1, 5, 5, 0, 0, 0);
    story_begin(story);
    story_turn(story);
    assert_int_equal(reassurances_of(&story->log, calms), 0); /* one turn is none */
    story_budget(story, 1, 6, 4, 0, 0, 0);
    story_turn(story);
    assert_int_equal(reassurances_of(&story->log, calms), 1);
    assert_int_equal(calms[0].first, 1);
    assert_int_equal(calms[0].last, 2);
    assert_int_equal(calms[0].answered, 2);
    assert_int_equal(calms[0].exploited, 0);
}

/* Who dies after the restraint has not answered it by having nothing left to spend. */
static void the_dead_do_not_answer(void **state)
{
    struct story *story = story_new(state, 3);
    for (int i = 1; i < 3; i++)
        story_budget(story, i, 5, 5, 0, 0, 0);
    story_budget(story, 0, 10, 0, 0, 0, 0);
    story_begin(story);
    story_turns(story, 2);
    story_budget(story, 0, 5, 5, 0, 0, 0);
    story->world.actors[1].alive = 0;
    story_turns(story, 2);
    assert_int_equal(reassurances_of(&story->log, calms), 1);
    assert_int_equal(calms[0].audience, 2 | 4);
    assert_int_equal(calms[0].answered, 0);
}

static void the_most_reassurances(void **state)
{
    struct story *story = story_new(state, ACTORS_MAX);
    story_begin(story);
    for (int t = 1; t <= TURNS_MAX; t++) {
        for (int i = 0; i < ACTORS_MAX; i++)
            story_budget(story, i, 5, t % 3 ? 0 : 5, 0, 0, 0);
        story_turn(story);
    }
    assert_int_equal(reassurances_of(&story->log, calms), 20 * ACTORS_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY_TEST(three_turns_make_a_spiral),
        STORY_TEST(trust_ends_a_spiral),
        STORY_TEST(spirals_need_life_and_reach),
        STORY_TEST(turns_within_a_spiral),
        STORY_TEST(the_most_spirals),
        STORY_TEST(acts_of_restraint),
        STORY_TEST(answers_to_restraint),
        STORY_TEST(restraint_at_the_edges),
        STORY_TEST(answers_come_after),
        STORY_TEST(the_dead_do_not_answer),
        STORY_TEST(the_most_reassurances),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
