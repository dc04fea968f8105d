/* What is public by the rules, and not by chance. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/rules/public_view.h"
#include "common/rules/world.h"

#include <string.h>

static struct world world;
static struct event_list list;
static struct public_event told[PUBLIC_EVENTS_MAX];

static struct public_view duel(void)
{
    struct scenario scenario;
    struct public_view view;
    scenario_init(&scenario, "duel", 2);
    world_setup(&world, &scenario, (struct siphash_key){1, 2});
    public_view_of(&world, &view);
    list.count = 0;
    return view;
}

static void set_pact(int32_t kind, int32_t secret)
{
    for (int i = 0; i < 2; i++) {
        world.relations[i][1 - i].pact = kind;
        world.relations[i][1 - i].secret = secret;
    }
}

static void in_a_duel_what_both_know_is_not_public(void **state)
{
    (void)state;
    struct public_view before = duel();
    EVENT(&list, 3, EVENT_OFFER, 0, 1, PACT_DEFENSIVE, 0);
    EVENT(&list, 3, EVENT_MOBILISE, 1);
    EVENT(&list, 3, EVENT_OPEN_BOOKS, 0, 1);
    EVENT(&list, 3, EVENT_PACT, 0, 1, PACT_DEFENSIVE, 1);
    EVENT(&list, 3, EVENT_ATTACK, 1, 0, 0);
    assert_int_equal(public_events_of(&list, &before, told), 1);
    assert_int_equal(told[0].kind, EVENT_ATTACK);
    assert_int_equal(told[0].count, 3);
    assert_int_equal(told[0].numbers[0], 1);
}

static void a_cancelled_pact_is_public_if_the_pact_was(void **state)
{
    (void)state;
    for (int32_t secret = 0; secret <= 1; secret++) {
        struct public_view before = duel();
        set_pact(PACT_DEFENSIVE, secret);
        public_view_of(&world, &before);
        assert_int_equal(before.pact[0][1], secret ? PACT_NONE : PACT_DEFENSIVE);
        EVENT(&list, 3, EVENT_CANCEL, 0, 1);
        assert_int_equal(public_events_of(&list, &before, told), !secret);
    }
}

static void what_came_out_is_public(void **state)
{
    (void)state;
    struct public_view before = duel();
    EVENT(&list, 3, EVENT_EXPOSED, 0, 1, PACT_DEFENSIVE);
    EVENT(&list, 3, EVENT_PACT, 0, 1, PACT_NON_AGGRESSION, 0);
    EVENT(&list, 1, EVENT_CONFLICTED, 0, 1, 1);
    EVENT(&list, 0, EVENT_ODDS, 0, 1, 500);
    assert_int_equal(public_events_of(&list, &before, told), 2);
}

/* A row of the table without its word in the rules would tell a seat's business to everybody. */
static void kinds_of_a_seat_are_never_public(void **state)
{
    (void)state;
    static const int of_a_seat[] = {EVENT_REJECTED,   EVENT_OFFER,    EVENT_BUDGET,
                                    EVENT_OPEN_BOOKS, EVENT_MOBILISE, EVENT_CONFLICTED,
                                    EVENT_ODDS,       EVENT_LEAK,     EVENT_VULNERABILITY};
    for (size_t x = 0; x < sizeof of_a_seat / sizeof of_a_seat[0]; x++)
        assert_false(event_kind_is_public(of_a_seat[x]));
    assert_false(event_kind_is_public(-1));
    assert_false(event_kind_is_public(EVENT_KIND_COUNT));
    for (int kind = 0; kind < EVENT_KIND_COUNT; kind++)
        if (event_kind_is_public(kind))
            assert_true(event_numbers(kind) <= PUBLIC_NUMBERS_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_a_duel_what_both_know_is_not_public),
        cmocka_unit_test(a_cancelled_pact_is_public_if_the_pact_was),
        cmocka_unit_test(what_came_out_is_public),
        cmocka_unit_test(kinds_of_a_seat_are_never_public),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
