/* The same command id again: the same answer, no second entry, also after a recovery. */
#include "tests/unit/server/world/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

enum { TURN_MS = 20000 };

/* One command of each kind that players send, with ids of its own. */
struct sent {
    struct wire_save_orders save;
    struct wire_set_ready ready;
    struct wire_state_beliefs state;
    struct wire_send_press press;
    struct wire_leave leave;
};

enum { SENT_COUNT = 5 };

static struct sent sent_of(struct table *table, int seat)
{
    struct id world = table->opening.world;
    uint32_t turn = (uint32_t)world_turn(table->machine) + 1;
    struct sent sent = {
        .save = {.command = table_id(table),
                 .world = world,
                 .turn = turn,
                 .orders = table_peace(table, seat)},
        .ready = {.command = table_id(table), .world = world, .turn = turn, .ready = true},
        .state = {.command = table_id(table), .world = world, .turn = turn},
        .press = {.command = table_id(table), .world = world, .everyone = true, .text = "hear, hear"},
        .leave = {.command = table_id(table)},
    };
    stated_beliefs_init(&sent.state.stated);
    sent.state.stated.attack_next[1 - seat] = 250;
    return sent;
}

static const struct heard *send(struct table *table, int seat, const struct sent *sent, int which)
{
    const struct command commands[SENT_COUNT] = {
        {.kind = COMMAND_SAVE_ORDERS, .seat = seat, .save_orders = &sent->save},
        {.kind = COMMAND_STATE_BELIEFS, .seat = seat, .state_beliefs = &sent->state},
        {.kind = COMMAND_SEND_PRESS, .seat = seat, .send_press = &sent->press},
        {.kind = COMMAND_SET_READY, .seat = seat, .set_ready = &sent->ready},
        {.kind = COMMAND_LEAVE, .seat = seat, .leave = &sent->leave},
    };
    table_apply(table, commands[which]);
    return table_reply(table);
}

static void assert_same_answer(const struct heard *reply, const struct wire_accepted *first, int which)
{
    if (!reply || !reply->is_accepted)
        fail_msg("command %d is not accepted again", which);
    const struct wire_accepted *again = &reply->accepted;
    if (!id_equal(&again->command, &first->command) || again->turn != first->turn ||
        again->revision != first->revision || again->has_digest != first->has_digest ||
        again->ready != first->ready || !digest_equal(&again->orders_digest, &first->orders_digest))
        fail_msg("command %d gets another answer the second time", which);
}

/* Sends all commands of `sent` once more and expects nothing but the answers. */
static void send_again(struct table *table, const struct sent *sent, const struct wire_accepted *first,
                       int count)
{
    for (int which = 0; which < count; which++) {
        int entries = table->entry_count;
        assert_same_answer(send(table, 0, sent, which), &first[which], which);
        if (table->entry_count != entries)
            fail_msg("command %d is stored as %s a second time", which, table->entries[entries].kind);
        for (int x = 0; x < table->heard_count; x++)
            assert_int_not_equal(table->heard[x].what, TELL_PRESS);
    }
}

static void the_same_id_gets_the_same_answer(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 9, TURN_MS, 2);
    struct sent sent = sent_of(table, 0);
    struct wire_accepted first[SENT_COUNT];
    for (int which = 0; which < SENT_COUNT - 1; which++) {
        const struct heard *reply = send(table, 0, &sent, which);
        assert_true(reply->is_accepted);
        assert_int_equal(table_stored(table, NULL), 1);
        first[which] = reply->accepted;
        send_again(table, &sent, first, which + 1);
    }
    assert_true(first[3].ready);
    table_kill(table, 5000);
    send_again(table, &sent, first, SENT_COUNT - 1);
    table_wait(table, TURN_MS); /* in a later turn too: they answer what was */
    assert_int_equal(world_turn(table->machine), 1);
    send_again(table, &sent, first, SENT_COUNT - 1);
    table_kill(table, 5000);
    send_again(table, &sent, first, SENT_COUNT - 1);
    table_close(table);
}

