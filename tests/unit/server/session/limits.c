/* Deadlines, bounds and back-pressure of sessions. */
#include "say.h"

#include "server/session/session.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct scene {
    struct house *house;
    struct wire_exercise_created created;
};

static int begin(void **state)
{
    struct scene *scene = calloc(1, sizeof *scene);
    assert_non_null(scene);
    scene->house = house_open(HOUSE_MEMORY);
    struct wire_exercise_new wish = exercise_wish("duel");
    wish.wait_seats = 2;
    wish.turn_seconds = 60;
    make_exercise(scene->house, &wish, &scene->created);
    *state = scene;
    return 0;
}

static int end(void **state)
{
    struct scene *scene = *state;
    house_close(scene->house);
    free(scene);
    return 0;
}

static void who_takes_no_seat_must_go(void **state)
{
    struct scene *scene = *state;
    struct peer *silent = peer_open(scene->house, "10.1.1.1:1"), *greeted = come(scene->house);
    struct peer *admin = peer_open_admin(scene->house);
    struct peer *ann = join(scene->house, scene->created.code, "Ann");
    house_wait(scene->house, HUB_LOGIN_MS - HUB_SWEEP_MS - 1);
    assert_false(silent->finished || greeted->finished);
    house_wait(scene->house, 2 * HUB_SWEEP_MS);
    assert_true(silent->finished && greeted->finished);
    assert_string_equal(silent->reason, "no seat was taken in time");
    house_wait(scene->house, 10 * HUB_LOGIN_MS);
    assert_false(ann->finished || admin->finished);
}

static void the_deadline_counts_from_the_link_not_from_hello(void **state)
{
    struct scene *scene = *state;
    struct peer *slow = peer_open(scene->house, "10.1.1.1:1");
    house_wait(scene->house, HUB_LOGIN_MS - HUB_SWEEP_MS - 1);
    say_hello(slow, WIRE_VERSION);
    hear(slow, TO_CLIENT_WELCOME);
    house_wait(scene->house, 2 * HUB_SWEEP_MS);
    assert_true(slow->finished);
}

static void a_server_that_stops_says_so(void **state)
{
    struct scene *scene = *state;
    struct peer *ann = join(scene->house, scene->created.code, "Ann");
    struct peer *greeted = come(scene->house), *admin = peer_open_admin(scene->house);
    ignore(ann);
    hub_stopping(scene->house->hub);
    hear_notice(ann, NOTICE_STOPPING);
    hear_nothing(ann);
    hear_nothing(greeted);
    assert_true(ann->finished && greeted->finished && admin->finished);
    assert_string_equal(ann->reason, "the server stops");
}

static void stopping_waits_for_what_was_acknowledged(void **state)
{
    struct scene *scene = *state;
    struct peer *ann = join(scene->house, scene->created.code, "Ann");
    join(scene->house, scene->created.code, "Bob");
    ignore(ann);
    scene->house->slow = true;
    struct orders orders = plain_orders(ann);
    say_orders(ann, house_id(scene->house), 0, &orders);
    hub_stopping(scene->house->hub);
    hear_nothing(ann);
    assert_false(ann->finished);
    house_step(scene->house);
    hear(ann, TO_CLIENT_ACCEPTED);
    hear_notice(ann, NOTICE_STOPPING);
    assert_true(ann->finished);
}

