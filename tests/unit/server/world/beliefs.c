/* Who is asked for beliefs, and what becomes of those that nobody asked for. */
#include "tests/unit/server/world/acts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

static struct table *playing(int n, enum belief_mode beliefs)
{
    struct world_settings settings = {.turn_ms = TURN_MS, .misses_allowed = 9, .beliefs = beliefs};
    return table_playing_as(n, 9, &settings);
}

static const struct heard *state_beliefs(struct table *table, int seat)
{
    struct wire_state_beliefs said = {.command = table_id(table), .world = table->opening.world, .turn = 1};
    stated_beliefs_init(&said.stated);
    said.stated.attack_next[!seat] = 500;
    table_apply(table, (struct command){.kind = COMMAND_STATE_BELIEFS, .seat = seat, .state_beliefs = &said});
    return table_reply(table);
}

static void as_the_exercise_wants_it(void **state)
{
    static const enum belief_mode wanted[] = {BELIEFS_NONE, BELIEFS_OFF, BELIEFS_STATED, BELIEFS_SCORED};
    static const enum belief_mode expected[] = {BELIEFS_STATED, BELIEFS_OFF, BELIEFS_STATED, BELIEFS_SCORED};
    (void)state;
    for (int x = 0; x < 4; x++) {
        struct table *table = playing(3, wanted[x]);
        for (int seat = 0; seat < 3; seat++)
            assert_int_equal(world_beliefs(table->machine, seat), expected[x]);
        assert_int_equal(state_beliefs(table, 0)->is_accepted, expected[x] != BELIEFS_OFF);
        table_close(table);
    }
}

static void ignore(void *user, const struct effect *effect)
{
    (void)user;
    (void)effect;
}

/* The seats that are asked in a world of this key, as a bit mask. */
static unsigned drawn(int n, uint8_t key)
{
    struct record_opening opening = {.key = {key}};
    struct world_settings settings = {.misses_allowed = 1, .beliefs = BELIEFS_RANDOM_HALF};
    struct effects effects = {ignore, NULL};
    unsigned asked = 0;
    table_scenario(&opening.scenario, n, 9);
    opening.commitment = record_commitment(&opening);
    struct world_machine *machine = world_create(&opening, &settings, &effects);
    for (int seat = 0; seat < n; seat++) {
        enum belief_mode mode = world_beliefs(machine, seat);
        assert_true(mode == BELIEFS_STATED || mode == BELIEFS_OFF);
        asked |= (unsigned)(mode == BELIEFS_STATED) << seat;
    }
    world_destroy(machine);
    return asked;
}

/* Half of the seats, the same ones in every life of a world, and any of them in some world. */
static void one_half_by_lot(void **state)
{
    (void)state;
    for (int n = ACTORS_MIN; n <= ACTORS_MAX; n++) {
        unsigned some = 0, all = ~0u;
        for (uint8_t key = 0; key < 64; key++) {
            unsigned asked = drawn(n, key);
            int count = 0;
            for (int seat = 0; seat < n; seat++)
                count += asked >> seat & 1;
            assert_int_equal(count, n / 2);
            assert_int_equal(drawn(n, key), asked);
            some |= asked;
            all &= asked;
        }
        assert_int_equal(some, (1u << n) - 1);
        assert_int_equal(all, 0);
    }
}

static void who_is_not_asked_states_nothing(void **state)
{
    (void)state;
    struct table *table = playing(2, BELIEFS_OFF);
    const struct heard *reply = state_beliefs(table, 0);
    assert_false(reply->is_accepted);
    assert_int_equal(reply->refusal.code, REFUSAL_NOT_NOW);
    assert_string_equal(reply->refusal.item, "beliefs");
    assert_story(table, "refused");
    /* a client that does not know sends them along with its orders: those count, without */
    struct orders orders = table_peace(table, 0);
    orders.belief[1] = 700;
    reply = table_save(table, 0, &orders);
    assert_true(reply->is_accepted);
    struct wire_situation situation = table_situation(table, 0);
    assert_int_equal(situation.saved.belief[1], -1);
    assert_int_equal(situation.saved.budget[LINE_CIVIL], orders.budget[LINE_CIVIL]);
    struct digest digest = orders_digest(0, &situation.saved, 2);
    assert_true(digest_equal(&digest, &reply->accepted.orders_digest));
    struct wire_exercise_act act = {.seat = 1, .has_orders = true, .orders = table_peace(table, 1)};
    act.orders.belief[0] = 300;
    assert_int_equal(table_act(table, COMMAND_ORDERS, act), RULING_DONE);
    struct wire_exercise_seat told;
    for (int seat = 0; seat < 2; seat++) {
        world_tell_seat(table->machine, seat, &told);
        assert_true(!told.asked && !told.stated && told.beliefs == 0 && told.revision == 1);
    }
    table_close(table);
}

static void how_many_rivals_were_thought_of(void **state)
{
    (void)state;
    struct table *table = playing(4, BELIEFS_STATED);
    struct wire_exercise_seat told;
    struct orders orders = table_peace(table, 2);
    orders.belief[0] = 0;
    orders.belief[3] = 700;
    table_save(table, 2, &orders);
    world_tell_seat(table->machine, 2, &told);
    assert_true(told.asked && told.stated && told.beliefs == 2);
    state_beliefs(table, 1);
    world_tell_seat(table->machine, 1, &told);
    assert_true(told.asked && told.stated && told.beliefs == 0);
    table_close(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_the_exercise_wants_it),
        cmocka_unit_test(one_half_by_lot),
        cmocka_unit_test(who_is_not_asked_states_nothing),
        cmocka_unit_test(how_many_rivals_were_thought_of),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
