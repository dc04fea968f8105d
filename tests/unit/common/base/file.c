#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/base/file.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_MAX_HERE = 512 };

static char directory[PATH_MAX_HERE];

static const char *path_of(const char *name)
{
    static char path[2 * PATH_MAX_HERE];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    return path;
}

static int make_directory(void **state)
{
    (void)state;
    const char *parent = getenv("TMPDIR");
    snprintf(directory, sizeof directory, "%s/spiral-file-XXXXXX", parent ? parent : "/tmp");
    umask(022);
    return mkdtemp(directory) ? 0 : -1;
}

/* The names in the directory of the test, "." and ".." aside. */
static int count_files(void)
{
    DIR *files = opendir(directory);
    assert_non_null(files);
    int count = -2;
    while (readdir(files))
        count++;
    closedir(files);
    return count;
}

static int remove_directory(void **state)
{
    (void)state;
    DIR *files = opendir(directory);
    for (struct dirent *entry; files && (entry = readdir(files));)
        if (entry->d_name[0] != '.')
            unlink(path_of(entry->d_name));
    if (files)
        closedir(files);
    rmdir(path_of("a/b/c"));
    rmdir(path_of("a/b"));
    rmdir(path_of("a"));
    return rmdir(directory);
}

static void expect_contents(const char *path, const char *text)
{
    char *got;
    size_t size;
    struct cause cause;
    assert_int_equal(file_read(path, 1 << 20, &got, &size, &cause), STATUS_OK);
    assert_int_equal(size, strlen(text));
    assert_string_equal(got, text);
    free(got);
}

static unsigned mode_of(const char *path)
{
    struct stat about;
    assert_int_equal(stat(path, &about), 0);
    return about.st_mode & 07777;
}

static void what_was_written_is_read(void **state)
{
    (void)state;
    struct cause cause;
    assert_int_equal(file_replace(path_of("one"), "pact\n", 5, 0644, &cause), STATUS_OK);
    expect_contents(path_of("one"), "pact\n");
    assert_int_equal(file_replace(path_of("one"), "", 0, 0644, &cause), STATUS_OK);
    expect_contents(path_of("one"), "");
}

static void large_and_binary_files(void **state)
{
    (void)state;
    enum { SIZE = 100 * 1000 };
    char *bytes = malloc(SIZE), *got;
    size_t size;
    struct cause cause;
    for (int i = 0; i < SIZE; i++)
        bytes[i] = (char)(i * 7);
    assert_int_equal(file_replace(path_of("big"), bytes, SIZE, 0600, &cause), STATUS_OK);
    assert_int_equal(file_read(path_of("big"), SIZE, &got, &size, &cause), STATUS_OK);
    assert_int_equal(size, SIZE);
    assert_memory_equal(got, bytes, SIZE);
    assert_int_equal(got[SIZE], 0);
    free(got);
    assert_int_equal(file_read(path_of("big"), SIZE - 1, &got, &size, &cause), STATUS_FULL);
    assert_non_null(strstr(cause.text, "big"));
    assert_non_null(strstr(cause.text, "99999"));
    free(bytes);
}

static void modes_are_kept_to(void **state)
{
    (void)state;
    struct cause cause;
    assert_int_equal(file_replace(path_of("secret"), "k", 1, 0600, &cause), STATUS_OK);
    assert_int_equal(mode_of(path_of("secret")), 0600);
    assert_int_equal(file_replace(path_of("open"), "k", 1, 0644, &cause), STATUS_OK);
    assert_int_equal(mode_of(path_of("open")), 0644);
    assert_int_equal(file_replace(path_of("open"), "k", 1, 0600, &cause), STATUS_OK);
    assert_int_equal(mode_of(path_of("open")), 0600);
}

