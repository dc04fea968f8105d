#include "fake_store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
    struct fake_store fake;
    struct told told;
    struct journal *journal;
    char kinds[TOLD_MAX + 1];
};

static int begin(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    fake_store_begin(&fixture->fake);
    struct journal_handlers handlers = told_begin(&fixture->told);
    fixture->journal = journal_start_inline(&fixture->fake.store, &handlers);
    *state = fixture;
    return 0;
}

static int end(void **state)
{
    struct fixture *fixture = *state;
    if (fixture->journal)
        journal_stop(fixture->journal);
    fake_store_end(&fixture->fake);
    free(fixture);
    return 0;
}

static void expect_kinds(struct fixture *fixture, const char *expected)
{
    told_kinds(&fixture->told, fixture->kinds);
    assert_string_equal(fixture->kinds, expected);
}

static bool check_body(void *user, const struct store_record *record)
{
    static const char *const bodies[] = {"one", "two", "three"};
    (void)user;
    assert_int_equal(record->body_size, strlen(bodies[record->seq - 1]));
    assert_memory_equal(record->body, bodies[record->seq - 1], record->body_size);
    return true;
}

static void tickets_count_and_order_is_kept(void **state)
{
    struct fixture *fixture = *state;
    struct id stream = stream_of(1);
    struct cause cause;
    assert_int_equal(submit(fixture->journal, 1, 0, "one"), 1);
    assert_int_equal(submit(fixture->journal, 1, 1, "two"), 2);
    assert_int_equal(submit(fixture->journal, 1, 2, "three"), 3);
    assert_int_equal(fixture->told.count, 0);
    assert_int_equal(journal_waiting(fixture->journal), 3);
    assert_int_equal(journal_durable(fixture->journal), 0);
    journal_step(fixture->journal);
    expect_kinds(fixture, "d");
    assert_int_equal(fixture->told.durable, 3);
    assert_int_equal(journal_durable(fixture->journal), 3);
    assert_int_equal(journal_waiting(fixture->journal), 0);
    assert_int_equal(records_of(&fixture->fake.store, 1), 3);
    assert_int_equal(store_each_record(&fixture->fake.store, &stream, 0, check_body, NULL, &cause),
                     STATUS_OK);
    journal_step(fixture->journal);
    expect_kinds(fixture, "d");
}

static void texts_are_copied(void **state)
{
    struct fixture *fixture = *state;
    char text[] = "Ada";
    char back[8];
    struct store_change change = {
        .kind = STORE_TEXT,
        .stream = stream_of(1),
        .text_id = stream_of(2),
        .text_owner = stream_of(3),
        .text = text,
        .text_size = 3,
    };
    struct cause cause;
    uint64_t ticket;
    size_t size;
    assert_int_equal(journal_submit(fixture->journal, &change, &ticket), STATUS_OK);
    memset(text, 'X', 3);
    journal_step(fixture->journal);
    assert_int_equal(
        store_text(&fixture->fake.store, &change.stream, &change.text_id, back, 8, &size, &cause), STATUS_OK);
    assert_int_equal(size, 3);
    assert_memory_equal(back, "Ada", 3);
}

static void many_changes_need_few_commits(void **state)
{
    struct fixture *fixture = *state;
    for (int i = 0; i < 2500; i++)
        submit(fixture->journal, i % 10, i / 10, "record");
    journal_step(fixture->journal);
    assert_int_equal(journal_commits(fixture->journal), 3);
    assert_int_equal(atomic_load(&fixture->fake.commits), 3);
    assert_int_equal(atomic_load(&fixture->fake.largest), STORE_BATCH_MAX);
    assert_int_equal(fixture->told.durable, 2500);
    assert_int_equal(records_of(&fixture->fake.store, 9), 250);
}

