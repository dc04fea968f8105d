/* Seeds are what people write down: the keys they give are part of the record for good. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/record/record.h"

#include <string.h>

/* The first 16 bytes of SHA-256 of "spiral seed N", and of "spiral seed N game G" from game 1 on, computed
 * outside. */
static void keys_are_fixed(void **state)
{
    static const struct {
        uint64_t seed, game;
        const char *key;
    } cases[] = {
        {1, 0, "52705ed02edcdc0c53f6e4b191bbbab1"},    {0, 0, "36b98b052cd985a528b3ce104f00f7d9"},
        {42, 0, "33eee4bde3922bc3595c1e5f2bff8a25"},   {1, 1, "eaf29d345f06121f9a1cae939cda06ff"},
        {1, 1500, "504c8e7a9bc3cc96d77a7f66d2b7f17b"}, {11, 1, "3dac8aedbea8182ba0ce31cdd42622e1"},
        {1, 11, "33ebe95d4044cff1ce6e96e51e9bcc81"},
    };
    (void)state;
    for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
        uint8_t key[DICE_KEY_SIZE], wanted[DICE_KEY_SIZE];
        record_seed_key(cases[c].seed, cases[c].game, key);
        assert_true(slice_hex(slice_of(cases[c].key), wanted, sizeof wanted));
        assert_memory_equal(key, wanted, sizeof key);
    }
}

/* No two games share their dice, whatever the seeds: not even at the ends of the numbers. */
static void games_have_keys_of_their_own(void **state)
{
    static const uint64_t numbers[] = {0, 1, 2, 10, 11, 110, UINT32_MAX, INT64_MAX, UINT64_MAX};
    enum { COUNT = sizeof numbers / sizeof numbers[0] };
    static uint8_t keys[COUNT * COUNT][DICE_KEY_SIZE];
    (void)state;
    for (int s = 0; s < COUNT; s++)
        for (int g = 0; g < COUNT; g++)
            record_seed_key(numbers[s], numbers[g], keys[COUNT * s + g]);
    for (int a = 0; a < COUNT * COUNT; a++)
        for (int b = 0; b < a; b++)
            assert_memory_not_equal(keys[a], keys[b], DICE_KEY_SIZE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_are_fixed),
        cmocka_unit_test(games_have_keys_of_their_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
