/* A growable byte buffer with a hard cap: write at the end, consume from the front.
 *
 * Owner: whoever holds the struct; `buffer_free` gives the memory back and leaves an empty buffer that may be
 * used again. An empty buffer holds no heap memory after `buffer_consume` took its last byte, so idle links
 * cost nothing. Not shared between threads. Out of memory ends the process, unless the buffer `refuses`. */
#ifndef SPIRAL_BASE_BUFFER_H
#define SPIRAL_BASE_BUFFER_H

#include "common/base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buffer {
    uint8_t *memory;
    size_t start;    /* first unread byte */
    size_t end;      /* one past the last byte */
    size_t capacity; /* bytes at memory */
    size_t cap;      /* unread bytes that may never be exceeded */
    bool refuses;    /* out of memory is a failure of the write; set by the owner of an empty one */
};

struct buffer buffer_with_cap(size_t cap);
void buffer_free(struct buffer *buffer);
size_t buffer_length(const struct buffer *buffer);
/* Borrowed until the next call that changes the buffer; NULL when empty. */
const uint8_t *buffer_bytes(const struct buffer *buffer);
/* STATUS_FULL, and nothing written, when the cap would be exceeded; STATUS_MEMORY where it refuses. */
MUST_USE enum status buffer_write(struct buffer *buffer, const void *bytes, size_t count);
/* Room for `count` more bytes to be filled by the caller and added by buffer_commit; NULL when over the cap.
 */
uint8_t *buffer_reserve(struct buffer *buffer, size_t count);
void buffer_commit(struct buffer *buffer, size_t count);
/* `count` is at most buffer_length. */
void buffer_consume(struct buffer *buffer, size_t count);

#endif
