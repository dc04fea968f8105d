/* Readers beside a writer, after one, and after one that was killed. */
#include "fixture.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
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

static void expect_bodies(struct store *store, int stream, const char *expected)
{
    char bodies[256];
    bodies_of(store, stream, 0, bodies, sizeof bodies);
    assert_string_equal(bodies, expected);
}

static bool exists(const char *directory, const char *file)
{
    char path[FIXTURE_PATH_MAX + 32];
    snprintf(path, sizeof path, "%s/%s", directory, file);
    return access(path, F_OK) == 0;
}

static void a_reader_follows_a_live_writer(void **state)
{
    struct store *writer = open_writer(*state);
    assert_int_equal(commit_one(writer, append_of(1, 0, 0, "a")), STATUS_OK);
    struct store *reader = open_reader(*state);
    expect_bodies(reader, 1, "a\n");
    assert_int_equal(commit_one(writer, append_of(1, 0, 1, "b")), STATUS_OK);
    expect_bodies(reader, 1, "a\nb\n");
    store_close(reader);
    assert_int_equal(commit_one(writer, append_of(1, 0, 2, "c")), STATUS_OK);
    expect_bodies(writer, 1, "a\nb\nc\n");
    store_close(writer);
}

struct race {
    struct store *writer;
    int seen;
};

static bool write_meanwhile(void *user, const struct store_record *record)
{
    struct race *race = user;
    race->seen++;
    assert_int_equal(record->seq, race->seen);
    assert_int_equal(commit_one(race->writer, append_of(1, 0, 1 + race->seen, "more")), STATUS_OK);
    return true;
}

/* The end of the chain is compared with the head of the same moment. */
static void a_reader_sees_one_moment(void **state)
{
    struct race race = {.writer = open_writer(*state)};
    struct id id = id_of(1);
    struct cause cause = {""};
    assert_int_equal(commit_one(race.writer, append_of(1, 0, 0, "a")), STATUS_OK);
    assert_int_equal(commit_one(race.writer, append_of(1, 0, 1, "b")), STATUS_OK);
    struct store *reader = open_reader(*state);
    assert_int_equal(store_each_record(reader, &id, 0, write_meanwhile, &race, &cause), STATUS_OK);
    assert_int_equal(race.seen, 2);
    expect_bodies(reader, 1, "a\nb\nmore\nmore\n");
    store_close(reader);
    store_close(race.writer);
}

static void a_reader_cannot_write(void **state)
{
    struct store_change change = append_of(1, 0, 0, "a");
    struct cause cause = {""};
    int64_t epoch;
    store_close(open_writer(*state));
    struct store *reader = open_reader(*state);
    assert_int_equal(store_commit(reader, &change, 1, &cause), STATUS_INVALID);
    assert_non_null(strstr(cause.text, "reading only"));
    assert_int_equal(store_claim(reader, &change.stream, &epoch, &cause), STATUS_INVALID);
    assert_int_equal(store_idle(reader, &cause), STATUS_OK);
    store_close(reader);
}

/* A journal.db that was copied somewhere, perhaps onto a medium that nothing can be written to. */
static void a_copy_is_read_without_making_files(void **state)
{
    char path[FIXTURE_PATH_MAX + 32];
    struct store *writer = open_writer(*state);
    assert_int_equal(commit_one(writer, append_of(1, 0, 0, "a")), STATUS_OK);
    store_close(writer);
    static const char *const others[] = {"lock", "journal.db-wal", "journal.db-shm"};
    for (size_t i = 0; i < 3; i++) {
        snprintf(path, sizeof path, "%s/%s", (char *)*state, others[i]);
        assert_int_equal(unlink(path), 0);
    }
    struct store *reader = open_reader(*state);
    expect_bodies(reader, 1, "a\n");
    for (size_t i = 0; i < 3; i++)
        assert_false(exists(*state, others[i]));
    store_close(reader);
    for (size_t i = 0; i < 3; i++)
        assert_false(exists(*state, others[i]));
}

static void a_reader_makes_no_file_after_a_writer(void **state)
{
    struct store *writer = open_writer(*state);
    assert_int_equal(commit_one(writer, append_of(1, 0, 0, "a")), STATUS_OK);
    store_close(writer);
    assert_true(exists(*state, "journal.db-wal"));
    assert_true(exists(*state, "journal.db-shm"));
    struct store *reader = open_reader(*state);
    expect_bodies(reader, 1, "a\n");
    writer = open_writer(*state); /* a reader locks nobody out */
    assert_int_equal(commit_one(writer, append_of(1, 0, 1, "b")), STATUS_OK);
    expect_bodies(reader, 1, "a\nb\n");
    store_close(writer);
    store_close(reader);
}

