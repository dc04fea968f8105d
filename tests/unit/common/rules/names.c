#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/rules/names.h"

/* The numbers are part of the rules version: they stand in canonical text and on the wire. */
static void expect_names(const struct name_list *list, int count, const char *const *names)
{
    assert_int_equal(list->count, count);
    for (int i = 0; i < count; i++) {
        assert_string_equal(list->names[i], names[i]);
        assert_int_equal(name_find(list, slice_of(names[i])), i);
    }
    assert_int_equal(name_find(list, slice_of("")), -1);
    assert_int_equal(name_find(list, slice_of("Greedy")), -1);
    assert_int_equal(name_find(list, (struct slice){names[0], 3}), -1);
}

static void names_and_numbers(void **state)
{
    (void)state;
    expect_names(&motive_names, MOTIVE_COUNT,
                 (const char *const[]){"security_seeker", "greedy", "limited", "protector", "fearful"});
    expect_names(&pact_names, PACT_COUNT,
                 (const char *const[]){"none", "non_aggression", "defensive", "unconditional"});
    expect_names(&answer_names, ANSWER_COUNT,
                 (const char *const[]){"stand_aside", "honour", "honour_if_victim"});
    expect_names(&declaration_names, DECLARE_COUNT,
                 (const char *const[]){"none", "peaceful", "warn", "demand"});
    expect_names(&project_names, PROJECT_COUNT,
                 (const char *const[]){"none", "intel", "fortress", "strike", "specialise"});
    expect_names(&ending_names, END_COUNT, (const char *const[]){"running", "time", "hegemony", "survivor"});
    expect_names(&line_names, LINE_COUNT,
                 (const char *const[]){"civil", "fortify", "strike", "dual", "intel"});
}

static void two_motives_expand(void **state)
{
    (void)state;
    assert_true(motive_expands(MOTIVE_GREEDY));
    assert_true(motive_expands(MOTIVE_LIMITED));
    assert_false(motive_expands(MOTIVE_SECURITY_SEEKER));
    assert_false(motive_expands(MOTIVE_PROTECTOR));
    assert_false(motive_expands(MOTIVE_FEARFUL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_and_numbers),
        cmocka_unit_test(two_motives_expand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
