/* Why a bot plays a seat: told to the seat alone, with the notice and with every situation, and the same
 * after a kill. */
#include "tests/unit/server/world/table.h"

#include "common/base/must.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

enum { TURN_MS = 20000 };

static enum bot_reason reason(const struct table *table, int seat)
{
    struct wire_situation situation = table_situation(table, seat);
    assert_int_equal(situation.bot_holds_seat, situation.bot_reason != BOT_REASON_NONE);
    return situation.bot_reason;
}

/* The situation says so now, and in the server's next life. */
static void expect(struct table *table, int seat, enum bot_reason why)
{
    assert_int_equal(reason(table, seat), why);
    struct world_machine *again = table_rebuild(table, table->entry_count);
    struct wire_situation *situation = malloc(sizeof *situation);
    must(situation);
    world_tell_situation(again, seat, situation);
    assert_int_equal(situation->bot_reason, why);
    assert_int_equal(situation->returning, table_situation(table, seat).returning);
    free(situation);
    world_destroy(again);
}

/* What the last notice to the seat said; NONE where there was no notice of a bot. */
static enum bot_reason noticed(const struct table *table, int seat)
{
    for (int x = table->heard_count - 1; x >= 0; x--)
        if (table->heard[x].kind == EFFECT_TELL && table->heard[x].what == TELL_NOTICE &&
            table->heard[x].seat == seat && table->heard[x].notice == NOTICE_BOT_HOLDS_SEAT)
            return table->heard[x].bot_reason;
    return BOT_REASON_NONE;
}

static void pass_turn(struct table *table)
{
    int turn = world_turn(table->machine);
    for (int seat = 1; seat < world_seats(table->machine); seat++) {
        struct orders orders = table_peace(table, seat);
        table_save(table, seat, &orders);
    }
    for (int tick = 0; tick < 3 && world_turn(table->machine) == turn; tick++)
        table_wait(table, TURN_MS);
    assert_int_equal(world_turn(table->machine), turn + 1);
}

static void act(struct table *table, enum command_kind kind, int seat)
{
    struct wire_exercise_act what = {.seat = seat};
    assert_int_equal(table_act(table, kind, what), RULING_DONE);
}

static void who_is_there_and_does_nothing(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 20, TURN_MS, 2);
    pass_turn(table);
    expect(table, 0, BOT_REASON_NONE);
    pass_turn(table);
    assert_int_equal(noticed(table, 0), BOT_REASON_MISSED);
    assert_int_equal(noticed(table, 1), BOT_REASON_NONE);
    expect(table, 0, BOT_REASON_MISSED);
    expect(table, 1, BOT_REASON_NONE);
    assert_false(table_situation(table, 0).returning);
    table_ready(table, 0, true); /* back: until the turn is over the reason stands */
    assert_int_equal(table_told(table, 0, TELL_SITUATION), 1);
    assert_int_equal(table_told(table, 1, TELL_SITUATION), 0);
    assert_true(table_situation(table, 0).returning);
    expect(table, 0, BOT_REASON_MISSED);
    table_ready(table, 0, true); /* asked for once more: nothing is new */
    assert_int_equal(table_told(table, 0, TELL_SITUATION), 0);
    pass_turn(table);
    expect(table, 0, BOT_REASON_NONE);
    assert_false(table_situation(table, 0).returning);
    table_close(table);
}

static void who_left(void **state)
{
    (void)state;
    struct table *table = table_playing(3, 20, TURN_MS, 2);
    struct id id = table_id(table);
    table_leave(table, 0, &id);
    expect(table, 0, BOT_REASON_LEFT);
    table_do(table, COMMAND_ARRIVE, 0);
    expect(table, 0, BOT_REASON_LEFT);
    assert_true(table_situation(table, 0).returning);
    pass_turn(table);
    expect(table, 0, BOT_REASON_NONE);
    table_close(table);
}

