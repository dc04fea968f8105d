/* The reference: what a store does, without a disk. */
#include "common/store/backend.h"

#include "common/base/memory.h"

#include <stdlib.h>
#include <string.h>

struct memory_text {
    struct id id, owner;
    char *bytes;
    size_t size;
};

struct memory_stream {
    struct id id;
    struct stream_head head;
    struct store_record *records; /* bodies are owned */
    size_t record_count, record_capacity;
    struct memory_text *texts;
    size_t text_count, text_capacity;
};

struct memory_store {
    struct store store;
    struct memory_stream **sorted; /* by id; owns the streams */
    size_t sorted_count, sorted_capacity;
    struct memory_stream **written; /* in order of their first records */
    size_t written_count, written_capacity;
};

/* Room for one more element of `size` bytes. */
static void *grow(void *array, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return array;
    *capacity = *capacity ? *capacity * 2 : 8;
    return memory_grown(array, *capacity, size);
}

static char *copy_of(const char *bytes, size_t count)
{
    char *copy = memory_of(memory_sum(count, 1));
    if (count)
        memcpy(copy, bytes, count);
    copy[count] = '\0';
    return copy;
}

/* Where the stream is or would be among the sorted ones. */
static size_t place_of(const struct memory_store *memory, const struct id *id)
{
    size_t low = 0, high = memory->sorted_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (memcmp(memory->sorted[middle]->id.bytes, id->bytes, sizeof id->bytes) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static struct memory_stream *find(const struct memory_store *memory, const struct id *id)
{
    size_t place = place_of(memory, id);
    bool found = place < memory->sorted_count &&
                 memcmp(memory->sorted[place]->id.bytes, id->bytes, sizeof id->bytes) == 0;
    return found ? memory->sorted[place] : NULL;
}

static struct memory_stream *find_or_make(struct memory_store *memory, const struct id *id)
{
    struct memory_stream *stream = find(memory, id);
    if (stream)
        return stream;
    stream = memory_zeroed(1, sizeof *stream);
    stream->id = *id;
    stream->head.remaining_ms = -1;
    memory->sorted =
        grow(memory->sorted, memory->sorted_count, &memory->sorted_capacity, sizeof *memory->sorted);
    size_t place = place_of(memory, id);
    memmove(memory->sorted + place + 1, memory->sorted + place,
            (memory->sorted_count - place) * sizeof *memory->sorted);
    memory->sorted[place] = stream;
    memory->sorted_count++;
    return stream;
}

static enum status memory_claim(struct store *store, const struct id *stream, int64_t *epoch,
                                struct cause *cause)
{
    (void)cause;
    struct stream_head *head = &find_or_make((struct memory_store *)store, stream)->head;
    head->known = true;
    *epoch = ++head->epoch;
    return STATUS_OK;
}

static void append(struct memory_store *memory, struct memory_stream *stream,
                   const struct store_change *change)
{
    struct store_record record = stream_head_append(&stream->head, change);
    record.body = copy_of(record.body, record.body_size);
    if (stream->record_count == 0) {
        memory->written =
            grow(memory->written, memory->written_count, &memory->written_capacity, sizeof *memory->written);
        memory->written[memory->written_count++] = stream;
    }
    stream->records = grow(stream->records, stream->record_count, &stream->record_capacity, sizeof record);
    stream->records[stream->record_count++] = record;
}

static void put_text(struct memory_stream *stream, const struct store_change *change)
{
    size_t i = 0;
    while (i < stream->text_count && memcmp(stream->texts[i].id.bytes, change->text_id.bytes, ID_SIZE) != 0)
        i++;
    if (i == stream->text_count) {
        stream->texts =
            grow(stream->texts, stream->text_count, &stream->text_capacity, sizeof *stream->texts);
        stream->text_count++;
    } else {
        free(stream->texts[i].bytes);
    }
    stream->texts[i] = (struct memory_text){
        .id = change->text_id,
        .owner = change->text_owner,
        .bytes = copy_of(change->text, change->text_size),
        .size = change->text_size,
    };
}

static void erase(struct memory_stream *stream, const struct id *owner)
{
    size_t kept = 0;
    for (size_t i = 0; i < stream->text_count; i++) {
        if (memcmp(stream->texts[i].owner.bytes, owner->bytes, ID_SIZE) == 0)
            free(stream->texts[i].bytes);
        else
            stream->texts[kept++] = stream->texts[i];
    }
    stream->text_count = kept;
}

static enum status memory_commit(struct store *store, struct store_change *changes, size_t count,
                                 struct cause *cause)
{
    (void)cause;
    struct memory_store *memory = (struct memory_store *)store;
    for (size_t i = 0; i < count; i++) {
        struct store_change *change = &changes[i];
        struct memory_stream *stream = find_or_make(memory, &change->stream);
        change->result = STATUS_FENCED;
        if (store_change_fenced(change, &stream->head))
            continue;
        change->result = STATUS_OK;
        switch (change->kind) {
        case STORE_APPEND:
            append(memory, stream, change);
            break;
        case STORE_CLOCK:
            stream->head.remaining_ms = change->remaining_ms;
            stream->head.stamp_ms = change->record.stamp_ms;
            break;
        case STORE_TEXT:
            put_text(stream, change);
            break;
        case STORE_ERASE:
            erase(stream, &change->text_owner);
            break;
        }
    }
    return STATUS_OK;
}

static enum status memory_each_head(struct store *store, store_head_row *row, void *user, struct cause *cause)
{
    (void)cause;
    struct memory_store *memory = (struct memory_store *)store;
    for (size_t i = 0; i < memory->written_count; i++) {
        const struct memory_stream *stream = memory->written[i];
        struct store_head head = {
            .stream = stream->id,
            .seq = stream->head.seq,
            .epoch = stream->head.epoch,
            .remaining_ms = stream->head.remaining_ms,
            .stamp_ms = stream->head.stamp_ms,
        };
        if (!row(user, &head))
            break;
    }
    return STATUS_OK;
}

static enum status memory_each_record(struct store *store, const struct id *id, int64_t after_seq,
                                      store_record_row *row, void *user, struct cause *cause)
{
    const struct memory_stream *stream = find((struct memory_store *)store, id);
    struct chain_walk walk = {0};
    for (size_t i = 0; stream && i < stream->record_count; i++) {
        const struct store_record *record = &stream->records[i];
        if (after_seq == 0 && !chain_walk_step(&walk, id, record))
            return store_corrupt(id, walk.seq + 1, cause);
        if (record->seq > after_seq && !row(user, record))
            return STATUS_OK;
    }
    if (stream && after_seq == 0 && !chain_walk_ends(&walk, &stream->head))
        return store_corrupt(id, walk.seq + 1, cause);
    return STATUS_OK;
}

static enum status memory_text(struct store *store, const struct id *id, const struct id *text_id, char *text,
                               size_t capacity, size_t *size, struct cause *cause)
{
    const struct memory_stream *stream = find((struct memory_store *)store, id);
    for (size_t i = 0; stream && i < stream->text_count; i++) {
        const struct memory_text *found = &stream->texts[i];
        if (memcmp(found->id.bytes, text_id->bytes, ID_SIZE) == 0)
            return store_text_copy(found->bytes, found->size, text, capacity, size, cause);
    }
    return store_text_missing(id, text_id, cause);
}

static enum status memory_idle(struct store *store, struct cause *cause)
{
    (void)store;
    (void)cause;
    return STATUS_OK;
}

static uint64_t memory_syncs(const struct store *store)
{
    (void)store;
    return 0;
}

static void stream_destroy(struct memory_stream *stream)
{
    for (size_t i = 0; i < stream->record_count; i++)
        free((void *)(uintptr_t)stream->records[i].body);
    for (size_t i = 0; i < stream->text_count; i++)
        free(stream->texts[i].bytes);
    free(stream->records);
    free(stream->texts);
    free(stream);
}

static void memory_close(struct store *store)
{
    struct memory_store *memory = (struct memory_store *)store;
    for (size_t i = 0; i < memory->sorted_count; i++)
        stream_destroy(memory->sorted[i]);
    free(memory->sorted);
    free(memory->written);
    free(memory);
}

static const struct store_backend memory_backend = {
    .close = memory_close,
    .claim = memory_claim,
    .commit = memory_commit,
    .each_head = memory_each_head,
    .each_record = memory_each_record,
    .text = memory_text,
    .idle = memory_idle,
    .syncs = memory_syncs,
};

struct store *store_open_memory(void)
{
    struct memory_store *memory = memory_zeroed(1, sizeof *memory);
    memory->store.backend = &memory_backend;
    return &memory->store;
}
