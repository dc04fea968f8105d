/* Guessing codes is slowed, by address and in all; knowing one is not. */
#include "server/session/guesses.h"

#include "say.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { START = 1000, HOUR = 3600 * 1000 };

static int begin(void **state)
{
    struct guesses *guesses = malloc(sizeof *guesses);
    assert_non_null(guesses);
    guesses_init(guesses, (struct siphash_key){1, 2});
    *state = guesses;
    return 0;
}

static int end(void **state)
{
    free(*state);
    return 0;
}

/* As many wrong codes as are answered, `most` at most. */
static int try_wrong(struct guesses *guesses, const char *address, int most, uint64_t now)
{
    int count = 0;
    for (; count < most && guesses_wait_ms(guesses, address, now) == 0; count++)
        guesses_failed(guesses, address, now);
    return count;
}

static int try_all(struct guesses *guesses, const char *address, uint64_t now)
{
    return try_wrong(guesses, address, 100000, now);
}

/* From a new address of IPv4 each. */
static int try_everywhere(struct guesses *guesses, int most, uint64_t now)
{
    static int number;
    char address[32];
    int count = 0;
    for (; count < most; count++, number++) {
        snprintf(address, sizeof address, "10.%d.%d.%d", number >> 16 & 255, number >> 8 & 255, number & 255);
        if (try_wrong(guesses, address, 1, now) == 0)
            break;
    }
    return count;
}

static void wrong_codes_are_answered_up_to_the_bound(void **state)
{
    struct guesses *guesses = *state;
    for (int x = 1; x <= GUESSES_AT_ONCE; x++) {
        assert_int_equal(guesses_wait_ms(guesses, "a", START), 0);
        assert_int_equal(guesses_failed(guesses, "a", START), x == GUESSES_AT_ONCE);
    }
    assert_int_equal(guesses_wait_ms(guesses, "a", START), GUESSES_STEP_MS);
    assert_int_equal(guesses_wait_ms(guesses, "b", START), 0);
}

static void they_come_back_in_steps(void **state)
{
    struct guesses *guesses = *state;
    try_all(guesses, "a", START);
    assert_int_equal(guesses_wait_ms(guesses, "a", START + GUESSES_STEP_MS - 1), 1);
    assert_int_equal(try_all(guesses, "a", START + GUESSES_STEP_MS), GUESSES_STEP);
    assert_int_equal(try_all(guesses, "a", START + GUESSES_STEP_MS + 1), 0);
    assert_int_equal(guesses_wait_ms(guesses, "a", START + GUESSES_STEP_MS + 1), GUESSES_STEP_MS - 1);
    assert_int_equal(try_all(guesses, "a", START + 4 * GUESSES_STEP_MS), 3 * GUESSES_STEP);
    assert_int_equal(try_all(guesses, "a", START + HOUR), GUESSES_AT_ONCE);
}

static void slow_failures_never_wait(void **state)
{
    struct guesses *guesses = *state;
    for (uint64_t x = 0; x < 500; x++)
        assert_int_equal(try_wrong(guesses, "a", 1, START + x * (GUESSES_STEP_MS / GUESSES_STEP)), 1);
}

static void persons_add_to_it_and_comebacks_do_not(void **state)
{
    struct guesses *guesses = *state;
    for (int x = 0; x < 10; x++)
        guesses_entered(guesses, "campus", true, START);
    for (int x = 0; x < 1000; x++)
        guesses_entered(guesses, "campus", false, START);
    assert_int_equal(try_all(guesses, "campus", START), GUESSES_AT_ONCE + 10 * GUESSES_PER_PERSON);
    for (int x = 0; x < 1000; x++)
        guesses_entered(guesses, "crowd", true, START + HOUR);
    assert_int_equal(try_all(guesses, "crowd", START + HOUR), GUESSES_ALL_AT_ONCE);
}

static void it_is_known_for_a_while(void **state)
{
    struct guesses *guesses = *state;
    guesses_entered(guesses, "campus", true, START);
    uint64_t late = START + GUESSES_KNOWN_MS;
    assert_int_equal(try_all(guesses, "campus", late - 1), GUESSES_AT_ONCE + GUESSES_PER_PERSON);
    assert_int_equal(try_all(guesses, "campus", late + HOUR), GUESSES_AT_ONCE);
    guesses_entered(guesses, "campus", false, late + 2 * HOUR); /* what was added once is over */
    assert_int_equal(try_all(guesses, "campus", late + 3 * HOUR), GUESSES_AT_ONCE);
}

