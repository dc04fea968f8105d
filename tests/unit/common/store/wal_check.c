/* A torn tail of the log is cut and told; damage in front of what was on disk is refused. */
#include "common/store/wal_check.h"

#include "fault_vfs.h"
#include "fixture.h"

#include "common/store/directory.h"
#include "common/store/sqlite_store.h"

#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { HEADER = 32, PAGE = 4096, FRAME = 24 + PAGE, COMMITS = 6 };

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

static const char *file_of(const char *directory, const char *name, char path[FIXTURE_PATH_MAX + 32])
{
    snprintf(path, FIXTURE_PATH_MAX + 32, "%s/journal.db%s", directory, name);
    return path;
}

static void drop(const char *directory, const char *name)
{
    char path[FIXTURE_PATH_MAX + 32];
    assert_int_equal(unlink(file_of(directory, name, path)), 0);
}

static void cut(const char *directory, const char *name, int64_t size)
{
    char path[FIXTURE_PATH_MAX + 32];
    assert_int_equal(truncate(file_of(directory, name, path), size), 0);
}

static int64_t log_size(const char *directory)
{
    char path[FIXTURE_PATH_MAX + 32];
    struct stat about;
    assert_int_equal(stat(file_of(directory, "-wal", path), &about), 0);
    return about.st_size;
}

/* Changes one bit of the log; a second time changes it back. */
static void flip(const char *directory, int64_t at)
{
    char path[FIXTURE_PATH_MAX + 32];
    unsigned char byte;
    int descriptor = open(file_of(directory, "-wal", path), O_RDWR);
    assert_true(descriptor >= 0);
    assert_int_equal(pread(descriptor, &byte, 1, at), 1);
    byte ^= 0x10;
    assert_int_equal(pwrite(descriptor, &byte, 1, at), 1);
    close(descriptor);
}

/* What a killed server leaves: each of the commits appends one record. After every `settle` of them the
 * log is moved into the database, and emptied the first time; 0 never. `sizes` gets the log's size after each
 * commit. */
static void leave_killed(const char *directory, int commits, int settle, int64_t sizes[])
{
    int results[2];
    assert_int_equal(pipe(results), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct store *store = open_writer(directory);
        struct cause cause;
        for (int i = 0; i < commits; i++) {
            (void)commit_one(store, append_of(1, 0, i, "record"));
            int64_t size = log_size(directory);
            if (write(results[1], &size, sizeof size) != sizeof size ||
                (settle && (i + 1) % settle == 0 && store_idle(store, &cause) != STATUS_OK))
                _exit(1);
        }
        _exit(0);
    }
    int code;
    close(results[1]);
    for (int i = 0; i < commits; i++) {
        int64_t size;
        assert_int_equal(read(results[0], &size, sizeof size), sizeof size);
        if (sizes)
            sizes[i] = size;
    }
    close(results[0]);
    assert_int_equal(waitpid(child, &code, 0), child);
    assert_int_equal(code, 0);
}

static enum status look(const char *directory, struct wal_found *found, struct cause *cause)
{
    char path[FIXTURE_PATH_MAX + 32];
    return wal_check(file_of(directory, "", path), found, cause);
}

static struct wal_found expect_good(const char *directory)
{
    struct wal_found found;
    struct cause cause = {""};
    if (look(directory, &found, &cause) != STATUS_OK)
        fail_msg("%s", cause.text);
    return found;
}

/* Writers and readers refuse it, naming the file and the place. */
static void expect_refused(const char *directory, const char *place, const char *remedy)
{
    for (int read_only = 0; read_only < 2; read_only++) {
        struct store *store = NULL;
        struct cause cause = {""};
        assert_int_equal(store_open_sqlite(directory, NULL, read_only, &store, &cause), STATUS_CORRUPT);
        if (!strstr(cause.text, "journal.db") || !strstr(cause.text, place) || !strstr(cause.text, remedy))
            fail_msg("'%s' does not name '%s' and '%s'", cause.text, place, remedy);
    }
}

static void expect_records(const char *directory, int count)
{
    char bodies[512];
    struct store *store = open_writer(directory);
    bodies_of(store, 1, 0, bodies, sizeof bodies);
    assert_int_equal(strlen(bodies), count * (int)strlen("record\n"));
    store_close(store);
}

