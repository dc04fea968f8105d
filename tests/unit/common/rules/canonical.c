#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/rules/canonical.h"
#include "tests/unit/common/rules/stage.h"

#include <stdlib.h>
#include <string.h>

/* A scenario of twelve with the longest names and as many pacts and assessments as there may be. */
static void longest_scenario(struct scenario *scenario)
{
    scenario_init(scenario, "a-scenario-of-thirty-one-bytes-", 12);
    for (int i = 0; i < 12; i++) {
        memset(scenario->actors[i].name, 'A' + i, NAME_SIZE - 1);
        scenario->actors[i].territory = 83;
        scenario->actors[i].rise = RISE_MAX;
        for (int j = 0; j < 12; j++)
            scenario->proximity[i][j] = 100;
        for (int j = i + 1; j < 12; j++)
            scenario->pacts[scenario->pact_count++] = (struct scenario_pact){i, j, PACT_UNCONDITIONAL, 1};
        for (int j = 0; j < 12; j++)
            if (i != j)
                scenario->assessments[scenario->assessment_count++] =
                    (struct scenario_assessment){i, j, 1000};
    }
    for (int p = 0; p < PARAMETER_COUNT; p++)
        if (parameter_rows[p].high >= 1000)
            *parameter_at(&scenario->parameters, p) = parameter_rows[p].high;
    memset(scenario->parameters.prior, 0, sizeof scenario->parameters.prior);
}

static void fill_numbers(void *numbers, size_t size, int32_t value)
{
    for (size_t x = 0; x < size / sizeof value; x++)
        ((int32_t *)numbers)[x] = value;
}

static void the_longest_scenario_fits_and_comes_back(void **state)
{
    (void)state;
    struct scenario scenario, again;
    char memory[CANONICAL_SCENARIO_MAX], reason[256];
    struct text text = text_over(memory, sizeof memory), why = text_over(reason, sizeof reason);
    longest_scenario(&scenario);
    assert_true(scenario_check(&scenario, &why));
    canonical_scenario(&scenario, &text);
    assert_false(text.cut);
    assert_true(text.length > CANONICAL_SCENARIO_MAX / 2);
    assert_true(canonical_scenario_read((struct slice){memory, text.length}, &again, &why));
    assert_memory_equal(&scenario, &again, sizeof scenario);
}

/* Every number eleven characters long, which no world can reach. */
static void the_longest_world_fits_and_is_refused(void **state)
{
    (void)state;
    static struct world world, again;
    char *memory = malloc(CANONICAL_WORLD_MAX), reason[256];
    struct text text = text_over(memory, CANONICAL_WORLD_MAX), why = text_over(reason, sizeof reason);
    longest_scenario(&world.scenario);
    world.key = (struct siphash_key){1, 2};
    world.turn = TURNS_MAX;
    world.end = END_SURVIVOR;
    world.balance = 400;
    fill_numbers(world.actors, sizeof world.actors, INT32_MIN);
    for (int i = 0; i < 12; i++)
        for (int j = 0; j < 12; j++)
            if (i != j)
                fill_numbers(&world.relations[i][j], sizeof world.relations[i][j], INT32_MIN);
    canonical_world(&world, &text);
    assert_false(text.cut);
    assert_true(text.length > CANONICAL_WORLD_MAX / 2);
    assert_false(
        canonical_world_read((struct slice){memory, text.length}, &world.scenario, world.key, &again, &why));
    assert_string_equal(reason, "not a line of this world: a0.alive=-2147483648");
    free(memory);
}

/* Every number of the view at a bound that the rules keep. */
static void the_longest_view_fits(void **state)
{
    (void)state;
    static struct view view;
    char memory[CANONICAL_VIEW_MAX];
    struct text text = text_over(memory, sizeof memory);
    fill_numbers(&view, sizeof view, -1000);
    view.rules = RULES_VERSION;
    view.me = 11;
    view.n = 12;
    view.turn = TURNS_MAX;
    view.end = END_SURVIVOR;
    fill_numbers(&view.own, sizeof view.own, -1000000);
    fill_numbers(view.base, sizeof view.base, 2 * STOCK_MAX);
    fill_numbers(view.est_fortify, sizeof view.est_fortify, 2 * STOCK_MAX);
    fill_numbers(view.est_strike, sizeof view.est_strike, 2 * STOCK_MAX);
    fill_numbers(view.est_dual, sizeof view.est_dual, 2 * STOCK_MAX);
    fill_numbers(view.est_before, sizeof view.est_before, 6 * STOCK_MAX);
    fill_numbers(view.attacked, sizeof view.attacked, TURNS_MAX);
    fill_numbers(view.relation, sizeof view.relation, -100);
    fill_numbers(view.pact, sizeof view.pact, PACT_UNCONDITIONAL);
    canonical_view(&view, &text);
    assert_false(text.cut);
    assert_true(text.length > CANONICAL_VIEW_MAX / 4);
}

