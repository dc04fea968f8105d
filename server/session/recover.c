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
    int world; /* -1: the exercise itself */
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
    if (!(reading->world >= 0 ? world_text_id(record->kind, body, &text_id)
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
    if (reading->world < 0 && !reading->exercise) {
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
    reading->status = reading->world >= 0
                          ? exercise_recover_world(reading->exercise, reading->world, record->kind, body,
                                                   text, reading->cause)
                          : exercise_recover(reading->exercise, record->kind, body, text, reading->cause);
    return reading->status == STATUS_OK;
}

static enum status read_stream(struct reading *reading, const struct id *stream, int world)
{
    reading->stream = stream;
    reading->world = world;
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

static enum status claim_world(struct reading *reading, const struct store_head *head, int world)
{
    struct hub *hub = reading->hub;
    struct stream stream;
    enum status status = claim(reading->store, head, &stream, reading->cause);
    if (status)
        return status;
    /* without a clock nothing is given back, and the last stamp may be hours before the server went */
    int64_t downtime_ms = head->remaining_ms < 0 ? 0 : hub->host.wall_ms(hub->host.user) - head->stamp_ms;
    exercise_world_recovered(reading->exercise, world, &stream, hub->host.now_ms(hub->host.user),
                             head->remaining_ms, downtime_ms);
    return STATUS_OK;
}

/* All worlds have a stream. If not, the server died while the exercise was made; nobody was told its code. */
static bool is_whole(const struct exercise *exercise, const struct heads *heads)
{
    for (int x = 0; x < exercise_worlds(exercise); x++)
        if (!find_head(heads, exercise_world_id(exercise, x)))
            return false;
    return true;
}

static enum status recover_worlds(struct reading *reading, const struct heads *heads,
                                  const struct store_head *own)
{
    struct hub *hub = reading->hub;
    struct exercise *exercise = reading->exercise;
    struct stream stream;
    enum status status = STATUS_OK;
    if (!is_whole(exercise, heads)) {
        exercise_destroy(exercise);
        return STATUS_OK;
    }
    for (int x = 0; x < exercise_worlds(exercise) && !status; x++)
        status = read_stream(reading, exercise_world_id(exercise, x), x);
    if (!status)
        status = exercise_check(exercise, reading->cause);
    if (!status)
        status = claim(reading->store, own, &stream, reading->cause);
    for (int x = 0; x < exercise_worlds(exercise) && !status; x++)
        status = claim_world(reading, find_head(heads, exercise_world_id(exercise, x)), x);
    if (status) {
        exercise_destroy(exercise);
        return status;
    }
    exercise_recovered(exercise, &stream, hub->host.now_ms(hub->host.user));
    if (exercise_settings_of(exercise)->rehearsal && exercise_ended(exercise))
        exercise_destroy(exercise); /* it was tried out, and is forgotten */
    else
        hub_add_exercise(hub, exercise);
    return STATUS_OK;
}

static enum status recover_all(struct hub *hub, struct store *store, const struct heads *heads,
                               struct cause *cause)
{
    for (int x = 0; x < heads->count; x++) {
        struct reading reading = {.hub = hub, .store = store, .cause = cause};
        enum status status = read_stream(&reading, &heads->of[x].stream, -1);
        if (status) {
            if (reading.exercise)
                exercise_destroy(reading.exercise);
            return status;
        }
        if (!reading.exercise)
            continue;
        status = recover_worlds(&reading, heads, &heads->of[x]);
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
