/* What every kind of store does, over all kinds. A new backend is one row in `kinds`. */
#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct fixture;

struct kind {
    const char *name;
    struct store *(*open)(struct fixture *fixture);
    /* Changes a byte of a record behind the store's back. */
    void (*corrupt)(struct fixture *fixture, int stream, int64_t seq);
    bool lasting; /* survives being closed */
};

struct fixture {
    const struct kind *kind;
    struct store *store;
    char directory[FIXTURE_PATH_MAX];
};

static struct store *open_memory(struct fixture *fixture)
{
    (void)fixture;
    return store_open_memory();
}

static struct store *open_sqlite(struct fixture *fixture)
{
    return open_writer(fixture->directory);
}

static bool flip(void *user, const struct store_record *record)
{
    if (record->seq != *(int64_t *)user)
        return true;
    ((char *)(uintptr_t)record->body)[0] ^= 1; /* the memory store hands out its own memory */
    return false;
}

static void corrupt_memory(struct fixture *fixture, int stream, int64_t seq)
{
    struct id id = id_of(stream);
    struct cause cause;
    assert_int_equal(store_each_record(fixture->store, &id, 0, flip, &seq, &cause), STATUS_OK);
}

static void corrupt_sqlite(struct fixture *fixture, int stream, int64_t seq)
{
    char sql[200];
    struct id id = id_of(stream);
    snprintf(sql, sizeof sql,
             "UPDATE journal SET body = char(unicode(body) + 1) || substr(body, 2) WHERE stream = x'%s' AND "
             "seq = %d",
             store_id_name(&id).text, (int)seq);
    disturb(fixture->directory, sql);
}

static const struct kind kinds[] = {
    {.name = "memory", .open = open_memory, .corrupt = corrupt_memory},
    {.name = "sqlite", .open = open_sqlite, .corrupt = corrupt_sqlite, .lasting = true},
};

static int begin(void **state, const struct kind *kind)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    fixture->kind = kind;
    fixture_make(fixture->directory);
    fixture->store = kind->open(fixture);
    *state = fixture;
    return 0;
}

static int begin_memory(void **state)
{
    return begin(state, &kinds[0]);
}

static int begin_sqlite(void **state)
{
    return begin(state, &kinds[1]);
}

static int end(void **state)
{
    struct fixture *fixture = *state;
    store_close(fixture->store);
    fixture_remove(fixture->directory);
    free(fixture);
    return 0;
}

static struct store *store_of(void **state)
{
    return ((struct fixture *)*state)->store;
}

static void expect_bodies(struct store *store, int stream, int64_t after_seq, const char *expected)
{
    char bodies[512];
    bodies_of(store, stream, after_seq, bodies, sizeof bodies);
    assert_string_equal(bodies, expected);
}

static bool copy_record(void *user, const struct store_record *record)
{
    *(struct store_record *)user = *record;
    return false;
}

static void an_append_is_read_back(void **state)
{
    struct store *store = store_of(state);
    struct store_change change = append_of(1, 0, 0, "alpha");
    struct store_record record = {0};
    struct cause cause;
    change.record.remaining_ms = -1;
    assert_int_equal(commit_one(store, change), STATUS_OK);
    assert_int_equal(store_each_record(store, &change.stream, 0, copy_record, &record, &cause), STATUS_OK);
    assert_int_equal(record.seq, 1);
    assert_int_equal(record.stamp_ms, change.record.stamp_ms);
    assert_int_equal(record.remaining_ms, -1);
    assert_string_equal(record.kind, "turn");
    struct digest zero = {{0}}, chain;
    change.record.seq = 1;
    chain = store_chain(&zero, &change.stream, &change.record);
    assert_memory_equal(record.chain.bytes, chain.bytes, sizeof chain.bytes);
}

static void records_come_in_order(void **state)
{
    struct store *store = store_of(state);
    static const char *const bodies[] = {"a", "b", "", "d"};
    for (int i = 0; i < 4; i++)
        assert_int_equal(commit_one(store, append_of(1, 0, i, bodies[i])), STATUS_OK);
    expect_bodies(store, 1, 0, "a\nb\n\nd\n");
    expect_bodies(store, 1, 2, "\nd\n");
    expect_bodies(store, 1, 4, "");
    expect_bodies(store, 2, 0, "");
}

