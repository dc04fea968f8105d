/* One connection: requests one after the other, and everything that bounds them. */
#include "bench.h"

#include <stdio.h>
#include <string.h>

#define HOST_LINE "Host: " BENCH_HOST "\r\n"
#define PLAY      "GET /play HTTP/1.1\r\n" HOST_LINE "\r\n"

static void requests_follow_each_other(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench);
    struct browser browser = browser_open(&bench);
    for (int x = 0; x < 3; x++) {
        struct answer_heard answer = browser_ask(&browser, PLAY);
        assert_int_equal(answer.status, 200);
        assert_null(answer_header(&answer, "Connection"));
    }
    assert_int_equal(browser_ask(&browser, "GET /nothing HTTP/1.1\r\n" HOST_LINE "\r\n").status, 404);
    assert_int_equal(browser_ask(&browser, "\r\n" PLAY).status,
                     200); /* an empty line before it: RFC 9112, 2.2 */
    assert_int_equal(browser.cost, 5);
    assert_int_equal(web_counts(bench.web).requests, 5);
    assert_int_equal(web_counts(bench.web).refused, 1);
    assert_int_equal(web_counts(bench.web).streams, 1);
    browser_close(&browser);
    assert_int_equal(web_counts(bench.web).streams, 0);
    bench_close(&bench);
}

static void bytes_may_come_one_by_one(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench);
    struct browser browser = browser_open(&bench);
    for (const char *at = PLAY; *at; at++) {
        expect_silence(&browser);
        browser_write(&browser, at, 1);
    }
    assert_int_equal(browser_answer(&browser, true).status, 200);
    browser_close(&browser);
    bench_close(&bench);
}

/* An answer waits until the one before it was taken, and what comes meanwhile is kept, up to a bound. */
static void requests_ahead_of_their_answers(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench);
    struct browser browser = browser_open(&bench);
    browser_say(&browser, PLAY PLAY "GET /healthz HTTP/1.1\r\n" HOST_LINE "\r\n");
    assert_int_equal(browser.sends, 1);
    browser_answer(&browser, true);
    expect_silence(&browser);
    web_drained(browser.stream);
    assert_int_equal(browser.sends, 2);
    browser_answer(&browser, true);
    web_drained(browser.stream);
    struct answer_heard answer = browser_answer(&browser, true);
    assert_memory_equal(answer.body, "ok\n", 3);
    web_drained(browser.stream);
    web_drained(browser.stream); /* nothing is on its way */
    browser_write(&browser, "", 0);
    assert_int_equal(browser.cost, 3); /* what was taken later is counted later */
    browser_say(&browser, PLAY);
    char much[1024];
    memset(much, 'x', sizeof much);
    for (int x = 0; x < 8; x++)
        browser_write(&browser, much, sizeof much);
    assert_false(browser.finished);
    browser_write(&browser, much, 1);
    assert_true(browser.finished);
    browser_close(&browser);
    bench_close(&bench);
}

static void behind_a_bad_request_nothing_is_served(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET / HTTP/1.1\nHost: a\n\n",
        "POST /link HTTP/1.1\r\n" HOST_LINE "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
        "POST /link HTTP/1.1\r\n" HOST_LINE "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "GET / HTTP/1.1\r\n" HOST_LINE "Content-Length: 3\r\n\r\nabc",
        "DELETE / HTTP/1.1\r\n" HOST_LINE "\r\n",
        "POST /play HTTP/1.1\r\n" HOST_LINE "\r\n",
        "\r\n\r\nGET / HTTP/1.1\r\n" HOST_LINE "\r\n",
    };
    struct bench bench;
    bench_open(&bench);
    for (size_t x = 0; x < sizeof bad / sizeof bad[0]; x++) {
        struct browser browser = browser_open(&bench);
        browser_say(&browser, bad[x]);
        browser_say(&browser, PLAY);
        browser_drain(&browser);
        struct answer_heard answer = browser_answer(&browser, true);
        assert_true(answer.status >= 400);
        assert_string_equal(answer_header(&answer, "Connection"), "close");
        expect_end(&browser);
        browser_close(&browser);
    }
    assert_int_equal(web_counts(bench.web).refused, sizeof bad / sizeof bad[0]);
    bench_close(&bench);
}

