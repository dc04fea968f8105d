/* Addresses as they are typed, and what is said of those that are none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/doctor/address.h"

#include <string.h>

static void addresses_are_read(void **state)
{
    static const struct {
        const char *typed, *host;
        int port;
    } cases[] = {
        {"https://game.uni.example", "game.uni.example", 443},
        {"https://game.uni.example/", "game.uni.example", 443},
        {"https://game.uni.example:4470/check", "game.uni.example", 4470},
        {"localhost:1", "localhost", 1},
        {"192.0.2.7", "192.0.2.7", 443},
        {"https://[2001:db8::7]:65535", "2001:db8::7", 65535},
        {"[::1]", "::1", 443},
    };
    (void)state;
    for (size_t x = 0; x < sizeof cases / sizeof cases[0]; x++) {
        struct stream_place place;
        assert_int_equal(address_read(cases[x].typed, &place), ADDRESS_TAKEN);
        assert_string_equal(place.host, cases[x].host);
        assert_int_equal(place.port, cases[x].port);
    }
}

static void others_are_refused(void **state)
{
    static const struct {
        const char *typed;
        enum address_fault fault;
    } cases[] = {
        {"", ADDRESS_NO_HOST},          {"http://game.uni.example", ADDRESS_PLAIN},
        {"https://", ADDRESS_NO_HOST},  {"https://:443", ADDRESS_NO_HOST},
        {"host:0", ADDRESS_NO_PORT},    {"host:65536", ADDRESS_NO_PORT},
        {"host:port", ADDRESS_NO_PORT}, {"host:1:2", ADDRESS_NO_PORT},
        {"[::1", ADDRESS_NO_HOST},      {"[::1]x", ADDRESS_NO_PORT},
        {"a b", ADDRESS_NO_HOST},       {"-x", ADDRESS_NO_HOST},
        {"host\n", ADDRESS_NO_HOST},    {"https://user@host", ADDRESS_NO_HOST},
        {"[]:1", ADDRESS_NO_HOST},
    };
    (void)state;
    for (size_t x = 0; x < sizeof cases / sizeof cases[0]; x++) {
        struct stream_place place;
        assert_int_equal(address_read(cases[x].typed, &place), cases[x].fault);
    }
}

static void a_machine_means_itself_by_some(void **state)
{
    static const char *const own[] = {"127.0.0.1", "127.255.0.9", "::1", "::ffff:127.0.0.1"};
    static const char *const others[] = {"126.0.0.1", "128.0.0.1",       "10.0.0.127", "192.168.127.1",
                                         "::2",       "::ffff:10.0.0.1", "localhost",  ""};
    (void)state;
    for (size_t x = 0; x < sizeof own / sizeof own[0]; x++)
        assert_true(address_is_loopback(own[x]));
    for (size_t x = 0; x < sizeof others / sizeof others[0]; x++)
        assert_false(address_is_loopback(others[x]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_are_read),
        cmocka_unit_test(others_are_refused),
        cmocka_unit_test(a_machine_means_itself_by_some),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