static void the_longest_orders_fit_and_come_back(void **state)
{
    (void)state;
    struct orders orders, again;
    char memory[CANONICAL_ORDERS_MAX], reason[2 * CANONICAL_ORDERS_MAX];
    struct text text = text_over(memory, sizeof memory), why = text_over(reason, sizeof reason);
    int actor;
    bool given;
    fill_numbers(&orders, sizeof orders, INT32_MIN);
    canonical_orders(11, &orders, 12, &text);
    assert_false(text.cut);
    assert_true(canonical_orders_read((struct slice){memory, text.length}, 12, &actor, &given, &again, &why));
    assert_int_equal(actor, 11);
    assert_true(given);
    assert_memory_equal(&orders, &again, sizeof orders);
    text = text_over(memory, sizeof memory);
    canonical_orders(3, NULL, 12, &text);
    assert_string_equal(memory, "order 3 none");
    assert_true(canonical_orders_read(slice_of(memory), 12, &actor, &given, &again, &why));
    assert_int_equal(actor, 3);
    assert_false(given);
}

static void the_longest_event_fits(void **state)
{
    (void)state;
    for (int kind = 0; kind < EVENT_KIND_COUNT; kind++) {
        struct event event = {0xffff, (uint8_t)kind, (uint8_t)event_numbers(kind), {0}};
        char memory[CANONICAL_EVENT_MAX];
        struct text text = text_over(memory, sizeof memory);
        fill_numbers(event.numbers, sizeof event.numbers, INT32_MIN);
        canonical_event(&event, &text);
        assert_false(text.cut);
    }
    const struct event gain = {3, EVENT_GAIN, 3, {0, 1, 3}};
    char memory[CANONICAL_EVENT_MAX];
    struct text text = text_over(memory, sizeof memory);
    canonical_event(&gain, &text);
    assert_string_equal(memory, "event 3 gain 0 1 3");
}

static void orders_to_the_letter(void **state)
{
    (void)state;
    struct orders orders;
    char memory[CANONICAL_ORDERS_MAX];
    struct text text = text_over(memory, sizeof memory);
    orders_init(&orders);
    orders.budget[LINE_CIVIL] = 10;
    orders.attack = 1;
    canonical_orders(0, &orders, 2, &text);
    assert_string_equal(memory, "order 0 civil=10 fortify=0 strike=0 dual=0 intel=0 attack=1 mobilise=0 "
                                "project=0 scrap=0 open_books=0 declare=0 declare_to=-1 focus=-1 pact=-1,-1 "
                                "secret=0,0 answer=-1,-1 belief=-1,-1");
}

static void refused_orders(void **state)
{
    (void)state;
    static const char whole[] = "order 0 civil=10 fortify=0 strike=0 dual=0 intel=0 attack=1 mobilise=0 "
                                "project=0 scrap=0 open_books=0 declare=0 declare_to=-1 focus=-1 pact=-1,-1 "
                                "secret=0,0 answer=-1,-1 belief=-1,-1";
    static const struct {
        const char *line, *why;
    } cases[] = {
        {"", "not a line of orders: "},
        {"orders 0 none", "not a line of orders: orders 0 none"},
        {"order", "not a line of orders: order"},
        {"order x none", "not a line of orders: order x none"},
        {"order 2 none", "not a line of orders: order 2 none"},
        {"order -1 none", "not a line of orders: order -1 none"},
        {"order 0 none more", "not a field of orders: none"},
        {"order 0", "orders without all their fields: order 0"},
        {"order 0 civil=10", "orders without all their fields: order 0 civil=10"},
        {"order 0 civil", "not a field of orders: civil"},
        {"order 0 civil=", "not a field of orders: civil="},
        {"order 0 civil=2147483648", "not a field of orders: civil=2147483648"},
        {"order 0 welfare=10", "not a field of orders: welfare=10"},
        {"order 0 pact=-1", "not a field of orders: pact=-1"},
        {"order 0 pact=-1,-1,-1", "not a field of orders: pact=-1,-1,-1"},
        {"order 0 pact=-1;-1", "not a field of orders: pact=-1;-1"},
    };
    struct orders orders;
    char reason[512];
    int actor;
    bool given;
    struct text why = text_over(reason, sizeof reason);
    assert_true(canonical_orders_read(slice_of(whole), 2, &actor, &given, &orders, &why));
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        why = text_over(reason, sizeof reason);
        assert_false(canonical_orders_read(slice_of(cases[c].line), 2, &actor, &given, &orders, &why));
        assert_string_equal(reason, cases[c].why);
    }
}

