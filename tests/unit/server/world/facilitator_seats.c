/* What whoever runs the exercise does to one seat: bots, orders on its behalf, more time, a nudge. */
#include "tests/unit/server/world/acts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

static enum ruling bot_in(struct table *table, int seat)
{
    return table_act(table, COMMAND_BOT_IN, (struct wire_exercise_act){.seat = seat});
}

static enum ruling bot_out(struct table *table, int seat)
{
    return table_act(table, COMMAND_BOT_OUT, (struct wire_exercise_act){.seat = seat});
}

static enum ruling behalf(struct table *table, int seat, const struct orders *orders)
{
    return table_act(table, COMMAND_ORDERS,
                     (struct wire_exercise_act){.seat = seat, .has_orders = true, .orders = *orders});
}

static enum ruling multiply(struct table *table, int seat, uint32_t percent)
{
    return table_act(table, COMMAND_MULTIPLY, (struct wire_exercise_act){.seat = seat, .percent = percent});
}

static struct wire_exercise_seat seat_of(const struct table *table, int seat)
{
    struct wire_exercise_seat told;
    world_tell_seat(table->machine, seat, &told);
    return told;
}

static bool noticed(const struct table *table, int seat, enum notice_kind kind)
{
    for (int x = 0; x < table->heard_count; x++)
        if (table->heard[x].kind == EFFECT_TELL && table->heard[x].what == TELL_NOTICE &&
            table->heard[x].seat == seat && table->heard[x].notice == kind)
            return true;
    return false;
}

/* Who gave the orders of the turn that was closed last. */
static enum order_source source_of(const struct table *table, int seat)
{
    struct record_turn turn;
    struct cause cause;
    for (int x = table->entry_count - 1; x >= 0; x--) {
        const struct kept_entry *entry = &table->entries[x];
        if (strcmp(entry->kind, "turn") != 0)
            continue;
        struct slice body = {entry->body, entry->size};
        assert_int_equal(record_read_turn(body, world_seats(table->machine), &turn, &cause), STATUS_OK);
        return (enum order_source)turn.source[seat];
    }
    return SOURCE_NONE;
}

static void everybody_saves_and_passes(struct table *table)
{
    int turn = world_turn(table->machine);
    for (int seat = 0; seat < world_seats(table->machine); seat++) {
        struct orders orders = table_peace(table, seat);
        table_save(table, seat, &orders);
    }
    for (int tick = 0; tick < 5 && world_turn(table->machine) == turn; tick++)
        table_wait(table, TURN_MS);
    assert_int_equal(world_turn(table->machine), turn + 1);
}

/* ---- bots */

static void a_held_seat_is_played_by_a_bot_whoever_comes(void **state)
{
    (void)state;
    struct table *table = table_playing(3, 20, TURN_MS, 2);
    struct orders orders = table_peace(table, 1);
    table_save(table, 1, &orders);
    assert_int_equal(bot_in(table, 1), RULING_DONE);
    assert_story(table, "bot_in ruled notice1 situation1 clock0 clock1 clock2");
    assert_true(noticed(table, 1, NOTICE_BOT_HOLDS_SEAT));
    assert_true(table_situation(table, 1).bot_holds_seat && table_situation(table, 1).held);
    assert_false(table_situation(table, 0).held);
    assert_true(seat_of(table, 1).held && seat_of(table, 1).bot && !seat_of(table, 1).returning);
    assert_int_equal(bot_in(table, 1), RULING_ALREADY);
    assert_story(table, "ruled");
    assert_int_equal(table_save(table, 1, &orders)->refusal.code, REFUSAL_BOT_HOLDS_SEAT);
    assert_int_equal(table_stored(table, NULL), 0); /* who acts is not back by that */
    table_do(table, COMMAND_ARRIVE, 1);
    assert_int_equal(table_stored(table, NULL), 0);
    for (int turn = 0; turn < 3; turn++) {
        everybody_saves_and_passes(table);
        assert_int_equal(source_of(table, 1), SOURCE_BOT);
        assert_true(table_situation(table, 1).bot_holds_seat);
    }
    table_close(table);
}

