/* What may be ordered now is what orders_check says, whatever the world: every single choice in drawn worlds,
 * and all choices of a whole sheet together. And what a draft begins with is legal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/aids/choices.h"
#include "tests/property/worlds.h"

#include <string.h>

enum { WORLDS = 150, TURNS = 6, SHEETS = 20 };

/* A seat at one moment. */
struct moment {
    uint32_t seed;
    struct view view;
    struct choices choices;
    int64_t checked, refused;
};

static void expect(struct moment *moment, const char *what, int state, uint8_t told,
                   const struct orders *orders, int part)
{
    uint8_t verdict = orders_check(&moment->view, orders).of[part];
    moment->checked++;
    moment->refused += verdict != VERDICT_OK;
    if (told != verdict)
        fail_msg("seed %u, turn %d, seat %d, %s %d: told %s, but it is %s", moment->seed, moment->view.turn,
                 moment->view.me, what, state, verdict_name(told), verdict_name(verdict));
}

/* Usual orders with one thing changed: that it is the only one makes no difference. */
static struct orders usual(const struct moment *moment)
{
    return moment->choices.usual;
}

static void check_pacts(struct moment *moment, int j)
{
    const struct state_choices *of = &moment->choices.of[j];
    for (int pact = PACT_NONE; pact < PACT_COUNT; pact++) {
        for (int secret = 0; secret < 2; secret++) {
            struct orders orders = usual(moment);
            orders.pact[j] = pact;
            orders.secret[j] = secret;
            expect(moment, "pact", j, pact == PACT_NONE ? of->cancel : of->offer[pact][secret], &orders,
                   PART_PACT);
        }
    }
}

static void check_state(struct moment *moment, int j)
{
    const struct state_choices *of = &moment->choices.of[j];
    struct orders orders = usual(moment);
    orders.attack = j;
    expect(moment, "attack", j, of->attack, &orders, PART_ATTACK);
    orders = usual(moment);
    orders.focus = j;
    expect(moment, "focus", j, of->focus, &orders, PART_FOCUS);
    orders = usual(moment);
    orders.open_books = 1 << j;
    expect(moment, "open books", j, of->open_books, &orders, PART_OPEN_BOOKS);
    for (int answer = 0; answer < ANSWER_COUNT; answer++) {
        orders = usual(moment);
        orders.answer[j] = answer;
        expect(moment, "answer", j, of->answer, &orders, PART_ANSWER);
    }
    for (int32_t belief = 0; belief <= 1000; belief += 250) {
        orders = usual(moment);
        orders.belief[j] = belief;
        expect(moment, "belief", j, of->belief, &orders, PART_BELIEF);
    }
    orders = usual(moment);
    orders.declare = DECLARE_WARN;
    orders.declare_to = j;
    expect(moment, "warning", j, of->warn, &orders, PART_DECLARE);
    orders.declare = DECLARE_DEMAND;
    expect(moment, "demand", j, of->demand, &orders, PART_DECLARE);
    check_pacts(moment, j);
}

/* The least that is too much, the most that is not, and what it costs. */
static void check_whole(struct moment *moment)
{
    const struct view *view = &moment->view;
    const struct choices *choices = &moment->choices;
    struct orders orders = usual(moment);
    int64_t points = orders_available(view, &orders);
    orders.mobilise = 1;
    expect(moment, "mobilise", 1, choices->mobilise, &orders, PART_MOBILISE);
    if (choices->mobilise == VERDICT_OK)
        assert_int_equal(points - orders_available(view, &orders), choices->mobilise_charge);
    for (int project = PROJECT_NONE + 1; project < PROJECT_COUNT; project++) {
        orders = usual(moment);
        orders.project = project;
        expect(moment, "project", project, choices->project[project], &orders, PART_PROJECT);
        if (choices->project[project] == VERDICT_OK && !view->own.project)
            assert_int_equal(points - orders_available(view, &orders), choices->project_charges[project]);
    }
    orders = usual(moment);
    orders.declare = DECLARE_PEACEFUL;
    expect(moment, "peaceful", 0, choices->peaceful, &orders, PART_DECLARE);
    orders = usual(moment);
    orders.scrap = choices->scrap_max;
    expect(moment, "scrap", orders.scrap, VERDICT_OK, &orders, PART_SCRAP);
    orders.scrap++;
    expect(moment, "scrap", orders.scrap, VERDICT_TOO_MANY, &orders, PART_SCRAP);
    assert_int_equal(choices->income, view->income);
}

