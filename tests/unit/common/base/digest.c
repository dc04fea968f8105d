#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/base/digest.h"
#include "common/base/text.h"

#include <string.h>

/* The examples of FIPS 180-4. */
static const char empty[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
static const char abc[] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
static const char two_blocks[] = "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1";
static const char million_a[] = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";

static const char two_blocks_text[] = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";

static void expect_digest(struct digest digest, const char *hex)
{
    char memory[2 * DIGEST_SIZE + 1];
    struct text text = text_over(memory, sizeof memory);
    text_put_hex(&text, digest.bytes, DIGEST_SIZE);
    assert_string_equal(memory, hex);
}

static void known_messages(void **state)
{
    (void)state;
    expect_digest(digest_of("", 0), empty);
    expect_digest(digest_of("abc", 3), abc);
    expect_digest(digest_of(two_blocks_text, strlen(two_blocks_text)), two_blocks);
}

static void any_pieces_give_the_same(void **state)
{
    (void)state;
    expect_digest(digest_end(digest_begin()), empty);
    for (size_t piece = 1; piece <= strlen(two_blocks_text); piece++) {
        struct digest_stream *stream = digest_begin();
        for (size_t at = 0; at < strlen(two_blocks_text); at += piece) {
            size_t left = strlen(two_blocks_text) - at;
            digest_add(stream, two_blocks_text + at, left < piece ? left : piece);
        }
        expect_digest(digest_end(stream), two_blocks);
    }
}

static void a_long_stream(void **state)
{
    (void)state;
    char block[1000];
    memset(block, 'a', sizeof block);
    struct digest_stream *stream = digest_begin();
    for (int i = 0; i < 1000; i++)
        digest_add(stream, block, sizeof block);
    expect_digest(digest_end(stream), million_a);
}

static void equal_in_every_byte(void **state)
{
    (void)state;
    struct digest a = digest_of("abc", 3), b = a;
    assert_true(digest_equal(&a, &b));
    for (int byte = 0; byte < DIGEST_SIZE; byte++) {
        b.bytes[byte] ^= 1;
        assert_false(digest_equal(&a, &b));
        b.bytes[byte] ^= 1;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_messages),
        cmocka_unit_test(any_pieces_give_the_same),
        cmocka_unit_test(a_long_stream),
        cmocka_unit_test(equal_in_every_byte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
