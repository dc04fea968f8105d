#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/base/status.h"

#include <string.h>

static void failing_is_one_statement(void **state)
{
    (void)state;
    struct cause cause = {""};
    assert_int_equal(status_fail(&cause, STATUS_INVALID, "%s is %d", "stake", 101), STATUS_INVALID);
    assert_string_equal(cause.text, "stake is 101");
}

static void wrapping_puts_the_context_before(void **state)
{
    (void)state;
    struct cause cause;
    enum status status = status_fail(&cause, STATUS_IO, "disk gone");
    status = status_wrap(&cause, status, "world %s", "w1");
    status = status_wrap(&cause, status, "exercise %d", 7);
    assert_int_equal(status, STATUS_IO);
    assert_string_equal(cause.text, "exercise 7: world w1: disk gone");
}

/* What does not fit is cut from the right, and the text stays a string. */
static void long_texts_are_cut(void **state)
{
    (void)state;
    struct cause cause;
    char much[2 * CAUSE_LENGTH_MAX];
    memset(much, 'm', sizeof much - 1);
    much[sizeof much - 1] = '\0';
    assert_int_equal(status_fail(&cause, STATUS_FULL, "%s", much), STATUS_FULL);
    assert_int_equal(strlen(cause.text), CAUSE_LENGTH_MAX - 1);
    assert_int_equal(status_wrap(&cause, STATUS_FULL, "the store"), STATUS_FULL);
    assert_int_equal(strlen(cause.text), CAUSE_LENGTH_MAX - 1);
    assert_ptr_equal(strstr(cause.text, "the store: mmm"), cause.text);
    assert_int_equal(status_wrap(&cause, STATUS_FULL, "%s", much), STATUS_FULL);
    assert_int_equal(strlen(cause.text), CAUSE_LENGTH_MAX - 1);
}

static void every_status_has_a_name_of_its_own(void **state)
{
    (void)state;
    for (int a = STATUS_OK; a <= STATUS_CLOSED; a++) {
        assert_true(strlen(status_name((enum status)a)) > 0);
        for (int b = STATUS_OK; b < a; b++)
            assert_string_not_equal(status_name((enum status)a), status_name((enum status)b));
    }
}

static void strange_bytes_are_no_commands(void **state)
{
    (void)state;
    struct cause cause;
    assert_int_equal(status_fail(&cause, STATUS_INVALID, "a\x1b[2Jb\n%s", "\x07\x7fñ"), STATUS_INVALID);
    assert_string_equal(cause.text, "a?[2Jb???ñ");
    assert_int_equal(status_wrap(&cause, STATUS_INVALID, "\x1b"), STATUS_INVALID);
    assert_string_equal(cause.text, "?: a?[2Jb???ñ");
    /* an introducer of commands in one byte and in two, half a character, an overridden direction */
    assert_int_equal(status_fail(&cause, STATUS_INVALID, "a\x9b[2Jb%s", "\xc2\x9b\xc3 \u202ec"),
                     STATUS_INVALID);
    assert_string_equal(cause.text, "a?[2Jb?? ?c");
}

static void a_character_is_cut_whole(void **state)
{
    (void)state;
    struct cause cause;
    char name[CAUSE_LENGTH_MAX + 8];
    for (int before = 0; before < 4; before++) {
        memset(name, 'x', sizeof name);
        memcpy(name + CAUSE_LENGTH_MAX - 1 - before, "\u20ac", 3);
        name[CAUSE_LENGTH_MAX + 4] = '\0';
        assert_int_equal(status_fail(&cause, STATUS_INVALID, "%s", name), STATUS_INVALID);
        size_t whole = before == 3 ? CAUSE_LENGTH_MAX - 1 : (size_t)(CAUSE_LENGTH_MAX - 1 - before);
        assert_int_equal(strlen(cause.text), whole);
        assert_memory_equal(cause.text, name, whole);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(failing_is_one_statement),
        cmocka_unit_test(wrapping_puts_the_context_before),
        cmocka_unit_test(long_texts_are_cut),
        cmocka_unit_test(every_status_has_a_name_of_its_own),
        cmocka_unit_test(strange_bytes_are_no_commands),
        cmocka_unit_test(a_character_is_cut_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
