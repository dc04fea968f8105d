#include "common/base/siphash.h"

struct sip_state {
    uint64_t v0, v1, v2, v3;
};

static inline uint64_t rotate(uint64_t x, int bits)
{
    return x << bits | x >> (64 - bits);
}

static inline void sip_round(struct sip_state *s)
{
    s->v0 += s->v1;
    s->v2 += s->v3;
    s->v1 = rotate(s->v1, 13) ^ s->v0;
    s->v3 = rotate(s->v3, 16) ^ s->v2;
    s->v0 = rotate(s->v0, 32);
    s->v2 += s->v1;
    s->v0 += s->v3;
    s->v1 = rotate(s->v1, 17) ^ s->v2;
    s->v3 = rotate(s->v3, 21) ^ s->v0;
    s->v2 = rotate(s->v2, 32);
}

struct siphash_key siphash_key_of(const uint8_t bytes[16])
{
    struct siphash_key key = {0, 0};
    for (int i = 7; i >= 0; i--) {
        key.low = key.low << 8 | bytes[i];
        key.high = key.high << 8 | bytes[8 + i];
    }
    return key;
}

static inline struct sip_state sip_begin(struct siphash_key key)
{
    return (struct sip_state){
        key.low ^ 0x736f6d6570736575u,
        key.high ^ 0x646f72616e646f6du,
        key.low ^ 0x6c7967656e657261u,
        key.high ^ 0x7465646279746573u,
    };
}

static inline uint64_t sip_result(const struct sip_state *s)
{
    return s->v0 ^ s->v1 ^ s->v2 ^ s->v3;
}

uint64_t siphash24(struct siphash_key key, const uint64_t *words, size_t count)
{
    struct sip_state s = sip_begin(key);
    for (size_t i = 0; i < count; i++) {
        s.v3 ^= words[i];
        sip_round(&s);
        sip_round(&s);
        s.v0 ^= words[i];
    }
    s.v2 ^= 0xff;
    for (int i = 0; i < 4; i++)
        sip_round(&s);
    return sip_result(&s);
}

void siphash24_pair(struct siphash_key key, const uint64_t *a, const uint64_t *b, size_t count,
                    uint64_t hashes[2])
{
    struct sip_state s = sip_begin(key), z = s;
    for (size_t i = 0; i < count; i++) {
        s.v3 ^= a[i];
        z.v3 ^= b[i];
        for (int round = 0; round < 2; round++) {
            sip_round(&s);
            sip_round(&z);
        }
        s.v0 ^= a[i];
        z.v0 ^= b[i];
    }
    s.v2 ^= 0xff;
    z.v2 ^= 0xff;
    for (int round = 0; round < 4; round++) {
        sip_round(&s);
        sip_round(&z);
    }
    hashes[0] = sip_result(&s);
    hashes[1] = sip_result(&z);
}
