/* Which message may come when, and what happens to everything else. */
#include "say.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int begin(void **state)
{
    *state = house_open(HOUSE_MEMORY);
    return 0;
}

static int end(void **state)
{
    house_close(*state);
    return 0;
}

/* Something of every kind that a server can read. */
static void say_kind(struct peer *peer, enum to_server_kind kind)
{
    struct house *house = peer->house;
    struct orders orders;
    orders_init(&orders);
    switch (kind) {
    case TO_SERVER_HELLO:
        say_hello(peer, WIRE_VERSION);
        return;
    case TO_SERVER_JOIN:
        say_join(peer, "NOSUCH", "Ann", house_id(house));
        return;
    case TO_SERVER_RESUME:
        say_resume(peer, &peer->joined, house_id(house));
        return;
    case TO_SERVER_MOVE:
        say_move(peer, "NOSUCH", "AAAAA-BBBBB");
        return;
    case TO_SERVER_SAVE_ORDERS:
        say_orders(peer, house_id(house), 0, &orders);
        return;
    case TO_SERVER_SET_READY:
        say_ready(peer, house_id(house), true);
        return;
    case TO_SERVER_STATE_BELIEFS:
        say_beliefs(peer, house_id(house));
        return;
    case TO_SERVER_SEND_PRESS:
        say_press(peer, house_id(house), 0, "hello");
        return;
    case TO_SERVER_LEAVE:
        say_leave(peer, house_id(house));
        return;
    case TO_SERVER_ASK_RECORD:
        say_ask_record(peer, 0);
        return;
    case TO_SERVER_ASK_DEBRIEF:
        say_ask_debrief(peer, "en", false, 0);
        return;
    case TO_SERVER_CONSIDER:
        say_consider(peer, NULL, 0);
        return;
    case TO_SERVER_PING:
        say_ping(peer);
        return;
    case TO_SERVER_WATCH:
        say_watch(peer, "NOSUCH");
        return;
    case TO_SERVER_ASK_TURN:
        say_ask_turn(peer, 0);
        return;
    case TO_SERVER_FACILITATE:
        say_facilitate(peer, "NOSUCH", "AAAAA-BBBBB-CCCCC-DDDDD");
        return;
    case TO_SERVER_EXERCISE_ACT: {
        struct wire_exercise_act act = act_on(EXERCISE_PAUSE, -1);
        say_act(peer, &act);
        return;
    }
    case TO_SERVER_ASK_CONTROL:
        say_question(peer, house_id(house), "Why?");
        return;
    case TO_SERVER_STATE_FEELINGS:
        say_feelings(peer, house_id(house), "tense");
        return;
    case TO_SERVER_ASK_EXERCISE:
        say_ask_exercise(peer, "NOSUCH");
        return;
    default:
        fail_msg("kind %d has no sample", (int)kind);
    }
}

static bool is_login(enum to_server_kind kind)
{
    return kind == TO_SERVER_JOIN || kind == TO_SERVER_RESUME || kind == TO_SERVER_MOVE ||
           kind == TO_SERVER_WATCH || kind == TO_SERVER_FACILITATE || kind == TO_SERVER_ASK_EXERCISE;
}

static void before_hello_only_hello_and_ping(void **state)
{
    for (int kind = TO_SERVER_HELLO; kind < TO_SERVER_KIND_COUNT; kind++) {
        struct peer *peer = peer_open(*state, "10.1.1.1:9");
        uint64_t before = peer->house->submits;
        say_kind(peer, (enum to_server_kind)kind);
        if (kind == TO_SERVER_HELLO)
            hear_answer(peer, TO_CLIENT_WELCOME);
        else if (kind == TO_SERVER_PING)
            hear_answer(peer, TO_CLIENT_PONG);
        else
            hear_refusal(peer, REFUSAL_NOT_NOW, "hello");
        hear_nothing(peer);
        assert_int_equal(peer->house->submits, before);
        assert_false(peer->finished);
    }
}

