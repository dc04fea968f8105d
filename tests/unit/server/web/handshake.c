/* How a connection becomes a WebSocket (RFC 6455, 4.2), and for whom. */
#include "bench.h"

#include <stdio.h>
#include <string.h>

/* A handshake as a browser makes it, but for one header: instead of the line that begins so, another or none.
 */
static struct answer_heard shake(struct bench *bench, const char *instead_of, const char *line)
{
    static const char *const lines[] = {"Host: " BENCH_HOST,
                                        "Connection: keep-alive, Upgrade",
                                        "Upgrade: websocket",
                                        "Origin: https://" BENCH_HOST,
                                        "Sec-WebSocket-Version: 13",
                                        "Sec-WebSocket-Key: " BENCH_KEY,
                                        "Sec-WebSocket-Protocol: spiral.v1"};
    char memory[2048];
    struct text request = text_over(memory, sizeof memory);
    text_put(&request, "GET /link HTTP/1.1\r\n");
    for (size_t x = 0; x < sizeof lines / sizeof lines[0]; x++) {
        bool other = *instead_of && strncmp(lines[x], instead_of, strlen(instead_of)) == 0;
        const char *said = other ? line : lines[x];
        text_put(&request, said);
        text_put(&request, *said ? "\r\n" : "");
    }
    text_put(&request, "\r\n");
    struct browser browser = browser_open(bench);
    struct answer_heard answer = browser_ask(&browser, request.at);
    assert_int_equal(browser.finished, answer.status != 101);
    browser_close(&browser);
    return answer;
}

static void expect_status(struct bench *bench, const char *instead_of, const char *line, int status)
{
    struct answer_heard answer = shake(bench, instead_of, line);
    assert_int_equal(answer.status, status);
    if (status == 426)
        assert_string_equal(answer_header(&answer, "Sec-WebSocket-Version"), "13");
}

static void the_key_is_answered(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench);
    struct answer_heard answer = shake(&bench, "", "");
    assert_int_equal(answer.status, 101);
    assert_string_equal(answer_header(&answer, "Sec-WebSocket-Accept"),
                        "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="); /* 1.3 */
    assert_string_equal(answer_header(&answer, "Upgrade"), "websocket");
    assert_string_equal(answer_header(&answer, "Connection"), "Upgrade");
    assert_string_equal(answer_header(&answer, "Sec-WebSocket-Protocol"), "spiral.v1");
    assert_null(answer_header(&answer, "Sec-WebSocket-Extensions"));
    assert_string_equal(bench.talk[0]->address, "192.0.2.1:4000");
    bench_close(&bench);
}

static void what_a_handshake_must_say(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench);
    expect_status(&bench, "Connection", "Connection: close", 426);
    expect_status(&bench, "Upgrade", "Upgrade: h2c", 426);
    expect_status(&bench, "Upgrade", "Upgrade: h2c, WebSocket", 101);
    expect_status(&bench, "Sec-WebSocket-V", "Sec-WebSocket-Version: 8", 426);
    expect_status(&bench, "Sec-WebSocket-V", "", 426);
    expect_status(&bench, "Sec-WebSocket-V", "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Version: 13", 426);
    expect_status(&bench, "Sec-WebSocket-K", "", 400);
    expect_status(&bench, "Sec-WebSocket-K", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=", 400);
    expect_status(&bench, "Sec-WebSocket-K", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAAA=", 400);
    expect_status(&bench, "Sec-WebSocket-K", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAB==", 400);
    expect_status(&bench, "Sec-WebSocket-K", "Sec-WebSocket-Key: AAAAAAAAAA*AAAAAAAAAAA==", 400);
    expect_status(&bench, "Sec-WebSocket-P", "", 400);
    expect_status(&bench, "Sec-WebSocket-P", "Sec-WebSocket-Protocol: chat", 400);
    expect_status(&bench, "Sec-WebSocket-P", "Sec-WebSocket-Protocol: chat, spiral.v1", 101);
    bench_close(&bench);
}

/* RFC 6455, 10.2: the page of another site must not use the browser of somebody who plays here. */
static void only_pages_of_this_server(void **state)
{
    (void)state;
    static const char *const foreign[] = {
        "",
        "Origin: null",
        "Origin: http://" BENCH_HOST,
        "Origin: https://other.example",
        "Origin: https://" BENCH_HOST ".other.example",
        "Origin: https://x" BENCH_HOST,
        "Origin: https://" BENCH_HOST ":444",
        "Origin: https://" BENCH_HOST "/",
        "Origin: https://",
        "Origin: https://" BENCH_HOST "\r\nOrigin: https://" BENCH_HOST,
    };
    struct bench bench;
    bench_open(&bench);
    for (size_t x = 0; x < sizeof foreign / sizeof foreign[0]; x++)
        expect_status(&bench, "Origin", foreign[x], 403);
    assert_int_equal(bench.talks, 0);
    expect_status(&bench, "Origin", "Origin: HTTPS://GAME.example:443", 101);
    expect_status(&bench, "Host", "Host: " BENCH_HOST ":443", 101);
    expect_status(&bench, "Host", "Host: " BENCH_HOST ":7461", 403);
    bench_close(&bench);
}

static void a_full_house(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench);
    bench.refuses = true;
    expect_status(&bench, "", "", 503);
    bench.refuses = false;
    web_stopping(bench.web);
    expect_status(&bench, "", "", 503);
    bench_close(&bench);
}

static void frames_right_behind_it(void **state)
{
    (void)state;
    struct bench bench;
    bench_open(&bench);
    struct browser browser = browser_open(&bench);
    uint8_t bytes[1024];
    size_t size = (size_t)snprintf(
        (char *)bytes, sizeof bytes,
        "GET /link HTTP/1.1\r\nHost: " BENCH_HOST "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        "Origin: https://" BENCH_HOST "\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " BENCH_KEY
        "\r\nSec-WebSocket-Protocol: spiral.v1\r\n\r\n");
    size += frame_put(bytes + size, 0x82, "hello", 5);
    browser_write(&browser, bytes, size);
    assert_string_equal(talk_said(bench.talk[0]), "hello");
    assert_int_equal(browser.cost, 2);
    browser_close(&browser);
    assert_string_equal(bench.talk[0]->reason, "the browser is gone");
    bench_close(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_key_is_answered),       cmocka_unit_test(what_a_handshake_must_say),
        cmocka_unit_test(only_pages_of_this_server), cmocka_unit_test(a_full_house),
        cmocka_unit_test(frames_right_behind_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
