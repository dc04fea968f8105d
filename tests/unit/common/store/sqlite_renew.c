/* A writer writes the log that it finds over itself and syncs it, before it says what is in it. */
#include "common/store/sqlite_store.h"

#include "fault_vfs.h"
#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
    char directory[FIXTURE_PATH_MAX];
    struct fault_vfs fault;
};

/* A journal of three records whose writer ended by a failed sync: its log was never moved into the database.
 */
static int begin(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    struct sqlite_options options = {.vfs = "fault"};
    struct store *store;
    struct store_change change = append_of(1, 0, 2, "c");
    struct cause cause;
    assert_non_null(fixture);
    fixture_make(fixture->directory);
    fault_vfs_begin(&fixture->fault);
    assert_int_equal(sqlite_store_open(fixture->directory, &options, &store, &cause), STATUS_OK);
    assert_int_equal(commit_one(store, append_of(1, 0, 0, "a")), STATUS_OK);
    assert_int_equal(commit_one(store, append_of(1, 0, 1, "b")), STATUS_OK);
    fixture->fault.log_syncs = 0;
    fixture->fault.log_sync_code = SQLITE_IOERR_FSYNC;
    assert_int_equal(store_commit(store, &change, 1, &cause), STATUS_IO);
    fixture->fault.log_syncs = -1;
    store_close(store);
    *state = fixture;
    return 0;
}

static int end(void **state)
{
    struct fixture *fixture = *state;
    fault_vfs_end(&fixture->fault);
    fixture_remove(fixture->directory);
    free(fixture);
    return 0;
}

static enum status open_again(struct fixture *fixture, struct store **store, struct cause *cause)
{
    struct sqlite_options options = {.vfs = "fault"};
    return sqlite_store_open(fixture->directory, &options, store, cause);
}

static void what_is_found_is_synced_first(void **state)
{
    struct fixture *fixture = *state;
    struct store *store;
    struct cause cause = {""};
    char bodies[16];
    if (open_again(fixture, &store, &cause) != STATUS_OK)
        fail_msg("%s", cause.text);
    assert_int_equal(store_syncs(store), 1);
    bodies_of(store, 1, 0, bodies, sizeof bodies);
    assert_memory_equal(bodies, "a\nb\n", 4);
    store_close(store);
}

static void nothing_is_said_when_that_fails(void **state)
{
    struct fixture *fixture = *state;
    struct store *store;
    struct cause cause = {""};
    char bodies[16];
    fixture->fault.log_writes = 0;
    fixture->fault.log_write_code = SQLITE_IOERR_WRITE;
    assert_int_equal(open_again(fixture, &store, &cause), STATUS_IO);
    assert_non_null(strstr(cause.text, "written again"));
    fixture->fault.log_writes = -1;
    fixture->fault.log_syncs = 0;
    assert_int_equal(open_again(fixture, &store, &cause), STATUS_IO);
    assert_non_null(strstr(cause.text, "check the disk"));
    fixture->fault.log_syncs = -1;
    assert_int_equal(open_again(fixture, &store, &cause), STATUS_OK);
    bodies_of(store, 1, 0, bodies, sizeof bodies);
    assert_memory_equal(bodies, "a\nb\n", 4);
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_found_is_synced_first),
        TEST(nothing_is_said_when_that_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
