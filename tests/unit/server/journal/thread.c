#include "fake_store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { PATIENCE_MS = 20000 };

struct fixture {
    struct fake_store fake;
    struct told told;
    struct journal *journal;
    uv_loop_t loop;
    uv_timer_t guard; /* keeps a broken test from waiting for ever */
    char kinds[TOLD_MAX + 1];
};

static int begin(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    fake_store_begin(&fixture->fake);
    assert_int_equal(uv_loop_init(&fixture->loop), 0);
    assert_int_equal(uv_timer_init(&fixture->loop, &fixture->guard), 0);
    struct journal_handlers handlers = told_begin(&fixture->told);
    fixture->journal = journal_start_thread(&fixture->fake.store, &fixture->loop, &handlers);
    *state = fixture;
    return 0;
}

static void stop(struct fixture *fixture)
{
    journal_stop(fixture->journal);
    fixture->journal = NULL;
}

static int end(void **state)
{
    struct fixture *fixture = *state;
    if (fixture->journal)
        stop(fixture);
    uv_close((uv_handle_t *)&fixture->guard, NULL);
    assert_int_equal(uv_run(&fixture->loop, UV_RUN_DEFAULT), 0);
    assert_int_equal(uv_loop_close(&fixture->loop), 0);
    assert_false(fixture->told.elsewhere);
    fake_store_end(&fixture->fake);
    free(fixture);
    return 0;
}

static void out_of_patience(uv_timer_t *timer)
{
    (void)timer;
    fail_msg("the journal did not tell in time");
}

/* Runs the loop until so much was told. */
static void run_until(struct fixture *fixture, uint64_t durable, int count)
{
    uv_update_time(&fixture->loop);
    assert_int_equal(uv_timer_start(&fixture->guard, out_of_patience, PATIENCE_MS, 0), 0);
    while (fixture->told.durable < durable || fixture->told.count < count)
        uv_run(&fixture->loop, UV_RUN_ONCE);
    assert_int_equal(uv_timer_stop(&fixture->guard), 0);
}

/* Sleeps until a condition of the worker's holds. */
#define WAIT_UNTIL(condition)                                                                                \
    do {                                                                                                     \
        for (int waited = 0; !(condition) && waited < PATIENCE_MS; waited++)                                 \
            uv_sleep(1);                                                                                     \
        assert_true(condition);                                                                              \
    } while (0)

static void expect_kinds(struct fixture *fixture, const char *expected)
{
    told_kinds(&fixture->told, fixture->kinds);
    assert_string_equal(fixture->kinds, expected);
}

static void changes_become_durable_in_order(void **state)
{
    struct fixture *fixture = *state;
    for (int i = 0; i < 5000; i++)
        assert_int_equal(submit(fixture->journal, i % 7, i / 7, "record"), (uint64_t)i + 1);
    while (fixture->told.durable < 5000) {
        fixture->told.count = 0;
        run_until(fixture, fixture->told.durable + 1, 1);
        assert_int_equal(journal_durable(fixture->journal), fixture->told.durable);
    }
    assert_int_equal(journal_waiting(fixture->journal), 0);
    stop(fixture);
    for (int stream = 0; stream < 7; stream++)
        assert_int_equal(records_of(&fixture->fake.store, stream), 5000 / 7 + (stream < 5000 % 7));
}

/* While one commit is under way, all that arrives goes into the next one. */
static void what_arrives_meanwhile_is_one_group(void **state)
{
    struct fixture *fixture = *state;
    atomic_store(&fixture->fake.gated, true);
    submit(fixture->journal, 1, 0, "first");
    uv_sem_wait(&fixture->fake.inside);
    for (int i = 1; i <= 100; i++)
        submit(fixture->journal, 1, i, "more");
    atomic_store(&fixture->fake.gated, false);
    uv_sem_post(&fixture->fake.gate);
    run_until(fixture, 101, 1);
    assert_int_equal(journal_commits(fixture->journal), 2);
    assert_int_equal(atomic_load(&fixture->fake.largest), 100);
    stop(fixture);
    assert_int_equal(records_of(&fixture->fake.store, 1), 101);
}

static void back_pressure_ends_when_the_owner_was_told(void **state)
{
    struct fixture *fixture = *state;
    struct store_change change = {.kind = STORE_ERASE, .stream = stream_of(1)};
    uint64_t ticket = 0;
    for (int i = 0; i < JOURNAL_CHANGES_MAX; i++)
        assert_int_equal(journal_submit(fixture->journal, &change, &ticket), STATUS_OK);
    /* durable or not: nobody was told, so they count */
    assert_int_equal(journal_submit(fixture->journal, &change, &ticket), STATUS_FULL);
    run_until(fixture, JOURNAL_CHANGES_MAX, 1);
    assert_int_equal(journal_submit(fixture->journal, &change, &ticket), STATUS_OK);
    assert_int_equal(ticket, JOURNAL_CHANGES_MAX + 1);
}

static void a_stall_passes(void **state)
{
    struct fixture *fixture = *state;
    atomic_store(&fixture->fake.answer, STATUS_FULL);
    submit(fixture->journal, 1, 0, "one");
    WAIT_UNTIL(journal_stalled(fixture->journal));
    submit(fixture->journal, 1, 1, "two");
    uv_run(&fixture->loop, UV_RUN_NOWAIT);
    assert_int_equal(fixture->told.count, 0);
    int tried = atomic_load(&fixture->fake.commits);
    uint64_t before = uv_hrtime();
    WAIT_UNTIL(atomic_load(&fixture->fake.commits) > tried); /* by itself */
    assert_true((uv_hrtime() - before) / 1000000 <= 4 * JOURNAL_RETRY_MS);
    atomic_store(&fixture->fake.answer, STATUS_OK);
    run_until(fixture, 2, 1);
    assert_false(journal_stalled(fixture->journal));
    stop(fixture);
    assert_int_equal(records_of(&fixture->fake.store, 1), 2);
}

