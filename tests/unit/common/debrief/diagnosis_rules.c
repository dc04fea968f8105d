/* The rules as people read them: whole, in both languages, in the order of explanation. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/debrief/diagnosis.h"
#include "common/words/key.h"

#include <string.h>

static void rules_are_complete(void **state)
{
    static const char *const names[CAUSE_COUNT] = {
        "aggression", "weakness", "deterrence_failure", "right_fear", "answer",
        "spiral",     "backfire", "preemption",         "misreading", "chain"};
    static const bool dilemma[CAUSE_COUNT] = {false, false, false, false, true,
                                              true,  true,  true,  true,  false};
    (void)state;
    for (int cause = 0; cause < CAUSE_COUNT; cause++) {
        const struct diagnosis_rule *rule = &diagnosis_rules[cause];
        assert_string_equal(rule->name, names[cause]);
        assert_int_equal(rule->dilemma, dilemma[cause]);
        for (int language = 0; language < LANGUAGES; language++) {
            const char *title = sentence_words(languages[language], KEY("rule", rule->name, "title"));
            const char *words = sentence_words(languages[language], KEY("rule", rule->name, "text"));
            assert_true(title && title[0]);
            assert_ptr_equal(diagnosis_title(languages[language], cause), title);
            assert_true(words && words[0]);
            assert_int_equal(words[strlen(words) - 1], '.');
        }
    }
    assert_int_equal(roe_names.count, ROE_COUNT);
    assert_string_equal(roe_names.names[ROE_LOOSE], "loose");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(rules_are_complete)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
