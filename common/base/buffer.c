#include "common/base/buffer.h"

#include "common/base/memory.h"
#include "common/base/must.h"

#include <stdlib.h>
#include <string.h>

enum { BUFFER_FIRST_SIZE = 256 };

struct buffer buffer_with_cap(size_t cap)
{
    return (struct buffer){.cap = cap};
}

void buffer_free(struct buffer *buffer)
{
    free(buffer->memory);
    *buffer = (struct buffer){.cap = buffer->cap, .refuses = buffer->refuses};
}

size_t buffer_length(const struct buffer *buffer)
{
    return buffer->end - buffer->start;
}

const uint8_t *buffer_bytes(const struct buffer *buffer)
{
    return buffer->memory ? buffer->memory + buffer->start : NULL;
}

static bool within_cap(const struct buffer *buffer, size_t count)
{
    return count <= buffer->cap && buffer_length(buffer) <= buffer->cap - count;
}

uint8_t *buffer_reserve(struct buffer *buffer, size_t count)
{
    size_t used = buffer_length(buffer);
    if (!within_cap(buffer, count))
        return NULL;
    if (buffer->capacity - buffer->end >= count && buffer->memory)
        return buffer->memory + buffer->end;
    if (used && buffer->start)
        memmove(buffer->memory, buffer->memory + buffer->start, used);
    buffer->start = 0;
    buffer->end = used;
    if (buffer->capacity - used < count || !buffer->memory) {
        size_t capacity = buffer->capacity ? buffer->capacity : BUFFER_FIRST_SIZE;
        while (capacity < used + count)
            capacity = capacity <= SIZE_MAX / 2 ? 2 * capacity : SIZE_MAX;
        uint8_t *memory = memory_try_grown(buffer->memory, capacity, 1);
        if (!memory && !buffer->refuses)
            memory_exhausted(capacity);
        if (!memory)
            return NULL;
        buffer->memory = memory;
        buffer->capacity = capacity;
    }
    return buffer->memory + buffer->end;
}

void buffer_commit(struct buffer *buffer, size_t count)
{
    must(count <= buffer->capacity - buffer->end);
    buffer->end += count;
}

enum status buffer_write(struct buffer *buffer, const void *bytes, size_t count)
{
    if (count == 0)
        return STATUS_OK;
    uint8_t *room = buffer_reserve(buffer, count);
    if (!room)
        return within_cap(buffer, count) ? STATUS_MEMORY : STATUS_FULL;
    memcpy(room, bytes, count);
    buffer_commit(buffer, count);
    return STATUS_OK;
}

void buffer_consume(struct buffer *buffer, size_t count)
{
    must(count <= buffer_length(buffer));
    buffer->start += count;
    if (buffer->start == buffer->end)
        buffer_free(buffer);
}
