#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/term/draft.h"
#include "common/rules/world.h"
#include "tests/unit/client/term/fake_player.h"

#include <string.h>

/* Borea's situation before turn 1. */
static void begin(struct wire_situation *situation, struct draft *draft)
{
    static struct world world;
    struct scenario scenario;
    fake_scenario(&scenario, 12);
    world_setup(&world, &scenario, (struct siphash_key){1, 2});
    memset(situation, 0, sizeof *situation);
    view_of(&world, 1, &situation->view);
    draft_init(draft);
    draft_open(draft, situation);
}

static void next_turn(struct wire_situation *situation, struct draft *draft)
{
    situation->view.turn++;
    situation->has_saved = situation->has_stated = false;
    draft_open(draft, situation);
}

static struct verdicts set_line(struct draft *draft, const struct view *view, enum line line, int32_t points)
{
    struct sheet next = draft->now;
    next.orders.budget[line] = points;
    return draft_take(draft, view, &next);
}

static void begins_as_the_last_turn_was_spent(void **state)
{
    struct wire_situation situation;
    struct draft draft;
    (void)state;
    begin(&situation, &draft);
    assert_int_equal(draft.turn, 1);
    assert_int_equal(draft.now.orders.budget[LINE_CIVIL], 10);
    assert_int_equal(draft.now.orders.attack, -1);
    assert_int_equal(draft_state(&draft), DRAFT_UNSAVED);
    const int32_t last[LINE_COUNT] = {5, 3, 1, 0, 1};
    memcpy(situation.view.own.budget, last, sizeof last);
    situation.view.income = 20;
    next_turn(&situation, &draft);
    const int32_t expected[LINE_COUNT] = {10, 6, 2, 0, 2};
    assert_memory_equal(draft.now.orders.budget, expected, sizeof expected);
    struct verdicts verdicts = orders_check(&situation.view, &draft.now.orders);
    assert_true(verdicts_ok(&verdicts));
}

static void civil_takes_what_is_left(void **state)
{
    struct wire_situation situation;
    struct draft draft;
    (void)state;
    begin(&situation, &draft);
    struct verdicts verdicts = set_line(&draft, &situation.view, LINE_FORTIFY, 4);
    assert_true(verdicts_ok(&verdicts));
    assert_int_equal(draft.now.orders.budget[LINE_CIVIL], 6);
    verdicts = set_line(&draft, &situation.view, LINE_STRIKE, 7);
    assert_int_equal(verdicts.of[PART_BUDGET], VERDICT_WRONG_SUM);
    assert_int_equal(draft.now.orders.budget[LINE_STRIKE], 0);
    assert_int_equal(draft.undo_count, 1);
}

static void what_is_not_legal_is_not_taken(void **state)
{
    struct wire_situation situation;
    struct draft draft;
    (void)state;
    begin(&situation, &draft);
    struct sheet next = draft.now;
    next.orders.attack = 0;
    struct verdicts verdicts = draft_take(&draft, &situation.view, &next);
    assert_int_equal(verdicts.of[PART_ATTACK], VERDICT_GRACE);
    assert_int_equal(draft.now.orders.attack, -1);
    assert_int_equal(draft.undo_count, 0);
}

static void charges_come_out_of_civil(void **state)
{
    struct wire_situation situation;
    struct draft draft;
    (void)state;
    begin(&situation, &draft);
    situation.view.scenario.parameters.mobilisation = 1;
    struct sheet next = draft.now;
    next.orders.mobilise = 1;
    struct verdicts verdicts = draft_take(&draft, &situation.view, &next);
    assert_true(verdicts_ok(&verdicts));
    assert_int_equal(draft.now.orders.budget[LINE_CIVIL], 8);
}

