/* Chance of one run: the same numbers from the same seed (splitmix64). A plain value; any thread. */
#ifndef SPIRAL_TESTS_INTERFERENCE_LOT_H
#define SPIRAL_TESTS_INTERFERENCE_LOT_H

#include "common/base/id.h"

#include <stdint.h>

struct lot {
    uint64_t state;
};

/* 0..below-1; `below` is at least 1. */
static inline uint64_t lot_draw(struct lot *lot, uint64_t below)
{
    uint64_t z = lot->state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (z ^ (z >> 31)) % below;
}

static inline struct id lot_id(struct lot *lot)
{
    struct id id;
    for (int x = 0; x < ID_SIZE; x++)
        id.bytes[x] = (uint8_t)lot_draw(lot, 256);
    return id;
}

#endif