static void a_bot_goes_when_it_is_told_to(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 20, TURN_MS, 2);
    assert_int_equal(bot_out(table, 1), RULING_ALREADY);
    bot_in(table, 1);
    assert_int_equal(bot_out(table, 1), RULING_DONE);
    assert_story(table, "bot_out ruled situation1");
    assert_int_equal(table->heard[0].only_for, 1 << 1); /* it shows to nobody else before the turn is over */
    assert_true(seat_of(table, 1).returning && seat_of(table, 1).bot && !seat_of(table, 1).held);
    assert_int_equal(bot_out(table, 1), RULING_ALREADY);
    everybody_saves_and_passes(table);
    assert_true(noticed(table, 1, NOTICE_SEAT_IS_YOURS));
    assert_false(table_situation(table, 1).bot_holds_seat || table_situation(table, 1).held);
    everybody_saves_and_passes(table);
    assert_int_equal(source_of(table, 1), SOURCE_PERSON);
    /* in, out and in again within a turn */
    bot_in(table, 1);
    bot_out(table, 1);
    assert_int_equal(bot_in(table, 1), RULING_DONE);
    assert_false(noticed(table, 1, NOTICE_BOT_HOLDS_SEAT)); /* it is told already */
    assert_false(seat_of(table, 1).returning);
    everybody_saves_and_passes(table);
    assert_true(table_situation(table, 1).bot_holds_seat);
    table_close(table);
}

/* The bot that came because of misses goes by the same word. */
static void an_absent_holder_gets_the_seat_back(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 20, TURN_MS, 1);
    table_do(table, COMMAND_DEPART, 1);
    struct orders orders = table_peace(table, 0);
    table_save(table, 0, &orders);
    table_wait(table, TURN_MS);
    assert_true(seat_of(table, 1).bot && !seat_of(table, 1).held);
    assert_int_equal(bot_out(table, 1), RULING_DONE);
    assert_int_equal(seat_of(table, 1).misses, 0);
    assert_true(seat_of(table, 1).returning);
    table_close(table);
}

static void who_left_a_held_seat_comes_back_only_by_coming(void **state)
{
    (void)state;
    struct table *table = table_playing(3, 20, TURN_MS, 2);
    bot_in(table, 1);
    struct id id = table_id(table);
    assert_true(table_leave(table, 1, &id)->is_accepted);
    assert_int_equal(table_stored(table, "leave"), 1);
    assert_int_equal(bot_out(table, 1), RULING_DONE); /* nobody holds it for now: a bot goes on */
    assert_false(seat_of(table, 1).returning);
    assert_true(seat_of(table, 1).bot);
    assert_int_equal(bot_out(table, 1), RULING_ALREADY);
    bot_in(table, 1);
    table_do(table, COMMAND_ARRIVE, 1);
    assert_int_equal(table_stored(table, "return"), 1);
    assert_false(seat_of(table, 1).returning); /* it is still held */
    table_do(table, COMMAND_ARRIVE, 1);
    assert_int_equal(table_stored(table, NULL), 0);
    assert_int_equal(bot_out(table, 1), RULING_DONE);
    assert_true(seat_of(table, 1).returning);
    table_close(table);
}

static void a_bot_may_be_asked_for_in_the_lobby(void **state)
{
    struct scenario scenario;
    (void)state;
    table_scenario(&scenario, 3, 9);
    struct table *table = table_open(&scenario, TURN_MS, 2);
    for (int seat = 0; seat < 2; seat++) {
        table_do(table, COMMAND_TAKE, seat);
        table_do(table, COMMAND_ARRIVE, seat);
    }
    assert_int_equal(bot_in(table, 0), RULING_DONE);
    assert_story(table, "bot_in ruled");
    assert_false(seat_of(table, 0).bot);
    assert_int_equal(bot_in(table, 1), RULING_DONE);
    assert_int_equal(bot_out(table, 1), RULING_DONE);
    assert_int_equal(bot_in(table, 2), RULING_DONE);
    table_do(table, COMMAND_START, 0);
    assert_true(seat_of(table, 0).bot && !seat_of(table, 1).bot && seat_of(table, 2).bot);
    /* a late joiner of a held seat waits as long as it is held */
    table_do(table, COMMAND_TAKE, 2);
    assert_false(seat_of(table, 2).returning);
    bot_out(table, 2);
    assert_true(seat_of(table, 2).returning);
    table_close(table);
}

static void acts_on_seats_that_are_not_there(void **state)
{
    static const enum command_kind kinds[] = {COMMAND_BOT_IN, COMMAND_BOT_OUT, COMMAND_ORDERS,
                                              COMMAND_MULTIPLY, COMMAND_NUDGE};
    struct table *table = table_playing(2, 3, TURN_MS, 9);
    (void)state;
    for (size_t x = 0; x < sizeof kinds / sizeof kinds[0]; x++) {
        struct wire_exercise_act act = {.percent = 200, .has_orders = true};
        for (act.seat = -1; act.seat <= 2; act.seat += 3) {
            assert_int_equal(table_act(table, kinds[x], act), RULING_NO_SUCH_SEAT);
            assert_story(table, "ruled");
        }
    }
    close_for(table, "");
    for (size_t x = 0; x < sizeof kinds / sizeof kinds[0]; x++) {
        assert_int_equal(table_act(table, kinds[x], (struct wire_exercise_act){.percent = 200}), RULING_OVER);
        assert_story(table, "ruled");
    }
    table_close(table);
}

