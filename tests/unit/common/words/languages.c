/* The tables of all languages in one process, whatever the locale of the machine says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/base/utf8.h"
#include "common/words/preferred.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

static const struct language *english(void)
{
    return languages[LANGUAGE_ENGLISH];
}

static const struct language *spanish(void)
{
    return languages[LANGUAGE_SPANISH];
}

static void languages_are_found_by_code(void **state)
{
    static const char *const spanish_codes[] = {"es", "es_MX.UTF-8", "es-419", "es.UTF-8", "es@euro"};
    static const char *const unknown[] = {"", "e", "est", "esx", "ES", "fr", "C", "POSIX", "_es", "english"};
    (void)state;
    for (size_t x = 0; x < sizeof spanish_codes / sizeof spanish_codes[0]; x++) {
        assert_ptr_equal(language_named(spanish_codes[x]), spanish());
        assert_ptr_equal(language_find(spanish_codes[x]), spanish());
    }
    assert_ptr_equal(language_named("en_GB"), english());
    for (size_t x = 0; x < sizeof unknown / sizeof unknown[0]; x++) {
        assert_null(language_named(unknown[x]));
        assert_ptr_equal(language_find(unknown[x]), english());
    }
    assert_null(language_named(NULL));
    assert_ptr_equal(language_find(NULL), english());
}

static void every_sentence_is_in_every_language(void **state)
{
    (void)state;
    assert_true(english()->count > 400);
    for (int l = 0; l < LANGUAGES; l++) {
        const struct language *language = languages[l];
        assert_int_equal(language->count, english()->count);
        for (int x = 0; x < language->count; x++) {
            const struct sentence *row = &language->rows[x];
            assert_string_equal(row->key, english()->rows[x].key);
            assert_true(x == 0 || strcmp(row[-1].key, row->key) < 0);
            assert_ptr_equal(sentence_words(language, row->key), row->words);
            assert_true(row->words[0]);
            assert_true(utf8_printable(row->words, strlen(row->words), false));
        }
    }
}

static void check_put(const struct language *language, const char *key, const struct slot *slots,
                      const char *expected)
{
    char memory[256];
    struct text text = text_over(memory, sizeof memory);
    sentence_put(language, key, slots, &text);
    assert_string_equal(memory, expected);
}

static void one_process_speaks_both(void **state)
{
    (void)state;
    for (int round = 0; round < 2; round++) {
        check_put(english(), "clock.waiting", SLOTS(num("waiting", 1)), "Still waiting for 1 state.");
        check_put(spanish(), "clock.waiting", SLOTS(num("waiting", 1)), "Falta todavía 1 Estado.");
        check_put(english(), "clock.waiting", SLOTS(num("waiting", 2)), "Still waiting for 2 states.");
        check_put(spanish(), "clock.waiting", SLOTS(num("waiting", 0)), "Faltan todavía 0 Estados.");
    }
}

static void places_may_stand_in_any_order(void **state)
{
    const struct slot *slots = SLOTS(str("who", "Borea"), str("to", "Ñandú"), str("word", "{who}"));
    (void)state;
    check_put(english(), "event.pact", slots, "Borea and Ñandú made a public {who}.");
    check_put(spanish(), "event.pact", slots, "Borea hizo con Ñandú un {who} público.");
    check_put(spanish(), "event.pact", NULL, "{who} hizo con {to} un {word} público.");
    check_put(spanish(), "event.eliminated", SLOTS(str("who", "a\033[2Jb\nc")),
              "a?[2Jb / c ha sido eliminado.");
    check_put(spanish(), "no.such", NULL, "[no.such]");
}

/* ---- what the environment asks for */

static const char *const variables[] = {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"};

static void the_environment_chooses_in_the_usual_order(void **state)
{
    static const struct {
        const char *values[4]; /* of the variables; NULL: not set */
        int language;
    } rows[] = {
        {{NULL, NULL, NULL, NULL}, LANGUAGE_ENGLISH},
        {{NULL, NULL, NULL, "es_ES.UTF-8"}, LANGUAGE_SPANISH},
        {{NULL, NULL, "es_AR", "en_GB.UTF-8"}, LANGUAGE_SPANISH},
        {{NULL, "en_US", "es_AR", "es_ES"}, LANGUAGE_ENGLISH},
        {{NULL, "", "", "es_ES"}, LANGUAGE_SPANISH},
        {{NULL, "C", NULL, "es_ES"}, LANGUAGE_ENGLISH},
        {{NULL, "fr_FR.UTF-8", NULL, "es_ES"}, LANGUAGE_ENGLISH},
        {{"es", NULL, NULL, NULL}, LANGUAGE_SPANISH},
        {{"fr:es:en", NULL, NULL, "en_GB"}, LANGUAGE_SPANISH},
        {{"en:es", NULL, NULL, "es_ES"}, LANGUAGE_ENGLISH},
        {{"fr:de", NULL, NULL, "es_ES"}, LANGUAGE_SPANISH},
        {{":", NULL, NULL, "es_ES"}, LANGUAGE_SPANISH},
        {{"es", "C", NULL, NULL}, LANGUAGE_ENGLISH},
        {{"es", NULL, NULL, "POSIX"}, LANGUAGE_ENGLISH},
        {{"es", "C.UTF-8", NULL, NULL}, LANGUAGE_SPANISH},
    };
    (void)state;
    for (size_t row = 0; row < sizeof rows / sizeof rows[0]; row++) {
        for (int x = 0; x < 4; x++) {
            if (rows[row].values[x])
                assert_int_equal(setenv(variables[x], rows[row].values[x], 1), 0);
            else
                assert_int_equal(unsetenv(variables[x]), 0);
        }
        if (language_preferred() != languages[rows[row].language])
            fail_msg("row %zu chooses %s", row, language_preferred()->code);
    }
}

static void an_unknown_language_is_refused_in_words(void **state)
{
    const struct language *language = NULL;
    struct cause cause;
    (void)state;
    assert_int_equal(language_ask("es", &language, &cause), STATUS_OK);
    assert_ptr_equal(language, spanish());
    assert_int_equal(language_ask("fr", &language, &cause), STATUS_INVALID);
    assert_string_equal(cause.text, "no language \"fr\"; there are en and es");
    assert_int_equal(language_ask("\033[2J\xff", &language, &cause), STATUS_INVALID);
    assert_string_equal(cause.text, "no language \"?[2J?\"; there are en and es");
    char wide[4096];
    memset(wide, 'x', sizeof wide);
    wide[sizeof wide - 1] = '\0';
    assert_int_equal(language_ask(wide, &language, &cause), STATUS_INVALID);
    assert_non_null(strstr(cause.text, "\"; there are en and es"));
}

/* The environment's locale, as a screen library would choose it; a machine without it says no. */
int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(languages_are_found_by_code),
        cmocka_unit_test(every_sentence_is_in_every_language),
        cmocka_unit_test(one_process_speaks_both),
        cmocka_unit_test(places_may_stand_in_any_order),
        cmocka_unit_test(the_environment_chooses_in_the_usual_order),
        cmocka_unit_test(an_unknown_language_is_refused_in_words),
    };
    (void)setlocale(LC_ALL, "");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
