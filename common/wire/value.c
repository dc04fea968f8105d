#include "common/wire/value.h"

#include "common/base/memory.h"
#include "common/base/must.h"
#include "common/base/utf8.h"
#include "common/rules/limits.h"
#include "common/wire/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum status wire_within(struct cause *cause, enum status status, const char *outer)
{
    if (status == STATUS_OK)
        return status;
    struct cause inner = *cause;
    return status_fail(cause, status, "%s%s%s", outer, inner.text[0] == ':' ? "" : ".", inner.text);
}

enum status wire_within_row(struct cause *cause, enum status status, const char *outer, size_t row)
{
    if (status == STATUS_OK)
        return status;
    struct cause inner = *cause;
    return status_fail(cause, status, "%s[%zu]%s%s", outer, row, inner.text[0] == ':' ? "" : ".", inner.text);
}

enum status wire_range(struct cause *cause, const char *item, int64_t value, int64_t low, int64_t high)
{
    if (value >= low && value <= high)
        return STATUS_OK;
    /* without the value: it may be part of somebody's orders, and causes are logged */
    return status_fail(cause, STATUS_INVALID, "%s: out of range; allowed are %lld..%lld", item,
                       (long long)low, (long long)high);
}

int wire_known(int value, int count)
{
    return value >= 0 && value < count ? value : 0;
}

enum status wire_present(struct cause *cause, const char *item, const void *message)
{
    if (message)
        return STATUS_OK;
    return status_fail(cause, STATUS_INVALID, "%s: missing; send it, empty if need be", item);
}

enum status wire_bytes_get(struct cause *cause, const char *item, const ProtobufCBinaryData *bytes, void *to,
                           size_t count)
{
    if (bytes->len != count)
        return status_fail(cause, STATUS_INVALID, "%s: %zu bytes long; send exactly %zu", item, bytes->len,
                           count);
    memcpy(to, bytes->data, count);
    return STATUS_OK;
}

enum status wire_id_get(struct cause *cause, const char *item, const ProtobufCBinaryData *bytes,
                        struct id *id)
{
    return wire_bytes_get(cause, item, bytes, id->bytes, ID_SIZE);
}

/* The words in `to`, which are without control characters. A joiner of emoji is left out, and not refused:
 * nobody who typed one knows of it. */
static enum status check_written(struct cause *cause, const char *item, char *to, unsigned text)
{
    size_t length = 0, count = strlen(to);
    for (size_t x = 0; x < count;) {
        if (count - x >= 3 && utf8_is_joiner(to + x, 3))
            x += 3;
        else
            to[length++] = to[x++];
    }
    to[length] = '\0';
    if (length == 0 && (text & WIRE_FILLED))
        return status_fail(cause, STATUS_INVALID, "%s: empty; fill it in", item);
    if (!utf8_printable(to, length, text & WIRE_LINES))
        return status_fail(cause, STATUS_INVALID, "%s: holds invisible characters; leave them out", item);
    if (utf8_piled(to, length))
        return status_fail(cause, STATUS_INVALID, "%s: over %d marks on a letter; use fewer", item,
                           UTF8_MARKS_MAX);
    if ((text & WIRE_NAME) && !utf8_visible(to, length))
        return status_fail(cause, STATUS_INVALID, "%s: cannot be seen; use a letter", item);
    return STATUS_OK;
}

enum status wire_string_get(struct cause *cause, const char *item, const char *string, char *to, size_t size,
                            unsigned text)
{
    size_t length = strlen(string);
    if (length == 0 && (text & WIRE_FILLED))
        return status_fail(cause, STATUS_INVALID, "%s: empty; fill it in", item);
    if (length >= size)
        return status_fail(cause, STATUS_INVALID, "%s: %zu bytes long; at most %zu are allowed", item, length,
                           size - 1);
    if (!utf8_tame(string, length, text & WIRE_LINES))
        return status_fail(cause, STATUS_INVALID, "%s: holds control characters; leave them out", item);
    memcpy(to, string, length + 1);
    return text & WIRE_WRITTEN ? check_written(cause, item, to, text) : STATUS_OK;
}

enum status wire_states_get(struct cause *cause, const char *item, const uint32_t *states, size_t count,
                            uint16_t *mask)
{
    *mask = 0;
    for (size_t x = 0; x < count; x++) {
        enum status status = wire_range(cause, item, states[x], 0, ACTORS_MAX - 1);
        if (status != STATUS_OK)
            return status;
        if (*mask >> states[x] & 1)
            return status_fail(cause, STATUS_INVALID, "%s: a state stands twice; name each once", item);
        *mask = (uint16_t)(*mask | 1u << states[x]);
    }
    return STATUS_OK;
}

size_t wire_states_put(uint32_t mask, uint32_t *states)
{
    size_t count = 0;
    for (uint32_t j = 0; j < ACTORS_MAX; j++)
        if (mask >> j & 1)
            states[count++] = j;
    return count;
}

char *wire_string(const char *string)
{
    return (char *)(uintptr_t)string;
}

ProtobufCBinaryData wire_bytes(const void *bytes, size_t count)
{
    return (ProtobufCBinaryData){count, (uint8_t *)(uintptr_t)bytes};
}

enum status wire_pack(const ProtobufCMessage *message, size_t max, struct buffer *buffer)
{
    size_t size = protobuf_c_message_get_packed_size(message);
    uint8_t *room = size <= max ? buffer_reserve(buffer, size) : NULL;
    if (!room)
        return STATUS_FULL;
    must(protobuf_c_message_pack(message, room) == size);
    buffer_commit(buffer, size);
    return STATUS_OK;
}

/* protobuf-c says nothing but NULL: whether memory was lacking is noted here. */
static void *give(void *lacking, size_t size)
{
    void *memory = memory_try(size);
    if (!memory)
        *(bool *)lacking = true;
    return memory;
}

static void take_back(void *lacking, void *memory)
{
    (void)lacking;
    free(memory);
}

enum status wire_unpack(const ProtobufCMessageDescriptor *descriptor, const uint8_t *bytes, size_t count,
                        size_t max, ProtobufCMessage **message, struct cause *cause)
{
    if (count > max)
        return status_fail(cause, STATUS_INVALID, "envelope: %zu bytes long; at most %zu are allowed", count,
                           max);
    enum status status = wire_check(descriptor, bytes, count, cause);
    if (status != STATUS_OK)
        return status;
    bool lacking = false;
    ProtobufCAllocator allocator = {.alloc = give, .free = take_back, .allocator_data = &lacking};
    *message = protobuf_c_message_unpack(descriptor, &allocator, count, bytes);
    if (!*message && lacking)
        return memory_lacks(cause, "envelope");
    if (!*message)
        return status_fail(cause, STATUS_INVALID, "envelope: cannot be read as protobuf");
    return STATUS_OK;
}

enum status wire_piece_get(struct cause *cause, const char *what, const ProtobufCBinaryData *bytes,
                           size_t max, uint32_t offset, uint32_t total, const char **text, size_t *size)
{
    int64_t length = (int64_t)bytes->len;
    enum status status = wire_range(cause, "text", length, 0, (int64_t)max);
    if (status == STATUS_OK)
        status = wire_range(cause, "offset", offset, 0, (int64_t)total - length);
    if (status != STATUS_OK)
        return status;
    char *copy = memory_try(memory_sum(bytes->len, 1));
    if (!copy)
        return memory_lacks(cause, what);
    if (bytes->len)
        memcpy(copy, bytes->data, bytes->len);
    copy[bytes->len] = '\0';
    *text = copy;
    *size = bytes->len;
    return STATUS_OK;
}
