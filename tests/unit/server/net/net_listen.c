#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bench.h"

#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static struct bench bench;
static char path[128];

static int setup(void **state)
{
    (void)state;
    bench_open(&bench, bench_limits());
    snprintf(path, sizeof path, "%s/other", bench.directory);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    bench_close(&bench);
    return 0;
}

static void a_taken_port_is_named(void **state)
{
    (void)state;
    struct cause cause = {""};
    uint16_t port = 0;
    char digits[8];
    snprintf(digits, sizeof digits, "%u", bench.port);
    assert_int_equal(net_listen_tcp(bench.net, "127.0.0.1", bench.port, bench.server_context, &port, &cause),
                     STATUS_LOCKED);
    assert_int_equal(port, 0);
    assert_non_null(strstr(cause.text, digits));
}

static void a_name_is_no_address(void **state)
{
    (void)state;
    struct cause cause = {""};
    assert_int_equal(net_listen_tcp(bench.net, "localhost", 0, bench.server_context, NULL, &cause),
                     STATUS_INVALID);
    assert_non_null(strstr(cause.text, "localhost"));
    assert_int_equal(net_listen_tcp(bench.net, "[::1]", 0, bench.server_context, NULL, &cause),
                     STATUS_INVALID);
}

static void a_foreign_address_is_refused(void **state)
{
    (void)state;
    struct cause cause = {""};
    assert_int_equal(net_listen_tcp(bench.net, "192.0.2.1", 0, bench.server_context, NULL, &cause),
                     STATUS_IO);
    assert_non_null(strstr(cause.text, "192.0.2.1"));
}

static void both_kinds_of_address(void **state)
{
    (void)state;
    struct cause cause = {""};
    int probe = socket(AF_INET6, SOCK_STREAM, 0);
    if (probe < 0)
        skip();
    close(probe);
    assert_int_equal(net_listen_tcp(bench.net, "::", 0, bench.server_context, &bench.port, &cause),
                     STATUS_OK);
    assert_int_not_equal(bench.port, 0);
    bench_client(&bench);
    bench_until(&bench, bench.opened == 1);
    assert_memory_equal(bench.address, "127.0.0.1:", 10);
}

static void listeners_are_bounded(void **state)
{
    (void)state;
    struct cause cause = {""};
    for (int i = 2; i < NET_LISTENERS_MAX; i++)
        assert_int_equal(net_listen_tcp(bench.net, "127.0.0.1", 0, bench.server_context, NULL, &cause),
                         STATUS_OK);
    assert_int_equal(net_listen_tcp(bench.net, "127.0.0.1", 0, bench.server_context, NULL, &cause),
                     STATUS_FULL);
    assert_int_equal(net_listen_local(bench.net, path, &cause), STATUS_FULL);
}

static void a_local_socket_is_for_its_owner(void **state)
{
    (void)state;
    struct stat about;
    mode_t mask = umask(0);
    struct cause cause = {""};
    assert_int_equal(net_listen_local(bench.net, path, &cause), STATUS_OK);
    assert_int_equal(umask(mask), 0);
    assert_int_equal(lstat(path, &about), 0);
    assert_true(S_ISSOCK(about.st_mode));
    assert_int_equal(about.st_mode & 0777, 0600);
}

static void an_overlong_path_is_named(void **state)
{
    (void)state;
    struct cause cause = {""};
    char long_path[NET_LOCAL_PATH_MAX + 2];
    size_t length = strlen(bench.directory);
    memset(long_path, 'x', sizeof long_path);
    memcpy(long_path, bench.directory, length);
    long_path[length] = '/';
    long_path[NET_LOCAL_PATH_MAX + 1] = '\0';
    assert_int_equal(net_listen_local(bench.net, long_path, &cause), STATUS_INVALID);
    assert_non_null(strstr(cause.text, long_path));
    assert_non_null(strstr(cause.text, "108"));
    long_path[NET_LOCAL_PATH_MAX] = '\0';
    assert_int_equal(net_listen_local(bench.net, long_path, &cause), STATUS_OK);
    assert_int_equal(access(long_path, F_OK), 0);
    assert_int_equal(net_listen_local(bench.net, "", &cause), STATUS_INVALID);
}

