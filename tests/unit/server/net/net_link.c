#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bench.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

static struct bench bench;

static int setup(void **state)
{
    (void)state;
    bench_open(&bench, bench_limits());
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    bench_close(&bench);
    return 0;
}

static void send_text(struct client *client, const char *text)
{
    assert_int_equal(link_send(client->link, (const uint8_t *)text, strlen(text)), STATUS_OK);
}

static void echo_over_tls(void **state)
{
    (void)state;
    struct client *client = bench_client(&bench);
    bench_until(&bench, link_ready(client->link) && bench.opened == 1);
    assert_false(bench.local);
    assert_memory_equal(bench.address, "127.0.0.1:", 10);
    send_text(client, "orders");
    bench_until(&bench, client->received == 1);
    assert_int_equal(client->last_size, 6);
    assert_int_equal(client->first_byte, 'o');
    uint8_t large[65536];
    memset(large, 'x', sizeof large);
    for (int i = 0; i < 20; i++) {
        assert_int_equal(link_send(client->link, large, sizeof large - (size_t)i), STATUS_OK);
        bench_until(&bench, client->received == i + 2);
        assert_int_equal(client->last_size, sizeof large - (size_t)i);
    }
    assert_int_equal(net_counts(bench.net).links, 1);
}

static void echo_over_the_local_socket(void **state)
{
    (void)state;
    struct client *client = bench_local_client(&bench);
    send_text(client, "status");
    bench_until(&bench, client->received == 1);
    assert_true(bench.local);
    assert_string_equal(bench.address, "local");
    assert_int_equal(client->last_size, 6);
}

static void many_links_at_once(void **state)
{
    (void)state;
    bench.answer = ANSWER_NOTHING;
    for (int i = 0; i < BENCH_CLIENTS_MAX; i++)
        bench_client(&bench);
    bench_until(&bench, bench.opened == BENCH_CLIENTS_MAX);
    for (int i = 0; i < BENCH_CLIENTS_MAX; i++)
        for (int j = 0; j < 10; j++)
            send_text(&bench.clients[i], "x");
    bench_until(&bench, bench.messages == 10 * BENCH_CLIENTS_MAX);
    for (int i = 0; i < BENCH_CLIENTS_MAX; i++)
        client_close(&bench.clients[i]);
    bench_until(&bench, bench.closed == BENCH_CLIENTS_MAX);
    assert_int_equal(net_counts(bench.net).links, 0);
}

static void a_farewell_is_told(void **state)
{
    (void)state;
    struct client *client = bench_client(&bench);
    bench_until(&bench, bench.opened == 1);
    send_text(client, "last words");
    link_finish(client->link);
    bench_until(&bench, client->ended);
    assert_int_equal(bench.messages, 1);
    client_close(client);
    bench_until(&bench, bench.closed == 1);
    assert_string_equal(bench.reason, "the peer ended the connection");
}

static void a_cut_is_told_apart(void **state)
{
    (void)state;
    struct client *client = bench_client(&bench);
    bench_until(&bench, bench.opened == 1);
    client_close(client);
    bench_until(&bench, bench.closed == 1);
    assert_string_equal(bench.reason, "the connection was cut");
}

static void finishing_inside_a_message(void **state)
{
    (void)state;
    bench.answer = ANSWER_AND_FINISH;
    struct client *client = bench_client(&bench);
    bench_until(&bench, bench.opened == 1);
    uint8_t large[60000] = {7};
    assert_int_equal(link_send(client->link, large, sizeof large), STATUS_OK);
    send_text(client, "too late");
    bench_until(&bench, client->ended);
    assert_int_equal(client->received, 1);
    assert_int_equal(client->last_size, sizeof large);
    assert_int_equal(client->status, STATUS_CLOSED);
    assert_int_equal(bench.messages, 1);
    client_close(client);
    bench_until(&bench, bench.closed == 1);
    assert_string_equal(bench.reason, "answered");
}

static void closing_inside_a_message(void **state)
{
    (void)state;
    bench.answer = ANSWER_AND_CLOSE;
    struct client *client = bench_client(&bench);
    bench_until(&bench, bench.opened == 1);
    send_text(client, "one");
    send_text(client, "two");
    bench_until(&bench, bench.closed == 1 && client->ended);
    assert_int_equal(bench.messages, 1);
    assert_string_equal(bench.reason, "closed by hand");
}

