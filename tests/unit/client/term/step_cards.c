/* Cards that came as blocks, as text. */
#include "client/term/step.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char debrief[] =
    "{\"headline\":\"A world\",\"states\":[{\"name\":\"Aldan\",\"letter\":\"A\"},"
    "{\"name\":\"Borea\",\"letter\":\"B\"}],\"cards\":["
    "{\"name\":\"D1\",\"title\":\"What happened\",\"question\":\"Where?\",\"parts\":[["
    "{\"kind\":\"text\",\"text\":\"Some words.\"},{\"kind\":\"section\",\"text\":\"Wars\"},"
    "{\"kind\":\"item\",\"text\":\"None.\"},{\"kind\":\"item\",\"text\":\"inside\",\"inner\":true},"
    "{\"kind\":\"item\",\"label\":\"Turn "
    "3\",\"text\":\"labelled\"},{\"kind\":\"hologram\",\"text\":\"skipped\"},"
    "{\"kind\":\"table\",\"head\":[\"\",\"played\",\"bots\"],\"rows\":[[\"Wars\",\"0\",\"12\"]]},"
    "{\"kind\":\"grid\",\"turns\":[1,2],\"levels\":[{\"label\":\"5 war\",\"states\":[[],[0]],"
    "\"small\":[[],[1]]},{\"label\":\"2 quiet\",\"states\":[[0,1],[]],\"small\":[[],[]]}]}]]},"
    "{\"name\":\"D3\",\"title\":\"The reveal\",\"question\":\"Who?\",\"parts\":["
    "[{\"kind\":\"text\",\"text\":\"first\"}],[{\"kind\":\"text\",\"text\":\"second\"}]]}]}";

static const char *put(const char *json, const char *card, int from, int to, int columns, bool found)
{
    static char memory[8192];
    struct text text = text_over(memory, sizeof memory);
    assert_int_equal(step_cards_put(slice_of(json), card, from, to, language_find("en"), columns, &text),
                     found);
    return memory;
}

static void a_card_is_laid_out(void **state)
{
    (void)state;
    assert_string_equal(put(debrief, "D1", 0, 0, 40, true), "========================================\n"
                                                            "D1 - What happened\n"
                                                            "========================================\n"
                                                            "Some words.\n"
                                                            "\n"
                                                            "Wars\n"
                                                            "----\n"
                                                            "- None.\n"
                                                            "  - inside\n"
                                                            "      Turn 3  labelled\n"
                                                            "      played  bots\n"
                                                            "Wars       0    12\n"
                                                            "5 war    . Ab\n"
                                                            "2 quiet AB  .\n"
                                                            "         1  2\n"
                                                            "\n"
                                                            "QUESTION: Where?\n");
}

static void what_does_not_fit_beside_stands_in_words(void **state)
{
    const char *wide =
        "{\"states\":[],\"cards\":[{\"name\":\"D7\",\"title\":\"t\",\"question\":\"\",\"parts\":[["
        "{\"kind\":\"table\",\"head\":[\"\",\"a rather long heading\",\"and another long one\"],"
        "\"rows\":[[\"Wars\",\"0\",\"12\"]]}]]}]}";
    (void)state;
    const char *text = put(wide, "D7", 0, 0, 40, true);
    assert_non_null(strstr(text, "- Wars: a rather long heading 0, and\n  another long one 12\n"));
    assert_null(strstr(text, "QUESTION"));
}

/* The title stands before the first part, the question behind the last of all states. */
static void the_reveal_goes_on_where_it_was(void **state)
{
    (void)state;
    assert_null(strstr(put(debrief, "D3", 0, 0, 40, true), "QUESTION"));
    assert_string_equal(put(debrief, "D3", 1, 1, 40, true), "second\n\nQUESTION: Who?\n");
}

static void nonsense_is_no_card(void **state)
{
    const char *bad[] = {
        "", "{", "[]", "null", "{\"cards\":7}", "{\"cards\":[7]}", "{\"cards\":[{\"name\":\"D8\"}]}"};
    (void)state;
    for (size_t x = 0; x < sizeof bad / sizeof bad[0]; x++)
        assert_string_equal(put(bad[x], "D1", 0, 0, 40, false), "");
    const char *odd =
        "{\"states\":3,\"cards\":[{\"name\":\"D1\",\"title\":[],\"parts\":[[7,{\"kind\":\"grid\"},"
        "{\"kind\":\"table\"},{\"kind\":\"item\"},[]],9]}]}";
    assert_non_null(strstr(put(odd, "D1", 0, 5, 40, true), "D1 -"));
}

static void it_cannot_steer_the_terminal(void **state)
{
    const char *bad =
        "{\"cards\":[{\"name\":\"D1\",\"title\":\"\\u001b[2J\",\"question\":\"\\u009b\",\"parts\":[["
        "{\"kind\":\"text\",\"text\":\"a\\u001bb\"},{\"kind\":\"item\",\"label\":\"\\u001b\","
        "\"text\":\"c\"},{\"kind\":\"table\",\"head\":[\"\\u001b\"],\"rows\":[[\"\\u001b\"]]}]]}]}";
    (void)state;
    const char *text = put(bad, "D1", 0, 0, 40, true);
    assert_null(strchr(text, '\033'));
    assert_null(strstr(text, "\xc2\x9b"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_card_is_laid_out),
        cmocka_unit_test(what_does_not_fit_beside_stands_in_words),
        cmocka_unit_test(the_reveal_goes_on_where_it_was),
        cmocka_unit_test(nonsense_is_no_card),
        cmocka_unit_test(it_cannot_steer_the_terminal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
