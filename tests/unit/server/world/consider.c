/* What may come of orders in hand: who may ask about which turn, from what it is answered, and that nothing
 * changes by it. */
#include "tests/unit/server/world/acts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

enum { SEATS = 4 };

static struct wire_consider about(const struct table *table, uint32_t turn)
{
    return (struct wire_consider){.world = *world_id(table->machine), .turn = turn, .topics = CONSIDER_ALL};
}

static enum refusal_code asked(const struct table *table, int seat, const struct wire_consider *ask)
{
    return world_consider_refusal(table->machine, seat, ask).code;
}

static void only_about_the_open_turn(void **state)
{
    (void)state;
    struct table *table = table_playing(SEATS, 2, 0, 3);
    struct wire_consider ask = about(table, 1);
    assert_int_equal(asked(table, 0, &ask), REFUSAL_NONE);
    ask.turn = 0;
    assert_int_equal(asked(table, 0, &ask), REFUSAL_STALE_TURN);
    ask.turn = 2;
    struct refusal stale = world_consider_refusal(table->machine, 0, &ask);
    assert_int_equal(stale.code, REFUSAL_STALE_TURN);
    assert_int_equal(stale.current_turn, 1);
    ask = about(table, 1);
    ask.world.bytes[0] ^= 1;
    assert_int_equal(asked(table, 0, &ask), REFUSAL_NOT_YOURS);
    for (int turn = 0; turn < 2; turn++)
        for (int seat = 0; seat < SEATS; seat++)
            table_ready(table, seat, true);
    ask = about(table, 3);
    assert_int_equal(asked(table, 0, &ask), REFUSAL_OVER);
    table_close(table);
}

static void not_in_the_lobby(void **state)
{
    (void)state;
    struct scenario scenario;
    table_scenario(&scenario, 2, 2);
    struct table *table = table_open(&scenario, 0, 3);
    struct wire_consider ask = about(table, 1);
    assert_int_equal(asked(table, 0, &ask), REFUSAL_NOT_NOW);
    assert_string_equal(world_consider_refusal(table->machine, 0, &ask).item, "lobby");
    table_close(table);
}

/* Whose seat a bot holds may look on and think; so may who waits for a pause to end. */
static void whoever_lives_may_ask(void **state)
{
    (void)state;
    struct table *table = table_playing(SEATS, 9, 0, 3);
    struct id id = table_id(table);
    table_leave(table, 1, &id);
    struct wire_consider ask = about(table, 1);
    assert_int_equal(asked(table, 1, &ask), REFUSAL_NONE);
    pause_for(table, "coffee");
    assert_int_equal(asked(table, 1, &ask), REFUSAL_NONE);
    assert_int_equal(table_situation(table, 1).bot_holds_seat, true); /* asking is no coming back */
    table_close(table);
}

/* A small state among three that march on it. */
static void not_of_the_dead(void **state)
{
    (void)state;
    struct scenario scenario;
    table_scenario(&scenario, SEATS, 30);
    scenario.actors[0].territory = 1;
    struct table *table = table_open(&scenario, 0, 3);
    for (int seat = 0; seat < SEATS; seat++) {
        table_do(table, COMMAND_TAKE, seat);
        table_do(table, COMMAND_ARRIVE, seat);
    }
    table_do(table, COMMAND_START, 0);
    struct wire_consider ask = about(table, 1);
    while (!world_ended(table->machine) && asked(table, 0, &ask) != REFUSAL_ELIMINATED) {
        for (int seat = 1; seat < SEATS; seat++) {
            struct orders orders = table_peace(table, seat);
            orders.attack = 0;
            table_save(table, seat, &orders);
        }
        for (int seat = 0; seat < SEATS; seat++)
            table_ready(table, seat, true);
        ask.turn = (uint32_t)world_turn(table->machine) + 1;
    }
    assert_false(world_ended(table->machine));
    assert_int_equal(asked(table, 0, &ask), REFUSAL_ELIMINATED);
    assert_int_equal(asked(table, 1, &ask), REFUSAL_NONE);
    table_close(table);
}

/* The same as a client computes for itself from the situation that it was told. */
static void it_is_answered_from_the_situation(void **state)
{
    (void)state;
    static struct considered told, own;
    struct table *table = table_playing(SEATS, 9, 0, 3);
    for (int turn = 0; turn < 3; turn++) {
        for (int seat = 0; seat < SEATS; seat++) {
            struct wire_situation situation = table_situation(table, seat);
            struct wire_consider ask = about(table, (uint32_t)turn + 1);
            ask.has_orders = seat % 2;
            ask.orders = table_peace(table, seat);
            world_consider(table->machine, seat, &ask, &told);
            consider(&situation.view, ask.has_orders ? &ask.orders : NULL, NULL, ask.topics, &own);
            assert_memory_equal(&told, &own, sizeof own);
            assert_int_equal(told.topics, CONSIDER_ALL);
        }
        for (int seat = 0; seat < SEATS; seat++)
            table_ready(table, seat, true);
    }
    table_close(table);
}

static struct orders usual_of(const struct table *table, int seat)
{
    static struct considered told;
    struct wire_consider ask = about(table, (uint32_t)world_turn(table->machine) + 1);
    world_consider(table->machine, seat, &ask, &told);
    return told.choices.usual;
}

static void close_turn(struct table *table)
{
    for (int seat = 0; seat < SEATS; seat++)
        table_ready(table, seat, true);
}

/* Answers stand until others are saved: not those in hand, and not for ever of a turn in which nothing was.
 */
static void the_usual_keeps_the_answers_that_were_saved(void **state)
{
    (void)state;
    struct table *table = table_playing(SEATS, 9, 0, 9);
    struct orders orders = table_peace(table, 0);
    orders.answer[2] = ANSWER_HONOUR_IF_VICTIM;
    orders.declare = DECLARE_PEACEFUL;
    table_save(table, 0, &orders);
    assert_int_equal(usual_of(table, 0).answer[2], -1); /* not in the turn itself */
    close_turn(table);
    struct orders usual = usual_of(table, 0);
    assert_int_equal(usual.answer[2], ANSWER_HONOUR_IF_VICTIM);
    assert_int_equal(usual.declare, DECLARE_NONE);
    assert_int_equal(usual_of(table, 1).answer[2], -1); /* nobody else's */
    close_turn(table);
    assert_int_equal(usual_of(table, 0).answer[2], ANSWER_HONOUR_IF_VICTIM);
    table_kill(table, 1000);
    assert_int_equal(usual_of(table, 0).answer[2], ANSWER_HONOUR_IF_VICTIM);
    for (int seat = 0; seat < SEATS; seat++)
        table_do(table, COMMAND_ARRIVE, seat);
    orders = table_peace(table, 0);
    table_save(table, 0, &orders);
    close_turn(table);
    assert_int_equal(usual_of(table, 0).answer[2], -1);
    table_close(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_about_the_open_turn),
        cmocka_unit_test(not_in_the_lobby),
        cmocka_unit_test(whoever_lives_may_ask),
        cmocka_unit_test(not_of_the_dead),
        cmocka_unit_test(it_is_answered_from_the_situation),
        cmocka_unit_test(the_usual_keeps_the_answers_that_were_saved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
