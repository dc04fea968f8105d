#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/bots/bot.h"
#include "tests/unit/common/rules/stage.h"

#include <string.h>

static const struct siphash_key key = {11, 12};

/* Seat 0 of four at the start of a world; exact figures. */
static struct view seat_view(struct stage *stage)
{
    struct view view;
    stage_init(stage, "doctrines", 4);
    stage->scenario.parameters.noise = 0;
    stage_begin(stage, NULL);
    view_of(&stage->world, 0, &view);
    return view;
}

static struct orders played(const char *name, const struct view *view)
{
    struct orders orders;
    memset(&orders, 0x33, sizeof orders); /* whatever stood there before */
    bot_find(slice_of(name))->play(view, key, &orders);
    struct verdicts verdicts = orders_check(view, &orders);
    assert_true(verdicts_ok(&verdicts));
    return orders;
}

static int arms_of(const struct orders *orders)
{
    return orders->budget[LINE_FORTIFY] + orders->budget[LINE_STRIKE] + orders->budget[LINE_DUAL];
}

static void pacifists_do_not_arm(void **state)
{
    (void)state;
    struct stage stage;
    struct view view = seat_view(&stage);
    view.est_strike[1] = 900000;
    view.attacked[1][0] = 3;
    struct orders orders = played("pacifist", &view);
    assert_int_equal(arms_of(&orders), 0);
    assert_int_equal(orders.attack, -1);
    assert_int_equal(orders.declare, DECLARE_PEACEFUL);
}

/* The same view: hawks ask for more safety than seekers, these for more than appeasers. */
static void safety_has_its_price(void **state)
{
    (void)state;
    static const char *const names[] = {"appeaser", "security_seeker", "hawk"};
    struct stage stage;
    struct view view = seat_view(&stage);
    view.scenario.parameters.fungibility = 0;
    int before = -1;
    view.est_strike[1] = 1200;
    for (int b = 0; b < 3; b++) {
        struct orders orders = played(names[b], &view);
        assert_true(arms_of(&orders) > before || (b > 0 && arms_of(&orders) == 7));
        before = arms_of(&orders);
    }
    assert_int_equal(before, 7); /* 70 % at most */
}

static void offensive_realists_buy_swords(void **state)
{
    (void)state;
    struct stage stage;
    struct view view = seat_view(&stage);
    view.est_strike[1] = 9000;
    struct orders realist = played("offensive_realist", &view), seeker = played("security_seeker", &view);
    assert_int_equal(realist.budget[LINE_STRIKE], 3);
    assert_int_equal(seeker.budget[LINE_STRIKE], 0);
}

static void the_greedy_take_weak_prey(void **state)
{
    (void)state;
    struct stage stage;
    struct view view = seat_view(&stage);
    view.own.motive = MOTIVE_GREEDY;
    struct orders orders = played("greedy", &view);
    assert_int_equal(orders.attack, -1);
    view.own.strike = 20000;
    view.est_fortify[2] = 100;
    orders = played("greedy", &view);
    assert_int_equal(orders.attack, 2);
    orders = played("opportunist", &view);
    assert_int_equal(orders.attack, 2);
    assert_int_equal(arms_of(&orders) <= 7, 1);
}

static void tit_for_tat_returns_an_attack(void **state)
{
    (void)state;
    struct stage stage;
    struct view view = seat_view(&stage);
    struct orders orders = played("tit_for_tat", &view);
    assert_int_equal(orders.attack, -1);
    assert_int_equal(arms_of(&orders), 0);
    view.attacked[3][0] = 1;
    orders = played("tit_for_tat", &view);
    assert_int_equal(orders.attack, 3);
    view.attacked[0][3] = 1; /* returned already */
    orders = played("tit_for_tat", &view);
    assert_int_equal(orders.attack, -1);
    view.est_fortify[1] = 3000;
    orders = played("tit_for_tat", &view);
    assert_true(arms_of(&orders) > 0);
}

static void grit_begins_with_restraint(void **state)
{
    (void)state;
    struct stage stage;
    struct view view = seat_view(&stage);
    view.est_strike[1] = 9000;
    struct orders orders = played("grit", &view);
    assert_int_equal(arms_of(&orders), 0);
    assert_int_equal(orders.scrap, 1);
    assert_int_equal(orders.open_books, 2 | 4 | 8);
    assert_int_equal(orders.declare, DECLARE_PEACEFUL);
    view.turn = 3;
    orders = played("grit", &view);
    assert_true(arms_of(&orders) > 0);
}

static void allies_and_buck_passers(void **state)
{
    (void)state;
    struct stage stage;
    struct view view = seat_view(&stage);
    view.assessment[1] = 280;
    view.assessment[2] = 90;
    view.assessment[3] = 310;
    struct orders orders = played("loyal_ally", &view);
    assert_int_equal(orders.pact[2], PACT_DEFENSIVE);
    assert_int_equal(orders.pact[1], -1);
    view.pact[0][1] = view.pact[1][0] = PACT_DEFENSIVE;
    orders = played("loyal_ally", &view);
    assert_int_equal(orders.answer[1], ANSWER_HONOUR);
    view.est_strike[3] = 9000;
    orders = played("buck_passer", &view);
    assert_int_equal(orders.answer[1], ANSWER_STAND_ASIDE);
    assert_in_range(arms_of(&orders), 0, 3);
}

static void only_noise_uses_its_key(void **state)
{
    (void)state;
    struct stage stage;
    struct view view = seat_view(&stage);
    int differ = 0;
    for (int b = 0; b < bot_count; b++) {
        struct orders first, again, other;
        bots[b]->play(&view, key, &first);
        bots[b]->play(&view, key, &again);
        bots[b]->play(&view, (struct siphash_key){13, 14}, &other);
        assert_memory_equal(&first, &again, sizeof first);
        if (memcmp(&first, &other, sizeof first) != 0) {
            differ++;
            assert_string_equal(bots[b]->name, "random_legal");
        }
    }
    assert_int_equal(differ, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pacifists_do_not_arm),          cmocka_unit_test(safety_has_its_price),
        cmocka_unit_test(offensive_realists_buy_swords), cmocka_unit_test(the_greedy_take_weak_prey),
        cmocka_unit_test(tit_for_tat_returns_an_attack), cmocka_unit_test(grit_begins_with_restraint),
        cmocka_unit_test(allies_and_buck_passers),       cmocka_unit_test(only_noise_uses_its_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
