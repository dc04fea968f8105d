#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/base/options.h"

#include <stdbool.h>
#include <string.h>

enum { WORDS_MAX = 16, FIRST = 1, SECOND = 2 };

struct given {
    const char *place, *word, *bot;
    int jobs;
    int64_t seed;
    bool quiet, automatic;
    int own;
};

/* Adds the value to `own`, so that giving it again is seen. */
static enum status take_sum(const struct option *option, void *into, const char *value, struct cause *cause)
{
    struct given *given = into;
    int64_t number;
    if (!slice_int(slice_of(value), option->low, option->high, &number))
        return status_fail(cause, STATUS_INVALID, "%s: wrong", option->name);
    given->own += (int)number;
    return STATUS_OK;
}

static enum status take_bot(const struct option *option, void *into, const char *value, struct cause *cause)
{
    struct given *given = into;
    (void)option, (void)cause;
    given->automatic = true;
    given->bot = value;
    return STATUS_OK;
}

static enum status take_word(void *into, const char *word, struct cause *cause)
{
    struct given *given = into;
    if (given->word)
        return options_refuse_word(word, cause);
    given->word = word;
    return STATUS_OK;
}

static const struct option rows[] = {
#define AT(field) .offset = offsetof(struct given, field)
    {"--place", OPTION_STRING, "DIR", "where it is", AT(place)},
    {"--jobs", OPTION_INT, "J", "how many", AT(jobs), .low = -1, .high = 64, .commands = FIRST},
    {"--seed", OPTION_INT64, "K", "a number of dice", AT(seed), .low = 0, .high = INT64_MAX / 100,
     .commands = FIRST | SECOND},
    {"--sum", OPTION_OWN, "N", "one two three four five six seven eight nine ten eleven twelve thirteen",
     .low = 1, .high = 9, .take = take_sum},
    {"--auto", OPTION_OWN, "[BOT]", "a bot", .take = take_bot},
    {"--a-name-that-is-too-long-for", OPTION_STRING, "US", "the column", AT(place), .commands = SECOND},
    {"--quiet", OPTION_SWITCH, NULL, "this text", AT(quiet)},
#undef AT
};

static const struct options first = {
    .usage = "usage: first\n", .rows = rows, .count = sizeof rows / sizeof rows[0], .command = FIRST};
static const struct options second = {.usage = "usage: second\n",
                                      .rows = rows,
                                      .count = sizeof rows / sizeof rows[0],
                                      .command = SECOND,
                                      .take_word = take_word};

/* Words apart by spaces; '' is an empty one. */
static enum status parse(const struct options *options, const char *line, struct given *given,
                         struct cause *cause)
{
    static char memory[1024];
    char *words[WORDS_MAX];
    int count = 0;
    assert_true(strlen(line) < sizeof memory);
    strcpy(memory, line);
    for (char *word = strtok(memory, " "); word; word = strtok(NULL, " ")) {
        assert_true(count < WORDS_MAX);
        words[count++] = strcmp(word, "''") == 0 ? word + 2 : word;
    }
    *given = (struct given){.jobs = 7, .seed = 8};
    cause->text[0] = '\0';
    return options_parse(options, count, words, given, cause);
}

static void what_is_given_is_filled_in(void **state)
{
    struct given given;
    struct cause cause;
    (void)state;
    assert_int_equal(parse(&first, "", &given, &cause), STATUS_OK);
    assert_true(given.jobs == 7 && given.seed == 8 && !given.place && !given.quiet && !given.own);
    assert_int_equal(parse(&first, "--place -x --jobs -1 --seed 92233720368547758 --quiet", &given, &cause),
                     STATUS_OK);
    assert_string_equal(given.place, "-x");
    assert_int_equal(given.jobs, -1);
    assert_int_equal(given.seed, INT64_MAX / 100);
    assert_true(given.quiet && !given.automatic);
    assert_int_equal(parse(&first, "--sum 3 --jobs 1 --sum 4 --jobs 2", &given, &cause), STATUS_OK);
    assert_int_equal(given.own, 7);
    assert_int_equal(given.jobs, 2);
}

static void an_optional_value_is_no_option(void **state)
{
    struct given given;
    struct cause cause;
    (void)state;
    assert_int_equal(parse(&first, "--auto hawk --quiet", &given, &cause), STATUS_OK);
    assert_string_equal(given.bot, "hawk");
    assert_true(given.quiet);
    assert_int_equal(parse(&first, "--auto --quiet", &given, &cause), STATUS_OK);
    assert_true(given.automatic && !given.bot && given.quiet);
    assert_int_equal(parse(&first, "--quiet --auto", &given, &cause), STATUS_OK);
    assert_true(given.automatic && !given.bot);
}