static void a_whole_log_has_no_tail(void **state)
{
    int64_t sizes[COMMITS];
    leave_killed(*state, COMMITS, 0, sizes);
    struct wal_found found = expect_good(*state);
    assert_int_equal(found.whole, sizes[COMMITS - 1]);
    assert_int_equal(found.tail, 0);
    assert_int_equal(found.unmoved, 0);
    expect_records(*state, COMMITS);
    assert_int_equal(expect_good(*state).tail, 0);
}

static void a_torn_commit_is_cut(void **state)
{
    int64_t sizes[COMMITS];
    leave_killed(*state, COMMITS, 0, sizes);
    int64_t before = sizes[COMMITS - 2], last = sizes[COMMITS - 1];
    drop(*state, "-shm");
    for (int64_t size = last - 1; size > before; size -= 509) {
        cut(*state, "-wal", size);
        struct wal_found found = expect_good(*state);
        assert_int_equal(found.whole, before);
        assert_int_equal(found.tail, size - before);
    }
    struct store *store = open_writer(*state);
    assert_int_equal(expect_good(*state).tail, 0); /* nothing of it is left for the next start to meet */
    store_close(store);
    expect_records(*state, COMMITS - 1);
}

/* The sectors of one write come to the disk in any order: the commit's last frame may be there without the
 * one before it. */
static void a_commit_with_a_hole_is_torn_too(void **state)
{
    int64_t sizes[COMMITS];
    leave_killed(*state, COMMITS, 0, sizes);
    drop(*state, "-shm");
    assert_true(sizes[COMMITS - 1] - sizes[COMMITS - 2] >= 2 * FRAME);
    flip(*state, sizes[COMMITS - 2] + 1000);
    struct wal_found found = expect_good(*state);
    assert_int_equal(found.whole, sizes[COMMITS - 2]);
    assert_int_equal(found.tail, sizes[COMMITS - 1] - sizes[COMMITS - 2]);
    expect_records(*state, COMMITS - 1);
}

static void garbage_behind_the_log_is_cut(void **state)
{
    char path[FIXTURE_PATH_MAX + 32], garbage[FRAME + 700];
    leave_killed(*state, COMMITS, 0, NULL);
    FILE *file = fopen(file_of(*state, "-wal", path), "ab");
    assert_non_null(file);
    memset(garbage, 0xa7, sizeof garbage);
    assert_int_equal(fwrite(garbage, 1, sizeof garbage, file), sizeof garbage);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(expect_good(*state).tail, sizeof garbage);
    expect_records(*state, COMMITS);
}

/* The index heard of a commit after it was synced: what it names and the log lacks was acknowledged. */
static void a_log_shorter_than_its_index_is_refused(void **state)
{
    int64_t sizes[COMMITS];
    leave_killed(*state, COMMITS, 0, sizes);
    cut(*state, "-wal", sizes[COMMITS - 1] - FRAME);
    expect_refused(*state, "ends after frame", "restore the journal from a backup");
}

static void a_changed_last_commit_is_refused_by_its_index(void **state)
{
    int64_t sizes[COMMITS];
    leave_killed(*state, COMMITS, 0, sizes);
    flip(*state, sizes[COMMITS - 1] - 100);
    expect_refused(*state, "is damaged", "restore the journal from a backup");
    flip(*state, sizes[COMMITS - 1] - 100);
    expect_records(*state, COMMITS);
}

/* Every part of every frame in front of the last commit but one, the index lost. */
static void damage_in_the_middle_is_refused(void **state)
{
    int64_t sizes[COMMITS];
    struct wal_found found;
    leave_killed(*state, COMMITS, 0, sizes);
    drop(*state, "-shm");
    int tried = 0;
    for (int64_t frame = HEADER; frame < sizes[COMMITS - 3]; frame += FRAME) {
        static const int parts[] = {0, 9, 12, 17, 22, 24, 2000, FRAME - 1};
        for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
            char place[64];
            struct cause cause = {""};
            snprintf(place, sizeof place, "frame %lld (byte %lld)", (long long)(frame / FRAME + 1),
                     (long long)frame);
            flip(*state, frame + parts[i]);
            if (look(*state, &found, &cause) != STATUS_CORRUPT || !strstr(cause.text, place))
                fail_msg("%s, part %d: '%s'", place, parts[i], cause.text);
            flip(*state, frame + parts[i]);
            tried++;
        }
    }
    assert_true(tried >= 50);
    flip(*state, HEADER + FRAME + 99);
    expect_refused(*state, "frame 2 (byte 4152)", "restore the journal from a backup");
    flip(*state, HEADER + FRAME + 99);
    expect_records(*state, COMMITS);
}