static void a_living_socket_is_left_alone(void **state)
{
    (void)state;
    struct cause cause = {""};
    assert_int_equal(net_listen_local(bench.net, bench.local_path, &cause), STATUS_LOCKED);
    assert_non_null(strstr(cause.text, bench.local_path));
    struct client *client = bench_local_client(&bench);
    assert_int_equal(link_send(client->link, (const uint8_t *)"x", 1), STATUS_OK);
    bench_until(&bench, client->received == 1);
}

static void a_dead_socket_is_replaced(void **state)
{
    (void)state;
    struct cause cause = {""};
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    memcpy(at.sun_path, path, strlen(path) + 1);
    int dead = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(bind(dead, (const struct sockaddr *)&at, sizeof at), 0);
    assert_int_equal(listen(dead, 1), 0);
    close(dead);
    assert_int_equal(access(path, F_OK), 0);
    assert_int_equal(net_listen_local(bench.net, path, &cause), STATUS_OK);
    memcpy(bench.local_path, path, strlen(path) + 1);
    bench_local_client(&bench);
    bench_until(&bench, bench.opened == 1);
}

static void a_socket_that_cannot_be_asked_is_left_alone(void **state)
{
    (void)state;
    struct cause cause = {""};
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    memcpy(at.sun_path, path, strlen(path) + 1);
    int datagrams = socket(AF_UNIX, SOCK_DGRAM, 0);
    assert_int_equal(bind(datagrams, (const struct sockaddr *)&at, sizeof at), 0);
    assert_int_equal(net_listen_local(bench.net, path, &cause), STATUS_LOCKED);
    assert_int_equal(access(path, F_OK), 0);
    close(datagrams);
    unlink(path);
}

static void what_is_no_socket_stays(void **state)
{
    (void)state;
    struct cause cause = {""};
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("precious", file);
    fclose(file);
    assert_int_equal(net_listen_local(bench.net, path, &cause), STATUS_INVALID);
    assert_non_null(strstr(cause.text, path));
    struct stat about;
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(about.st_size, 8);
    unlink(path);
}

static void a_missing_directory_is_named(void **state)
{
    (void)state;
    struct cause cause = {""};
    assert_int_equal(net_listen_local(bench.net, "/nowhere/at/all", &cause), STATUS_IO);
    assert_non_null(strstr(cause.text, "/nowhere/at/all"));
}

static void stopping_removes_only_its_own_file(void **state)
{
    (void)state;
    struct cause cause = {""};
    assert_int_equal(net_listen_local(bench.net, path, &cause), STATUS_OK);
    char keep[160];
    snprintf(keep, sizeof keep, "%s.kept", path);
    assert_int_equal(rename(path, keep), 0);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fclose(file);
    net_stop(bench.net, NULL, NULL);
    uv_run(&bench.loop, UV_RUN_DEFAULT);
    bench.stopped = true;
    assert_int_equal(access(bench.local_path, F_OK), -1);
    assert_int_equal(access(path, F_OK), 0);
    unlink(path);
    unlink(keep);
}

#define bench_test(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        bench_test(a_taken_port_is_named),
        bench_test(a_name_is_no_address),
        bench_test(a_foreign_address_is_refused),
        bench_test(both_kinds_of_address),
        bench_test(listeners_are_bounded),
        bench_test(a_local_socket_is_for_its_owner),
        bench_test(an_overlong_path_is_named),
        bench_test(a_living_socket_is_left_alone),
        bench_test(a_dead_socket_is_replaced),
        bench_test(a_socket_that_cannot_be_asked_is_left_alone),
        bench_test(what_is_no_socket_stays),
        bench_test(a_missing_directory_is_named),
        bench_test(stopping_removes_only_its_own_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