/* A leave that comes a second time, after its sender came back, may not take the seat away again. */
static void the_same_leave_counts_once(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 9, TURN_MS, 2);
    struct sent sent = sent_of(table, 0);
    const struct heard *reply = send(table, 0, &sent, 4);
    assert_true(reply->is_accepted);
    struct wire_accepted first = reply->accepted;
    assert_int_equal(table_stored(table, "leave"), 1);
    assert_same_answer(send(table, 0, &sent, 4), &first, 4);
    assert_int_equal(table_stored(table, NULL), 0);
    table_do(table, COMMAND_DEPART, 0);
    table_do(table, COMMAND_ARRIVE, 0);
    assert_int_equal(table_stored(table, "return"), 1);
    table_wait(table, TURN_MS);
    assert_false(table_situation(table, 0).bot_holds_seat);
    assert_same_answer(send(table, 0, &sent, 4), &first, 4);
    assert_int_equal(table_stored(table, NULL), 0);
    assert_false(table_situation(table, 0).bot_holds_seat);
    table_close(table);
}

/* Ids belong to a seat: another seat's choice of the same bytes is another command. */
static void seats_do_not_share_ids(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 9, TURN_MS, 2);
    struct sent mine = sent_of(table, 0), theirs = mine;
    theirs.save.orders = table_peace(table, 1);
    assert_true(send(table, 0, &mine, 0)->is_accepted);
    assert_true(send(table, 1, &theirs, 0)->is_accepted);
    assert_int_equal(table_stored(table, "orders"), 1);
    assert_true(send(table, 0, &mine, 2)->is_accepted);
    struct id text_id = table->entries[table->entry_count - 1].text_id;
    assert_true(send(table, 1, &theirs, 2)->is_accepted);
    assert_false(id_equal(&text_id, &table->entries[table->entry_count - 1].text_id));
    table_close(table);
}

enum { MANY = 300 };

/* However many came in between: within its turn a command is never applied a second time. */
static void the_open_turn_is_remembered(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 9, TURN_MS, 2);
    struct wire_set_ready sets[MANY];
    for (int x = 0; x < MANY; x++) {
        sets[x] = (struct wire_set_ready){
            .command = table_id(table), .world = table->opening.world, .turn = 1, .ready = x % 2 == 0};
        table_apply(table, (struct command){.kind = COMMAND_SET_READY, .set_ready = &sets[x]});
        assert_int_equal(table_stored(table, "ready"), 1);
    }
    for (int pass = 0; pass < 2; pass++) {
        for (int x = MANY - 1; x >= 0; x--) {
            table_apply(table, (struct command){.kind = COMMAND_SET_READY, .set_ready = &sets[x]});
            assert_true(table_reply(table)->accepted.ready == (x % 2 == 0));
            assert_int_equal(table_stored(table, NULL), 0);
        }
        assert_false(table_situation(table, 0).ready);
        table_kill(table, 1);
    }
    table_close(table);
}

/* A message belongs to no turn: sent again turns later, behind many others, it is still the same one. */
static void a_message_is_never_sent_twice(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 9, 0, 2);
    struct sent first = sent_of(table, 0);
    struct wire_exercise_act act = {.act = EXERCISE_RESOLVE};
    assert_true(send(table, 0, &first, 2)->is_accepted);
    for (int turn = 1; turn <= 3; turn++) {
        for (int x = 0; x < WORLD_REMEMBERED; x++) {
            struct sent more = sent_of(table, 0);
            assert_true(send(table, 0, &more, 2)->is_accepted);
        }
        table_apply(table, (struct command){.kind = COMMAND_RESOLVE, .act = &act});
    }
    for (int pass = 0; pass < 2; pass++) {
        const struct heard *reply = send(table, 0, &first, 2);
        assert_true(reply->is_accepted);
        assert_int_equal(reply->accepted.turn, 1);
        assert_int_equal(table_stored(table, NULL), 0);
        table_kill(table, 1);
    }
    table_close(table);
}

