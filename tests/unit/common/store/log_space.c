/* The log has its space before it is needed, and zeros behind its last frame are no frames. */
#include "common/store/sqlite_store.h"

#include "fault_vfs.h"
#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
    char directory[FIXTURE_PATH_MAX];
    char copy[FIXTURE_PATH_MAX];
    struct fault_vfs fault;
};

static int begin(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    fixture_make(fixture->directory);
    fixture_make(fixture->copy);
    fault_vfs_begin(&fixture->fault);
    *state = fixture;
    return 0;
}

static int end(void **state)
{
    struct fixture *fixture = *state;
    fault_vfs_end(&fixture->fault);
    fixture_remove(fixture->directory);
    fixture_remove(fixture->copy);
    free(fixture);
    return 0;
}

static size_t log_size(const struct fixture *fixture)
{
    size_t size = 0;
    char *bytes = fixture_read(fixture->directory, "journal.db-wal", &size);
    assert_non_null(bytes);
    free(bytes);
    return size;
}

static void idle(struct store *store)
{
    struct cause cause = {""};
    if (store_idle(store, &cause) != STATUS_OK)
        fail_msg("%s", cause.text);
}

static void expect_records(const char *directory, const char *expected)
{
    char bodies[64];
    struct store *store = open_writer(directory);
    bodies_of(store, 1, 0, bodies, sizeof bodies);
    assert_string_equal(bodies, expected);
    store_close(store);
}

static void commits_do_not_make_the_log_grow(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_writer(fixture->directory);
    idle(store);
    assert_int_equal(log_size(fixture), SQLITE_STORE_LOG_BYTES);
    assert_int_equal(commit_one(store, append_of(1, 0, 0, "a")), STATUS_OK);
    assert_int_equal(log_size(fixture), SQLITE_STORE_LOG_BYTES);
    store_close(store);
    expect_records(fixture->directory, "a\n");
}

static void the_space_comes_back_after_an_erasure(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_writer(fixture->directory);
    idle(store);
    assert_int_equal(commit_one(store, text_of(1, 0, 2, 3, "Wilhelmine")), STATUS_OK);
    assert_int_equal(commit_one(store, erase_of(1, 0, 3)), STATUS_OK);
    idle(store);
    assert_int_equal(log_size(fixture), SQLITE_STORE_LOG_BYTES);
    assert_false(fixture_finds(fixture->directory, "Wilhelmine"));
    store_close(store);
}

static void copy_file(const struct fixture *fixture, const char *name)
{
    char path[FIXTURE_PATH_MAX + 32];
    size_t size;
    char *bytes = fixture_read(fixture->directory, name, &size);
    assert_non_null(bytes);
    snprintf(path, sizeof path, "%s/%s", fixture->copy, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
    free(bytes);
}

/* What a kill leaves behind: the database and a log whose frames end in zeros, or that has none yet. */
static void a_killed_writer_is_read_back(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_writer(fixture->directory);
    assert_int_equal(commit_one(store, append_of(1, 0, 0, "a")), STATUS_OK);
    idle(store);
    copy_file(fixture, "journal.db");
    copy_file(fixture, "journal.db-wal");
    expect_records(fixture->copy, "a\n");
    assert_int_equal(commit_one(store, append_of(1, 0, 1, "b")), STATUS_OK);
    assert_int_equal(commit_one(store, append_of(1, 0, 2, "c")), STATUS_OK);
    copy_file(fixture, "journal.db");
    copy_file(fixture, "journal.db-wal");
    expect_records(fixture->copy, "a\nb\nc\n");
    store_close(store);
}

static struct store *open_faulty(struct fixture *fixture, int writes, int code)
{
    struct store *store = NULL;
    struct cause cause = {""};
    struct sqlite_options options = {.vfs = "fault"};
    if (sqlite_store_open(fixture->directory, &options, &store, &cause) != STATUS_OK)
        fail_msg("%s", cause.text);
    fixture->fault.log_writes = writes;
    fixture->fault.log_write_code = code;
    return store;
}

static void a_full_disk_is_left_as_it_was(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_faulty(fixture, 3, SQLITE_FULL);
    idle(store);
    assert_int_equal(fixture->fault.failures, 1);
    assert_int_equal(log_size(fixture), 0);
    idle(store);
    assert_int_equal(fixture->fault.failures, 1); /* not tried for ever */
    fixture->fault.log_writes = -1;
    assert_int_equal(commit_one(store, append_of(1, 0, 0, "a")), STATUS_OK);
    store_close(store);
    expect_records(fixture->directory, "a\n");
}

static void a_failing_disk_ends_the_store(void **state)
{
    struct fixture *fixture = *state;
    struct cause cause = {""};
    struct store *store = open_faulty(fixture, 3, SQLITE_IOERR_WRITE);
    assert_int_equal(store_idle(store, &cause), STATUS_IO);
    assert_non_null(strstr(cause.text, "check the disk"));
    fixture->fault.log_writes = -1;
    assert_int_equal(store_idle(store, &cause), STATUS_IO);
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(commits_do_not_make_the_log_grow), TEST(the_space_comes_back_after_an_erasure),
        TEST(a_killed_writer_is_read_back),     TEST(a_full_disk_is_left_as_it_was),
        TEST(a_failing_disk_ends_the_store),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
