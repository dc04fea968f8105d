#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/link/link.h"
#include "server/net/certificate.h"

#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char directory[64], certificate_path[96], key_path[96];

static int setup(void **state)
{
    (void)state;
    snprintf(directory, sizeof directory, "/tmp/spiral-cert-XXXXXX");
    if (!mkdtemp(directory))
        return -1;
    snprintf(certificate_path, sizeof certificate_path, "%s/certificate.pem", directory);
    snprintf(key_path, sizeof key_path, "%s/key.pem", directory);
    return 0;
}

/* Also a check that no temporary file stayed. */
static int teardown(void **state)
{
    (void)state;
    unlink(certificate_path);
    unlink(key_path);
    return rmdir(directory);
}

static mode_t mode_of(const char *path)
{
    struct stat about;
    assert_int_equal(stat(path, &about), 0);
    return about.st_mode & 07777;
}

static X509 *read_certificate(void)
{
    FILE *file = fopen(certificate_path, "r");
    assert_non_null(file);
    X509 *certificate = PEM_read_X509(file, NULL, NULL, NULL);
    fclose(file);
    assert_non_null(certificate);
    return certificate;
}

static void made_when_neither_exists(void **state)
{
    (void)state;
    struct cause cause = {""};
    mode_t before = umask(0);
    assert_int_equal(certificate_ensure(certificate_path, key_path, &cause), STATUS_OK);
    umask(before);
    assert_int_equal(mode_of(key_path), 0600);
    assert_int_equal(mode_of(certificate_path), 0644);
    struct link_context *context;
    assert_int_equal(link_context_server(certificate_path, key_path, &context, &cause), STATUS_OK);
    link_context_destroy(context);
}

static void good_for_this_machine_and_ten_years(void **state)
{
    (void)state;
    struct cause cause = {""};
    assert_int_equal(certificate_ensure(certificate_path, key_path, &cause), STATUS_OK);
    X509 *certificate = read_certificate();
    assert_int_equal(X509_get_version(certificate), X509_VERSION_3);
    assert_int_equal(X509_check_host(certificate, "localhost", 0, 0, NULL), 1);
    assert_int_equal(X509_check_host(certificate, "example.org", 0, 0, NULL), 0);
    assert_int_equal(X509_check_ip_asc(certificate, "127.0.0.1", 0), 1);
    assert_int_equal(X509_check_ip_asc(certificate, "::1", 0), 1);
    assert_true(X509_get_extended_key_usage(certificate) == XKU_SSL_SERVER);
    int days = 0, seconds = 0;
    assert_int_equal(ASN1_TIME_diff(&days, &seconds, NULL, X509_get0_notAfter(certificate)), 1);
    assert_in_range(days, CERTIFICATE_DAYS - 1, CERTIFICATE_DAYS);
    assert_true(X509_cmp_current_time(X509_get0_notBefore(certificate)) < 0);
    EVP_PKEY *key = X509_get0_pubkey(certificate);
    assert_int_equal(EVP_PKEY_get_base_id(key), EVP_PKEY_EC);
    assert_int_equal(EVP_PKEY_get_bits(key), 256);
    assert_int_equal(X509_verify(certificate, key), 1);
    X509_free(certificate);
}

static void kept_when_both_exist(void **state)
{
    (void)state;
    struct cause cause = {""};
    assert_int_equal(certificate_ensure(certificate_path, key_path, &cause), STATUS_OK);
    X509 *first = read_certificate();
    assert_int_equal(certificate_ensure(certificate_path, key_path, &cause), STATUS_OK);
    X509 *second = read_certificate();
    assert_int_equal(X509_cmp(first, second), 0);
    X509_free(first);
    X509_free(second);
}

static void two_certificates_differ_in_number(void **state)
{
    (void)state;
    struct cause cause = {""};
    assert_int_equal(certificate_ensure(certificate_path, key_path, &cause), STATUS_OK);
    X509 *first = read_certificate();
    unlink(certificate_path);
    unlink(key_path);
    assert_int_equal(certificate_ensure(certificate_path, key_path, &cause), STATUS_OK);
    X509 *second = read_certificate();
    assert_int_not_equal(ASN1_INTEGER_cmp(X509_get0_serialNumber(first), X509_get0_serialNumber(second)), 0);
    X509_free(first);
    X509_free(second);
}

static void one_missing_is_named(void **state)
{
    (void)state;
    struct cause cause = {""};
    assert_int_equal(certificate_ensure(certificate_path, key_path, &cause), STATUS_OK);
    unlink(key_path);
    assert_int_equal(certificate_ensure(certificate_path, key_path, &cause), STATUS_NOT_FOUND);
    assert_non_null(strstr(cause.text, key_path));
    unlink(certificate_path);
    assert_int_equal(certificate_ensure(certificate_path, key_path, &cause), STATUS_OK);
    unlink(certificate_path);
    assert_int_equal(certificate_ensure(certificate_path, key_path, &cause), STATUS_NOT_FOUND);
    assert_non_null(strstr(cause.text, certificate_path));
}

static void a_missing_directory_is_named(void **state)
{
    (void)state;
    struct cause cause = {""};
    assert_int_equal(certificate_ensure(certificate_path, "/nowhere/at/all/key.pem", &cause),
                     STATUS_NOT_FOUND);
    assert_non_null(strstr(cause.text, "/nowhere/at/all/key.pem"));
    /* the key that was written before the failure does not stay alone */
    assert_int_equal(certificate_ensure("/nowhere/at/all/c.pem", key_path, &cause), STATUS_NOT_FOUND);
    assert_non_null(strstr(cause.text, "/nowhere/at/all/c.pem"));
    assert_int_equal(access(key_path, F_OK), -1);
}

static void a_directory_is_no_file(void **state)
{
    (void)state;
    struct cause cause = {""};
    assert_int_equal(certificate_ensure(directory, key_path, &cause), STATUS_INVALID);
    assert_non_null(strstr(cause.text, directory));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(made_when_neither_exists, setup, teardown),
        cmocka_unit_test_setup_teardown(good_for_this_machine_and_ten_years, setup, teardown),
        cmocka_unit_test_setup_teardown(kept_when_both_exist, setup, teardown),
        cmocka_unit_test_setup_teardown(two_certificates_differ_in_number, setup, teardown),
        cmocka_unit_test_setup_teardown(one_missing_is_named, setup, teardown),
        cmocka_unit_test_setup_teardown(a_missing_directory_is_named, setup, teardown),
        cmocka_unit_test_setup_teardown(a_directory_is_no_file, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
