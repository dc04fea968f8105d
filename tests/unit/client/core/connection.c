#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/core/connection.h"
#include "common/base/must.h"
#include "common/wire/wire.h"
#include "fake_server.h"
#include "tests/unit/common/link/identity.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* One connection and what it told. */
struct told {
    uv_loop_t loop;
    struct fake_server server;
    struct link_context *context;
    struct connection *connection;
    int ready, messages, closed, heard;
    bool trusts, close_when_ready;
    size_t size; /* of the last message */
    struct cause cause;
};

static struct identity identity;

static struct addrinfo *address_of(const char *address, const char *service, struct addrinfo *next)
{
    struct addrinfo *made = calloc(1, sizeof *made + sizeof(struct sockaddr_in));
    must(made != NULL);
    struct sockaddr_in *at = (struct sockaddr_in *)(made + 1);
    must(uv_ip4_addr(address, atoi(service), at) == 0);
    made->ai_family = AF_INET;
    made->ai_socktype = SOCK_STREAM;
    made->ai_addr = (struct sockaddr *)at;
    made->ai_addrlen = sizeof *at;
    made->ai_next = next;
    return made;
}

/* In place of the system's: names that a machine without a network has as well. Nobody listens on 127.0.0.2
 * and 127.0.0.3. */
int getaddrinfo(const char *host, const char *service, const struct addrinfo *hints, struct addrinfo **list)
{
    (void)hints;
    if (strcmp(host, "several.test") == 0)
        *list = address_of("127.0.0.2", service, address_of("127.0.0.1", service, NULL));
    else if (strcmp(host, "silent.test") == 0)
        *list = address_of("127.0.0.2", service, address_of("127.0.0.3", service, NULL));
    else if (strcmp(host, "127.0.0.1") == 0)
        *list = address_of(host, service, NULL);
    else
        return EAI_NONAME;
    return 0;
}

void freeaddrinfo(struct addrinfo *list)
{
    while (list) {
        struct addrinfo *next = list->ai_next;
        free(list);
        list = next;
    }
}

static void on_ready(void *user)
{
    struct told *told = user;
    told->ready++;
    if (told->close_when_ready)
        connection_close(told->connection, "enough");
}

static void on_message(void *user, const uint8_t *bytes, size_t count)
{
    struct told *told = user;
    (void)bytes;
    told->messages++;
    told->size = count;
}

static void on_closed(void *user, const struct cause *cause)
{
    struct told *told = user;
    told->closed++;
    told->cause = *cause;
    told->connection = NULL;
}

static bool on_trust(void *user, const struct digest *key, bool chain_valid)
{
    struct told *told = user;
    (void)key;
    (void)chain_valid;
    return told->trusts;
}

static const struct connection_handlers handlers = {on_ready, on_message, on_closed, on_trust};

static void on_heard(struct fake_peer *peer, const struct to_server *message)
{
    struct told *told = peer->server->user;
    told->heard++;
    fake_send(peer, &(struct to_client){.request = message->request, .kind = TO_CLIENT_PONG});
}

static int setup(void **state)
{
    struct told *told = calloc(1, sizeof *told);
    struct cause cause;
    must(told != NULL && uv_loop_init(&told->loop) == 0);
    must(link_context_client(&told->context, &cause) == STATUS_OK);
    told->trusts = true;
    told->server.heard = on_heard;
    told->server.user = told;
    fake_start(&told->server, &told->loop, identity.certificate, identity.key, 0);
    *state = told;
    return 0;
}

static int teardown(void **state)
{
    struct told *told = *state;
    if (told->connection)
        connection_close(told->connection, "the test is over");
    fake_stop(&told->server);
    must(uv_run(&told->loop, UV_RUN_DEFAULT) == 0);
    fake_free(&told->server);
    link_context_destroy(told->context);
    int result = uv_loop_close(&told->loop);
    free(told);
    return result;
}

static void dial(struct told *told, const char *host, int port)
{
    told->connection = connection_open(&told->loop, told->context, host, port, &handlers, told);
}

static void on_time(uv_timer_t *timer)
{
    *(bool *)timer->data = true;
}

/* Until `count` reaches `times`; fails after some seconds. */
static void run_until(struct told *told, const int *count, int times)
{
    bool late = false;
    uv_timer_t timer;
    must(uv_timer_init(&told->loop, &timer) == 0);
    timer.data = &late;
    must(uv_timer_start(&timer, on_time, 8000, 0) == 0);
    while (*count < times && !late)
        uv_run(&told->loop, UV_RUN_ONCE);
    uv_close((uv_handle_t *)&timer, NULL);
    uv_run(&told->loop, UV_RUN_NOWAIT);
    assert_int_equal(*count, times);
}

static void send_ping(struct told *told)
{
    struct buffer buffer = buffer_with_cap(WIRE_TO_SERVER_MAX);
    struct to_server ping = {.request = 1, .kind = TO_SERVER_PING};
    must(wire_write_to_server(&ping, &buffer) == STATUS_OK);
    assert_int_equal(connection_send(told->connection, buffer_bytes(&buffer), buffer_length(&buffer)),
                     STATUS_OK);
    buffer_free(&buffer);
}

