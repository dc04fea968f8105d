#include "common/rules/dice.h"

uint64_t dice_bits(struct siphash_key key, struct draw draw)
{
    const uint64_t words[3] = {
        draw.turn | (uint64_t)draw.phase << 32, draw.i | (uint64_t)draw.j << 32,
        draw.k | (uint64_t)20 << 56, /* 20 bytes: the message's length */
    };
    return siphash24(key, words, 3);
}

int64_t dice_below(struct siphash_key key, struct draw draw, int64_t n)
{
    return (int64_t)((dice_bits(key, draw) >> 32) * (uint64_t)n >> 32);
}

int64_t dice_error(struct siphash_key key, struct draw draw, int64_t h)
{
    uint64_t bits = dice_bits(key, draw), sides = (uint64_t)h + 1;
    return (int64_t)((bits >> 32) * sides >> 32) + (int64_t)((bits & 0xffffffffu) * sides >> 32) - h;
}
