/* Keys put together from the names of rows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/words/key.h"

#include <string.h>

static void parts_are_joined(void **state)
{
    (void)state;
    assert_string_equal(KEY("metric", "burden"), "metric.burden");
    assert_string_equal(KEY("card", "D4", "title"), "card.d4.title");
    assert_string_equal(KEY("verdict", "not your seat"), "verdict.not_your_seat");
    assert_string_equal(KEY("alone"), "alone");
    struct key one, other; /* two at once, as in a list of arguments */
    assert_string_not_equal(key_put(&one, (const char *const[]){"a", "b", NULL}),
                            key_put(&other, (const char *const[]){"a", "c", NULL}));
    assert_string_equal(one.at, "a.b");
}

static void the_longest_key_fits(void **state)
{
    char name[KEY_SIZE - 2];
    (void)state;
    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    assert_int_equal(strlen(KEY("k", name)), KEY_SIZE - 1);
}

static void words_without_a_row_are_seen(void **state)
{
    (void)state;
    assert_string_equal(key_words(languages[LANGUAGE_SPANISH], KEY("card", "turn")), "turno");
    assert_string_equal(key_words(languages[LANGUAGE_ENGLISH], "no.such"), "?");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_are_joined),
        cmocka_unit_test(the_longest_key_fits),
        cmocka_unit_test(words_without_a_row_are_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