/* Bodies of 200 kB: what one commit has is bounded in bytes too, and so is what waits. */
static void bytes_have_bounds(void **state)
{
    struct fixture *fixture = *state;
    enum { BODY = 200 * 1024 };
    char *body = malloc(BODY);
    uint64_t ticket, taken = 0;
    assert_non_null(body);
    memset(body, 'x', BODY);
    struct store_change change = {.kind = STORE_APPEND, .stream = stream_of(1)};
    change.record = (struct store_record){.kind = "turn", .body = body, .body_size = BODY};
    while (journal_submit(fixture->journal, &change, &ticket) == STATUS_OK) {
        assert_int_equal(ticket, ++taken);
        change.expected_seq++;
    }
    assert_int_equal(taken, JOURNAL_BYTES_MAX / BODY);
    assert_int_equal(submit(fixture->journal, 2, 0, "small"), taken + 1);
    journal_step(fixture->journal);
    assert_int_equal(fixture->told.durable, taken + 1);
    assert_int_equal(atomic_load(&fixture->fake.largest), JOURNAL_GROUP_BYTES / BODY);
    assert_int_equal(records_of(&fixture->fake.store, 1), (int64_t)taken);
    /* what was told of does not count any more */
    assert_int_equal(journal_submit(fixture->journal, &change, &ticket), STATUS_OK);
    free(body);
}

static void a_full_queue_takes_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct store_change change = {.kind = STORE_ERASE, .stream = stream_of(1)};
    uint64_t ticket = 0;
    for (int i = 0; i < JOURNAL_CHANGES_MAX; i++)
        assert_int_equal(journal_submit(fixture->journal, &change, &ticket), STATUS_OK);
    assert_int_equal(journal_submit(fixture->journal, &change, &ticket), STATUS_FULL);
    assert_int_equal(ticket, JOURNAL_CHANGES_MAX);
    journal_step(fixture->journal);
    assert_int_equal(journal_submit(fixture->journal, &change, &ticket), STATUS_OK);
    assert_int_equal(ticket, JOURNAL_CHANGES_MAX + 1);
}

static void limits_of_the_store_are_kept(void **state)
{
    struct fixture *fixture = *state;
    struct store_change change = {.kind = STORE_APPEND, .stream = stream_of(1)};
    uint64_t ticket = 77;
    assert_int_equal(journal_submit(fixture->journal, &change, &ticket), STATUS_INVALID);
    assert_int_equal(ticket, 77);
    assert_int_equal(journal_waiting(fixture->journal), 0);
}

static void a_fenced_stream_is_told_before_its_ticket(void **state)
{
    struct fixture *fixture = *state;
    struct id expected = stream_of(1);
    submit(fixture->journal, 1, 0, "one");
    submit(fixture->journal, 2, 0, "one");
    submit(fixture->journal, 1, 5, "gap");
    submit(fixture->journal, 1, 6, "gap");
    submit(fixture->journal, 2, 1, "two");
    submit(fixture->journal, 3, 1, "gap");
    journal_step(fixture->journal);
    expect_kinds(fixture, "ffd");
    assert_memory_equal(fixture->told.rows[0].stream.bytes, expected.bytes, sizeof expected.bytes);
    expected = stream_of(3);
    assert_memory_equal(fixture->told.rows[1].stream.bytes, expected.bytes, sizeof expected.bytes);
    assert_int_equal(fixture->told.durable, 6);
    assert_int_equal(records_of(&fixture->fake.store, 1), 1);
    assert_int_equal(records_of(&fixture->fake.store, 2), 2);
}

static void a_stall_keeps_everything(void **state)
{
    static const enum status reasons[] = {STATUS_FULL, STATUS_LOCKED};
    struct fixture *fixture = *state;
    for (int i = 0; i < 2; i++) {
        fixture->told.count = 0;
        submit(fixture->journal, 1, 2 * i, "one");
        atomic_store(&fixture->fake.answer, (int)reasons[i]);
        journal_step(fixture->journal);
        journal_step(fixture->journal);
        assert_true(journal_stalled(fixture->journal));
        submit(fixture->journal, 1, 2 * i + 1, "two");
        journal_step(fixture->journal);
        assert_int_equal(fixture->told.count, 0);
        assert_int_equal(journal_waiting(fixture->journal), 2);
        atomic_store(&fixture->fake.answer, STATUS_OK);
        journal_step(fixture->journal);
        assert_false(journal_stalled(fixture->journal));
        expect_kinds(fixture, "d");
        assert_int_equal(fixture->told.durable, (uint64_t)(2 * i + 2));
    }
    assert_int_equal(records_of(&fixture->fake.store, 1), 4);
}

