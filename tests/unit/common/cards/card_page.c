/* Sentences, lists and tables on a sheet of a given width. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/cards/card_table.h"

static char memory[8192];
static struct text text;

static struct card_page page_of(int width, int language)
{
    text = text_over(memory, sizeof memory);
    return (struct card_page){.text = &text, .width = width, .language = languages[language]};
}

static void words_are_broken_at_the_width(void **state)
{
    (void)state;
    struct card_page page = page_of(40, LANGUAGE_ENGLISH);
    card_paragraph(&page, 2, 4, "one two three four five six seven eight nine ten");
    assert_string_equal(memory, "  one two three four five six seven\n    eight nine ten\n");
    page = page_of(40, LANGUAGE_ENGLISH);
    card_paragraph(&page, 0, 0, "1234567890 1234567890 1234567890 1234567"); /* forty exactly */
    assert_string_equal(memory, "1234567890 1234567890 1234567890 1234567\n");
    page = page_of(40, LANGUAGE_ENGLISH);
    card_paragraph(&page, 0, 0, "1234567890 1234567890 1234567890 12345678");
    assert_string_equal(memory, "1234567890 1234567890 1234567890\n12345678\n");
}

static void characters_count_not_bytes(void **state)
{
    (void)state;
    struct card_page page = page_of(40, LANGUAGE_SPANISH);
    card_paragraph(&page, 0, 0, "ññññññññññ ññññññññññ ññññññññññ ñññññññ x");
    assert_string_equal(memory, "ññññññññññ ññññññññññ ññññññññññ ñññññññ\nx\n");
    page = page_of(40, LANGUAGE_SPANISH);
    card_put_right(&text, "sí", 4);
    card_put_left(&text, "sí", 4);
    text_put(&text, "|");
    assert_string_equal(memory, "  sísí  |");
}

static void a_percent_sign_stays_with_its_number(void **state)
{
    (void)state;
    struct card_page page = page_of(40, LANGUAGE_ENGLISH);
    card_paragraph(&page, 0, 0, "123456789 123456789 123456789 12345678 5 % more");
    assert_string_equal(memory, "123456789 123456789 123456789 12345678\n5 % more\n");
}

static void names_cannot_steer_a_terminal(void **state)
{
    (void)state;
    struct card_page page = page_of(40, LANGUAGE_ENGLISH);
    card_paragraph(&page, 0, 0,
                   "a\x1b[2J \xff\x07 \xc2\x9b"
                   "31m end");
    assert_string_equal(memory, "a?[2J ?? ?31m end\n");
    page = page_of(40, LANGUAGE_ENGLISH);
    card_put_left(&text, "\x1b]0;x", 0);
    assert_string_equal(memory, "?]0;x");
}

/* A name is put in as it is, but for what would steer; it begins no place of its own. */
static void sentences_are_said_in_the_language(void **state)
{
    (void)state;
    const struct slot *slots = SLOTS(num("turn", -3), str("who", "{turn}\x1b\nX"));
    struct card_page page = page_of(60, LANGUAGE_ENGLISH);
    card_say(&page, 0, "card.d1.first_ruin", slots);
    assert_string_equal(memory, "First state destroyed: {turn}? / X, turn -3.\n");
    page = page_of(60, LANGUAGE_SPANISH);
    card_item(&page, 1, "card.d1.first_ruin", slots);
    assert_string_equal(memory, " - Primer Estado destruido: {turn}? / X, turno -3.\n");
    page = page_of(60, LANGUAGE_SPANISH);
    card_section(&page, "card.d2.state", slots);
    assert_string_equal(memory, "\nLo que {turn}? / X pensaba de los demás\n"
                                "---------------------------------------\n");
}

static void lists_and_labels_hang(void **state)
{
    (void)state;
    struct card_page page = page_of(40, LANGUAGE_ENGLISH);
    card_item_text(&page, 2, "one two three four five six seven eight nine");
    card_labelled(&page, 3, "12", "one two three four five six seven eight nine");
    card_section(&page, "card.d1.no_events", NULL);
    assert_string_equal(memory, "  - one two three four five six seven\n    eight nine\n"
                                " 12  one two three four five six seven\n     eight nine\n"
                                "\nNothing.\n--------\n");
}

static void fill_table(struct card_table *table, const char *long_word)
{
    struct metric_value none = {0}, half = {.defined = true, .millionths = 500000};
    card_table_init(table);
    card_table_row(table);
    card_table_word(table, "State");
    card_table_word(table, long_word);
    card_table_word(table, "value");
    card_table_row(table);
    card_table_word(table, "Ñandú");
    card_table_number(table, -12);
    card_table_value(table, languages[LANGUAGE_ENGLISH], &half, 1);
    card_table_row(table);
    card_table_word(table, "A");
    card_table_number(table, 7);
    card_table_value(table, languages[LANGUAGE_ENGLISH], &none, 1);
}

static void a_table_that_fits_has_columns(void **state)
{
    (void)state;
    struct card_table table;
    struct card_page page = page_of(40, LANGUAGE_ENGLISH);
    fill_table(&table, "kept");
    card_table_draw(&page, &table, 1);
    assert_string_equal(memory, " State  kept  value\n Ñandú   -12    0.5\n A         7      -\n");
}

static void a_table_that_does_not_fit_is_a_list(void **state)
{
    (void)state;
    struct card_table table;
    struct card_page page = page_of(40, LANGUAGE_ENGLISH);
    fill_table(&table, "thirty characters and no more.");
    card_table_draw(&page, &table, 0);
    assert_string_equal(memory, "Ñandú\n  - thirty characters and no more.: -12\n  - value: 0.5\n"
                                "A\n  - thirty characters and no more.: 7\n  - value: -\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_broken_at_the_width),
        cmocka_unit_test(characters_count_not_bytes),
        cmocka_unit_test(a_percent_sign_stays_with_its_number),
        cmocka_unit_test(names_cannot_steer_a_terminal),
        cmocka_unit_test(sentences_are_said_in_the_language),
        cmocka_unit_test(lists_and_labels_hang),
        cmocka_unit_test(a_table_that_fits_has_columns),
        cmocka_unit_test(a_table_that_does_not_fit_is_a_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
