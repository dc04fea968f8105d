/* SHA-256 by OpenSSL, one-shot and in pieces. A context belongs to its creator; not shared between threads.
 */
#ifndef SPIRAL_BASE_DIGEST_H
#define SPIRAL_BASE_DIGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DIGEST_SIZE = 32 };

struct digest {
    uint8_t bytes[DIGEST_SIZE];
};

/* In constant time: for comparing secrets. */
bool digest_equal(const struct digest *a, const struct digest *b);

struct digest digest_of(const void *bytes, size_t count);

struct digest_stream;
struct digest_stream *digest_begin(void);
void digest_add(struct digest_stream *stream, const void *bytes, size_t count);
/* Gives the digest and frees the stream. */
struct digest digest_end(struct digest_stream *stream);

#endif