/* The log was emptied after two commits and holds the last two of four, which are in the database. */
static void damage_in_what_was_moved_costs_nothing(void **state)
{
    leave_killed(*state, 4, 2, NULL);
    flip(*state, HEADER + 100);
    expect_refused(*state, "frame 1 (byte 32)", "move it away and start again");
    drop(*state, "-wal");
    expect_records(*state, 4);
}

static void a_damaged_header_of_what_was_moved_costs_nothing(void **state)
{
    leave_killed(*state, 4, 2, NULL);
    drop(*state, "-shm");
    flip(*state, 17);
    assert_true(expect_good(*state).tail > 2 * FRAME);
    expect_records(*state, 4);
}

/* What an older log left behind the new one is no tail. */
static void an_older_log_below_is_no_tail(void **state)
{
    leave_killed(*state, 9, 4, NULL);
    struct wal_found found = expect_good(*state);
    assert_true(found.whole > FRAME && found.whole < 8 * FRAME);
    assert_int_equal(found.tail, 0);
    drop(*state, "-shm");
    assert_int_equal(expect_good(*state).tail, 0);
    expect_records(*state, 9);
}

/* Commits that had no space leave their frames behind; shorter ones then lie over them. */
static void commits_without_space_are_no_damage(void **state)
{
    struct fault_vfs fault;
    struct sqlite_options options = {.vfs = "fault"};
    struct store *store = NULL;
    struct cause cause = {""};
    char *body = malloc(40001);
    assert_non_null(body);
    memset(body, 'x', 40000);
    body[40000] = '\0';
    fault_vfs_begin(&fault);
    assert_int_equal(sqlite_store_open(*state, &options, &store, &cause), STATUS_OK);
    fault.log_write_code = SQLITE_FULL;
    for (int i = 0; i < 4; i++) {
        struct store_change large = append_of(1, 0, i, body);
        fault.log_writes = 21 - i;
        assert_int_equal(store_commit(store, &large, 1, &cause), STATUS_FULL);
        fault.log_writes = -1;
        assert_int_equal(commit_one(store, append_of(1, 0, i, "record")), STATUS_OK);
    }
    struct wal_found found = expect_good(*state);
    assert_true(found.tail > FRAME); /* of the first of them */
    store_close(store);
    fault_vfs_end(&fault);
    free(body);
    expect_records(*state, 4);
}

static void files_that_are_gone_are_missed(void **state)
{
    leave_killed(*state, COMMITS, 0, NULL);
    for (int64_t size = 100; size >= 0; size = size > 1 ? 1 : size - 1) {
        cut(*state, "", size);
        expect_refused(*state, "is empty, but a log", "put it back");
    }
    drop(*state, "");
    struct store *store = NULL;
    struct cause cause = {""};
    assert_int_equal(store_open_sqlite(*state, NULL, false, &store, &cause), STATUS_CORRUPT);
    assert_non_null(strstr(cause.text, "is empty, but a log"));
}

static void a_missing_log_is_refused_by_its_index(void **state)
{
    leave_killed(*state, COMMITS, 0, NULL);
    cut(*state, "-wal", 0);
    assert_true(expect_good(*state).unmoved > COMMITS);
    drop(*state, "-wal");
    expect_refused(*state, "is missing", "put it back");
}