static void nothing_changes_while_the_journal_takes_nothing(void **state)
{
    struct scene *scene = *state;
    struct house *house = scene->house;
    struct peer *ann = join(house, scene->created.code, "Ann");
    struct peer *late = come(house), *bob = join(house, scene->created.code, "Bob");
    struct orders orders = plain_orders(ann);
    ignore(ann);
    house->refusing = true;
    uint64_t before = house->submits;
    say_orders(ann, house_id(house), 0, &orders);
    assert_true(hear_refusal(ann, REFUSAL_BUSY, "journal")->retry_after_ms > 0);
    say_ready(ann, house_id(house), true);
    hear_refusal(ann, REFUSAL_BUSY, "journal");
    say_beliefs(ann, house_id(house));
    hear_refusal(ann, REFUSAL_BUSY, "journal");
    say_press(ann, house_id(house), 0, "hello");
    hear_refusal(ann, REFUSAL_BUSY, "journal");
    say_leave(ann, house_id(house));
    hear_refusal(ann, REFUSAL_BUSY, "journal");
    say_join(late, scene->created.code, "Cyd", house_id(house));
    hear_refusal(late, REFUSAL_BUSY, "journal");
    say_resume(late, &bob->joined, bob->joined.token);
    hear_refusal(late, REFUSAL_BUSY, "journal");
    say_move(late, scene->created.code, bob->joined.seat_code);
    hear_refusal(late, REFUSAL_BUSY, "journal");
    say_ping(ann);
    hear_answer(ann, TO_CLIENT_PONG);
    say_ask_record(ann, 0);
    hear_refusal(ann, REFUSAL_NOT_ENDED, "world");
    assert_int_equal(house->submits, before);
    house->refusing = false;
    say_orders(ann, house_id(house), 0, &orders);
    assert_int_equal(hear_accepted(ann)->revision, 1);
}

static void no_turn_closes_while_the_journal_takes_nothing(void **state)
{
    struct scene *scene = *state;
    struct house *house = scene->house;
    struct peer *ann = join(house, scene->created.code, "Ann");
    join(house, scene->created.code, "Bob");
    house->refusing = true;
    uint64_t before = house->submits;
    house_wait(house, 10 * 60000);
    assert_int_equal(house->submits, before);
    assert_int_equal(ann->clock.turn, 1);
    house->refusing = false;
    house_wait(house, 50);
    assert_int_equal(ann->clock.turn, 1);
}

/* What was left when the journal stood is left when it goes on, to the one who comes first as well. */
static void time_without_a_journal_is_given_back(void **state)
{
    struct scene *scene = *state;
    struct house *house = scene->house;
    struct peer *ann = join(house, scene->created.code, "Ann");
    struct peer *bob = join(house, scene->created.code, "Bob");
    struct orders orders = plain_orders(ann);
    int64_t left = ann->clock.remaining_ms;
    assert_true(left > 2000);
    house_wait(house, (uint64_t)left - 1000);
    house->refusing = true;
    ignore(bob);
    say_ready(bob, house_id(house), true);
    hear_refusal(bob, REFUSAL_BUSY, "journal");
    house_wait(house, 10 * 60000);
    house->refusing = false;
    ignore(ann);
    say_orders(ann, house_id(house), 0, &orders);
    assert_int_equal(hear_accepted(ann)->revision, 1);
    ignore(bob);
    assert_true(bob->clock.remaining_ms > 900 && bob->clock.remaining_ms <= 1000);
    house_wait(house, 900);
    ignore(ann);
    assert_int_equal(ann->clock.turn, 1);
    house_wait(house, 200);
    ignore(ann);
    assert_int_equal(ann->clock.turn, 2);
}

/* Somebody's link ends past the deadline: that closes no turn either. */
static void a_closed_link_closes_no_turn_then(void **state)
{
    struct scene *scene = *state;
    struct house *house = scene->house;
    struct peer *ann = join(house, scene->created.code, "Ann");
    struct peer *bob = join(house, scene->created.code, "Bob");
    house->refusing = true;
    house->now_ms += 10 * 60000;
    uint64_t before = house->submits;
    peer_close(bob);
    assert_int_equal(house->submits, before);
    assert_int_equal(ann->clock.turn, 1);
}

