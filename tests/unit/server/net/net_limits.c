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

static void expect(const struct net_limits *limits, const char *host, struct net_tally tally,
                   enum net_admission expected)
{
    struct net_address address = {.family = NET_LOCAL};
    if (host)
        address = address_of(host, 1);
    assert_int_equal(net_limits_admit(limits, &address, tally), expected);
}

static void who_is_admitted(void **state)
{
    (void)state;
    struct net_limits limits = net_limits_default();
    const char *far = "192.0.2.7", *near = "127.0.0.1", *local = NULL;
    struct net_tally tally = {.arriving = 511, .host_arriving = 63, .settled = 1024, .host_settled = 64};
    expect(&limits, far, tally, NET_ADMIT); /* a full house does not keep anybody from coming back */
    tally.arriving = 512;
    expect(&limits, far, tally, NET_ADMIT_FOR_OTHER);
    tally.host_arriving = 64;
    expect(&limits, far, tally, NET_ADMIT_FOR_OWN);
    tally.arriving = 64;
    expect(&limits, far, tally, NET_ADMIT_FOR_OWN);
    expect(&limits, near, tally, NET_ADMIT);
    tally = (struct net_tally){.arriving = 512, .host_arriving = 255};
    expect(&limits, near, tally, NET_ADMIT_FOR_OTHER);
    tally.host_arriving = 256;
    expect(&limits, near, tally, NET_ADMIT_FOR_OWN);
    /* descriptors are few: somebody makes room, if there is anybody */
    expect(&limits, far, (struct net_tally){.arriving = 1, .short_of_descriptors = true},
           NET_ADMIT_FOR_OTHER);
    expect(&limits, far, (struct net_tally){.settled = 9, .short_of_descriptors = true}, NET_TURN_OFF);
    /* whatever happens outside, the operator gets in */
    tally = (struct net_tally){.arriving = 512, .settled = 1024, .local = 15, .short_of_descriptors = true};
    expect(&limits, local, tally, NET_ADMIT);
    tally.local = 16;
    expect(&limits, local, tally, NET_TURN_OFF);
}

static void who_may_stay(void **state)
{
    (void)state;
    struct net_limits limits = net_limits_default();
    struct net_address far = address_of("192.0.2.7", 1), near = address_of("::1", 1);
    struct net_tally tally = {.settled = 1023, .host_settled = 63};
    assert_true(net_limits_settle(&limits, &far, tally));
    tally.host_settled = 64;
    assert_false(net_limits_settle(&limits, &far, tally));
    assert_true(net_limits_settle(&limits, &near, tally));
    tally.settled = 1024;
    assert_false(net_limits_settle(&limits, &near, tally));
    assert_int_equal(net_limits_descriptors(&limits), 1024 + 512 + 64);
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
        cmocka_unit_test(addresses_as_text),        cmocka_unit_test(who_is_one_host),
        cmocka_unit_test(who_is_admitted),          cmocka_unit_test(who_may_stay),
        cmocka_unit_test(a_bucket_refills_by_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
