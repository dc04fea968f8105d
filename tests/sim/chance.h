/* The only source of chance in a simulation: one seed, one course. Splitmix64; a value, one thread. */
#ifndef SPIRAL_TESTS_SIM_CHANCE_H
#define SPIRAL_TESTS_SIM_CHANCE_H

#include "common/base/id.h"

#include <stdbool.h>
#include <stdint.h>

struct chance {
    uint64_t state;
};

static inline uint64_t chance_draw(struct chance *chance)
{
    uint64_t z = chance->state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* 0..n-1; n > 0. */
static inline uint64_t chance_below(struct chance *chance, uint64_t n)
{
    return (chance_draw(chance) >> 16) % n;
}

static inline uint64_t chance_between(struct chance *chance, uint64_t low, uint64_t high)
{
    return low + chance_below(chance, high - low + 1);
}

/* True that often in a thousand. */
static inline bool chance_permille(struct chance *chance, uint32_t permille)
{
    return chance_below(chance, 1000) < permille;
}

static inline void chance_bytes(struct chance *chance, void *bytes, unsigned long count)
{
    uint8_t *to = bytes;
    for (unsigned long x = 0; x < count; x++)
        to[x] = (uint8_t)(chance_draw(chance) >> 32);
}

static inline struct id chance_id(struct chance *chance)
{
    struct id id;
    chance_bytes(chance, id.bytes, ID_SIZE);
    return id;
}

#endif
