/* What a fuzzer takes from the front of its input: choices first, then what is chosen for. Past the end of an
 * input everything is 0. A value in the caller's space. */
#ifndef SPIRAL_TESTS_FUZZ_TAKE_H
#define SPIRAL_TESTS_FUZZ_TAKE_H

#include <stddef.h>
#include <stdint.h>

struct take {
    const uint8_t *at;
    size_t left;
};

static inline uint8_t take_byte(struct take *take)
{
    if (take->left == 0)
        return 0;
    take->left--;
    return *take->at++;
}

/* Little-endian; `count` is at most 8. */
static inline uint64_t take_number(struct take *take, int count)
{
    uint64_t number = 0;
    for (int x = 0; x < count; x++)
        number |= (uint64_t)take_byte(take) << (8 * x);
    return number;
}

/* Up to `count` bytes, borrowed; how many there are goes to `size`. */
static inline const uint8_t *take_bytes(struct take *take, size_t count, size_t *size)
{
    const uint8_t *bytes = take->at;
    *size = count < take->left ? count : take->left;
    take->at += *size;
    take->left -= *size;
    return bytes;
}

#endif
