#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/base/digest.h"
#include "common/rules/canonical.h"
#include "tests/unit/client/sim/sim_given.h"

#include <stdio.h>
#include <string.h>

static void cells_stand_in_order(void **state)
{
    struct sim_plan plan =
        given("--scenario duel-1,ring-6 --set balance=60,160 --set noise=0,5,9 --games 10");
    struct sim_cell cell, before = {0};
    (void)state;
    assert_int_equal(plan.cells, 12);
    assert_int_equal(plan.cells_each, 6);
    assert_int_equal(plan.first, 0);
    assert_int_equal(plan.end, 120);
    for (int c = 0; c < plan.cells; c++) {
        static const int noise[] = {0, 5, 9};
        sim_plan_cell(&plan, c, &cell);
        assert_int_equal(cell.index, c);
        assert_string_equal(cell.scenario.name, c < 6 ? "duel-1" : "ring-6");
        assert_int_equal(cell.scenario.parameters.balance, c / 3 % 2 ? 160 : 60);
        assert_int_equal(cell.scenario.parameters.noise, noise[c % 3]);
        assert_int_equal(cell.values[0], cell.scenario.parameters.balance);
        assert_int_equal(cell.values[1], cell.scenario.parameters.noise);
        assert_string_not_equal(cell.hash, before.hash);
        before = cell;
    }
    sim_plan_free(&plan);
}

static void the_hash_is_of_the_canonical_text(void **state)
{
    struct sim_plan plan = given("--scenario duel-1 --set balance=61");
    struct sim_cell cell;
    char memory[CANONICAL_SCENARIO_MAX], hex[2 * DIGEST_SIZE + 1];
    struct text text = text_over(memory, sizeof memory), put = text_over(hex, sizeof hex);
    (void)state;
    sim_plan_cell(&plan, 0, &cell);
    canonical_scenario(&cell.scenario, &text);
    assert_non_null(strstr(memory, "\nbalance=61\n"));
    struct digest digest = digest_of(memory, text.length);
    text_put_hex(&put, digest.bytes, DIGEST_SIZE);
    assert_int_equal(strlen(cell.hash), 16);
    assert_memory_equal(cell.hash, hex, 16);
    sim_plan_free(&plan);
}

static void shards_are_the_whole(void **state)
{
    static const int games[] = {1, 3, 7, 100};
    (void)state;
    for (size_t g = 0; g < sizeof games / sizeof games[0]; g++) {
        for (int shards = 1; shards <= 9; shards++) {
            int64_t next = 0;
            for (int shard = 1; shard <= shards; shard++) {
                char line[160];
                assert_true(snprintf(line, sizeof line,
                                     "--scenario duel-1 --set noise=1,2 --games %d --shard %d/%d", games[g],
                                     shard, shards) < (int)sizeof line);
                struct sim_plan plan = given(line);
                assert_int_equal(plan.first, next);
                assert_true(plan.end >= plan.first);
                assert_in_range(plan.end - plan.first, 2 * games[g] / shards, 2 * games[g] / shards + 1);
                next = plan.end;
                sim_plan_free(&plan);
            }
            assert_int_equal(next, 2 * games[g]);
        }
    }
}

static void the_largest_plan_does_not_overflow(void **state)
{
    char line[4096];
    struct text text = text_over(line, sizeof line);
    (void)state;
    text_put(&text,
             "--scenario duel-1,duel-2,duel-3,duel-4 --games 10000000 --shard 10000/10000 --set noise=0");
    for (int x = 1; x < 32; x++) {
        text_put_char(&text, ',');
        text_put_int(&text, x);
    }
    text_put(&text, " --set balance=100");
    for (int x = 1; x < 32; x++) {
        text_put_char(&text, ',');
        text_put_int(&text, 100 + x);
    }
    struct sim_plan plan = given(line);
    assert_int_equal(plan.cells, SIM_CELLS_MAX);
    assert_int_equal(plan.end, INT64_C(40960000000));
    assert_int_equal(plan.first, INT64_C(40955904000));
    sim_plan_free(&plan);
}

