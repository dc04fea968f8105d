#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/debrief/families.h"
#include "tests/unit/common/debrief/story.h"

/* Battle 1: 0 with the called 1 against 4, helped by 2 and 3: three allies. Battle 2: 0 alone: none. A
 * meeting of 0 and 4, to which 4 calls 3: one. */
static void allies_pulled_in(void **state)
{
    struct story *story = story_new(state, 5);
    story_begin(story);
    story_expect_none(story, "chain_index");
    story_joined(story, 1, 0, 4);
    story_attack(story, 0, 4);
    STORY_EVENT(story, EVENT_CALLED, 2, 4, 0, 1);
    STORY_EVENT(story, EVENT_CALLED, 3, 4, 0, 1);
    story_battle(story, 4, true, 500);
    story_turn(story);
    story_expect(story, "chain_index", "3", 1);
    story_attack(story, 0, 4);
    STORY_EVENT(story, EVENT_CALLED, 2, 4, 0, 0);
    story_battle(story, 4, true, 500);
    story_turn(story);
    story_joined(story, 3, 4, 0);
    story_attack(story, 0, 4);
    story_attack(story, 4, 0);
    story_meeting(story, 0, 4, true, 500);
    story_turn(story);
    story_expect(story, "chain_index", "1.333333", 3);
}

/* To help: two came, three did not; to attack: one came, two did not. */
static void calls_and_answers(void **state)
{
    struct story *story = story_new(state, 4);
    story_begin(story);
    story_expect_none(story, "honour");
    story_expect_none(story, "buck_pass");
    story_expect(story, "breaches", "0", 1);
    STORY_EVENT(story, EVENT_CALLED_ATTACK, 1, 0, 2, 1);
    STORY_EVENT(story, EVENT_CALLED_ATTACK, 3, 0, 2, 0);
    story_turn(story);
    story_expect_none(story, "buck_pass");
    STORY_EVENT(story, EVENT_CALLED_ATTACK, 3, 0, 2, 0);
    for (int call = 0; call < 5; call++)
        STORY_EVENT(story, EVENT_CALLED, 1 + call % 3, 0, 2, call < 2);
    STORY_EVENT(story, EVENT_CONFLICTED, 1, 2, 3); /* was not called */
    STORY_EVENT(story, EVENT_BREACH, 0, 2);
    STORY_EVENT(story, EVENT_BREACH, 1, 2);
    story_turn(story);
    story_expect(story, "honour", "37.5", 8);
    story_expect(story, "buck_pass", "60", 5);
    story_expect(story, "breaches", "2", 1);
}

/* 3 has only a pact of peace: turn 1 does not count. 1's partner is 2. Turn 2: nobody comes, 3: 2 comes. Turn
 * 4: 3 again; turn 5: 1 is attacked by 2 itself; turn 6: 1 meets 0: no calls in a meeting. */
static void victims_left_alone(void **state)
{
    struct story *story = story_new(state, 4);
    story_pact(story, 1, 2, PACT_DEFENSIVE);
    story_pact(story, 3, 0, PACT_NON_AGGRESSION);
    story_begin(story);
    story_attack(story, 1, 3);
    story_battle(story, 3, true, 500);
    story_turn(story);
    story_expect_none(story, "abandonment");
    story_attack(story, 0, 1);
    STORY_EVENT(story, EVENT_CONFLICTED, 2, 1, 0); /* a partner all the same */
    story_battle(story, 1, true, 500);
    story_turn(story);
    story_expect(story, "abandonment", "100", 1);
    story_attack(story, 0, 1);
    STORY_EVENT(story, EVENT_CALLED, 2, 1, 0, 1);
    story_battle(story, 1, true, 500);
    story_turn(story);
    story_attack(story, 1, 3);
    story_battle(story, 3, true, 500);
    story_turn(story);
    story_attack(story, 2, 1);
    story_battle(story, 1, true, 500);
    story_turn(story);
    story_attack(story, 0, 1);
    story_attack(story, 1, 0);
    story_meeting(story, 0, 1, true, 500);
    story_turn(story);
    story_expect(story, "abandonment", "50", 2);
    story->world.actors[2].alive = 0;
    story_begin(story);
    story_attack(story, 0, 1);
    story_battle(story, 1, true, 500);
    story_turn(story);
    story_expect_none(story, "abandonment"); /* the dead are no partners */
}

