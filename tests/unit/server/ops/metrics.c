#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "server/ops/metrics.h"

static void rows_become_the_text_of_prometheus(void **state)
{
    (void)state;
    static const struct metrics_row rows[] = {
        {"spiral_links", METRICS_GAUGE, "connections of all kinds", 3},
        {"spiral_slow_total", METRICS_COUNTER, "closed", 12345678901},
    };
    char memory[METRICS_TEXT_MAX];
    struct text text = text_over(memory, sizeof memory);
    metrics_put(rows, 2, &text);
    assert_false(text.cut);
    assert_string_equal(memory, "# HELP spiral_links connections of all kinds\n"
                                "# TYPE spiral_links gauge\n"
                                "spiral_links 3\n"
                                "# HELP spiral_slow_total closed\n"
                                "# TYPE spiral_slow_total counter\n"
                                "spiral_slow_total 12345678901\n");
}

static void memory_is_what_the_system_says(void **state)
{
    (void)state;
    int64_t bytes = metrics_resident_bytes();
    assert_true(bytes > 100 * 1024);
    assert_int_equal(bytes % 4096, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_become_the_text_of_prometheus),
        cmocka_unit_test(memory_is_what_the_system_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
