#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/link/link.h"
#include "identity.h"

#include <openssl/pem.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static struct identity identity;

static int setup(void **state)
{
    (void)state;
    identity_make(&identity);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    identity_remove(&identity);
    return 0;
}

static void expect_failure(const char *certificate, const char *key, enum status expected, const char *named)
{
    struct link_context *context = NULL;
    struct cause cause = {""};
    assert_int_equal(link_context_server(certificate, key, &context, &cause), expected);
    assert_null(context);
    assert_non_null(strstr(cause.text, named));
}

static void fingerprint_is_that_of_the_key(void **state)
{
    (void)state;
    struct link_context *context;
    struct cause cause;
    assert_int_equal(link_context_server(identity.certificate, identity.key, &context, &cause), STATUS_OK);
    FILE *file = fopen(identity.key, "r");
    EVP_PKEY *key = PEM_read_PrivateKey(file, NULL, NULL, NULL);
    fclose(file);
    unsigned char *der = NULL;
    int size = i2d_PUBKEY(key, &der);
    struct digest expected = digest_of(der, (size_t)size);
    struct digest actual = link_context_fingerprint(context);
    assert_memory_equal(actual.bytes, expected.bytes, DIGEST_SIZE);
    OPENSSL_free(der);
    EVP_PKEY_free(key);
    link_context_destroy(context);
}

static void missing_files_are_named(void **state)
{
    (void)state;
    expect_failure("/nowhere/c.pem", identity.key, STATUS_NOT_FOUND, "/nowhere/c.pem");
    expect_failure(identity.certificate, "/nowhere/k.pem", STATUS_NOT_FOUND, "/nowhere/k.pem");
}

static void unusable_files_are_named(void **state)
{
    (void)state;
    char path[96];
    identity_write(&identity, "garbage.pem", "not PEM\n", path);
    expect_failure(path, identity.key, STATUS_INVALID, path);
    expect_failure(identity.certificate, path, STATUS_INVALID, path);
    unlink(path);
}

static void key_of_another_certificate(void **state)
{
    (void)state;
    expect_failure(identity.certificate, identity.other_key, STATUS_INVALID, "does not belong");
}

static void encrypted_key_never_asks(void **state)
{
    (void)state;
    char path[96];
    snprintf(path, sizeof path, "%s/sealed.pem", identity.directory);
    FILE *file = fopen(identity.key, "r");
    EVP_PKEY *key = PEM_read_PrivateKey(file, NULL, NULL, NULL);
    fclose(file);
    file = fopen(path, "w");
    assert_int_equal(PEM_write_PKCS8PrivateKey(file, key, EVP_aes_128_cbc(), "secret", 6, NULL, NULL), 1);
    fclose(file);
    expect_failure(identity.certificate, path, STATUS_INVALID, "passphrase");
    EVP_PKEY_free(key);
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fingerprint_is_that_of_the_key), cmocka_unit_test(missing_files_are_named),
        cmocka_unit_test(unusable_files_are_named),       cmocka_unit_test(key_of_another_certificate),
        cmocka_unit_test(encrypted_key_never_asks),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