static void refused_scenarios(void **state)
{
    (void)state;
    static const struct {
        const char *text, *why;
    } cases[] = {
        {"", "a scenario begins with scenario=NAME: "},
        {"actors=2\n", "a scenario begins with scenario=NAME: actors=2"},
        {"scenario=a-name-of-more-than-thirty-one-bytes\n",
         "a scenario begins with scenario=NAME: scenario=a-name-of-more-than-thirty-one-bytes"},
        {"scenario=x\nactors=1\n", "actors=2..12 must follow the name of the scenario: actors=1"},
        {"scenario=x\nactors=13\n", "actors=2..12 must follow the name of the scenario: actors=13"},
        {"scenario=x\nbalance=100\n", "actors=2..12 must follow the name of the scenario: balance=100"},
        {"scenario=x\nactors=2\nphi=3\n", "not a line of a scenario: phi=3"},
        {"scenario=x\nactors=2\nbalance\n", "not a line of a scenario: balance"},
        {"scenario=x\nactors=2\nbalance=1e2\n", "not a line of a scenario: balance=1e2"},
        {"scenario=x\nactors=2\nbalance=19\n", "balance is 19, allowed 20..400"},
        {"scenario=x\nactors=2\nactor=2 B 10 0 0\n", "not a line of a scenario: actor=2 B 10 0 0"},
        {"scenario=x\nactors=2\nactor=1 B 10 0\n", "not a line of a scenario: actor=1 B 10 0"},
        {"scenario=x\nactors=2\nactor=1 B 10 0 0 0\n", "not a line of a scenario: actor=1 B 10 0 0 0"},
        {"scenario=x\nactors=2\nprox=0 0\n", "not a line of a scenario: prox=0 0"},
        {"scenario=x\nactors=2\nprox=0 0 50 50\n", "not a line of a scenario: prox=0 0 50 50"},
        {"scenario=x\nactors=2\npact=0 1 2\n", "not a line of a scenario: pact=0 1 2"},
        {"scenario=x\nactors=2\npact=1 0 2 0\n",
         "a pact is not between two different actors, the lower first"},
        {"scenario=x\nactors=2\nassess=0 0 5\n", "an assessment is not about another actor"},
    };
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        struct scenario scenario;
        char reason[256];
        struct text why = text_over(reason, sizeof reason);
        assert_false(canonical_scenario_read(slice_of(cases[c].text), &scenario, &why));
        assert_string_equal(reason, cases[c].why);
    }
}

/* A state named twice has the last name, and nothing of the one before it. */
static void the_last_name_counts(void **state)
{
    (void)state;
    struct scenario once, twice;
    char reason[256];
    struct text why = text_over(reason, sizeof reason);
    assert_true(canonical_scenario_read(slice_of("scenario=x\nactors=2\nactor=0 B 10 0 0\n"), &once, &why));
    assert_true(canonical_scenario_read(
        slice_of("scenario=x\nactors=2\nactor=0 Longer 10 0 0\nactor=0 B 10 0 0\n"), &twice, &why));
    assert_memory_equal(&once, &twice, sizeof once);
    static const char holed[] = "scenario=x\nactors=2\nactor=0 B\0C 10 0 0\n";
    assert_false(canonical_scenario_read((struct slice){holed, sizeof holed - 1}, &once, &why));
}

static void too_many_pairs_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        int most;
    } cases[] = {{"pact=0 1 2 0\n", PACTS_MAX}, {"assess=0 1 5\n", ASSESSMENTS_MAX}};
    for (int c = 0; c < 2; c++) {
        struct scenario scenario;
        char memory[4096], reason[256];
        struct text text = text_over(memory, sizeof memory), why = text_over(reason, sizeof reason);
        text_put(&text, "scenario=x\nactors=2\n");
        for (int line = 0; line < cases[c].most; line++)
            text_put(&text, cases[c].line);
        assert_true(canonical_scenario_read(slice_of(memory), &scenario, &why));
        text_put(&text, cases[c].line);
        assert_false(canonical_scenario_read(slice_of(memory), &scenario, &why));
        assert_non_null(strstr(reason, "not a line of a scenario: "));
    }
}

