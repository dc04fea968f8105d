/* The name that links for browsers carry. */
#include "server/conf/place.h"

#include "server/conf/conf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void names_and_addresses_are_taken(void **state)
{
    static const char *const good[] = {
        "game.example.org", "game.example.org:4470", "LAB-7", "192.0.2.1:1", "[2001:db8::1]", "[::1]:65535",
    };
    struct cause cause;
    (void)state;
    for (size_t x = 0; x < sizeof good / sizeof *good; x++)
        if (conf_check_public(good[x], &cause))
            fail_msg("%s: %s", good[x], cause.text);
}

static void everything_else_is_refused_with_a_remedy(void **state)
{
    static const char *const wrong[] = {
        "https://game.example.org",
        "game.example.org/",
        "game.example.org/join",
        "a b",
        "a\"b",
        "<b>",
        "a:b",
        "a:0",
        "a:65536",
        "a:",
        ":4470",
        "a:1:2",
        "2001:db8::1",
        "[::1",
        "[]",
        "[]:1",
        "[::1]4470",
        "[a b]",
        "a@b",
        "a%41",
        "",
    };
    char endless[1024];
    struct cause cause;
    (void)state;
    for (size_t x = 0; x < sizeof wrong / sizeof *wrong; x++) {
        if (!conf_check_public(wrong[x], &cause))
            fail_msg("\"%s\" is taken", wrong[x]);
        if (strncmp(cause.text, "--public: ", 10) != 0 ||
            (!strstr(cause.text, "HOST[:PORT]") && !strstr(cause.text, "1..65535")))
            fail_msg("\"%s\" names no option and no remedy", cause.text);
    }
    memset(endless, 'a', sizeof endless);
    endless[sizeof endless - 1] = '\0';
    assert_int_equal(conf_check_public(endless, &cause), STATUS_INVALID);
}

static void links_name_what_is_listened_on_or_what_was_said(void **state)
{
    static const struct {
        const char *public, *host;
        uint16_t port;
        const char *machine, *place;
    } rows[] = {
        {NULL, "127.0.0.1", 4470, "lab-7", "localhost:4470"},
        {NULL, "::1", 4470, "lab-7", "localhost:4470"},
        {NULL, "192.0.2.1", 4470, "lab-7", "192.0.2.1:4470"},
        {NULL, "2001:db8::1", 4470, "lab-7", "[2001:db8::1]:4470"},
        {NULL, "0.0.0.0", 4470, "lab-7", "lab-7:4470"},
        {NULL, "::", 443, "lab-7.example.org", "lab-7.example.org"},
        {NULL, "0.0.0.0", 4470, "", "localhost:4470"},
        {NULL, "0.0.0.0", 4470, "(none)", "localhost:4470"},
        {NULL, "192.0.2.1", 443, "lab-7", "192.0.2.1"},
        {"game.example.org", "0.0.0.0", 4470, "lab-7", "game.example.org"},
        {"game.example.org:8443", "127.0.0.1", 4470, "lab-7", "game.example.org:8443"},
    };
    (void)state;
    for (size_t x = 0; x < sizeof rows / sizeof *rows; x++) {
        struct conf conf = {.public = rows[x].public};
        char place[CONF_PLACE_SIZE];
        conf_place(&conf, rows[x].host, rows[x].port, rows[x].machine, place);
        assert_string_equal(place, rows[x].place);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_and_addresses_are_taken),
        cmocka_unit_test(everything_else_is_refused_with_a_remedy),
        cmocka_unit_test(links_name_what_is_listened_on_or_what_was_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