/* A process that commits two records, erases nothing, closes nothing and is killed. */
static void leave_a_killed_writer(const char *directory)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct store *store = NULL;
        struct cause cause;
        struct store_change batch[] = {append_of(1, 0, 0, "a"), append_of(1, 0, 1, "b")};
        if (store_open_sqlite(directory, NULL, false, &store, &cause) == STATUS_OK &&
            store_commit(store, batch, 2, &cause) == STATUS_OK)
            raise(SIGKILL);
        _exit(1);
    }
    int result;
    assert_int_equal(waitpid(child, &result, 0), child);
    assert_true(WIFSIGNALED(result));
}

static void expect_reading_changes_nothing(const char *directory)
{
    static const char *const files[] = {"journal.db", "journal.db-wal"};
    char *before[2], *after[2];
    size_t before_size[2], after_size[2];
    for (int i = 0; i < 2; i++)
        before[i] = fixture_read(directory, files[i], &before_size[i]);
    assert_true(before_size[1] > 0);
    struct store *reader = open_reader(directory);
    expect_bodies(reader, 1, "a\nb\n");
    store_close(reader);
    for (int i = 0; i < 2; i++) {
        after[i] = fixture_read(directory, files[i], &after_size[i]);
        assert_int_equal(before_size[i], after_size[i]);
        assert_memory_equal(before[i], after[i], before_size[i]);
        free(before[i]);
        free(after[i]);
    }
}

static void a_killed_writers_log_is_read(void **state)
{
    leave_a_killed_writer(*state);
    expect_reading_changes_nothing(*state);
    struct store *writer = open_writer(*state);
    expect_bodies(writer, 1, "a\nb\n");
    assert_int_equal(commit_one(writer, append_of(1, 0, 2, "c")), STATUS_OK);
    store_close(writer);
}

static void its_log_is_read_without_shared_memory(void **state)
{
    char path[FIXTURE_PATH_MAX + 32];
    leave_a_killed_writer(*state);
    snprintf(path, sizeof path, "%s/journal.db-shm", (char *)*state);
    assert_int_equal(unlink(path), 0);
    expect_reading_changes_nothing(*state);
}

/* A version that is too new shows in the log only; whoever is refused does not move it into the database. */
static void a_refused_writer_leaves_the_log(void **state)
{
    char path[FIXTURE_PATH_MAX + 32];
    sqlite3 *database;
    struct store *store = NULL;
    struct cause cause = {""};
    size_t before_size, after_size;
    leave_a_killed_writer(*state);
    snprintf(path, sizeof path, "%s/journal.db", (char *)*state);
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    assert_int_equal(sqlite3_db_config(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_exec(database, "PRAGMA user_version = 7", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
    char *before = fixture_read(*state, "journal.db", &before_size);
    assert_int_equal(store_open_sqlite(*state, NULL, false, &store, &cause), STATUS_VERSION);
    char *after = fixture_read(*state, "journal.db", &after_size);
    assert_int_equal(before_size, after_size);
    assert_memory_equal(before, after, before_size);
    free(before);
    free(after);
}

static bool count(void *user, const struct store_record *record)
{
    assert_int_equal(record->seq, ++*(int *)user);
    return true;
}

static void a_missing_last_record_is_found(void **state)
{
    struct store *writer = open_writer(*state);
    struct id id = id_of(1);
    struct cause cause = {""};
    int seen = 0;
    for (int i = 0; i < 3; i++)
        assert_int_equal(commit_one(writer, append_of(1, 0, i, "a")), STATUS_OK);
    disturb(*state, "DELETE FROM journal WHERE seq = 3");
    char bodies[64];
    bodies_of(writer, 1, 1, bodies, sizeof bodies); /* not checked in parts */
    assert_string_equal(bodies, "a\n");
    struct store *reader = open_reader(*state);
    assert_int_equal(store_each_record(reader, &id, 0, count, &seen, &cause), STATUS_CORRUPT);
    assert_int_equal(seen, 2);
    assert_non_null(strstr(cause.text, "record 3"));
    store_close(reader);
    store_close(writer);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_reader_follows_a_live_writer),
        TEST(a_reader_sees_one_moment),
        TEST(a_reader_cannot_write),
        TEST(a_copy_is_read_without_making_files),
        TEST(a_reader_makes_no_file_after_a_writer),
        TEST(a_killed_writers_log_is_read),
        TEST(its_log_is_read_without_shared_memory),
        TEST(a_refused_writer_leaves_the_log),
        TEST(a_missing_last_record_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
