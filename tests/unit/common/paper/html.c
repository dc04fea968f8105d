/* The writer of HTML: what is opened is closed, and no text becomes markup. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/paper/html.h"
#include "well_formed.h"

#include <string.h>

static void text_stays_text(void **state)
{
    char memory[1024];
    struct text text = text_over(memory, sizeof memory);
    struct html html = html_over(&text, languages[LANGUAGE_ENGLISH]);
    (void)state;
    html_put(&html, "p", NULL, "<script>alert(\"1\" & '2')</script>\033[31m\n");
    assert_string_equal(
        memory, "<p>&lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;?[31m / </p>\n");
}

static void sentences_are_escaped_with_their_slots(void **state)
{
    char memory[1024];
    struct text text = text_over(memory, sizeof memory);
    struct html html = html_over(&text, languages[LANGUAGE_SPANISH]);
    (void)state;
    html_put_say(&html, "p", "small", "paper.world", SLOTS(str("world", "<b>A</b>")));
    assert_string_equal(memory, "<p class=\"small\">Mundo &lt;b&gt;A&lt;/b&gt;</p>\n");
}

static void numbers_have_a_sign(void **state)
{
    char memory[256];
    struct text text = text_over(memory, sizeof memory);
    struct html html = html_over(&text, languages[LANGUAGE_ENGLISH]);
    (void)state;
    html_put_number(&html, "td", NULL, -75);
    html_put_number(&html, "td", "time", 0);
    assert_string_equal(memory, "<td>\u221275</td><td class=\"time\">0</td>");
}

static void pages_are_whole(void **state)
{
    static char memory[32 * 1024];
    (void)state;
    for (int paper = 0; paper < HTML_PAPERS; paper++) {
        struct text text = text_over(memory, sizeof memory);
        struct html html = html_over(&text, languages[LANGUAGE_SPANISH]);
        html_begin_page(&html, (enum html_paper)paper, "A < B");
        html_open_spoken(&html, "section", "sheet");
        html_put_empty(&html, "p", "rule");
        html_close(&html);
        html_end_page(&html);
        assert_false(text.cut);
        check_well_formed(memory);
        assert_non_null(strstr(memory, "<html lang=\"es\">"));
        assert_non_null(strstr(memory, "<title>A &lt; B</title>"));
        assert_non_null(strstr(memory, paper == HTML_A4 ? "size:A4" : "size:letter"));
    }
}

static void what_does_not_fit_is_told(void **state)
{
    char memory[16];
    struct text text = text_over(memory, sizeof memory);
    struct html html = html_over(&text, languages[LANGUAGE_ENGLISH]);
    (void)state;
    html_put(&html, "p", NULL, "more than there is room for");
    assert_true(text.cut);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_stays_text),           cmocka_unit_test(sentences_are_escaped_with_their_slots),
        cmocka_unit_test(numbers_have_a_sign),       cmocka_unit_test(pages_are_whole),
        cmocka_unit_test(what_does_not_fit_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
