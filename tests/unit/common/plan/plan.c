/* The minutes of a session: they follow each other, and the debrief has its third or a warning says why not.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/plan/plan.h"

static void the_usual_class(void **state)
{
    struct plan plan = plan_of(75, 240, 12);
    (void)state;
    assert_int_equal(plan.brief, 5);
    assert_int_equal(plan.play, 12);
    assert_int_equal(plan.turns, 8);
    assert_true(plan.too_long);
    assert_int_equal(plan.fitting_seconds, 175);
    assert_int_equal(plan.exit, 44);
    assert_int_equal(plan.debrief, 47);
    assert_int_equal(plan.share, 37);
    assert_int_equal(plan.end, 73);
    assert_int_equal(plan_turn_minute(&plan, 1), 12);
    assert_int_equal(plan_turn_minute(&plan, 8), 40);
    assert_int_equal(plan_practice_minute(&plan), 8);
    assert_int_equal(plan_card_minute(&plan, 0), 47);
    assert_int_equal(plan_card_minute(&plan, 1), 49);
    assert_int_equal(plan_card_minute(&plan, 8), 71);
}

static void turns_without_a_clock_get_a_length(void **state)
{
    struct plan plan = plan_of(0, 0, 8);
    (void)state;
    assert_int_equal(plan.minutes, PLAN_USUAL_MINUTES);
    assert_int_equal(plan.turn_seconds, 255);
    assert_false(plan.too_long);
    assert_true(plan.share >= 33);
}

/* Whatever is asked for: nothing begins before what comes before it. */
static void every_plan_is_in_order(void **state)
{
    (void)state;
    for (int minutes = 10; minutes <= 240; minutes += 5)
        for (int seconds = 0; seconds <= 900; seconds += 45)
            for (int turns = 1; turns <= 60; turns += 7) {
                struct plan plan = plan_of(minutes, seconds, turns);
                assert_true(0 < plan.brief && plan.brief < plan.play && plan.play < plan.exit);
                assert_true(plan.exit < plan.debrief && plan.debrief <= plan.end);
                assert_true(plan.turns >= 1 && plan.turns <= turns);
                assert_int_equal(plan.too_long, plan.turns < turns);
                if (plan.turns > 1 && minutes >= 30)
                    assert_true(plan.share >= 33);
                assert_true(plan.brief <= plan_practice_minute(&plan));
                assert_true(plan_practice_minute(&plan) <= plan.play);
                assert_int_equal(plan_card_minute(&plan, 0), plan.debrief);
                for (int card = 1; card <= 8; card++)
                    assert_true(plan_card_minute(&plan, card) >= plan_card_minute(&plan, card - 1));
            }
}

static void rows_are(const struct plan_turns *turns, int count, const enum plan_say *says)
{
    struct plan plan = plan_of(600, 60, turns->max_turns);
    struct plan_row rows[PLAN_ROWS_MAX];
    assert_int_equal(plan_rows(&plan, turns, rows), count);
    int next = 1;
    for (int x = 0; x < count; x++) {
        assert_int_equal(rows[x].say, says[x]);
        assert_int_equal(rows[x].first, next);
        next = rows[x].last + 1;
    }
    assert_int_equal(next, turns->max_turns + 1);
}

static void what_is_said_at_which_turn(void **state)
{
    (void)state;
    rows_are(&(struct plan_turns){.grace = 2, .end_from = 8, .max_turns = 12}, 8,
             (const enum plan_say[]){SAY_FIRST, SAY_GRACE, SAY_OPENS, SAY_MIDDLE, SAY_MIDDLE, SAY_MIDDLE,
                                     SAY_MIDDLE, SAY_LOT});
    rows_are(&(struct plan_turns){.grace = 0, .end_from = 0, .max_turns = 2}, 2,
             (const enum plan_say[]){SAY_FIRST, SAY_LAST});
    rows_are(&(struct plan_turns){.grace = 3, .end_from = 0, .max_turns = 60}, 8,
             (const enum plan_say[]){SAY_FIRST, SAY_GRACE, SAY_OPENS, SAY_MIDDLE, SAY_MIDDLE, SAY_MIDDLE,
                                     SAY_MIDDLE, SAY_LAST});
    rows_are(&(struct plan_turns){.grace = 2, .end_from = 0, .max_turns = 1}, 1,
             (const enum plan_say[]){SAY_FIRST});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_usual_class),
        cmocka_unit_test(turns_without_a_clock_get_a_length),
        cmocka_unit_test(every_plan_is_in_order),
        cmocka_unit_test(what_is_said_at_which_turn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
