/* Lines wrapped by columns. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/term/page.h"
#include "common/words/width.h"

#include <string.h>

static const char *const lines[] = {
    "",
    "short",
    "El turno 5 se cierra en 2 minutos 41 segundos, o en cuanto todos estén listos (lo están 1 de 4).",
    "unapalabramuylargaquenocabeenningunalineaynotieneblancoalguno",
    "漢字漢字漢字漢字漢字漢字漢字漢字 漢字漢字漢字漢字漢字",
    "n\u0303n\u0303n\u0303n\u0303n\u0303n\u0303n\u0303n\u0303n\u0303n\u0303n\u0303n\u0303n\u0303 fin",
    "\U0001f600\U0001f600\U0001f600\U0001f600\U0001f600\U0001f600\U0001f600 x",
    "\xff\xfe malformed \xc3",
};

static void wrap(const char *line, int width, char *out, size_t capacity)
{
    struct page page;
    page_init(&page, languages[LANGUAGE_ENGLISH], width);
    page_line(&page, line);
    size_t count = buffer_length(&page.bytes);
    assert_true(count < capacity);
    memcpy(out, buffer_bytes(&page.bytes), count);
    out[count] = '\0';
    page_free(&page);
}

/* No line is wider than asked, unless one character alone is; and only blanks at the ends of lines are lost.
 */
static void lines_fit_and_nothing_is_lost(void **state)
{
    (void)state;
    assert_true(width_prepare());
    for (size_t x = 0; x < sizeof lines / sizeof lines[0]; x++)
        for (int width = 1; width < 100; width++) {
            char out[2048];
            const char *from = lines[x];
            wrap(lines[x], width, out, sizeof out);
            for (char *at = out, *end; *at; at = end + 1) {
                end = strchr(at, '\n');
                *end = '\0';
                if (columns_of(at) > width && glyph_at(at).bytes < (int)strlen(at))
                    fail_msg("\"%s\" is wider than %d", at, width);
                assert_memory_equal(from, at, strlen(at));
                from += strlen(at);
                from += *from == ' ';
            }
            assert_string_equal(from, "");
        }
}

static void a_line_breaks_at_blanks(void **state)
{
    char out[256];
    (void)state;
    assert_true(width_prepare());
    wrap("uno dos tres", 7, out, sizeof out);
    assert_string_equal(out, "uno dos\ntres\n");
    wrap("uno dos tres", 6, out, sizeof out);
    assert_string_equal(out, "uno\ndos\ntres\n");
    wrap("漢字 漢字", 5, out, sizeof out);
    assert_string_equal(out, "漢字\n漢字\n");
    wrap("ñandú ñandú", 5, out, sizeof out);
    assert_string_equal(out, "ñandú\nñandú\n");
    wrap("never wrapped", 0, out, sizeof out);
    assert_string_equal(out, "never wrapped\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_fit_and_nothing_is_lost),
        cmocka_unit_test(a_line_breaks_at_blanks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