static void refused_worlds(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "turn",
        "turn=",
        "turn=-1",
        "turn=x",
        "end=4",
        "end=-1",
        "rules=2",
        "actors=3",
        "scenario=other",
        "balance=high",
        "a2.alive=1",
        "a0.courage=1",
        "a0.=1",
        "a0=1",
        "a.alive=1",
        "b0.alive=1",
        "p0.1.courage=1",
        "p0.0.pact=1",
        "p0.2.pact=1",
        "p0.pact=1",
        "a-1.alive=1",
        "=1",
        "",
        "a0.alive",
        "a0.score=2147483648",
        "a0.score=- 1",
        "a0.alive=1 ",
        "p0.1.2.assess=1",
    };
    struct scenario scenario;
    scenario_init(&scenario, "worlds", 2);
    for (size_t c = 0; c < sizeof lines / sizeof lines[0]; c++) {
        static struct world world;
        char memory[128], reason[256], expected[256];
        struct text text = text_over(memory, sizeof memory), why = text_over(reason, sizeof reason);
        struct text sentence = text_over(expected, sizeof expected);
        text_put(&text, "rules=1\n");
        text_put(&text, lines[c]);
        text_put(&text, "\n");
        text_put(&sentence, "not a line of this world: ");
        text_put(&sentence, lines[c]);
        assert_false(
            canonical_world_read(slice_of(memory), &scenario, (struct siphash_key){0}, &world, &why));
        assert_string_equal(reason, expected);
    }
}

/* A number that is not named stays 0, which two of a state's may not be. */
static void a_world_lacks_its_territory(void **state)
{
    (void)state;
    static const char *const texts[][2] = {
        {"a0.alive=1\na0.start=10\na1.start=10\n", "a living state has no territory: A0"},
        {"a0.start=10\n", "a state had no territory at the start: A1"},
    };
    struct scenario scenario;
    scenario_init(&scenario, "worlds", 2);
    for (size_t c = 0; c < sizeof texts / sizeof texts[0]; c++) {
        static struct world world;
        char reason[256];
        struct text why = text_over(reason, sizeof reason);
        assert_false(
            canonical_world_read(slice_of(texts[c][0]), &scenario, (struct siphash_key){0}, &world, &why));
        assert_string_equal(reason, texts[c][1]);
    }
}

/* The view's text, from a world of two after a quiet turn. */
static void a_view_to_the_letter(void **state)
{
    (void)state;
    struct stage stage;
    struct view view;
    char memory[CANONICAL_VIEW_MAX];
    struct text text = text_over(memory, sizeof memory);
    stage_init(&stage, "letter", 2);
    stage.scenario.parameters.noise = 0;
    stage.scenario.parameters.empathy_spread = 0;
    stage_begin(&stage, NULL);
    stage_resolve(&stage);
    view_of(&stage.world, 1, &view);
    canonical_view(&view, &text);
    assert_string_equal(
        memory, "rules=1\nme=1\nn=2\nturn=1\nend=0\nbalance=100\nalive=1 1\nterritory=10 10\nstart=10 10\n"
                "base=2000 2000\nkept=0 0\nrefused=0 0\nbroken=0 0\nbegun=0 0\ntech=0 0\ndeclared=0 0\n"
                "declared_to=-1 -1\nattacked=0 0 / 0 0\nrelation=0 0 / 0 0\nincome=10\nmy_motive=0\n"
                "my_productivity=102\nmy_fortify=1350\nmy_strike=450\nmy_dual=0\nmy_intel=0\nmy_score=100\n"
                "my_empathy=50\nmy_mobilised=0\nmy_project=0\nmy_progress=0\nmy_routine=-1\nmy_posture=0\n"
                "my_held=1\nmy_b_civil=10\nmy_b_fortify=0\nmy_b_strike=0\nmy_b_dual=0\nmy_b_intel=0\n"
                "est_fortify=1125 0\nest_strike=675 0\nest_dual=0 0\nest_before=2000 0\nseen_mobilised=0 0\n"
                "leaked=0 0\nending=0 0\nassessment=150 0\nopened=0 0\noffer_in=0 0\noffer_in_secret=0 0\n"
                "offer_out=0 0\noffer_out_secret=0 0\npact=0 0 / 0 0\nmy_secret=0 0\nband=1\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_longest_scenario_fits_and_comes_back),
        cmocka_unit_test(the_longest_world_fits_and_is_refused),
        cmocka_unit_test(the_longest_view_fits),
        cmocka_unit_test(the_longest_orders_fit_and_come_back),
        cmocka_unit_test(the_longest_event_fits),
        cmocka_unit_test(orders_to_the_letter),
        cmocka_unit_test(refused_orders),
        cmocka_unit_test(refused_scenarios),
        cmocka_unit_test(the_last_name_counts),
        cmocka_unit_test(too_many_pairs_are_refused),
        cmocka_unit_test(refused_worlds),
        cmocka_unit_test(a_world_lacks_its_territory),
        cmocka_unit_test(a_view_to_the_letter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