/* A full disk: the journal keeps what it has, and people are told to wait instead of hearing nothing. */
static void busy_is_told_while_the_journal_stands(void **state)
{
    struct scene *scene = *state;
    struct house *house = scene->house;
    struct peer *ann = join(house, scene->created.code, "Ann");
    struct peer *bob = join(house, scene->created.code, "Bob");
    struct orders orders = plain_orders(ann);
    house->slow = true;
    say_orders(ann, house_id(house), 0, &orders);
    house->refusing = true;
    ignore(bob);
    say_ready(bob, house_id(house), true);
    hear_refusal(bob, REFUSAL_BUSY, "journal");
    struct peer *late = come(house);
    hear(late, TO_CLIENT_WELCOME);
    ignore(ann);
    say_press(ann, house_id(house), 0, "a word");
    hear_refusal(ann, REFUSAL_BUSY, "journal");
    say_ping(ann);
    hear(ann, TO_CLIENT_PONG);
    hear_nothing(ann);
    house_step(house);
    hear(ann, TO_CLIENT_ACCEPTED);
}

static void too_much_waiting_ends_a_session(void **state)
{
    struct scene *scene = *state;
    struct house *house = scene->house;
    struct peer *ann = join(house, scene->created.code, "Ann");
    struct peer *bob = join(house, scene->created.code, "Bob");
    ignore(ann);
    ignore(bob);
    house->slow = true;
    say_ready(bob, house_id(house), true);
    int said = 0;
    while (!ann->finished) {
        say_ask_record(ann, 0);
        assert_true(++said <= HUB_PENDING_MAX); /* a refusal has a byte at least */
    }
    assert_true(said > 5000);
    assert_string_equal(ann->reason, "too much waits for this link");
    hear_nothing(ann);
    struct wire_joined joined = ann->joined;
    house_step(house);
    hear_nothing(ann);
    hear_later(bob, TO_CLIENT_ACCEPTED); /* the others lose nothing */
    house->slow = false;
    peer_close(ann);
    resume(house, &joined, joined.token);
}

/* Many sessions, each below its own bound: the one with most gives way, whoever speaks. */
static void too_much_waiting_for_all_ends_the_fullest(void **state)
{
    struct scene *scene = *state;
    struct house *house = scene->house;
    struct peer *ann = join(house, scene->created.code, "Ann");
    struct peer *bob = join(house, scene->created.code, "Bob");
    ignore(ann);
    ignore(bob);
    house->slow = true;
    say_ready(bob, house_id(house), true);
    for (int said = 0; said < 100; said++)
        say_ask_record(ann, 0);
    /* as if others had let so much wait; nobody gets what never was sent */
    size_t others = HUB_PENDING_ALL - house->hub->pending_bytes;
    house->hub->pending_bytes += others;
    say_ask_record(bob, 0);
    assert_true(ann->finished);
    assert_string_equal(ann->reason, "too much waits for all links");
    assert_false(bob->finished);
    house->hub->pending_bytes -= others;
    house_step(house);
    hear_later(bob, TO_CLIENT_ACCEPTED);
}

static void the_counts_are_right(void **state)
{
    struct scene *scene = *state;
    struct house *house = scene->house;
    struct peer *ann = join(house, scene->created.code, "Ann");
    come(house);
    struct hub_counts counts = hub_counts(house->hub);
    assert_int_equal(counts.exercises, 1);
    assert_int_equal(counts.running, 1);
    assert_int_equal(counts.sessions, 2);
    assert_int_equal(counts.persons_connected, 1);
    peer_close(ann);
    counts = hub_counts(house->hub);
    assert_int_equal(counts.sessions, 1);
    assert_int_equal(counts.persons_connected, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(who_takes_no_seat_must_go),
        TEST(the_deadline_counts_from_the_link_not_from_hello),
        TEST(a_server_that_stops_says_so),
        TEST(stopping_waits_for_what_was_acknowledged),
        TEST(nothing_changes_while_the_journal_takes_nothing),
        TEST(no_turn_closes_while_the_journal_takes_nothing),
        TEST(time_without_a_journal_is_given_back),
        TEST(a_closed_link_closes_no_turn_then),
        TEST(busy_is_told_while_the_journal_stands),
        TEST(too_much_waiting_ends_a_session),
        TEST(too_much_waiting_for_all_ends_the_fullest),
        TEST(the_counts_are_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
