#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "common/link/link.h"
#include "identity.h"
#include "pair.h"
#include "raw.h"

#include <openssl/ssl.h>
#include <string.h>

static struct identity identity;
static struct link_context *server_context, *client_context;

static int setup(void **state)
{
    (void)state;
    struct cause cause;
    identity_make(&identity);
    assert_int_equal(link_context_server(identity.certificate, identity.key, &server_context, &cause),
                     STATUS_OK);
    assert_int_equal(link_context_client(&client_context, &cause), STATUS_OK);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    link_context_destroy(server_context);
    link_context_destroy(client_context);
    identity_remove(&identity);
    return 0;
}

static bool accept_any(void *user, const struct digest *public_key, bool chain_valid)
{
    (void)user;
    (void)public_key;
    (void)chain_valid;
    return true;
}

static struct link *new_server(void)
{
    return link_create_server(server_context, pair_limits());
}

static struct link *new_client(void)
{
    return link_create_client(client_context, pair_limits(), "localhost", accept_any, NULL);
}

static int raw_alert;

static void note_alert(const SSL *ssl, int where, int value)
{
    (void)ssl;
    if ((where & SSL_CB_READ_ALERT) == SSL_CB_READ_ALERT)
        raw_alert = value & 0xff;
}

static void handshake_in_portions(void **state)
{
    (void)state;
    const size_t portions[] = {1, 2, 7, 100, 65536};
    for (size_t i = 0; i < sizeof portions / sizeof *portions; i++) {
        struct pair pair = {new_server(), new_client()};
        struct cause cause = {""};
        assert_false(link_ready(pair.server));
        assert_false(link_ready(pair.client));
        assert_int_equal(link_send(pair.client, NULL, 0), STATUS_CLOSED);
        assert_int_equal(pair_settle(pair, portions[i], &cause), STATUS_OK);
        assert_true(link_ready(pair.server));
        assert_true(link_ready(pair.client));
        link_destroy(pair.server);
        link_destroy(pair.client);
    }
}

static void client_first_message_rides_with_its_flight(void **state)
{
    (void)state;
    struct pair pair = {new_server(), new_client()};
    struct cause cause;
    assert_int_equal(pair_carry(pair.client, pair.server, 65536, &cause), STATUS_OK);
    assert_int_equal(pair_carry(pair.server, pair.client, 65536, &cause), STATUS_OK);
    assert_true(link_ready(pair.client));
    const uint8_t hello[] = "hello";
    assert_int_equal(link_send(pair.client, hello, sizeof hello), STATUS_OK);
    assert_int_equal(link_send(pair.client, hello, 2), STATUS_OK);
    assert_int_equal(pair_carry(pair.client, pair.server, 65536, &cause), STATUS_OK);
    const uint8_t *payload;
    size_t count;
    assert_true(link_next(pair.server, &payload, &count));
    assert_int_equal(count, sizeof hello);
    assert_true(link_next(pair.server, &payload, &count));
    assert_int_equal(count, 2);
    link_destroy(pair.server);
    link_destroy(pair.client);
}

