/* What is written is JSON, whatever goes in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/cards/json.h"

static void expect_written(const char *string, const char *written)
{
    char memory[128];
    struct text text = text_over(memory, sizeof memory);
    struct json json = json_over(&text);
    json_string(&json, NULL, string);
    assert_string_equal(memory, written);
}

static void strings_are_escaped(void **state)
{
    (void)state;
    expect_written("", "\"\"");
    expect_written("plain", "\"plain\"");
    expect_written("a \"b\" \\ /", "\"a \\\"b\\\" \\\\ /\"");
    expect_written("\b\t\n\f\r", "\"\\b\\t\\n\\f\\r\"");
    expect_written("\x01\x1b\x7f", "\"\\u0001\\u001b\\u007f\"");
    expect_written("¿Qué? \xe2\x82\xac \xf0\x9f\x98\x80", "\"¿Qué? \xe2\x82\xac \xf0\x9f\x98\x80\"");
}

static void bytes_that_are_no_text_are_replaced(void **state)
{
    (void)state;
    expect_written("a\xff"
                   "b",
                   "\"a\xef\xbf\xbd"
                   "b\"");
    expect_written("\xc3", "\"\xef\xbf\xbd\"");                                 /* cut short */
    expect_written("\xc0\xaf", "\"\xef\xbf\xbd\xef\xbf\xbd\"");                 /* overlong */
    expect_written("\xed\xa0\x80", "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\""); /* a surrogate */
    expect_written("\xe2\x82\xac\xe2\x82",
                   "\"\xe2\x82\xac\xef\xbf\xbd\xef\xbf\xbd\""); /* a good one, then none */
}

static void values_stand_in_their_places(void **state)
{
    (void)state;
    char memory[256];
    struct text text = text_over(memory, sizeof memory);
    struct json json = json_over(&text);
    json_object(&json, NULL);
    json_number(&json, "a", -5);
    json_list(&json, "b");
    json_bool(&json, NULL, true);
    json_null(&json, NULL);
    json_object(&json, NULL);
    json_close(&json);
    json_list(&json, NULL);
    json_spelled(&json, NULL, "0.25");
    json_close(&json);
    json_close(&json);
    json_string(&json, "c", "d");
    json_close(&json);
    assert_string_equal(memory, "{\n\"a\":-5,\n\"b\":[\ntrue,\nnull,\n{},\n[0.25]],\n\"c\":\"d\"}\n");
    assert_false(text.cut);
}

static void what_does_not_fit_is_told(void **state)
{
    (void)state;
    char memory[8];
    struct text text = text_over(memory, sizeof memory);
    struct json json = json_over(&text);
    json_string(&json, NULL, "longer than that");
    assert_true(text.cut);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings_are_escaped),
        cmocka_unit_test(bytes_that_are_no_text_are_replaced),
        cmocka_unit_test(values_stand_in_their_places),
        cmocka_unit_test(what_does_not_fit_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
