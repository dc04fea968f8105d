#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/rules/orders.h"
#include "tests/unit/common/rules/stage.h"

#include <string.h>

/* Four actors; 3 is dead. Each case changes the orders of seat 0, whose budget is put right again. */
struct trial {
    struct stage stage;
    struct view view;
    struct orders orders;
};

static uint32_t verdicts_seen; /* by all tests of this program */

static void begin(struct trial *trial)
{
    stage_init(&trial->stage, "verdicts", 4);
    stage_begin(&trial->stage, NULL);
    trial->stage.world.actors[3].alive = 0;
    trial->orders = trial->stage.book.orders[0];
}

/* Only `part` is refused, with this verdict; or nothing is. */
static void expect(struct trial *trial, int part, int verdict)
{
    view_of(&trial->stage.world, 0, &trial->view);
    struct orders charged = trial->orders;
    struct verdicts v = orders_check(&trial->view, &charged);
    orders_mend(&trial->view, &v, &charged);
    if (part != PART_BUDGET) {
        memset(trial->orders.budget, 0, sizeof trial->orders.budget);
        trial->orders.budget[LINE_CIVIL] = (int32_t)orders_available(&trial->view, &charged);
    }
    v = orders_check(&trial->view, &trial->orders);
    for (int x = 0; x < PART_COUNT; x++)
        if (v.of[x] != (x == part ? verdict : VERDICT_OK))
            fail_msg("%s: %s", part_name(x), verdict_name(v.of[x]));
    assert_int_equal(verdicts_ok(&v), verdict == VERDICT_OK);
    verdicts_seen |= 1u << verdict;
}

static void expect_with(struct trial *trial, int32_t *field, int32_t value, int part, int verdict)
{
    int32_t before = *field;
    *field = value;
    expect(trial, part, verdict);
    *field = before;
}

static void attacks(void **state)
{
    (void)state;
    struct trial trial;
    begin(&trial);
    int32_t *attack = &trial.orders.attack;
    expect_with(&trial, attack, -1, PART_ATTACK, VERDICT_OK);
    expect_with(&trial, attack, 1, PART_ATTACK, VERDICT_OK);
    static const int32_t nobody[] = {0, 3, 4, 12, -2, INT32_MAX, INT32_MIN};
    for (size_t x = 0; x < sizeof nobody / sizeof nobody[0]; x++)
        expect_with(&trial, attack, nobody[x], PART_ATTACK, VERDICT_BAD_TARGET);
    trial.stage.world.scenario.proximity[0][2] = 0;
    expect_with(&trial, attack, 2, PART_ATTACK, VERDICT_OUT_OF_REACH);
    trial.stage.world.scenario.parameters.grace_turns = 2;
    for (int turn = 0; turn < 3; turn++) {
        trial.stage.world.turn = turn;
        expect_with(&trial, attack, 1, PART_ATTACK, turn < 2 ? VERDICT_GRACE : VERDICT_OK);
    }
}

static void mobilisation(void **state)
{
    (void)state;
    struct trial trial;
    begin(&trial);
    int32_t *mobilise = &trial.orders.mobilise;
    expect_with(&trial, mobilise, 1, PART_MOBILISE, VERDICT_MODULE_OFF);
    trial.stage.world.scenario.parameters.mobilisation = 1;
    expect_with(&trial, mobilise, 0, PART_MOBILISE, VERDICT_OK);
    expect_with(&trial, mobilise, 1, PART_MOBILISE, VERDICT_OK);
    expect_with(&trial, mobilise, 2, PART_MOBILISE, VERDICT_BAD_VALUE);
    expect_with(&trial, mobilise, -1, PART_MOBILISE, VERDICT_BAD_VALUE);
    trial.stage.world.actors[0].territory = 4; /* mobilising and research cost 2 each */
    expect_with(&trial, mobilise, 1, PART_MOBILISE, VERDICT_OK);
    trial.stage.world.actors[0].territory = 3;
    expect_with(&trial, mobilise, 1, PART_MOBILISE, VERDICT_TOO_POOR);
}