/* What the rows depend on is in the text; what they do not depend on is not. */
static void the_text_tells_plans_apart(void **state)
{
    static const char *const others[] = {
        "--scenario duel-2 --set noise=1,2 --games 5",
        "--scenario duel-1 --set noise=2,1 --games 5",
        "--scenario duel-1 --set noise=1,2 --games 6",
        "--scenario duel-1 --set noise=1,2 --games 5 --seed 2",
        "--scenario duel-1 --set noise=1,2 --games 5 --bots hawk",
        "--scenario duel-1 --set noise=1,2 --games 5 --bots seeker=hawk",
        "--scenario duel-1 --set noise=1,2 --games 5 --shard 1/2",
        "--scenario duel-1 --set noise=1,2 --games 5 --turns --out -",
        "--scenario duel-1 --set noise=1,2 --games 5 --dyads --out -",
        "--scenario duel-1 --set noise=1,2 --games 5 --informed",
        "--scenario duel-1 --set noise=1,2 --games 5 --records x",
    };
    static char same[SIM_PLAN_TEXT_MAX], again[SIM_PLAN_TEXT_MAX];
    struct sim_plan plan = given("--scenario duel-1 --set noise=1,2 --games 5");
    struct text text = text_over(same, sizeof same);
    (void)state;
    sim_plan_text(&plan, &text);
    sim_plan_free(&plan);
    plan = given("--jobs 7 --games 5 --set noise=1,2 --scenario duel-1 --out y --bots -");
    text = text_over(again, sizeof again);
    sim_plan_text(&plan, &text);
    sim_plan_free(&plan);
    assert_non_null(strstr(again, "\nset=noise=1,2\n"));
    for (size_t x = 0; x < sizeof others / sizeof others[0]; x++) {
        plan = given(others[x]);
        text = text_over(again, sizeof again);
        sim_plan_text(&plan, &text);
        assert_false(text.cut);
        assert_string_not_equal(same, again);
        sim_plan_free(&plan);
    }
}

static void mistakes_are_named(void **state)
{
    static const struct {
        const char *line, *item, *remedy;
    } rows[] = {
        {"--scenario duel-1 --set balance=19", "--set balance: '19'", "20..400 (%)"},
        {"--scenario duel-1 --set balance=401", "--set balance: '401'", "20..400 (%)"},
        {"--scenario duel-1 --set balance=-", "--set balance: '-'", "20..400 (%)"},
        {"--scenario duel-1 --set balance=60,,70", "--set balance: ''", "20..400 (%)"},
        {"--scenario duel-1 --set peace=1", "no parameter \"peace\"", "PARAMETERS.md"},
        {"--scenario duel-1 --set =1", "no parameter \"\"", "PARAMETERS.md"},
        {"--scenario duel-1 --set noise=7,8,7", "7 is given twice", "give it once"},
        {"--scenario duel-1 --set hidden_balance=1 --set balance_low=300 --set balance_high=200",
         "hidden_balance=1, balance_low=300, balance_high=200", "balance_low"},
        {"--scenario Duel-1", "'Duel-1'", "allowed"},
        {"--scenario ../scenarios/duel-1", "'../scenarios/duel-1'", "allowed"},
        {"--scenario ,duel-1", "''", "allowed"},
        {"--scenario duel-1,", "a name is missing", "missing"},
        {"--scenario duel-1,world-1 --bots hawk,hawk", "2 doctrines, but scenario world-1 has 4 seats",
         "one a seat"},
    };
    struct sim_plan plan;
    (void)state;
    for (size_t x = 0; x < sizeof rows / sizeof rows[0]; x++) {
        struct cause cause = {{0}};
        assert_int_equal(given_plan(rows[x].line, &plan, &cause), STATUS_INVALID);
        if (!strstr(cause.text, rows[x].item) || !strstr(cause.text, rows[x].remedy))
            fail_msg("%s: said \"%s\"", rows[x].line, cause.text);
        sim_plan_free(&plan);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_stand_in_order),       cmocka_unit_test(the_hash_is_of_the_canonical_text),
        cmocka_unit_test(shards_are_the_whole),       cmocka_unit_test(the_largest_plan_does_not_overflow),
        cmocka_unit_test(the_text_tells_plans_apart), cmocka_unit_test(mistakes_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
