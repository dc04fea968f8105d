#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/base/siphash.h"

/* The key 00 01 .. 0f of the paper. */
static struct siphash_key paper_key(void)
{
    uint8_t bytes[16];
    for (int i = 0; i < 16; i++)
        bytes[i] = (uint8_t)i;
    return siphash_key_of(bytes);
}

static void key_bytes_are_little_endian(void **state)
{
    (void)state;
    struct siphash_key key = paper_key();
    assert_int_equal(key.low, 0x0706050403020100u);
    assert_int_equal(key.high, 0x0f0e0d0c0b0a0908u);
}

/* Messages 00 01 02 ... of 15, 0 and 8 bytes; the first is worked through in the paper's appendix A. */
static void published_vectors(void **state)
{
    (void)state;
    const uint64_t fifteen[] = {0x0706050403020100u, 0x0f0e0d0c0b0a0908u};
    const uint64_t none[] = {0};
    const uint64_t eight[] = {0x0706050403020100u, 0x0800000000000000u};
    assert_true(siphash24(paper_key(), fifteen, 2) == 0xa129ca6149be45e5u);
    assert_true(siphash24(paper_key(), none, 1) == 0x726fdb47dd0e0e31u);
    assert_true(siphash24(paper_key(), eight, 2) == 0x93f5f5799a932462u);
}

static void each_bit_of_key_and_message_counts(void **state)
{
    (void)state;
    struct siphash_key key = paper_key();
    uint64_t words[3] = {1, 2, 3}, same = siphash24(key, words, 3);
    for (int bit = 0; bit < 64; bit++) {
        struct siphash_key low = {key.low ^ (uint64_t)1 << bit, key.high};
        struct siphash_key high = {key.low, key.high ^ (uint64_t)1 << bit};
        assert_true(siphash24(low, words, 3) != same);
        assert_true(siphash24(high, words, 3) != same);
        for (int word = 0; word < 3; word++) {
            words[word] ^= (uint64_t)1 << bit;
            assert_true(siphash24(key, words, 3) != same);
            words[word] ^= (uint64_t)1 << bit;
        }
    }
}

static void a_pair_is_two_of_one(void **state)
{
    (void)state;
    const uint64_t a[3] = {1, 2, 3}, b[3] = {UINT64_MAX, 5, (uint64_t)20 << 56};
    for (size_t count = 0; count <= 3; count++) {
        uint64_t hashes[2];
        siphash24_pair(paper_key(), a, b, count, hashes);
        assert_true(hashes[0] == siphash24(paper_key(), a, count));
        assert_true(hashes[1] == siphash24(paper_key(), b, count));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(key_bytes_are_little_endian),
        cmocka_unit_test(published_vectors),
        cmocka_unit_test(each_bit_of_key_and_message_counts),
        cmocka_unit_test(a_pair_is_two_of_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
