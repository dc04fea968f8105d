/* The command line of `spiral handouts`: what it takes, and what it says of everything else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/paper/options.h"

#include "tests/unit/said.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WORDS_MAX = 8, ALL = (1 << HANDOUT_SHEETS) - 1 };

/* NULL: it was understood; else what was told of it, borrowed until the next call. */
static const char *parse(const char *const *given, struct handouts_options *options)
{
    static char memory[WORDS_MAX][80];
    char *words[WORDS_MAX];
    struct said said;
    int count = 0;
    for (; given[count]; count++) {
        assert_true(count < WORDS_MAX &&
                    slice_copy(slice_of(given[count]), memory[count], sizeof memory[count]));
        words[count] = memory[count];
    }
    said_begin(&said, STDERR_FILENO);
    bool understood = handouts_options_read(count, words, options);
    const char *told = said_end(&said);
    assert_int_equal(understood, !told[0]);
    return understood ? NULL : told;
}

#define GIVEN(...) ((const char *const[]){__VA_ARGS__, NULL})

static void options_are_read(void **state)
{
    struct handouts_options options;
    (void)state;
    assert_null(parse(GIVEN("K7QX2M"), &options));
    assert_string_equal(options.code, "K7QX2M");
    assert_int_equal(options.language_count, 1);
    assert_ptr_equal(options.languages[0], languages[LANGUAGE_SPANISH]); /* what the environment prefers */
    assert_string_equal(options.admin, "x/admin.sock");
    assert_int_equal(options.levels, HANDOUT_BOTH);
    assert_int_equal(options.sheets, ALL);
    assert_int_equal(options.paper, HTML_A4);
    assert_null(
        parse(GIVEN("K7QX2M", "--lang", "es,en", "--paper", "letter", "--level", "advanced"), &options));
    assert_int_equal(options.language_count, 2);
    assert_ptr_equal(options.languages[0], languages[LANGUAGE_SPANISH]);
    assert_int_equal(options.paper, HTML_LETTER);
    assert_int_equal(options.levels, HANDOUT_ADVANCED);
    assert_null(parse(GIVEN("K7QX2M", "--only", "run,assessment"), &options));
    assert_int_equal(options.sheets, 1 | 1 << (HANDOUT_SHEETS - 1));
    assert_null(parse(GIVEN("--help"), &options));
    assert_true(options.help);
}

static void refused(const char *const *given, const char *words)
{
    struct handouts_options options;
    const char *told = parse(given, &options);
    if (!told || !strstr(told, words))
        fail_msg("\"%s\" does not say \"%s\"", told ? told : "", words);
}

static void mistakes_are_told(void **state)
{
    (void)state;
    refused(GIVEN("--lang", "en"), "spiral handouts: a CODE is needed");
    refused(GIVEN("--only", "run"), "spiral handouts: falta un CODE");
    refused(GIVEN("--only", "run"), "\nuso: spiral handouts CODE ");
    refused(GIVEN("K7QX2M", "--paper", "a5"), "--paper: «a5» no es ninguno de a4|letter");
    assert_int_equal(setenv("LC_ALL", "C", 1), 0);
    refused(GIVEN("K7QX2M", "W3ZZ5B"), "W3ZZ5B");
    refused(GIVEN("A-CODE-THAT-IS-FAR-TOO-LONG"), "six letters and digits");
    refused(GIVEN("K7QX2M", "--lang", "fr"), "“fr”; allowed are en, es, or both");
    refused(GIVEN("K7QX2M", "--lang", "en,en"), "allowed are en, es, or both");
    refused(GIVEN("K7QX2M", "--lang", ""), "allowed are en, es, or both");
    refused(GIVEN("K7QX2M", "--paper", "a5"), "none of a4|letter");
    refused(GIVEN("K7QX2M", "--level", "easy"), "none of basic|advanced|both");
    refused(GIVEN("K7QX2M", "--only", "poster,maps"), "“poster,maps”; there are run, poster, briefs");
    refused(GIVEN("K7QX2M", "--colour"), "--colour: not understood");
    refused(GIVEN("K7QX2M", "--only", ""), "there are run");
    assert_int_equal(unsetenv("SPIRAL_ADMIN"), 0);
    refused(GIVEN("K7QX2M"), "--admin DIR/admin.sock is needed");
}

int main(void)
{
    assert_int_equal(setenv("LC_ALL", "es_ES.UTF-8", 1) | unsetenv("LANGUAGE"), 0);
    assert_int_equal(setenv("SPIRAL_ADMIN", "x/admin.sock", 1), 0);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_are_read),
        cmocka_unit_test(mistakes_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
