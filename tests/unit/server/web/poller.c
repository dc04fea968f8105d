/* A conversation by long poll over time: waiting, overtaking, being away, ending, and its bounds. */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct room {
    struct bench bench;
    struct browser browser;
    struct talk *talk;
    char link[33];
};

static void enter(struct room *room)
{
    bench_open(&room->bench);
    room->browser = browser_open(&room->bench);
    poll_open(&room->browser, room->link);
    room->talk = room->bench.talk[0];
}

static void leave(struct room *room)
{
    browser_close(&room->browser);
    bench_close(&room->bench);
}

static void a_poll_waits_for_something_to_tell(void **state)
{
    (void)state;
    struct room room;
    enter(&room);
    poll_say(&room.browser, room.link, 0, 0, "ask", "");
    expect_silence(&room.browser);
    bench_pass(&room.bench, 5000);
    talk_send(room.talk, "one");
    talk_send(room.talk, "two"); /* shortly after each other: one answer */
    expect_silence(&room.browser);
    assert_true(web_next_tick_ms(room.bench.web) <= room.bench.now_ms);
    bench_due(&room.bench);
    struct answer_heard answer = browser_answer(&room.browser, true);
    expect_told(&answer, 0, "one|two", 1);
    expect_silence(&room.browser);
    leave(&room);
}

static void a_poll_does_not_wait_for_ever(void **state)
{
    (void)state;
    struct room room;
    enter(&room);
    for (int x = 0; x < 5; x++) {
        poll_say(&room.browser, room.link, 0, 0, NULL, "");
        bench_pass(&room.bench, WEB_POLL_MS - 1);
        expect_silence(&room.browser);
        bench_pass(&room.bench, 1);
        struct answer_heard answer = browser_answer(&room.browser, true);
        expect_told(&answer, 0, "", 0);
        browser_drain(&room.browser);
    }
    assert_false(room.talk->closed);
    leave(&room);
}

static void a_newer_poll_overtakes_the_older(void **state)
{
    (void)state;
    struct room room;
    enter(&room);
    room.bench.on_message = bench_echo;
    struct browser newer = browser_open(&room.bench);
    poll_say(&room.browser, room.link, 0, 0, NULL, "");
    struct answer_heard answer = poll_ask(&newer, room.link, 0, 0, "one", "");
    expect_told(&answer, 0, "one", 1);
    answer = browser_answer(&room.browser, true);
    expect_told(&answer, 0, "", 0);
    browser_drain(&room.browser);
    poll_say(&newer, room.link, 1, 1, NULL, "");
    browser_close(&room.browser); /* the older one's connection is nothing to the newer */
    talk_send(room.talk, "two");
    bench_due(&room.bench);
    answer = browser_answer(&newer, true);
    expect_told(&answer, 1, "two", 1);
    browser_close(&newer);
    leave(&room);
}

static void a_connection_that_is_gone_loses_nothing(void **state)
{
    (void)state;
    struct room room;
    enter(&room);
    poll_say(&room.browser, room.link, 0, 0, NULL, "");
    browser_close(&room.browser);
    talk_send(room.talk, "one");
    bench_pass(&room.bench, WEB_POLL_AWAY_MS - 1);
    assert_false(room.talk->closed);
    struct answer_heard answer = poll_ask(&room.browser, room.link, 0, 0, NULL, "");
    expect_told(&answer, 0, "one", 0);
    leave(&room);
}

static void who_stays_away_is_given_up(void **state)
{
    (void)state;
    struct room room;
    enter(&room);
    bench_pass(&room.bench, WEB_POLL_AWAY_MS - 1);
    assert_false(room.talk->closed);
    bench_pass(&room.bench, 1);
    assert_true(room.talk->closed);
    assert_int_equal(web_counts(room.bench.web).pollers, 0);
    struct browser late = browser_open(&room.bench);
    assert_int_equal(poll_ask(&late, room.link, 0, 0, NULL, "").status, 410);
    browser_close(&late);
    leave(&room);
}

static void the_host_ends_it(void **state)
{
    (void)state;
    struct room room;
    enter(&room);
    poll_say(&room.browser, room.link, 0, 0, NULL, "");
    talk_send(room.talk, "farewell");
    web_peer_finish(room.talk->peer, "superseded\r\nX: y");
    talk_send(room.talk, "late");
    assert_false(room.talk->closed); /* not from inside a call of the host's */
    bench_due(&room.bench);
    assert_true(room.talk->closed);
    struct answer_heard answer = browser_answer(&room.browser, true);
    expect_told(&answer, 0, "farewell", 0);
    assert_string_equal(answer_header(&answer, "Spiral-End"), "superseded??X: y");
    browser_drain(&room.browser);
    answer = poll_ask(&room.browser, room.link, 0, 0, "too late", ""); /* that answer was lost */
    expect_told(&answer, 0, "farewell", 0);
    assert_non_null(answer_header(&answer, "Spiral-End"));
    assert_int_equal(poll_ask(&room.browser, room.link, 0, 1, NULL, "").status, 410);
    bench_pass(&room.bench, WEB_POLL_AWAY_MS);
    assert_int_equal(web_counts(room.bench.web).pollers, 0);
    leave(&room);
}