static void a_wrong_number_is_fenced(void **state)
{
    struct store *store = store_of(state);
    assert_int_equal(commit_one(store, append_of(1, 0, 1, "early")), STATUS_FENCED);
    assert_int_equal(commit_one(store, append_of(1, 0, 0, "a")), STATUS_OK);
    assert_int_equal(commit_one(store, append_of(1, 0, 0, "again")), STATUS_FENCED);
    assert_int_equal(commit_one(store, append_of(1, 0, 2, "gap")), STATUS_FENCED);
    assert_int_equal(commit_one(store, append_of(1, 0, 1, "b")), STATUS_OK);
    expect_bodies(store, 1, 0, "a\nb\n");
}

static void a_claim_fences_the_owner_before(void **state)
{
    struct store *store = store_of(state);
    struct id stream = id_of(1);
    struct cause cause;
    int64_t first = 0, second = 0;
    assert_int_equal(commit_one(store, append_of(1, 0, 0, "a")), STATUS_OK);
    assert_int_equal(store_claim(store, &stream, &first, &cause), STATUS_OK);
    assert_int_equal(first, 1);
    assert_int_equal(commit_one(store, append_of(1, 0, 1, "old")), STATUS_FENCED);
    assert_int_equal(commit_one(store, append_of(1, first, 1, "b")), STATUS_OK);
    assert_int_equal(store_claim(store, &stream, &second, &cause), STATUS_OK);
    assert_int_equal(second, 2);
    assert_int_equal(commit_one(store, append_of(1, first, 2, "old")), STATUS_FENCED);
    assert_int_equal(commit_one(store, clock_of(1, first, 1)), STATUS_FENCED);
    assert_int_equal(commit_one(store, text_of(1, first, 5, 6, "old")), STATUS_FENCED);
    assert_int_equal(commit_one(store, erase_of(1, first, 6)), STATUS_FENCED);
    assert_int_equal(commit_one(store, append_of(1, second + 1, 2, "unearned")), STATUS_FENCED);
    assert_int_equal(commit_one(store, append_of(1, second, 2, "c")), STATUS_OK);
    expect_bodies(store, 1, 0, "a\nb\nc\n");
}

struct heads {
    struct store_head rows[8];
    int count, limit;
    struct store *claim; /* claims every stream it is shown, unless NULL */
};

static bool copy_head(void *user, const struct store_head *head)
{
    struct heads *heads = user;
    struct cause cause;
    int64_t epoch;
    assert_true(heads->count < 8);
    heads->rows[heads->count++] = *head;
    if (heads->claim)
        assert_int_equal(store_claim(heads->claim, &head->stream, &epoch, &cause), STATUS_OK);
    return heads->count < heads->limit;
}

static void expect_head(const struct store_head *head, int stream, int64_t seq, int64_t epoch)
{
    struct id id = id_of(stream);
    assert_memory_equal(head->stream.bytes, id.bytes, sizeof id.bytes);
    assert_int_equal(head->seq, seq);
    assert_int_equal(head->epoch, epoch);
}

static void heads_come_in_order_of_first_records(void **state)
{
    struct store *store = store_of(state);
    struct heads heads = {.limit = 8};
    struct id early = id_of(40);
    struct cause cause;
    int64_t epoch;
    /* claimed first, written last; and one that is never written */
    assert_int_equal(store_claim(store, &early, &epoch, &cause), STATUS_OK);
    early = id_of(50);
    assert_int_equal(store_claim(store, &early, &epoch, &cause), STATUS_OK);
    assert_int_equal(commit_one(store, append_of(30, 0, 0, "a")), STATUS_OK);
    assert_int_equal(commit_one(store, append_of(10, 7, 0, "b")), STATUS_OK);
    assert_int_equal(commit_one(store, append_of(20, 0, 0, "c")), STATUS_OK);
    assert_int_equal(commit_one(store, append_of(30, 0, 1, "d")), STATUS_OK);
    assert_int_equal(commit_one(store, append_of(40, 1, 0, "e")), STATUS_OK);
    assert_int_equal(store_each_head(store, copy_head, &heads, &cause), STATUS_OK);
    assert_int_equal(heads.count, 4);
    expect_head(&heads.rows[0], 30, 2, 0);
    expect_head(&heads.rows[1], 10, 1, 7);
    expect_head(&heads.rows[2], 20, 1, 0);
    expect_head(&heads.rows[3], 40, 1, 1);
    assert_int_equal(heads.rows[0].stamp_ms, 1700000000001);
    assert_int_equal(heads.rows[0].remaining_ms, 60000);
    heads = (struct heads){.limit = 2};
    assert_int_equal(store_each_head(store, copy_head, &heads, &cause), STATUS_OK);
    assert_int_equal(heads.count, 2);
}

