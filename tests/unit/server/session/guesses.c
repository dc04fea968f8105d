/* Guessing codes is slowed by address; knowing one is not. */
#include "server/session/guesses.h"

#include "say.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int begin(void **state)
{
    *state = calloc(1, sizeof(struct guesses));
    return *state == NULL;
}

static int end(void **state)
{
    free(*state);
    return 0;
}

static void failures_up_to_the_bound_cost_nothing(void **state)
{
    struct guesses *guesses = *state;
    for (int x = 0; x < GUESSES_ALLOWED; x++) {
        assert_int_equal(guesses_wait_ms(guesses, "a", 1000), 0);
        guesses_failed(guesses, "a", 1000);
    }
    assert_int_equal(guesses_wait_ms(guesses, "a", 1000), GUESSES_WINDOW_MS);
    assert_int_equal(guesses_wait_ms(guesses, "b", 1000), 0);
}

static void the_wait_ends_with_the_window(void **state)
{
    struct guesses *guesses = *state;
    for (int x = 0; x < GUESSES_ALLOWED; x++)
        guesses_failed(guesses, "a", 5000 + (uint64_t)x);
    assert_int_equal(guesses_wait_ms(guesses, "a", 5000 + GUESSES_WINDOW_MS - 1), 1);
    assert_int_equal(guesses_wait_ms(guesses, "a", 5000 + GUESSES_WINDOW_MS), 0);
    guesses_failed(guesses, "a", 5000 + GUESSES_WINDOW_MS); /* a new window with one failure */
    assert_int_equal(guesses_wait_ms(guesses, "a", 5000 + GUESSES_WINDOW_MS), 0);
}

static void slow_failures_never_wait(void **state)
{
    struct guesses *guesses = *state;
    for (uint64_t x = 0; x < 200; x++) {
        uint64_t now = 1000 + x * (GUESSES_WINDOW_MS / (GUESSES_ALLOWED - 1));
        assert_int_equal(guesses_wait_ms(guesses, "a", now), 0);
        guesses_failed(guesses, "a", now);
    }
}

static void the_oldest_address_makes_room(void **state)
{
    struct guesses *guesses = *state;
    char address[16];
    for (int x = 0; x < GUESSES_ALLOWED; x++) {
        guesses_failed(guesses, "first", 100);
        guesses_failed(guesses, "second", 200);
    }
    for (int x = 0; x < GUESSES_ADDRESSES - 2; x++) {
        snprintf(address, sizeof address, "n%d", x);
        guesses_failed(guesses, address, 300 + (uint64_t)x);
    }
    assert_int_not_equal(guesses_wait_ms(guesses, "first", 400), 0);
    guesses_failed(guesses, "one more", 10000);
    assert_int_equal(guesses_wait_ms(guesses, "first", 10000), 0);
    assert_int_not_equal(guesses_wait_ms(guesses, "second", 10000), 0);
    snprintf(address, sizeof address, "%s", "n0");
    for (int x = 1; x < GUESSES_ALLOWED; x++)
        guesses_failed(guesses, address, 10000);
    assert_int_not_equal(guesses_wait_ms(guesses, address, 10000), 0);
}

static void long_addresses_fit(void **state)
{
    struct guesses *guesses = *state;
    char longest[64];
    memset(longest, 'x', 63);
    longest[63] = '\0';
    for (int x = 0; x < GUESSES_ALLOWED; x++)
        guesses_failed(guesses, longest, 1);
    assert_int_not_equal(guesses_wait_ms(guesses, longest, 1), 0);
}

/* ---- through the hub */

static int begin_house(void **state)
{
    *state = house_open(HOUSE_MEMORY);
    return 0;
}

static int end_house(void **state)
{
    house_close(*state);
    return 0;
}

static struct peer *at(struct house *house, const char *address)
{
    struct peer *peer = peer_open(house, address);
    say_hello(peer, WIRE_VERSION);
    return peer;
}

static void wrong_codes_of_an_address_are_counted_together(void **state)
{
    struct house *house = *state;
    struct wire_exercise_created created;
    struct wire_exercise_new wish = exercise_wish("duel");
    make_exercise(house, &wish, &created);
    for (int x = 0; x < GUESSES_ALLOWED; x++) { /* on links of their own, with ports of their own */
        char address[32];
        snprintf(address, sizeof address, "192.0.2.7:%d", 1000 + x);
        struct peer *peer = at(house, address);
        if (x % 2) {
            say_join(peer, "ZZZZZZ", "Eve", house_id(house));
            hear_refusal(peer, REFUSAL_UNKNOWN_CODE, NULL);
        } else {
            say_move(peer, created.code, "22222-22222");
            hear_refusal(peer, REFUSAL_UNKNOWN_PERSON, NULL);
        }
    }
    struct peer *eve = at(house, "192.0.2.7:5");
    say_join(eve, created.code, "Eve", house_id(house));
    assert_int_equal(hear_refusal(eve, REFUSAL_BUSY, "guesses")->retry_after_ms, GUESSES_WINDOW_MS);
    say_move(eve, created.code, "22222-22222");
    hear_refusal(eve, REFUSAL_BUSY, "guesses");
    struct peer *other = at(house, "192.0.2.8:5");
    say_join(other, created.code, "Ann", house_id(house));
    hear_answer(other, TO_CLIENT_JOINED);
    struct peer *back = at(house, "192.0.2.7:6"); /* tokens cannot be guessed: no wait */
    say_resume(back, &other->joined, other->joined.token);
    hear_answer(back, TO_CLIENT_JOINED);
    house->now_ms += GUESSES_WINDOW_MS;
    say_join(eve, created.code, "Eve", house_id(house));
    hear_answer(eve, TO_CLIENT_JOINED);
}

static void right_codes_are_not_counted(void **state)
{
    struct house *house = *state;
    struct wire_exercise_created created;
    struct wire_exercise_new wish = exercise_wish("duel");
    make_exercise(house, &wish, &created);
    struct id secret = house_id(house);
    for (int x = 0; x < 3 * GUESSES_ALLOWED; x++) {
        struct peer *peer = at(house, "192.0.2.7:1");
        say_join(peer, created.code, "Ann", secret);
        hear_answer(peer, TO_CLIENT_JOINED);
        peer_close(peer);
    }
}

static void addresses_of_version_6_keep_their_colons(void **state)
{
    struct house *house = *state;
    for (int x = 0; x < GUESSES_ALLOWED; x++) {
        struct peer *peer = at(house, "[2001:db8::1]:7");
        say_join(peer, "ZZZZZZ", "Eve", house_id(house));
        peer_close(peer);
    }
    struct peer *same = at(house, "[2001:db8::1]:8"), *other = at(house, "[2001:db9::1]:7");
    say_join(same, "ZZZZZZ", "Eve", house_id(house));
    hear_refusal(same, REFUSAL_BUSY, "guesses");
    say_join(other, "ZZZZZZ", "Eve", house_id(house));
    hear_refusal(other, REFUSAL_UNKNOWN_CODE, "code");
}

#define PURE(name) cmocka_unit_test_setup_teardown(name, begin, end)
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin_house, end_house)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PURE(failures_up_to_the_bound_cost_nothing),
        PURE(the_wait_ends_with_the_window),
        PURE(slow_failures_never_wait),
        PURE(the_oldest_address_makes_room),
        PURE(long_addresses_fit),
        TEST(wrong_codes_of_an_address_are_counted_together),
        TEST(right_codes_are_not_counted),
        TEST(addresses_of_version_6_keep_their_colons),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