static void finish(struct talk *talk, const uint8_t *bytes, size_t count)
{
    web_peer_send(talk->peer, bytes, count);
    web_peer_finish(talk->peer, "enough");
}

static void the_host_ends_it_within_a_message(void **state)
{
    (void)state;
    struct room room;
    enter(&room);
    room.bench.on_message = finish;
    struct answer_heard answer = poll_ask(&room.browser, room.link, 0, 0, "one|two", "");
    expect_told(&answer, 0, "one", 1);
    assert_string_equal(answer_header(&answer, "Spiral-End"), "enough");
    assert_string_equal(talk_said(room.talk), "one");
    leave(&room);
}

static void much_is_told_in_several_answers(void **state)
{
    (void)state;
    static uint8_t message[BENCH_MESSAGE_OUT_MAX];
    struct room room;
    enter(&room);
    for (int x = 0; x < 4; x++)
        web_peer_send(room.talk->peer, message, 30 * 1024);
    web_peer_send(room.talk->peer, message, sizeof message); /* longer than an answer, alone in its own */
    web_peer_finish(room.talk->peer, "over");
    int received = 0;
    static const size_t sizes[] = {2 * (30 * 1024 + 4), 2 * (30 * 1024 + 4), BENCH_MESSAGE_OUT_MAX + 4};
    for (int x = 0; x < 3; x++) {
        struct answer_heard answer = poll_ask(&room.browser, room.link, 0, received, NULL, "");
        assert_int_equal(answer.size, sizes[x]);
        assert_int_equal(answer_header(&answer, "Spiral-End") != NULL, x == 2);
        received += x < 2 ? 2 : 1;
    }
    leave(&room);
}

/* What is not fetched is bounded; the conversation ends, and what was kept is given back. */
static void who_does_not_fetch(void **state)
{
    (void)state;
    static uint8_t message[60 * 1024];
    struct room room;
    enter(&room);
    for (int x = 0; x < WEB_POLL_OUTBOX_MAX / (int)sizeof message; x++)
        web_peer_send(room.talk->peer, message, sizeof message);
    bench_due(&room.bench);
    assert_false(room.talk->closed);
    web_peer_send(room.talk->peer, message, sizeof message);
    web_peer_send(room.talk->peer, message, sizeof message);
    bench_due(&room.bench);
    assert_true(room.talk->closed);
    struct answer_heard answer = poll_ask(&room.browser, room.link, 0, 0, NULL, "");
    assert_int_equal(answer.size, 0);
    assert_non_null(answer_header(&answer, "Spiral-End"));
    leave(&room);
}

static void all_together_are_bounded(void **state)
{
    (void)state;
    enum { MESSAGE = 250 * 1024, FULL = WEB_POLL_OUTBOXES_MAX / (MESSAGE + 4) };
    static uint8_t message[MESSAGE + 1];
    struct bench bench;
    char link[33];
    bench_open(&bench);
    struct browser browser = browser_open(&bench);
    for (int x = 0; x <= FULL; x++) {
        poll_open(&browser, link);
        web_peer_send(bench.talk[x]->peer, message, x == 7 ? MESSAGE + 1 : MESSAGE);
        bench_due(&bench);
        assert_int_equal(bench.talk[7 < x ? 7 : x]->closed, x == FULL);
    }
    for (int x = 0; x <= FULL; x++)
        assert_int_equal(bench.talk[x]->closed, x == 7);
    browser_close(&browser);
    bench_close(&bench);
}

/* Those who have not settled make room, the oldest first; those who have never do. */
static void places_of_pollers(void **state)
{
    (void)state;
    struct bench bench;
    char link[33];
    bench_open(&bench);
    struct browser browser = browser_open(&bench), waits = browser_open(&bench);
    poll_open(&browser, link);
    web_peer_settle(bench.talk[0]->peer);
    poll_open(&browser, link);
    poll_say(&waits, link, 0, 0, NULL, "");
    assert_false(waits.settled);
    for (int x = 2; x < WEB_POLLERS_MAX; x++) {
        poll_open(&browser, link);
        web_peer_settle(bench.talk[x]->peer);
    }
    assert_int_equal(web_counts(bench.web).pollers, WEB_POLLERS_MAX);
    poll_open(&browser, link);
    assert_true(bench.talk[1]->closed);
    assert_int_equal(browser_answer(&waits, true).status, 200);
    assert_false(bench.talk[0]->closed);
    assert_int_equal(web_counts(bench.web).pollers, WEB_POLLERS_MAX);
    web_peer_settle(bench.talk[WEB_POLLERS_MAX]->peer);
    assert_int_equal(poll_ask(&browser, NULL, 0, 0, NULL, "").status, 503);
    browser_close(&browser);
    browser_close(&waits);
    bench_close(&bench);
}