/* Whatever is held, dead or gone: turns close, or can be closed, and the world can be ended. */
static void nobody_is_ever_stuck(void **state)
{
    (void)state;
    for (int limit = 0; limit < 2; limit++) {
        struct table *table = table_playing(3, 20, limit ? TURN_MS : 0, 2);
        bot_in(table, 1);
        table_ready(table, 0, true);
        assert_int_equal(world_turn(table->machine), 0);
        table_ready(table, 2, true); /* the held one is not waited for */
        assert_int_equal(world_turn(table->machine), 1);
        bot_in(table, 0);
        table_do(table, COMMAND_DEPART, 2);
        bot_in(table, 2); /* all are held: the world does not run away from those who wait for their seats */
        table_wait(table, 1000);
        assert_int_equal(world_turn(table->machine), 1);
        assert_true(world_next_tick_ms(table->machine) > table->now_ms);
        if (limit)
            table_wait(table, TURN_MS);
        else
            resolve_turn(table, 0);
        assert_int_equal(world_turn(table->machine), 2);
        for (int seat = 0; seat < 3; seat++)
            table_do(table, COMMAND_LEAVE, seat); /* everybody is gone for good: bots play on */
        assert_true(world_next_tick_ms(table->machine) == 0);
        table_wait(table, 1);
        assert_true(world_turn(table->machine) > 2);
        assert_int_equal(close_for(table, ""), RULING_DONE);
        assert_true(world_ended(table->machine));
        table_close(table);
    }
}

static void held_seats_survive_a_kill(void **state)
{
    (void)state;
    struct table *table = table_playing(3, 20, TURN_MS, 2);
    bot_in(table, 1);
    bot_in(table, 2);
    bot_out(table, 2);
    multiply(table, 0, 150);
    table_kill(table, 1000);
    assert_true(seat_of(table, 1).held && seat_of(table, 1).bot);
    assert_true(!seat_of(table, 2).held && seat_of(table, 2).returning);
    assert_int_equal(seat_of(table, 0).percent, 150);
    table_do(table, COMMAND_ARRIVE, 1);
    assert_int_equal(table_stored(table, NULL), 0);
    table_close(table);
}

/* ---- orders on behalf */

static void orders_are_saved_on_behalf_of_a_seat(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 20, TURN_MS, 1);
    struct orders orders = table_peace(table, 1);
    assert_int_equal(behalf(table, 1, &orders), RULING_DONE);
    assert_story(table, "behalf orders ruled notice1 situation1");
    assert_int_equal(table->heard[0].only_for, 1 << 1);
    assert_int_equal(table->heard[1].only_for, 1 << 1);
    assert_true(noticed(table, 1, NOTICE_ORDERS_ON_BEHALF));
    assert_int_equal(seat_of(table, 1).revision, 1);
    assert_false(seat_of(table, 1).ready); /* that is the seat's to say */
    assert_true(table_situation(table, 1).has_saved);
    /* the holders may change them: they know of the revision */
    assert_true(table_save(table, 1, &orders)->is_accepted);
    assert_int_equal(behalf(table, 1, &orders), RULING_DONE);
    assert_int_equal(seat_of(table, 1).revision, 3);
    table_do(table, COMMAND_DEPART, 1);
    table_wait(table, TURN_MS);
    assert_int_equal(source_of(table, 1), SOURCE_PERSON);
    assert_int_equal(seat_of(table, 1).misses, 0);
    assert_false(seat_of(table, 1).bot);
    assert_true(seat_of(table, 0).bot); /* who did nothing missed the turn */
    table_close(table);
}

static void illegal_orders_are_refused_by_their_parts(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 20, TURN_MS, 2);
    struct orders orders = table_peace(table, 1);
    orders.budget[LINE_STRIKE] += 1; /* more than there is */
    assert_int_equal(behalf(table, 1, &orders), RULING_ILLEGAL);
    assert_story(table, "ruled");
    const struct refusal *refusal = &table_reply(table)->refusal;
    assert_int_equal(refusal->code, REFUSAL_ILLEGAL_ORDERS);
    assert_false(verdicts_ok(&refusal->verdicts));
    assert_int_equal(refusal->current_turn, 1);
    assert_int_equal(table_act(table, COMMAND_ORDERS, (struct wire_exercise_act){.seat = 1}), RULING_ILLEGAL);
    assert_int_equal(table_reply(table)->refusal.code, REFUSAL_MALFORMED);
    orders = table_peace(table, 1);
    struct wire_exercise_act late = {.seat = 1, .turn = 2, .has_orders = true, .orders = orders};
    assert_int_equal(table_act(table, COMMAND_ORDERS, late), RULING_OTHER_TURN);
    late.turn = 1;
    assert_int_equal(table_act(table, COMMAND_ORDERS, late), RULING_DONE);
    table_close(table);
}

