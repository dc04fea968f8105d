#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/rules/arithmetic.h"
#include "common/rules/attack_game.h"

static struct parameters defaults(void)
{
    struct scenario scenario;
    scenario_init(&scenario, "attack game", 2);
    return scenario.parameters;
}

/* Two equal seekers, 1000 of offence and of defence, territory 10 (a stake of 3), balance g on both sides. */
static struct attack_sides equals(int balance)
{
    return (struct attack_sides){.my_offence = 1000,
                                 .my_defence = 1000,
                                 .their_offence = 1000,
                                 .their_defence = 1000,
                                 .my_balance = balance,
                                 .their_balance = balance,
                                 .my_proximity = 100,
                                 .their_proximity = 100,
                                 .my_territory = 10,
                                 .their_territory = 10,
                                 .gain = 10};
}

/* g 160: p = 2.56 / 3.56 = 719. Prize 10 % of 300 = 30, home 300. I attack, they wait: 0.719 * 30 - 0.281 *
 * 75 = 0.495, floor 0, less 75. Both: 0.5 * 30 - 0.5 * 300 - 75 = -210. They attack, I wait: floor(0.719 *
 * 300) = 215 and 75. tau = 1000 * 75 / (75 + 80). */
static void equals_in_world_one(void **state)
{
    (void)state;
    struct parameters p = defaults();
    struct attack_sides sides = equals(160);
    struct attack_game game = attack_game_of(&p, &sides);
    assert_int_equal(game.i_succeed, 719);
    assert_int_equal(game.they_succeed, 719);
    assert_int_equal(game.attack_wait, -75);
    assert_int_equal(game.attack_attack, -210);
    assert_int_equal(game.wait_attack, -290);
    assert_int_equal(attack_threshold(&game), 483);
}

/* Rulebook 14 gives 867, 679, 562, 483, 385 at 100, 120, 140, 160, 200 and never at 90 and below; the others
 * by the same sums. At 90: p 448, AW -103, WA -209: saved -1; at 91: p 453, WA -210: saved 0, and that is
 * never. */
static void thresholds_at_parity(void **state)
{
    (void)state;
    static const int tau[][2] = {{20, -1},   {60, -1},   {80, -1},   {90, -1},   {91, -1},
                                 {95, 935},  {99, 883},  {100, 867}, {110, 762}, {120, 679},
                                 {140, 562}, {150, 520}, {160, 483}, {180, 426}, {200, 385}};
    struct parameters p = defaults();
    for (size_t c = 0; c < sizeof tau / sizeof tau[0]; c++) {
        struct attack_sides sides = equals(tau[c][0]);
        struct attack_game game = attack_game_of(&p, &sides);
        if (attack_threshold(&game) != tau[c][1])
            fail_msg("g %d: %d", tau[c][0], (int)attack_threshold(&game));
    }
}

/* Each figure for itself. A third of my 3000 arrives, half of their 1000; they hold 2000, I hold 500; I
 * believe in 200 for me and 50 for them. i: 200 * 1000 against 100 * 2000: 500. they: 50 * 500 against 100 *
 * 500: 200. A meeting: 1000 against 500: 800. They have 20 units (a stake of 6), I 4 (2); gain 120: prize
 * 720, home 200. War costs 80, failure 50: AW 360 - 25 - 80 = 255, AA 576 - 40 - 80 = 456, WA -40 - 80. */
static void unequal_sides(void **state)
{
    (void)state;
    struct parameters p = defaults();
    struct attack_sides sides = {.my_offence = 3031, /* 33 % are 1000.23 */
                                 .my_defence = 500,
                                 .their_offence = 1000,
                                 .their_defence = 2000,
                                 .my_balance = 200,
                                 .their_balance = 50,
                                 .my_proximity = 33,
                                 .their_proximity = 50,
                                 .my_territory = 4,
                                 .their_territory = 20,
                                 .gain = 120};
    p.war_cost = 80;
    p.fail_cost = 50;
    struct attack_game game = attack_game_of(&p, &sides);
    assert_int_equal(game.i_succeed, 500);
    assert_int_equal(game.they_succeed, 200);
    assert_int_equal(game.attack_wait, 255);
    assert_int_equal(game.attack_attack, 456);
    assert_int_equal(game.wait_attack, -120);
    assert_int_equal(attack_threshold(&game), 0); /* attack pays whatever they do */
}

/* A referee stands behind both walls and fines whoever attacks; in a meeting there is no wall. */
static void a_referee(void **state)
{
    (void)state;
    struct parameters p = defaults();
    struct attack_sides sides = equals(100);
    p.referee_force = 1000;
    p.referee_fine = 40;
    struct attack_game game = attack_game_of(&p, &sides);
    assert_int_equal(game.i_succeed, 200);
    assert_int_equal(game.they_succeed, 200);
    assert_int_equal(game.attack_wait, 6 - 60 - 115);
    assert_int_equal(game.attack_attack, -135 - 115);
    assert_int_equal(game.wait_attack, -60 - 75);
    assert_int_equal(attack_threshold(&game), -1);
}

