/* Command lines that speak a language: which one, and what is wrong with a line in it. */
#include "common/words/command_line.h"

#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct given {
    const char *place;
    const struct language *language;
    int seconds, answer;
};

static enum status take_answer(const struct option *option, void *into, const char *value,
                               struct cause *cause)
{
    struct given *given = into;
    given->answer = value && strcmp(value, "yes") == 0;
    return given->answer ? STATUS_OK : status_fail(cause, STATUS_INVALID, "%s: no", option->name);
}

static const struct option rows[] = {
#define AT(field) .offset = offsetof(struct given, field)
    {"--place", OPTION_STRING, "DIR", "where", AT(place)},
    {"--seconds", OPTION_INT, "N", "how long", AT(seconds), .low = 1, .high = 60},
    {"--answer", OPTION_OWN, "yes|no", "of two", .take = take_answer},
    {"--creature", OPTION_OWN, "NAME", "of many", .take = take_answer},
    {"--lang", OPTION_OWN, "en|es", "language", AT(language), .take = command_line_take_language},
#undef AT
};

static const struct options options = {
    .usage = "usage: spiral test ONE [OPTION]...   and what it does\n"
             "       spiral test TWO THREE\n"
             "It does nothing.\n",
    .rows = rows,
    .count = sizeof rows / sizeof rows[0],
};

static bool explain(const struct options_fault *fault, const struct language *language, struct text *why)
{
    (void)language;
    if (strcmp(fault->option->name, "--creature") != 0)
        return false;
    text_put(why, "cats");
    return true;
}

static const struct command_line line = {.name = "spiral test", .options = &options, .explain = explain};

/* Words apart by blanks. */
static int split(const char *words, char *at[8])
{
    static char memory[256];
    int count = 0;
    assert_true(strlen(words) < sizeof memory);
    strcpy(memory, words);
    for (char *word = strtok(memory, " "); word; word = strtok(NULL, " "))
        at[count++] = word;
    return count;
}

static const char *language_of(const char *words)
{
    char *at[8];
    int count = split(words, at);
    return command_line_language(count, at)->code;
}

static void the_line_itself_says_in_which_language(void **state)
{
    (void)state;
    assert_int_equal(setenv("LC_ALL", "es_ES.UTF-8", 1), 0);
    assert_string_equal(language_of("--place x"), "es");
    assert_string_equal(language_of("--frob --lang en --place"), "en");
    assert_string_equal(language_of("--lang en --lang es"), "es");
    assert_string_equal(language_of("--lang fr"), "es");
    assert_string_equal(language_of("--lang"), "es");
    assert_int_equal(setenv("LC_ALL", "C", 1), 0);
    assert_string_equal(language_of("--frob"), "en");
}

static void what_is_given_is_filled_in(void **state)
{
    char *at[8];
    struct given given = {0};
    int count = split("--lang es --seconds 7 --answer yes", at);
    (void)state;
    assert_true(command_line_read(&line, count, at, &given));
    assert_ptr_equal(given.language, languages[LANGUAGE_SPANISH]);
    assert_int_equal(given.seconds, 7);
}

static void each_mistake_is_told_in_each_language(void **state)
{
    static const struct {
        const char *words, *english, *spanish;
    } cases[] = {
        {"--frob", "--frob: not understood", "--frob: no se entiende"},
        {"--place", "--place: no value; give DIR", "--place: falta el valor; indique DIR"},
        {"--seconds 61", "--seconds: “61” is not a number from 1 to 60",
         "--seconds: «61» no es un número de 1 a 60"},
        {"--answer no", "--answer: “no” is none of yes|no", "--answer: «no» no es ninguno de yes|no"},
        {"--creature dog", "cats", "cats"},
        {"--lang fr", "--lang: no language “fr”; there are en, es", "--lang: no hay idioma «fr»; hay en, es"},
        {"--a\x1b[2Jb", "--a?[2Jb: not understood", "--a?[2Jb: no se entiende"},
    };
    (void)state;
    for (size_t x = 0; x < 2 * sizeof cases / sizeof cases[0]; x++) {
        bool english = x % 2;
        char *at[8], memory[1024];
        struct text text = text_over(memory, sizeof memory);
        struct given given = {0};
        struct options_fault fault;
        struct cause cause;
        int count = split(cases[x / 2].words, at);
        assert_int_equal(options_parse_faulty(&options, count, at, &given, &fault, &cause), STATUS_INVALID);
        command_line_put_fault(&line, &fault, languages[english ? LANGUAGE_ENGLISH : LANGUAGE_SPANISH],
                               &text);
        assert_string_equal(memory, english ? cases[x / 2].english : cases[x / 2].spanish);
    }
}

static void then_it_says_how_it_is_called(void **state)
{
    char memory[1024];
    struct text text = text_over(memory, sizeof memory);
    (void)state;
    command_line_put(&line, languages[LANGUAGE_ENGLISH], "why", &text);
    assert_string_equal(memory, "spiral test: why\n"
                                "usage: spiral test ONE [OPTION]...\n"
                                "       spiral test TWO THREE\n"
                                "--help lists the options.\n");
    text = text_over(memory, sizeof memory);
    command_line_put(&line, languages[LANGUAGE_SPANISH], "porque", &text);
    assert_string_equal(memory, "spiral test: porque\n"
                                "uso: spiral test ONE [OPTION]...\n"
                                "     spiral test TWO THREE\n"
                                "--help enumera las opciones.\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_line_itself_says_in_which_language),
        cmocka_unit_test(what_is_given_is_filled_in),
        cmocka_unit_test(each_mistake_is_told_in_each_language),
        cmocka_unit_test(then_it_says_how_it_is_called),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