/* What a server does at its start. */
static void heads_may_be_claimed_while_listed(void **state)
{
    struct store *store = store_of(state);
    struct heads heads = {.limit = 8, .claim = store};
    struct cause cause;
    for (int stream = 1; stream <= 5; stream++)
        assert_int_equal(commit_one(store, append_of(stream, 0, 0, "a")), STATUS_OK);
    assert_int_equal(store_each_head(store, copy_head, &heads, &cause), STATUS_OK);
    assert_int_equal(heads.count, 5);
    heads = (struct heads){.limit = 8};
    assert_int_equal(store_each_head(store, copy_head, &heads, &cause), STATUS_OK);
    for (int i = 0; i < 5; i++)
        expect_head(&heads.rows[i], i + 1, 1, 1);
}

static void a_clock_changes_the_head_alone(void **state)
{
    struct store *store = store_of(state);
    struct heads heads = {.limit = 8};
    struct cause cause;
    assert_int_equal(commit_one(store, clock_of(1, 0, 500)), STATUS_FENCED);
    assert_int_equal(commit_one(store, append_of(1, 0, 0, "a")), STATUS_OK);
    assert_int_equal(commit_one(store, clock_of(1, 0, 500)), STATUS_OK);
    assert_int_equal(store_each_head(store, copy_head, &heads, &cause), STATUS_OK);
    assert_int_equal(heads.count, 1);
    assert_int_equal(heads.rows[0].remaining_ms, 500);
    assert_int_equal(heads.rows[0].seq, 1);
    expect_bodies(store, 1, 0, "a\n");
}

static void a_quiet_record_leaves_time_and_stamp_alone(void **state)
{
    struct store *store = store_of(state);
    struct heads heads = {.limit = 8};
    struct cause cause;
    struct store_change quiet = append_of(1, 0, 1, "b");
    quiet.quiet = true;
    quiet.record.remaining_ms = 7;
    assert_int_equal(commit_one(store, append_of(1, 0, 0, "a")), STATUS_OK);
    assert_int_equal(commit_one(store, quiet), STATUS_OK);
    assert_int_equal(store_each_head(store, copy_head, &heads, &cause), STATUS_OK);
    assert_int_equal(heads.rows[0].seq, 2);
    assert_int_equal(heads.rows[0].remaining_ms, 60000);
    assert_int_equal(heads.rows[0].stamp_ms, 1700000000000);
    expect_bodies(store, 1, 0, "a\nb\n");
}

static enum status read_text(struct store *store, int stream, int id, char *to, size_t capacity)
{
    struct id stream_id = id_of(stream), text_id = id_of(id);
    struct cause cause = {""};
    size_t size = 0;
    enum status status = store_text(store, &stream_id, &text_id, to, capacity - 1, &size, &cause);
    to[status == STATUS_OK ? size : 0] = '\0';
    assert_int_equal(status == STATUS_OK, cause.text[0] == '\0');
    return status;
}

