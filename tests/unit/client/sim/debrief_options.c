/* The command line of `spiral debrief`: what it takes, and what it says of everything else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/sim/debrief_options.h"

#include "tests/unit/said.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WORDS_MAX = 8 };

/* NULL: it was understood; else what was told of it, borrowed until the next call. */
static const char *parse(const char *const *given, struct debrief_options *options)
{
    char memory[WORDS_MAX][80], *words[WORDS_MAX];
    struct said said;
    int count = 0;
    for (; given[count]; count++) {
        assert_true(count < WORDS_MAX &&
                    slice_copy(slice_of(given[count]), memory[count], sizeof memory[count]));
        words[count] = memory[count];
    }
    said_begin(&said, STDERR_FILENO);
    bool understood = debrief_options_read(count, words, options);
    const char *told = said_end(&said);
    options->place = options->place ? given[0] : NULL; /* the words go out of scope */
    assert_int_equal(understood, !told[0]);
    return understood ? NULL : told;
}

#define GIVEN(...) ((const char *const[]){__VA_ARGS__, NULL})

static void options_are_read(void **state)
{
    struct debrief_options options;
    (void)state;
    assert_null(parse(GIVEN("data"), &options));
    assert_string_equal(options.place, "data");
    assert_null(options.world);
    assert_null(options.card);
    assert_ptr_equal(options.language, languages[LANGUAGE_ENGLISH]);
    assert_int_equal(options.width, 80);
    assert_false(options.json || options.metrics || options.rules || options.help);
    assert_null(parse(GIVEN("data", "--card", "d6", "--lang", "es", "--width", "40"), &options));
    assert_string_equal(options.card->name, "D6");
    assert_ptr_equal(options.language, languages[LANGUAGE_SPANISH]);
    assert_int_equal(options.width, 40);
    assert_null(parse(GIVEN("data", "--world", "K7QX2M-B"), &options));
    assert_string_equal(options.world, "K7QX2M-B");
    assert_null(parse(GIVEN("data", "--json", "--world", "0a"), &options));
    assert_true(options.json && options.world);
    assert_null(parse(GIVEN("data", "--html", "--paper", "letter"), &options));
    assert_true(options.html && options.paper == HTML_LETTER);
    assert_null(parse(GIVEN("data", "--seat", "North"), &options));
    assert_true(options.seat && !options.card && !options.json);
    assert_null(parse(GIVEN("--metrics", "--lang", "es"), &options));
    assert_true(options.metrics);
    assert_null(parse(GIVEN("--rules"), &options));
    assert_true(options.rules);
    assert_null(parse(GIVEN("--help", "--json", "--card", "D1"), &options));
    assert_true(options.help);
}

static void mistakes_are_named_with_their_remedy(void **state)
{
    static const struct {
        const char *words[WORDS_MAX];
        const char *item, *remedy;
    } mistakes[] = {
        {{NULL}, "a data directory or the record", "is needed"},
        {{"a", "b"}, "b: not understood", "--help"},
        {{"a", "--colour"}, "--colour: not understood", "--help"},
        {{"a", "--world"}, "--world: no value", "give W"},
        {{"a", "--world", ""}, "--world: “”", "1 to 32 of 0-9 and a-f"},
        {{"a", "--world", "0A"}, "--world: “0A”", "1 to 32 of 0-9 and a-f"},
        {{"a", "--world", "012345678901234567890123456789012"}, "--world: ", "1 to 32"},
        {{"a", "--card", "D9"}, "--card: no card “D9”", "D0 to D8"},
        {{"a", "--card", ""}, "--card: no card “”", "D0 to D8"},
        {{"a", "--lang", "fr"}, "--lang: no language “fr”", "en, es"},
        {{"a", "--width", "39"}, "--width: “39”", "40 to 240"},
        {{"a", "--width", "241"}, "--width: “241”", "40 to 240"},
        {{"a", "--width", "wide"}, "--width: “wide”", "40 to 240"},
        {{"a", "--json", "--card", "D1"}, "--json prints everything", "leave --card out"},
        {{"a", "--seat", ""}, "--seat: ", "give NAME"},
        {{"a", "--seat", "North", "--card", "D1"}, "--seat prints one", "leave --json and --card out"},
        {{"a", "--seat", "North", "--json"}, "--seat prints one", "leave --json and --card out"},
        {{"--rules", "--seat", "North"}, "--metrics and --rules print a page", "--lang"},
        {{"a", "--metrics"}, "--metrics and --rules print a page", "--lang"},
        {{"--rules", "--json"}, "--metrics and --rules print a page", "--lang"},
        {{"--rules", "--metrics"}, "two pages", "ask for one"},
    };
    struct debrief_options options;
    (void)state;
    for (size_t x = 0; x < sizeof mistakes / sizeof mistakes[0]; x++) {
        const char *told = parse(mistakes[x].words, &options);
        if (!told || !strstr(told, mistakes[x].item) || !strstr(told, mistakes[x].remedy))
            fail_msg("\"%s\" does not name \"%s\" and \"%s\"", told ? told : "", mistakes[x].item,
                     mistakes[x].remedy);
    }
    const char *told = parse(GIVEN("a", "--card", "D9", "--lang", "es"), &options);
    assert_non_null(
        strstr(told, "spiral debrief: --card: no hay ninguna tarjeta «D9»; hay de D0 a D8\nuso: spiral "));
}

static void usage_names_every_option(void **state)
{
    char memory[2048];
    struct text usage = text_over(memory, sizeof memory);
    (void)state;
    debrief_options_put_usage(&usage);
    assert_false(usage.cut);
    static const char *const names[] = {"--world W", "--card D4", "--seat NAME", "--lang en|es", "--width N",
                                        "--json",    "--metrics", "--rules",     "--help"};
    for (size_t x = 0; x < sizeof names / sizeof names[0]; x++)
        assert_non_null(strstr(memory, names[x]));
}

int main(void)
{
    assert_int_equal(setenv("LC_ALL", "C", 1) | unsetenv("LANGUAGE"), 0);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_are_read),
        cmocka_unit_test(mistakes_are_named_with_their_remedy),
        cmocka_unit_test(usage_names_every_option),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