static void a_request_may_not_take_long(void **state)
{
    (void)state;
    static const char *const slow[] = {
        "G", "GET / HTTP/1.1\r\nHost: a\r\n",
        "POST /link HTTP/1.1\r\n" HOST_LINE "Origin: https://" BENCH_HOST
        "\r\nContent-Type: application/octet-stream\r\nContent-Length: 9\r\n\r\nabc"};
    struct bench bench;
    bench_open(&bench);
    for (size_t x = 0; x < sizeof slow / sizeof slow[0]; x++) {
        struct browser browser = browser_open(&bench);
        for (const char *at = slow[x]; *at; at++)
            browser_write(&browser, at, 1);
        bench_pass(&bench, WEB_HEAD_MS - 1);
        assert_false(browser.finished);
        expect_silence(&browser);
        bench_pass(&bench, 1);
        assert_int_equal(browser_answer(&browser, true).status, 408);
        expect_end(&browser);
        browser_close(&browser);
    }
    bench_close(&bench);
}

/* Whoever sends a byte now and then does not get more time. */
static void a_trickle_is_no_excuse(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench);
    struct browser browser = browser_open(&bench);
    browser_say(&browser, "GET / HTTP/1.1\r\nX: ");
    for (int x = 0; x < 10; x++) {
        assert_false(browser.finished);
        bench_pass(&bench, WEB_HEAD_MS / 10);
        browser_say(&browser, "x");
    }
    assert_int_equal(browser_answer(&browser, true).status, 408);
    expect_end(&browser);
    browser_close(&browser);
    bench_close(&bench);
}

static void a_quiet_connection_ends(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench);
    struct browser fresh = browser_open(&bench), used = browser_open(&bench);
    browser_write(&fresh, "", 0);
    bench_pass(&bench, WEB_QUIET_MS - 1);
    assert_false(fresh.finished);
    browser_ask(&used, PLAY);
    bench_pass(&bench, 1);
    expect_end(&fresh);
    bench_pass(&bench, WEB_QUIET_MS - 2);
    assert_false(used.finished);
    bench_pass(&bench, 1);
    expect_end(&used);
    browser_close(&fresh);
    browser_close(&used);
    assert_int_equal(web_next_tick_ms(bench.web), UINT64_MAX);
    bench_close(&bench);
}

static void a_connection_has_its_last_request(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench);
    struct browser browser = browser_open(&bench);
    for (int x = 1; x <= WEB_REQUESTS_MAX; x++) {
        assert_false(browser.finished);
        struct answer_heard answer = browser_ask(&browser, PLAY);
        assert_int_equal(answer_header(&answer, "Connection") != NULL, x == WEB_REQUESTS_MAX);
    }
    expect_end(&browser);
    browser_close(&browser);
    browser = browser_open(&bench);
    browser_ask(&browser, "GET / HTTP/1.1\r\n" HOST_LINE "Connection: close\r\n\r\n");
    expect_end(&browser);
    browser_close(&browser);
    browser = browser_open(&bench);
    assert_int_equal(browser_ask(&browser, "GET / HTTP/1.0\r\n\r\n").status, 200);
    expect_end(&browser);
    browser_close(&browser);
    bench_close(&bench);
}

static void the_server_stops(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench);
    struct browser quiet = browser_open(&bench), asks = browser_open(&bench), socket = browser_open(&bench);
    browser_ask(&quiet, PLAY);
    browser_say(&asks, "GET / HTTP/1.1\r\n");
    socket_open(&socket);
    web_stopping(bench.web);
    expect_end(&quiet);
    browser_say(&asks, HOST_LINE "\r\n");
    assert_int_equal(browser_answer(&asks, true).status, 503);
    expect_end(&asks);
    assert_false(socket.finished);
    web_peer_finish(bench.talk[0]->peer, "over");
    expect_close(&socket, 1001);
    browser_close(&quiet);
    browser_close(&asks);
    browser_close(&socket);
    bench_close(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(requests_follow_each_other),
        cmocka_unit_test(bytes_may_come_one_by_one),
        cmocka_unit_test(requests_ahead_of_their_answers),
        cmocka_unit_test(behind_a_bad_request_nothing_is_served),
        cmocka_unit_test(a_request_may_not_take_long),
        cmocka_unit_test(a_trickle_is_no_excuse),
        cmocka_unit_test(a_quiet_connection_ends),
        cmocka_unit_test(a_connection_has_its_last_request),
        cmocka_unit_test(the_server_stops),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
