/* Decimal signs in each language. */
#include "common/words/decimal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void a_number_has_the_sign_of_the_language(void **state)
{
    static const struct {
        const char *number, *said[LANGUAGES];
    } cases[] = {
        {"0.25", {[LANGUAGE_ENGLISH] = "0.25", [LANGUAGE_SPANISH] = "0,25"}},
        {"-1.5", {[LANGUAGE_ENGLISH] = "-1.5", [LANGUAGE_SPANISH] = "-1,5"}},
        {"40", {[LANGUAGE_ENGLISH] = "40", [LANGUAGE_SPANISH] = "40"}},
        {"", {[LANGUAGE_ENGLISH] = "", [LANGUAGE_SPANISH] = ""}},
    };
    (void)state;
    for (size_t x = 0; x < sizeof cases / sizeof cases[0]; x++)
        for (int language = 0; language < LANGUAGES; language++) {
            char said[32] = "";
            struct text text = text_over(said, sizeof said);
            decimal_put(languages[language], cases[x].number, &text);
            assert_string_equal(said, cases[x].said[language]);
        }
}

static void tenths_are_told_where_there_are_any(void **state)
{
    static const struct {
        int64_t tenths;
        const char *said[LANGUAGES];
    } cases[] = {
        {385, {[LANGUAGE_ENGLISH] = "38.5", [LANGUAGE_SPANISH] = "38,5"}},
        {400, {[LANGUAGE_ENGLISH] = "40", [LANGUAGE_SPANISH] = "40"}},
        {3, {[LANGUAGE_ENGLISH] = "0.3", [LANGUAGE_SPANISH] = "0,3"}},
        {-12, {[LANGUAGE_ENGLISH] = "-1.2", [LANGUAGE_SPANISH] = "-1,2"}},
        {1000, {[LANGUAGE_ENGLISH] = "100", [LANGUAGE_SPANISH] = "100"}},
        {0, {[LANGUAGE_ENGLISH] = "0", [LANGUAGE_SPANISH] = "0"}},
    };
    (void)state;
    for (size_t x = 0; x < sizeof cases / sizeof cases[0]; x++)
        for (int language = 0; language < LANGUAGES; language++) {
            char said[32] = "";
            struct text text = text_over(said, sizeof said);
            tenths_put(languages[language], cases[x].tenths, &text);
            assert_string_equal(said, cases[x].said[language]);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_has_the_sign_of_the_language),
        cmocka_unit_test(tenths_are_told_where_there_are_any),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