static void undo_is_bounded_and_clear_can_be_undone(void **state)
{
    struct wire_situation situation;
    struct draft draft;
    (void)state;
    begin(&situation, &draft);
    assert_false(draft_undo(&draft));
    for (int x = 0; x < DRAFT_UNDO_MAX + 5; x++) {
        struct verdicts verdicts = set_line(&draft, &situation.view, LINE_FORTIFY, 1 + x % 2);
        assert_true(verdicts_ok(&verdicts));
    }
    assert_int_equal(draft.undo_count, DRAFT_UNDO_MAX);
    (void)set_line(&draft, &situation.view, LINE_FORTIFY, 9);
    draft_clear(&draft);
    assert_int_equal(draft.now.orders.budget[LINE_FORTIFY], 0);
    assert_true(draft_undo(&draft));
    assert_int_equal(draft.now.orders.budget[LINE_FORTIFY], 9);
    int undone = 0;
    while (draft_undo(&draft))
        undone++;
    assert_int_equal(undone, DRAFT_UNDO_MAX - 1);
    /* the same again is no change */
    (void)set_line(&draft, &situation.view, LINE_FORTIFY, draft.now.orders.budget[LINE_FORTIFY]);
    assert_int_equal(draft.undo_count, 0);
}

static void only_what_was_confirmed_is_saved(void **state)
{
    struct wire_situation situation;
    struct draft draft;
    (void)state;
    begin(&situation, &draft);
    draft_send(&draft);
    assert_int_equal(draft_state(&draft), DRAFT_SENT);
    (void)set_line(&draft, &situation.view, LINE_FORTIFY, 2);
    assert_int_equal(draft_state(&draft), DRAFT_UNSAVED);
    draft_accept(&draft, &draft.sent.orders, 1);
    assert_int_equal(draft_state(&draft), DRAFT_CHANGED);
    draft_send(&draft);
    draft_refuse(&draft);
    assert_int_equal(draft_state(&draft), DRAFT_CHANGED);
    draft_send(&draft);
    draft_accept(&draft, &draft.sent.orders, 2);
    assert_int_equal(draft_state(&draft), DRAFT_SAVED);
    assert_int_equal(draft.revision, 2);
    draft.now.stated.perceived_balance = 120;
    assert_int_equal(draft_state(&draft), DRAFT_CHANGED);
}

static void answers_stand_and_beliefs_are_remembered(void **state)
{
    struct wire_situation situation;
    struct draft draft;
    (void)state;
    begin(&situation, &draft);
    assert_false(draft_can_keep(&draft));
    struct sheet next = draft.now;
    next.orders.answer[2] = ANSWER_STAND_ASIDE;
    next.orders.belief[2] = 700;
    next.orders.declare = DECLARE_PEACEFUL;
    struct verdicts verdicts = draft_take(&draft, &situation.view, &next);
    assert_true(verdicts_ok(&verdicts));
    draft_send(&draft);
    draft_accept(&draft, &draft.sent.orders, 1);
    assert_false(draft_can_keep(&draft)); /* nothing yet from an earlier turn */
    next_turn(&situation, &draft);
    assert_int_equal(draft_state(&draft), DRAFT_UNSAVED);
    assert_int_equal(draft.now.orders.answer[2], ANSWER_STAND_ASIDE);
    assert_int_equal(draft.now.orders.belief[2], -1);
    assert_int_equal(draft.now.orders.declare, DECLARE_NONE);
    assert_int_equal(draft.believed_before[2], 700);
    assert_true(draft_can_keep(&draft));
    next_turn(&situation, &draft); /* nothing was saved: what stood stands */
    assert_int_equal(draft.now.orders.answer[2], ANSWER_STAND_ASIDE);
    assert_int_equal(draft.believed_before[2], 700);
    situation.view.alive[2] = 0;
    next_turn(&situation, &draft);
    assert_int_equal(draft.now.orders.answer[2], -1);
}

/* What is on its way will take the place of what is saved: to have that in hand again is a change. */
static void taken_back_while_it_was_sent(void **state)
{
    struct wire_situation situation;
    struct draft draft;
    (void)state;
    begin(&situation, &draft);
    draft_send(&draft);
    draft_accept(&draft, &draft.sent.orders, 1);
    (void)set_line(&draft, &situation.view, LINE_FORTIFY, 2);
    draft_send(&draft);
    assert_true(draft_undo(&draft));
    assert_int_equal(draft_state(&draft), DRAFT_CHANGED);
    draft_accept(&draft, &draft.sent.orders, 2);
    assert_int_equal(draft_state(&draft), DRAFT_CHANGED);
    assert_int_equal(draft.saved.orders.budget[LINE_FORTIFY], 2);
}