static void a_fenced_stream_is_told_before_its_ticket(void **state)
{
    struct fixture *fixture = *state;
    struct id expected = stream_of(1);
    submit(fixture->journal, 1, 4, "gap");
    run_until(fixture, 1, 2);
    expect_kinds(fixture, "fd");
    assert_memory_equal(fixture->told.rows[0].stream.bytes, expected.bytes, sizeof expected.bytes);
}

static void a_failure_is_told_on_the_loop(void **state)
{
    struct fixture *fixture = *state;
    struct store_change change = {.kind = STORE_ERASE, .stream = stream_of(1)};
    uint64_t ticket;
    submit(fixture->journal, 1, 0, "one");
    run_until(fixture, 1, 1);
    atomic_store(&fixture->fake.answer, STATUS_IO);
    submit(fixture->journal, 1, 1, "two");
    run_until(fixture, 1, 2);
    expect_kinds(fixture, "dx");
    assert_int_equal(fixture->told.rows[1].status, STATUS_IO);
    assert_string_equal(fixture->told.rows[1].cause.text, "as the test asked");
    atomic_store(&fixture->fake.answer, STATUS_OK);
    assert_int_equal(journal_submit(fixture->journal, &change, &ticket), STATUS_CLOSED);
    stop(fixture);
    expect_kinds(fixture, "dx");
    assert_int_equal(records_of(&fixture->fake.store, 1), 1);
}

static void stopping_stores_and_tells_what_waits(void **state)
{
    struct fixture *fixture = *state;
    for (int i = 0; i < 3000; i++)
        submit(fixture->journal, 1, i, "record");
    stop(fixture);
    assert_int_equal(fixture->told.durable, 3000);
    assert_int_equal(records_of(&fixture->fake.store, 1), 3000);
}

static void stopping_in_a_stall_does_not_hang(void **state)
{
    struct fixture *fixture = *state;
    atomic_store(&fixture->fake.answer, STATUS_FULL);
    submit(fixture->journal, 1, 0, "one");
    WAIT_UNTIL(journal_stalled(fixture->journal));
    stop(fixture);
    expect_kinds(fixture, "x");
    assert_int_equal(fixture->told.rows[0].status, STATUS_FULL);
}

static void a_quiet_journal_tidies_up(void **state)
{
    struct fixture *fixture = *state;
    atomic_store(&fixture->fake.idle_answer, STATUS_LOCKED);
    submit(fixture->journal, 1, 0, "one");
    WAIT_UNTIL(atomic_load(&fixture->fake.idles) >= 2); /* asked again while a reader is in the way */
    atomic_store(&fixture->fake.idle_answer, STATUS_OK);
    int idles = atomic_load(&fixture->fake.idles);
    WAIT_UNTIL(atomic_load(&fixture->fake.idles) > idles);
    idles = atomic_load(&fixture->fake.idles);
    uv_sleep(2 * JOURNAL_IDLE_MS);
    assert_int_equal(atomic_load(&fixture->fake.idles), idles); /* and then left in peace */
    run_until(fixture, 1, 1);
    expect_kinds(fixture, "d");
}

static void failed_housekeeping_is_a_failure(void **state)
{
    struct fixture *fixture = *state;
    atomic_store(&fixture->fake.idle_answer, STATUS_IO);
    submit(fixture->journal, 1, 0, "one");
    run_until(fixture, 1, 2);
    expect_kinds(fixture, "dx");
    assert_int_equal(fixture->told.rows[1].status, STATUS_IO);
}

/* The real thing: SQLite on a worker thread. */
static void a_real_store_is_served(void **state)
{
    struct fixture *fixture = *state;
    char directory[] = "/tmp/spiral-journal-XXXXXX";
    char file[64];
    struct store *store = NULL;
    struct cause cause = {""};
    struct journal_handlers handlers = told_begin(&fixture->told);
    assert_non_null(mkdtemp(directory));
    if (store_open_sqlite(directory, NULL, false, &store, &cause) != STATUS_OK)
        fail_msg("%s", cause.text);
    struct journal *journal = journal_start_thread(store, &fixture->loop, &handlers);
    for (int i = 0; i < 2000; i++) {
        submit(journal, i % 5, i / 5, "record");
        if (i % 100 == 0)
            uv_run(&fixture->loop, UV_RUN_NOWAIT);
        fixture->told.count = 0;
    }
    run_until(fixture, 2000, 0);
    assert_true(store_syncs(store) >= journal_commits(journal));
    assert_true(journal_commits(journal) < 2000);
    journal_stop(journal);
    for (int stream = 0; stream < 5; stream++)
        assert_int_equal(records_of(store, stream), 400);
    store_close(store);
    static const char *const files[] = {"lock", "journal.db", "journal.db-wal", "journal.db-shm"};
    for (size_t i = 0; i < 4; i++) {
        snprintf(file, sizeof file, "%s/%s", directory, files[i]);
        assert_int_equal(unlink(file), 0);
    }
    assert_int_equal(rmdir(directory), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(changes_become_durable_in_order),
        TEST(what_arrives_meanwhile_is_one_group),
        TEST(back_pressure_ends_when_the_owner_was_told),
        TEST(a_stall_passes),
        TEST(a_fenced_stream_is_told_before_its_ticket),
        TEST(a_failure_is_told_on_the_loop),
        TEST(stopping_stores_and_tells_what_waits),
        TEST(stopping_in_a_stall_does_not_hang),
        TEST(a_quiet_journal_tidies_up),
        TEST(failed_housekeeping_is_a_failure),
        TEST(a_real_store_is_served),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