/* A commit in progress is not to be taken for anything. */
static void a_reader_beside_a_writer_does_not_look(void **state)
{
    struct store *writer = open_writer(*state), *reader = NULL;
    struct cause cause = {""};
    assert_int_equal(commit_one(writer, append_of(1, 0, 0, "record")), STATUS_OK);
    flip(*state, HEADER + 99);
    assert_int_equal(store_open_sqlite(*state, NULL, true, &reader, &cause), STATUS_OK);
    store_close(reader);
    flip(*state, HEADER + 99);
    store_close(writer);
}

static void a_writer_waits_for_a_reader_that_looks(void **state)
{
    char path[FIXTURE_PATH_MAX + 32];
    int ready[2];
    char mark = 0;
    store_close(open_writer(*state));
    assert_int_equal(pipe(ready), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct directory directory;
        struct cause cause;
        bool held = directory_look(&directory, *state, &cause) == STATUS_OK && directory_hold(&directory);
        if (!held || write(ready[1], "x", 1) != 1)
            _exit(1);
        (void)poll(NULL, 0, WRITER_PATIENCE_MS / 5);
        _exit(access(file_of(*state, "", path), F_OK) != 0);
    }
    assert_int_equal(read(ready[0], &mark, 1), 1);
    store_close(open_writer(*state));
    int code;
    assert_int_equal(waitpid(child, &code, 0), child);
    assert_int_equal(code, 0);
    close(ready[0]);
    close(ready[1]);
}

static void a_damaged_header_is_refused(void **state)
{
    leave_killed(*state, COMMITS, 0, NULL);
    for (int shared = 1; shared >= 0; shared--) {
        for (int at = 0; at < HEADER; at += 5) {
            flip(*state, at);
            expect_refused(*state, "header (byte 0)", "restore the journal from a backup");
            flip(*state, at);
        }
        if (shared)
            drop(*state, "-shm");
    }
    expect_records(*state, COMMITS);
}

/* SQLite would read zeros where the end of the last page was. */
static void a_database_without_its_end_is_refused(void **state)
{
    char path[FIXTURE_PATH_MAX + 32];
    struct stat about;
    leave_killed(*state, COMMITS, COMMITS, NULL);
    assert_int_equal(stat(file_of(*state, "", path), &about), 0);
    assert_true(expect_good(*state).settled);
    for (int gone = 1; gone < PAGE; gone += PAGE / 7) {
        char place[64];
        snprintf(place, sizeof place, "ends at byte %lld,", (long long)about.st_size - gone);
        cut(*state, "", about.st_size - gone);
        expect_refused(*state, place, "restore the journal from a backup");
    }
    drop(*state, "-wal");
    drop(*state, "-shm");
    expect_refused(*state, "in the middle of a page of 4096 bytes", "restore the journal from a backup");
}

/* The power may fail while a page is written; the log still has it. */
static void a_page_half_moved_comes_from_the_log(void **state)
{
    char path[FIXTURE_PATH_MAX + 32];
    struct stat about;
    leave_killed(*state, COMMITS, 0, NULL);
    assert_int_equal(stat(file_of(*state, "", path), &about), 0);
    cut(*state, "", about.st_size + PAGE / 2);
    for (int indexed = 1; indexed >= 0; indexed--) {
        assert_false(expect_good(*state).settled);
        if (indexed)
            drop(*state, "-shm");
    }
    expect_records(*state, COMMITS);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_whole_log_has_no_tail),
        TEST(a_torn_commit_is_cut),
        TEST(a_commit_with_a_hole_is_torn_too),
        TEST(garbage_behind_the_log_is_cut),
        TEST(a_log_shorter_than_its_index_is_refused),
        TEST(a_changed_last_commit_is_refused_by_its_index),
        TEST(damage_in_the_middle_is_refused),
        TEST(damage_in_what_was_moved_costs_nothing),
        TEST(a_damaged_header_is_refused),
        TEST(a_damaged_header_of_what_was_moved_costs_nothing),
        TEST(an_older_log_below_is_no_tail),
        TEST(commits_without_space_are_no_damage),
        TEST(files_that_are_gone_are_missed),
        TEST(a_missing_log_is_refused_by_its_index),
        TEST(a_reader_beside_a_writer_does_not_look),
        TEST(a_writer_waits_for_a_reader_that_looks),
        TEST(a_database_without_its_end_is_refused),
        TEST(a_page_half_moved_comes_from_the_log),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
