/* Saving orders: what is judged, what is refused and why, and that a refusal changes nothing. */
#include "tests/unit/server/world/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/record/entry.h"

#include <string.h>

enum { TURN_MS = 20000 };

static struct wire_save_orders save_of(struct table *table, int seat)
{
    return (struct wire_save_orders){
        .command = table_id(table),
        .world = table->opening.world,
        .turn = (uint32_t)world_turn(table->machine) + 1,
        .revision = table_situation(table, seat).revision,
        .orders = table_peace(table, seat),
    };
}

static const struct heard *apply(struct table *table, int seat, const struct wire_save_orders *save)
{
    table_apply(table, (struct command){.kind = COMMAND_SAVE_ORDERS, .seat = seat, .save_orders = save});
    return table_reply(table);
}

static void assert_refused(const struct table *table, enum refusal_code code, const char *item)
{
    const struct heard *reply = table_reply(table);
    assert_non_null(reply);
    assert_false(reply->is_accepted);
    if (reply->refusal.code != code)
        fail_msg("refused as %s and not as %s", refusal_name(reply->refusal.code), refusal_name(code));
    assert_string_equal(reply->refusal.item, item);
}

static void saved_orders_are_acknowledged_with_their_digest(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 5, TURN_MS, 2);
    struct wire_save_orders save = save_of(table, 1);
    struct entry_orders entry;
    const struct heard *reply = apply(table, 1, &save);
    assert_true(reply->is_accepted);
    assert_memory_equal(&reply->accepted.command, &save.command, ID_SIZE);
    assert_int_equal(reply->accepted.turn, 1);
    assert_int_equal(reply->accepted.revision, 1);
    assert_false(reply->accepted.ready);
    assert_true(reply->accepted.has_digest);
    struct digest digest = orders_digest(1, &save.orders, 2);
    assert_memory_equal(&reply->accepted.orders_digest, &digest, sizeof digest);
    assert_string_equal(table->heard[0].entry_kind, "orders"); /* stored, then acknowledged */
    assert_ptr_equal(reply, &table->heard[1]);
    assert_int_equal(table->heard_count, 2);
    const struct kept_entry *kept = &table->entries[table->entry_count - 1];
    assert_true(entry_read_orders((struct slice){kept->body, kept->size}, 2, &entry));
    assert_memory_equal(&entry.orders, &save.orders, sizeof save.orders);
    assert_int_equal(entry.head.seat, 1);
    struct wire_situation situation = table_situation(table, 1);
    assert_true(situation.has_saved);
    assert_int_equal(situation.revision, 1);
    assert_memory_equal(&situation.saved, &save.orders, sizeof save.orders);
    assert_false(table_situation(table, 0).has_saved);
    table_close(table);
}

/* Two clients of one seat: who did not see the other's orders is told so and overwrites nothing. */
static void a_stale_revision_is_refused(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 5, TURN_MS, 2);
    struct wire_save_orders save = save_of(table, 0);
    apply(table, 0, &save);
    save.orders.belief[1] = 500;
    for (uint32_t revision = 0; revision < 4; revision++) {
        save.command = table_id(table);
        save.revision = revision;
        if (revision == 1)
            continue;
        apply(table, 0, &save);
        assert_refused(table, REFUSAL_STALE_REVISION, "revision");
        assert_int_equal(table_reply(table)->refusal.current_revision, 1);
        assert_int_equal(table_reply(table)->refusal.current_turn, 1);
        assert_int_equal(table_stored(table, NULL), 0);
        assert_int_equal(table_situation(table, 0).saved.belief[1], -1);
    }
    save.revision = 1;
    assert_int_equal(apply(table, 0, &save)->accepted.revision, 2);
    assert_int_equal(table_situation(table, 0).saved.belief[1], 500);
    table_close(table);
}

static void other_turns_and_worlds_are_refused(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 5, TURN_MS, 2);
    struct wire_save_orders save = save_of(table, 0);
    save.turn = 2;
    apply(table, 0, &save);
    assert_refused(table, REFUSAL_STALE_TURN, "turn");
    save.turn = 0;
    apply(table, 0, &save);
    assert_refused(table, REFUSAL_STALE_TURN, "turn");
    save = save_of(table, 0);
    table_wait(table, TURN_MS);
    apply(table, 0, &save); /* a moment too late */
    assert_refused(table, REFUSAL_STALE_TURN, "turn");
    assert_int_equal(table_reply(table)->refusal.current_turn, 2);
    save = save_of(table, 0);
    save.world.bytes[0] ^= 1;
    apply(table, 0, &save);
    assert_refused(table, REFUSAL_NOT_YOURS, "world");
    assert_int_equal(table_stored(table, NULL), 0);
    assert_false(table_situation(table, 0).has_saved);
    table_close(table);
}

