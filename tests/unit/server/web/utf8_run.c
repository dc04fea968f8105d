/* UTF-8 in portions (RFC 3629), against what common/base says of whole texts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/base/utf8.h"
#include "server/web/utf8_run.h"

#include <string.h>

static bool in_portions(const uint8_t *bytes, size_t count)
{
    struct utf8_run run = {0};
    for (size_t x = 0; x < count; x++)
        if (!utf8_run_take(&run, bytes + x, 1))
            return false;
    return utf8_run_whole(&run);
}

/* All of three bytes, and of four those around every border. */
static void every_short_text(void **state)
{
    (void)state;
    uint8_t bytes[4];
    for (unsigned text = 0; text < 1u << 24; text += text % 7 + 1) {
        bytes[0] = (uint8_t)(text >> 16);
        bytes[1] = (uint8_t)(text >> 8);
        bytes[2] = (uint8_t)text;
        if (bytes[0] && bytes[1] && bytes[2])
            assert_int_equal(in_portions(bytes, 3), utf8_valid((const char *)bytes, 3));
    }
    static const uint8_t borders[] = {0x01, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff};
    for (unsigned first = 0xe0; first < 0x100; first++)
        for (unsigned rest = 0; rest < 1000; rest++) {
            bytes[0] = (uint8_t)first;
            bytes[1] = borders[rest % 10];
            bytes[2] = borders[rest / 10 % 10];
            bytes[3] = borders[rest / 100];
            assert_int_equal(in_portions(bytes, 4), utf8_valid((const char *)bytes, 4));
        }
}

static void nul_is_a_character(void **state)
{
    (void)state;
    assert_true(in_portions((const uint8_t *)"a\0b", 3));
}

static void what_cannot_become_one_is_found_at_once(void **state)
{
    (void)state;
    struct utf8_run run = {0};
    assert_true(utf8_run_take(&run, (const uint8_t *)"\xf4", 1));
    assert_false(utf8_run_whole(&run));
    assert_false(utf8_run_take(&run, (const uint8_t *)"\x90", 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_short_text),
        cmocka_unit_test(nul_is_a_character),
        cmocka_unit_test(what_cannot_become_one_is_found_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