static void all_strangers_share_an_allowance(void **state)
{
    struct guesses *guesses = *state;
    guesses_entered(guesses, "campus", true, START);
    assert_int_equal(try_everywhere(guesses, 100000, START), GUESSES_ALL_AT_ONCE);
    assert_int_equal(guesses_wait_ms(guesses, "192.0.2.1", START), GUESSES_ALL_STEP_MS);
    /* who is known has another */
    assert_int_equal(try_wrong(guesses, "campus", 20, START), 20);
    assert_int_equal(try_everywhere(guesses, 100000, START + GUESSES_ALL_STEP_MS), GUESSES_STRANGERS_STEP);
}

static void those_who_are_known_share_one_too(void **state)
{
    struct guesses *guesses = *state;
    char address[32];
    int answered = 0;
    for (int x = 0; x < 40; x++) {
        snprintf(address, sizeof address, "10.0.0.%d", x);
        guesses_entered(guesses, address, true, START);
        answered += try_all(guesses, address, START);
    }
    assert_int_equal(answered, GUESSES_ALL_AT_ONCE);
    assert_int_equal(guesses_wait_ms(guesses, "stranger", START), 0);
}

/* However many addresses there are, and however they are chosen. */
static void hours_of_guessing_are_bounded(void **state)
{
    struct guesses *guesses = *state;
    const uint64_t span = 6 * HOUR, beat = 5000;
    int strangers = 0, known = 0, one = 0;
    char address[32];
    for (uint64_t now = START; now < START + span; now += beat) {
        if ((now - START) % HOUR == 0)
            for (int x = 0; x < 40; x++) {
                snprintf(address, sizeof address, "198.51.100.%d", x);
                guesses_entered(guesses, address, false, now);
            }
        one += try_all(guesses, "192.0.2.1", now); /* it is quicker than the others */
        strangers += try_everywhere(guesses, 100000, now);
        for (int x = 0; x < 40; x++) {
            snprintf(address, sizeof address, "198.51.100.%d", x);
            known += try_all(guesses, address, now);
        }
    }
    int seconds = 6 * 3600;
    assert_in_range(one + strangers, 2 * seconds, GUESSES_ALL_AT_ONCE + 2 * seconds);
    assert_in_range(known, 1 * seconds, GUESSES_ALL_AT_ONCE + 1 * seconds);
    assert_in_range(one, seconds / 4, GUESSES_AT_ONCE + seconds / 3);
}

static void a_wide_network_is_one(void **state)
{
    struct guesses *guesses = *state;
    char address[32];
    int answered = 0;
    for (int x = 0; x < 1000; x++) {
        snprintf(address, sizeof address, "20010db80001%04x/64", x);
        answered += try_all(guesses, address, START);
    }
    assert_int_equal(answered, GUESSES_WIDE_AT_ONCE);
    assert_int_equal(guesses_wait_ms(guesses, "20010db800010007/64", START), GUESSES_STEP_MS);
    assert_int_equal(guesses_wait_ms(guesses, "20010db800020000/64", START), 0);
    guesses_entered(guesses, "20010db80001aaaa/64", true, START); /* the class in the same building */
    assert_int_equal(guesses_wait_ms(guesses, "20010db80001aaaa/64", START), 0);
    uint64_t later = START + GUESSES_STEP_MS;
    for (int x = 0; x < GUESSES_WIDE_STEP + 3; x++) {
        snprintf(address, sizeof address, "20010db80001%04x/64", 2000 + x);
        assert_int_equal(try_wrong(guesses, address, 1, later), x < GUESSES_WIDE_STEP);
    }
}

/* One seat comes back from wherever its holder likes. */
static void comebacks_widen_no_network(void **state)
{
    struct guesses *guesses = *state;
    char address[32];
    int answered = 0;
    for (int x = 0; x < 20; x++) {
        snprintf(address, sizeof address, "20010db80001%04x/64", x);
        guesses_entered(guesses, address, false, START);
        answered += try_all(guesses, address, START);
    }
    assert_int_equal(answered, GUESSES_WIDE_AT_ONCE);
}

/* Nobody gets more than its share by making others come until the table has forgotten it. */
static void nothing_is_forgotten_by_force(void **state)
{
    struct guesses *guesses = *state;
    char address[32];
    try_all(guesses, "192.0.2.1", START);
    for (uint64_t now = START; now < START + GUESSES_STEP_MS; now += 500) {
        try_everywhere(guesses, 100000, now);
        assert_true(guesses_wait_ms(guesses, "192.0.2.1", now) >= START + GUESSES_STEP_MS - now);
    }
    /* an insider with many addresses: comebacks push out neither wrong codes nor who took a seat */
    uint64_t now = START + HOUR;
    guesses_entered(guesses, "campus", true, now - 1);
    try_all(guesses, "192.0.2.1", now);
    for (int x = 0; x < GUESSES_PLACES + 300; x++) {
        snprintf(address, sizeof address, "20010db8%04x0000/64", x);
        guesses_entered(guesses, address, false, now);
    }
    assert_int_equal(guesses_wait_ms(guesses, "192.0.2.1", now), GUESSES_STEP_MS);
    assert_int_equal(try_all(guesses, "campus", now), GUESSES_AT_ONCE + GUESSES_PER_PERSON);
}

