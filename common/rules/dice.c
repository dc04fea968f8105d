#include "common/rules/dice.h"

enum { DRAW_WORDS = 3 };

static inline void draw_words(struct draw draw, uint64_t words[DRAW_WORDS])
{
    words[0] = draw.turn | (uint64_t)draw.phase << 32;
    words[1] = draw.i | (uint64_t)draw.j << 32;
    words[2] = draw.k | (uint64_t)20 << 56; /* 20 bytes: the message's length */
}

static inline int64_t error_of(uint64_t bits, int64_t h)
{
    uint64_t sides = (uint64_t)h + 1;
    return (int64_t)((bits >> 32) * sides >> 32) + (int64_t)((bits & 0xffffffffu) * sides >> 32) - h;
}

uint64_t dice_bits(struct siphash_key key, struct draw draw)
{
    uint64_t words[DRAW_WORDS];
    draw_words(draw, words);
    return siphash24(key, words, DRAW_WORDS);
}

int64_t dice_below(struct siphash_key key, struct draw draw, int64_t n)
{
    return (int64_t)((dice_bits(key, draw) >> 32) * (uint64_t)n >> 32);
}

int64_t dice_error(struct siphash_key key, struct draw draw, int64_t h)
{
    return error_of(dice_bits(key, draw), h);
}

void dice_error_pair(struct siphash_key key, struct draw draw, int64_t h, int64_t errors[2])
{
    uint64_t first[DRAW_WORDS], second[DRAW_WORDS], bits[2];
    draw_words(draw, first);
    draw.k++;
    draw_words(draw, second);
    siphash24_pair(key, first, second, DRAW_WORDS, bits);
    errors[0] = error_of(bits[0], h);
    errors[1] = error_of(bits[1], h);
}