static void texts_are_kept_replaced_and_erased(void **state)
{
    struct store *store = store_of(state);
    char text[16];
    assert_int_equal(commit_one(store, text_of(1, 0, 11, 7, "Ada")), STATUS_OK);
    assert_int_equal(commit_one(store, append_of(1, 0, 0, "a")), STATUS_OK);
    assert_int_equal(commit_one(store, text_of(1, 0, 12, 7, "hello")), STATUS_OK);
    assert_int_equal(commit_one(store, text_of(1, 0, 13, 8, "")), STATUS_OK);
    assert_int_equal(commit_one(store, text_of(2, 0, 11, 7, "other world")), STATUS_OK);
    assert_int_equal(commit_one(store, text_of(1, 0, 11, 7, "Ada L.")), STATUS_OK);
    assert_int_equal(read_text(store, 1, 11, text, sizeof text), STATUS_OK);
    assert_string_equal(text, "Ada L.");
    assert_int_equal(read_text(store, 1, 11, text, 4), STATUS_INVALID);
    assert_int_equal(commit_one(store, erase_of(1, 0, 7)), STATUS_OK);
    assert_int_equal(read_text(store, 1, 11, text, sizeof text), STATUS_NOT_FOUND);
    assert_int_equal(read_text(store, 1, 12, text, sizeof text), STATUS_NOT_FOUND);
    assert_int_equal(read_text(store, 1, 13, text, sizeof text), STATUS_OK);
    assert_string_equal(text, "");
    assert_int_equal(read_text(store, 2, 11, text, sizeof text), STATUS_OK);
    assert_string_equal(text, "other world");
    expect_bodies(store, 1, 0, "a\n");
    assert_int_equal(commit_one(store, erase_of(3, 0, 7)), STATUS_OK);
}

static void a_batch_mixes_streams(void **state)
{
    struct store *store = store_of(state);
    struct cause cause;
    char text[16];
    struct store_change batch[] = {
        append_of(1, 0, 0, "a1"),      append_of(2, 0, 0, "b1"), append_of(1, 0, 1, "a2"),
        append_of(2, 0, 5, "b-wrong"), clock_of(2, 0, 9),        text_of(1, 0, 11, 7, "note"),
        append_of(1, 0, 2, "a3"),      append_of(2, 0, 1, "b2"),
    };
    static const enum status results[] = {STATUS_OK, STATUS_OK, STATUS_OK, STATUS_FENCED,
                                          STATUS_OK, STATUS_OK, STATUS_OK, STATUS_OK};
    assert_int_equal(store_commit(store, batch, 8, &cause), STATUS_OK);
    for (size_t i = 0; i < 8; i++)
        assert_int_equal(batch[i].result, results[i]);
    expect_bodies(store, 1, 0, "a1\na2\na3\n");
    expect_bodies(store, 2, 0, "b1\nb2\n");
    assert_int_equal(read_text(store, 1, 11, text, sizeof text), STATUS_OK);
    assert_int_equal(store_commit(store, batch, 0, &cause), STATUS_OK);
}

static void a_big_body_comes_back_whole(void **state)
{
    struct store *store = store_of(state);
    char *body = malloc(STORE_BODY_MAX + 1);
    char *back = malloc(STORE_BODY_MAX + 2);
    assert_non_null(body);
    assert_non_null(back);
    for (int i = 0; i < STORE_BODY_MAX; i++)
        body[i] = (char)('a' + i * 7 % 26);
    body[STORE_BODY_MAX] = '\0';
    assert_int_equal(commit_one(store, append_of(1, 0, 0, body)), STATUS_OK);
    bodies_of(store, 1, 0, back, STORE_BODY_MAX + 2);
    assert_memory_equal(back, body, STORE_BODY_MAX);
    free(back);
    free(body);
}

static void expect_invalid(struct store *store, struct store_change change, const char *word)
{
    struct store_change batch[] = {append_of(1, 0, 0, "good"), change};
    struct cause cause = {""};
    assert_int_equal(store_commit(store, batch, 2, &cause), STATUS_INVALID);
    assert_non_null(strstr(cause.text, "change 2 of 2"));
    assert_non_null(strstr(cause.text, word));
    expect_bodies(store, 1, 0, "");
}

