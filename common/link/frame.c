#include "common/link/frame.h"

#include "common/base/memory.h"
#include "common/base/must.h"

#include <string.h>

struct frame_cutter frame_cutter_of(size_t payload_max, size_t waiting_max)
{
    struct frame_cutter cutter = {.waiting = buffer_with_cap(waiting_max), .payload_max = payload_max};
    cutter.waiting.refuses = true; /* the end of one link, not of the process */
    return cutter;
}

void frame_cutter_free(struct frame_cutter *cutter)
{
    buffer_free(&cutter->waiting);
    *cutter = frame_cutter_of(cutter->payload_max, cutter->waiting.cap);
}

static void take_back(struct frame_cutter *cutter)
{
    buffer_consume(&cutter->waiting, cutter->lent);
    cutter->lent = 0;
}

static size_t announced(const uint8_t header[LINK_FRAME_HEADER])
{
    return (size_t)header[0] << 24 | (size_t)header[1] << 16 | (size_t)header[2] << 8 | header[3];
}

static enum status keep(struct frame_cutter *cutter, const uint8_t *bytes, size_t count, struct cause *cause)
{
    enum status status = buffer_write(&cutter->waiting, bytes, count);
    if (status == STATUS_MEMORY)
        return memory_lacks(cause, "a frame");
    if (status != STATUS_OK)
        return status_fail(cause, STATUS_FULL, "more than %zu bytes of frames wait to be read",
                           cutter->waiting.cap);
    return STATUS_OK;
}

static void end_frame(struct frame_cutter *cutter)
{
    cutter->whole++;
    cutter->header_size = 0;
}

static enum status begin_payload(struct frame_cutter *cutter, struct cause *cause)
{
    size_t length = announced(cutter->header);
    if (length > cutter->payload_max)
        return status_fail(cause, STATUS_INVALID,
                           "a frame of %zu bytes was announced; at most %zu are allowed", length,
                           cutter->payload_max);
    enum status status = keep(cutter, cutter->header, LINK_FRAME_HEADER, cause);
    if (status != STATUS_OK)
        return status;
    cutter->missing = length;
    if (length == 0)
        end_frame(cutter);
    return STATUS_OK;
}

enum status frame_cutter_feed(struct frame_cutter *cutter, const uint8_t *bytes, size_t count,
                              struct cause *cause)
{
    take_back(cutter);
    while (count > 0) {
        bool in_header = cutter->header_size < LINK_FRAME_HEADER;
        size_t wanted = in_header ? (size_t)(LINK_FRAME_HEADER - cutter->header_size) : cutter->missing;
        size_t part = count < wanted ? count : wanted;
        enum status status = STATUS_OK;
        if (in_header) {
            memcpy(cutter->header + cutter->header_size, bytes, part);
            cutter->header_size = (uint8_t)(cutter->header_size + part);
            if (cutter->header_size == LINK_FRAME_HEADER)
                status = begin_payload(cutter, cause);
        } else {
            status = keep(cutter, bytes, part, cause);
            cutter->missing -= part;
            if (cutter->missing == 0 && status == STATUS_OK)
                end_frame(cutter);
        }
        if (status != STATUS_OK)
            return status;
        bytes += part;
        count -= part;
    }
    return STATUS_OK;
}

bool frame_cutter_next(struct frame_cutter *cutter, const uint8_t **payload, size_t *count)
{
    take_back(cutter);
    if (cutter->whole == 0)
        return false;
    const uint8_t *frame = buffer_bytes(&cutter->waiting);
    *payload = frame + LINK_FRAME_HEADER;
    *count = announced(frame);
    cutter->lent = LINK_FRAME_HEADER + *count;
    cutter->whole--;
    return true;
}

void frame_header_put(uint8_t header[LINK_FRAME_HEADER], size_t count)
{
    must(count <= UINT32_MAX);
    for (int i = 0; i < LINK_FRAME_HEADER; i++)
        header[i] = (uint8_t)(count >> (8 * (LINK_FRAME_HEADER - 1 - i)));
}
