/* Every way in which a directory can be the wrong one is named, with what to do about it. */
#include "fixture.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static int begin(void **state)
{
    char *directory = calloc(1, FIXTURE_PATH_MAX);
    assert_non_null(directory);
    fixture_make(directory);
    *state = directory;
    return 0;
}

static int end(void **state)
{
    fixture_remove(*state);
    free(*state);
    return 0;
}

static const char *below(const char *directory, const char *name, char path[FIXTURE_PATH_MAX])
{
    assert_true(snprintf(path, FIXTURE_PATH_MAX, "%s/%s", directory, name) < FIXTURE_PATH_MAX);
    return path;
}

static void make_file(const char *directory, const char *name, const char *text)
{
    char path[FIXTURE_PATH_MAX];
    FILE *file = fopen(below(directory, name, path), "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

/* Opening fails so, naming the path, the reason and the remedy. */
static void expect_failure(const char *path, bool read_only, enum status expected, const char *reason,
                           const char *remedy)
{
    struct store *store = NULL;
    struct cause cause = {""};
    enum status status = store_open_sqlite(path, NULL, read_only, &store, &cause);
    assert_null(store);
    assert_string_equal(status_name(status), status_name(expected));
    if (!strstr(cause.text, path) || !strstr(cause.text, reason) || !strstr(cause.text, remedy))
        fail_msg("'%s' does not name '%s', '%s', '%s'", cause.text, path, reason, remedy);
}

static int mode_of(const char *directory, const char *name)
{
    char path[FIXTURE_PATH_MAX];
    struct stat about;
    assert_int_equal(stat(below(directory, name, path), &about), 0);
    return (int)(about.st_mode & 07777);
}

static void files_are_made_for_the_owner_alone(void **state)
{
    char path[FIXTURE_PATH_MAX];
    mode_t mask = umask(0);
    struct store *store = open_writer(below(*state, "new", path));
    umask(mask);
    assert_int_equal(commit_one(store, append_of(1, 0, 0, "a")), STATUS_OK);
    assert_int_equal(mode_of(*state, "new"), 0700);
    assert_int_equal(mode_of(path, "journal.db"), 0600);
    assert_int_equal(mode_of(path, "journal.db-wal"), 0600);
    assert_int_equal(mode_of(path, "journal.db-shm"), 0600);
    assert_int_equal(mode_of(path, "lock"), 0600);
    store_close(store);
}

static void a_missing_parent_is_named(void **state)
{
    char path[FIXTURE_PATH_MAX], parent[FIXTURE_PATH_MAX];
    below(*state, "none/journal", path);
    below(*state, "none does not exist", parent);
    expect_failure(path, false, STATUS_NOT_FOUND, parent, "make it first");
}

static void a_file_is_not_a_directory(void **state)
{
    char path[FIXTURE_PATH_MAX];
    make_file(*state, "file", "text");
    expect_failure(below(*state, "file", path), false, STATUS_INVALID, "is not a directory",
                   "give a directory");
    expect_failure(path, true, STATUS_INVALID, "is not a directory", "give a directory");
    expect_failure(below(*state, "file/inside", path), false, STATUS_INVALID, "not a directory",
                   "give another");
}

static void names_have_bounds(void **state)
{
    char path[1200];
    (void)state;
    struct store *store = NULL;
    struct cause cause = {""};
    memset(path, 'x', sizeof path);
    path[sizeof path - 1] = '\0';
    assert_int_equal(store_open_sqlite(path, NULL, false, &store, &cause), STATUS_INVALID);
    assert_non_null(strstr(cause.text, "use a shorter one"));
    expect_failure("", false, STATUS_INVALID, "empty name", "give its path");
    assert_int_equal(store_open_sqlite(".", "none", false, &store, &cause), STATUS_INVALID);
    assert_non_null(strstr(cause.text, "'none'"));
}

static void a_directory_must_be_writable(void **state)
{
    char path[FIXTURE_PATH_MAX];
    uid_t user = geteuid();
    assert_int_equal(chmod(*state, 0755), 0);
    assert_int_equal(mkdir(below(*state, "locked", path), 0555), 0);
    if (user == 0)
        assert_int_equal(seteuid(65534), 0); /* root may write everywhere */
    expect_failure(path, false, STATUS_IO, "no permission", "chown");
    below(*state, "locked/deeper", path);
    expect_failure(path, false, STATUS_IO, "no permission", "chown");
    assert_int_equal(seteuid(user), 0);
}

static void a_journal_must_be_writable(void **state)
{
    char path[FIXTURE_PATH_MAX];
    uid_t user = geteuid();
    store_close(open_writer(*state));
    assert_int_equal(chmod(*state, 0777), 0);
    assert_int_equal(chmod(below(*state, "lock", path), 0666), 0);
    assert_int_equal(chmod(below(*state, "journal.db-wal", path), 0), 0);
    assert_int_equal(chmod(below(*state, "journal.db", path), 0444), 0);
    if (user == 0)
        assert_int_equal(seteuid(65534), 0);
    expect_failure(*state, false, STATUS_IO, "unable to open", "permissions");
    assert_int_equal(seteuid(user), 0);
    assert_int_equal(unlink(below(*state, "journal.db-wal", path)), 0);
    assert_int_equal(unlink(below(*state, "journal.db-shm", path)), 0);
    if (user == 0)
        assert_int_equal(seteuid(65534), 0);
    expect_failure(*state, false, STATUS_IO, "no permission", "chown");
    assert_int_equal(seteuid(user), 0);
}

static void a_second_writer_learns_who_was_first(void **state)
{
    char process[40];
    struct store *first = open_writer(*state);
    snprintf(process, sizeof process, "process %ld ", (long)getpid());
    expect_failure(*state, false, STATUS_LOCKED, process, "stop it");
    assert_int_equal(commit_one(first, append_of(1, 0, 0, "a")), STATUS_OK);
    store_close(first);
    store_close(open_writer(*state));
}

static void a_newer_journal_is_left_alone(void **state)
{
    size_t before_size, after_size;
    store_close(open_writer(*state));
    disturb(*state, "PRAGMA user_version = 7");
    char *before = fixture_read(*state, "journal.db", &before_size);
    expect_failure(*state, false, STATUS_VERSION, "newer version of Spiral (format 7", "use that version");
    expect_failure(*state, true, STATUS_VERSION, "newer version of Spiral (format 7", "use that version");
    char *after = fixture_read(*state, "journal.db", &after_size);
    assert_int_equal(before_size, after_size);
    assert_memory_equal(before, after, before_size);
    free(before);
    free(after);
    disturb(*state, "PRAGMA user_version = 1");
    store_close(open_writer(*state));
}

static void something_else_is_left_alone(void **state)
{
    char path[FIXTURE_PATH_MAX];
    make_file(*state, "journal.db", "These are the minutes of our meeting.\n");
    expect_failure(*state, false, STATUS_CORRUPT, "is not a database", "move it away");
    expect_failure(*state, true, STATUS_CORRUPT, "is not a database", "move it away");
    assert_int_equal(unlink(below(*state, "journal.db", path)), 0);
    disturb(*state, "CREATE TABLE recipes (name)");
    expect_failure(*state, false, STATUS_INVALID, "another program", "move it away");
}

static void a_failed_open_gives_the_lock_back(void **state)
{
    char path[FIXTURE_PATH_MAX];
    make_file(*state, "journal.db", "These are the minutes of our meeting.\n");
    expect_failure(*state, false, STATUS_CORRUPT, "is not a database", "move it away");
    assert_int_equal(unlink(below(*state, "journal.db", path)), 0);
    store_close(open_writer(*state));
}

static void a_reader_needs_a_journal(void **state)
{
    char path[FIXTURE_PATH_MAX];
    expect_failure(*state, true, STATUS_NOT_FOUND, "no journal.db", "give the directory");
    assert_int_equal(access(below(*state, "journal.db", path), F_OK), -1);
    assert_int_equal(access(below(*state, "lock", path), F_OK), -1);
    expect_failure(below(*state, "none", path), true, STATUS_NOT_FOUND, "does not exist",
                   "give the directory");
    make_file(*state, "journal.db", "");
    expect_failure(*state, true, STATUS_NOT_FOUND, "still empty", "give the directory");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(files_are_made_for_the_owner_alone),
        TEST(a_missing_parent_is_named),
        TEST(a_file_is_not_a_directory),
        TEST(names_have_bounds),
        TEST(a_directory_must_be_writable),
        TEST(a_journal_must_be_writable),
        TEST(a_second_writer_learns_who_was_first),
        TEST(a_newer_journal_is_left_alone),
        TEST(something_else_is_left_alone),
        TEST(a_failed_open_gives_the_lock_back),
        TEST(a_reader_needs_a_journal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
