#include "common/link/context.h"

#include "common/base/memory.h"
#include "common/base/must.h"
#include "common/link/bio.h"

#include <assert.h>
#include <openssl/err.h>
#include <openssl/x509.h>
#include <stdlib.h>
#include <string.h>

/* Only what TLS 1.3 itself names, each with a reason to be there: X25519 first, because it is fast and has no
 * special cases; P-256 and P-384 for peers whose rules allow only those. P-521, X448 and the finite fields
 * cost a server many times as much and give nobody anything. */
static const char groups[] = "X25519:P-256:P-384";
static const char suites[] = "TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256";

/* What a server signs with; a client also names what the signatures within chains of public names may be. */
static const char signatures[] =
    "ECDSA+SHA256:ed25519:ECDSA+SHA384:ECDSA+SHA512:ed448:RSA-PSS+SHA256:RSA-PSS+SHA384:RSA-PSS+SHA512";
static const char chain_signatures[] =
    "ECDSA+SHA256:ed25519:ECDSA+SHA384:ECDSA+SHA512:ed448:RSA-PSS+SHA256:RSA-PSS+SHA384:RSA-PSS+SHA512:"
    "RSA+SHA256:RSA+SHA384:RSA+SHA512";
enum { SECURITY_LEVEL = 2 }; /* of OpenSSL: 112 bits; no RSA under 2048 and nothing signed with SHA-1 */

/* the protocol name as ALPN carries it: a length, then the characters */
static const unsigned char alpn_list[] = "\x08" LINK_ALPN;
enum { ALPN_LIST_SIZE = sizeof alpn_list - 1 };
static_assert(sizeof LINK_ALPN - 1 == 8, "the length byte of alpn_list says 8");

/* the same for a server that browsers may come to; its order is what counts */
static const unsigned char alpn_list_browsers[] = "\x08" LINK_ALPN "\x08" LINK_ALPN_HTTP;
static_assert(sizeof LINK_ALPN_HTTP - 1 == 8, "the second length byte says 8");

static struct digest key_digest(const X509 *certificate)
{
    unsigned char *der = NULL;
    int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), &der);
    memory_had(size > 0);
    struct digest digest = digest_of(der, (size_t)size);
    OPENSSL_free(der);
    return digest;
}

static int select_alpn(SSL *ssl, const unsigned char **chosen, unsigned char *chosen_size,
                       const unsigned char *offered, unsigned int offered_size, void *user)
{
    (void)ssl;
    const struct link_context *context = user;
    const unsigned char *spoken = context->browsers ? alpn_list_browsers : alpn_list;
    unsigned int size = context->browsers ? sizeof alpn_list_browsers - 1 : ALPN_LIST_SIZE;
    unsigned char *match;
    if (SSL_select_next_proto(&match, chosen_size, spoken, size, offered, offered_size) !=
        OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_ALERT_FATAL;
    *chosen = match;
    return SSL_TLSEXT_ERR_OK;
}

/* Takes the place of the whole chain verification, once a handshake, so that a refusal is an alert within it.
 */
static int verify_peer(X509_STORE_CTX *store, void *unused)
{
    (void)unused;
    SSL *ssl = X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx());
    struct link_tls_peer *peer = SSL_get_app_data(ssl);
    ERR_set_mark(); /* a look-up that failed must not pass for an error of a later read */
    bool valid = X509_verify_cert(store) == 1;
    ERR_pop_to_mark();
    if (valid && peer->no_host) {
        X509_STORE_CTX_set_error(store, X509_V_ERR_HOSTNAME_MISMATCH);
        valid = false;
    }
    if (!peer->trust)
        return valid;
    struct digest key = key_digest(X509_STORE_CTX_get0_cert(store));
    bool accepted = peer->trust(peer->user, &key, valid);
    if (!accepted && valid)
        X509_STORE_CTX_set_error(store, X509_V_ERR_APPLICATION_VERIFICATION);
    return accepted;
}

static void count_message(int sent, int version, int type, const void *bytes, size_t count, SSL *ssl,
                          void *user)
{
    (void)version;
    (void)bytes;
    (void)count;
    (void)user;
    struct link_tls_peer *peer = SSL_get_app_data(ssl);
    if (!sent && type == SSL3_RT_HANDSHAKE)
        peer->handshake_messages++;
}

/* An encrypted key would make OpenSSL ask on the terminal of a server that has none. */
static int no_passphrase(char *to, int capacity, int writing, void *user)
{
    (void)to;
    (void)capacity;
    (void)writing;
    (void)user;
    return 0;
}

