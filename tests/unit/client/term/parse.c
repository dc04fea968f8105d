#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/term/parse.h"
#include "tests/unit/client/term/fake_player.h"

#include <string.h>

static enum state_found find(const struct scenario *scenario, const char *word, int *state)
{
    *state = -1;
    return state_parse(scenario, slice_of(word), state);
}

static void check_state(const struct scenario *scenario, const char *word, int expected)
{
    int state;
    assert_int_equal(find(scenario, word, &state), STATE_FOUND);
    assert_int_equal(state, expected);
}

static void states_have_letters_numbers_and_names(void **user)
{
    struct scenario scenario;
    int state;
    (void)user;
    fake_scenario(&scenario, 3);
    check_state(&scenario, "Borea", 1);
    check_state(&scenario, "bor", 1);
    check_state(&scenario, "B", 1);
    check_state(&scenario, "b", 1);
    check_state(&scenario, "2", 1);
    check_state(&scenario, "3", 2);
    assert_int_equal(find(&scenario, "4", &state), STATE_UNKNOWN);
    assert_int_equal(find(&scenario, "0", &state), STATE_UNKNOWN);
    assert_int_equal(find(&scenario, "D", &state), STATE_UNKNOWN);
    assert_int_equal(find(&scenario, "Boreax", &state), STATE_UNKNOWN);
    assert_int_equal(find(&scenario, "", &state), STATE_UNKNOWN);
    assert_int_equal(state, -1);
}

static void a_letter_of_one_that_begins_another_is_ambiguous(void **user)
{
    struct scenario scenario;
    int state;
    (void)user;
    fake_scenario(&scenario, 3);
    strcpy(scenario.actors[0].name, "Cadiz"); /* letter A; state C is Corvo */
    strcpy(scenario.actors[1].name, "Arles"); /* letter B */
    assert_int_equal(find(&scenario, "a", &state), STATE_AMBIGUOUS);
    check_state(&scenario, "ar", 1);
    check_state(&scenario, "c", 2); /* its own name begins with it */
    check_state(&scenario, "ca", 0);
    strcpy(scenario.actors[1].name, "Cadore");
    assert_int_equal(find(&scenario, "cad", &state), STATE_AMBIGUOUS);
    check_state(&scenario, "cadiz", 0);
}

static void accents_may_be_left_out_of_names(void **user)
{
    struct scenario scenario;
    int state;
    (void)user;
    fake_scenario(&scenario, 3);
    strcpy(scenario.actors[1].name, "Ñandú");
    check_state(&scenario, "ñandú", 1);
    check_state(&scenario, "NANDU", 1);
    check_state(&scenario, "ÑAN", 1);
    strcpy(scenario.actors[2].name, "Nandubay");
    check_state(&scenario, "nandu", 1);
    check_state(&scenario, "nandub", 2);
    assert_int_equal(find(&scenario, "nan", &state), STATE_AMBIGUOUS);
    strcpy(scenario.actors[2].name, "Nandu");
    check_state(&scenario, "nandu", 2); /* as it is written */
    check_state(&scenario, "Ñandú", 1);
    assert_int_equal(find(&scenario, "ñandu", &state), STATE_AMBIGUOUS);
}

static void case_and_accents_do_not_matter(void **user)
{
    static const struct {
        const char *a, *b;
        bool alike;
    } rows[] = {
        {"órdenes", "ORDENES", true},
        {"ÓRDENES", "órdenes", true},
        {"sí", "si", true},
        {"más", "mas", true},
        {"más", "ma", false},
        {"ß", "s", false},
        {"\xc3", "\xc3", true},
        {"\xc3"
         "a",
         "a", false},
        {"漢", "漢", true},
        {"漢", "字", false},
        {"", "", true},
        {"", "a", false},
    };
    (void)user;
    for (size_t x = 0; x < sizeof rows / sizeof rows[0]; x++) {
        if (word_alike(slice_of(rows[x].a), slice_of(rows[x].b)) != rows[x].alike)
            fail_msg("\"%s\" and \"%s\"", rows[x].a, rows[x].b);
    }
}

static void words_are_taken_one_by_one(void **user)
{
    struct slice rest = slice_of("  say\tall  we want  peace \r\n"), word;
    (void)user;
    assert_true(word_take(&rest, &word));
    assert_true(word_is(word, "SAY"));
    assert_true(word_take(&rest, &word));
    assert_true(slice_is(word, "all"));
    assert_true(slice_is(rest, "we want  peace"));
    rest = slice_of("   ");
    assert_false(word_take(&rest, &word));
    assert_int_equal(word.length, 0);
}

static void numbers(void **user)
{
    int64_t value = -7;
    (void)user;
    assert_true(percent_parse(slice_of("70%"), 0, 100, &value));
    assert_int_equal(value, 70);
    assert_true(percent_parse(slice_of("0"), 0, 100, &value));
    assert_false(percent_parse(slice_of("101"), 0, 100, &value));
    assert_false(percent_parse(slice_of("%"), 0, 100, &value));
    assert_true(amount_parse(slice_of("+2"), 3, 10, &value));
    assert_int_equal(value, 5);
    assert_true(amount_parse(slice_of("-3"), 3, 10, &value));
    assert_int_equal(value, 0);
    assert_true(amount_parse(slice_of("4"), 3, 10, &value));
    assert_int_equal(value, 4);
    assert_false(amount_parse(slice_of("-4"), 3, 10, &value));
    assert_false(amount_parse(slice_of("+8"), 3, 10, &value));
    assert_false(amount_parse(slice_of("+-1"), 3, 10, &value));
    assert_false(amount_parse(slice_of("99999999999999999999"), 3, 10, &value));
    assert_int_equal(value, 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(states_have_letters_numbers_and_names),
        cmocka_unit_test(a_letter_of_one_that_begins_another_is_ambiguous),
        cmocka_unit_test(accents_may_be_left_out_of_names),
        cmocka_unit_test(case_and_accents_do_not_matter),
        cmocka_unit_test(words_are_taken_one_by_one),
        cmocka_unit_test(numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