static void before_a_seat_only_ways_to_one(void **state)
{
    for (int kind = TO_SERVER_HELLO; kind < TO_SERVER_KIND_COUNT; kind++) {
        struct peer *peer = come(*state);
        say_kind(peer, (enum to_server_kind)kind);
        if (kind == TO_SERVER_PING)
            hear_answer(peer, TO_CLIENT_PONG);
        else if (is_login((enum to_server_kind)kind))
            hear_refusal(peer, kind == TO_SERVER_RESUME ? REFUSAL_UNKNOWN_PERSON : REFUSAL_UNKNOWN_CODE,
                         NULL);
        else
            hear_refusal(peer, REFUSAL_NOT_NOW, "join");
        hear_nothing(peer);
        assert_false(peer->finished);
        say_ping(peer); /* a refusal leaves the state as it was */
        hear_answer(peer, TO_CLIENT_PONG);
    }
}

static void in_a_seat_no_second_login(void **state)
{
    struct wire_exercise_created created;
    struct wire_exercise_new wish = exercise_wish("duel");
    wish.wait_seats = 2;
    make_exercise(*state, &wish, &created);
    struct peer *peer = join(*state, created.code, "Ann");
    for (int kind = TO_SERVER_HELLO; kind < TO_SERVER_KIND_COUNT; kind++) {
        say_kind(peer, (enum to_server_kind)kind);
        if (kind == TO_SERVER_PING)
            hear_answer(peer, TO_CLIENT_PONG);
        else if (kind == TO_SERVER_HELLO || kind == TO_SERVER_ASK_TURN || is_login((enum to_server_kind)kind))
            hear_refusal(peer, REFUSAL_NOT_NOW, "joined");
        else if (kind == TO_SERVER_LEAVE)
            hear_accepted(peer);
        else if (kind == TO_SERVER_EXERCISE_ACT)
            hear_refusal(peer, REFUSAL_NOT_NOW, "joined");
        else if (kind == TO_SERVER_ASK_CONTROL) {
            hear_accepted(peer);
            assert_string_equal(hear(peer, TO_CLIENT_CONTROL_ANSWER)->control_answer.question, "Why?");
        } else if (kind == TO_SERVER_ASK_RECORD || kind == TO_SERVER_ASK_DEBRIEF)
            hear_refusal(peer, REFUSAL_NOT_ENDED, "world");
        else
            hear_refusal(peer, REFUSAL_NOT_NOW, kind == TO_SERVER_SEND_PRESS ? "world" : "lobby");
        hear_nothing(peer);
    }
    assert_false(peer->finished);
}

/* Nothing that a seat may say, and no seat any more. */
static void who_looks_on_can_do_nothing_else(void **state)
{
    struct wire_exercise_created created;
    struct wire_exercise_new wish = exercise_wish("duel");
    make_exercise(*state, &wish, &created);
    struct peer *peer = come(*state);
    say_watch(peer, created.code);
    hear_answer(peer, TO_CLIENT_WATCHING);
    ignore(peer);
    for (int kind = TO_SERVER_HELLO; kind < TO_SERVER_KIND_COUNT; kind++) {
        uint64_t before = peer->house->submits;
        say_kind(peer, (enum to_server_kind)kind);
        if (kind == TO_SERVER_PING)
            hear_answer(peer, TO_CLIENT_PONG);
        else if (kind == TO_SERVER_ASK_RECORD || kind == TO_SERVER_ASK_DEBRIEF)
            hear_refusal(peer, REFUSAL_NOT_ENDED, "world");
        else
            hear_refusal(peer, REFUSAL_NOT_NOW, kind == TO_SERVER_ASK_TURN ? "turn" : "watching");
        hear_nothing(peer);
        assert_int_equal(peer->house->submits, before);
    }
    assert_false(peer->finished);
}

