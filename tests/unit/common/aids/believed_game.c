#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/aids/believed_game.h"

#include <string.h>

static void begin(struct view *view)
{
    memset(view, 0, sizeof *view);
    scenario_init(&view->scenario, "game", 3);
    view->n = 3;
    view->turn = 4;
    view->alive[0] = view->alive[1] = 1;
}

/* The four worlds of the rulebook, section 2. */
static void each_world_has_its_game(void **state)
{
    static const struct {
        int balance, fungibility, cc, dc, cd, dd;
        enum game_kind kind;
    } worlds[] = {
        {160, 90, -419, -357, -509, -469, GAME_PRISONER},
        {60, 90, 0, -60, -73, -60, GAME_STAG_HUNT},
        {160, 10, -419, -277, -440, -304, GAME_ARMING},
        {60, 10, 0, -60, 0, -60, GAME_HARMONY},
    };
    (void)state;
    for (int w = 0; w < 4; w++) {
        struct view view;
        struct believed_game game;
        begin(&view);
        view.balance = view.scenario.parameters.balance = worlds[w].balance;
        view.scenario.parameters.fungibility = worlds[w].fungibility;
        view.scenario.parameters.hidden_balance = w == 3;
        believed_game_of(&view, &game);
        assert_int_equal(game.stage.cc, worlds[w].cc);
        assert_int_equal(game.stage.dc, worlds[w].dc);
        assert_int_equal(game.stage.cd, worlds[w].cd);
        assert_int_equal(game.stage.dd, worlds[w].dd);
        assert_int_equal(game.kind, worlds[w].kind);
        assert_int_equal(game.balance, worlds[w].balance);
        assert_int_equal(game.balance_hidden, w == 3);
    }
}

static void other_orders_of_payoffs(void **state)
{
    struct stage_game chicken = {.cc = -5, .dc = 0, .cd = -8, .dd = -20, .kind = STAGE_OTHER};
    struct stage_game battle = {.cc = -9, .dc = 0, .cd = -8, .dd = -20, .kind = STAGE_OTHER};
    (void)state;
    assert_int_equal(game_kind_of(&chicken), GAME_CHICKEN);
    assert_int_equal(game_kind_of(&battle), GAME_OTHER);
    assert_int_equal(game_kind_names.count, GAME_KINDS);
}

static void moves_of_the_last_turn(void **state)
{
    struct view view;
    struct believed_game game;
    (void)state;
    begin(&view);
    believed_game_of(&view, &game);
    assert_int_equal(game.my_move, ARMS_MOVE_UNKNOWN); /* nothing was spent on anything */
    view.own.fortify = 700;
    view.own.strike = 300;
    view.own.budget[LINE_CIVIL] = 8;
    view.own.budget[LINE_STRIKE] = 1; /* 900 left of 1000, and 100 bought */
    believed_game_of(&view, &game);
    assert_int_equal(game.my_move, ARMS_MOVE_RESTRAIN);
    view.own.budget[LINE_DUAL] = 1;
    believed_game_of(&view, &game);
    assert_int_equal(game.my_move, ARMS_MOVE_ARM);
    assert_int_equal(game.their_move[1], ARMS_MOVE_UNKNOWN);
    view.est_before[1] = 1000;
    view.est_fortify[1] = 1600; /* more than 1.2 / 0.8 times as much */
    believed_game_of(&view, &game);
    assert_int_equal(game.their_move[1], ARMS_MOVE_ARM);
    view.est_fortify[1] = 600;
    believed_game_of(&view, &game);
    assert_int_equal(game.their_move[1], ARMS_MOVE_RESTRAIN);
    assert_int_equal(game.their_move[2], ARMS_MOVE_UNKNOWN); /* eliminated */
    view.turn = 0;
    believed_game_of(&view, &game);
    assert_int_equal(game.my_move, ARMS_MOVE_UNKNOWN);
    assert_int_equal(game.their_move[1], ARMS_MOVE_UNKNOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_world_has_its_game),
        cmocka_unit_test(other_orders_of_payoffs),
        cmocka_unit_test(moves_of_the_last_turn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