static void a_failure_is_final_and_told_once(void **state)
{
    struct fixture *fixture = *state;
    struct store_change change = {.kind = STORE_ERASE, .stream = stream_of(1)};
    uint64_t ticket;
    submit(fixture->journal, 1, 0, "one");
    journal_step(fixture->journal);
    submit(fixture->journal, 1, 1, "two");
    atomic_store(&fixture->fake.answer, STATUS_IO);
    journal_step(fixture->journal);
    expect_kinds(fixture, "dx");
    assert_int_equal(fixture->told.rows[1].status, STATUS_IO);
    assert_string_equal(fixture->told.rows[1].cause.text, "as the test asked");
    atomic_store(&fixture->fake.answer, STATUS_OK);
    assert_int_equal(journal_submit(fixture->journal, &change, &ticket), STATUS_CLOSED);
    journal_step(fixture->journal);
    journal_stop(fixture->journal);
    fixture->journal = NULL;
    expect_kinds(fixture, "dx");
    assert_int_equal(fixture->told.durable, 1);
    assert_int_equal(atomic_load(&fixture->fake.commits), 2);
    assert_int_equal(records_of(&fixture->fake.store, 1), 1);
}

static void stopping_stores_what_waits(void **state)
{
    struct fixture *fixture = *state;
    for (int i = 0; i < 1500; i++)
        submit(fixture->journal, 1, i, "record");
    journal_stop(fixture->journal);
    fixture->journal = NULL;
    expect_kinds(fixture, "d");
    assert_int_equal(fixture->told.durable, 1500);
    assert_int_equal(records_of(&fixture->fake.store, 1), 1500);
}

static void stopping_without_space_says_so(void **state)
{
    struct fixture *fixture = *state;
    submit(fixture->journal, 1, 0, "one");
    atomic_store(&fixture->fake.answer, STATUS_FULL);
    journal_stop(fixture->journal);
    fixture->journal = NULL;
    expect_kinds(fixture, "x");
    assert_int_equal(fixture->told.rows[0].status, STATUS_FULL);
    assert_int_equal(atomic_load(&fixture->fake.commits), 2);
}

struct echo {
    struct told told;
    struct journal *journal;
    int left;
};

static void submit_another(void *user, uint64_t ticket)
{
    struct echo *echo = user;
    echo->told.durable = ticket;
    if (echo->left-- > 0)
        submit(echo->journal, 1, (int64_t)ticket, "more");
}

static void handlers_may_submit(void **state)
{
    struct fixture *fixture = *state;
    struct echo echo = {.left = 2};
    struct journal_handlers handlers = told_begin(&echo.told);
    handlers.user = &echo;
    handlers.durable = submit_another;
    echo.journal = journal_start_inline(&fixture->fake.store, &handlers);
    submit(echo.journal, 1, 0, "first");
    for (uint64_t i = 1; i <= 3; i++) {
        journal_step(echo.journal);
        assert_int_equal(echo.told.durable, i);
    }
    journal_stop(echo.journal);
    assert_int_equal(records_of(&fixture->fake.store, 1), 3);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(tickets_count_and_order_is_kept),
        TEST(texts_are_copied),
        TEST(many_changes_need_few_commits),
        TEST(bytes_have_bounds),
        TEST(a_full_queue_takes_nothing),
        TEST(limits_of_the_store_are_kept),
        TEST(a_fenced_stream_is_told_before_its_ticket),
        TEST(a_stall_keeps_everything),
        TEST(a_failure_is_final_and_told_once),
        TEST(stopping_stores_what_waits),
        TEST(stopping_without_space_says_so),
        TEST(handlers_may_submit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
