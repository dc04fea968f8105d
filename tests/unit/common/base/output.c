#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/base/output.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char directory[64], path[128];

static int make_directory(void **state)
{
    (void)state;
    strcpy(directory, "/tmp/spiral-output-XXXXXX");
    if (!mkdtemp(directory))
        return -1;
    snprintf(path, sizeof path, "%s/rows", directory);
    return 0;
}

/* Fails when anything but `path` was left. */
static int remove_directory(void **state)
{
    (void)state;
    unlink(path);
    return rmdir(directory);
}

static void expect_contents(const char *expected)
{
    char text[64];
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    assert_string_equal(text, expected);
}

static void it_has_its_name_when_it_is_whole(void **state)
{
    (void)state;
    struct output output;
    struct cause cause;
    assert_int_equal(output_begin(&output, "--out", path, &cause), STATUS_OK);
    fputs("a,b\n", output.file);
    assert_int_equal(access(path, F_OK), -1);
    assert_int_equal(output_check(&output, &cause), STATUS_OK);
    assert_int_equal(output_end(&output, &cause), STATUS_OK);
    output_drop(&output);
    expect_contents("a,b\n");
    assert_int_equal(output_begin(&output, "--out", path, &cause), STATUS_INVALID);
    assert_null(output.file);
    assert_non_null(strstr(cause.text, "is there already; remove it"));
    expect_contents("a,b\n");
}

static void what_is_dropped_leaves_nothing(void **state)
{
    (void)state;
    struct output output;
    struct cause cause;
    assert_int_equal(output_begin(&output, "--out", path, &cause), STATUS_OK);
    output_drop(&output);
    assert_null(output.file);
    assert_int_equal(access(path, F_OK), -1);
}

static void a_file_that_appears_meanwhile_stays(void **state)
{
    (void)state;
    struct output output;
    struct cause cause;
    assert_int_equal(output_begin(&output, "--out", path, &cause), STATUS_OK);
    fputs("ours\n", output.file);
    FILE *other = fopen(path, "wx");
    assert_non_null(other);
    fputs("theirs\n", other);
    fclose(other);
    assert_int_equal(output_end(&output, &cause), STATUS_IO);
    assert_memory_equal(cause.text, "--out: ", 7);
    assert_non_null(strstr(cause.text, path));
    expect_contents("theirs\n");
}

static void a_place_that_is_not_there_is_named(void **state)
{
    (void)state;
    struct output output;
    struct cause cause;
    char longer[OUTPUT_PATH_SIZE], nowhere[160];
    snprintf(nowhere, sizeof nowhere, "%s/none/rows", directory);
    assert_int_equal(output_begin(&output, "--log", nowhere, &cause), STATUS_IO);
    assert_memory_equal(cause.text, "--log ", 6);
    assert_non_null(strstr(cause.text, nowhere));
    output_drop(&output);
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    assert_int_equal(output_begin(&output, "--log", longer, &cause), STATUS_INVALID);
}

static void a_disk_that_is_full_is_told(void **state)
{
    (void)state;
    struct output output;
    struct cause cause;
    FILE *full = fopen("/dev/full", "w");
    assert_non_null(full);
    assert_int_equal(output_begin(&output, "--out", path, &cause), STATUS_OK);
    fclose(output.file);
    output.file = full;
    fputs("rows\n", full);
    assert_int_equal(output_end(&output, &cause), STATUS_FULL);
    assert_int_equal(access(path, F_OK), -1);
}

static void none_and_standard_output(void **state)
{
    (void)state;
    struct output output;
    struct cause cause;
    assert_int_equal(output_begin(&output, "--out", NULL, &cause), STATUS_OK);
    assert_null(output.file);
    assert_int_equal(output_check(&output, &cause), STATUS_OK);
    assert_int_equal(output_end(&output, &cause), STATUS_OK);
    assert_int_equal(output_begin(&output, "--out", "-", &cause), STATUS_OK);
    assert_ptr_equal(output.file, stdout);
    assert_int_equal(output_end(&output, &cause), STATUS_OK);
    assert_false(ferror(stdout));
}

#define OUTPUT_TEST(test) cmocka_unit_test_setup_teardown(test, make_directory, remove_directory)

int main(void)
{
    const struct CMUnitTest tests[] = {
        OUTPUT_TEST(it_has_its_name_when_it_is_whole),    OUTPUT_TEST(what_is_dropped_leaves_nothing),
        OUTPUT_TEST(a_file_that_appears_meanwhile_stays), OUTPUT_TEST(a_place_that_is_not_there_is_named),
        OUTPUT_TEST(a_disk_that_is_full_is_told),         OUTPUT_TEST(none_and_standard_output),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
