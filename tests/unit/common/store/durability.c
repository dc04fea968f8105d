/* A commit is on disk before it returns, and a store that cannot say so says nothing more. */
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
    struct fault_vfs fault;
};

static int begin(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    fixture_make(fixture->directory);
    fault_vfs_begin(&fixture->fault);
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

static struct store *open_with(struct fixture *fixture, struct sqlite_options options)
{
    struct store *store = NULL;
    struct cause cause = {""};
    if (sqlite_store_open(fixture->directory, &options, &store, &cause) != STATUS_OK)
        fail_msg("%s", cause.text);
    return store;
}

static struct store *open_faulty(struct fixture *fixture)
{
    return open_with(fixture, (struct sqlite_options){.vfs = "fault"});
}

static int setting(struct store *store, const char *sql)
{
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_prepare_v2(sqlite_store_database(store), sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int value = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    return value;
}

static uint64_t database_syncs(struct store *store)
{
    return sync_vfs_database_syncs(((struct sqlite_store *)store)->vfs);
}

static void settings_are_what_they_should_be(void **state)
{
    struct store *store = open_writer(((struct fixture *)*state)->directory);
    assert_int_equal(setting(store, "PRAGMA synchronous"), 2);
    assert_int_equal(setting(store, "PRAGMA secure_delete"), 1);
    assert_int_equal(setting(store, "PRAGMA foreign_keys"), 0);
    assert_int_equal(setting(store, "PRAGMA wal_autocheckpoint"), 0);
    assert_int_equal(setting(store, "PRAGMA user_version"), STORE_FORMAT);
    assert_int_equal(setting(store, "SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'wal'"),
                     1);
    store_close(store);
}

/* Commits one record, a claim or a clock, and says how many syncs of the log it took. */
static uint64_t syncs_of(struct store *store, int step)
{
    uint64_t before = store_syncs(store);
    struct id stream = id_of(100 + step);
    struct cause cause;
    int64_t epoch;
    if (step % 3 == 0)
        assert_int_equal(commit_one(store, append_of(1, 0, step / 3, "record")), STATUS_OK);
    else if (step % 3 == 1)
        assert_int_equal(store_claim(store, &stream, &epoch, &cause), STATUS_OK);
    else
        assert_int_equal(commit_one(store, clock_of(1, 0, step)), STATUS_OK);
    return store_syncs(store) - before;
}

static void every_commit_is_synced(void **state)
{
    struct store *store = open_with(*state, (struct sqlite_options){0});
    for (int step = 0; step < 60; step++)
        assert_true(syncs_of(store, step) >= 1);
    store_close(store);
}

/* The check above is worth something: without syncs it would see it. */
static void a_store_without_syncs_shows(void **state)
{
    struct store *store = open_with(*state, (struct sqlite_options){.unsynced = true});
    assert_int_equal(setting(store, "PRAGMA synchronous"), 0);
    for (int step = 0; step < 60; step++)
        assert_int_equal(syncs_of(store, step), 0);
    store_close(store);
}

static void a_fenced_commit_needs_no_sync(void **state)
{
    struct store *store = open_with(*state, (struct sqlite_options){0});
    uint64_t before = store_syncs(store);
    assert_int_equal(commit_one(store, append_of(1, 0, 9, "gap")), STATUS_FENCED);
    assert_int_equal(store_syncs(store), before);
    store_close(store);
}

static void commits_leave_checkpoints_to_idle_moments(void **state)
{
    struct store *store = open_with(*state, (struct sqlite_options){0});
    struct cause cause;
    assert_int_equal(store_idle(store, &cause), STATUS_OK);
    uint64_t before = database_syncs(store);
    for (int i = 0; i < 200; i++)
        assert_int_equal(commit_one(store, append_of(1, 0, i, "record")), STATUS_OK);
    assert_int_equal(database_syncs(store), before);
    assert_int_equal(store_idle(store, &cause), STATUS_OK);
    assert_int_equal(database_syncs(store), before + 1);
    assert_int_equal(store_idle(store, &cause), STATUS_OK);
    assert_int_equal(database_syncs(store), before + 1);
    store_close(store);
}

static void a_busy_store_bounds_its_log(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_with(fixture, (struct sqlite_options){.unsynced = true});
    char *body = malloc(200001);
    size_t size;
    assert_non_null(body);
    memset(body, 'x', 200000);
    body[200000] = '\0';
    for (int i = 0; i < 200; i++) /* 40 MB */
        assert_int_equal(commit_one(store, append_of(1, 0, i, body)), STATUS_OK);
    free(fixture_read(fixture->directory, "journal.db-wal", &size));
    assert_true(size > SQLITE_STORE_LOG_BYTES / 2);
    assert_true(size < SQLITE_STORE_LOG_BYTES * 5 / 4);
    free(body);
    store_close(store);
}

static void a_full_disk_is_worth_another_try(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_faulty(fixture);
    struct store_change batch[] = {append_of(1, 0, 1, "b"), append_of(2, 0, 0, "x"),
                                   text_of(1, 0, 3, 4, "t")};
    struct cause cause = {""};
    char bodies[64];
    assert_int_equal(commit_one(store, append_of(1, 0, 0, "a")), STATUS_OK);
    fixture->fault.log_write_code = SQLITE_FULL;
    for (int left = 0; left < 6; left++) {
        fixture->fault.log_writes = left;
        assert_int_equal(store_commit(store, batch, 3, &cause), STATUS_FULL);
        assert_non_null(strstr(cause.text, "journal.db"));
        assert_non_null(strstr(cause.text, "no space"));
        bodies_of(store, 1, 0, bodies, sizeof bodies);
        assert_string_equal(bodies, "a\n");
    }
    assert_int_equal(fixture->fault.failures, 6);
    fixture->fault.log_writes = -1;
    assert_int_equal(store_commit(store, batch, 3, &cause), STATUS_OK);
    for (int i = 0; i < 3; i++)
        assert_int_equal(batch[i].result, STATUS_OK);
    store_close(store);
    store = open_writer(fixture->directory);
    bodies_of(store, 1, 0, bodies, sizeof bodies);
    assert_string_equal(bodies, "a\nb\n");
    store_close(store);
}

static bool never(void *user, const struct store_record *record)
{
    (void)user;
    (void)record;
    fail_msg("a record came out of a store that must refuse everything");
    return false;
}

static bool never_head(void *user, const struct store_head *head)
{
    (void)user;
    (void)head;
    fail_msg("a head came out of a store that must refuse everything");
    return false;
}

static void expect_poisoned(struct store *store)
{
    struct store_change change = append_of(1, 0, 1, "later");
    struct id id = id_of(1);
    struct cause cause = {""};
    char text[8];
    size_t size;
    int64_t epoch;
    assert_int_equal(store_commit(store, &change, 1, &cause), STATUS_IO);
    assert_true(strlen(cause.text) > 0);
    assert_int_equal(store_commit(store, &change, 0, &cause), STATUS_IO);
    assert_int_equal(store_claim(store, &id, &epoch, &cause), STATUS_IO);
    assert_int_equal(store_each_head(store, never_head, NULL, &cause), STATUS_IO);
    assert_int_equal(store_each_record(store, &id, 0, never, NULL, &cause), STATUS_IO);
    assert_int_equal(store_text(store, &id, &id, text, sizeof text, &size, &cause), STATUS_IO);
    assert_int_equal(store_idle(store, &cause), STATUS_IO);
}

static void a_failed_sync_ends_the_store(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_faulty(fixture);
    struct store_change change = append_of(1, 0, 1, "b");
    struct cause cause = {""};
    char bodies[64];
    assert_int_equal(commit_one(store, append_of(1, 0, 0, "a")), STATUS_OK);
    uint64_t before = store_syncs(store);
    fixture->fault.log_syncs = 0;
    fixture->fault.log_sync_code = SQLITE_IOERR_FSYNC;
    assert_int_equal(store_commit(store, &change, 1, &cause), STATUS_IO);
    assert_non_null(strstr(cause.text, "check the disk"));
    assert_int_equal(store_syncs(store), before);
    assert_int_equal(fixture->fault.failures, 1);
    fixture->fault.log_syncs = -1;
    expect_poisoned(store);
    /* nothing is copied out of a log that may not be on disk */
    fixture->fault.database_syncs = 0;
    fixture->fault.database_sync_code = SQLITE_IOERR_FSYNC;
    store_close(store);
    assert_int_equal(fixture->fault.failures, 1);
    store = open_writer(fixture->directory);
    bodies_of(store, 1, 0, bodies, sizeof bodies);
    assert_memory_equal(bodies, "a\n", 2);
    store_close(store);
}

static void a_failed_write_ends_the_store(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_faulty(fixture);
    struct store_change change = append_of(1, 0, 1, "b");
    struct cause cause = {""};
    assert_int_equal(commit_one(store, append_of(1, 0, 0, "a")), STATUS_OK);
    fixture->fault.log_writes = 1;
    fixture->fault.log_write_code = SQLITE_IOERR_WRITE;
    assert_int_equal(store_commit(store, &change, 1, &cause), STATUS_IO);
    fixture->fault.log_writes = -1;
    expect_poisoned(store);
    store_close(store);
}

static void a_failed_checkpoint_ends_the_store(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_faulty(fixture);
    struct cause cause = {""};
    assert_int_equal(commit_one(store, append_of(1, 0, 0, "a")), STATUS_OK);
    fixture->fault.database_syncs = 0;
    fixture->fault.database_sync_code = SQLITE_IOERR_FSYNC;
    assert_int_equal(store_idle(store, &cause), STATUS_IO);
    assert_int_equal(fixture->fault.failures, 1);
    fixture->fault.database_syncs = -1;
    expect_poisoned(store);
    store_close(store);
}

static int refuse_rollback(void *user, int action, const char *what, const char *second, const char *third,
                           const char *fourth)
{
    (void)user, (void)second, (void)third, (void)fourth;
    return action == SQLITE_TRANSACTION && strcmp(what, "ROLLBACK") == 0 ? SQLITE_DENY : SQLITE_OK;
}

/* A row that another program put in the way makes an append fail in the middle of its transaction. */
static void obstruct(struct fixture *fixture)
{
    char sql[256];
    struct id id = id_of(1);
    snprintf(sql, sizeof sql,
             "INSERT INTO journal (stream, seq, epoch, stamp_ms, remaining_ms, kind, body, chain)"
             " VALUES (x'%s', 2, 0, 0, 0, 'turn', '', x'00')",
             store_id_name(&id).text);
    disturb(fixture->directory, sql);
}

static void a_failed_change_undoes_the_batch(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_with(fixture, (struct sqlite_options){0});
    struct store_change batch[] = {append_of(2, 0, 0, "x"), append_of(1, 0, 1, "b")};
    struct cause cause = {""};
    char bodies[64];
    assert_int_equal(commit_one(store, append_of(1, 0, 0, "a")), STATUS_OK);
    obstruct(fixture);
    assert_int_equal(store_commit(store, batch, 2, &cause), STATUS_CORRUPT);
    bodies_of(store, 2, 0, bodies, sizeof bodies);
    assert_string_equal(bodies, "");
    assert_int_equal(commit_one(store, append_of(3, 0, 0, "c")), STATUS_OK);
    store_close(store);
}

static void a_failed_undo_ends_the_store(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = open_with(fixture, (struct sqlite_options){0});
    struct store_change change = append_of(1, 0, 1, "b");
    struct cause cause = {""};
    assert_int_equal(commit_one(store, append_of(1, 0, 0, "a")), STATUS_OK);
    obstruct(fixture);
    assert_int_equal(sqlite3_set_authorizer(sqlite_store_database(store), refuse_rollback, NULL), SQLITE_OK);
    assert_int_equal(store_commit(store, &change, 1, &cause), STATUS_IO);
    assert_non_null(strstr(cause.text, "cannot undo"));
    expect_poisoned(store);
    store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(settings_are_what_they_should_be),
        TEST(every_commit_is_synced),
        TEST(a_store_without_syncs_shows),
        TEST(a_fenced_commit_needs_no_sync),
        TEST(commits_leave_checkpoints_to_idle_moments),
        TEST(a_busy_store_bounds_its_log),
        TEST(a_full_disk_is_worth_another_try),
        TEST(a_failed_sync_ends_the_store),
        TEST(a_failed_write_ends_the_store),
        TEST(a_failed_checkpoint_ends_the_store),
        TEST(a_failed_change_undoes_the_batch),
        TEST(a_failed_undo_ends_the_store),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
