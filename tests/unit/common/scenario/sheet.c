/* Mistakes of text and of YAML, before any field is looked at. */
#include "common/scenario/sheet.h"
#include "tests/unit/common/scenario/mistakes.h"

#include <stdlib.h>

static void text_is_checked_first(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {"", "1:1: file: is empty; config/scenarios and config/injects have examples"},
        {"# only a comment\n\n", "1:1: file: is empty; config/scenarios and config/injects have examples"},
        {"scenario: a\n\tplayers: 2\n", "2:1: text: a tab; indent and separate with blanks"},
        {"title: {es: \"\u00e1\tb\"}\n", "1:15: text: a tab; indent and separate with blanks"},
        {"scenario: a\ntitle: \xc3\x28\n", "2:8: text: byte 0xc3 is not UTF-8; save the file as UTF-8"},
        {"\u00e1\u00e9 \xed\xa0\x80", "1:4: text: byte 0xed is not UTF-8; save the file as UTF-8"},
        {"a: \x1b[2J", "1:4: text: a character that does not print; remove it"},
        {"a: b\n# \u202e", "2:3: text: a character that does not print; remove it"},
        {"a: \ufeff", "1:4: text: a character that does not print; remove it"},
        {"a: b\rc: d", "1:5: text: a character that does not print; remove it"},
        {"\ufeff# mark\n\t", "2:1: text: a tab; indent and separate with blanks"},
    };
    CHECK_MISTAKES(mistakes);
    check_mistake("scenario: a\nb: \0", 16, "2:4: text: a NUL byte; allowed UTF-8 text");
}

static void yaml_is_bounded(void **state)
{
    (void)state;
    static const struct mistake mistakes[] = {
        {"a: 1\n---\nb: 2\n", "2:1: YAML: a second document; allowed one a file"},
        {"a: &x 1\n", "1:4: YAML: an anchor; write the value out where it is needed"},
        {"a: [b, *x]\n", "1:8: YAML: an alias; write the value out where it is needed"},
        {"a: &x {b: 1}\n", "1:4: YAML: an anchor; write the value out where it is needed"},
        {"a: !!str 5\n", "1:4: YAML: a tag; leave it out, each field knows its type"},
        {"a: !x [1]\n", "1:4: YAML: a tag; leave it out, each field knows its type"},
        {"a: [[[[[[[[1]]]]]]]]\n", "1:11: YAML: nested too deeply; allowed 8 levels"},
        {"a: [1, 2\nb: 3\n",
         "2:2: YAML: did not find expected ',' or ']' while parsing a flow sequence that began "
         "at line 1; check indentation, quotes and brackets"},
        {"a: 1\n  b: 2\n",
         "2:4: YAML: mapping values are not allowed in this context; check indentation, quotes and "
         "brackets"},
        {"a: \"open\n",
         "2:1: YAML: found unexpected end of stream while scanning a quoted scalar that began at line 1; "
         "check indentation, quotes and brackets"},
    };
    CHECK_MISTAKES(mistakes);
}

static void depth_of_eight_is_allowed(void **state)
{
    (void)state;
    check_mistake("a: [[[[[[[1]]]]]]]\n", 19,
                  "1:1: file: unknown field 'a'; allowed actors, scenario, title, lesson, players, minutes, "
                  "parameters, "
                  "proximity, pacts, assessments");
}

static void too_many_values(void **state)
{
    (void)state;
    char *text = malloc(SCENARIO_FILE_MAX);
    assert_non_null(text);
    struct text over = text_over(text, SCENARIO_FILE_MAX);
    text_put(&over, "a: [");
    for (int i = 0; i < SHEET_NODES_MAX; i++)
        text_put(&over, "1,\n");
    text_put_char(&over, ']');
    /* the mapping, its key and the list are three of the values; the list begins in line 1 */
    check_mistake(text, over.length, "4094:1: YAML: too many values; allowed 4096");
    free(text);
}

static void file_too_long(void **state)
{
    (void)state;
    char *text = malloc(SCENARIO_FILE_MAX + 1);
    assert_non_null(text);
    memset(text, '#', SCENARIO_FILE_MAX + 1);
    check_mistake(text, SCENARIO_FILE_MAX + 1, "1:1: file: is too long; allowed 65536 bytes");
    check_mistake(text, SCENARIO_FILE_MAX,
                  "1:1: file: is empty; config/scenarios and config/injects have examples");
    free(text);
}

static void line_ends_and_mark_of_other_editors(void **state)
{
    (void)state;
    static const char text[] =
        "\xef\xbb\xbfscenario: two\r\ntitle: {en: Two}\r\nlesson: {en: Learn}\r\nplayers: 2\r\n"
        "minutes: 30\r\nactors: [{name: North}, {name: South}]\r\n";
    struct scenario_file file;
    struct cause cause;
    assert_int_equal(scenario_file_parse("f.yaml", text, sizeof text - 1, &file, &cause), STATUS_OK);
    assert_string_equal(file.scenario.actors[1].name, "South");
}

/* The reason must survive a long path, and the cut must not leave half a character. */
static void long_names_are_cut(void **state)
{
    (void)state;
    char name[1000]; /* an odd length: the cut falls into a character */
    for (size_t i = 0; i + 2 < sizeof name; i += 2)
        memcpy(name + i, "\u00e1", 2);
    memcpy(name + sizeof name - 1 - 7, "yz.yaml", 7);
    name[sizeof name - 1] = '\0';
    struct scenario_file file;
    struct cause cause;
    assert_int_equal(scenario_file_parse(name, "a: &x 1\n", 8, &file, &cause), STATUS_INVALID);
    assert_memory_equal(cause.text, "...\u00e1", 5);
    assert_non_null(
        strstr(cause.text, "\u00e1yz.yaml:1:4: YAML: an anchor; write the value out where it is needed"));
    assert_int_equal(strlen(cause.text),
                     3 + 99 + strlen(":1:4: YAML: an anchor; write the value out where it is needed"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_checked_first),
        cmocka_unit_test(yaml_is_bounded),
        cmocka_unit_test(depth_of_eight_is_allowed),
        cmocka_unit_test(too_many_values),
        cmocka_unit_test(file_too_long),
        cmocka_unit_test(line_ends_and_mark_of_other_editors),
        cmocka_unit_test(long_names_are_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
