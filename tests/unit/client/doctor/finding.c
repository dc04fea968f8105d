/* Findings: each has words and, where it is not well, a remedy, in every language; the sum says who can play.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/doctor/finding.h"
#include "client/doctor/http.h"

#include <stdio.h>
#include <string.h>

static void every_finding_has_its_words(void **state)
{
    (void)state;
    for (int language = 0; language < LANGUAGES; language++)
        for (int code = 0; code < FINDING_CODES; code++) {
            char memory[4096];
            struct text text = text_over(memory, sizeof memory);
            struct findings findings = {.host = "game.uni.example"};
            findings_add(&findings, (enum finding_code)code, 7, "detail");
            findings_put(&findings, languages[language], &text);
            assert_false(text.cut);
            if (strchr(memory, '[') || strchr(memory, '{'))
                fail_msg("finding %d: %s", code, memory);
            bool has_remedy = strstr(memory, language ? "Remedio: " : "Remedy: ") != NULL;
            assert_int_equal(has_remedy, finding_verdict((enum finding_code)code) != CHECK_GOOD);
        }
}

static void the_sum_counts_what_keeps_players_out(void **state)
{
    char memory[4096];
    struct text text = text_over(memory, sizeof memory);
    struct findings findings = {.host = "h"};
    (void)state;
    findings_add(&findings, CONNECT_GOOD, 443, NULL);
    findings_add(&findings, PORT_ODD, 4470, NULL);
    assert_int_equal(findings_bad(&findings), 0);
    findings_put(&findings, languages[LANGUAGE_ENGLISH], &text);
    assert_non_null(strstr(memory, "can play on h."));
    findings_add(&findings, CHAIN_SELF, 0, "00ff");
    findings_add(&findings, NAME_WRONG, 0, "other.example");
    text = text_over(memory, sizeof memory);
    findings_put(&findings, languages[LANGUAGE_ENGLISH], &text);
    assert_int_equal(findings_bad(&findings), 2);
    assert_non_null(strstr(memory, "2 things keep players out of h."));
}

static void somebody_elses_words_are_harmless(void **state)
{
    char memory[4096];
    struct text text = text_over(memory, sizeof memory);
    struct findings findings = {.host = "h"};
    (void)state;
    findings_add(&findings, NAME_WRONG, 0, "\033[2Jevil\nline");
    findings_put(&findings, languages[LANGUAGE_ENGLISH], &text);
    assert_null(strchr(memory, '\033'));
    assert_null(strstr(memory, "evil\n"));
    text = text_over(memory, sizeof memory);
    findings_put_json(&findings, "https://h", &text);
    assert_non_null(strstr(memory, "\"finding\":\"name_wrong\""));
    assert_non_null(strstr(memory, "\"healthy\":false"));
}

static void dates_are_read(void **state)
{
    (void)state;
    assert_int_equal(http_date("Thu, 01 Jan 1970 00:00:00 GMT"), 0);
    assert_int_equal(http_date("Sun, 06 Nov 1994 08:49:37 GMT"), 784111777);
    assert_int_equal(http_date("Thu, 29 Feb 2024 23:59:59 GMT"), 1709251199);
    assert_int_equal(http_date("Sun, 22 Nov 2026 11:30:00 GMT"), 1795347000);
    assert_int_equal(http_date(""), -1);
    assert_int_equal(http_date("yesterday"), -1);
    assert_int_equal(http_date("Sun, 06 Foo 1994 08:49:37 GMT"), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_finding_has_its_words),
        cmocka_unit_test(the_sum_counts_what_keeps_players_out),
        cmocka_unit_test(somebody_elses_words_are_harmless),
        cmocka_unit_test(dates_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