static void what_others_saved_for_the_seat_is_in_hand(void **state)
{
    struct wire_situation situation;
    struct draft draft;
    (void)state;
    begin(&situation, &draft);
    (void)set_line(&draft, &situation.view, LINE_FORTIFY, 2);
    draft_send(&draft);
    situation.has_saved = true; /* the own ones come back first */
    situation.revision = 1;
    situation.saved = draft.sent.orders;
    (void)set_line(&draft, &situation.view, LINE_FORTIFY, 3);
    assert_false(draft_open(&draft, &situation));
    assert_int_equal(draft.now.orders.budget[LINE_FORTIFY], 3);
    situation.revision = 2;
    situation.saved.budget[LINE_CIVIL] -= 4;
    situation.saved.budget[LINE_STRIKE] += 4;
    assert_true(draft_open(&draft, &situation));
    assert_int_equal(draft_state(&draft), DRAFT_SAVED);
    assert_int_equal(draft.now.orders.budget[LINE_FORTIFY], 2);
    assert_int_equal(draft.now.orders.budget[LINE_STRIKE], 4);
    assert_false(draft_open(&draft, &situation)); /* known by now */
    assert_true(draft_undo(&draft));
    assert_int_equal(draft.now.orders.budget[LINE_FORTIFY], 3);
    assert_false(draft_open(&draft, &situation)); /* and what is in hand now stays */
    assert_int_equal(draft.now.orders.budget[LINE_FORTIFY], 3);
    assert_int_equal(draft_state(&draft), DRAFT_CHANGED);
}

static void a_reconnect_keeps_the_draft(void **state)
{
    struct wire_situation situation;
    struct draft draft;
    (void)state;
    begin(&situation, &draft);
    draft_send(&draft);
    draft_accept(&draft, &draft.sent.orders, 3);
    (void)set_line(&draft, &situation.view, LINE_FORTIFY, 2);
    situation.has_saved = true;
    situation.revision = 3;
    situation.saved = draft.start.orders;
    assert_false(draft_open(&draft, &situation));
    assert_int_equal(draft.now.orders.budget[LINE_FORTIFY], 2);
    assert_int_equal(draft_state(&draft), DRAFT_CHANGED);
    assert_int_equal(draft.revision, 3);
    /* on a new device the saved orders are the draft */
    situation.saved.budget[LINE_CIVIL] = 3;
    situation.saved.budget[LINE_STRIKE] = 7;
    draft_init(&draft);
    draft_open(&draft, &situation);
    assert_int_equal(draft.now.orders.budget[LINE_STRIKE], 7);
    assert_int_equal(draft_state(&draft), DRAFT_SAVED);
}

static void dual_is_hidden_where_it_is_worth_less(void **state)
{
    struct wire_situation situation;
    struct draft draft;
    (void)state;
    begin(&situation, &draft);
    situation.view.scenario.parameters.dual_value = 70;
    situation.view.scenario.parameters.fungibility = 40;
    assert_false(dual_is_dominated(&situation.view));
    situation.view.scenario.parameters.fungibility = 41;
    assert_true(dual_is_dominated(&situation.view));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(begins_as_the_last_turn_was_spent),
        cmocka_unit_test(civil_takes_what_is_left),
        cmocka_unit_test(what_is_not_legal_is_not_taken),
        cmocka_unit_test(charges_come_out_of_civil),
        cmocka_unit_test(undo_is_bounded_and_clear_can_be_undone),
        cmocka_unit_test(only_what_was_confirmed_is_saved),
        cmocka_unit_test(answers_stand_and_beliefs_are_remembered),
        cmocka_unit_test(taken_back_while_it_was_sent),
        cmocka_unit_test(what_others_saved_for_the_seat_is_in_hand),
        cmocka_unit_test(a_reconnect_keeps_the_draft),
        cmocka_unit_test(dual_is_hidden_where_it_is_worth_less),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
