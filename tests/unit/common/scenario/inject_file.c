/* Inject files: what people write is read, and each mistake is told with its place and what is allowed. */
#include "common/scenario/inject_file.h"
#include "common/base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct inject_file file;

static void injects_are_read(void **state)
{
    static const char text[] = "- turn: 4\n"
                               "  world: B\n"
                               "  to: [A, C]\n"
                               "  source: Harbour Radio\n"
                               "  en: \"War: rumours\"\n"
                               "  es: Rumores\n"
                               "- {tension: 5, turn: 3, to: F, en: x, misleading: true}\n"
                               "- tension: 2\n"
                               "  es: Solo en castellano\n";
    struct cause cause;
    (void)state;
    assert_int_equal(
        inject_file_parse("i.yaml", languages[LANGUAGE_ENGLISH], text, sizeof text - 1, &file, &cause),
        STATUS_OK);
    assert_int_equal(file.count, 3);
    const struct inject_entry *entry = &file.entries[0];
    assert_string_equal(entry->world, "B");
    assert_int_equal(entry->seats, 5);
    assert_string_equal(entry->source, "Harbour Radio");
    assert_string_equal(entry->text[SCENARIO_EN], "War: rumours");
    assert_string_equal(entry->text[SCENARIO_ES], "Rumores");
    assert_int_equal(entry->turn, 4);
    assert_int_equal(entry->tension, 0);
    assert_false(entry->misleading);
    entry = &file.entries[1];
    assert_int_equal(entry->seats, 32);
    assert_int_equal(entry->turn, 3);
    assert_int_equal(entry->tension, 5);
    assert_true(entry->misleading);
    assert_string_equal(entry->world, "");
    entry = &file.entries[2];
    assert_int_equal(entry->turn, 1);
    assert_string_equal(entry->text[SCENARIO_EN], "Solo en castellano");
}

/* The same place, other words, and none that are not there. */
static void differs_in_spanish(const char *text, const char *english)
{
    struct cause cause;
    assert_int_equal(
        inject_file_parse("i.yaml", languages[LANGUAGE_SPANISH], text, strlen(text), &file, &cause),
        STATUS_INVALID);
    size_t place = (size_t)(strchr(english, ' ') - english), bare = strlen(cause.text);
    if (strcmp(cause.text, english) == 0 || strncmp(cause.text, english, place) != 0 || bare < place + 15 ||
        strstr(cause.text, "[injects.") || strstr(cause.text, "[sheet."))
        fail_msg("\"%s\" for \"%s\"", cause.text, english);
}

static void mistakes_have_a_place(void **state)
{
    static const struct {
        const char *text, *why;
    } wrong[] = {
        {"turn: 4\n", "i.yaml:1:1: file: is a mapping; allowed a list"},
        {"- 4\n", "i.yaml:1:3: inject: is '4'; allowed a mapping"},
        {"- turn: 4\n", "i.yaml:1:3: inject: has no text; give en, es or both"},
        {"- en: x\n", "i.yaml:1:3: inject: has no time; give turn, or tension"},
        {"- en: x\n  turn: 0\n", "i.yaml:2:9: turn: is '0'; allowed a whole number 1..60"},
        {"- en: x\n  tension: 7\n", "i.yaml:2:12: tension: is '7'; allowed a whole number 1..6"},
        {"- en: x\n  turn: 1\n  when: now\n", "i.yaml:3:3: inject: unknown field 'when'; allowed world, to"},
        {"- en: x\n  en: y\n", "i.yaml:2:3: en: stands twice; allowed once"},
        {"- en: x\n  turn: 1\n  to: [A, M]\n", "i.yaml:3:11: to: is 'M'; allowed letters"},
        {"- en: x\n  turn: 1\n  to: Corva\n", "i.yaml:3:7: to: is 'Corva'; allowed letters"},
        {"- en: x\n  turn: 1\n  world: 2\n", "i.yaml:3:10: world: is '2'; allowed the name of a world"},
        {"- en: x\n  turn: 1\n  misleading: maybe\n",
         "i.yaml:3:15: misleading: is 'maybe'; allowed true or false"},
        {"- en: \"a\\nb\"\n  turn: 1\n", "i.yaml:1:7: en: is not one paragraph that prints"},
        {"- {en: x, turn: 1}\n- {en: x, turn: 1}\n", "i.yaml:2:3: inject: is the same as that of line 1"},
        {"- en: x\n  turn: 1\n  source: abcdefghijklmnopqrstuvwxyz0123456789\n",
         "i.yaml:3:11: source: has 36 bytes; allowed 31"},
        {"- {en: x\n", "i.yaml:"},
        {"", "i.yaml:1:1: file: is empty"},
        {"- en: x\n\tturn: 1\n", "i.yaml:2:1: text: a tab"},
        {"- en: \xff\n", "i.yaml:1:7: text: byte 0xff is not UTF-8"},
        {"- en: &x x\n", "i.yaml:1:7: YAML: an anchor"},
        {"- en: []\n", "i.yaml:1:7: en: is a list; allowed 1 to 500 bytes"},
    };
    struct cause cause;
    (void)state;
    for (size_t x = 0; x < sizeof wrong / sizeof wrong[0]; x++) {
        assert_int_equal(inject_file_parse("i.yaml", languages[LANGUAGE_ENGLISH], wrong[x].text,
                                           strlen(wrong[x].text), &file, &cause),
                         STATUS_INVALID);
        if (strncmp(cause.text, wrong[x].why, strlen(wrong[x].why)) != 0)
            fail_msg("\"%s\" is not \"%s\"", cause.text, wrong[x].why);
        differs_in_spanish(wrong[x].text, cause.text);
    }
}

static void the_longest_text_fits_and_one_more_does_not(void **state)
{
    char text[700];
    struct cause cause;
    (void)state;
    for (size_t length = 500; length <= 501; length++) {
        memset(text, 'x', sizeof text);
        memcpy(text, "- {turn: 1, en: ", 16);
        memcpy(text + 16 + length, "}\n", 3);
        assert_int_equal(
            inject_file_parse("i.yaml", languages[LANGUAGE_ENGLISH], text, strlen(text), &file, &cause),
            length == 500 ? STATUS_OK : STATUS_INVALID);
    }
    assert_non_null(strstr(cause.text, "en: has 501 bytes; allowed 500"));
}

static void there_is_a_last_inject(void **state)
{
    char *text = calloc(INJECT_FILE_ENTRIES_MAX + 1, 32);
    struct cause cause;
    size_t length = 0;
    (void)state;
    assert_non_null(text);
    for (int x = 0; x <= INJECT_FILE_ENTRIES_MAX; x++) {
        struct text one = text_over(text + length, 32);
        text_put(&one, "- {turn: 1, en: n");
        text_put_int(&one, x);
        text_put(&one, "}\n");
        length += one.length;
    }
    assert_int_equal(inject_file_parse("i.yaml", languages[LANGUAGE_ENGLISH], text, length, &file, &cause),
                     STATUS_INVALID);
    assert_non_null(strstr(cause.text, "i.yaml:65:3: file: has more than 64 injects"));
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(injects_are_read),
        cmocka_unit_test(mistakes_have_a_place),
        cmocka_unit_test(the_longest_text_fits_and_one_more_does_not),
        cmocka_unit_test(there_is_a_last_inject),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