/* A sheet of random choices: a part is legal when each of its choices is. */
static void check_sheet(struct moment *moment, struct noise *noise)
{
    const struct choices *choices = &moment->choices;
    int n = moment->view.n;
    struct orders orders = usual(moment);
    uint8_t pacts = VERDICT_OK, books = VERDICT_OK;
    for (int j = 0; j < n; j++) {
        orders.pact[j] = (int32_t)noise_below(noise, PACT_COUNT + 1) - 1;
        orders.secret[j] = orders.pact[j] > 0 && noise_below(noise, 2);
        if (orders.pact[j] > 0)
            pacts |= choices->of[j].offer[orders.pact[j]][orders.secret[j]];
        else if (orders.pact[j] == PACT_NONE)
            pacts |= choices->of[j].cancel;
        if (noise_below(noise, 2)) {
            orders.open_books |= 1 << j;
            books |= choices->of[j].open_books;
        }
    }
    struct verdicts verdicts = orders_check(&moment->view, &orders);
    assert_int_equal(verdicts.of[PART_PACT] == VERDICT_OK, pacts == VERDICT_OK);
    assert_int_equal(verdicts.of[PART_OPEN_BOOKS] == VERDICT_OK, books == VERDICT_OK);
}

static void check_usual(struct moment *moment, struct noise *noise)
{
    const struct view *view = &moment->view;
    int32_t answers[ACTORS_MAX];
    struct orders orders;
    for (int j = 0; j < ACTORS_MAX; j++)
        answers[j] = (int32_t)noise_below(noise, ANSWER_COUNT + 1) - 1;
    orders_usual(view, answers, &orders);
    struct verdicts verdicts = orders_check(view, &orders);
    assert_true(verdicts_ok(&verdicts));
    for (int j = 0; j < ACTORS_MAX; j++) {
        bool counts = j < view->n && j != view->me && view->alive[j];
        assert_int_equal(orders.answer[j], counts ? answers[j] : -1);
    }
    verdicts = orders_check(view, &moment->choices.usual);
    assert_true(verdicts_ok(&verdicts));
}

static void check_moment(struct moment *moment, struct noise *noise)
{
    choices_of(&moment->view, NULL, &moment->choices);
    for (int j = 0; j < moment->view.n; j++)
        check_state(moment, j);
    check_whole(moment);
    for (int sheet = 0; sheet < SHEETS; sheet++)
        check_sheet(moment, noise);
    check_usual(moment, noise);
}

static void choices_agree_with_the_check(void **state)
{
    (void)state;
    static struct moment moment;
    for (uint32_t seed = 0; seed < WORLDS; seed++) {
        struct noise noise = noise_of(seed + 80000);
        struct scenario scenario;
        struct world world;
        struct event_list events;
        scenario_draw(&noise, &scenario);
        world_setup(&world, &scenario, key_of(seed, 0));
        for (int turn = 0; turn < TURNS && world.end == END_RUNNING; turn++) {
            struct order_book book;
            int seat = (int)noise_below(&noise, scenario.actor_count);
            if (world.actors[seat].alive) {
                moment.seed = seed;
                view_of(&world, seat, &moment.view);
                check_moment(&moment, &noise);
            }
            book_draw(&world, key_of(seed, 1), &book);
            turn_resolve(&world, &book, &events);
        }
    }
    print_message("%d choices, %d of them refused\n", (int)moment.checked, (int)moment.refused);
    assert_in_range(moment.checked, 50000, 10000000);
    assert_in_range(moment.refused, moment.checked / 20, moment.checked / 2);
}

/* Dual arms at so much percent, in a world whose arms serve both ends so far. */
static bool dominated(int32_t dual_value, int32_t fungibility)
{
    static struct view view;
    struct choices choices;
    struct scenario scenario;
    struct world world;
    scenario_init(&scenario, "dual", 2);
    scenario.parameters.dual_value = dual_value;
    scenario.parameters.fungibility = fungibility;
    world_setup(&world, &scenario, key_of(1, 0));
    view_of(&world, 0, &view);
    choices_of(&view, NULL, &choices);
    assert_int_equal(choices.dual_dominated, dual_is_dominated(&view));
    return choices.dual_dominated;
}

static void dual_arms_that_are_worth_less(void **state)
{
    (void)state;
    assert_true(dominated(50, 30));
    assert_false(dominated(75, 30));
    assert_false(dominated(65, 30));
    assert_true(dominated(64, 30));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(choices_agree_with_the_check),
        cmocka_unit_test(dual_arms_that_are_worth_less),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
