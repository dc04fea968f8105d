#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "client/core/home.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void the_first_source_that_is_given_wins(void **state)
{
    (void)state;
    static const struct {
        struct home_sources sources;
        const char *path;
    } rows[] = {
        {{"/a", "/b", "/c", "/d"}, "/a"},
        {{NULL, "/b", "/c", "/d"}, "/b"},
        {{"", "/b", "/c", "/d"}, "/b"},
        {{NULL, NULL, "/c", "/d"}, "/c/spiral"},
        {{NULL, "", "c", "/d"}, "/d/.local/state/spiral"},
        {{NULL, NULL, NULL, "/d"}, "/d/.local/state/spiral"},
        {{"here", NULL, NULL, NULL}, "here"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct home home;
        struct cause cause;
        assert_int_equal(home_choose(&rows[i].sources, &home, &cause), STATUS_OK);
        assert_string_equal(home.path, rows[i].path);
    }
}

static void without_a_source_the_remedy_is_named(void **state)
{
    (void)state;
    struct home home;
    struct cause cause;
    const struct home_sources none = {NULL, NULL, "relative", ""};
    assert_int_equal(home_choose(&none, &home, &cause), STATUS_INVALID);
    assert_non_null(strstr(cause.text, "--home"));
}

static void a_path_that_does_not_fit_is_refused(void **state)
{
    (void)state;
    char path[HOME_PATH_SIZE + 1];
    struct home home;
    struct cause cause;
    memset(path, 'x', sizeof path - 1);
    path[sizeof path - 1] = '\0';
    struct home_sources sources = {.option = path};
    assert_int_equal(home_choose(&sources, &home, &cause), STATUS_INVALID);
    path[HOME_PATH_SIZE - 1] = '\0';
    assert_int_equal(home_choose(&sources, &home, &cause), STATUS_OK);
    sources = (struct home_sources){.person_home = path};
    assert_int_equal(home_choose(&sources, &home, &cause), STATUS_INVALID);
}

static void the_directory_is_made_for_its_owner_alone(void **state)
{
    (void)state;
    char top[] = "/tmp/spiral-home-XXXXXX", path[64], parent[64];
    struct home home;
    struct cause cause;
    struct stat about;
    assert_non_null(mkdtemp(top));
    snprintf(parent, sizeof parent, "%s/a", top);
    snprintf(path, sizeof path, "%s/a/b", top);
    setenv("SPIRAL_HOME", path, 1);
    assert_int_equal(home_open(NULL, &home, &cause), STATUS_OK);
    assert_string_equal(home.path, path);
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0700);
    assert_int_equal(home_open(path, &home, &cause), STATUS_OK);
    assert_int_equal(home_open("/dev/null/x", &home, &cause), STATUS_INVALID);
    assert_non_null(strstr(cause.text, "/dev/null"));
    rmdir(path);
    rmdir(parent);
    rmdir(top);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_source_that_is_given_wins),
        cmocka_unit_test(without_a_source_the_remedy_is_named),
        cmocka_unit_test(a_path_that_does_not_fit_is_refused),
        cmocka_unit_test(the_directory_is_made_for_its_owner_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
