/* Keyed dice: a draw is a function of (key, turn, phase, i, j, k) and of nothing else.
 *
 * There is no generator state, so nothing shifts when a draw is added and a replay may begin at any turn. The
 * key is secret while a world runs and committed to before it begins. Pure; any thread. */
#ifndef SPIRAL_RULES_DICE_H
#define SPIRAL_RULES_DICE_H

#include "common/base/siphash.h"

#include <stdint.h>

/* Phases of a turn; also the second word of a draw. */
enum phase {
    PHASE_SETUP,
    PHASE_DIPLOMACY,
    PHASE_ECONOMY,
    PHASE_SIGNALS,
    PHASE_WAR,
    PHASE_AFTERMATH,
    PHASE_INTEL,
    PHASE_ASSESSMENT,
    PHASE_SCORE,
    PHASE_END,
    PHASE_DOCTRINE,
    PHASE_LEAK,
    PHASE_BOT,
};

enum { DICE_KEY_SIZE = 16 };

struct draw {
    uint32_t turn, phase, i, j, k;
};

/* 64 keyed bits of the tuple, hashed as five little-endian 32-bit words. */
uint64_t dice_bits(struct siphash_key key, struct draw draw);

/* Uniform in 0..n-1 by multiply-shift on the upper 32 bits; 1 <= n < 2^32. */
int64_t dice_below(struct siphash_key key, struct draw draw, int64_t n);

/* Triangular in -h..h: two uniforms 0..h from the two halves, minus h; 0 <= h < 2^31. */
int64_t dice_error(struct siphash_key key, struct draw draw, int64_t h);

/* dice_error of the draw and of the same with k + 1. */
void dice_error_pair(struct siphash_key key, struct draw draw, int64_t h, int64_t errors[2]);

#endif
