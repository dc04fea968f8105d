/* A server's files are read again: for those who come, not for those who are here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/link/link.h"
#include "identity.h"
#include "pair.h"

#include <openssl/pem.h>
#include <openssl/x509.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { DAY_S = 24 * 3600 };

static struct identity before, after;
static struct link_context *server_context, *client_context;
static struct digest seen; /* the key that the last client was shown */

static int setup(void **state)
{
    (void)state;
    struct cause cause;
    identity_make(&before);
    identity_make(&after);
    assert_int_equal(link_context_server(before.certificate, before.key, &server_context, &cause), STATUS_OK);
    assert_int_equal(link_context_client(&client_context, &cause), STATUS_OK);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    link_context_destroy(server_context);
    link_context_destroy(client_context);
    identity_remove(&before);
    identity_remove(&after);
    return 0;
}

static bool note_key(void *user, const struct digest *public_key, bool chain_valid)
{
    (void)user;
    (void)chain_valid;
    seen = *public_key;
    return true;
}

static struct pair new_pair(void)
{
    struct pair pair = {link_create_server(server_context, pair_limits()),
                        link_create_client(client_context, pair_limits(), "localhost", note_key, NULL)};
    struct cause cause = {""};
    assert_int_equal(pair_settle(pair, 65536, &cause), STATUS_OK);
    assert_true(link_ready(pair.server) && link_ready(pair.client));
    return pair;
}

static void pair_end(struct pair pair)
{
    link_destroy(pair.client);
    link_destroy(pair.server);
}

static void expect_talk(struct pair pair)
{
    const uint8_t *payload;
    size_t count;
    struct cause cause;
    for (int x = 0; x < 2; x++) {
        struct link *from = x ? pair.server : pair.client, *to = x ? pair.client : pair.server;
        assert_int_equal(link_send(from, (const uint8_t *)"hello", 5), STATUS_OK);
        assert_int_equal(pair_settle(pair, 65536, &cause), STATUS_OK);
        assert_true(link_next(to, &payload, &count));
        assert_int_equal(count, 5);
    }
}

/* The files of `name` in the directory of `after`: a certificate signed by its own key, which ends in so many
 * days, and whatever `behind` has to follow it in the chain. */
static void make_own(const char *name, EVP_PKEY *key, int days, X509 *behind, char certificate[96],
                     char key_path[96])
{
    char file_name[64];
    X509 *made = X509_new();
    assert_true(made && X509_set_version(made, X509_VERSION_3) == 1);
    assert_int_equal(ASN1_INTEGER_set(X509_get_serialNumber(made), 7), 1);
    assert_non_null(X509_gmtime_adj(X509_getm_notBefore(made), -60));
    assert_non_null(X509_time_adj_ex(X509_getm_notAfter(made), days, 0, NULL));
    assert_int_equal(X509_set_pubkey(made, key), 1);
    assert_true(X509_sign(made, key, EVP_PKEY_get_base_id(key) == EVP_PKEY_ED25519 ? NULL : EVP_sha256()) >
                0);
    snprintf(file_name, sizeof file_name, "%s.pem", name);
    identity_write(&after, file_name, "", certificate);
    FILE *file = fopen(certificate, "w");
    assert_true(file && PEM_write_X509(file, made) == 1);
    assert_true(!behind || PEM_write_X509(file, behind) == 1);
    assert_int_equal(fclose(file), 0);
    snprintf(file_name, sizeof file_name, "%s.key", name);
    identity_write(&after, file_name, "", key_path);
    file = fopen(key_path, "w");
    assert_true(file && PEM_write_PrivateKey(file, key, NULL, NULL, 0, NULL, NULL) == 1 && fclose(file) == 0);
    X509_free(made);
    EVP_PKEY_free(key);
}

static void those_who_come_get_the_new_key(void **state)
{
    (void)state;
    struct cause cause;
    struct digest old = link_context_fingerprint(server_context);
    struct pair here = new_pair();
    assert_true(digest_equal(&seen, &old));
    assert_int_equal(link_context_reload(server_context, after.certificate, after.key, &cause), STATUS_OK);
    expect_talk(here);
    struct digest now = link_context_fingerprint(server_context);
    assert_false(digest_equal(&now, &old));
    struct pair later = new_pair();
    assert_true(digest_equal(&seen, &now));
    assert_int_equal(link_context_reload(server_context, before.certificate, before.key, &cause), STATUS_OK);
    expect_talk(here);
    expect_talk(later);
    pair_end(here);
    pair_end(later);
}