static void long_addresses_fit(void **state)
{
    struct guesses *guesses = *state;
    char longest[64];
    memset(longest, 'x', 63);
    longest[63] = '\0';
    try_all(guesses, longest, START);
    assert_int_not_equal(guesses_wait_ms(guesses, longest, START), 0);
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

static void make(struct house *house, const char *scenario, struct wire_exercise_created *created)
{
    struct wire_exercise_new wish = exercise_wish(scenario);
    make_exercise(house, &wish, created);
}

static void wrong_codes_of_an_address_are_counted_together(void **state)
{
    struct house *house = *state;
    struct wire_exercise_created created;
    make(house, "duel", &created);
    for (int x = 0; x < GUESSES_AT_ONCE; x++) { /* on links of their own, with ports of their own */
        char address[32];
        snprintf(address, sizeof address, "192.0.2.7:%d", 1000 + x);
        struct peer *peer = at(house, address);
        if (x % 3 == 0) {
            say_join(peer, "ZZZZZZ", "Eve", house_id(house));
            hear_refusal(peer, REFUSAL_UNKNOWN_CODE, NULL);
        } else if (x % 3 == 1) {
            say_watch(peer, "ZZZZZZ");
            hear_refusal(peer, REFUSAL_UNKNOWN_CODE, NULL);
        } else {
            say_move(peer, created.code, "22222-22222");
            hear_refusal(peer, REFUSAL_UNKNOWN_PERSON, NULL);
        }
        peer_close(peer);
    }
    struct peer *eve = at(house, "192.0.2.7:5");
    say_join(eve, created.code, "Eve", house_id(house));
    assert_int_equal(hear_refusal(eve, REFUSAL_BUSY, "guesses")->retry_after_ms, GUESSES_STEP_MS);
    say_move(eve, created.code, "22222-22222");
    hear_refusal(eve, REFUSAL_BUSY, "guesses");
    struct peer *other = at(house, "192.0.2.8:5");
    say_join(other, created.code, "Ann", house_id(house));
    hear_answer(other, TO_CLIENT_JOINED);
    struct peer *back = at(house, "192.0.2.7:6"); /* tokens cannot be guessed: no wait */
    say_resume(back, &other->joined, other->joined.token);
    hear_answer(back, TO_CLIENT_JOINED);
    house->now_ms += GUESSES_STEP_MS;
    say_join(eve, created.code, "Eve", house_id(house));
    hear_answer(eve, TO_CLIENT_JOINED);
}

/* The same bytes, whatever the code: for each kind of try. */
static void a_refused_try_tells_nothing_of_the_code(void **state)
{
    struct house *house = *state;
    struct wire_exercise_created created;
    make(house, "duel", &created);
    struct peer *ann = at(house, "192.0.2.8:5");
    say_join(ann, created.code, "Ann", house_id(house));
    hear_answer(ann, TO_CLIENT_JOINED);
    const char *seat_code = ann->joined.seat_code;
    struct peer *eve = at(house, "192.0.2.7:5");
    for (int x = 0; x < GUESSES_AT_ONCE; x++)
        say_join(eve, "ZZZZZZ", "Eve", house_id(house));
    for (int kind = 0; kind < 3; kind++) {
        struct letter letters[2];
        for (int right = 0; right < 2; right++) {
            struct peer *peer = at(house, "192.0.2.7:9");
            const char *code = right ? created.code : "ZZZZZZ";
            if (kind == 0)
                say_join(peer, code, "Eve", house_id(house));
            else if (kind == 1)
                say_watch(peer, code);
            else
                say_move(peer, created.code, right ? seat_code : "ZZZZZ-ZZZZZ");
            letters[right] = peer->letters[peer->letter_count - 1];
            hear_refusal(peer, REFUSAL_BUSY, "guesses");
        }
        assert_int_equal(letters[0].size, letters[1].size);
        assert_memory_equal(letters[0].bytes, letters[1].bytes, letters[0].size);
    }
}

static void right_codes_use_nothing_up(void **state)
{
    struct house *house = *state;
    struct wire_exercise_created created;
    make(house, "duel", &created);
    struct id secret = house_id(house);
    for (int x = 0; x < 3 * GUESSES_AT_ONCE; x++) {
        struct peer *peer = at(house, "192.0.2.7:1");
        if (x % 2) {
            say_join(peer, created.code, "Ann", secret);
            hear_answer(peer, TO_CLIENT_JOINED);
        } else {
            say_watch(peer, created.code);
            hear_answer(peer, TO_CLIENT_WATCHING);
        }
        peer_close(peer);
    }
}

/* Every tenth person of 300 mistypes twice, and somebody guesses by hand. */
static void a_campus_joins_at_once(void **state)
{
    enum { CLASSES = 25, SEATS = 12 };
    struct house *house = *state;
    struct wire_exercise_created created;
    struct peer *eve = at(house, "192.0.2.7:1");
    for (int x = 0; x < CLASSES * SEATS; x++) {
        if (x % SEATS == 0)
            make(house, "grand-12", &created);
        struct peer *peer = at(house, "192.0.2.7:2");
        for (int wrong = 0; x % 10 == 0 && wrong < 2; wrong++) {
            say_join(peer, "ZZZZZZ", "Ann", house_id(house));
            hear_refusal(peer, REFUSAL_UNKNOWN_CODE, "code");
        }
        if (x < 10 || x % 30 == 0) {
            say_join(eve, "YYYYYY", "Eve", house_id(house));
            hear_refusal(eve, REFUSAL_UNKNOWN_CODE, "code");
        }
        say_join(peer, created.code, "Ann", house_id(house));
        hear_answer(peer, TO_CLIENT_JOINED);
    }
}

static void addresses_of_version_6_keep_their_colons(void **state)
{
    struct house *house = *state;
    for (int x = 0; x < GUESSES_AT_ONCE; x++) {
        struct peer *peer = at(house, "[2001:db8::1]:7");
        say_join(peer, "ZZZZZZ", "Eve", house_id(house));
        peer_close(peer);
    }
    struct peer *same = at(house, "[2001:db8::ffff]:8"), *other = at(house, "[2001:db9::1]:7");
    say_join(same, "ZZZZZZ", "Eve", house_id(house));
    hear_refusal(same, REFUSAL_BUSY, "guesses");
    say_join(other, "ZZZZZZ", "Eve", house_id(house));
    hear_refusal(other, REFUSAL_UNKNOWN_CODE, "code");
}

static void codes_are_read_in_either_case_and_whole(void **state)
{
    struct house *house = *state;
    struct wire_exercise_created created;
    make(house, "duel", &created);
    char code[WIRE_CODE_SIZE];
    for (int x = 0; x < EXERCISE_CODE_LENGTH; x++) { /* one letter wrong, wherever it is */
        memcpy(code, created.code, sizeof code);
        code[x] = code[x] == 'A' ? 'B' : 'A';
        struct peer *peer = at(house, "192.0.2.7:7");
        say_join(peer, code, "Ann", house_id(house));
        hear_refusal(peer, REFUSAL_UNKNOWN_CODE, "code");
        memcpy(code, created.code, sizeof code);
        code[x] = '\0'; /* or too short */
        say_watch(peer, x ? code : "A");
        hear_refusal(peer, REFUSAL_UNKNOWN_CODE, "code");
    }
    memcpy(code, created.code, sizeof code);
    for (char *c = code; *c; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    struct peer *peer = at(house, "192.0.2.7:7");
    say_join(peer, code, "Ann", house_id(house));
    hear_answer(peer, TO_CLIENT_JOINED);
}

#define PURE(name) cmocka_unit_test_setup_teardown(name, begin, end)
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin_house, end_house)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PURE(wrong_codes_are_answered_up_to_the_bound),
        PURE(they_come_back_in_steps),
        PURE(slow_failures_never_wait),
        PURE(persons_add_to_it_and_comebacks_do_not),
        PURE(it_is_known_for_a_while),
        PURE(all_strangers_share_an_allowance),
        PURE(those_who_are_known_share_one_too),
        PURE(hours_of_guessing_are_bounded),
        PURE(a_wide_network_is_one),
        PURE(comebacks_widen_no_network),
        PURE(nothing_is_forgotten_by_force),
        PURE(long_addresses_fit),
        TEST(wrong_codes_of_an_address_are_counted_together),
        TEST(a_refused_try_tells_nothing_of_the_code),
        TEST(right_codes_use_nothing_up),
        TEST(a_campus_joins_at_once),
        TEST(addresses_of_version_6_keep_their_colons),
        TEST(codes_are_read_in_either_case_and_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
