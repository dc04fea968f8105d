#include "common/link/context.h"

#include "common/base/must.h"
#include "common/link/bio.h"

#include <assert.h>
#include <errno.h>
#include <openssl/err.h>
#include <openssl/x509.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* the protocol name as ALPN carries it: a length, then the characters */
static const unsigned char alpn_list[] = "\x08" LINK_ALPN;
enum { ALPN_LIST_SIZE = sizeof alpn_list - 1 };
static_assert(sizeof LINK_ALPN - 1 == 8, "the length byte of alpn_list says 8");

static struct digest key_digest(const X509 *certificate)
{
    unsigned char *der = NULL;
    int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), &der);
    must(size > 0);
    struct digest digest = digest_of(der, (size_t)size);
    OPENSSL_free(der);
    return digest;
}

static int select_alpn(SSL *ssl, const unsigned char **chosen, unsigned char *chosen_size,
                       const unsigned char *offered, unsigned int offered_size, void *user)
{
    (void)ssl;
    (void)user;
    unsigned char *match;
    if (SSL_select_next_proto(&match, chosen_size, alpn_list, ALPN_LIST_SIZE, offered, offered_size) !=
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

static struct link_context *context_create(enum link_role role)
{
    struct link_context *context = calloc(1, sizeof *context);
    must(context != NULL);
    context->role = role;
    if (role == LINK_PLAIN)
        return context;
    SSL_CTX *tls = SSL_CTX_new(role == LINK_SERVER ? TLS_server_method() : TLS_client_method());
    must(tls != NULL);
    must(SSL_CTX_set_min_proto_version(tls, TLS1_3_VERSION) == 1 &&
         SSL_CTX_set_max_proto_version(tls, TLS1_3_VERSION) == 1);
    SSL_CTX_set_options(tls, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
    SSL_CTX_set_mode(tls, SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_session_cache_mode(tls, SSL_SESS_CACHE_OFF);
    must(SSL_CTX_set_block_padding(tls, LINK_PADDING_BLOCK) == 1);
    SSL_CTX_set_msg_callback(tls, count_message);
    SSL_CTX_set_default_passwd_cb(tls, no_passphrase);
    context->tls = tls;
    context->bio = link_bio_method();
    return context;
}

static enum status check_readable(const char *what, const char *path, struct cause *cause)
{
    FILE *file = fopen(path, "rbe");
    if (!file)
        return status_fail(cause, errno == ENOENT ? STATUS_NOT_FOUND : STATUS_IO,
                           "the %s %s cannot be read: %s", what, path, strerror(errno));
    fclose(file);
    return STATUS_OK;
}

static const char *why(void)
{
    const char *reason = ERR_reason_error_string(ERR_peek_error());
    return reason ? reason : "unreadable";
}

static enum status load_identity(SSL_CTX *tls, const char *certificate_path, const char *key_path,
                                 struct cause *cause)
{
    enum status status = check_readable("certificate", certificate_path, cause);
    if (status == STATUS_OK)
        status = check_readable("key", key_path, cause);
    if (status != STATUS_OK)
        return status;
    ERR_clear_error();
    if (SSL_CTX_use_certificate_chain_file(tls, certificate_path) != 1)
        return status_fail(cause, STATUS_INVALID, "%s is no usable PEM certificate: %s", certificate_path,
                           why());
    if (SSL_CTX_use_PrivateKey_file(tls, key_path, SSL_FILETYPE_PEM) == 1)
        return STATUS_OK;
    if (ERR_GET_LIB(ERR_peek_error()) == ERR_LIB_X509)
        return status_fail(cause, STATUS_INVALID, "the key %s does not belong to the certificate %s: %s",
                           key_path, certificate_path, why());
    return status_fail(cause, STATUS_INVALID, "%s is no usable PEM key without a passphrase: %s", key_path,
                       why());
}

enum status link_context_server(const char *certificate_path, const char *key_path,
                                struct link_context **context, struct cause *cause)
{
    struct link_context *made = context_create(LINK_SERVER);
    enum status status = load_identity(made->tls, certificate_path, key_path, cause);
    ERR_clear_error();
    if (status != STATUS_OK) {
        link_context_destroy(made);
        return status;
    }
    must(SSL_CTX_set_num_tickets(made->tls, 1) == 1);
    SSL_CTX_set_alpn_select_cb(made->tls, select_alpn, NULL);
    made->fingerprint = key_digest(SSL_CTX_get0_certificate(made->tls));
    *context = made;
    return STATUS_OK;
}

enum status link_context_client(struct link_context **context, struct cause *cause)
{
    struct link_context *made = context_create(LINK_CLIENT);
    if (SSL_CTX_set_default_verify_paths(made->tls) != 1) {
        link_context_destroy(made);
        ERR_clear_error();
        return status_fail(cause, STATUS_IO,
                           "the system's root certificates cannot be used; see SSL_CERT_DIR");
    }
    must(SSL_CTX_set_alpn_protos(made->tls, alpn_list, ALPN_LIST_SIZE) == 0);
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
