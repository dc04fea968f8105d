/* Lists as people join them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/words/lists.h"

static void assert_list(int language, const char *const *parts, int count, const char *expected)
{
    char memory[128];
    struct text text = text_over(memory, sizeof memory);
    for (int x = 0; x < count; x++)
        list_put(languages[language], x, count, parts[x], &text);
    assert_string_equal(memory, expected);
}

#define LIST(language, expected, ...)                                                                        \
    assert_list(language, (const char *const[]){__VA_ARGS__},                                                \
                (int)(sizeof(const char *const[]){__VA_ARGS__} / sizeof(char *)), expected)

static void english_lists(void **state)
{
    (void)state;
    LIST(LANGUAGE_ENGLISH, "North", "North");
    LIST(LANGUAGE_ENGLISH, "North and Italy", "North", "Italy");
    LIST(LANGUAGE_ENGLISH, "North, East, South and West", "North", "East", "South", "West");
}

static void spanish_lists(void **state)
{
    (void)state;
    LIST(LANGUAGE_SPANISH, "Italia", "Italia");
    LIST(LANGUAGE_SPANISH, "Francia y Rusia", "Francia", "Rusia");
    LIST(LANGUAGE_SPANISH, "Francia e Italia", "Francia", "Italia");
    LIST(LANGUAGE_SPANISH, "Francia, Italia e isla", "Francia", "Italia", "isla");
    LIST(LANGUAGE_SPANISH, "Italia e Hierro", "Italia", "Hierro");
    LIST(LANGUAGE_SPANISH, "Italia y Holanda", "Italia", "Holanda");
}

static void parts_are_made_harmless(void **state)
{
    (void)state;
    LIST(LANGUAGE_ENGLISH, "A? and B / C", "A\x1b", "B\nC");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(english_lists),
        cmocka_unit_test(spanish_lists),
        cmocka_unit_test(parts_are_made_harmless),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
