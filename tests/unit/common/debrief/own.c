/* One seat's own page, by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/debrief/own.h"
#include "tests/unit/common/debrief/story.h"

#include <string.h>

static void expect_metric(const struct metric_value *value, const char *decimals, int64_t cases)
{
    char memory[64];
    struct text text = text_over(memory, sizeof memory);
    metric_put(value, 6, &text);
    assert_string_equal(memory, decimals);
    assert_int_equal(value->cases, cases);
}

/* A0 is the seat; A1 wants safety, A2 is greedy; all assess with 200. Turn 1: A0 states 300 about A1 and
 * nothing about A2, A1 states 400 about A0, A2 nothing. Turn 2: A0 states 700 about A2 alone, A2 states 0
 * about A0. */
static struct story *believers(void **state)
{
    struct story *story = story_new(state, 3);
    story->world.actors[2].motive = MOTIVE_GREEDY;
    story_begin(story);
    story->book.orders[0].belief[1] = 300;
    story->book.orders[1].belief[0] = 400;
    story_turn(story);
    story->book.orders[0].belief[2] = 700;
    story->book.orders[2].belief[0] = 0;
    story_turn(story);
    return story;
}

/* Squares: 0.09, 0.64 (200 about the greedy), 0.04, 0.09: 0.86 / 4; by assessment alone twice 0.04 + 0.64:
 * 1.36 / 4. About A1 (300 + 200) / 2, about A2 (200 + 700) / 2. Seen: A1 400, 200; A2 200, 0. */
static void beliefs_are_held_against_motives(void **state)
{
    struct story *story = believers(state);
    struct own own;
    own_of(&story->log, 0, NULL, &own);
    assert_int_equal(own.turns, 2);
    assert_int_equal(own.beliefs, 4);
    assert_int_equal(own.stated, 2);
    expect_metric(&own.brier, "0.215", 4);
    expect_metric(&own.staff_brier, "0.34", 4);
    expect_metric(&own.points, "91", 2); /* of what it stated: 100 - 100 * (0.09 + 0.09) / 2 */
    expect_metric(&own.about_seekers, "25", 2);
    expect_metric(&own.about_greedy, "45", 2);
    expect_metric(&own.seen_greedy, "20", 4);
    assert_false(own.mirror_gap.defined);
    assert_int_equal(own.worst, 2);
    assert_false(own.was_right);
    assert_int_equal(own.rivals[1].turns, 2);
    assert_int_equal(own.rivals[1].stated, 1);
    assert_int_equal(own.rivals[1].believed, 250);
    assert_int_equal(own.rivals[1].sees_me, 300);
    assert_int_equal(own.rivals[2].believed, 450);
    assert_int_equal(own.rivals[2].sees_me, 100);
    assert_int_equal(own.rivals[0].turns, 0);
}

/* A0 says that A1 takes it for greedy with 100 and 500 (it was 400 and 200), A2 with 0 and 350 (it was 200
 * and 0): 950 - 800 = 150 over 4. */
static void the_mirror_is_held_against_their_beliefs(void **state)
{
    struct story *story = believers(state);
    struct own_mirror mirror;
    struct own own;
    own_mirror_init(&mirror);
    mirror.sees_me[1][1] = 100;
    mirror.sees_me[2][1] = 500;
    mirror.sees_me[1][2] = 0;
    mirror.sees_me[2][2] = 350;
    mirror.sees_me[3][1] = 1000; /* of a turn that never closed */
    own_of(&story->log, 0, &mirror, &own);
    expect_metric(&own.mirror_gap, "3.75", 4);
    assert_int_equal(own.rivals[1].mirrored, 2);
    assert_int_equal(own.rivals[1].thought, 300);
    assert_int_equal(own.rivals[1].meant, 300);
    assert_int_equal(own.rivals[2].mirrored, 2);
    assert_int_equal(own.rivals[2].thought, 175);
    assert_int_equal(own.rivals[2].meant, 100);
}

