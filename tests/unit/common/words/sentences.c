/* Slots in sentences, and what others wrote. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/words/sentences.h"

static const struct language *english(void)
{
    return language_find("en");
}

static void check_put(const char *key, const struct slot *slots, const char *expected)
{
    char memory[256];
    struct text text = text_over(memory, sizeof memory);
    sentence_put(english(), key, slots, &text);
    assert_string_equal(memory, expected);
}

static void slots_are_put_in(void **state)
{
    (void)state;
    check_put("clock.waiting", SLOTS(num("waiting", 1)), "Still waiting for 1 state.");
    check_put("clock.waiting", SLOTS(num("waiting", -2)), "Still waiting for -2 states.");
    check_put("state.other", SLOTS(str("letter", "B"), str("name", "{letter}")), "{letter} (B)");
    check_put("state.other", SLOTS(str("name", "Borea")), "Borea ({letter})");
    check_put("no.such", NULL, "[no.such]");
    assert_ptr_equal(language_find("xx"), english());
    assert_ptr_equal(language_find(NULL), english());
    assert_null(sentence_words(english(), "no.such"));
}

static void what_others_wrote_is_harmless(void **state)
{
    static const char *const cases[][2] = {
        {"a\nb\tc", "a / b?c"},
        {"\033[2J", "?[2J"},
        {"\u00d1and\u00fa \u2713", "\u00d1and\u00fa \u2713"},
        {"x\u202ey", "x?y"},
        {"A\u200bn\u200en\u00ad\ufeff", "A?n?n??"},
        {"a\u0301\u0302\u0303\u0304\u0305\u0306z\u0301", "a\u0301\u0302\u0303\u0304z\u0301"},
        {"a\u0301\u0301\u0301\u200d\u0301\u200d\u0301", "a\u0301\u0301\u0301\u0301"},
        {"\U0001f468\u200d\U0001f469 \u2764\ufe0f", "\U0001f468\U0001f469 \u2764\ufe0f"},
        {"\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd \u0633\u0644\u0627\u0645 \u5e73\u548c",
         "\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd \u0633\u0644\u0627\u0645 \u5e73\u548c"},
        {"\xc3", "?"},
        {"a\xff\xfe z", "a?? z"},
        {"\xc2\x9b"
         "2J",
         "?2J"},
    };
    (void)state;
    for (size_t x = 0; x < sizeof cases / sizeof cases[0]; x++) {
        char memory[64];
        struct text text = text_over(memory, sizeof memory);
        harmless_put(cases[x][0], &text);
        assert_string_equal(memory, cases[x][1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slots_are_put_in),
        cmocka_unit_test(what_others_wrote_is_harmless),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
