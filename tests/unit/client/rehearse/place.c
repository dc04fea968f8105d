/* Where robots join, from the link of an exercise. */
#include "client/rehearse/rehearse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void links_name_host_and_port(void **state)
{
    static const struct {
        const char *link, *host;
        int port;
    } rows[] = {
        {"https://game.example.org/join/K7QX2M", "game.example.org", 443},
        {"https://localhost:4470/join/K7QX2M", "localhost", 4470},
        {"https://[::1]:4470/join/K7QX2M", "::1", 4470},
        {"https://[::1]/join/K7QX2M", "::1", 443},
    };
    char host[REHEARSE_HOST_SIZE];
    int port;
    (void)state;
    for (size_t x = 0; x < sizeof rows / sizeof rows[0]; x++) {
        assert_true(rehearse_place(rows[x].link, host, &port));
        assert_string_equal(host, rows[x].host);
        assert_int_equal(port, rows[x].port);
    }
    static const char *const wrong[] = {"",
                                        "http://a/join/B",
                                        "https://",
                                        "https://:80/x",
                                        "https://a:0/x",
                                        "https://a:99999/x",
                                        "https://[::1/x",
                                        "https://[::1]x/y"};
    for (size_t x = 0; x < sizeof wrong / sizeof wrong[0]; x++)
        if (rehearse_place(wrong[x], host, &port))
            fail_msg("%s was taken", wrong[x]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(links_name_host_and_port)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
