/* Cuts a stream of bytes into frames: a 4-byte big-endian length, then so many bytes of payload.
 *
 * Bytes may arrive in any portions. Memory grows with what was received, never with what was announced.
 * Owner: the link that embeds it. Pure but for its buffer; not shared between threads. */
#ifndef SPIRAL_LINK_FRAME_H
#define SPIRAL_LINK_FRAME_H

#include "common/base/buffer.h"
#include "common/link/link.h"

struct frame_cutter {
    struct buffer waiting; /* frames with their headers; the last one may be incomplete */
    size_t payload_max;    /* bytes */
    size_t missing;        /* payload bytes of the incomplete frame still to come */
    size_t whole;          /* complete frames in waiting, without the lent one */
    size_t lent;           /* bytes at the front of waiting that frame_cutter_next gave out */
    uint8_t header[LINK_FRAME_HEADER];
    uint8_t header_size; /* bytes of the header that have arrived */
};

/* `waiting_max` bounds the bytes that are kept for the reader, headers included. */
struct frame_cutter frame_cutter_of(size_t payload_max, size_t waiting_max);
void frame_cutter_free(struct frame_cutter *cutter);

/* STATUS_INVALID: a length above payload_max was announced. STATUS_FULL: the reader left too much waiting.
 * STATUS_MEMORY: there is none for it. All are final; whole frames before the offending one can still be
 * taken. */
MUST_USE enum status frame_cutter_feed(struct frame_cutter *cutter, const uint8_t *bytes, size_t count,
                                       struct cause *cause);

/* The next payload, borrowed until the next call on the cutter; false when none is complete. */
bool frame_cutter_next(struct frame_cutter *cutter, const uint8_t **payload, size_t *count);

/* Writes the header of a payload of `count` bytes. */
void frame_header_put(uint8_t header[LINK_FRAME_HEADER], size_t count);

#endif