static void projects(void **state)
{
    (void)state;
    struct trial trial;
    begin(&trial);
    int32_t *project = &trial.orders.project;
    struct actor *actor = &trial.stage.world.actors[0];
    expect_with(&trial, project, PROJECT_INTEL, PART_PROJECT, VERDICT_MODULE_OFF);
    trial.stage.world.scenario.parameters.technology = 1;
    for (int p = 0; p < PROJECT_COUNT; p++)
        expect_with(&trial, project, p, PART_PROJECT, VERDICT_OK);
    expect_with(&trial, project, PROJECT_COUNT, PART_PROJECT, VERDICT_BAD_VALUE);
    expect_with(&trial, project, -1, PART_PROJECT, VERDICT_BAD_VALUE);
    actor->territory = 3;
    expect_with(&trial, project, PROJECT_STRIKE, PART_PROJECT, VERDICT_TOO_POOR);
    actor->territory = 10;
    actor->project = PROJECT_STRIKE;
    expect_with(&trial, project, PROJECT_STRIKE, PART_PROJECT, VERDICT_OK);
    expect_with(&trial, project, PROJECT_NONE, PART_PROJECT, VERDICT_OK);
    expect_with(&trial, project, PROJECT_INTEL, PART_PROJECT, VERDICT_TAKEN);
    actor->tech = PROJECT_STRIKE;
    expect_with(&trial, project, PROJECT_STRIKE, PART_PROJECT, VERDICT_TAKEN);
}

static void signals(void **state)
{
    (void)state;
    struct trial trial;
    begin(&trial);
    int32_t *scrap = &trial.orders.scrap, *books = &trial.orders.open_books;
    trial.stage.world.actors[0].strike = 599;
    expect_with(&trial, scrap, 5, PART_SCRAP, VERDICT_OK);
    expect_with(&trial, scrap, 6, PART_SCRAP, VERDICT_TOO_MANY);
    expect_with(&trial, scrap, -1, PART_SCRAP, VERDICT_TOO_MANY);
    expect_with(&trial, scrap, INT32_MAX, PART_SCRAP, VERDICT_TOO_MANY);
    expect_with(&trial, books, 2 | 4, PART_OPEN_BOOKS, VERDICT_OK);
    expect_with(&trial, books, 8, PART_OPEN_BOOKS, VERDICT_OK); /* to the dead: nobody reads them */
    expect_with(&trial, books, 1, PART_OPEN_BOOKS, VERDICT_BAD_VALUE);
    expect_with(&trial, books, 16, PART_OPEN_BOOKS, VERDICT_BAD_VALUE);
    expect_with(&trial, books, -2, PART_OPEN_BOOKS, VERDICT_BAD_VALUE);
    expect_with(&trial, books, INT32_MIN, PART_OPEN_BOOKS, VERDICT_BAD_VALUE);
}

static void declarations(void **state)
{
    (void)state;
    static const struct {
        int32_t declare, to;
        int verdict;
    } cases[] = {
        {DECLARE_NONE, -1, VERDICT_OK},         {DECLARE_PEACEFUL, -1, VERDICT_OK},
        {DECLARE_WARN, 1, VERDICT_OK},          {DECLARE_DEMAND, 2, VERDICT_OK},
        {DECLARE_NONE, 1, VERDICT_BAD_VALUE},   {DECLARE_PEACEFUL, 1, VERDICT_BAD_VALUE},
        {DECLARE_WARN, -1, VERDICT_BAD_VALUE},  {DECLARE_WARN, 0, VERDICT_BAD_VALUE},
        {DECLARE_DEMAND, 3, VERDICT_BAD_VALUE}, {DECLARE_DEMAND, 4, VERDICT_BAD_VALUE},
        {DECLARE_COUNT, -1, VERDICT_BAD_VALUE}, {-1, -1, VERDICT_BAD_VALUE},
    };
    struct trial trial;
    begin(&trial);
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        trial.orders.declare = cases[c].declare;
        trial.orders.declare_to = cases[c].to;
        expect(&trial, PART_DECLARE, cases[c].verdict);
    }
}

static void focus_of_a_mole(void **state)
{
    (void)state;
    struct trial trial;
    begin(&trial);
    int32_t *focus = &trial.orders.focus;
    expect_with(&trial, focus, 1, PART_FOCUS, VERDICT_MODULE_OFF);
    trial.stage.world.scenario.parameters.leak = 10;
    expect_with(&trial, focus, 1, PART_FOCUS, VERDICT_OK);
    expect_with(&trial, focus, 0, PART_FOCUS, VERDICT_BAD_TARGET);
    expect_with(&trial, focus, 3, PART_FOCUS, VERDICT_BAD_TARGET);
    expect_with(&trial, focus, -2, PART_FOCUS, VERDICT_BAD_TARGET);
}

