/* Loading by name and listing, in a directory of its own. */
#include "tests/unit/common/scenario/mistakes.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const char valid[] = HEAD ACTORS;

static int make_directory(void **state)
{
    char *directory = strdup("/tmp/spiral-scenario-XXXXXX");
    if (!directory || !mkdtemp(directory))
        return -1;
    *state = directory;
    return 0;
}

static int remove_directory(void **state)
{
    int result = rmdir(*state);
    free(*state);
    return result;
}

static void path_in(char *path, size_t size, const char *directory, const char *name)
{
    assert_true((size_t)snprintf(path, size, "%s/%s", directory, name) < size);
}

static void write_file(const char *directory, const char *name, const char *bytes, size_t size)
{
    char path[200];
    path_in(path, sizeof path, directory, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static void remove_file(const char *directory, const char *name)
{
    char path[200];
    path_in(path, sizeof path, directory, name);
    assert_int_equal(remove(path), 0);
}

/* Loading fails so, and with exactly this cause. */
static void check_load(const char *directory, const char *name, enum status expected, const char *says)
{
    struct scenario_file file;
    struct cause cause = {{0}};
    assert_int_equal(scenario_file_load(directory, name, &file, &cause), expected);
    assert_string_equal(cause.text, says);
}

static void loads_by_name(void **state)
{
    write_file(*state, "two.yaml", valid, strlen(valid));
    struct scenario_file file;
    struct cause cause;
    assert_int_equal(scenario_file_load(*state, "two", &file, &cause), STATUS_OK);
    assert_string_equal(file.scenario.name, "two");
    remove_file(*state, "two.yaml");
}

static void name_must_be_that_of_the_file(void **state)
{
    char says[CAUSE_LENGTH_MAX];
    write_file(*state, "three.yaml", valid, strlen(valid));
    snprintf(says, sizeof says,
             "%s/three.yaml:1:11: scenario: is 'two'; allowed 'three', as the file is called",
             (char *)*state);
    check_load(*state, "three", STATUS_INVALID, says);
    remove_file(*state, "three.yaml");
}

static void missing_file_and_directory(void **state)
{
    char says[CAUSE_LENGTH_MAX], nowhere[100];
    snprintf(says, sizeof says, "no scenario 'two' in %s; `ls %s/*.yaml` shows what there is", (char *)*state,
             (char *)*state);
    check_load(*state, "two", STATUS_NOT_FOUND, says);
    path_in(nowhere, sizeof nowhere, *state, "nowhere");
    snprintf(says, sizeof says, "no scenario 'two' in %s; `ls %s/*.yaml` shows what there is", nowhere,
             nowhere);
    check_load(nowhere, "two", STATUS_NOT_FOUND, says);
}

static void directory_that_is_none(void **state)
{
    char path[200], says[CAUSE_LENGTH_MAX], endless[5000];
    write_file(*state, "plain", "x", 1);
    path_in(path, sizeof path, *state, "plain");
    snprintf(says, sizeof says,
             "scenario file %s/two.yaml: Not a directory; check the path and its permissions", path);
    check_load(path, "two", STATUS_NOT_FOUND, says);
    remove_file(*state, "plain");
    memset(endless, '/', sizeof endless);
    endless[sizeof endless - 1] = '\0';
    check_load(endless, "two", STATUS_INVALID,
               "scenario directory: its path is too long; allowed 4056 bytes");
}

static void names_are_no_paths(void **state)
{
    static const char *const names[] = {"",     "../two", "two.yaml",   "Two",
                                        "-two", "t o",    "zwei\u00e4", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char says[CAUSE_LENGTH_MAX];
        snprintf(says, sizeof says,
                 "scenario '%s': not a scenario's name; allowed 1 to 31 of a-z, 0-9 and -, without .yaml",
                 names[i]);
        check_load(*state, names[i], STATUS_INVALID, says);
    }
}

static void only_regular_files_of_bounded_size(void **state)
{
    char path[200], says[CAUSE_LENGTH_MAX];
    path_in(path, sizeof path, *state, "two.yaml");
    snprintf(says, sizeof says, "scenario file %s: is not a regular file; allowed YAML text", path);
    assert_int_equal(mkfifo(path, 0600), 0);
    check_load(*state, "two", STATUS_INVALID, says);
    remove_file(*state, "two.yaml");
    assert_int_equal(mkdir(path, 0700), 0);
    check_load(*state, "two", STATUS_INVALID, says);
    remove_file(*state, "two.yaml");
    char *bytes = calloc(1, SCENARIO_FILE_MAX * 2);
    assert_non_null(bytes);
    write_file(*state, "two.yaml", bytes, SCENARIO_FILE_MAX * 2);
    free(bytes);
    snprintf(says, sizeof says, "%s:1:1: file: is too long; allowed 65536 bytes", path);
    check_load(*state, "two", STATUS_INVALID, says);
    remove_file(*state, "two.yaml");
}

struct joined {
    char names[256];
    int count;
};

static void join_name(void *user, const char *name)
{
    struct joined *joined = user;
    strncat(joined->names, name, sizeof joined->names - strlen(joined->names) - 1);
    strncat(joined->names, " ", sizeof joined->names - strlen(joined->names) - 1);
    joined->count++;
}

static void lists_scenarios_in_order(void **state)
{
    static const char *const files[] = {"b.yaml", "a-2.yaml",   "README.md", "Big.yaml",
                                        ".yaml",  "c.yaml.bak", "a.yaml"};
    struct joined joined = {{0}, 0};
    struct cause cause;
    char path[200];
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
        write_file(*state, files[i], "x", 1);
    path_in(path, sizeof path, *state, "d.yaml");
    assert_int_equal(mkdir(path, 0700), 0);
    assert_int_equal(scenario_file_list(*state, join_name, &joined, &cause), STATUS_OK);
    assert_string_equal(joined.names, "a a-2 b ");
    assert_int_equal(rmdir(path), 0);
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
        remove_file(*state, files[i]);
}

static void listing_is_bounded(void **state)
{
    struct joined joined = {{0}, 0};
    struct cause cause;
    char name[32], says[CAUSE_LENGTH_MAX];
    for (int i = 0; i <= SCENARIO_LIST_MAX; i++) {
        if (i == SCENARIO_LIST_MAX)
            assert_int_equal(scenario_file_list(*state, join_name, &joined, &cause), STATUS_OK);
        snprintf(name, sizeof name, "s%d.yaml", i);
        write_file(*state, name, "x", 1);
    }
    assert_int_equal(joined.count, SCENARIO_LIST_MAX);
    joined.count = 0;
    snprintf(says, sizeof says, "scenario directory %s: too many scenarios; allowed 256", (char *)*state);
    assert_int_equal(scenario_file_list(*state, join_name, &joined, &cause), STATUS_FULL);
    assert_string_equal(cause.text, says);
    assert_int_equal(joined.count, 0);
    for (int i = 0; i <= SCENARIO_LIST_MAX; i++) {
        snprintf(name, sizeof name, "s%d.yaml", i);
        remove_file(*state, name);
    }
}

static void listing_a_missing_directory(void **state)
{
    struct joined joined = {{0}, 0};
    struct cause cause;
    char nowhere[100], says[CAUSE_LENGTH_MAX];
    path_in(nowhere, sizeof nowhere, *state, "nowhere");
    snprintf(says, sizeof says,
             "scenario directory %s: No such file or directory; check the path and its permissions", nowhere);
    assert_int_equal(scenario_file_list(nowhere, join_name, &joined, &cause), STATUS_NOT_FOUND);
    assert_string_equal(cause.text, says);
}

static void a_named_directory_is_taken_as_it_is(void **state)
{
    static char longer[SCENARIO_PATH_SIZE + 1];
    char path[SCENARIO_PATH_SIZE];
    struct cause cause;
    (void)state;
    assert_int_equal(scenario_directory_find("somewhere", path, &cause), STATUS_OK);
    assert_string_equal(path, "somewhere");
    memset(longer, 'x', SCENARIO_PATH_SIZE);
    assert_int_equal(scenario_directory_find(longer, path, &cause), STATUS_INVALID);
    assert_memory_equal(cause.text, "--scenarios", strlen("--scenarios"));
}

/* Whether there are scenarios beside this program depends on where it was built. */
static void the_programs_own_are_found_or_asked_for(void **state)
{
    char path[SCENARIO_PATH_SIZE];
    struct scenario_file file;
    struct cause cause;
    (void)state;
    enum status status = scenario_directory_find(NULL, path, &cause);
    if (status) {
        assert_int_equal(status, STATUS_NOT_FOUND);
        assert_non_null(strstr(cause.text, "give --scenarios DIR"));
        return;
    }
    assert_null(strstr(path, "/../"));
    assert_int_equal(scenario_file_load(path, "duel", &file, &cause), STATUS_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(loads_by_name),
        cmocka_unit_test(name_must_be_that_of_the_file),
        cmocka_unit_test(missing_file_and_directory),
        cmocka_unit_test(directory_that_is_none),
        cmocka_unit_test(names_are_no_paths),
        cmocka_unit_test(only_regular_files_of_bounded_size),
        cmocka_unit_test(lists_scenarios_in_order),
        cmocka_unit_test(listing_is_bounded),
        cmocka_unit_test(listing_a_missing_directory),
        cmocka_unit_test(a_named_directory_is_taken_as_it_is),
        cmocka_unit_test(the_programs_own_are_found_or_asked_for),
    };
    return cmocka_run_group_tests(tests, make_directory, remove_directory);
}
