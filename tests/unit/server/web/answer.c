/* Headers that are always there, pages with words, health and figures. */
#include "bench.h"

#include <stdio.h>
#include <string.h>

static struct answer_heard ask(struct bench *bench, const char *method, const char *path, const char *more)
{
    char request[1024];
    struct browser browser = browser_open(bench);
    snprintf(request, sizeof request, "%s %s HTTP/1.1\r\nHost: " BENCH_HOST "\r\n%s\r\n", method, path, more);
    struct answer_heard answer = browser_ask(&browser, request);
    expect_silence(&browser);
    browser_close(&browser);
    return answer;
}

static void expect_security(const struct answer_heard *answer)
{
    static const char *const parts[] = {"default-src 'none'", "script-src 'self';", "style-src 'self';",
                                        "base-uri 'none'",    "form-action 'none'", "frame-ancestors 'none'"};
    const char *policy = answer_header(answer, "Content-Security-Policy");
    assert_non_null(policy);
    assert_null(strstr(policy, "unsafe"));
    for (size_t x = 0; x < sizeof parts / sizeof parts[0]; x++)
        assert_non_null(strstr(policy, parts[x]));
    assert_string_equal(answer_header(answer, "X-Content-Type-Options"), "nosniff");
    assert_string_equal(answer_header(answer, "Referrer-Policy"), "no-referrer");
    assert_string_equal(answer_header(answer, "Cross-Origin-Opener-Policy"), "same-origin");
    assert_string_equal(answer_header(answer, "Cross-Origin-Resource-Policy"), "same-origin");
    assert_non_null(strstr(answer_header(answer, "Permissions-Policy"), "screen-wake-lock=(self)"));
    assert_non_null(answer_header(answer, "Cache-Control"));
    assert_null(strstr(answer->head, "Cookie"));
    assert_null(strstr(answer->head, "Access-Control"));
    assert_null(strstr(answer->head, "Server:"));
}

static void security_on_everything(void **state)
{
    (void)state;
    static const char *const asked[][3] = {
        {"GET", "/", ""},
        {"HEAD", "/a-1234.js", ""},
        {"GET", "/", "If-None-Match: \"page1\"\r\n"},
        {"GET", "/none", ""},
        {"GET", "/healthz", ""},
        {"GET", "/metrics", ""},
        {"GET", "/link", ""},
        {"PUT", "/", ""},
        {"GET", "/", "Host: b\r\n"},
        {"POST", "/link",
         "Origin: https://" BENCH_HOST "\r\nContent-Type: application/octet-stream\r\nContent-Length: 0\r\n"},
    };
    struct bench bench;
    bench_open(&bench);
    for (size_t x = 0; x < sizeof asked / sizeof asked[0]; x++) {
        struct answer_heard answer = ask(&bench, asked[x][0], asked[x][1], asked[x][2]);
        expect_security(&answer);
    }
    bench_close(&bench);
}

static void refusals_say_why_in_both_languages(void **state)
{
    (void)state;
    static const struct {
        const char *method, *path, *more;
        int status;
    } asked[] = {
        {"GET", "/none", "", 404},
        {"GET", "/link", "", 426},
        {"GET", "/", "Host: b\r\n", 400},
        {"POST", "/", "Content-Length: 0\r\n", 405},
        {"PUT", "/", "", 405},
        {"HEAD", "/link", "", 405},
        {"POST", "/link", "Content-Length: 0\r\n", 403},
        {"POST", "/", "Transfer-Encoding: chunked\r\n", 501},
        {"GET", "/", "Expect: 100-continue\r\n", 417},
    };
    struct bench bench;
    bench_open(&bench);
    for (size_t x = 0; x < sizeof asked / sizeof asked[0]; x++) {
        struct answer_heard answer = ask(&bench, asked[x].method, asked[x].path, asked[x].more);
        assert_int_equal(answer.status, asked[x].status);
        assert_string_equal(answer_header(&answer, "Content-Type"), "text/html; charset=utf-8");
        assert_string_equal(answer_header(&answer, "Cache-Control"), "no-store");
        char page[4096] = "";
        memcpy(page, answer.body, answer.size);
        bool bodiless = strcmp(asked[x].method, "HEAD") == 0;
        assert_int_equal(strstr(page, "lang=\"en\"") && strstr(page, "lang=\"es\""), !bodiless);
        assert_null(strstr(page, "style="));
        if (asked[x].status == 405)
            assert_non_null(strstr(answer_header(&answer, "Allow"), "GET"));
    }
    bench_close(&bench);
}

/* The examples of RFC 9110, 5.6.7, and of a leap day. */
static void the_date_is_told_by_whoever_has_a_clock(void **state)
{
    (void)state;
    static const struct {
        int64_t wall_s;
        const char *date;
    } cases[] = {{784111777, "Sun, 06 Nov 1994 08:49:37 GMT"},
                 {0, "Thu, 01 Jan 1970 00:00:00 GMT"},
                 {1709251199, "Thu, 29 Feb 2024 23:59:59 GMT"}};
    struct bench bench;
    bench_open(&bench);
    for (size_t x = 0; x < sizeof cases / sizeof cases[0]; x++) {
        bench.wall_s = cases[x].wall_s;
        struct answer_heard answer = ask(&bench, "GET", "/healthz", "");
        assert_string_equal(answer_header(&answer, "Date"), cases[x].date);
    }
    bench.wall_s = -1;
    struct answer_heard answer = ask(&bench, "GET", "/healthz", "");
    assert_null(answer_header(&answer, "Date"));
    bench_close(&bench);
}

static void health(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench);
    struct answer_heard answer = ask(&bench, "GET", "/healthz", "");
    assert_int_equal(answer.status, 200);
    assert_int_equal(answer.size, 3);
    assert_memory_equal(answer.body, "ok\n", 3);
    bench.unwell = true;
    answer = ask(&bench, "GET", "/healthz", "");
    assert_int_equal(answer.status, 503);
    assert_memory_equal(answer.body, "the disk is full\n", answer.size);
    assert_string_equal(answer_header(&answer, "Cache-Control"), "no-store");
    answer = ask(&bench, "HEAD", "/healthz", "");
    assert_string_equal(answer_header(&answer, "Content-Length"), "17");
    bench_close(&bench);
}

static void figures(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench);
    struct answer_heard answer = ask(&bench, "GET", "/metrics", "");
    assert_int_equal(answer.status, 200);
    assert_string_equal(answer_header(&answer, "Content-Type"), "text/plain; version=0.0.4; charset=utf-8");
    assert_memory_equal(answer.body, "spiral_links 3\n", answer.size);
    bench.shows_metrics = false;
    assert_int_equal(ask(&bench, "GET", "/metrics", "").status, 403);
    bench_close(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(security_on_everything),
        cmocka_unit_test(refusals_say_why_in_both_languages),
        cmocka_unit_test(the_date_is_told_by_whoever_has_a_clock),
        cmocka_unit_test(health),
        cmocka_unit_test(figures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