static void orders_on_behalf_have_bounds(void **state)
{
    struct scenario scenario;
    (void)state;
    table_scenario(&scenario, 2, 3);
    struct table *table = table_open(&scenario, 0, 2);
    struct orders orders;
    orders_init(&orders);
    assert_int_equal(behalf(table, 0, &orders), RULING_LOBBY);
    table_do(table, COMMAND_TAKE, 0);
    table_do(table, COMMAND_START, 0);
    orders = table_peace(table, 0);
    for (int x = 0; x < WORLD_COMMANDS_PER_TURN; x++)
        assert_int_equal(behalf(table, 0, &orders), RULING_DONE);
    assert_int_equal(behalf(table, 0, &orders), RULING_TOO_MANY);
    table_close(table);
}

/* The network is dead and everything is on paper: what is typed counts, also for seats that bots took. */
static void typed_orders_replace_a_bot_for_the_turn(void **state)
{
    (void)state;
    struct table *table = table_playing(3, 20, TURN_MS, 1);
    bot_in(table, 1);
    struct orders orders = table_peace(table, 1);
    assert_int_equal(behalf(table, 1, &orders), RULING_DONE);
    table_kill(table, 1000);
    assert_int_equal(resolve_turn(table, 0), RULING_DONE);
    assert_int_equal(source_of(table, 1), SOURCE_PERSON);
    assert_true(seat_of(table, 1).held && seat_of(table, 1).bot);
    /* for this turn only */
    resolve_turn(table, 0);
    assert_int_equal(source_of(table, 1), SOURCE_BOT);
    /* a bot that is called in afterwards plays */
    orders = table_peace(table, 2);
    behalf(table, 2, &orders);
    bot_in(table, 2);
    resolve_turn(table, 0);
    assert_int_equal(source_of(table, 2), SOURCE_BOT);
    table_close(table);
}

/* Orders that a person saved do not count once it has left, and a kill does not bring them back. */
static void what_the_seat_saved_itself_is_not_on_behalf(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 20, TURN_MS, 2);
    struct orders orders = table_peace(table, 1);
    behalf(table, 1, &orders);
    table_save(table, 1, &orders);
    table_do(table, COMMAND_LEAVE, 1);
    table_kill(table, 0);
    resolve_turn(table, 0);
    assert_int_equal(source_of(table, 1), SOURCE_BOT);
    table_close(table);
}

/* ---- time */

static void the_slowest_seat_makes_everybodys_turn(void **state)
{
    (void)state;
    struct table *table = table_playing(3, 20, TURN_MS, 9);
    table_wait(table, 10000);
    assert_int_equal(multiply(table, 1, 150), RULING_DONE);
    assert_story(table, "time ruled clock0 clock1 clock2"); /* and nothing says whose it is */
    assert_int_equal(table->heard[0].only_for, 0);
    assert_int_equal(clock_of(table).remaining_ms, TURN_MS / 2 * 3 - 10000);
    assert_int_equal(multiply(table, 1, 150), RULING_ALREADY);
    assert_int_equal(multiply(table, 2, 120), RULING_DONE); /* not the slowest */
    assert_story(table, "time ruled");
    /* what the turn got it keeps, and gets it once */
    multiply(table, 1, 100);
    assert_int_equal(clock_of(table).remaining_ms, TURN_MS / 2 * 3 - 10000);
    multiply(table, 1, 150);
    assert_int_equal(clock_of(table).remaining_ms, TURN_MS / 2 * 3 - 10000);
    multiply(table, 1, 200);
    assert_int_equal(clock_of(table).remaining_ms, 2 * TURN_MS - 10000);
    resolve_turn(table, 0);
    assert_int_equal(clock_of(table).remaining_ms, 2 * TURN_MS);
    bot_in(table, 1); /* a bot is not slow: from the next turn on */
    assert_int_equal(clock_of(table).remaining_ms, 2 * TURN_MS);
    resolve_turn(table, 0);
    assert_int_equal(clock_of(table).remaining_ms, TURN_MS / 5 * 6);
    bot_out(table, 1);
    resolve_turn(table, 0);
    assert_int_equal(clock_of(table).remaining_ms, 2 * TURN_MS);
    multiply(table, 1, 100);
    resolve_turn(table, 0);
    multiply(table, 1, 150); /* every turn anew */
    assert_int_equal(clock_of(table).remaining_ms, TURN_MS / 2 * 3);
    table_close(table);
}

