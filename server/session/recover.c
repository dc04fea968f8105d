/* The hub from its store: exercises first, then the world of each. */
#include "server/session/session.h"

#include "common/base/log.h"
#include "common/base/memory.h"

#include <stdlib.h>
#include <string.h>

struct heads {
    int count, capacity;
    struct store_head *of;
};

static bool on_head(void *user, const struct store_head *head)
{
    struct heads *heads = user;
    if (heads->count == heads->capacity) {
        heads->capacity = heads->capacity ? 2 * heads->capacity : 64;
        heads->of = memory_grown(heads->of, (size_t)heads->capacity, sizeof heads->of[0]);
    }
    heads->of[heads->count++] = *head;
    return true;
}

/* One stream being read back. */
struct reading {
    struct hub *hub;
    struct store *store;
    const struct id *stream;
    struct exercise *exercise;
    bool is_world;
    enum status status;
    struct cause *cause;
};

/* The erasable text of an entry, NULL when there is none or it was erased. */
static const char *text_of(struct reading *reading, const struct store_record *record, char *memory,
                           size_t size)
{
    struct id text_id;
    size_t length;
    struct cause cause;
    struct slice body = {record->body, record->body_size};
    if (!(reading->is_world ? world_text_id(record->kind, body, &text_id)
                            : exercise_entry_text_id(record->kind, body, &text_id)))
        return NULL;
    enum status status =
        store_text(reading->store, reading->stream, &text_id, memory, size - 1, &length, &cause);
    if (status && status != STATUS_NOT_FOUND) { /* an erased one is simply gone */
        reading->status = status;
        *reading->cause = cause;
    }
    if (status)
        return NULL;
    memory[length] = '\0';
    return memory;
}

static bool on_record(void *user, const struct store_record *record)
{
    struct reading *reading = user;
    struct slice body = {record->body, record->body_size};
    char memory[STORE_TEXT_MAX + 1];
    if (!reading->is_world && !reading->exercise) {
        if (strcmp(record->kind, "exercise") != 0)
            return false; /* the stream of a world: read with its exercise */
        reading->exercise = exercise_recovering(&reading->hub->exercise_host, reading->stream);
        if (!reading->exercise)
            reading->status = memory_lacks(reading->cause, "an exercise");
    }
    if (reading->status)
        return false;
    exercise_recover_stamp(reading->exercise, record->stamp_ms);
    const char *text = text_of(reading, record, memory, sizeof memory);
    if (reading->status)
        return false;
    reading->status =
        reading->is_world
            ? exercise_recover_world(reading->exercise, record->kind, body, text, reading->cause)
            : exercise_recover(reading->exercise, record->kind, body, text, reading->cause);
    return reading->status == STATUS_OK;
}

static enum status read_stream(struct reading *reading, const struct id *stream, bool is_world)
{
    reading->stream = stream;
    reading->is_world = is_world;
    reading->status = STATUS_OK;
    enum status status = store_each_record(reading->store, stream, 0, on_record, reading, reading->cause);
    return status ? status : reading->status;
}

static const struct store_head *find_head(const struct heads *heads, const struct id *id)
{
    for (int x = 0; x < heads->count; x++)
        if (id_equal(&heads->of[x].stream, id))
            return &heads->of[x];
    return NULL;
}

static enum status claim(struct store *store, const struct store_head *head, struct stream *stream,
                         struct cause *cause)
{
    *stream = (struct stream){.id = head->stream, .seq = head->seq, .stamp_ms = head->stamp_ms};
    return store_claim(store, &head->stream, &stream->epoch, cause);
}

static enum status recover_world(struct reading *reading, const struct heads *heads,
                                 const struct store_head *own)
{
    struct hub *hub = reading->hub;
    struct stream exercise_stream, world_stream;
    const struct store_head *head = find_head(heads, exercise_world_id(reading->exercise));
    if (!head) { /* the server died while it was made; nobody was told its code */
        exercise_destroy(reading->exercise);
        return STATUS_OK;
    }
    enum status status = read_stream(reading, &head->stream, true);
    if (!status)
        status = exercise_check(reading->exercise, reading->cause);
    if (!status)
        status = claim(reading->store, own, &exercise_stream, reading->cause);
    if (!status)
        status = claim(reading->store, head, &world_stream, reading->cause);
    if (status) {
        exercise_destroy(reading->exercise);
        return status;
    }
    /* without a clock nothing is given back, and the last stamp may be hours before the server went */
    int64_t downtime_ms = head->remaining_ms < 0 ? 0 : hub->host.wall_ms(hub->host.user) - head->stamp_ms;
    exercise_recovered(reading->exercise, &exercise_stream, &world_stream, hub->host.now_ms(hub->host.user),
                       head->remaining_ms, downtime_ms);
    hub_add_exercise(hub, reading->exercise);
    return STATUS_OK;
}

static enum status recover_all(struct hub *hub, struct store *store, const struct heads *heads,
                               struct cause *cause)
{
    for (int x = 0; x < heads->count; x++) {
        struct reading reading = {.hub = hub, .store = store, .cause = cause};
        enum status status = read_stream(&reading, &heads->of[x].stream, false);
        if (status) {
            if (reading.exercise)
                exercise_destroy(reading.exercise);
            return status;
        }
        if (!reading.exercise)
            continue;
        status = recover_world(&reading, heads, &heads->of[x]);
        if (status)
            return status;
    }
    return STATUS_OK;
}

enum status hub_recover(struct hub *hub, struct store *store, struct cause *cause)
{
    struct heads heads = {0};
    enum status status = store_each_head(store, on_head, &heads, cause);
    if (!status)
        status = recover_all(hub, store, &heads, cause);
    free(heads.of);
    return status;
}
