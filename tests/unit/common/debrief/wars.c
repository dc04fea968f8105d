#include "common/debrief/wars.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/common/debrief/story.h"

static struct war wars[WARS_MAX];

static int found(struct story *story)
{
    return wars_of(&story->log, wars);
}

static void bits(void **state)
{
    (void)state;
    assert_int_equal(bits_in(0), 0);
    assert_int_equal(bits_in(1), 1);
    assert_int_equal(bits_in(0xfff), 12);
    assert_int_equal(bits_in(0x80000001u), 2);
}

static void no_war(void **state)
{
    struct story *story = story_new(state, 2);
    story_begin(story);
    assert_int_equal(found(story), 0);
    story_turns(story, 3);
    assert_int_equal(found(story), 0);
}

/* 0 attacks 4; 1 is called in and comes, 2 is called and does not; 3 is called by 4 and comes, 5 not. */
static void one_battle(void **state)
{
    struct story *story = story_new(state, 7);
    story_begin(story);
    story_turn(story);
    story_joined(story, 1, 0, 4);
    STORY_EVENT(story, EVENT_CALLED_ATTACK, 2, 0, 4, 0);
    story_attack(story, 0, 4);
    STORY_EVENT(story, EVENT_CALLED, 3, 4, 0, 1);
    STORY_EVENT(story, EVENT_CALLED, 5, 4, 0, 0);
    story_battle(story, 4, false, 321);
    story_turn(story);
    assert_int_equal(found(story), 1);
    assert_int_equal(wars[0].turn, 2);
    assert_int_equal(wars[0].target, 4);
    assert_int_equal(wars[0].opponent, -1);
    assert_int_equal(wars[0].attackers, 1 | 2);
    assert_int_equal(wars[0].opponents, 0);
    assert_int_equal(wars[0].joined, 2);
    assert_int_equal(wars[0].helpers, 8);
    assert_int_equal(wars[0].refused, 4 | 32);
    assert_false(wars[0].success);
    assert_int_equal(wars[0].odds, 321);
    assert_false(wars[0].fatal);
    assert_int_equal(war_belligerents(&wars[0]), 1 | 2 | 8 | 16);
    assert_int_equal(war_authors(&wars[0]), 1);
}

/* 1 and 2 attack each other; 0 is called in by 2 against 1, 3 by 1 against 2. */
static void one_meeting(void **state)
{
    struct story *story = story_new(state, 4);
    story_begin(story);
    story_joined(story, 0, 2, 1);
    story_joined(story, 3, 1, 2);
    story_attack(story, 1, 2);
    story_attack(story, 2, 1);
    story_meeting(story, 1, 2, true, 555);
    STORY_EVENT(story, EVENT_ELIMINATED, 3);
    story_turn(story);
    assert_int_equal(found(story), 1);
    assert_int_equal(wars[0].target, 1);
    assert_int_equal(wars[0].opponent, 2);
    assert_int_equal(wars[0].attackers, 1 | 4);
    assert_int_equal(wars[0].opponents, 2 | 8);
    assert_int_equal(wars[0].joined, 1 | 8);
    assert_int_equal(wars[0].helpers, 0);
    assert_true(wars[0].success);
    assert_int_equal(wars[0].odds, 555);
    assert_true(wars[0].fatal);
    assert_int_equal(war_belligerents(&wars[0]), 15);
    assert_int_equal(war_authors(&wars[0]), 2 | 4);
}

/* What belongs to one war of a turn is not counted in the others. */
static void wars_of_one_turn(void **state)
{
    struct story *story = story_new(state, 6);
    story_begin(story);
    story_attack(story, 0, 1);
    story_attack(story, 1, 2);
    story_attack(story, 3, 4);
    story_attack(story, 4, 3);
    STORY_EVENT(story, EVENT_CALLED, 5, 1, 0, 1);
    story_battle(story, 1, true, 100);
    STORY_EVENT(story, EVENT_CALLED, 5, 2, 1, 0);
    story_battle(story, 2, false, 200);
    STORY_EVENT(story, EVENT_CALLED_ATTACK, 2, 3, 4, 0);
    story_meeting(story, 3, 4, false, 300);
    STORY_EVENT(story, EVENT_ELIMINATED, 1);
    story_turn(story);
    story_attack(story, 0, 2);
    story_battle(story, 2, true, 400);
    story_turn(story);
    assert_int_equal(found(story), 4);
    static const struct {
        int turn, target, attackers, helpers, refused, odds, success, fatal;
    } expected[] = {
        {1, 1, 1, 32, 0, 100, 1, 1},
        {1, 2, 2, 0, 32, 200, 0, 1}, /* its attacker was eliminated in the same turn */
        {1, 3, 16, 0, 4, 300, 0, 0},
        {2, 2, 1, 0, 0, 400, 1, 0},
    };
    for (int w = 0; w < 4; w++) {
        assert_int_equal(wars[w].turn, expected[w].turn);
        assert_int_equal(wars[w].target, expected[w].target);
        assert_int_equal(wars[w].attackers, expected[w].attackers);
        assert_int_equal(wars[w].helpers, expected[w].helpers);
        assert_int_equal(wars[w].refused, expected[w].refused);
        assert_int_equal(wars[w].odds, expected[w].odds);
        assert_int_equal(wars[w].success, expected[w].success);
        assert_int_equal(wars[w].fatal, expected[w].fatal);
    }
}