static void more_time_in_a_lobby_in_a_pause_and_after_a_kill(void **state)
{
    struct scenario scenario;
    (void)state;
    table_scenario(&scenario, 2, 9);
    struct table *table = table_open(&scenario, TURN_MS, 9);
    table_do(table, COMMAND_TAKE, 0);
    table_do(table, COMMAND_TAKE, 1);
    assert_int_equal(multiply(table, 0, 200), RULING_DONE);
    assert_story(table, "time ruled");
    table_do(table, COMMAND_START, 0);
    assert_int_equal(clock_of(table).remaining_ms, 2 * TURN_MS);
    table_wait(table, 5000);
    pause_for(table, "");
    assert_int_equal(multiply(table, 1, 400), RULING_DONE);
    assert_int_equal(clock_of(table).remaining_ms, 4 * TURN_MS - 5000);
    table_kill(table, 99000);
    assert_int_equal(clock_of(table).remaining_ms, 4 * TURN_MS - 5000);
    multiply(table, 1, 100);
    multiply(table, 1, 400); /* the turn had that already, before the kill */
    assert_int_equal(clock_of(table).remaining_ms, 4 * TURN_MS - 5000);
    table_close(table);
}

static void time_has_bounds(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 9, 0, 9);
    assert_int_equal(multiply(table, 0, 200), RULING_NO_LIMIT);
    table_close(table);
    table = table_playing(2, 9, WORLD_TURN_MS_MAX, 9);
    assert_int_equal(multiply(table, 0, 99), RULING_TOO_LONG);
    assert_int_equal(multiply(table, 0, WIRE_TIME_PERCENT_MAX + 1), RULING_TOO_LONG);
    assert_int_equal(multiply(table, 0, WIRE_TIME_PERCENT_MAX), RULING_DONE);
    assert_true(clock_of(table).remaining_ms == WORLD_TURN_MS_MAX);
    table_close(table);
    table = table_playing(2, 9, WORLD_TURN_MS_MAX / 2, 9);
    extend_by(table, WORLD_TURN_MS_MAX / 4, 0);
    assert_int_equal(multiply(table, 0, 200), RULING_DONE);
    assert_true(clock_of(table).remaining_ms == WORLD_TURN_MS_MAX);
    table_close(table);
}

/* ---- a nudge */

static void a_nudge_is_for_the_seat_alone(void **state)
{
    (void)state;
    struct table *table = table_playing(3, 9, TURN_MS, 9);
    struct wire_exercise_act act = {.seat = 2};
    assert_int_equal(table_act(table, COMMAND_NUDGE, act), RULING_DONE);
    assert_story(table, "ruled notice2");
    assert_true(noticed(table, 2, NOTICE_NUDGED));
    table_do(table, COMMAND_DEPART, 2);
    assert_int_equal(table_act(table, COMMAND_NUDGE, act), RULING_DONE);
    assert_story(table, "ruled");
    table_close(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_held_seat_is_played_by_a_bot_whoever_comes),
        cmocka_unit_test(a_bot_goes_when_it_is_told_to),
        cmocka_unit_test(an_absent_holder_gets_the_seat_back),
        cmocka_unit_test(who_left_a_held_seat_comes_back_only_by_coming),
        cmocka_unit_test(a_bot_may_be_asked_for_in_the_lobby),
        cmocka_unit_test(acts_on_seats_that_are_not_there),
        cmocka_unit_test(nobody_is_ever_stuck),
        cmocka_unit_test(held_seats_survive_a_kill),
        cmocka_unit_test(orders_are_saved_on_behalf_of_a_seat),
        cmocka_unit_test(illegal_orders_are_refused_by_their_parts),
        cmocka_unit_test(orders_on_behalf_have_bounds),
        cmocka_unit_test(typed_orders_replace_a_bot_for_the_turn),
        cmocka_unit_test(what_the_seat_saved_itself_is_not_on_behalf),
        cmocka_unit_test(the_slowest_seat_makes_everybodys_turn),
        cmocka_unit_test(more_time_in_a_lobby_in_a_pause_and_after_a_kill),
        cmocka_unit_test(time_has_bounds),
        cmocka_unit_test(a_nudge_is_for_the_seat_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