static void lists(void **state)
{
    (void)state;
    struct trial trial;
    begin(&trial);
    struct orders *orders = &trial.orders;
    for (int kind = -1; kind < PACT_COUNT; kind++)
        expect_with(&trial, &orders->pact[1], kind, PART_PACT, VERDICT_OK);
    expect_with(&trial, &orders->pact[1], PACT_COUNT, PART_PACT, VERDICT_BAD_VALUE);
    expect_with(&trial, &orders->pact[1], -2, PART_PACT, VERDICT_BAD_VALUE);
    expect_with(&trial, &orders->pact[0], 0, PART_PACT, VERDICT_BAD_VALUE);
    expect_with(&trial, &orders->pact[3], 1, PART_PACT, VERDICT_BAD_VALUE);
    expect_with(&trial, &orders->secret[1], 1, PART_PACT, VERDICT_OK);
    expect_with(&trial, &orders->secret[1], 2, PART_PACT, VERDICT_BAD_VALUE);
    expect_with(&trial, &orders->secret[1], -1, PART_PACT, VERDICT_BAD_VALUE);
    for (int answer = -1; answer < ANSWER_COUNT; answer++)
        expect_with(&trial, &orders->answer[2], answer, PART_ANSWER, VERDICT_OK);
    expect_with(&trial, &orders->answer[2], ANSWER_COUNT, PART_ANSWER, VERDICT_BAD_VALUE);
    expect_with(&trial, &orders->answer[2], -2, PART_ANSWER, VERDICT_BAD_VALUE);
    expect_with(&trial, &orders->belief[2], 1000, PART_BELIEF, VERDICT_OK);
    expect_with(&trial, &orders->belief[2], 1001, PART_BELIEF, VERDICT_BAD_VALUE);
    expect_with(&trial, &orders->belief[2], -2, PART_BELIEF, VERDICT_BAD_VALUE);
}

static void budgets(void **state)
{
    (void)state;
    struct trial trial;
    begin(&trial);
    int32_t *budget = trial.orders.budget;
    expect(&trial, PART_BUDGET, VERDICT_OK);
    expect_with(&trial, &budget[LINE_CIVIL], 9, PART_BUDGET, VERDICT_WRONG_SUM);
    expect_with(&trial, &budget[LINE_CIVIL], 11, PART_BUDGET, VERDICT_WRONG_SUM);
    expect_with(&trial, &budget[LINE_INTEL], 1, PART_BUDGET, VERDICT_WRONG_SUM);
    budget[LINE_STRIKE] = -1;
    expect_with(&trial, &budget[LINE_CIVIL], 11, PART_BUDGET, VERDICT_WRONG_SUM);
    for (int line = 0; line < LINE_COUNT; line++)
        budget[line] = INT32_MAX; /* a 32-bit sum would wrap */
    expect(&trial, PART_BUDGET, VERDICT_WRONG_SUM);
    memset(budget, 0, sizeof trial.orders.budget);
    budget[LINE_FORTIFY] = budget[LINE_STRIKE] = budget[LINE_DUAL] = budget[LINE_INTEL] = 2;
    expect_with(&trial, &budget[LINE_CIVIL], 2, PART_BUDGET, VERDICT_OK);
}

/* A refused project costs nothing, so the full income has to be spent. */
static void refused_parts_are_not_charged(void **state)
{
    (void)state;
    struct trial trial;
    begin(&trial);
    trial.orders.mobilise = 1;
    trial.orders.project = PROJECT_INTEL;
    view_of(&trial.stage.world, 0, &trial.view);
    struct verdicts v = orders_check(&trial.view, &trial.orders);
    assert_int_equal(v.of[PART_MOBILISE], VERDICT_MODULE_OFF);
    assert_int_equal(v.of[PART_PROJECT], VERDICT_MODULE_OFF);
    assert_int_equal(v.of[PART_BUDGET], VERDICT_OK);
}

static void every_verdict_was_given(void **state)
{
    (void)state;
    assert_int_equal(verdicts_seen, (1u << VERDICT_COUNT) - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(attacks),
        cmocka_unit_test(mobilisation),
        cmocka_unit_test(projects),
        cmocka_unit_test(signals),
        cmocka_unit_test(declarations),
        cmocka_unit_test(focus_of_a_mole),
        cmocka_unit_test(lists),
        cmocka_unit_test(budgets),
        cmocka_unit_test(refused_parts_are_not_charged),
        cmocka_unit_test(every_verdict_was_given),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