static bool tragic(struct story *story, int attacker, int target)
{
    story->world.actors[attacker].motive = MOTIVE_FEARFUL;
    story->world.actors[target].motive = MOTIVE_PROTECTOR;
    story_begin(story);
    story_joined(story, 2, attacker, target);
    story_attack(story, attacker, target);
    story_battle(story, target, true, 500);
    story_turn(story);
    assert_int_equal(found(story), 1);
    return war_is_tragedy(&story->log, &wars[0]);
}

/* The rulebook: some `attack` has attacker and target both in E. */
static void tragedies(void **state)
{
    struct story *story = story_new(state, 3);
    story->world.actors[2].motive = MOTIVE_GREEDY;
    assert_true(tragic(story, 0, 1));
    assert_true(war_has_greed(&story->log, &wars[0])); /* the ally called in wants land */
    story_begin(story);
    story_joined(story, 0, 2, 1);
    story_attack(story, 2, 1);
    story_battle(story, 1, true, 500);
    story_turn(story);
    assert_int_equal(found(story), 1);
    assert_true(war_is_tragedy(&story->log, &wars[0])); /* the seeker came because it was called */
    assert_true(war_has_greed(&story->log, &wars[0]));
    story->world.actors[1].motive = MOTIVE_LIMITED;
    story_begin(story);
    story_attack(story, 0, 1);
    story_battle(story, 1, true, 500);
    story_turn(story);
    assert_int_equal(found(story), 1);
    assert_false(war_is_tragedy(&story->log, &wars[0]));
    assert_true(war_has_greed(&story->log, &wars[0])); /* the victim wants land */
}

/* A meeting is one when a seeker attacks a seeker on either side. */
static void tragic_meetings(void **state)
{
    struct story *story = story_new(state, 3);
    story->world.actors[0].motive = MOTIVE_GREEDY;
    story_begin(story);
    story_attack(story, 0, 1);
    story_attack(story, 1, 0);
    story_meeting(story, 0, 1, true, 500);
    story_turn(story);
    story_joined(story, 2, 0, 1);
    story_attack(story, 0, 1);
    story_attack(story, 1, 0);
    story_meeting(story, 0, 1, true, 500);
    story_turn(story);
    assert_int_equal(found(story), 2);
    assert_false(war_is_tragedy(&story->log, &wars[0]));
    assert_true(war_is_tragedy(&story->log, &wars[1])); /* 2 attacks 1 */
    assert_true(war_has_greed(&story->log, &wars[0]));
    story->world.actors[1].motive = MOTIVE_LIMITED;
    story_begin(story);
    story_joined(story, 2, 0, 1);
    story_attack(story, 0, 1);
    story_attack(story, 1, 0);
    story_meeting(story, 0, 1, true, 500);
    story_turn(story);
    assert_int_equal(found(story), 1);
    assert_false(war_is_tragedy(&story->log, &wars[0])); /* a seeker fights, but none is attacked */
}

/* The engine itself: three wars in a turn, with a chain, help and a meeting. */
static void wars_of_the_engine(void **state)
{
    struct story *story = story_new(state, 6);
    for (int i = 0; i < 6; i++) {
        story_arms(story, i, 1000, 1000);
        story->book.orders[i].budget[LINE_CIVIL] = 10;
    }
    story_pact(story, 0, 1, PACT_UNCONDITIONAL);
    story_pact(story, 2, 3, PACT_DEFENSIVE);
    story->book.orders[0].attack = 2; /* 1 is called to attack, 3 to help */
    story->book.orders[4].attack = 5;
    story->book.orders[5].attack = 4;
    story_begin(story);
    turn_resolve(&story->world, &story->book, &story->events);
    log_turn(&story->log, &story->book, &story->events, &story->world);
    assert_int_equal(found(story), 2);
    assert_int_equal(wars[0].target, 2);
    assert_int_equal(wars[0].attackers, 3);
    assert_int_equal(wars[0].joined, 2);
    assert_int_equal(wars[0].helpers, 8);
    assert_int_equal(wars[0].odds, 500); /* 900 + 900 against 900 + 900 after wear */
    assert_int_equal(wars[1].target, 4);
    assert_int_equal(wars[1].opponent, 5);
    assert_int_equal(wars[1].attackers, 32);
    assert_int_equal(wars[1].opponents, 16);
    assert_int_equal(wars[1].odds, 500);
}

/* As many wars as there can be: everybody attacks the next one, in every turn. */
static void the_most_wars(void **state)
{
    struct story *story = story_new(state, ACTORS_MAX);
    story_begin(story);
    for (int t = 0; t < TURNS_MAX; t++) {
        for (int i = 0; i < ACTORS_MAX; i++)
            story_attack(story, i, (i + 1) % ACTORS_MAX);
        for (int i = 0; i < ACTORS_MAX; i++)
            story_battle(story, i, i % 2, 500);
        story_turn(story);
    }
    assert_int_equal(found(story), WARS_MAX);
    for (int w = 0; w < WARS_MAX; w++)
        assert_int_equal(war_belligerents(&wars[w]),
                         1u << w % ACTORS_MAX | 1u << (w + ACTORS_MAX - 1) % ACTORS_MAX);
    story_expect(story, "wars", "720", 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bits),         STORY_TEST(no_war),          STORY_TEST(one_battle),
        STORY_TEST(one_meeting),        STORY_TEST(tragedies),       STORY_TEST(wars_of_one_turn),
        STORY_TEST(wars_of_the_engine), STORY_TEST(tragic_meetings), STORY_TEST(the_most_wars),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
