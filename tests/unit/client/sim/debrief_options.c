/* The command line of `spiral debrief`: what it takes, and what it says of everything else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/sim/debrief_options.h"

#include <string.h>

enum { WORDS_MAX = 8 };

static enum status parse(const char *const *given, struct debrief_options *options, struct cause *cause)
{
    char memory[WORDS_MAX][80], *words[WORDS_MAX];
    int count = 0;
    for (; given[count]; count++) {
        assert_true(count < WORDS_MAX &&
                    slice_copy(slice_of(given[count]), memory[count], sizeof memory[count]));
        words[count] = memory[count];
    }
    cause->text[0] = '\0';
    enum status status = debrief_options_parse(count, words, options, cause);
    options->place = options->place ? given[0] : NULL; /* the words go out of scope */
    return status;
}

#define GIVEN(...) ((const char *const[]){__VA_ARGS__, NULL})

static void options_are_read(void **state)
{
    struct debrief_options options;
    struct cause cause;
    (void)state;
    assert_int_equal(parse(GIVEN("data"), &options, &cause), STATUS_OK);
    assert_string_equal(options.place, "data");
    assert_null(options.world);
    assert_null(options.card);
    assert_ptr_equal(options.language, languages[LANGUAGE_ENGLISH]);
    assert_int_equal(options.width, 80);
    assert_false(options.json || options.metrics || options.rules || options.help);
    assert_int_equal(parse(GIVEN("data", "--card", "d6", "--lang", "es", "--width", "40"), &options, &cause),
                     STATUS_OK);
    assert_string_equal(options.card->name, "D6");
    assert_ptr_equal(options.language, languages[LANGUAGE_SPANISH]);
    assert_int_equal(options.width, 40);
    assert_int_equal(parse(GIVEN("data", "--json", "--world", "0a"), &options, &cause), STATUS_OK);
    assert_true(options.json && options.world);
    assert_int_equal(parse(GIVEN("data", "--seat", "North"), &options, &cause), STATUS_OK);
    assert_true(options.seat && !options.card && !options.json);
    assert_int_equal(parse(GIVEN("--metrics", "--lang", "es"), &options, &cause), STATUS_OK);
    assert_true(options.metrics);
    assert_int_equal(parse(GIVEN("--rules"), &options, &cause), STATUS_OK);
    assert_true(options.rules);
    assert_int_equal(parse(GIVEN("--help", "--json", "--card", "D1"), &options, &cause), STATUS_OK);
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
        {{"a", "--world", ""}, "--world: \"\"", "1 to 32 of 0-9 and a-f"},
        {{"a", "--world", "0A"}, "--world: \"0A\"", "1 to 32 of 0-9 and a-f"},
        {{"a", "--world", "012345678901234567890123456789012"}, "--world: ", "1 to 32"},
        {{"a", "--card", "D9"}, "--card: no card \"D9\"", "D0 to D8"},
        {{"a", "--card", ""}, "--card: no card \"\"", "D0 to D8"},
        {{"a", "--lang", "fr"}, "--lang: no language \"fr\"", "en and es"},
        {{"a", "--width", "39"}, "--width: \"39\"", "40..240"},
        {{"a", "--width", "241"}, "--width: \"241\"", "40..240"},
        {{"a", "--width", "wide"}, "--width: \"wide\"", "40..240"},
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
    struct cause cause;
    (void)state;
    for (size_t x = 0; x < sizeof mistakes / sizeof mistakes[0]; x++) {
        assert_int_equal(parse(mistakes[x].words, &options, &cause), STATUS_INVALID);
        if (!strstr(cause.text, mistakes[x].item) || !strstr(cause.text, mistakes[x].remedy))
            fail_msg("\"%s\" does not name \"%s\" and \"%s\"", cause.text, mistakes[x].item,
                     mistakes[x].remedy);
    }
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
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_are_read),
        cmocka_unit_test(mistakes_are_named_with_their_remedy),
        cmocka_unit_test(usage_names_every_option),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
