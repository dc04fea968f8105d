/* Links of browsers: their bytes come as they are and count as what they hold; what is long goes out in
 * pieces. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bench.h"

#include <openssl/ssl.h>
#include <string.h>

static struct bench bench;

/* A browser's side, by OpenSSL alone; its socket is one that the bench leaves alone. */
struct browser {
    struct client *client;
    SSL_CTX *context;
    SSL *ssl;
};

static struct browser browser_open(void)
{
    struct browser browser = {.client = bench_bare_client(&bench),
                              .context = SSL_CTX_new(TLS_client_method())};
    browser.client->deaf = true;
    static const unsigned char offer[] = "\x08" LINK_ALPN_HTTP;
    assert_int_equal(SSL_CTX_set_alpn_protos(browser.context, offer, sizeof offer - 1), 0);
    browser.ssl = SSL_new(browser.context);
    assert_int_equal(SSL_set_fd(browser.ssl, browser.client->socket), 1);
    SSL_set_connect_state(browser.ssl);
    bench_until(&bench, SSL_do_handshake(browser.ssl) == 1);
    return browser;
}

static void browser_close(struct browser *browser)
{
    SSL_free(browser->ssl);
    SSL_CTX_free(browser->context);
    client_close(browser->client);
}

/* What has come by now, thrown away; the bytes of it. */
static size_t hear(struct browser *browser)
{
    static char bytes[64 * 1024];
    size_t all = 0;
    for (int count; (count = SSL_read(browser->ssl, bytes, sizeof bytes)) > 0;)
        all += (size_t)count;
    return all;
}

static void bytes_come_and_go_without_frames(void **state)
{
    (void)state;
    bench_open(&bench, bench_limits());
    struct browser browser = browser_open();
    char heard[16] = {0};
    int got = 0;
    assert_int_equal(SSL_write(browser.ssl, "GET /", 5), 5);
    bench_until(&bench, (got = got > 0 ? got : SSL_read(browser.ssl, heard, sizeof heard)) == 5);
    assert_string_equal(heard, "GET /");
    assert_int_equal(bench.kind, NET_KIND_HTTP);
    assert_int_equal(bench.content, 5);
    assert_int_equal(bench.messages, 0);
    browser_close(&browser);
    bench_until(&bench, bench.closed == 1);
    bench_close(&bench);
}

static void who_speaks_frames_is_not_taken_for_a_browser(void **state)
{
    (void)state;
    bench_open(&bench, bench_limits());
    bench_client(&bench);
    bench_until(&bench, bench.opened == 1);
    assert_int_equal(bench.kind, NET_KIND_FRAMES);
    bench_local_client(&bench);
    bench_until(&bench, bench.opened == 2);
    assert_int_equal(bench.kind, NET_KIND_LOCAL);
    bench_close(&bench);
}

/* What a portion holds is paid for, also when it is more than was left: then the next waits. */
static void content_is_throttled_by_what_it_holds(void **state)
{
    (void)state;
    struct net_limits limits = bench_limits();
    limits.messages_burst = 10;
    limits.messages_per_second = 1000;
    bench_open(&bench, limits);
    bench.answer = ANSWER_NOTHING;
    struct browser browser = browser_open();
    char many[4 * LINK_PORTION];
    memset(many, 'm', sizeof many);
    assert_int_equal(SSL_write(browser.ssl, many, sizeof many), sizeof many);
    bench_until(&bench, bench.content > 0);
    assert_int_equal(bench.content, LINK_PORTION);
    int64_t begun_ms = bench_now_ms();
    bench_until(&bench, bench.content == 2 * LINK_PORTION);
    /* 1024 messages less the ten of the burst, at one a millisecond; the loop's clock may be a little behind
     */
    assert_true(bench_now_ms() - begun_ms > LINK_PORTION / 2);
    assert_true(net_counts(bench.net).throttled > 0);
    browser_close(&browser);
    bench_close(&bench);
}

static void the_long_goes_in_pieces_as_it_drains(void **state)
{
    (void)state;
    enum { PIECES = 100 };
    bench_open(&bench, bench_limits());
    struct browser browser = browser_open();
    bench.pieces = PIECES; /* more than an outbox would hold */
    assert_true(PIECES * sizeof bench.piece > bench_limits().link.outbox_max);
    assert_int_equal(SSL_write(browser.ssl, "x", 1), 1);
    size_t heard = 0;
    bench_until(&bench, (heard += hear(&browser)) == 1 + PIECES * sizeof bench.piece);
    assert_int_equal(bench.sent, STATUS_OK);
    assert_int_equal(bench.drained, 1 + PIECES);
    bench_run_ms(&bench, 20);
    assert_int_equal(bench.drained, 1 + PIECES); /* told once for what was sent, and not again */
    browser_close(&browser);
    bench_close(&bench);
}

static void a_browser_that_does_not_read_gets_no_more_pieces(void **state)
{
    (void)state;
    bench_open(&bench, bench_limits());
    struct browser browser = browser_open();
    bench.pieces = 1000;
    assert_int_equal(SSL_write(browser.ssl, "x", 1), 1);
    bench_until(&bench, bench.pieces < 1000);
    bench_run_ms(&bench, 100);
    assert_true(bench.pieces > 500); /* the system's buffers took some */
    assert_int_equal(bench.closed, 0);
    assert_int_equal(net_counts(bench.net).slow, 0);
    browser_close(&browser);
    bench_close(&bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_come_and_go_without_frames),
        cmocka_unit_test(who_speaks_frames_is_not_taken_for_a_browser),
        cmocka_unit_test(content_is_throttled_by_what_it_holds),
        cmocka_unit_test(the_long_goes_in_pieces_as_it_drains),
        cmocka_unit_test(a_browser_that_does_not_read_gets_no_more_pieces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