static void plain_talk_is_named(void **state)
{
    (void)state;
    const char *const lines[] = {"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "hello, is anybody there?\r\n"};
    for (size_t i = 0; i < 2; i++) {
        struct link *server = new_server();
        struct cause cause = {""};
        const uint8_t *bytes = (const uint8_t *)lines[i];
        assert_int_equal(link_feed(server, bytes, strlen(lines[i]), &cause), STATUS_INVALID);
        assert_non_null(strstr(cause.text, "TLS"));
        assert_false(link_ready(server));
        assert_int_equal(link_feed(server, bytes, 1, &cause), STATUS_CLOSED);
        link_destroy(server);
    }
}

static void no_alpn_is_closed_after_the_handshake(void **state)
{
    (void)state;
    struct raw raw = raw_create(TLS_client_method());
    raw_begin(&raw, false);
    struct link *server = new_server();
    struct cause cause = {""};
    assert_int_equal(raw_settle(&raw, server, &cause), STATUS_INVALID);
    assert_non_null(strstr(cause.text, "ALPN"));
    assert_false(link_ready(server));
    assert_int_equal(SSL_get_shutdown(raw.ssl) & SSL_RECEIVED_SHUTDOWN, SSL_RECEIVED_SHUTDOWN);
    link_destroy(server);
    raw_free(&raw);
}

static void wrong_alpn_gets_the_alert(void **state)
{
    (void)state;
    struct raw raw = raw_create(TLS_client_method());
    assert_int_equal(SSL_CTX_set_alpn_protos(raw.context, (const unsigned char *)"\x02h2", 3), 0);
    SSL_CTX_set_info_callback(raw.context, note_alert);
    raw_begin(&raw, false);
    struct link *server = new_server();
    struct cause cause = {""};
    raw_alert = 0;
    assert_int_equal(raw_settle(&raw, server, &cause), STATUS_INVALID);
    assert_non_null(strstr(cause.text, LINK_ALPN));
    assert_int_equal(raw_alert, SSL_AD_NO_APPLICATION_PROTOCOL);
    link_destroy(server);
    raw_free(&raw);
}

static void older_tls_is_refused(void **state)
{
    (void)state;
    struct raw raw = raw_create(TLS_client_method());
    assert_int_equal(SSL_CTX_set_max_proto_version(raw.context, TLS1_2_VERSION), 1);
    SSL_CTX_set_info_callback(raw.context, note_alert);
    raw_begin(&raw, false);
    struct link *server = new_server();
    struct cause cause = {""};
    raw_alert = 0;
    assert_int_equal(raw_settle(&raw, server, &cause), STATUS_INVALID);
    assert_non_null(strstr(cause.text, "TLS 1.3"));
    assert_int_equal(raw_alert, SSL_AD_PROTOCOL_VERSION);
    link_destroy(server);
    raw_free(&raw);
}

static void server_without_alpn_is_left(void **state)
{
    (void)state;
    struct raw raw = raw_create(TLS_server_method());
    assert_int_equal(SSL_CTX_use_certificate_chain_file(raw.context, identity.certificate), 1);
    assert_int_equal(SSL_CTX_use_PrivateKey_file(raw.context, identity.key, SSL_FILETYPE_PEM), 1);
    raw_begin(&raw, true);
    struct link *client = new_client();
    struct cause cause = {""};
    assert_int_equal(raw_settle(&raw, client, &cause), STATUS_INVALID);
    assert_non_null(strstr(cause.text, "ALPN"));
    link_destroy(client);
    raw_free(&raw);
}

static int tickets;

static int count_ticket(SSL *ssl, SSL_SESSION *session)
{
    (void)ssl;
    (void)session;
    tickets++;
    return 0;
}

static void one_ticket_and_no_early_data(void **state)
{
    (void)state;
    struct raw raw = raw_create(TLS_client_method());
    SSL_CTX_set_session_cache_mode(raw.context, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
    SSL_CTX_sess_set_new_cb(raw.context, count_ticket);
    tickets = 0;
    assert_int_equal(SSL_CTX_set_alpn_protos(raw.context, (const unsigned char *)"\x08" LINK_ALPN, 9), 0);
    raw_begin(&raw, false);
    struct link *server = new_server();
    struct cause cause = {""};
    assert_int_equal(raw_settle(&raw, server, &cause), STATUS_OK);
    assert_true(link_ready(server));
    assert_int_equal(tickets, 1);
    assert_int_equal(SSL_SESSION_get_max_early_data(SSL_get_session(raw.ssl)), 0);
    assert_int_equal(SSL_version(raw.ssl), TLS1_3_VERSION);
    link_destroy(server);
    raw_free(&raw);
}

static void endless_key_updates_are_refused(void **state)
{
    (void)state;
    struct raw raw = raw_create(TLS_client_method());
    assert_int_equal(SSL_CTX_set_alpn_protos(raw.context, (const unsigned char *)"\x08" LINK_ALPN, 9), 0);
    raw_begin(&raw, false);
    struct link *server = new_server();
    struct cause cause = {""};
    assert_int_equal(raw_settle(&raw, server, &cause), STATUS_OK);
    enum status status = STATUS_OK;
    int updates = 0;
    for (; updates < 1000 && status == STATUS_OK; updates++) {
        assert_int_equal(SSL_key_update(raw.ssl, SSL_KEY_UPDATE_NOT_REQUESTED), 1);
        status = raw_settle(&raw, server, &cause);
    }
    assert_int_equal(status, STATUS_INVALID);
    assert_in_range(updates, 100, 300);
    assert_non_null(strstr(cause.text, "keys"));
    link_destroy(server);
    raw_free(&raw);
}

/* A client that offers nothing but this; gives the suite that was taken, NULL when none was. */
static const char *suite_for(const char *groups, const char *suites, const char *signatures)
{
    struct raw raw = raw_create(TLS_client_method());
    SSL_CTX_set_security_level(raw.context, 0);
    assert_int_equal(SSL_CTX_set1_groups_list(raw.context, groups), 1);
    assert_int_equal(SSL_CTX_set_ciphersuites(raw.context, suites), 1);
    assert_int_equal(SSL_CTX_set1_sigalgs_list(raw.context, signatures), 1);
    assert_int_equal(SSL_CTX_set_alpn_protos(raw.context, (const unsigned char *)"\x08" LINK_ALPN, 9), 0);
    raw_begin(&raw, false);
    struct link *server = new_server();
    struct cause cause = {""};
    enum status status = raw_settle(&raw, server, &cause);
    assert_int_equal(status == STATUS_OK, link_ready(server));
    const char *suite = status == STATUS_OK ? SSL_CIPHER_get_name(SSL_get_current_cipher(raw.ssl)) : NULL;
    link_destroy(server);
    raw_free(&raw);
    return suite;
}

static const char all_suites[] =
    "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_CCM_SHA256";

static void only_modern_groups(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bool taken;
    } groups[] = {{"X25519", true}, {"P-256", true},      {"P-384", true},     {"P-521", false},
                  {"X448", false},  {"ffdhe2048", false}, {"ffdhe8192", false}};
    for (size_t x = 0; x < sizeof groups / sizeof groups[0]; x++)
        assert_int_equal(suite_for(groups[x].name, all_suites, "ECDSA+SHA256") != NULL, groups[x].taken);
    assert_non_null(suite_for("P-521:P-384", all_suites, "ECDSA+SHA256")); /* asked again for one it has */
}

static void only_the_usual_suites(void **state)
{
    (void)state;
    static const char *const suites[] = {"TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256",
                                         "TLS_AES_128_GCM_SHA256"};
    for (int x = 0; x < 3; x++)
        assert_string_equal(suite_for("X25519", suites[x], "ECDSA+SHA256"), suites[x]);
    assert_null(suite_for("X25519", "TLS_AES_128_CCM_SHA256:TLS_AES_128_CCM_8_SHA256", "ECDSA+SHA256"));
    assert_string_equal(suite_for("X25519", all_suites, "ECDSA+SHA256"), suites[0]); /* the server chooses */
    assert_string_equal(
        suite_for("X25519", "TLS_CHACHA20_POLY1305_SHA256:TLS_AES_256_GCM_SHA384", "ECDSA+SHA256"),
        suites[1]); /* but for a client without AES in its hardware */
}

static void only_modern_signatures(void **state)
{
    (void)state;
    assert_non_null(suite_for("X25519", all_suites, "ECDSA+SHA1:ECDSA+SHA256"));
    assert_null(suite_for("X25519", all_suites, "ECDSA+SHA1"));
    assert_null(suite_for("X25519", all_suites, "ECDSA+SHA224:RSA+SHA256"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(handshake_in_portions),
        cmocka_unit_test(client_first_message_rides_with_its_flight),
        cmocka_unit_test(plain_talk_is_named),
        cmocka_unit_test(no_alpn_is_closed_after_the_handshake),
        cmocka_unit_test(wrong_alpn_gets_the_alert),
        cmocka_unit_test(older_tls_is_refused),
        cmocka_unit_test(server_without_alpn_is_left),
        cmocka_unit_test(one_ticket_and_no_early_data),
        cmocka_unit_test(endless_key_updates_are_refused),
        cmocka_unit_test(only_modern_groups),
        cmocka_unit_test(only_the_usual_suites),
        cmocka_unit_test(only_modern_signatures),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