/* A2 dies in turn 1: turn 2 has one rival less. For A2 it was the only turn. */
static void the_dead_think_nothing(void **state)
{
    struct story *story = story_new(state, 3);
    struct own own;
    story_begin(story);
    story->world.actors[2].alive = 0;
    story_turn(story);
    story_turn(story);
    own_of(&story->log, 0, NULL, &own);
    assert_int_equal(own.beliefs, 3);
    assert_int_equal(own.rivals[2].turns, 1);
    expect_metric(&own.about_seekers, "20", 3);
    assert_false(own.about_greedy.defined);
    own_of(&story->log, 2, NULL, &own);
    assert_int_equal(own.turns, 1);
    assert_int_equal(own.beliefs, 2);
    assert_int_equal(own.worst, 0);
}

static void who_was_right_is_told_so(void **state)
{
    struct story *story = story_new(state, 2);
    struct own own;
    story_begin(story);
    story->book.orders[0].belief[1] = 0;
    story_turn(story);
    own_of(&story->log, 0, NULL, &own);
    assert_int_equal(own.worst, 1);
    assert_true(own.was_right);
    expect_metric(&own.brier, "0", 1);
    expect_metric(&own.staff_brier, "0.04", 1);
}

/* A0 sees A1's arms rise after turns 1 and 3, truly after turn 1 alone, and answers in turn 2, not in 4; in
 * turn 3, after none seen, it arms as well. */
static struct story *armers(void **state)
{
    struct story *story = story_new(state, 2);
    story_begin(story);
    story_arms(story, 1, 500, 0);
    story_sees(story, 0, 1, 400, 200); /* turn 1 */
    story_turn(story);
    story_arms(story, 0, 300, 0);
    story_turn(story); /* turn 2 */
    story_arms(story, 0, 400, 0);
    story_sees(story, 0, 1, 400, 201);
    story_turn(story); /* turn 3 */
    story_turn(story); /* turn 4 */
    return story;
}

static void rises_are_answered_or_not(void **state)
{
    struct story *story = armers(state);
    struct own own;
    own_of(&story->log, 0, NULL, &own);
    assert_int_equal(own.after_rise, 2);
    assert_int_equal(own.rose_after_rise, 1);
    assert_int_equal(own.after_none, 1);
    assert_int_equal(own.rose_after_none, 1);
    assert_int_equal(own.rises_seen, 2);
    assert_int_equal(own.rises_true, 1);
    own_of(&story->log, 1, NULL, &own);
    assert_int_equal(own.after_rise, 0);
    assert_int_equal(own.after_none, 3);
    assert_int_equal(own.rose_after_none, 0);
}

static void nobody_answers_what_cannot_reach(void **state)
{
    struct story *story = story_new(state, 2);
    struct own own;
    story->world.scenario.proximity[0][1] = story->world.scenario.proximity[1][0] = 0;
    story_begin(story);
    story_sees(story, 0, 1, 400, 0);
    story_turns(story, 2);
    own_of(&story->log, 0, NULL, &own);
    assert_int_equal(own.after_rise, 0);
    assert_int_equal(own.misread.turn, 0);
    for (int from = 0; from < 2; from++) { /* one way is enough */
        story->log.worlds[1].scenario.proximity[from][1 - from] = 10;
        own_of(&story->log, 0, NULL, &own);
        assert_int_equal(own.after_rise, 1);
        assert_int_equal(own.misread.turn, 2);
        story->log.worlds[1].scenario.proximity[from][1 - from] = 0;
    }
}

/* Buys in every turn; vulnerable with 300, 300, 300, 200: as much two turns after 1, less after 2; what
 * follows turns 3 and 4 nobody knows. */