static void beliefs_are_kept_apart_from_orders(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 9, TURN_MS, 2);
    struct sent sent = sent_of(table, 0);
    sent.state.stated.sees_me[1] = 1000;
    sent.state.stated.perceived_balance = 400;
    const struct heard *reply = send(table, 0, &sent, 1);
    assert_true(reply->is_accepted);
    assert_false(reply->accepted.has_digest);
    struct wire_situation situation = table_situation(table, 0);
    assert_true(situation.has_stated);
    assert_memory_equal(&situation.stated, &sent.state.stated, sizeof situation.stated);
    assert_false(situation.has_saved);
    assert_false(table_situation(table, 1).has_stated);
    table_wait(table, TURN_MS);
    assert_false(table_situation(table, 0).has_stated); /* each turn is asked anew */
    table_close(table);
}

static void beliefs_outside_their_scales_are_refused(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 9, TURN_MS, 2);
    for (int x = 0; x < 9; x++) {
        struct sent sent = sent_of(table, 0);
        struct stated_beliefs *stated = &sent.state.stated;
        int32_t *const numbers[] = {
            &stated->attack_next[0],    &stated->sees_me[0],  &stated->attack_next[2],
            &stated->attack_next[1],    &stated->sees_me[1],  &stated->perceived_balance,
            &stated->perceived_balance, &stated->sees_me[11], &stated->attack_next[1]};
        static const int32_t values[] = {0, 500, 0, 1001, -2, 19, 401, 3, INT32_MIN};
        *numbers[x] = values[x];
        const struct heard *reply = send(table, 0, &sent, 1);
        if (reply->is_accepted)
            fail_msg("case %d is accepted", x);
        assert_int_equal(reply->refusal.code, REFUSAL_MALFORMED);
        assert_string_equal(reply->refusal.item, "beliefs");
        assert_int_equal(table_stored(table, NULL), 0);
    }
    table_close(table);
}

/* Twelve states with the widest numbers: entries and journal have room. */
static void the_widest_beliefs_fit(void **state)
{
    (void)state;
    struct table *table = table_playing(ACTORS_MAX, 9, TURN_MS, 2);
    struct wire_state_beliefs widest = {.command = table_id(table), .world = table->opening.world, .turn = 1};
    stated_beliefs_init(&widest.stated);
    for (int j = 0; j < ACTORS_MAX - 1; j++)
        widest.stated.attack_next[j] = widest.stated.sees_me[j] = 1000;
    widest.stated.perceived_balance = 400;
    table_apply(table, (struct command){
                           .kind = COMMAND_STATE_BELIEFS, .seat = ACTORS_MAX - 1, .state_beliefs = &widest});
    assert_true(table_reply(table)->is_accepted);
    table_kill(table, 0);
    struct wire_situation situation = table_situation(table, ACTORS_MAX - 1);
    assert_memory_equal(&situation.stated, &widest.stated, sizeof widest.stated);
    table_close(table);
}

static void a_seat_has_a_limit_of_commands_a_turn(void **state)
{
    (void)state;
    struct table *table = table_playing(2, 9, TURN_MS, 2);
    for (int x = 0; x < WORLD_COMMANDS_PER_TURN; x++)
        assert_true(table_ready(table, 0, x % 2)->is_accepted);
    for (int kill = 0; kill < 2; kill++) {
        const struct heard *reply = table_ready(table, 0, true);
        assert_false(reply->is_accepted);
        assert_int_equal(reply->refusal.code, REFUSAL_BUSY);
        assert_int_equal(table_stored(table, NULL), 0);
        table_kill(table, 1); /* a recovery gives no new allowance */
    }
    table_wait(table, TURN_MS);
    assert_true(table_ready(table, 0, false)->is_accepted);
    table_close(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_id_gets_the_same_answer),
        cmocka_unit_test(the_same_leave_counts_once),
        cmocka_unit_test(seats_do_not_share_ids),
        cmocka_unit_test(a_seat_has_a_limit_of_commands_a_turn),
        cmocka_unit_test(the_open_turn_is_remembered),
        cmocka_unit_test(a_message_is_never_sent_twice),
        cmocka_unit_test(beliefs_are_kept_apart_from_orders),
        cmocka_unit_test(beliefs_outside_their_scales_are_refused),
        cmocka_unit_test(the_widest_beliefs_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
