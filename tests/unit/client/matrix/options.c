#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/matrix/parts.h"

#include <string.h>

enum { WORDS_MAX = 16 };

/* Words apart by spaces. */
static enum status parse(const char *line, struct matrix_options *options, struct cause *cause)
{
    static char memory[1024];
    char *words[WORDS_MAX], *at = memory;
    int count = 0;
    assert_true(strlen(line) < sizeof memory);
    strcpy(memory, line);
    for (char *word = strtok(at, " "); word; word = strtok(NULL, " ")) {
        assert_true(count < WORDS_MAX);
        words[count++] = word;
    }
    cause->text[0] = '\0';
    return matrix_options_parse(count, words, options, cause);
}

static void defaults_and_values(void **state)
{
    (void)state;
    struct matrix_options options;
    struct cause cause;
    assert_int_equal(parse("--bots tit_for_tat,grim", &options, &cause), STATUS_OK);
    assert_int_equal(options.moves, 200);
    assert_int_equal(options.games, 1);
    assert_int_equal(options.seed, 1);
    assert_int_equal(options.error_count, 1);
    assert_int_equal(options.errors[0], 0);
    assert_memory_equal(&options.payoffs, &matrix_axelrod, sizeof matrix_axelrod);
    assert_null(options.out);
    assert_int_equal(
        parse("--bots random --payoffs 3,-4,0,1000 --moves 7 --games 8 --seed 9 --error 0,10,1000 "
              "--out a.csv --log -",
              &options, &cause),
        STATUS_OK);
    const struct matrix_payoffs payoffs = {3, -4, 0, 1000};
    assert_memory_equal(&options.payoffs, &payoffs, sizeof payoffs);
    assert_int_equal(options.moves * 100 + options.games * 10 + options.seed, 789);
    assert_int_equal(options.error_count, 3);
    assert_int_equal(options.errors[2], 1000);
    assert_string_equal(options.out, "a.csv");
    assert_string_equal(options.log, "-");
    assert_int_equal(parse("--help", &options, &cause), STATUS_OK);
    assert_true(options.help);
}

static void assert_pairs(const char *line, const char *expected)
{
    struct matrix_options options;
    struct cause cause;
    char memory[512];
    struct text text = text_over(memory, sizeof memory);
    assert_int_equal(parse(line, &options, &cause), STATUS_OK);
    for (int pair = 0; pair < matrix_pair_count(&options); pair++) {
        const struct matrix_strategy *bots[MATRIX_PLAYERS];
        matrix_pair(&options, pair, bots);
        text_put(&text, bots[0]->name);
        text_put(&text, "-");
        text_put(&text, bots[1]->name);
        text_put(&text, " ");
    }
    assert_string_equal(memory, expected);
}

static void who_meets_whom(void **state)
{
    (void)state;
    assert_pairs("--bots grim,random", "grim-random ");
    assert_pairs("--bots grim,grim", "grim-grim ");
    assert_pairs("--bots grim", "grim-grim ");
    assert_pairs("--bots grim,random --pairs", "grim-grim grim-random random-random ");
    assert_pairs("--bots grim,random,joss",
                 "grim-grim grim-random grim-joss random-random random-joss joss-joss ");
}

static void wrong_words_are_named_with_what_is_allowed(void **state)
{
    (void)state;
    static const struct {
        const char *line, *said;
    } cases[] = {
        {"", "--bots A,B[,...] is needed"},
        {"--bots", "--bots: no value"},
        {"--bots tit", "--bots: no strategy \"tit\"; there are always_cooperate,"},
        {"--bots grim,,random", "--bots: no strategy \"\""},
        {"--bots grim,random,grim", "--bots: grim is named twice"},
        {"--bots grim,grim --pairs", "--bots: grim is named twice"},
        {"--bots grim --moves 0", "--moves: \"0\" is not a number in 1..10000000"},
        {"--bots grim --moves 10000001", "--moves: \"10000001\""},
        {"--bots grim --games 1x", "--games: \"1x\""},
        {"--bots grim --seed -1", "--seed: \"-1\""},
        {"--bots grim --error 1001", "--error: \"1001\" is not a list of at most 16 numbers in 0..1000"},
        {"--bots grim --error 1,,2", "--error: \"1,,2\""},
        {"--bots grim --error 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17", "--error: "},
        {"--bots grim --payoffs 5,3,1", "--payoffs: \"5,3,1\" is not T,R,P,S"},
        {"--bots grim --payoffs 5,3,1,0,2", "--payoffs: "},
        {"--bots grim --payoffs 5,3,1,1001", "--payoffs: "},
        {"--bots grim --out x --log x", "--out and --log: rows of two kinds need two files"},
        {"--bots grim --moves 10000000 --games 10001", "100010000000 moves in all"},
        {"--bots grim --moves 10000000 --games 11 --log x", "at most 100000000 with --log"},
        {"--bots grim --fast", "--fast: not understood"},
        {"grim", "grim: not understood"},
    };
    for (size_t x = 0; x < sizeof cases / sizeof cases[0]; x++) {
        struct matrix_options options;
        struct cause cause;
        assert_int_equal(parse(cases[x].line, &options, &cause), STATUS_INVALID);
        if (!strstr(cause.text, cases[x].said))
            fail_msg("\"%s\" says: %s", cases[x].line, cause.text);
    }
}

static void most_bots_fit_and_one_more_does_not(void **state)
{
    (void)state;
    char line[1024] = "--bots grim";
    struct matrix_options options;
    struct cause cause;
    for (int x = 0; x < MATRIX_BOTS_MAX; x++)
        strcat(line, ",grim");
    assert_int_equal(parse(line, &options, &cause), STATUS_INVALID);
    assert_non_null(strstr(cause.text, "--bots: more than 16"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defaults_and_values),
        cmocka_unit_test(who_meets_whom),
        cmocka_unit_test(wrong_words_are_named_with_what_is_allowed),
        cmocka_unit_test(most_bots_fit_and_one_more_does_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