/* Whoever opens one after the other drives out his own, and not those who come from elsewhere meanwhile. */
static void a_household_drives_out_itself(void **state)
{
    (void)state;
    struct bench bench;
    char link[33];
    bench_open(&bench);
    struct browser far = browser_open(&bench), flood = browser_open(&bench), six = browser_open(&bench);
    poll_open(&far, link);
    flood.address = "[2001:db8:1:2::7]:4000";
    six.address = "[2001:db8:1:2:a:b:c:d]:7"; /* of the same household */
    for (int x = 1; x < WEB_POLLERS_MAX; x++)
        poll_open(&flood, link);
    for (int x = 1; x <= 20; x++) {
        poll_open(x % 2 ? &six : &flood, link);
        assert_true(bench.talk[x]->closed);
        assert_false(bench.talk[x + 1]->closed);
    }
    assert_false(bench.talk[0]->closed);
    poll_open(&far, link); /* and has a place at once */
    assert_true(bench.talk[21]->closed);
    assert_false(bench.talk[0]->closed);
    assert_int_equal(web_counts(bench.web).pollers, WEB_POLLERS_MAX);
    browser_close(&far);
    browser_close(&flood);
    browser_close(&six);
    bench_close(&bench);
}

static bool had_place;

static void join(struct talk *talk, const uint8_t *bytes, size_t count)
{
    (void)bytes;
    (void)count;
    had_place = web_peer_has_place(talk->peer);
    web_peer_settle(talk->peer);
}

/* Of a poller that has settled, the connection whose request it holds is settled, and no other: whoever has
 * one conversation cannot keep more than one place by asking over many connections. */
static void one_connection_of_a_poller_settles(void **state)
{
    (void)state;
    struct room room;
    enter(&room);
    room.bench.on_message = join;
    room.bench.has_place = false;
    assert_false(room.browser.settled);
    poll_say(&room.browser, room.link, 0, 0, "join", "");
    assert_false(had_place);
    assert_true(room.browser.settled);
    struct browser other = browser_open(&room.bench);
    poll_say(&other, room.link, 1, 0, NULL, "");
    assert_false(room.browser.settled);
    assert_true(other.settled);
    talk_send(room.talk, "news");
    bench_due(&room.bench);
    assert_false(other.settled);
    poll_ask(&room.browser, room.link, 1, 1, NULL, "Spiral-Wait: 0\r\n");
    assert_false(room.browser.settled);
    assert_true(web_peer_has_place(room.talk->peer)); /* nobody asks */
    browser_close(&other);
    leave(&room);
}

static void the_server_stops(void **state)
{
    (void)state;
    struct room room;
    enter(&room);
    poll_say(&room.browser, room.link, 0, 0, NULL, "");
    talk_send(room.talk, "it stops");
    web_stopping(room.bench.web);
    talk_send(room.talk, "farewell");
    bench_due(&room.bench);
    struct answer_heard answer = browser_answer(&room.browser, true);
    expect_told(&answer, 0, "it stops|farewell", 0);
    browser_drain(&room.browser);
    expect_end(&room.browser);
    struct browser late = browser_open(&room.bench);
    assert_int_equal(poll_ask(&late, room.link, 0, 1, NULL, "").status, 503);
    browser_close(&late);
    leave(&room); /* which tells the host of the end */
    assert_int_equal(room.bench.talks, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_poll_waits_for_something_to_tell),
        cmocka_unit_test(a_poll_does_not_wait_for_ever),
        cmocka_unit_test(a_newer_poll_overtakes_the_older),
        cmocka_unit_test(a_connection_that_is_gone_loses_nothing),
        cmocka_unit_test(who_stays_away_is_given_up),
        cmocka_unit_test(the_host_ends_it),
        cmocka_unit_test(the_host_ends_it_within_a_message),
        cmocka_unit_test(much_is_told_in_several_answers),
        cmocka_unit_test(who_does_not_fetch),
        cmocka_unit_test(all_together_are_bounded),
        cmocka_unit_test(places_of_pollers),
        cmocka_unit_test(a_household_drives_out_itself),
        cmocka_unit_test(one_connection_of_a_poller_settles),
        cmocka_unit_test(the_server_stops),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