static void words_go_where_there_is_a_place_for_them(void **state)
{
    struct given given;
    struct cause cause;
    (void)state;
    assert_int_equal(parse(&second, "there --quiet", &given, &cause), STATUS_OK);
    assert_string_equal(given.word, "there");
    assert_int_equal(parse(&second, "there again", &given, &cause), STATUS_INVALID);
    assert_string_equal(cause.text, "again: not understood; --help lists the options");
}

static void mistakes_name_the_word_and_what_is_allowed(void **state)
{
    static const struct {
        const struct options *options;
        const char *line, *said;
    } mistakes[] = {
        {&first, "--fast", "--fast: not understood; --help lists the options"},
        {&first, "there", "there: not understood; --help lists the options"},
        {&second, "-", "-: not understood; --help lists the options"},
        {&second, "''  ''", ": not understood; --help lists the options"},
        {&first, "--plac x", "--plac: not understood; --help lists the options"},
        {&second, "--jobs 1", "--jobs: not understood; --help lists the options"},
        {&first, "--place", "--place: no value; give DIR"},
        {&first, "--place ''", "--place: no value; give DIR"},
        {&first, "--jobs 1 --jobs", "--jobs: no value; give J"},
        {&first, "--jobs ''", "--jobs: \"\" is not a number in -1..64"},
        {&first, "--jobs 65", "--jobs: \"65\" is not a number in -1..64"},
        {&first, "--jobs -2", "--jobs: \"-2\" is not a number in -1..64"},
        {&first, "--jobs 1x --fast", "--jobs: \"1x\" is not a number in -1..64"},
        {&first, "--seed 92233720368547759",
         "--seed: \"92233720368547759\" is not a number in 0..92233720368547758"},
        {&first, "--sum", "--sum: no value; give N"},
        {&first, "--sum ''", "--sum: wrong"},
        {&first, "--sum 10", "--sum: wrong"},
    };
    (void)state;
    for (size_t x = 0; x < sizeof mistakes / sizeof mistakes[0]; x++) {
        struct given given;
        struct cause cause;
        assert_int_equal(parse(mistakes[x].options, mistakes[x].line, &given, &cause), STATUS_INVALID);
        assert_string_equal(cause.text, mistakes[x].said);
    }
}

/* For whoever says it in other words. */
static void the_fault_is_told_apart_from_its_words(void **state)
{
    static const struct {
        const char *line;
        enum option_fault kind;
        const char *option, *word;
    } cases[] = {
        {"--fast", OPTION_UNKNOWN, NULL, "--fast"},  {"there", OPTION_UNKNOWN, NULL, "there"},
        {"--place", OPTION_NO_VALUE, "--place", ""}, {"--jobs 65", OPTION_NO_NUMBER, "--jobs", "65"},
        {"--sum", OPTION_NO_VALUE, "--sum", ""},     {"--sum 10", OPTION_REFUSED, "--sum", "10"},
        {"--quiet", OPTION_FAULT_NONE, NULL, ""},
    };
    (void)state;
    for (size_t x = 0; x < sizeof cases / sizeof cases[0]; x++) {
        struct given given;
        struct cause cause;
        struct options_fault fault;
        char memory[64], *words[2];
        int count = 0;
        strcpy(memory, cases[x].line);
        for (char *word = strtok(memory, " "); word; word = strtok(NULL, " "))
            words[count++] = word;
        enum status status = options_parse_faulty(&first, count, words, &given, &fault, &cause);
        assert_int_equal(status, cases[x].kind ? STATUS_INVALID : STATUS_OK);
        assert_int_equal(fault.kind, cases[x].kind);
        assert_string_equal(fault.word ? fault.word : "", cases[x].word);
        assert_string_equal(fault.option ? fault.option->name : "", cases[x].option ? cases[x].option : "");
    }
}

static void help_stands_in_columns(void **state)
{
    char memory[OPTIONS_HELP_MAX];
    struct text text = text_over(memory, sizeof memory);
    (void)state;
    options_put_help(&first, &text);
    assert_string_equal(memory,
                        "usage: first\n"
                        "  --place DIR   where it is\n"
                        "  --jobs J      how many\n"
                        "  --seed K      a number of dice\n"
                        "  --sum N       one two three four five six seven eight nine ten eleven twelve\n"
                        "                thirteen\n"
                        "  --auto [BOT]  a bot\n"
                        "  --quiet       this text\n");
    text = text_over(memory, sizeof memory);
    options_put_help(&second, &text);
    assert_non_null(strstr(memory, "  --auto [BOT]  a bot\n"
                                   "  --a-name-that-is-too-long-for US\n"
                                   "                the column\n"));
    assert_null(strstr(memory, "--jobs"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_given_is_filled_in),
        cmocka_unit_test(an_optional_value_is_no_option),
        cmocka_unit_test(words_go_where_there_is_a_place_for_them),
        cmocka_unit_test(mistakes_name_the_word_and_what_is_allowed),
        cmocka_unit_test(the_fault_is_told_apart_from_its_words),
        cmocka_unit_test(help_stands_in_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