/* Nothing that a seat may say, and no second exercise. */
static void who_facilitates_acts_and_does_nothing_else(void **state)
{
    struct wire_exercise_created created;
    struct wire_exercise_new wish = exercise_wish("duel");
    make_exercise(*state, &wish, &created);
    struct peer *peer = facilitate(*state, created.code, created.facilitator_key);
    for (int kind = TO_SERVER_HELLO; kind < TO_SERVER_KIND_COUNT; kind++) {
        say_kind(peer, (enum to_server_kind)kind);
        if (kind == TO_SERVER_PING)
            hear_answer(peer, TO_CLIENT_PONG);
        else
            hear_refusal(peer, REFUSAL_NOT_NOW, kind == TO_SERVER_EXERCISE_ACT ? "lobby" : "facilitating");
        hear_nothing(peer);
    }
    assert_false(peer->finished);
}

static void hello_says_who_is_there(void **state)
{
    struct peer *peer = peer_open(*state, "10.1.1.1:9");
    say_hello(peer, WIRE_VERSION);
    const struct wire_welcome *welcome = &hear_answer(peer, TO_CLIENT_WELCOME)->welcome;
    assert_int_equal(welcome->version, WIRE_VERSION);
    assert_string_equal(welcome->server, "spirald test");
    assert_int_equal(welcome->orders_max_bytes, WIRE_TO_SERVER_MAX);
    assert_int_equal(welcome->press_max_bytes, WIRE_PRESS_SIZE - 1);
}

static void a_newer_client_is_spoken_to_in_our_version(void **state)
{
    struct peer *peer = peer_open(*state, "10.1.1.1:9");
    say_hello(peer, WIRE_VERSION + 5);
    assert_int_equal(hear_answer(peer, TO_CLIENT_WELCOME)->welcome.version, WIRE_VERSION);
}

static void an_old_client_is_told_to_upgrade(void **state)
{
    struct peer *peer = peer_open(*state, "10.1.1.1:9");
    say_hello(peer, WIRE_VERSION_OLDEST - 1);
    const struct refusal *refusal = hear_refusal(peer, REFUSAL_UPGRADE_NEEDED, "version");
    assert_int_equal(refusal->oldest, WIRE_VERSION_OLDEST);
    assert_int_equal(refusal->newest, WIRE_VERSION);
    assert_true(peer->finished);
    say_hello(peer, WIRE_VERSION); /* too late: nothing more is heard */
    hear_nothing(peer);
}

/* An envelope by hand: request 5 and a message in field 200, which no version 1 knows. */
static void a_message_of_a_later_version_is_unsupported(void **state)
{
    static const uint8_t later[] = {0x08, 5, 0xc2, 0x0c, 1, 0};
    struct peer *peer = peer_open(*state, "10.1.1.1:9");
    peer->request = 5;
    say_bytes(peer, later, sizeof later);
    hear_refusal(peer, REFUSAL_UNSUPPORTED, "message");
    assert_false(peer->finished);
    say_hello(peer, WIRE_VERSION);
    hear_answer(peer, TO_CLIENT_WELCOME);
}

/* Request 9, a join whose secret has one byte. */
static const uint8_t bad_join[] = {0x08, 9, 0x1a, 9, 0x0a, 1, 'A', 0x12, 1, 'B', 0x1a, 1, 0};

static void a_bad_message_is_refused_and_the_link_lives(void **state)
{
    struct peer *peer = come(*state);
    peer->request = 9;
    say_bytes(peer, bad_join, sizeof bad_join);
    const struct refusal *refusal = hear_refusal(peer, REFUSAL_MALFORMED, NULL);
    assert_memory_equal(refusal->item, "join.secret", strlen("join.secret"));
    assert_false(peer->finished);
    say_ping(peer);
    hear_answer(peer, TO_CLIENT_PONG);
}

