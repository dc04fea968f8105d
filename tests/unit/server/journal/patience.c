/* When a group is given time to grow. */
#include "server/journal/journal_internal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { US = 1000 };

static void a_single_writer_is_never_kept_waiting(void **state)
{
    (void)state;
    assert_int_equal(journal_patience_ns(0, 1000000 * US), 0);
    assert_int_equal(journal_patience_ns(1, 1000000 * US), 0);
    assert_int_not_equal(journal_patience_ns(2, 1000000 * US), 0);
}

static void nobody_waits_for_a_fast_disk(void **state)
{
    (void)state;
    assert_int_equal(journal_patience_ns(16, 0), 0);
    assert_int_equal(journal_patience_ns(16, JOURNAL_SLOW_US * US - 1), 0);
    assert_int_equal(journal_patience_ns(16, JOURNAL_SLOW_US * US), JOURNAL_SLOW_US * US / 2);
}

static void patience_has_a_bound(void **state)
{
    (void)state;
    assert_int_equal(journal_patience_ns(1024, 2 * JOURNAL_PATIENCE_US * US), JOURNAL_PATIENCE_US * US);
    assert_int_equal(journal_patience_ns(1024, UINT64_MAX), JOURNAL_PATIENCE_US * US);
    assert_int_equal(journal_patience_ns(UINT64_MAX, 1999 * US), 1999 * US / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_single_writer_is_never_kept_waiting),
        cmocka_unit_test(nobody_waits_for_a_fast_disk),
        cmocka_unit_test(patience_has_a_bound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
