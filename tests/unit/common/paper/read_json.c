/* The reader of JSON: what the writer writes comes back, and what is none makes it bad. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/cards/json.h"
#include "common/paper/read_json.h"

#include <string.h>

static void what_is_written_is_read(void **state)
{
    char memory[512], key[16], string[64];
    struct text text = text_over(memory, sizeof memory);
    struct json json = json_over(&text);
    (void)state;
    json_object(&json, NULL);
    json_string(&json, "a", "qu\"ote \\ ñ \001 \n");
    json_list(&json, "b");
    json_number(&json, NULL, -42);
    json_bool(&json, NULL, true);
    json_bool(&json, NULL, false);
    json_close(&json);
    json_close(&json);
    struct read_json reader = read_json_over(text.at, text.length);
    read_json_object(&reader);
    assert_true(read_json_more(&reader));
    read_json_key(&reader, key, sizeof key);
    assert_string_equal(key, "a");
    assert_int_equal(read_json_next(&reader), '"');
    read_json_string(&reader, string, sizeof string);
    assert_string_equal(string, "qu\"ote \\ ñ \001 \n");
    assert_true(read_json_more(&reader));
    read_json_key(&reader, key, sizeof key);
    read_json_list(&reader);
    assert_true(read_json_more(&reader));
    assert_int_equal(read_json_next(&reader), '0');
    assert_int_equal(read_json_number(&reader), -42);
    assert_true(read_json_more(&reader) && read_json_bool(&reader));
    assert_true(read_json_more(&reader) && !read_json_bool(&reader));
    assert_false(read_json_more(&reader));
    assert_false(read_json_more(&reader));
    assert_false(reader.bad);
    assert_int_equal(reader.depth, 0);
}

static void values_are_skipped(void **state)
{
    static const char text[] = "[{\"a\":[1,{\"b\":\"]}\\\"\"}],\"c\":null}, \"x\", 7]";
    struct read_json reader = read_json_over(text, sizeof text - 1);
    (void)state;
    read_json_list(&reader);
    assert_true(read_json_more(&reader));
    read_json_skip(&reader);
    assert_true(read_json_more(&reader));
    read_json_skip(&reader);
    assert_true(read_json_more(&reader));
    assert_int_equal(read_json_number(&reader), 7);
    assert_false(read_json_more(&reader));
    assert_false(reader.bad);
}

static void escapes_become_letters(void **state)
{
    static const char text[] = "\"\\u0041\\u00f1\\u2212\\t\"";
    char string[32];
    struct read_json reader = read_json_over(text, sizeof text - 1);
    (void)state;
    read_json_string(&reader, string, sizeof string);
    assert_string_equal(string, "A\u00f1\u2212\t");
    assert_false(reader.bad);
}

static void long_strings_are_cut_between_letters(void **state)
{
    char string[4];
    struct read_json reader = read_json_over("\"aññ\"", strlen("\"aññ\""));
    (void)state;
    read_json_string(&reader, string, sizeof string);
    assert_string_equal(string, "añ");
}

static void what_is_no_json_is_bad(void **state)
{
    static const char *const texts[] = {"",          "{",     "[1 2]", "{\"a\"}",   "\"a",
                                        "[\"\\q\"]", "[tru]", "[-]",   "{\"a\":1,}"};
    (void)state;
    for (size_t x = 0; x < sizeof texts / sizeof texts[0]; x++) {
        struct read_json reader = read_json_over(texts[x], strlen(texts[x]));
        char string[16];
        bool list = texts[x][0] == '[';
        if (texts[x][0] == '"') {
            read_json_string(&reader, string, sizeof string);
        } else if (list) {
            for (read_json_list(&reader); read_json_more(&reader);)
                if (read_json_next(&reader) == '"')
                    read_json_string(&reader, string, sizeof string);
                else if (read_json_next(&reader) == 't')
                    (void)read_json_bool(&reader);
                else
                    (void)read_json_number(&reader);
        } else {
            for (read_json_object(&reader); read_json_more(&reader);) {
                read_json_key(&reader, string, sizeof string);
                read_json_skip(&reader);
            }
        }
        assert_true(reader.bad);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read), cmocka_unit_test(values_are_skipped),
        cmocka_unit_test(escapes_become_letters),  cmocka_unit_test(long_strings_are_cut_between_letters),
        cmocka_unit_test(what_is_no_json_is_bad),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