static void expect_refused(const char *certificate, const char *key, const char *named)
{
    struct cause cause = {""};
    struct digest old = link_context_fingerprint(server_context);
    int64_t ends = link_context_ends_s(server_context);
    assert_int_not_equal(link_context_reload(server_context, certificate, key, &cause), STATUS_OK);
    if (!strstr(cause.text, named))
        fail_msg("\"%s\" does not say \"%s\"", cause.text, named);
    struct digest now = link_context_fingerprint(server_context);
    assert_true(digest_equal(&now, &old));
    assert_int_equal(link_context_ends_s(server_context), ends);
    struct pair pair = new_pair();
    assert_true(digest_equal(&seen, &old));
    expect_talk(pair);
    pair_end(pair);
}

static void what_is_broken_changes_nothing(void **state)
{
    (void)state;
    char path[96];
    identity_write(&after, "garbage.pem", "-----BEGIN CERTIFICATE-----\nnonsense\n", path);
    expect_refused(path, after.key, path);
    expect_refused(after.certificate, path, path);
    expect_refused("/nowhere/c.pem", after.key, "/nowhere/c.pem");
    expect_refused(after.certificate, before.key, "does not belong");
    expect_refused(before.certificate, after.key, "does not belong");
    unlink(path);
}

/* Whole files, a key that fits, and yet every client would be refused. */
static void what_serves_nobody_changes_nothing(void **state)
{
    (void)state;
    char certificate[96], key[96];
    make_own("curve", EVP_EC_gen("secp256k1"), 90, NULL, certificate, key);
    expect_refused(certificate, key, "serve nobody");
    unlink(certificate), unlink(key);
    make_own("weak", EVP_RSA_gen(1024), 90, NULL, certificate, key);
    expect_refused(certificate, key, "too small");
    unlink(certificate), unlink(key);
}

static void keys_of_the_usual_kinds_serve(void **state)
{
    (void)state;
    EVP_PKEY *keys[] = {EVP_EC_gen("P-384"), EVP_PKEY_Q_keygen(NULL, NULL, "ED25519"), EVP_RSA_gen(2048)};
    for (size_t x = 0; x < sizeof keys / sizeof keys[0]; x++) {
        char certificate[96], key[96];
        struct cause cause = {""};
        make_own("usual", keys[x], 90, NULL, certificate, key);
        assert_int_equal(link_context_reload(server_context, certificate, key, &cause), STATUS_OK);
        pair_end(new_pair());
        unlink(certificate), unlink(key);
    }
}

static void the_first_end_in_the_chain_counts(void **state)
{
    (void)state;
    char certificate[96], key[96];
    struct cause cause = {""};
    int64_t now = (int64_t)time(NULL);
    make_own("long", EVP_EC_gen("P-256"), 20000, NULL, certificate, key); /* beyond 32 bits of seconds */
    assert_int_equal(link_context_reload(server_context, certificate, key, &cause), STATUS_OK);
    assert_in_range(link_context_ends_s(server_context), now + 20000LL * DAY_S - 60,
                    now + 20000LL * DAY_S + 60);
    unlink(certificate), unlink(key);
    FILE *file = fopen(before.root, "r");
    X509 *root = PEM_read_X509(file, NULL, NULL, NULL); /* ends in an hour */
    fclose(file);
    make_own("chain", EVP_EC_gen("P-256"), 20000, root, certificate, key);
    assert_int_equal(link_context_reload(server_context, certificate, key, &cause), STATUS_OK);
    assert_in_range(link_context_ends_s(server_context), now + 3600 - 60, now + 3600 + 60);
    unlink(certificate), unlink(key);
    make_own("ended", EVP_EC_gen("P-256"), -3, NULL, certificate, key);
    assert_int_equal(link_context_reload(server_context, certificate, key, &cause), STATUS_OK);
    assert_true(link_context_ends_s(server_context) < now);
    X509_free(root);
    unlink(certificate), unlink(key);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(those_who_come_get_the_new_key),
        cmocka_unit_test(what_is_broken_changes_nothing),
        cmocka_unit_test(what_serves_nobody_changes_nothing),
        cmocka_unit_test(keys_of_the_usual_kinds_serve),
        cmocka_unit_test(the_first_end_in_the_chain_counts),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
