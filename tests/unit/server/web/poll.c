/* Requests of a long poll: counts, losses, repetitions, and what is refused. */
#include "bench.h"

#include <stdio.h>
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

static void expect_status(struct room *room, const char *link, int sent, int received, const char *messages,
                          const char *more, int status)
{
    struct browser browser = browser_open(&room->bench);
    struct answer_heard answer = poll_ask(&browser, link, sent, received, messages, more);
    assert_int_equal(answer.status, status);
    browser_close(&browser);
}

static void opening_answers_at_once(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench);
    bench.on_message = bench_echo;
    struct browser browser = browser_open(&bench);
    struct answer_heard answer = poll_ask(&browser, NULL, 0, 0, "hello|again", "");
    assert_int_equal(strlen(answer_header(&answer, "Spiral-Link")), 32);
    expect_told(&answer, 0, "hello|again", 2);
    assert_string_equal(bench.talk[0]->address, "192.0.2.1:4000");
    assert_int_equal(browser.cost, 3);
    assert_int_equal(web_counts(bench.web).pollers, 1);
    bench.refuses = true;
    assert_int_equal(poll_ask(&browser, NULL, 0, 0, NULL, "").status, 503);
    browser_close(&browser);
    bench_close(&bench);
}

/* An answer that was lost: the request is repeated, nothing is heard twice and nothing is told twice. */
static void a_lost_answer(void **state)
{
    (void)state;
    struct room room;
    enter(&room);
    room.bench.on_message = bench_echo;
    struct answer_heard answer = poll_ask(&room.browser, room.link, 0, 0, "one|two", "");
    expect_told(&answer, 0, "one|two", 2);
    for (int x = 0; x < 3; x++) {
        struct browser again = browser_open(&room.bench);
        answer = poll_ask(&again, room.link, 0, 0, "one|two", "");
        expect_told(&answer, 0, "one|two", 2);
        browser_close(&again);
    }
    assert_string_equal(talk_said(room.talk), "one|two");
    answer = poll_ask(&room.browser, room.link, 1, 1, "two|three", ""); /* one that overlaps */
    expect_told(&answer, 1, "two|three", 3);
    assert_string_equal(talk_said(room.talk), "one|two|three");
    answer = poll_ask(&room.browser, room.link, 3, 3, NULL, "Spiral-Wait: 0\r\n");
    expect_told(&answer, 3, "", 3);
    answer =
        poll_ask(&room.browser, room.link, 3, 1, NULL, "Spiral-Wait: 0\r\n"); /* older than one before it */
    expect_told(&answer, 3, "", 3);
    leave(&room);
}

static void a_gap_is_refused(void **state)
{
    (void)state;
    struct room room;
    enter(&room);
    struct answer_heard answer = poll_ask(&room.browser, room.link, 1, 0, "two", "");
    assert_int_equal(answer.status, 409);
    assert_string_equal(answer_header(&answer, "Spiral-Received"), "0");
    assert_int_equal(room.talk->messages, 0);
    answer = poll_ask(&room.browser, room.link, 0, 0, "one|two",
                      "Spiral-Wait: 0\r\n"); /* on the same connection */
    expect_told(&answer, 0, "", 2);
    assert_string_equal(talk_said(room.talk), "one|two");
    leave(&room);
}

static void what_was_never_told_cannot_be_confirmed(void **state)
{
    (void)state;
    struct room room;
    enter(&room);
    talk_send(room.talk, "kept");
    expect_status(&room, room.link, 0, 1, NULL, "", 400); /* not in any answer yet */
    expect_status(&room, room.link, 0, 0, NULL, "", 200);
    expect_status(&room, room.link, 0, 2, NULL, "", 400);
    expect_status(&room, room.link, 0, 1, NULL, "Spiral-Wait: 0\r\n", 200);
    leave(&room);
}

static void foreign_links(void **state)
{
    (void)state;
    struct room room;
    enter(&room);
    char other[33];
    memcpy(other, room.link, sizeof other);
    other[31] = other[31] == '0' ? '1' : '0';
    expect_status(&room, other, 0, 0, "x", "", 410);
    expect_status(&room, "", 0, 0, NULL, "", 410);
    expect_status(&room, "00000000000000000000000000000000", 0, 0, NULL, "", 410);
    expect_status(&room, "not a link at all", 0, 0, NULL, "", 410);
    other[31] = '\0';
    expect_status(&room, other, 0, 0, NULL, "", 410);
    assert_int_equal(room.talk->messages, 0);
    leave(&room);
}

