/* Each variant does what it is named for, and nothing else changes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/theory/bots.h"
#include "common/rules/world.h"

#include <string.h>

static const struct siphash_key key = {1, 2};

/* Seat 0 of a fresh three-actor world, after so many turns, with the arms it is given. */
static struct view view_after(int turns, int32_t motive)
{
    struct scenario scenario;
    struct world world;
    struct view view;
    scenario_init(&scenario, "bots", 3);
    scenario.parameters.balance = 60;
    scenario.parameters.fungibility = 90;
    scenario.parameters.technology = 1;
    scenario.parameters.leak = 200;
    for (int i = 0; i < 3; i++)
        scenario.actors[i].motive = motive;
    world_setup(&world, &scenario, key);
    world.turn = turns;
    view_of(&world, 0, &view);
    return view;
}

static struct orders orders_of(const struct bot *bot, const struct view *view)
{
    struct orders orders;
    bot->play(view, key, &orders);
    struct verdicts verdicts = orders_check(view, &orders);
    assert_true(verdicts_ok(&verdicts));
    return orders;
}

static void assert_same(const struct orders *a, const struct orders *b)
{
    assert_memory_equal(a, b, sizeof *a);
}

static void restraint_lasts_three_turns_and_is_silent(void **state)
{
    (void)state;
    const struct bot *seeker = theory_bot("security_seeker");
    for (int turn = 0; turn < 6; turn++) {
        struct view view = view_after(turn, MOTIVE_SECURITY_SEEKER);
        struct orders orders = orders_of(&theory_restrained, &view), usual = orders_of(seeker, &view);
        if (turn < 3) {
            assert_int_equal(orders.budget[LINE_CIVIL], view.income);
            assert_int_equal(orders.declare, DECLARE_NONE);
            assert_int_equal(orders.open_books, 0);
        } else {
            assert_same(&orders, &usual);
        }
    }
}

static void silent_grit_spends_as_grit_does(void **state)
{
    (void)state;
    for (int turn = 0; turn < 6; turn++) {
        struct view view = view_after(turn, MOTIVE_SECURITY_SEEKER);
        struct orders silent = orders_of(&theory_silent_grit, &view);
        struct orders grit = orders_of(theory_bot("grit"), &view);
        assert_int_equal(grit.declare, DECLARE_PEACEFUL);
        assert_true(grit.open_books != 0);
        grit.declare = DECLARE_NONE;
        grit.open_books = grit.scrap = 0;
        assert_same(&silent, &grit);
    }
}

static void a_talker_only_talks(void **state)
{
    (void)state;
    struct view view = view_after(4, MOTIVE_SECURITY_SEEKER);
    struct orders talker = orders_of(&theory_talker, &view);
    struct orders seeker = orders_of(theory_bot("security_seeker"), &view);
    assert_int_equal(talker.declare, DECLARE_PEACEFUL);
    talker.declare = DECLARE_NONE;
    assert_same(&talker, &seeker);
}

static void the_marcher_waits_for_the_grace_and_for_nothing_else(void **state)
{
    (void)state;
    struct view early = view_after(1, MOTIVE_GREEDY), later = view_after(2, MOTIVE_GREEDY);
    assert_int_equal(orders_of(&theory_marcher, &early).attack, -1);
    assert_int_equal(orders_of(&theory_marcher, &later).attack, 1);
    later.alive[1] = 0;
    assert_int_equal(orders_of(&theory_marcher, &later).attack, -1);
}

static void the_bold_are_content_with_less(void **state)
{
    (void)state;
    struct view view = view_after(4, MOTIVE_GREEDY);
    const struct bot *greedy = theory_bot("greedy");
    int bold = 0, usual = 0, walls = 0;
    view.est_fortify[2] = STOCK_MAX;
    for (int32_t wall = 100; wall < 3000; wall += 10, walls++) {
        view.est_fortify[1] = wall;
        view.est_strike[1] = 0;
        bold += orders_of(&theory_bold_greedy, &view).attack == 1;
        usual += orders_of(greedy, &view).attack == 1;
    }
    assert_true(usual > 0 && usual < bold && bold < walls);
}

static int32_t arms_of(const struct orders *orders)
{
    return orders->budget[LINE_FORTIFY] + orders->budget[LINE_STRIKE];
}

static void softer_and_harder_demands(void **state)
{
    (void)state;
    struct view view = view_after(4, MOTIVE_SECURITY_SEEKER);
    for (int j = 1; j < 3; j++)
        view.est_strike[j] = 1600;
    struct orders soft = orders_of(&theory_soft_seeker, &view);
    struct orders seeker = orders_of(theory_bot("security_seeker"), &view);
    struct orders racer = orders_of(&theory_racer, &view);
    assert_true(arms_of(&soft) < arms_of(&seeker));
    assert_true(arms_of(&racer) >= arms_of(&seeker));
    for (int j = 1; j < 3; j++)
        view.est_strike[j] = 100000;
    racer = orders_of(&theory_racer, &view);
    seeker = orders_of(theory_bot("security_seeker"), &view);
    assert_int_equal(racer.budget[LINE_CIVIL], 0); /* no cap */
    assert_true(seeker.budget[LINE_CIVIL] > 0);
    assert_int_equal(racer.attack, -1);
}

static void watchers_and_researchers_go_by_their_motive(void **state)
{
    (void)state;
    struct view seeker = view_after(4, MOTIVE_SECURITY_SEEKER), greedy = view_after(4, MOTIVE_GREEDY);
    struct orders expansion = orders_of(theory_bot("greedy"), &greedy);
    assert_int_equal(orders_of(&theory_watcher, &seeker).budget[LINE_INTEL], 2);
    assert_int_not_equal(orders_of(&theory_watcher, &seeker).focus, -1);
    struct orders orders = orders_of(&theory_watcher, &greedy);
    assert_same(&orders, &expansion);
    for (int project = PROJECT_INTEL; project < PROJECT_COUNT; project++) {
        assert_int_equal(orders_of(&theory_researchers[project], &seeker).project, project);
        orders = orders_of(&theory_researchers[project], &greedy);
        assert_same(&orders, &expansion);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(restraint_lasts_three_turns_and_is_silent),
        cmocka_unit_test(silent_grit_spends_as_grit_does),
        cmocka_unit_test(a_talker_only_talks),
        cmocka_unit_test(the_marcher_waits_for_the_grace_and_for_nothing_else),
        cmocka_unit_test(the_bold_are_content_with_less),
        cmocka_unit_test(softer_and_harder_demands),
        cmocka_unit_test(watchers_and_researchers_go_by_their_motive),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
