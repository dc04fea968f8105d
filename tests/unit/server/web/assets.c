/* Pages: paths of the application, codings, tags, pieces. */
#include "assets_for_tests.h"
#include "bench.h"

#include <stdio.h>
#include <string.h>

static struct answer_heard get(struct bench *bench, const char *path, const char *more)
{
    char request[1024];
    struct browser browser = browser_open(bench);
    snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: " BENCH_HOST "\r\n%s\r\n", path, more);
    struct answer_heard answer = browser_ask(&browser, request);
    browser_close(&browser);
    return answer;
}

static void expect_body(struct bench *bench, const char *accepts, const char *body, const char *coding)
{
    struct answer_heard answer = get(bench, "/a-1234.js", accepts);
    assert_int_equal(answer.status, 200);
    assert_int_equal(answer.size, strlen(body));
    assert_memory_equal(answer.body, body, answer.size);
    const char *said = answer_header(&answer, "Content-Encoding");
    assert_int_equal(said != NULL, coding != NULL);
    if (coding)
        assert_string_equal(said, coding);
    assert_string_equal(answer_header(&answer, "Vary"), "Accept-Encoding");
}

static void paths_of_the_application(void **state)
{
    (void)state;
    static const char *const pages[] = {"/",
                                        "/play",
                                        "/check",
                                        "/join",
                                        "/join/AB-12",
                                        "/watch/ab12",
                                        "/join/",
                                        "/?a=b",
                                        "/join/AB12?from=mail",
                                        "/project/K7QX2M",
                                        "/facilitate",
                                        "/facilitate/K7QX2M"};
    static const char *const others[] = {"/plays",
                                         "/join/a/b",
                                         "/join/..",
                                         "/join/a%20b",
                                         "//",
                                         "/index.htm",
                                         "/join/123456789012345678901234567890123",
                                         "/link/",
                                         "/a-1234.js/"};
    struct bench bench;
    bench_open(&bench);
    for (size_t x = 0; x < sizeof pages / sizeof pages[0]; x++) {
        struct answer_heard answer = get(&bench, pages[x], "");
        assert_int_equal(answer.status, 200);
        assert_memory_equal(answer.body, "<page>", 6);
        assert_string_equal(answer_header(&answer, "Cache-Control"), "no-cache");
    }
    for (size_t x = 0; x < sizeof others / sizeof others[0]; x++)
        assert_int_equal(get(&bench, others[x], "").status, 404);
    bench_close(&bench);
}

static void codings(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench);
    expect_body(&bench, "", "plain", NULL);
    expect_body(&bench, "Accept-Encoding: gzip, deflate, br, zstd\r\n", "br", "br");
    expect_body(&bench, "Accept-Encoding: gzip, deflate\r\n", "zip", "gzip");
    expect_body(&bench, "Accept-Encoding: GZIP;q=0.5 , br;q=0.000\r\n", "zip", "gzip");
    expect_body(&bench, "Accept-Encoding: gzip ; q=0, br;q=0\r\n", "plain", NULL);
    expect_body(&bench, "Accept-Encoding: deflate\r\nAccept-Encoding: br\r\n", "br", "br");
    expect_body(&bench, "Accept-Encoding: identity, *;q=0\r\n", "plain", NULL);
    expect_body(&bench, "Accept-Encoding: xgzip, brr\r\n", "plain", NULL);
    bench_close(&bench);
}

static void what_a_browser_has_is_not_sent_again(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench);
    struct answer_heard answer = get(&bench, "/a-1234.js", "");
    assert_string_equal(answer_header(&answer, "ETag"), "\"js1\"");
    assert_string_equal(answer_header(&answer, "Cache-Control"), "public, max-age=31536000, immutable");
    answer = get(&bench, "/a-1234.js", "Accept-Encoding: br\r\n");
    assert_string_equal(answer_header(&answer, "ETag"), "\"js1-br\"");
    answer = get(&bench, "/a-1234.js", "If-None-Match: \"other\", W/\"js1\"\r\n");
    assert_int_equal(answer.status, 304);
    assert_null(answer_header(&answer, "Content-Length"));
    assert_string_equal(answer_header(&answer, "ETag"), "\"js1\"");
    assert_int_equal(get(&bench, "/", "If-None-Match: *\r\n").status, 304);
    assert_int_equal(get(&bench, "/a-1234.js", "If-None-Match: \"js1\"\r\nAccept-Encoding: br\r\n").status,
                     200);
    assert_int_equal(get(&bench, "/a-1234.js", "If-None-Match: \"js1-br\"\r\nAccept-Encoding: br\r\n").status,
                     304);
    bench_close(&bench);
}

/* The next piece follows when the one before it was taken; no more than that is ever on its way. */
static void a_large_page_goes_out_in_pieces(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench);
    struct browser browser = browser_open(&bench);
    browser_say(&browser, "GET /large.txt HTTP/1.1\r\nHost: a\r\n\r\n");
    assert_true(buffer_length(&browser.heard) <= WEB_PIECE);
    for (int sends = 1; buffer_length(&browser.heard) < LARGE_SIZE; sends++) {
        assert_int_equal(browser.sends, sends);
        web_drained(browser.stream);
    }
    assert_true(browser.most <= WEB_PIECE);
    browser_drain(&browser);
    struct answer_heard answer = browser_answer(&browser, true);
    assert_int_equal(answer.size, LARGE_SIZE);
    assert_memory_equal(answer.body, large_asset, LARGE_SIZE);
    assert_int_equal(browser_ask(&browser, "GET / HTTP/1.1\r\nHost: a\r\n\r\n").status, 200);
    answer = browser_ask(&browser, "HEAD /large.txt HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    assert_string_equal(answer_header(&answer, "Content-Length"), "65536");
    expect_end(&browser);
    browser_close(&browser);
    bench_close(&bench);
}

static void the_end_of_a_connection_waits_for_the_last_piece(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench);
    struct browser browser = browser_open(&bench), left = browser_open(&bench);
    browser_say(&browser, "GET /large.txt HTTP/1.0\r\n\r\n");
    assert_false(browser.finished);
    browser_drain(&browser);
    assert_int_equal(browser_answer(&browser, true).size, LARGE_SIZE);
    expect_end(&browser);
    browser_close(&browser);
    browser_say(&left, "GET /large.txt HTTP/1.1\r\nHost: a\r\n\r\n");
    browser_close(&left); /* in the middle of it */
    bench_close(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_of_the_application),
        cmocka_unit_test(codings),
        cmocka_unit_test(what_a_browser_has_is_not_sent_again),
        cmocka_unit_test(a_large_page_goes_out_in_pieces),
        cmocka_unit_test(the_end_of_a_connection_waits_for_the_last_piece),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
