/* Sizes in classes: whoever sees how long frames are learns a class, and not how much was said. */
#include "common/wire/wire.h"

#include "common/base/must.h"

#include <string.h>

enum {
    CLASS_SMALLEST = 128,
    CLASS_STEPS = 4,    /* from one power of two to the next */
    PADDING_FIELD = 31, /* of both envelopes */
    PADDING_TAG = 0xfa, /* its tag's first byte: with a length; the second one is 1 */
    PADDING_TAG_SIZE = 2,
    LENGTH_SIZE_MAX = 3, /* bytes of a length below two million */
    NO_ROOM = -1,
};

static_assert((PADDING_FIELD << 3 | 2) == (1 << 7 | (PADDING_TAG & 0x7f)), "the tag is that of the field");
static_assert((int)WIRE_TO_CLIENT_MAX < 1 << 7 * LENGTH_SIZE_MAX, "every length fits");

size_t wire_size_class(size_t size)
{
    size_t power = CLASS_SMALLEST;
    if (size <= CLASS_SMALLEST)
        return CLASS_SMALLEST;
    while (2 * power < size)
        power *= 2;
    size_t step = power / CLASS_STEPS;
    return power + (size - power + step - 1) / step * step;
}

static int length_size(long length)
{
    return length < 1 << 7 ? 1 : length < 1 << 14 ? 2 : 3;
}

/* How many bytes of padding fill the gap together with tag and length. Few gaps cannot be filled: those
 * shorter than tag and length, and those where one byte more makes the length a byte longer. */
static long padding_for(size_t gap)
{
    for (int size = 1; size <= LENGTH_SIZE_MAX; size++) {
        long length = (long)gap - PADDING_TAG_SIZE - size;
        if (length >= 0 && length_size(length) == size)
            return length;
    }
    return NO_ROOM;
}

static void append(struct buffer *buffer, size_t gap, long length)
{
    uint8_t *room = buffer_reserve(buffer, gap);
    must(room != NULL);
    memset(room, 0, gap);
    room[0] = PADDING_TAG;
    room[1] = 1;
    int size = length_size(length);
    for (int x = 0; x < size; x++)
        room[PADDING_TAG_SIZE + x] = (uint8_t)((length >> 7 * x & 0x7f) | (x + 1 < size ? 0x80 : 0));
    buffer_commit(buffer, gap);
}

void wire_pad(struct buffer *buffer)
{
    size_t size = buffer_length(buffer), most = buffer->cap;
    for (size_t class = wire_size_class(size); class <= most; class = wire_size_class(class + 1)) {
        if (class == size)
            return;
        long length = padding_for(class - size);
        if (length == NO_ROOM)
            continue;
        append(buffer, class - size, length);
        return;
    }
}