static void messages_go_both_ways(void **state)
{
    struct told *told = *state;
    dial(told, "127.0.0.1", told->server.port);
    assert_int_equal(connection_send(told->connection, (const uint8_t *)"x", 1), STATUS_CLOSED);
    run_until(told, &told->ready, 1);
    send_ping(told);
    send_ping(told);
    run_until(told, &told->messages, 2);
    assert_int_equal(told->heard, 2);
    assert_int_equal(told->closed, 0);
}

static void a_name_with_several_addresses_is_tried_through(void **state)
{
    struct told *told = *state;
    dial(told, "several.test", told->server.port);
    run_until(told, &told->ready, 1);
    assert_int_equal(told->closed, 0);
}

static void a_name_whose_addresses_are_all_silent(void **state)
{
    struct told *told = *state;
    dial(told, "silent.test", told->server.port);
    run_until(told, &told->closed, 1);
    assert_int_equal(told->ready, 0);
    assert_non_null(strstr(told->cause.text, "silent.test port "));
}

static void the_largest_message_comes_whole(void **state)
{
    struct told *told = *state;
    uint8_t *bytes = calloc(1, WIRE_TO_CLIENT_MAX);
    must(bytes != NULL);
    dial(told, "127.0.0.1", told->server.port);
    run_until(told, &told->ready, 1);
    fake_send_bytes(told->server.last, bytes, WIRE_TO_CLIENT_MAX);
    run_until(told, &told->messages, 1);
    assert_int_equal(told->size, WIRE_TO_CLIENT_MAX);
    free(bytes);
}

static void nobody_listens(void **state)
{
    struct told *told = *state;
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof at;
    int taken = socket(AF_INET, SOCK_STREAM, 0); /* bound and silent: the port is nobody's */
    must(taken >= 0 && bind(taken, (struct sockaddr *)&at, size) == 0);
    must(getsockname(taken, (struct sockaddr *)&at, &size) == 0);
    dial(told, "127.0.0.1", ntohs(at.sin_port));
    run_until(told, &told->closed, 1);
    assert_int_equal(told->ready, 0);
    assert_non_null(strstr(told->cause.text, "127.0.0.1 port "));
    assert_non_null(strstr(told->cause.text, "refused"));
    close(taken);
}

static void a_name_that_is_none(void **state)
{
    struct told *told = *state;
    dial(told, "no host", told->server.port);
    run_until(told, &told->closed, 1);
    assert_non_null(strstr(told->cause.text, "no host port "));
}

static void an_untrusted_server_hears_nothing(void **state)
{
    struct told *told = *state;
    told->trusts = false;
    dial(told, "127.0.0.1", told->server.port);
    run_until(told, &told->closed, 1);
    assert_int_equal(told->ready, 0);
    assert_non_null(strstr(told->cause.text, "not trusted"));
}

static void a_cut_is_told_once(void **state)
{
    struct told *told = *state;
    dial(told, "127.0.0.1", told->server.port);
    run_until(told, &told->ready, 1);
    while (!told->server.last)
        uv_run(&told->loop, UV_RUN_ONCE);
    fake_cut(told->server.last);
    run_until(told, &told->closed, 1);
    assert_string_not_equal(told->cause.text, "");
}

static void the_first_reason_to_close_is_told(void **state)
{
    struct told *told = *state;
    dial(told, "127.0.0.1", told->server.port);
    connection_close(told->connection, "first");
    connection_close(told->connection, "second");
    assert_int_equal(told->closed, 0); /* never inside the call */
    run_until(told, &told->closed, 1);
    assert_string_equal(told->cause.text, "first");
}

static void it_may_be_closed_inside_a_handler(void **state)
{
    struct told *told = *state;
    told->close_when_ready = true;
    dial(told, "127.0.0.1", told->server.port);
    run_until(told, &told->closed, 1);
    assert_string_equal(told->cause.text, "enough");
    assert_int_equal(told->ready, 1);
}

static int setup_all(void **state)
{
    (void)state;
    identity_make(&identity);
    return 0;
}

static int teardown_all(void **state)
{
    (void)state;
    identity_remove(&identity);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(messages_go_both_ways, setup, teardown),
        cmocka_unit_test_setup_teardown(a_name_with_several_addresses_is_tried_through, setup, teardown),
        cmocka_unit_test_setup_teardown(a_name_whose_addresses_are_all_silent, setup, teardown),
        cmocka_unit_test_setup_teardown(the_largest_message_comes_whole, setup, teardown),
        cmocka_unit_test_setup_teardown(nobody_listens, setup, teardown),
        cmocka_unit_test_setup_teardown(a_name_that_is_none, setup, teardown),
        cmocka_unit_test_setup_teardown(an_untrusted_server_hears_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(a_cut_is_told_once, setup, teardown),
        cmocka_unit_test_setup_teardown(the_first_reason_to_close_is_told, setup, teardown),
        cmocka_unit_test_setup_teardown(it_may_be_closed_inside_a_handler, setup, teardown),
    };
    return cmocka_run_group_tests(tests, setup_all, teardown_all);
}