static void errors_name_the_file(void **state)
{
    (void)state;
    struct cause cause = {""};
    char *text;
    size_t size;
    assert_int_equal(file_read(path_of("missing"), 10, &text, &size, &cause), STATUS_NOT_FOUND);
    assert_non_null(strstr(cause.text, path_of("missing")));
    assert_int_equal(file_read(directory, 10, &text, &size, &cause), STATUS_IO);
    assert_non_null(strstr(cause.text, directory));
    assert_int_equal(file_replace(path_of("no/such"), "x", 1, 0600, &cause), STATUS_NOT_FOUND);
    assert_non_null(strstr(cause.text, path_of("no/such")));
    char endless[5000];
    memset(endless, 'p', sizeof endless);
    endless[sizeof endless - 1] = '\0';
    assert_int_equal(file_replace(endless, "x", 1, 0600, &cause), STATUS_INVALID);
    assert_int_equal(file_make_directories("", &cause), STATUS_INVALID);
    assert_int_equal(file_make_directories(endless, &cause), STATUS_INVALID);
}

/* A reader that had the old file open still reads the old file, whole; and nothing else is left behind. */
static void replacing_is_atomic(void **state)
{
    (void)state;
    struct cause cause;
    assert_int_equal(file_replace(path_of("head"), "old contents", 12, 0644, &cause), STATUS_OK);
    struct stat before, after;
    assert_int_equal(stat(path_of("head"), &before), 0);
    int fd = open(path_of("head"), O_RDONLY);
    assert_true(fd >= 0);
    int files = count_files();
    assert_int_equal(file_replace(path_of("head"), "new", 3, 0644, &cause), STATUS_OK);
    assert_int_equal(stat(path_of("head"), &after), 0);
    assert_true(before.st_ino != after.st_ino);
    char got[20] = "";
    assert_int_equal(read(fd, got, sizeof got), 12);
    assert_string_equal(got, "old contents");
    close(fd);
    expect_contents(path_of("head"), "new");
    assert_int_equal(count_files(), files);
}

static void a_failed_replacement_changes_nothing(void **state)
{
    (void)state;
    struct cause cause = {""};
    assert_int_equal(mkdir(path_of("a"), 0700), 0);
    int files = count_files();
    assert_int_equal(file_replace(path_of("a"), "x", 1, 0600, &cause), STATUS_IO);
    assert_non_null(strstr(cause.text, path_of("a")));
    assert_int_equal(count_files(), files);
}

static void a_name_is_given_but_never_taken_away(void **state)
{
    (void)state;
    struct cause cause = {""};
    char made[2 * PATH_MAX_HERE];
    snprintf(made, sizeof made, "%s", path_of("made"));
    assert_int_equal(file_replace(made, "mine", 4, 0644, &cause), STATUS_OK);
    assert_int_equal(file_give_name(made, path_of("whole"), &cause), STATUS_OK);
    assert_int_equal(count_files(), 1);
    expect_contents(path_of("whole"), "mine");
    assert_int_equal(file_replace(made, "other", 5, 0644, &cause), STATUS_OK);
    assert_int_equal(file_give_name(made, path_of("whole"), &cause), STATUS_IO);
    assert_non_null(strstr(cause.text, path_of("whole")));
    expect_contents(path_of("whole"), "mine");
    expect_contents(made, "other");
}

static void directories_with_their_parents(void **state)
{
    (void)state;
    struct cause cause = {""};
    struct stat about;
    for (int again = 0; again < 2; again++) {
        assert_int_equal(file_make_directories(path_of("a/b/c"), &cause), STATUS_OK);
        assert_int_equal(stat(path_of("a/b/c"), &about), 0);
        assert_true(S_ISDIR(about.st_mode));
        assert_int_equal(about.st_mode & 0777, 0700);
    }
    assert_int_equal(file_replace(path_of("plain"), "x", 1, 0600, &cause), STATUS_OK);
    assert_int_not_equal(file_make_directories(path_of("plain/under"), &cause), STATUS_OK);
    assert_non_null(strstr(cause.text, "plain: not a directory"));
    assert_int_equal(file_make_directories(path_of("plain"), &cause), STATUS_INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_was_written_is_read, make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(large_and_binary_files, make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(modes_are_kept_to, make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(errors_name_the_file, make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(replacing_is_atomic, make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(a_failed_replacement_changes_nothing, make_directory,
                                        remove_directory),
        cmocka_unit_test_setup_teardown(a_name_is_given_but_never_taken_away, make_directory,
                                        remove_directory),
        cmocka_unit_test_setup_teardown(directories_with_their_parents, make_directory, remove_directory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