static void arming_may_defeat_itself(void **state)
{
    struct story *story = story_new(state, 2);
    struct own own;
    static const int vulnerable[] = {300, 300, 300, 200};
    story_begin(story);
    for (int t = 1; t <= 4; t++) {
        story_budget(story, 0, 5, 2, 0, 0, 3);
        story_budget(story, 1, 7, 0, 0, 0, 3);
        story_vulnerable(story, 1, 300);
        story_vulnerable(story, 0, vulnerable[t - 1]);
        story_turn(story);
    }
    own_of(&story->log, 0, NULL, &own);
    assert_int_equal(own.armed, 2);
    assert_int_equal(own.no_safer, 1);
    own_of(&story->log, 1, NULL, &own);
    assert_int_equal(own.armed, 0);
}

/* Off by 100 in fortify as turn 2 begins, by 200 in strike as turn 3 does; after the last turn nobody looked.
 */
static void the_worst_figure_is_named(void **state)
{
    struct story *story = story_new(state, 3);
    struct own own;
    story_begin(story);
    own_of(&story->log, 0, NULL, &own);
    assert_int_equal(own.misread.turn, 0);
    story_arms(story, 2, 700, 300);
    story_sees(story, 0, 2, 800, 300);
    story_turn(story);
    story_sees(story, 0, 2, 800, 100);
    story_turn(story);
    story_turn(story);
    story->world.relations[0][1].est_dual = 9000;
    story->world.relations[1][0].est_dual = 9000; /* what others misread is not told */
    story_turn(story);
    story->log.worlds[2].relations[1][0].est_dual = 9000;
    own_of(&story->log, 0, NULL, &own);
    assert_int_equal(own.misread.turn, 3);
    assert_int_equal(own.misread.rival, 2);
    assert_int_equal(own.misread.kind, WEAPON_STRIKE);
    assert_int_equal(own.misread.seen, 100);
    assert_int_equal(own.misread.truth, 300);
}

/* The rule at its ends and in the middle, about a greedy one and about one that is not; what was not stated
 * is not paid. */
static void what_is_stated_is_paid_by_its_square(void **state)
{
    static const struct {
        int16_t seeker, greedy;
        const char *points;
        int cases;
    } rows[] = {{0, 1000, "100", 2},   {500, 500, "75", 2},    {1000, 0, "0", 2}, {-1, 900, "99", 1},
                {250, -1, "93.75", 1}, {1000, 500, "37.5", 2}, {-1, -1, "", 0}};
    for (size_t x = 0; x < sizeof rows / sizeof rows[0]; x++) {
        struct story *story = story_new(state, 3);
        struct own own;
        story->world.actors[2].motive = MOTIVE_GREEDY;
        story_begin(story);
        story->book.orders[0].belief[1] = rows[x].seeker;
        story->book.orders[0].belief[2] = rows[x].greedy;
        story_turn(story);
        own_of(&story->log, 0, NULL, &own);
        expect_metric(&own.points, rows[x].points, rows[x].cases);
    }
}

/* What a page says depends on nothing that others alone knew: their motives apart. */
static void nobody_elses_figures_are_on_it(void **state)
{
    struct story *story = armers(state);
    struct own own, other;
    own_of(&story->log, 0, NULL, &own);
    for (int t = 0; t <= story->log.turns; t++) {
        struct world *world = &story->log.worlds[t];
        world->actors[1].score = world->actors[1].insecurity = 4711;
        world->actors[1].budget[LINE_INTEL] = 3;
        world->relations[1][0].est_strike = 12345;
        story->log.turn[t].vulnerability[1] = 999;
    }
    own_of(&story->log, 0, NULL, &other);
    assert_memory_equal(&own, &other, sizeof own);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        STORY_TEST(beliefs_are_held_against_motives), STORY_TEST(the_mirror_is_held_against_their_beliefs),
        STORY_TEST(the_dead_think_nothing),           STORY_TEST(who_was_right_is_told_so),
        STORY_TEST(rises_are_answered_or_not),        STORY_TEST(nobody_answers_what_cannot_reach),
        STORY_TEST(arming_may_defeat_itself),         STORY_TEST(the_worst_figure_is_named),
        STORY_TEST(nobody_elses_figures_are_on_it),   STORY_TEST(what_is_stated_is_paid_by_its_square),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