static void heads_that_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *lines;
        int status;
    } asked[] = {
#define ORIGIN "Origin: https://" BENCH_HOST "\r\n"
#define TYPE   "Content-Type: application/octet-stream\r\n"
        {TYPE "Content-Length: 0\r\n", 403},
        {"Origin: https://other.example\r\n" TYPE "Content-Length: 0\r\n", 403},
        {ORIGIN "Content-Length: 0\r\n", 415},
        {ORIGIN "Content-Type: text/plain\r\nContent-Length: 0\r\n", 415},
        {ORIGIN TYPE, 411},
        {ORIGIN TYPE "Content-Length: 131073\r\n", 413},
        {ORIGIN TYPE "Content-Length: 0\r\nSpiral-Sent: 1\r\n", 400},
        {ORIGIN TYPE "Content-Length: 0\r\nSpiral-Sent: -1\r\n", 400},
        {ORIGIN TYPE "Content-Length: 0\r\nSpiral-Sent:\r\n", 400},
        {ORIGIN TYPE "Content-Length: 0\r\nSpiral-Sent: 1x\r\n", 400},
        {ORIGIN TYPE "Content-Length: 0\r\nSpiral-Sent: 99999999999999999999\r\n", 400},
        {ORIGIN TYPE "Content-Length: 0\r\nSpiral-Received: 0\r\nSpiral-Received: 0\r\n", 400},
        {ORIGIN "content-type: Application/Octet-Stream; charset=x\r\nContent-Length: 0\r\n", 200},
    };
    struct bench bench;
    bench_open(&bench);
    for (size_t x = 0; x < sizeof asked / sizeof asked[0]; x++) {
        char request[1024];
        struct browser browser = browser_open(&bench);
        snprintf(request, sizeof request, "POST /link HTTP/1.1\r\nHost: " BENCH_HOST "\r\n%s\r\n",
                 asked[x].lines);
        struct answer_heard answer = browser_ask(&browser, request);
        assert_int_equal(answer.status, asked[x].status);
        browser_close(&browser);
    }
    assert_int_equal(bench.talks, 1);
    bench_close(&bench);
}

/* Of a body that cannot be read to its end nothing is handed on. */
static void bodies_that_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *body;
        size_t size;
        int status;
    } sent[] = {
        {"\0\0\0\3one\0\0\0\4two", 14, 400},      {"\0\0\0\3one\0\0", 9, 400},      {"\0\0\0", 3, 400},
        {"\0\0\0\3one\xff\xff\xff\xff", 11, 400}, {"\0\0\0\3one\0\0\0\0", 11, 200},
    };
    struct room room;
    enter(&room);
    for (size_t x = 0; x < sizeof sent / sizeof sent[0]; x++) {
        char head[512];
        struct browser browser = browser_open(&room.bench);
        snprintf(head, sizeof head,
                 "POST /link HTTP/1.1\r\nHost: " BENCH_HOST "\r\n" ORIGIN TYPE
                 "Spiral-Wait: 0\r\nSpiral-Link: %s\r\nContent-Length: %zu\r\n\r\n",
                 room.link, sent[x].size);
        browser_say(&browser, head);
        browser_write(&browser, sent[x].body, sent[x].size);
        assert_int_equal(browser_answer(&browser, true).status, sent[x].status);
        assert_int_equal(room.talk->messages, sent[x].status == 200 ? 2 : 0);
        browser_close(&browser);
    }
    struct browser browser = browser_open(&room.bench);
    static uint8_t body[4 + BENCH_MESSAGE_IN_MAX + 1] = {0, 0, 0x40, 1};
    char head[512];
    snprintf(head, sizeof head,
             "POST /link HTTP/1.1\r\nHost: " BENCH_HOST "\r\n" ORIGIN TYPE "Content-Length: %zu\r\n\r\n",
             sizeof body);
    browser_say(&browser, head);
    browser_write(&browser, body, sizeof body);
    assert_int_equal(browser_answer(&browser, true).status, 413);
    browser_close(&browser);
    leave(&room);
}

static void a_get_does_nothing(void **state)
{
    (void)state;
    struct room room;
    enter(&room);
    char request[512];
    talk_send(room.talk, "kept");
    snprintf(request, sizeof request,
             "GET /link HTTP/1.1\r\nHost: " BENCH_HOST "\r\n" ORIGIN "Spiral-Link: %s\r\n\r\n", room.link);
    struct browser browser = browser_open(&room.bench);
    assert_int_equal(browser_ask(&browser, request).status, 426);
    browser_close(&browser);
    struct answer_heard answer = poll_ask(&room.browser, room.link, 0, 0, NULL, "");
    expect_told(&answer, 0, "kept", 0);
    leave(&room);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opening_answers_at_once), cmocka_unit_test(a_lost_answer),
        cmocka_unit_test(a_gap_is_refused),        cmocka_unit_test(what_was_never_told_cannot_be_confirmed),
        cmocka_unit_test(foreign_links),           cmocka_unit_test(heads_that_are_refused),
        cmocka_unit_test(bodies_that_are_refused), cmocka_unit_test(a_get_does_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
