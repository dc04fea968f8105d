/* The rules as people read them: whole, in both languages, in the order of explanation. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/debrief/diagnosis.h"

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
        for (int language = 0; language < DEBRIEF_LANGUAGES; language++) {
            assert_true(rule->title[language] && rule->title[language][0]);
            assert_true(rule->rule[language] && rule->rule[language][0]);
            assert_int_equal(rule->rule[language][strlen(rule->rule[language]) - 1], '.');
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
