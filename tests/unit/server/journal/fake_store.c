#include "fake_store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void fake_close(struct store *store)
{
    (void)store;
}

static enum status fake_claim(struct store *store, const struct id *stream, int64_t *epoch,
                              struct cause *cause)
{
    return store_claim(((struct fake_store *)store)->memory, stream, epoch, cause);
}

static enum status fake_commit(struct store *store, struct store_change *changes, size_t count,
                               struct cause *cause)
{
    struct fake_store *fake = (struct fake_store *)store;
    atomic_fetch_add(&fake->commits, 1);
    if (count > atomic_load(&fake->largest))
        atomic_store(&fake->largest, count);
    if (atomic_load(&fake->gated)) {
        uv_sem_post(&fake->inside);
        uv_sem_wait(&fake->gate);
    }
    enum status answer = (enum status)atomic_load(&fake->answer);
    if (answer != STATUS_OK)
        return status_fail(cause, answer, "as the test asked");
    return store_commit(fake->memory, changes, count, cause);
}

static enum status fake_each_head(struct store *store, store_head_row *row, void *user, struct cause *cause)
{
    return store_each_head(((struct fake_store *)store)->memory, row, user, cause);
}

static enum status fake_each_record(struct store *store, const struct id *stream, int64_t after_seq,
                                    store_record_row *row, void *user, struct cause *cause)
{
    return store_each_record(((struct fake_store *)store)->memory, stream, after_seq, row, user, cause);
}

static enum status fake_text(struct store *store, const struct id *stream, const struct id *text_id,
                             char *text, size_t capacity, size_t *size, struct cause *cause)
{
    return store_text(((struct fake_store *)store)->memory, stream, text_id, text, capacity, size, cause);
}

static enum status fake_idle(struct store *store, struct cause *cause)
{
    struct fake_store *fake = (struct fake_store *)store;
    atomic_fetch_add(&fake->idles, 1);
    enum status answer = (enum status)atomic_load(&fake->idle_answer);
    return answer == STATUS_OK ? STATUS_OK : status_fail(cause, answer, "as the test asked");
}

static uint64_t fake_syncs(const struct store *store)
{
    (void)store;
    return 0;
}

static const struct store_backend fake_backend = {
    .close = fake_close,
    .claim = fake_claim,
    .commit = fake_commit,
    .each_head = fake_each_head,
    .each_record = fake_each_record,
    .text = fake_text,
    .idle = fake_idle,
    .syncs = fake_syncs,
};

void fake_store_begin(struct fake_store *fake)
{
    memset(fake, 0, sizeof *fake);
    fake->store.backend = &fake_backend;
    fake->memory = store_open_memory();
    assert_int_equal(uv_sem_init(&fake->inside, 0), 0);
    assert_int_equal(uv_sem_init(&fake->gate, 0), 0);
}

void fake_store_end(struct fake_store *fake)
{
    store_close(fake->memory);
    uv_sem_destroy(&fake->inside);
    uv_sem_destroy(&fake->gate);
}

static void write_down(struct told *told, char what, uint64_t ticket, enum status status)
{
    uv_thread_t here = uv_thread_self();
    told->elsewhere = told->elsewhere || !uv_thread_equal(&here, &told->thread);
    assert_true(told->count < TOLD_MAX);
    told->rows[told->count].what = what;
    told->rows[told->count].ticket = ticket;
    told->rows[told->count++].status = status;
}

static void on_durable(void *user, uint64_t ticket)
{
    struct told *told = user;
    assert_true(ticket > told->durable);
    told->durable = ticket;
    write_down(told, 'd', ticket, STATUS_OK);
}

static void on_fenced(void *user, const struct id *stream)
{
    struct told *told = user;
    write_down(told, 'f', 0, STATUS_FENCED);
    told->rows[told->count - 1].stream = *stream;
}

static void on_failed(void *user, enum status status, const struct cause *cause)
{
    struct told *told = user;
    write_down(told, 'x', 0, status);
    told->rows[told->count - 1].cause = *cause;
}

struct journal_handlers told_begin(struct told *told)
{
    memset(told, 0, sizeof *told);
    told->thread = uv_thread_self();
    return (struct journal_handlers){
        .user = told,
        .durable = on_durable,
        .fenced = on_fenced,
        .failed = on_failed,
    };
}

void told_kinds(const struct told *told, char kinds[TOLD_MAX + 1])
{
    for (int i = 0; i < told->count; i++)
        kinds[i] = told->rows[i].what;
    kinds[told->count] = '\0';
}

struct id stream_of(int number)
{
    return (struct id){{(uint8_t)number, (uint8_t)(number >> 8), 1}};
}

uint64_t submit(struct journal *journal, int stream, int64_t expected_seq, const char *body)
{
    char copy[64]; /* overwritten below: the journal keeps its own */
    uint64_t ticket = 0;
    assert_true(strlen(body) < sizeof copy);
    strcpy(copy, body);
    struct store_change change = {
        .kind = STORE_APPEND,
        .stream = stream_of(stream),
        .expected_seq = expected_seq,
        .record =
            {.stamp_ms = 1, .remaining_ms = -1, .kind = "turn", .body = copy, .body_size = strlen(copy)},
    };
    assert_int_equal(journal_submit(journal, &change, &ticket), STATUS_OK);
    memset(copy, 'X', sizeof copy);
    return ticket;
}

static bool count_record(void *user, const struct store_record *record)
{
    *(int64_t *)user = record->seq;
    return true;
}

int64_t records_of(struct store *store, int stream)
{
    struct id id = stream_of(stream);
    struct cause cause;
    int64_t last = 0;
    assert_int_equal(store_each_record(store, &id, 0, count_record, &last, &cause), STATUS_OK);
    return last;
}
