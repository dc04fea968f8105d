/* SipHash-2-4 (Aumasson and Bernstein 2012): a keyed pseudorandom function of short messages.
 * Pure; any thread. */
#ifndef SPIRAL_BASE_SIPHASH_H
#define SPIRAL_BASE_SIPHASH_H

#include <stddef.h>
#include <stdint.h>

struct siphash_key {
    uint64_t low, high; /* bytes 0..7 and 8..15 of the key, little-endian */
};

struct siphash_key siphash_key_of(const uint8_t bytes[16]);

/* `words` are the message blocks; the last one carries the length of the message in its top byte, as the
 * algorithm asks for. */
uint64_t siphash24(struct siphash_key key, const uint64_t *words, size_t count);

/* Two messages of the same length at once: a round waits for the one before it, so that a second message
 * costs little more time. */
void siphash24_pair(struct siphash_key key, const uint64_t *a, const uint64_t *b, size_t count,
                    uint64_t hashes[2]);

#endif