static void a_seat_that_nobody_held(void **state)
{
    (void)state;
    struct scenario scenario;
    table_scenario(&scenario, 2, 20);
    struct table *table = table_open(&scenario, TURN_MS, 2);
    table_do(table, COMMAND_TAKE, 1);
    table_do(table, COMMAND_ARRIVE, 1);
    table_do(table, COMMAND_START, 0);
    expect(table, 0, BOT_REASON_VACANT);
    act(table, COMMAND_BOT_IN, 0);
    expect(table, 0, BOT_REASON_CONTROL);
    act(table, COMMAND_BOT_OUT, 0); /* for nobody */
    expect(table, 0, BOT_REASON_VACANT);
    table_do(table, COMMAND_TAKE, 0);
    table_do(table, COMMAND_ARRIVE, 0);
    expect(table, 0, BOT_REASON_VACANT);
    pass_turn(table);
    expect(table, 0, BOT_REASON_NONE);
    table_close(table);
}

static void a_bot_that_was_put_in(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 20, TURN_MS, 2);
    act(table, COMMAND_BOT_IN, 0);
    assert_int_equal(noticed(table, 0), BOT_REASON_CONTROL);
    expect(table, 0, BOT_REASON_CONTROL);
    pass_turn(table);
    expect(table, 0, BOT_REASON_CONTROL);
    act(table, COMMAND_BOT_OUT, 0);
    assert_int_equal(table_told(table, 0, TELL_SITUATION), 1); /* that it is theirs again soon */
    assert_int_equal(table_told(table, 1, TELL_SITUATION), 0);
    expect(table, 0, BOT_REASON_CONTROL);
    assert_false(table_situation(table, 0).held);
    pass_turn(table);
    expect(table, 0, BOT_REASON_NONE);
    table_close(table);
}

/* Whoever runs the exercise comes before all other reasons, and behind them stands what was before. */
static void one_reason_over_another(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 20, TURN_MS, 1);
    pass_turn(table);
    expect(table, 0, BOT_REASON_MISSED);
    act(table, COMMAND_BOT_IN, 0);
    assert_int_equal(noticed(table, 0), BOT_REASON_NONE);      /* a bot had it already ... */
    assert_int_equal(table_told(table, 0, TELL_SITUATION), 1); /* ... but for another reason */
    expect(table, 0, BOT_REASON_CONTROL);
    struct id id = table_id(table);
    table_leave(table, 0, &id);
    expect(table, 0, BOT_REASON_CONTROL);
    act(table, COMMAND_BOT_OUT, 0);
    expect(table, 0, BOT_REASON_LEFT);
    pass_turn(table);
    expect(table, 0, BOT_REASON_LEFT);
    table_close(table);
}

/* In the lobby no bot plays; the reason is found when it starts. */
static void before_the_start(void **state)
{
    (void)state;
    struct scenario scenario;
    table_scenario(&scenario, 3, 20);
    struct table *table = table_open(&scenario, TURN_MS, 2);
    for (int seat = 0; seat < 3; seat++)
        table_do(table, COMMAND_TAKE, seat);
    table_do(table, COMMAND_LEAVE, 0);
    act(table, COMMAND_BOT_IN, 1);
    expect(table, 0, BOT_REASON_NONE);
    expect(table, 1, BOT_REASON_NONE);
    table_do(table, COMMAND_START, 0);
    expect(table, 0, BOT_REASON_LEFT);
    expect(table, 1, BOT_REASON_CONTROL);
    expect(table, 2, BOT_REASON_NONE);
    table_close(table);
}

static void a_roll_back_keeps_it(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 20, TURN_MS, 1);
    pass_turn(table);
    pass_turn(table);
    struct wire_exercise_act back = {.turn = 2}; /* when a bot had the seat already */
    assert_int_equal(table_act(table, COMMAND_ROLL_BACK, back), RULING_DONE);
    expect(table, 0, BOT_REASON_MISSED);
    table_kill(table, 1000);
    assert_int_equal(reason(table, 0), BOT_REASON_MISSED);
    back.turn = 1; /* before it was lost */
    assert_int_equal(table_act(table, COMMAND_ROLL_BACK, back), RULING_DONE);
    expect(table, 0, BOT_REASON_NONE);
    table_close(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_is_there_and_does_nothing), cmocka_unit_test(who_left),
        cmocka_unit_test(a_seat_that_nobody_held),       cmocka_unit_test(a_bot_that_was_put_in),
        cmocka_unit_test(one_reason_over_another),       cmocka_unit_test(before_the_start),
        cmocka_unit_test(a_roll_back_keeps_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