/* Nobody has anything: even chances. Out of reach: none. */
static void without_arms_or_reach(void **state)
{
    (void)state;
    struct parameters p = defaults();
    struct attack_sides sides = equals(200);
    sides.my_offence = sides.my_defence = sides.their_offence = sides.their_defence = 0;
    struct attack_game game = attack_game_of(&p, &sides);
    assert_int_equal(game.i_succeed, 500);
    assert_int_equal(game.they_succeed, 500);
    assert_int_equal(attack_threshold(&game), 867);
    sides = equals(200);
    sides.my_proximity = 0;
    game = attack_game_of(&p, &sides);
    assert_int_equal(game.i_succeed, 0);
    assert_int_equal(game.attack_wait, -150);
    assert_int_equal(game.attack_attack, -300 - 75); /* they alone are there */
    assert_int_equal(attack_threshold(&game), -1);
}

/* Where three thresholds meet: nothing risked, nothing saved. */
static void thresholds(void **state)
{
    (void)state;
    static const struct {
        struct attack_game game;
        int tau;
    } cases[] = {
        {{.attack_wait = 1, .attack_attack = -500, .wait_attack = 0}, 0},
        {{.attack_wait = 0, .attack_attack = -500, .wait_attack = 0}, 0},
        {{.attack_wait = -1, .attack_attack = -500, .wait_attack = -500}, -1},
        {{.attack_wait = -1, .attack_attack = -501, .wait_attack = -500}, -1},
        {{.attack_wait = -1, .attack_attack = -499, .wait_attack = -500}, 500},
        {{.attack_wait = -999, .attack_attack = 1, .wait_attack = 0}, 999},
        {{.attack_wait = -1, .attack_attack = 0, .wait_attack = -3000}, 0}, /* 0.33 permille */
    };
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++)
        assert_int_equal(attack_threshold(&cases[c].game), cases[c].tau);
}

/* The largest sides and parameters of the rules: exact, without overflow. */
static void the_largest_game(void **state)
{
    (void)state;
    struct parameters p = defaults();
    struct attack_sides sides = equals(500);
    p.home_value = p.war_cost = p.fail_cost = p.referee_fine = 1000;
    p.stake = 100;
    p.referee_force = 100000;
    sides.my_offence = sides.their_offence = 3 * (int64_t)STOCK_MAX;
    sides.my_defence = sides.their_defence = 0;
    sides.my_territory = sides.their_territory = TERRITORY_MAX;
    sides.gain = 300;
    struct attack_game game = attack_game_of(&p, &sides);
    assert_int_equal(game.i_succeed, 1000); /* 150 times the wall: 22500 / 22501 */
    assert_int_equal(game.attack_wait, 3000000 - 2000);
    assert_int_equal(game.attack_attack, 1500000 - 500000 - 2000);
    assert_int_equal(game.wait_attack, -1000000 - 1000);
}

/* c = 1000 * (war_cost + fail_cost + margin) / (prize + fail_cost): 150 / 435 = 344; with a margin of 60 482
 * (as the bots' calculus); a seeker's prize of 30: 1428: never. */
static void thresholds_of_greed(void **state)
{
    (void)state;
    struct parameters p = defaults();
    assert_int_equal(greed_threshold(&p, 120, 10, 0), 344);
    assert_int_equal(greed_threshold(&p, 120, 10, 60), 482);
    assert_int_equal(greed_threshold(&p, 10, 10, 0), 1428);
    assert_int_equal(greed_threshold(&p, 120, 11, 0), 270); /* a stake of 4: 480 + 75 */
    p.war_cost = 0;
    p.fail_cost = 0;
    assert_int_equal(greed_threshold(&p, 120, 10, 0), 0);
    assert_int_equal(greed_threshold(&p, 0, 10, 0), 0);
    p.war_cost = 2;
    assert_int_equal(greed_threshold(&p, 0, 10, 0), 2000); /* out of every chance */
}

/* The threshold is where attack begins to pay: one permille below it does not, at it it does. */
static void greed_pays_from_its_threshold(void **state)
{
    (void)state;
    struct parameters p = defaults();
    for (int gain = 60; gain <= 300; gain += 20) {
        for (int territory = 3; territory <= 30; territory += 3) {
            int64_t prize = floor_div(gain * p.home_value * stake_of(territory, p.stake), 100);
            int64_t chance = greed_threshold(&p, gain, territory, 0);
            int64_t below = (chance - 1) * prize - (1001 - chance) * p.fail_cost - 1000 * p.war_cost;
            int64_t above = (chance + 1) * prize - (999 - chance) * p.fail_cost - 1000 * p.war_cost;
            assert_true(below < 0);
            assert_true(above > 0);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equals_in_world_one),
        cmocka_unit_test(thresholds_at_parity),
        cmocka_unit_test(unequal_sides),
        cmocka_unit_test(a_referee),
        cmocka_unit_test(without_arms_or_reach),
        cmocka_unit_test(thresholds),
        cmocka_unit_test(the_largest_game),
        cmocka_unit_test(thresholds_of_greed),
        cmocka_unit_test(greed_pays_from_its_threshold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
