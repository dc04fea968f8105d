#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/debrief/sentence.h"

static void assert_put(const char *pattern, const char *sentence)
{
    static const struct sentence_word words[] = {
        {"who", "Austria"}, {"whom", "Serbia"}, {"first", "-3"}, {"empty", ""}, {"tricky", "{who}"}};
    char memory[128];
    struct text text = text_over(memory, sizeof memory);
    sentence_fill(&text, pattern, words, sizeof words / sizeof words[0]);
    assert_string_equal(memory, sentence);
    assert_false(text.cut);
}

static void places_are_filled(void **state)
{
    (void)state;
    assert_put("", "");
    assert_put("Nothing.", "Nothing.");
    assert_put("{who}", "Austria");
    assert_put("{who} feared {whom}: {first}.", "Austria feared Serbia: -3.");
    assert_put("{who}{who}", "AustriaAustria");
    assert_put("({empty})", "()");
}

static void other_braces_stay(void **state)
{
    (void)state;
    assert_put("{}", "{}");
    assert_put("{nobody} and {who}", "{nobody} and Austria");
    assert_put("{wh} {whoo} {Who}", "{wh} {whoo} {Who}");
    assert_put("an open {who", "an open {who");
    assert_put("{", "{");
    assert_put("}{who}}", "}Austria}");
    assert_put("{{who}", "{Austria");
    assert_put("{tricky}", "{who}"); /* a word is no pattern */
}

static void what_does_not_fit_is_cut(void **state)
{
    (void)state;
    char memory[8];
    struct text text = text_over(memory, sizeof memory);
    const struct sentence_word word = {"who", "Austria"};
    sentence_fill(&text, "by {who}", &word, 1);
    assert_string_equal(memory, "by Aust");
    assert_true(text.cut);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_are_filled),
        cmocka_unit_test(other_braces_stay),
        cmocka_unit_test(what_does_not_fit_is_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
