#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/base/id.h"

static void written_as_hex(void **state)
{
    (void)state;
    struct id id;
    char hex[ID_HEX_SIZE];
    for (int byte = 0; byte < ID_SIZE; byte++)
        id.bytes[byte] = (uint8_t)(byte * 17);
    assert_ptr_equal(id_hex(&id, hex), hex);
    assert_string_equal(hex, "00112233445566778899aabbccddeeff");
}

static void equal_in_every_byte(void **state)
{
    (void)state;
    struct id zero = {{0}}, other = zero;
    assert_true(id_is_zero(&zero));
    for (int byte = 0; byte < ID_SIZE; byte++) {
        assert_true(id_equal(&zero, &other));
        other.bytes[byte] = 0x80;
        assert_false(id_equal(&zero, &other));
        assert_false(id_is_zero(&other));
        other.bytes[byte] = 0;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(written_as_hex),
        cmocka_unit_test(equal_in_every_byte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