static void the_sixteenth_bad_message_ends_the_link(void **state)
{
    struct peer *peer = come(*state);
    for (int x = 1; x <= HUB_MALFORMED_MAX; x++) {
        assert_false(peer->finished);
        peer->request = 9;
        say_bytes(peer, bad_join, sizeof bad_join);
        hear_refusal(peer, REFUSAL_MALFORMED, NULL);
    }
    assert_true(peer->finished);
    assert_string_equal(peer->reason, "malformed message");
}

static void expect_end_at_once(struct house *house, const void *bytes, size_t count)
{
    struct peer *peer = come(house);
    peer->request = 0;
    say_bytes(peer, bytes, count);
    assert_int_equal(hear(peer, TO_CLIENT_REFUSAL)->refusal.code, REFUSAL_MALFORMED);
    hear_nothing(peer);
    assert_true(peer->finished);
}

static void garbage_ends_the_link(void **state)
{
    static const uint8_t no_request[] = {0x12, 0}, zero_request[] = {0x08, 0, 0x62, 0};
    expect_end_at_once(*state, "\xff\xff\xff\xff", 4);
    expect_end_at_once(*state, "GET / HTTP/1.1\r\n\r\n", 18);
    expect_end_at_once(*state, no_request, sizeof no_request);
    expect_end_at_once(*state, zero_request, sizeof zero_request);
    expect_end_at_once(*state, "", 0);
}

static void an_oversized_envelope_ends_the_link(void **state)
{
    uint8_t *bytes = calloc(1, WIRE_TO_SERVER_MAX + 1);
    assert_non_null(bytes);
    memcpy(bytes, "\x08\x05", 2);
    expect_end_at_once(*state, bytes, WIRE_TO_SERVER_MAX + 1);
    free(bytes);
}

/* Whatever bytes come in any state: an answer or an end, and everything that is told can be read. */
static void mutilated_messages_do_no_harm(void **state)
{
    struct house *house = *state;
    struct wire_exercise_created created;
    struct wire_exercise_new wish = exercise_wish("duel");
    make_exercise(house, &wish, &created);
    for (int round = 0; round < 300; round++) {
        struct peer *peer = round % 3 == 0 ? peer_open(house, "10.9.9.9:1") : come(house);
        uint8_t bytes[64];
        struct buffer buffer = buffer_with_cap(WIRE_TO_SERVER_MAX);
        struct to_server message = {
            .request = 3, .kind = TO_SERVER_JOIN, .join = {.name = "Ann", .secret = house_id(house)}};
        memcpy(message.join.code, created.code, sizeof created.code);
        assert_int_equal(wire_write_to_server(&message, &buffer), STATUS_OK);
        size_t size = buffer_length(&buffer);
        assert_true(size <= sizeof bytes);
        memcpy(bytes, buffer_bytes(&buffer), size);
        buffer_free(&buffer);
        for (uint64_t x = house_draw(house, 3); x < 3; x++)
            bytes[house_draw(house, size)] = (uint8_t)house_draw(house, 256);
        say_bytes(peer, bytes, size - house_draw(house, 3));
        assert_true(peer->finished || peer->letter_count > 0);
        peer_close(peer);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(before_hello_only_hello_and_ping),
        TEST(before_a_seat_only_ways_to_one),
        TEST(in_a_seat_no_second_login),
        TEST(who_looks_on_can_do_nothing_else),
        TEST(who_facilitates_acts_and_does_nothing_else),
        TEST(hello_says_who_is_there),
        TEST(a_newer_client_is_spoken_to_in_our_version),
        TEST(an_old_client_is_told_to_upgrade),
        TEST(a_message_of_a_later_version_is_unsupported),
        TEST(a_bad_message_is_refused_and_the_link_lives),
        TEST(the_sixteenth_bad_message_ends_the_link),
        TEST(garbage_ends_the_link),
        TEST(an_oversized_envelope_ends_the_link),
        TEST(mutilated_messages_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