static void limits_refuse_the_whole_batch(void **state)
{
    struct store *store = store_of(state);
    struct store_change change = append_of(2, 0, 0, "x");
    change.record.body_size = STORE_BODY_MAX + 1;
    expect_invalid(store, change, "262145 bytes");
    change = append_of(2, 0, 0, "x");
    memset(change.record.kind, 'k', sizeof change.record.kind);
    expect_invalid(store, change, "characters");
    change.record.kind[0] = '\0';
    expect_invalid(store, change, "characters");
    strcpy(change.record.kind, "Turn");
    expect_invalid(store, change, "lower-case");
    change = text_of(2, 0, 11, 7, "x");
    change.text_size = STORE_TEXT_MAX + 1;
    expect_invalid(store, change, "8193 bytes");
    change = append_of(2, -1, 0, "x");
    expect_invalid(store, change, "negative");
    struct cause cause;
    assert_int_equal(store_commit(store, &change, STORE_BATCH_MAX + 1, &cause), STATUS_INVALID);
    assert_non_null(strstr(cause.text, "1025 changes"));
}

static bool count_record(void *user, const struct store_record *record)
{
    assert_int_equal(record->seq, ++*(int64_t *)user);
    return true;
}

static void a_changed_byte_is_found(void **state)
{
    struct fixture *fixture = *state;
    struct id id = id_of(1);
    struct cause cause = {""};
    int64_t seen = 0;
    for (int i = 0; i < 4; i++) {
        assert_int_equal(commit_one(fixture->store, append_of(1, 0, i, "body")), STATUS_OK);
        assert_int_equal(commit_one(fixture->store, append_of(2, 0, i, "body")), STATUS_OK);
    }
    fixture->kind->corrupt(fixture, 1, 3);
    assert_int_equal(store_each_record(fixture->store, &id, 0, count_record, &seen, &cause), STATUS_CORRUPT);
    assert_int_equal(seen, 2);
    assert_non_null(strstr(cause.text, store_id_name(&id).text));
    assert_non_null(strstr(cause.text, "record 3"));
    expect_bodies(fixture->store, 2, 0, "body\nbody\nbody\nbody\n");
}

static void all_is_kept_when_reopened(void **state)
{
    struct fixture *fixture = *state;
    struct id id = id_of(1);
    struct cause cause;
    int64_t epoch;
    char text[16];
    if (!fixture->kind->lasting)
        skip();
    assert_int_equal(commit_one(fixture->store, append_of(1, 0, 0, "a")), STATUS_OK);
    assert_int_equal(commit_one(fixture->store, text_of(1, 0, 11, 7, "Ada")), STATUS_OK);
    assert_int_equal(store_claim(fixture->store, &id, &epoch, &cause), STATUS_OK);
    store_close(fixture->store);
    fixture->store = fixture->kind->open(fixture);
    assert_int_equal(commit_one(fixture->store, append_of(1, 0, 1, "old")), STATUS_FENCED);
    assert_int_equal(commit_one(fixture->store, append_of(1, epoch, 1, "b")), STATUS_OK);
    expect_bodies(fixture->store, 1, 0, "a\nb\n");
    assert_int_equal(read_text(fixture->store, 1, 11, text, sizeof text), STATUS_OK);
    assert_string_equal(text, "Ada");
    assert_int_equal(store_claim(fixture->store, &id, &epoch, &cause), STATUS_OK);
    assert_int_equal(epoch, 2);
}

#define OVER_ALL(test)                                                                                       \
    {#test " (memory)", test, begin_memory, end, NULL},                                                      \
    {                                                                                                        \
#test " (sqlite)", test, begin_sqlite, end, NULL                                                     \
    }

int main(void)
{
    const struct CMUnitTest tests[] = {
        OVER_ALL(an_append_is_read_back),
        OVER_ALL(records_come_in_order),
        OVER_ALL(a_wrong_number_is_fenced),
        OVER_ALL(a_claim_fences_the_owner_before),
        OVER_ALL(heads_come_in_order_of_first_records),
        OVER_ALL(heads_may_be_claimed_while_listed),
        OVER_ALL(a_clock_changes_the_head_alone),
        OVER_ALL(a_quiet_record_leaves_time_and_stamp_alone),
        OVER_ALL(texts_are_kept_replaced_and_erased),
        OVER_ALL(a_batch_mixes_streams),
        OVER_ALL(a_big_body_comes_back_whole),
        OVER_ALL(limits_refuse_the_whole_batch),
        OVER_ALL(a_changed_byte_is_found),
        OVER_ALL(all_is_kept_when_reopened),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
