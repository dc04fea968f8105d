#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "server/net/net_limits.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

static struct net_address address_of(const char *host, uint16_t port)
{
    struct sockaddr_storage from = {0};
    if (strchr(host, ':'))
        assert_int_equal(uv_ip6_addr(host, port, (struct sockaddr_in6 *)&from), 0);
    else
        assert_int_equal(uv_ip4_addr(host, port, (struct sockaddr_in *)&from), 0);
    return net_address_of(&from);
}

static void expect_text(const char *host, uint16_t port, const char *expected)
{
    char text[NET_ADDRESS_TEXT];
    struct net_address address = address_of(host, port);
    net_address_text(&address, text);
    assert_string_equal(text, expected);
}

static bool same_host(const char *a, const char *b)
{
    struct net_address x = address_of(a, 1), y = address_of(b, 2);
    return net_address_same_host(&x, &y);
}

static void addresses_as_text(void **state)
{
    (void)state;
    expect_text("192.0.2.7", 4000, "192.0.2.7:4000");
    expect_text("2001:db8::1", 65535, "[2001:db8::1]:65535");
    expect_text("::ffff:192.0.2.7", 1, "192.0.2.7:1");
    expect_text("2001:db8:1111:2222:3333:4444:5555:6666", 65535,
                "[2001:db8:1111:2222:3333:4444:5555:6666]:65535");
    char text[NET_ADDRESS_TEXT];
    struct net_address local = {.family = NET_LOCAL};
    net_address_text(&local, text);
    assert_string_equal(text, "local");
}

static void who_is_one_host(void **state)
{
    (void)state;
    assert_true(same_host("192.0.2.7", "192.0.2.7"));
    assert_false(same_host("192.0.2.7", "192.0.2.8"));
    assert_true(same_host("192.0.2.7", "::ffff:192.0.2.7"));
    assert_true(same_host("2001:db8:0:1::1", "2001:db8:0:1:ffff::2"));
    assert_false(same_host("2001:db8:0:1::1", "2001:db8:0:2::1"));
    assert_true(same_host("127.0.0.1", "127.9.9.9"));
    assert_true(same_host("127.0.0.1", "::1"));
    assert_false(same_host("::2", "::1"));
    assert_false(same_host("127.0.0.1", "192.0.2.7"));
}

static void who_is_admitted(void **state)
{
    (void)state;
    struct net_limits limits = net_limits_default();
    struct net_address far = address_of("192.0.2.7", 1), near = address_of("127.0.0.1", 1);
    struct net_address local = {.family = NET_LOCAL};
    assert_true(net_limits_admit(&limits, &far, (struct net_tally){.remote = 1023, .same_host = 63}));
    assert_false(net_limits_admit(&limits, &far, (struct net_tally){.remote = 1024, .same_host = 0}));
    assert_false(net_limits_admit(&limits, &far, (struct net_tally){.remote = 64, .same_host = 64}));
    assert_true(net_limits_admit(&limits, &near, (struct net_tally){.remote = 1023, .same_host = 1023}));
    assert_false(net_limits_admit(&limits, &near, (struct net_tally){.remote = 1024, .same_host = 1024}));
    /* a full house does not lock the operator out */
    assert_true(net_limits_admit(&limits, &local, (struct net_tally){.remote = 1024, .local = 15}));
    assert_false(net_limits_admit(&limits, &local, (struct net_tally){.local = 16}));
}

static int take_all(struct net_bucket *bucket)
{
    int taken = 0;
    while (taken < 100000 && net_bucket_take(bucket))
        taken++;
    return taken;
}

static void a_bucket_refills_by_time(void **state)
{
    (void)state;
    struct net_limits limits = net_limits_default();
    struct net_bucket bucket = net_bucket_full(&limits, 5000);
    assert_int_equal(take_all(&bucket), 200);
    assert_true(net_bucket_empty(&bucket));
    net_bucket_refill(&bucket, &limits, 5000);
    assert_true(net_bucket_empty(&bucket));
    net_bucket_refill(&bucket, &limits, 5009);
    assert_true(net_bucket_empty(&bucket));
    net_bucket_refill(&bucket, &limits, 5010);
    assert_int_equal(take_all(&bucket), 1);
    net_bucket_refill(&bucket, &limits, 6010);
    assert_int_equal(take_all(&bucket), 100);
    net_bucket_refill(&bucket, &limits, 6010 + 86400000);
    assert_int_equal(take_all(&bucket), 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_as_text),
        cmocka_unit_test(who_is_one_host),
        cmocka_unit_test(who_is_admitted),
        cmocka_unit_test(a_bucket_refills_by_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