static bool set_up(SSL_CTX *tls, bool serves)
{
    SSL_CTX_set_security_level(tls, SECURITY_LEVEL);
    /* the server chooses, but leaves ChaCha20 to who prefers it: a phone without AES in its hardware */
    SSL_CTX_set_options(tls, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                 SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA);
    SSL_CTX_set_mode(tls, SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_session_cache_mode(tls, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_msg_callback(tls, count_message);
    SSL_CTX_set_default_passwd_cb(tls, no_passphrase);
    return SSL_CTX_set_min_proto_version(tls, TLS1_3_VERSION) == 1 &&
           SSL_CTX_set_max_proto_version(tls, TLS1_3_VERSION) == 1 &&
           SSL_CTX_set1_groups_list(tls, groups) == 1 && SSL_CTX_set_ciphersuites(tls, suites) == 1 &&
           SSL_CTX_set1_sigalgs_list(tls, serves ? signatures : chain_signatures) == 1 &&
           SSL_CTX_set_max_early_data(tls, 0) == 1 && SSL_CTX_set_recv_max_early_data(tls, 0) == 1 &&
           SSL_CTX_set_num_tickets(tls, serves ? 1 : 0) == 1 &&
           SSL_CTX_set_block_padding(tls, LINK_PADDING_BLOCK) == 1;
}

SSL_CTX *link_tls(enum link_role role)
{
    bool serves = role == LINK_SERVER;
    SSL_CTX *tls = SSL_CTX_new(serves ? TLS_server_method() : TLS_client_method());
    if (tls && set_up(tls, serves))
        return tls;
    SSL_CTX_free(tls);
    ERR_clear_error();
    return NULL;
}

static struct link_context *context_create(enum link_role role)
{
    struct link_context *context = memory_zeroed(1, sizeof *context);
    context->role = role;
    if (role == LINK_PLAIN)
        return context;
    context->bio = link_bio_method();
    memory_had(context->bio != NULL);
    return context;
}

enum status link_context_reload(struct link_context *context, const char *certificate_path,
                                const char *key_path, struct cause *cause)
{
    must(context->role == LINK_SERVER);
    SSL_CTX *tls = link_tls(LINK_SERVER);
    if (!tls)
        return memory_lacks(cause, "TLS");
    enum status status = link_chain_load(tls, certificate_path, key_path, cause);
    if (status == STATUS_OK)
        status = link_chain_try(tls, certificate_path, cause);
    if (status != STATUS_OK) {
        SSL_CTX_free(tls);
        return status;
    }
    SSL_CTX_set_alpn_select_cb(tls, select_alpn, context); /* the context outlives its links */
    context->fingerprint = key_digest(SSL_CTX_get0_certificate(tls));
    context->ends_s = link_chain_ends_s(tls);
    SSL_CTX_free(context->tls); /* links that exist hold it until they end */
    context->tls = tls;
    return STATUS_OK;
}

enum status link_context_server(const char *certificate_path, const char *key_path,
                                struct link_context **context, struct cause *cause)
{
    struct link_context *made = context_create(LINK_SERVER);
    enum status status = link_context_reload(made, certificate_path, key_path, cause);
    if (status == STATUS_OK)
        *context = made;
    else
        link_context_destroy(made);
    return status;
}

void link_context_serve_browsers(struct link_context *context)
{
    must(context->role == LINK_SERVER);
    context->browsers = true;
}

enum status link_context_client(struct link_context **context, struct cause *cause)
{
    struct link_context *made = context_create(LINK_CLIENT);
    made->tls = link_tls(LINK_CLIENT);
    if (!made->tls) {
        link_context_destroy(made);
        return memory_lacks(cause, "TLS");
    }
    if (SSL_CTX_set_default_verify_paths(made->tls) != 1) {
        link_context_destroy(made);
        ERR_clear_error();
        return status_fail(cause, STATUS_IO,
                           "the system's root certificates cannot be used; see SSL_CERT_DIR");
    }
    memory_had(SSL_CTX_set_alpn_protos(made->tls, alpn_list, ALPN_LIST_SIZE) == 0);
    SSL_CTX_set_verify(made->tls, SSL_VERIFY_PEER, NULL);
    SSL_CTX_set_cert_verify_callback(made->tls, verify_peer, NULL);
    *context = made;
    return STATUS_OK;
}

struct link_context *link_context_plain(void)
{
    return context_create(LINK_PLAIN);
}

void link_context_destroy(struct link_context *context)
{
    if (!context)
        return;
    SSL_CTX_free(context->tls);
    BIO_meth_free(context->bio);
    free(context);
}

struct digest link_context_fingerprint(const struct link_context *context)
{
    must(context->role == LINK_SERVER);
    return context->fingerprint;
}

int64_t link_context_ends_s(const struct link_context *context)
{
    must(context->role == LINK_SERVER);
    return context->ends_s;
}
