#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/base/status.h"
#include "common/bots/bot.h"

#include <string.h>

static void bots_are_found_by_name(void **state)
{
    (void)state;
    assert_in_range(bot_count, 12, 100);
    for (int b = 0; b < bot_count; b++) {
        assert_ptr_equal(bot_find(slice_of(bots[b]->name)), bots[b]);
        assert_int_equal(strspn(bots[b]->name, "abcdefghijklmnopqrstuvwxyz_"), strlen(bots[b]->name));
        assert_true(strlen(bots[b]->doctrine) > 0);
        assert_null(strchr(bots[b]->doctrine, '\n'));
        assert_non_null(bots[b]->play);
    }
    assert_null(bot_find(slice_of("")));
    assert_null(bot_find(slice_of("Hawk")));
    assert_null(bot_find(slice_of("hawks")));
    assert_null(bot_find((struct slice){"hawk", 3}));
}

static void the_doctrines_of_version_one_are_there(void **state)
{
    (void)state;
    static const char *const names[] = {"security_seeker", "greedy",     "offensive_realist", "pacifist",
                                        "appeaser",        "hawk",       "tit_for_tat",       "grit",
                                        "buck_passer",     "loyal_ally", "opportunist",       "random_legal"};
    for (size_t x = 0; x < sizeof names / sizeof names[0]; x++)
        assert_non_null(bot_find(slice_of(names[x])));
}

static void motives_have_their_doctrine(void **state)
{
    (void)state;
    static const char *const doctrines[MOTIVE_COUNT] = {"security_seeker", "greedy", "greedy",
                                                        "security_seeker", "security_seeker"};
    for (int motive = 0; motive < MOTIVE_COUNT; motive++)
        assert_string_equal(bot_for_motive(motive)->name, doctrines[motive]);
}

static void an_error_can_name_them_all(void **state)
{
    char memory[CAUSE_LENGTH_MAX];
    struct text text = text_over(memory, sizeof memory);
    (void)state;
    bot_put_names(&text);
    assert_false(text.cut);
    assert_memory_equal(memory, "security_seeker, greedy, ", 25);
    assert_string_equal(memory + text.length - strlen(", random_legal"), ", random_legal");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bots_are_found_by_name),
        cmocka_unit_test(the_doctrines_of_version_one_are_there),
        cmocka_unit_test(motives_have_their_doctrine),
        cmocka_unit_test(an_error_can_name_them_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