/* A pact that was made in the turn of the attack is a pact: its partner is called, and comes or not. */
static void partners_of_the_same_turn(void **state)
{
    for (int comes = 0; comes < 2; comes++) {
        struct story *story = story_new(state, 3);
        for (int i = 0; i < 3; i++) {
            story_arms(story, i, 1000, 1000);
            story->book.orders[i].budget[LINE_CIVIL] = 10;
        }
        story->book.orders[0].attack = 1;
        story->book.orders[1].pact[2] = story->book.orders[2].pact[1] = PACT_DEFENSIVE;
        story->book.orders[2].answer[1] = comes ? ANSWER_HONOUR : ANSWER_STAND_ASIDE;
        story_begin(story);
        turn_resolve(&story->world, &story->book, &story->events);
        log_turn(&story->log, &story->book, &story->events, &story->world);
        story_expect(story, "honour", comes ? "100" : "0", 1);
        story_expect(story, "abandonment", comes ? "0" : "100", 1);
    }
}

/* 0 with 1000 attacks 1 with 1000; 2 helps 1. By 2's estimates the odds are 500 without it. With 1000 of its
 * own 1 / (1 + 4) = 200: 300 * 100 * 3 = 90 000 of its stake are moved, more than war_cost * 1000 = 75 000.
 * With 500 1 / (1 + 2.25) = 308: 192 * 300 = 57 600: entrapped. */
static struct story *helper(void **state, int fortify, int proximity)
{
    struct story *story = story_new(state, 5);
    story_sees(story, 2, 0, 0, 1000);
    story_sees(story, 2, 1, 1000, 0);
    story_sees(story, 2, 3, 9000, 9000); /* stand by */
    story_sees(story, 2, 4, 9000, 9000);
    story_arms(story, 2, fortify, 0);
    story->world.scenario.proximity[2][1] = proximity;
    story_begin(story);
    story_attack(story, 0, 1);
    STORY_EVENT(story, EVENT_CALLED, 2, 1, 0, 1);
    story_battle(story, 1, true, 500);
    story_turn(story);
    return story;
}

static void helpers_entrapped(void **state)
{
    struct story *story = helper(state, 1000, 100);
    story_expect(story, "entrapment", "0", 1);
    story = helper(state, 500, 100);
    story_expect(story, "entrapment", "100", 1);
    story = helper(state, 1000, 50); /* half of it arrives */
    story_expect(story, "entrapment", "100", 1);
    story = helper(state, 1000, 100);
    story->log.worlds[0].actors[2].territory = 7; /* 300 * 100 * 3 still: a stake of 2.1 is 3 */
    story_expect(story, "entrapment", "0", 1);
    story->log.worlds[0].actors[2].territory = 6; /* 2: 60 000 */
    story_expect(story, "entrapment", "100", 1);
    story = helper(state, 1000, 100);
    story->log.worlds[0].scenario.parameters.war_cost = 90; /* 90 000: not below */
    story_expect(story, "entrapment", "0", 1);
    story->log.worlds[0].scenario.parameters.war_cost = 91;
    story_expect(story, "entrapment", "100", 1);
    story = helper(state, 1000, 100); /* a referee's 1000: 1 / (1 + 4) = 200 and 1 / (1 + 9) = 100 */
    story->log.worlds[0].scenario.parameters.referee_force = 1000;
    story_expect(story, "entrapment", "100", 1);
    story = helper(state, 4000, 100); /* 200 and 1 / (1 + 36) = 27: 51 900; without a referee 38: 138 600 */
    story_expect(story, "entrapment", "0", 1);
    story->log.worlds[0].scenario.parameters.referee_force = 1000;
    story_expect(story, "entrapment", "100", 1);
}

/* 0 with 1000 attacks 1 with 1000 and calls 2. With 2's own 1000 of strike 4 / 5: 300 permille; with 500 2.25
 * / 3.25 = 692: 192. It believes in a g of 200: 800 without, 4000^2 against 1000^2 = 941 with: 141. */