static void a_refused_link_is_never_heard_of_again(void **state)
{
    (void)state;
    bench.refuse = true;
    struct client *client = bench_client(&bench);
    bench_until(&bench, bench.opened == 1);
    send_text(client, "hello?");
    bench_until(&bench, client->ended);
    client_close(client);
    bench_until(&bench, net_counts(bench.net).links == 0);
    assert_int_equal(client->status, STATUS_CLOSED);
    assert_int_equal(bench.messages + bench.closed, 0);
}

static void sending_from_outside(void **state)
{
    (void)state;
    struct client *client = bench_client(&bench);
    bench_until(&bench, bench.opened == 1 && link_ready(client->link));
    uint8_t *large = calloc(1, 262145);
    assert_int_equal(net_link_send(bench.last, large, 262145), STATUS_INVALID);
    for (int i = 0; i < 10; i++)
        assert_int_equal(net_link_send(bench.last, large, 1000), STATUS_OK);
    free(large);
    bench_until(&bench, client->received == 10);
    net_link_finish(bench.last, "enough");
    assert_int_equal(net_link_send(bench.last, NULL, 0), STATUS_CLOSED);
    assert_int_equal(bench.closed, 0);
    bench_until(&bench, client->ended);
    assert_int_equal(client->status, STATUS_CLOSED);
    client_close(client);
    bench_until(&bench, bench.closed == 1);
    assert_string_equal(bench.reason, "enough");
}

static void garbage_gets_an_end(void **state)
{
    (void)state;
    struct client *client = bench_bare_client(&bench);
    const char line[] = "GET / HTTP/1.1\r\n\r\n";
    assert_int_equal(send(client->socket, line, sizeof line - 1, 0), sizeof line - 1);
    bench_until(&bench, client->ended);
    client_close(client);
    bench_until(&bench, net_counts(bench.net).accepted == 1 && net_counts(bench.net).links == 0);
    assert_int_equal(bench.opened, 0);
}

static void too_long_a_frame_is_the_reason(void **state)
{
    (void)state;
    struct client *client = bench_client(&bench);
    bench_until(&bench, bench.opened == 1);
    uint8_t *large = calloc(1, 65537);
    send_text(client, "before");
    assert_int_equal(link_send(client->link, large, 65537), STATUS_OK);
    free(large);
    bench_until(&bench, client->ended);
    client_close(client);
    bench_until(&bench, bench.closed == 1);
    assert_int_equal(bench.messages, 1);
    assert_non_null(strstr(bench.reason, "65537"));
}

/* What an operator asks for may be longer than what players send. */
static void a_local_frame_has_a_bound_of_its_own(void **state)
{
    (void)state;
    struct net_limits limits = bench_limits();
    limits.local_in_max = 2 * limits.link.frame_in_max;
    bench_open(&bench, limits);
    bench.answer = ANSWER_NOTHING;
    struct client *client = bench_local_client(&bench);
    bench_until(&bench, bench.opened == 1);
    uint8_t *large = calloc(1, limits.local_in_max + 1);
    assert_int_equal(link_send(client->link, large, limits.local_in_max), STATUS_OK);
    bench_until(&bench, bench.messages == 1);
    assert_int_equal(link_send(client->link, large, limits.local_in_max + 1), STATUS_OK);
    free(large);
    bench_until(&bench, client->ended);
    client_close(client);
    bench_until(&bench, bench.closed == 1);
    assert_int_equal(bench.messages, 1);
    bench_close(&bench);
}

static void stopping_says_farewell(void **state)
{
    (void)state;
    struct client *first = bench_client(&bench);
    struct client *second = bench_local_client(&bench);
    struct client *silent = bench_bare_client(&bench);
    bench_until(&bench, bench.opened == 2 && net_counts(bench.net).accepted == 3);
    bench_close(&bench);
    assert_int_equal(bench.closed, 2);
    assert_true(first->ended && second->ended && silent->ended);
    assert_int_equal(first->status, STATUS_CLOSED);
    assert_string_equal(bench.reason, "the server is stopping");
}

#define bench_test(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        bench_test(echo_over_tls),
        bench_test(echo_over_the_local_socket),
        bench_test(many_links_at_once),
        bench_test(a_farewell_is_told),
        bench_test(a_cut_is_told_apart),
        bench_test(finishing_inside_a_message),
        bench_test(closing_inside_a_message),
        bench_test(a_refused_link_is_never_heard_of_again),
        bench_test(sending_from_outside),
        bench_test(garbage_gets_an_end),
        bench_test(too_long_a_frame_is_the_reason),
        cmocka_unit_test(a_local_frame_has_a_bound_of_its_own),
        cmocka_unit_test_setup(stopping_says_farewell, setup),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
