#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/rules/arithmetic.h"
#include "tests/unit/common/rules/stage.h"

/* No wear and no noise unless a test wants them. */
static void begin(struct stage *stage, int n)
{
    stage_init(stage, "estimates", n);
    stage->scenario.parameters.depreciation = 0;
    stage->scenario.parameters.noise = 0;
    stage_begin(stage, NULL);
}

static void expect_seen(const struct stage *stage, int i, int j, int fortify, int strike, int dual)
{
    const struct relation *seen = &stage->world.relations[i][j];
    assert_int_equal(seen->est_fortify, fortify);
    assert_int_equal(seen->est_strike, strike);
    assert_int_equal(seen->est_dual, dual);
}

static void blur_mixes_what_serves_both_ends(void **state)
{
    (void)state;
    static const struct {
        int phi, fortify, strike;
    } cases[] = {{0, 1350, 450}, {1, 1350, 450}, {50, 1125, 675}, {100, 900, 900}};
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        struct stage stage;
        begin(&stage, 2);
        stage.world.scenario.parameters.fungibility = cases[c].phi;
        stage_arms(&stage, 1, 1350, 450, 77);
        stage_resolve(&stage);
        expect_seen(&stage, 0, 1, cases[c].fortify, cases[c].strike, 77);
    }
}

static void last_turns_sum_is_kept(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage, 2);
    expect_seen(&stage, 0, 1, 1250, 750, 0);
    stage_arms(&stage, 1, 4000, 0, 0);
    stage_resolve(&stage);
    assert_int_equal(stage.world.relations[0][1].est_before, 2000);
    expect_seen(&stage, 0, 1, 3000, 1000, 0);
    stage_resolve(&stage);
    assert_int_equal(stage.world.relations[0][1].est_before, 4000);
}

/* The widest error of many turns at noise 200: 200 without intelligence, 100 with 4 points, 50 with the
 * project too. */
static int widest_error(int intel, int tech)
{
    struct stage stage;
    begin(&stage, 2);
    struct actor *spy = &stage.world.actors[0];
    stage.world.scenario.parameters.noise = 200;
    stage.world.scenario.parameters.fungibility = 0;
    stage.world.scenario.parameters.max_turns = TURNS_MAX;
    spy->tech = tech;
    int64_t widest = 0;
    for (int turn = 0; turn < TURNS_MAX; turn++) {
        stage_arms(&stage, 1, 100000, 100000, 100000);
        stage_peace(&stage);
        stage.book.orders[0].budget[LINE_CIVIL] -= intel;
        stage.book.orders[0].budget[LINE_INTEL] = intel;
        stage_resolve(&stage);
        const struct relation *seen = &stage.world.relations[0][1];
        const int32_t figures[] = {seen->est_fortify, seen->est_strike, seen->est_dual};
        for (int f = 0; f < 3; f++)
            widest = max_of(widest, figures[f] < 100000 ? 100000 - figures[f] : figures[f] - 100000);
    }
    return (int)widest / 100;
}

static void intelligence_narrows_the_error(void **state)
{
    (void)state;
    assert_in_range(widest_error(0, 0), 150, 200);
    assert_in_range(widest_error(4, 0), 75, 100);
    assert_in_range(widest_error(4, PROJECT_INTEL), 37, 50);
}

static void open_books_take_the_error_but_not_the_blur(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage, 3);
    stage.world.scenario.parameters.noise = 900;
    stage_arms(&stage, 1, 135000, 45000, 7700);
    stage.book.orders[1].open_books = 1;
    stage_resolve(&stage);
    expect_seen(&stage, 0, 1, 112500, 67500, 7700);
    assert_true(stage.world.relations[2][1].est_fortify != 112500);
}

static void a_mole_takes_both(void **state)
{
    (void)state;
    int delivered = 0;
    for (uint64_t k = 0; k < 300; k++) {
        struct stage stage;
        begin(&stage, 2);
        stage.world.key = (struct siphash_key){k, 1};
        stage.world.scenario.parameters.noise = 900;
        stage.world.scenario.parameters.leak = 1000;
        stage_arms(&stage, 1, 135000, 45000, 7700);
        stage.book.orders[0].focus = 1;
        stage.book.orders[0].budget[LINE_CIVIL] = 9;
        stage.book.orders[0].budget[LINE_INTEL] = 1;
        stage_resolve(&stage);
        assert_int_equal(stage.world.relations[0][1].leaked, stage_count(&stage, EVENT_LEAK));
        if (stage_count(&stage, EVENT_LEAK) == 0)
            continue;
        delivered++;
        EXPECT_EVENT(&stage, 0, 1, EVENT_LEAK, 0, 1);
        expect_seen(&stage, 0, 1, 135000, 45000, 7700);
        stage_resolve(&stage);
        assert_int_equal(stage.world.relations[0][1].leaked, 0);
    }
    assert_in_range(delivered, 240 - 35, 240 + 35); /* 80 % at most, whatever is spent */
}

static void the_dead_have_no_arms(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage, 3);
    stage.world.actors[1].alive = 0;
    stage_resolve(&stage);
    expect_seen(&stage, 0, 1, 0, 0, 0);
    expect_seen(&stage, 1, 0, 1250, 750, 0); /* and look no more */
}

static void doctrine_moves_a_quarter_of_the_way(void **state)
{
    (void)state;
    struct stage stage;
    begin(&stage, 2);
    stage.world.scenario.parameters.hidden_balance = 1;
    stage.world.scenario.parameters.doctrine_noise = 0;
    stage.world.balance = 160;
    static const int believed[] = {115, 126, 134, 140};
    for (int turn = 0; turn < 4; turn++) {
        stage_resolve(&stage);
        assert_int_equal(stage.world.actors[0].doctrine, believed[turn]);
    }
    stage.world.balance = 90;
    stage_resolve(&stage);
    assert_int_equal(stage.world.actors[0].doctrine, 127); /* 140 - 12.5, down */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blur_mixes_what_serves_both_ends),
        cmocka_unit_test(last_turns_sum_is_kept),
        cmocka_unit_test(intelligence_narrows_the_error),
        cmocka_unit_test(open_books_take_the_error_but_not_the_blur),
        cmocka_unit_test(a_mole_takes_both),
        cmocka_unit_test(the_dead_have_no_arms),
        cmocka_unit_test(doctrine_moves_a_quarter_of_the_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
