/* Facilitators who do anything at any time, while players ask and turns close: every refusal has its words,
 * every deed is listed, and after each handful of acts the server dies and comes back as it was. */
#include "desk_table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { GAMES = 40, ACTS = 200, ACTS_A_LIFE = 5 };

static uint64_t dice;

static uint32_t below(uint32_t count)
{
    dice = dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((dice >> 33) % count);
}

static void fill_inject(struct wire_exercise_act *act)
{
    act->has_inject = below(10) > 0;
    act->inject.world = (int)below(4) - 1;
    act->inject.seats = (uint16_t)below(5);
    act->inject.trigger = (enum inject_trigger)below(TRIGGER_COUNT);
    act->inject.turn = below(8);
    act->inject.tension = below(8);
    act->inject.misleading = below(2);
    snprintf(act->inject.text[0], sizeof act->inject.text[0], "News %u", below(20));
    snprintf(act->inject.source, sizeof act->inject.source, "%s", below(2) ? "Wire" : "");
}

static struct wire_exercise_act any_act(struct desk_table *table)
{
    static const uint32_t percents[] = {0, 100, 150, 400, 401};
    struct wire_exercise_act act =
        act_on((enum exercise_act)(1 + below(EXERCISE_ACT_COUNT - 1)), (int)below(4) - 1, (int)below(4) - 1);
    if (act.act == EXERCISE_CLOSE && below(8)) /* or all would be over soon */
        act.act = EXERCISE_RESOLVE;
    if (act.act == EXERCISE_REMOVE_PERSON && below(4))
        act.act = EXERCISE_PAUSE;
    act.ms = (int32_t)below(60000) - 20000;
    act.turn = below(6);
    act.number = below(8);
    act.percent = percents[below(5)];
    act.rights = (enum rights)below(RIGHTS_COUNT);
    act.everyone = below(2);
    act.release = below(3) == 0;
    act.card = below(10);
    act.part = below(3);
    if (below(2))
        act.person = table->persons[below(4)]->id;
    snprintf(act.name, sizeof act.name, "%s", below(2) ? "Ann" : "Zoe");
    snprintf(act.reason, sizeof act.reason, "%s", below(4) ? "words" : "");
    act.has_orders = below(2);
    orders_init(&act.orders);
    act.orders.budget[0] = (int32_t)below(30);
    fill_inject(&act);
    act.command = (struct id){{(uint8_t)(1 + below(200)), (uint8_t)below(2)}};
    return act;
}

/* Turns that are to close do so with whatever comes next. */
static void let_turns_close(struct desk_table *table)
{
    while (exercise_next_tick_ms(table->exercise) <= table->now_ms)
        exercise_tick(table->exercise, table->now_ms);
}

static void act_once(struct desk_table *table)
{
    let_turns_close(table);
    const int who[] = {table->lead,    table->lead,   table->run, table->assist,
                       table->observe, DESK_OPERATOR, DESK_NOBODY};
    int by = who[below(7)], before = table->hall->entry_count;
    struct wire_exercise_act act = any_act(table);
    uint32_t deed = look(table)->deed_count ? table->state.deeds[0].number : 0;
    desk_act(table->exercise, by, &act, table->now_ms, &table->answer);
    uint32_t after = look(table)->deed_count ? table->state.deeds[0].number : 0;
    if (table->answer.refusal.code != REFUSAL_NONE) {
        assert_false(table->answer.already);
        assert_non_null(strchr(table->answer.why, ';'));
        assert_true(table->answer.refusal.item[0]);
    }
    if (table->answer.refusal.code != REFUSAL_NONE || table->answer.already) {
        if (table->hall->entry_count != before)
            fail_msg("act %d by %d stored \"%s\" and said \"%s\"", (int)act.act, by,
                     table->hall->entries[before].kind,
                     table->answer.already ? "already" : table->answer.why);
        assert_int_equal(after, deed);
    } else {
        assert_true(table->hall->entry_count > before);
        assert_int_equal(after, deed + 1);
    }
}

static void say_something(struct desk_table *table)
{
    struct refusal refusal = {.code = REFUSAL_NONE};
    struct person *person = table->persons[below(4)];
    struct wire_ask_control ask = {.command = {{(uint8_t)(1 + below(250)), 9}}, .text = "Why?"};
    struct wire_state_feelings feelings = {
        .command = {{(uint8_t)(1 + below(250)), 8}}, .word_count = 1, .words = {"tense"}};
    memset(feelings.greedy, 0xff, sizeof feelings.greedy);
    if (person->removed)
        return;
    if (below(2))
        assert_true((desk_ask(table->exercise, person, &ask, table->now_ms, &refusal) == 0) ==
                    (refusal.code != REFUSAL_NONE));
    else
        assert_true(desk_feel(table->exercise, person, &feelings, &refusal) ==
                    (refusal.code == REFUSAL_NONE));
}

static void anything_at_any_time(void **state)
{
    (void)state;
    for (int game = 0; game < GAMES; game++) {
        struct desk_table *table = table_open(game % 3 > 0);
        dice = (uint64_t)game + 1;
        for (int x = 1; x <= ACTS; x++) {
            act_once(table);
            if (below(3) == 0)
                say_something(table);
            if (below(10) == 0)
                exercise_tick(table->exercise, table->now_ms);
            if (x % ACTS_A_LIFE == 0) {
                let_turns_close(table);
                restart(table);
            }
        }
        table_close(table);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(anything_at_any_time)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