static void allies_entrapped(void **state)
{
    static const struct {
        int strike, doctrine;
        const char *entrapped;
    } cases[] = {{1000, 100, "0"}, {500, 100, "100"}, {1000, 200, "100"}};
    for (int c = 0; c < 3; c++) {
        struct story *story = story_new(state, 3);
        story_sees(story, 2, 0, 0, 1000);
        story_sees(story, 2, 1, 1000, 0);
        story_arms(story, 2, 0, cases[c].strike);
        story->world.actors[2].doctrine = cases[c].doctrine;
        story_begin(story);
        story_joined(story, 2, 0, 1);
        story_attack(story, 0, 1);
        story_battle(story, 1, true, 500);
        story_turn(story);
        story_expect(story, "entrapment", cases[c].entrapped, 1);
    }
}

/* A meeting is force against force: 1000 of strike on each side, 2 brings `strike` to either of them. With
 * 1000 the odds move from 500 to 800 (or 200): 90 000; with 500 by 192: entrapped. */
static void allies_in_a_meeting(void **state)
{
    for (int side = 0; side < 2; side++) {
        for (int strong = 0; strong < 2; strong++) {
            struct story *story = story_new(state, 3);
            for (int i = 0; i < 2; i++)
                story_sees(story, 2, i, 5000, 1000);
            story_arms(story, 2, 0, strong ? 1000 : 500);
            story->world.actors[2].doctrine = 300;
            story_begin(story);
            story_joined(story, 2, side, !side);
            story_attack(story, 0, 1);
            story_attack(story, 1, 0);
            story_meeting(story, 0, 1, true, 500);
            story_turn(story);
            story_expect(story, "entrapment", strong ? "0" : "100", 1);
        }
    }
}

/* Four attack 0 with 1000 each, 3 and 4 among them called; it holds 1000, 5 helps with 1000: by 3's reckoning
 * 3000 against 2000 (692), with its own 500 3500 (754): 62 * 300 = 18 600: entrapped. By 4's, with 6000 of
 * its own, 9000: 953 - 692 = 261: 78 300: not. By 5's 4000 against 1000 (59) and 2000 (200): 141: 42 300:
 * entrapped. */
static void a_coalition(void **state)
{
    struct story *story = story_new(state, 6);
    for (int k = 3; k < 6; k++) {
        for (int x = 0; x < 6; x++)
            if (x != k)
                story_sees(story, k, x, x == 0 || x == 5 ? 1000 : 9000, x == 0 || x == 5 ? 9000 : 1000);
    }
    story_arms(story, 3, 0, 500);
    story_arms(story, 4, 0, 6000);
    story_arms(story, 5, 1000, 0);
    story_begin(story);
    story_attack(story, 1, 0);
    story_attack(story, 2, 0);
    story_joined(story, 3, 1, 0);
    story_joined(story, 4, 1, 0);
    STORY_EVENT(story, EVENT_CALLED, 5, 0, 1, 1);
    story_battle(story, 0, true, 500);
    story_turn(story);
    story_expect(story, "entrapment", "66.666667", 3);
}

/* One of three pairs of the living is bound after turn 1, two after turn 2; after turn 3 1 is dead, and its
 * pact with it. 3 was dead from the beginning. */
static void bound_pairs(void **state)
{
    struct story *story = story_new(state, 4);
    story->world.actors[3].alive = 0;
    story_begin(story);
    story_expect_none(story, "pact_density");
    story_expect_none(story, "entrapment");
    story_pact(story, 0, 2, PACT_NON_AGGRESSION);
    story_turn(story);
    story_pact(story, 1, 2, PACT_UNCONDITIONAL);
    story_turn(story);
    story->world.actors[1].alive = 0;
    story_turn(story);
    story_expect(story, "pact_density", "57.142857", 7);
}

static void every_row_has_a_case(void **state)
{
    (void)state;
    story_covers(&metrics_alliance);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY_TEST(allies_pulled_in),           STORY_TEST(calls_and_answers), STORY_TEST(victims_left_alone),
        STORY_TEST(partners_of_the_same_turn),  STORY_TEST(helpers_entrapped), STORY_TEST(allies_entrapped),
        STORY_TEST(allies_in_a_meeting),        STORY_TEST(a_coalition),       STORY_TEST(bound_pairs),
        cmocka_unit_test(every_row_has_a_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