static void illegal_parts_are_named_and_earlier_orders_kept(void **state)
{
    (void)state;
    struct table *table = table_playing(3, 5, TURN_MS, 2);
    struct wire_save_orders good = save_of(table, 0), bad;
    apply(table, 0, &good);
    bad = save_of(table, 0);
    bad.orders.attack = 0;
    bad.orders.budget[LINE_CIVIL] += 1;
    bad.orders.pact[1] = 99;
    apply(table, 0, &bad);
    assert_refused(table, REFUSAL_ILLEGAL_ORDERS, "orders");
    const struct refusal *refusal = &table_reply(table)->refusal;
    for (int part = 0; part < PART_COUNT; part++) {
        int expected = part == PART_ATTACK   ? VERDICT_BAD_TARGET
                       : part == PART_BUDGET ? VERDICT_WRONG_SUM
                       : part == PART_PACT   ? VERDICT_BAD_VALUE
                                             : VERDICT_OK;
        assert_int_equal(refusal->verdicts.of[part], expected);
    }
    assert_int_equal(refusal->current_revision, 1);
    assert_int_equal(table_stored(table, NULL), 0);
    struct wire_situation situation = table_situation(table, 0);
    assert_memory_equal(&situation.saved, &good.orders, sizeof good.orders);
    /* a refused id is not used up: mended, it is accepted */
    bad.orders = good.orders;
    assert_true(apply(table, 0, &bad)->is_accepted);
    assert_int_equal(table_reply(table)->accepted.revision, 2);
    table_close(table);
}

/* Numbers that nobody should send must not do harm either. */
static void absurd_orders_are_refused(void **state)
{
    static const int32_t numbers[] = {INT32_MIN, -2, 12, 4096, INT32_MAX};
    struct table *table = table_playing(2, 5, TURN_MS, 2);
    (void)state;
    for (size_t x = 0; x < sizeof numbers / sizeof numbers[0]; x++) {
        struct wire_save_orders save = save_of(table, 0);
        for (size_t f = 0; f < sizeof save.orders / sizeof(int32_t); f++)
            ((int32_t *)&save.orders)[f] = numbers[x];
        apply(table, 0, &save);
        assert_refused(table, REFUSAL_ILLEGAL_ORDERS, "orders");
    }
    table_close(table);
}

static void the_eliminated_give_no_orders(void **state)
{
    (void)state;
    struct scenario scenario;
    table_scenario(&scenario, 3, 30);
    scenario.actors[0].territory = 300;
    scenario.actors[1].territory = 1;
    struct table *table = table_open(&scenario, TURN_MS, 30);
    for (int seat = 0; seat < 3; seat++) {
        table_do(table, COMMAND_TAKE, seat);
        table_do(table, COMMAND_ARRIVE, seat);
    }
    table_do(table, COMMAND_START, 0);
    for (int turn = 0; turn < 25 && table_situation(table, 1).view.alive[1]; turn++) {
        struct wire_save_orders save = save_of(table, 0);
        save.orders.attack = 1;
        save.orders.budget[LINE_STRIKE] = save.orders.budget[LINE_CIVIL];
        save.orders.budget[LINE_CIVIL] = 0;
        assert_true(apply(table, 0, &save)->is_accepted);
        table_wait(table, TURN_MS);
    }
    assert_int_equal(table_situation(table, 1).view.alive[1], 0);
    assert_false(world_ended(table->machine));
    struct wire_save_orders save = save_of(table, 1);
    apply(table, 1, &save);
    assert_refused(table, REFUSAL_ELIMINATED, "seat");
    assert_false(table_ready(table, 1, true)->is_accepted);
    assert_refused(table, REFUSAL_ELIMINATED, "seat");
    assert_true(table_say(table, 1, 0, "remember us")->is_accepted); /* words may cross until the end */
    /* nobody waits for the dead, and they still see what happens */
    table_ready(table, 0, true);
    table_ready(table, 2, true);
    assert_int_equal(table_stored(table, "turn"), 1);
    assert_int_equal(table_told(table, 1, TELL_REPORT), 1);
    assert_int_equal(table_told(table, 1, TELL_SITUATION), 1);
    table_close(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(saved_orders_are_acknowledged_with_their_digest),
        cmocka_unit_test(a_stale_revision_is_refused),
        cmocka_unit_test(other_turns_and_worlds_are_refused),
        cmocka_unit_test(illegal_parts_are_named_and_earlier_orders_kept),
        cmocka_unit_test(absurd_orders_are_refused),
        cmocka_unit_test(the_eliminated_give_no_orders),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
